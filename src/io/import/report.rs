//! What an importer read, repaired, assumed and left out.

use std::fmt;

use super::problems::{ProblemList, write_lines};
use super::{ImportLocation, ImportProblem, RepairKind};

/// How much of a file was read, and what was repaired, assumed, skipped or not understood.
///
/// # Example
///
/// ```
/// use suzerain::import::{GeoJson, Mapping};
///
/// let valleys = r#"{"type": "FeatureCollection", "features": [
///   {"type": "Feature", "properties": {"name": "Valley"},
///    "geometry": {"type": "Polygon", "coordinates": [[[10, 40], [11, 40], [11, 41], [10, 40]]]}},
///   {"type": "Feature", "properties": {"name": "Upland"},
///    "geometry": {"type": "Polygon", "coordinates": [[[10, 400], [11, 40], [11, 41], [10, 400]]]}}]}"#;
/// let imported = GeoJson::new(Mapping::new().name("name")).read(valleys.as_bytes())?;
/// let report = imported.report();
/// assert_eq!((report.features_read(), report.features_imported(), report.features_skipped()), (2, 1, 1));
/// assert_eq!(report.problems()[0].location().feature(), Some(2));
/// assert!(report.repairs().is_empty() && report.problem_count() >= 1);
/// assert!(report.to_string().starts_with("2 features read, 1 imported, 1 skipped"));
/// # Ok::<(), suzerain::import::ImportError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportReport {
    pub(super) features_read: usize,
    pub(super) features_imported: usize,
    pub(super) features_skipped: usize,
    pub(super) problems: ProblemList,
    pub(super) repairs: Vec<Repaired>,
    pub(super) notes: Vec<Note>,
    /// How many notes are not kept.
    pub(super) notes_dropped: usize,
}

/// So many notes are kept, and so many repairs.
const KEPT: usize = 20_000;

impl ImportReport {
    /// How many features the file has.
    #[must_use]
    pub fn features_read(&self) -> usize {
        self.features_read
    }

    /// How many of them became part of the atlas.
    #[must_use]
    pub fn features_imported(&self) -> usize {
        self.features_imported
    }

    /// How many of them were left out; a note on each, or a problem, says why.
    #[must_use]
    pub fn features_skipped(&self) -> usize {
        self.features_skipped
    }

    /// What is wrong with features that were left out, the first hundreds of problems; always empty for a
    /// [strict](super::GeoJson::strict) import, which fails with them.
    #[must_use]
    pub fn problems(&self) -> &[ImportProblem] {
        self.problems.as_slice()
    }

    /// How many problems there are, with those that are only counted.
    #[must_use]
    pub fn problem_count(&self) -> usize {
        self.problems.len()
    }

    /// What was repaired, feature by feature; empty unless repairs were asked for.
    #[must_use]
    pub fn repairs(&self) -> &[Repaired] {
        &self.repairs
    }

    /// How many repairs of this kind were made.
    #[must_use]
    pub fn repair_count(&self, kind: RepairKind) -> usize {
        self.repairs.iter().filter(|repaired| repaired.kind == kind).map(|repaired| repaired.count).sum()
    }

    /// What was assumed, skipped, or could not be read.
    #[must_use]
    pub fn notes(&self) -> &[Note] {
        &self.notes
    }

    pub(super) fn note(&mut self, location: &ImportLocation, text: impl Into<String>) {
        if self.notes.len() < KEPT {
            self.notes.push(Note { location: location.clone(), text: text.into() });
        } else {
            self.notes_dropped += 1;
        }
    }

    pub(super) fn repaired(&mut self, location: &ImportLocation, kind: RepairKind, count: usize) {
        if count > 0 {
            self.repairs.push(Repaired { location: location.clone(), kind, count });
        }
    }
}

/// How many locations of a note that was made more often are printed.
const LOCATIONS_SHOWN: usize = 5;

impl fmt::Display for ImportReport {
    /// The counts, then what is wrong with features that were left out, then the repairs, then the notes; the same text
    /// is printed once, with its first places.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} features read, {} imported, {} skipped",
            self.features_read, self.features_imported, self.features_skipped
        )?;
        write_lines(f, "\nskipped: ", &self.problems)?;
        for repaired in &self.repairs {
            write!(f, "\nrepaired: {repaired}")?;
        }
        let mut texts: Vec<(&str, Vec<&ImportLocation>)> = Vec::new();
        let mut numbers = std::collections::HashMap::new();
        for note in &self.notes {
            let number = *numbers.entry(note.text.as_str()).or_insert_with(|| {
                texts.push((&note.text, Vec::new()));
                texts.len() - 1
            });
            if let Some((_, places)) = texts.get_mut(number) {
                places.push(&note.location);
            }
        }
        for (text, places) in texts {
            let shown: Vec<String> = places.iter().take(LOCATIONS_SHOWN).map(ToString::to_string).collect();
            write!(f, "\nnote: {text:.600} ({}", shown.join("; "))?;
            if places.len() > LOCATIONS_SHOWN {
                write!(f, "; and {} more", places.len() - LOCATIONS_SHOWN)?;
            }
            f.write_str(")")?;
        }
        if self.notes_dropped > 0 {
            write!(f, "\nnote: {} more notes", self.notes_dropped)?;
        }
        Ok(())
    }
}

/// A remark of an importer about a location in the file.
///
/// # Example
///
/// ```
/// use suzerain::import::{GeoJson, Mapping};
///
/// let valleys = r#"{"type": "FeatureCollection", "features": [
///   {"type": "Feature", "properties": {"name": "Valley", "state": ""},
///    "geometry": {"type": "Polygon", "coordinates": [[[10, 40], [11, 40], [11, 41], [10, 40]]]}}]}"#;
/// let imported = GeoJson::new(Mapping::new().name("name").holder("state")).read(valleys.as_bytes())?;
/// let note = &imported.report().notes()[0];
/// assert_eq!(note.text(), "no holder is stated: the territory has no record");
/// assert_eq!(note.location().feature(), Some(1));
/// # Ok::<(), suzerain::import::ImportError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub(super) location: ImportLocation,
    pub(super) text: String,
}

impl Note {
    /// What it is about.
    #[must_use]
    pub fn location(&self) -> &ImportLocation {
        &self.location
    }

    /// What was assumed, skipped or not understood.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.location, self.text)
    }
}

/// Repairs of one kind to one feature.
///
/// # Example
///
/// ```
/// use suzerain::import::{GeoJson, Mapping, Repair, RepairKind};
///
/// let open = r#"{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Valley"},
///   "geometry": {"type": "Polygon", "coordinates": [[[10, 40], [11, 40], [11, 41], [10, 41]]]}}]}"#;
/// let importer = GeoJson::new(Mapping::new().name("name")).repair(Repair::new().close_rings());
/// let imported = importer.read(open.as_bytes())?;
/// let repaired = &imported.report().repairs()[0];
/// assert_eq!((repaired.kind(), repaired.count()), (RepairKind::RingClosed, 1));
/// assert_eq!(repaired.location().feature(), Some(1));
/// # Ok::<(), suzerain::import::ImportError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repaired {
    pub(super) location: ImportLocation,
    pub(super) kind: RepairKind,
    pub(super) count: usize,
}

impl Repaired {
    /// The feature.
    #[must_use]
    pub fn location(&self) -> &ImportLocation {
        &self.location
    }

    /// What was done.
    #[must_use]
    pub fn kind(&self) -> RepairKind {
        self.kind
    }

    /// How often: to how many vertices, rings or outlines.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }
}

impl fmt::Display for Repaired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.location, self.kind, self.count)
    }
}
