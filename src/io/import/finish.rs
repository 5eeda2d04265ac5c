//! What was gathered becomes an atlas.

use super::collector::{Collector, entry};
use super::joining::{join_memberships, join_names};
use super::snap::Snapper;
use super::{ImportError, ImportProblem, ImportProblemKind, ImportProblems, Imported, RepairKind};
use crate::atlas::AtlasBuilder;
use crate::atlas::draft::{NameDraft, OutlineDraft};
use crate::atlas::{Atlas, BuildReport};

/// How often what does not make an atlas is left out, and the rest tried again.
const ROUNDS: usize = 4;

impl Collector<'_> {
    /// The atlas and the report.
    ///
    /// Unless the import is strict, territories that do not go into an atlas are left out, and memberships of polities.
    ///
    /// # Errors
    ///
    /// [`ImportError::Problems`] with everything that is wrong with the file, or with the atlas made of it.
    pub(super) fn finish(mut self) -> Result<Imported, ImportError> {
        self.end_feature(0);
        self.snap();
        self.nothing_is_no_success();
        if self.is_refused() && !self.options.strict {
            return Err(self.refusal());
        }
        let mut builder = self.gathered();
        for _ in 1..ROUNDS {
            if self.options.strict {
                break;
            }
            self.remove_left_out(&mut builder);
            match builder.clone().build() {
                Ok(atlas) => return self.made(atlas),
                Err(report) if self.can_leave_out(&report) => self.leave_out_all(&mut builder, report),
                Err(report) => return Err(self.unmade(report)),
            }
        }
        self.remove_left_out(&mut builder);
        match builder.build() {
            Ok(atlas) => self.made(atlas),
            Err(report) => Err(self.unmade(report)),
        }
    }

    /// Snaps the outlines of the territories to each other, if that repair was asked for.
    fn snap(&mut self) {
        let Some(tolerance_degrees) = self.options.repair.snap else { return };
        let mut snapper = Snapper::new(tolerance_degrees, self.options.repair.uncross);
        for (location, mut draft) in std::mem::take(&mut self.territories) {
            if let Some(OutlineDraft::Grid(mut rings)) = draft.outline.take() {
                if let Some(outcome) = snapper.snap(&mut rings) {
                    if outcome.moved == 0 {
                        let text = "snapped, the outline would cross itself: it is left as it is drawn";
                        self.report.note(&location, text);
                    }
                    self.report.repaired(&location, RepairKind::Snapped, outcome.moved);
                    self.report.repaired(&location, RepairKind::Uncrossed, usize::from(outcome.is_uncrossed));
                }
                match self.sound(&location, &draft.code, rings) {
                    Ok(shape) => draft.outline = Some(OutlineDraft::Sound(shape)),
                    Err(problems) => {
                        self.refuse(&location, draft.code, problems);
                        continue;
                    }
                }
            }
            self.territories.push((location, draft));
        }
    }

    /// A file of which no feature became part of the atlas is refused, with the reason.
    fn nothing_is_no_success(&mut self) {
        if self.report.features_imported > 0 || self.is_refused() {
            return;
        }
        // What is wrong with the features is why.
        if !self.report.problems.is_empty() {
            self.problems.append(std::mem::take(&mut self.report.problems));
            return;
        }
        let read = self.report.features_read;
        let mut skips = self.report.notes.iter().filter_map(|note| Some((note, note.text.strip_prefix("skipped: ")?)));
        let why = match skips.next() {
            _ if read == 0 => "the file has no features".to_owned(),
            Some((note, why)) => format!("each of {read} features was skipped; the first, {}: {why}", note.location),
            None => format!("each of {read} features was skipped"),
        };
        self.problem(self.file(), ImportProblemKind::NothingImported(why));
    }

    /// All drafts, in a builder.
    fn gathered(&mut self) -> AtlasBuilder {
        let mut builder = std::mem::take(&mut self.builder);
        for mut polity in std::mem::take(&mut self.polities) {
            join_names(&mut polity.names);
            join_memberships(&mut polity.part_of);
            if polity.names.is_empty() {
                let text = polity.code.clone();
                polity.names.push(NameDraft { text, ..NameDraft::default() });
            }
            let location = self.locations.get(&("polity", polity.code.clone())).cloned().unwrap_or_default();
            builder.polities.push(entry(&location, polity));
        }
        for (location, draft) in std::mem::take(&mut self.territories) {
            builder.territories.push(entry(&location, draft));
        }
        builder.statements.append(&mut self.statements);
        builder
    }

    /// Takes the territories that were left out, and all that is said about them, from a builder.
    fn remove_left_out(&mut self, builder: &mut AtlasBuilder) {
        if self.left_out.is_empty() {
            return;
        }
        let gone = |code: &String| self.left_out.contains(code);
        builder.statements.retain(|statement| !statement.draft.fields.territory.as_ref().is_some_and(gone));
        builder.territories.retain(|territory| !gone(&territory.draft.code));
        for territory in &mut builder.territories {
            let properties = &mut territory.draft.properties;
            properties.parts.retain(|part| !gone(part));
            properties.within = properties.within.take().filter(|within| !gone(within));
        }
    }

    /// Whether every problem is one of a territory of a feature, or of a polity.
    fn can_leave_out(&self, report: &BuildReport) -> bool {
        report.problems().iter().all(|problem| {
            let place = &problem.place;
            place.code.as_ref().is_some_and(|code| {
                let key = (kind_of(place.kind()), code.clone());
                self.locations.contains_key(&key) && !self.left_out.contains(code)
            })
        })
    }

    /// Leaves out the territories with problems, and what polities with problems are part of.
    fn leave_out_all(&mut self, builder: &mut AtlasBuilder, report: BuildReport) {
        for problem in report.into_list().into_kept() {
            let Some(code) = problem.place.code.clone() else { continue };
            let kind = kind_of(problem.place.kind());
            let location = self.locations.get(&(kind, code.clone())).cloned().unwrap_or_default();
            let element = problem.place.element().to_owned();
            let kind_of_problem = ImportProblemKind::Atlas { element, kind: problem.kind };
            if kind == "polity" {
                // A second problem of the same polity is not about what it is part of.
                self.left_out.insert(code.clone());
                self.report.note(&location, format!("{kind_of_problem}; what it is part of is left out"));
                let polities = builder.polities.iter_mut().filter(|polity| polity.draft.code == code);
                polities.for_each(|polity| polity.draft.part_of.clear());
            } else {
                self.refuse(&location.clone(), code, vec![ImportProblem { location, kind: kind_of_problem }]);
            }
        }
    }

    fn made(self, atlas: Atlas) -> Result<Imported, ImportError> {
        if self.is_refused() { Err(self.refusal()) } else { Ok(Imported { atlas, report: self.report }) }
    }

    /// The error for drafts that make no atlas.
    fn unmade(mut self, report: BuildReport) -> ImportError {
        for problem in report.into_list().into_kept() {
            let key = problem.place.code().map(|code| (kind_of(problem.place.kind()), code.to_owned()));
            let location = key.and_then(|key| self.locations.get(&key)).cloned().unwrap_or_default();
            let element = problem.place.element().to_owned();
            let kind = ImportProblemKind::Atlas { element, kind: problem.kind };
            self.problems.push(ImportProblem { location, kind });
        }
        self.refusal()
    }

    fn refusal(mut self) -> ImportError {
        self.problems.append(self.report.problems);
        self.problems.sort();
        ImportError::Problems(ImportProblems(self.problems))
    }
}

/// The kind of the element whose location stands for that of a problem: a statement is found by its territory.
fn kind_of(kind: Option<&str>) -> &'static str {
    match kind {
        Some("polity") => "polity",
        Some("landmark") => "landmark",
        _ => "territory",
    }
}
