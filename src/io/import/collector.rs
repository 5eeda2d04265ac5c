//! Where importers gather what they read.

use std::collections::{HashMap, HashSet};
use std::io;
use std::sync::Arc;

use super::codes::Codes;
use super::drawing::Drawing;
use super::options::Options;
use super::problems::ProblemList;
use super::projection::Projection;
use super::rings::Outline;
use super::stop::Stop;
use super::uncross::uncrossed;
use super::{ImportLocation, ImportProblem, ImportProblemKind, ImportReport, Progress, RepairKind};
use crate::atlas::build::Entry;
use crate::atlas::draft::{CitationDraft, MembershipDraft, NameDraft, OutlineDraft};
use crate::atlas::{
    Atlas, AtlasBuilder, LandmarkDraft, PolityDraft, ProblemKind, SourceDraft, Statement, TerritoryDraft,
};
use crate::model::polity::PolityKind;
use crate::model::position::Position;
use crate::model::source::Confidence;
use crate::model::word::Word;
use crate::space::{RingPool, Shape, Vertex, inside_another};

/// The confidence in a statement whose file states none: one source, not checked against another.
const CONFIDENCE: Confidence = Confidence::Medium;

/// So many problems of outlines and records are kept, each of which may leave out what it is about.
const KEPT: usize = 1 << 16;

/// So many layers of a file are named in a problem.
const NAMED: usize = 20;

/// Gathers the parts of an atlas, and the report on the file it is made from. Importers read their formats into it.
///
/// Polities are added at their first mention and filled as the file goes on; territories, landmarks and statements
/// remember the feature they come from, so that problems of the atlas name it too.
#[derive(Debug)]
pub(super) struct Collector<'p> {
    pub(super) options: Options<'p>,
    pub(super) builder: AtlasBuilder,
    source: String,
    codes: Codes,
    pub(super) polities: Vec<PolityDraft>,
    polity_numbers: HashMap<String, usize>,
    /// The territories with outlines of their own.
    pub(super) territories: Vec<(ImportLocation, TerritoryDraft)>,
    /// The rings of their outlines, each kept once.
    rings: RingPool,
    pub(super) statements: Vec<Entry<Statement>>,
    /// The first mention of each code, by its kind.
    pub(super) locations: HashMap<(&'static str, String), ImportLocation>,
    pub(super) report: ImportReport,
    /// What is wrong with the file, or with any feature of a strict import.
    pub(super) problems: ProblemList,
    at_hand: Option<AtHand>,
    /// Territories whose features are left out, and the features.
    pub(super) left_out: HashSet<String>,
    pub(super) features_left_out: HashSet<(Option<Arc<str>>, usize)>,
    projection: Option<Projection>,
}

/// The feature that is being read: its problems, and how much of everything there was before it.
#[derive(Debug, Default)]
struct AtHand {
    problems: ProblemList,
    notes: usize,
    skipped: usize,
    territories: usize,
    composed: usize,
    landmarks: usize,
    statements: usize,
    polities: usize,
    unreadable: usize,
    codes: usize,
}

impl<'p> Collector<'p> {
    /// A collector for an atlas of this name, whose statements cite `source` unless they say otherwise.
    ///
    /// Foreign data have overlaps: an area that two records give to different holders is kept as contested.
    pub(super) fn new(name: &str, source: SourceDraft, options: Options<'p>) -> Self {
        Self {
            source: source.code.clone(),
            // What is left out is found by its problems.
            builder: Atlas::builder(name).limits(options.limits.problems(KEPT)).source(source).keep_contradictions(),
            options,
            codes: Codes::default(),
            polities: Vec::new(),
            polity_numbers: HashMap::new(),
            territories: Vec::new(),
            rings: RingPool::default(),
            statements: Vec::new(),
            locations: HashMap::new(),
            report: ImportReport::default(),
            problems: ProblemList::default(),
            at_hand: None,
            left_out: HashSet::new(),
            features_left_out: HashSet::new(),
            projection: None,
        }
    }

    /// The most bytes of a feature.
    pub(super) fn most_bytes(&self) -> usize {
        self.options.limits.bytes / 8
    }

    /// How outlines of the file are drawn.
    pub(super) fn drawing(&self) -> Drawing {
        Drawing { repair: self.options.repair, projection: self.projection.clone() }
    }

    /// The coordinates of the file are converted from here on; `None` for longitude and latitude.
    pub(super) fn set_projection(&mut self, projection: Option<Projection>) {
        self.projection = projection;
    }

    /// The layer that is read of a file with these: the one that was asked for, or the only one. If there is none, that is
    /// reported.
    pub(super) fn layer(&mut self, layers: &[String]) -> Option<String> {
        let wanted = self.options.layer.clone();
        let named = || layers.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        let message = match (layers, &wanted) {
            (_, Some(wanted)) if layers.contains(wanted) => return Some(wanted.clone()),
            (_, Some(wanted)) => format!("it has no layer '{wanted}'; its layers are: {}", named()),
            ([], None) => "it has no layer with features".to_owned(),
            ([one], None) => return Some(one.clone()),
            (_, None) => format!("it has {} layers; state one of: {}", layers.len(), named()),
        };
        self.problem(self.file(), ImportProblemKind::Malformed(message));
        None
    }

    /// Whether a feature with a problem makes the import fail.
    pub(super) fn is_strict(&self) -> bool {
        self.options.strict
    }

    /// How the file is called.
    pub(super) fn document(&self) -> Option<Arc<str>> {
        self.options.document.clone()
    }

    /// Calls the file by another name from here on: for importers of several files.
    pub(super) fn set_document(&mut self, name: Option<Arc<str>>) {
        self.options.document = name;
    }

    /// The file as a whole, as a place.
    pub(super) fn file(&self) -> ImportLocation {
        ImportLocation { document: self.document(), ..ImportLocation::default() }
    }

    /// Sets the atlas's title, viewpoint and coverage.
    pub(super) fn describe(&mut self, edit: impl FnOnce(AtlasBuilder) -> AtlasBuilder) {
        self.builder = edit(std::mem::take(&mut self.builder));
    }

    /// A code like this text that nothing of this kind (`polity`, `territory`, `landmark`) has yet.
    pub(super) fn fresh_code(&mut self, kind: &'static str, text: &str) -> String {
        self.codes.fresh(kind, text)
    }

    /// The code of the polity of this foreign identity, which is added at its first mention.
    pub(super) fn polity(&mut self, location: &ImportLocation, foreign: &str, kind: PolityKind) -> String {
        let code = self.codes.of("polity", foreign);
        if !self.polity_numbers.contains_key(&code) {
            self.polity_numbers.insert(code.clone(), self.polities.len());
            self.polities.push(PolityDraft {
                code: code.clone(),
                kind: kind.word().to_owned(),
                sources: vec![CitationDraft::Source(self.source.clone())],
                ..PolityDraft::default()
            });
            self.locations.entry(("polity", code.clone())).or_insert_with(|| location.clone());
        }
        code
    }

    /// Changes a polity that was added, such as its kind, its existence or its note.
    pub(super) fn edit_polity(&mut self, code: &str, edit: impl FnOnce(&mut PolityDraft)) {
        let number = self.polity_numbers.get(code).copied();
        if let Some(polity) = number.and_then(|number| self.polities.get_mut(number)) {
            edit(polity);
        }
    }

    /// A name of a polity over a period (EDTF bounds); periods that follow each other are joined at the end.
    pub(super) fn polity_name(
        &mut self,
        code: &str,
        text: &str,
        language: Option<&str>,
        period: (Option<&str>, Option<&str>),
    ) {
        let name = NameDraft {
            text: text.to_owned(),
            lang: language.map(str::to_owned),
            from: period.0.map(str::to_owned),
            until: period.1.map(str::to_owned),
        };
        self.edit_polity(code, |polity| {
            if !polity.names.contains(&name) {
                polity.names.push(name);
            }
        });
    }

    /// A polity is part of another over a period (EDTF bounds); periods that follow each other are joined at the end.
    pub(super) fn part_of(&mut self, code: &str, whole: &str, period: (Option<&str>, Option<&str>)) {
        let bond = MembershipDraft {
            polity: whole.to_owned(),
            from: period.0.map(str::to_owned),
            until: period.1.map(str::to_owned),
        };
        self.edit_polity(code, |polity| {
            if !polity.part_of.contains(&bond) {
                polity.part_of.push(bond);
            }
        });
    }

    /// Adds a territory with an outline; its code must be of [`Collector::fresh_code`].
    ///
    /// A territory whose outline has problems, which were reported, is known but not checked further.
    pub(super) fn territory(&mut self, location: &ImportLocation, mut draft: TerritoryDraft, outline: Outline) {
        if draft.properties.sources.is_empty() {
            draft.properties.sources.push(CitationDraft::Source(self.source.clone()));
        }
        self.locations.entry(("territory", draft.code.clone())).or_insert_with(|| location.clone());
        if outline.is_faulty {
            if self.options.strict || self.at_hand.is_some() {
                self.builder.unreadable.push(draft.code);
            } else {
                // Its feature was skipped when it ended; what is said about it goes too.
                self.left_out.insert(draft.code);
            }
            return;
        }
        let parts = outline.parts();
        let redrawn = if self.options.repair.uncross { uncrossed(&parts) } else { None };
        let inside = if redrawn.is_none() { inside_another(&parts) } else { None };
        if redrawn.is_some() {
            self.repaired(location, RepairKind::Uncrossed, 1);
        }
        let rings = redrawn.unwrap_or(outline.rings);
        // Of outlines that cross themselves, that is told.
        if let Some(fault) = inside.filter(|_| Shape::new(rings.clone()).is_ok()) {
            let at = Position::from_e7(fault.at.x, fault.at.y);
            let message = format!(
                "a part of the outline lies inside another part, at {at}; leave it out, cut a hole for it, or ask for the \
                 repair"
            );
            let kind = ImportProblemKind::Malformed(message);
            let problem = ImportProblem { location: location.at("geometry"), kind };
            return self.refuse(location, draft.code, vec![problem]);
        }
        if self.options.repair.snap.is_some() {
            // They may be sound only when they are snapped.
            draft.outline = Some(OutlineDraft::Grid(rings));
            return self.territories.push((location.clone(), draft));
        }
        match self.sound(location, &draft.code, rings) {
            Ok(shape) => {
                draft.outline = Some(OutlineDraft::Sound(shape));
                self.territories.push((location.clone(), draft));
            }
            Err(problems) => self.refuse(location, draft.code, problems),
        }
    }

    /// A shape of these rings, with those that are known.
    ///
    /// # Errors
    ///
    /// What is wrong with them.
    pub(super) fn sound(
        &mut self,
        location: &ImportLocation,
        code: &str,
        rings: Vec<Vec<Vertex>>,
    ) -> Result<Shape, Vec<ImportProblem>> {
        Shape::new(rings).map(|shape| shape.sharing(&mut self.rings)).map_err(|faults| {
            let kinds = faults.into_iter().map(|fault| {
                let (ring, vertex, at) = (fault.ring + 1, fault.vertex + 1, Position::from_e7(fault.at.x, fault.at.y));
                ProblemKind::FaultyRing { ring, vertex, at, fault: fault.kind.to_string() }
            });
            let problem = |kind| ImportProblem {
                location: location.clone(),
                kind: ImportProblemKind::Atlas { element: format!("territory '{code}'"), kind },
            };
            kinds.map(problem).collect()
        })
    }

    /// Leaves out a territory with these problems: the feature at hand, or one that came before.
    pub(super) fn refuse(&mut self, location: &ImportLocation, code: String, problems: Vec<ImportProblem>) {
        if self.options.strict || self.at_hand.is_some() {
            self.builder.unreadable.push(code);
            for ImportProblem { location, kind } in problems {
                self.problem(location, kind);
            }
            return;
        }
        for problem in problems {
            self.report.problems.push(problem);
        }
        let feature = location.feature.map(|number| (location.document.clone(), number));
        if self.left_out.insert(code) && feature.is_some_and(|feature| self.features_left_out.insert(feature)) {
            self.report.features_imported = self.report.features_imported.saturating_sub(1);
            self.report.features_skipped += 1;
        }
    }

    /// Adds a territory composed of others.
    pub(super) fn composed(&mut self, location: &ImportLocation, mut draft: TerritoryDraft) {
        if draft.properties.sources.is_empty() {
            draft.properties.sources.push(CitationDraft::Source(self.source.clone()));
        }
        self.locations.entry(("territory", draft.code.clone())).or_insert_with(|| location.clone());
        self.builder.territories.push(entry(location, draft));
    }

    /// Adds a landmark.
    pub(super) fn landmark(&mut self, location: &ImportLocation, mut draft: LandmarkDraft) {
        if draft.properties.sources.is_empty() {
            draft.properties.sources.push(CitationDraft::Source(self.source.clone()));
        }
        self.locations.entry(("landmark", draft.code.clone())).or_insert_with(|| location.clone());
        self.builder.landmarks.push(entry(location, draft));
    }

    /// Adds a statement, which cites the data set at the feature that states it.
    pub(super) fn statement(&mut self, location: &ImportLocation, statement: Statement) {
        let statement = match location.feature {
            Some(number) => statement.citing_at(&self.source, &format!("feature {number}")),
            None => statement.citing(&self.source),
        };
        self.add(location, statement);
    }

    /// Adds a statement, which cites the data set at a place that the data set itself names.
    pub(super) fn statement_at(&mut self, location: &ImportLocation, statement: Statement, cited: &str) {
        let statement = statement.citing_at(&self.source, cited);
        self.add(location, statement);
    }

    fn add(&mut self, location: &ImportLocation, mut statement: Statement) {
        if statement.fields.confidence.is_none() {
            statement = statement.confidence(CONFIDENCE);
        }
        self.statements.push(entry(location, statement));
    }

    /// Remarks what was assumed, or could not be read.
    pub(super) fn note(&mut self, location: &ImportLocation, text: impl Into<String>) {
        self.report.note(location, text);
    }

    /// Leaves the feature at hand out, and says why.
    pub(super) fn skip(&mut self, location: &ImportLocation, why: &str) {
        self.report.features_skipped += 1;
        self.note(location, format!("skipped: {why}"));
    }

    /// Leaves out a feature that came before, and says why.
    pub(super) fn leave_out(&mut self, location: &ImportLocation, why: &str) {
        self.report.features_imported = self.report.features_imported.saturating_sub(1);
        self.skip(location, why);
    }

    /// Rings smaller than the grid were left out.
    pub(super) fn specks(&mut self, location: &ImportLocation, count: usize) {
        if count > 0 {
            self.note(location, "rings smaller than the grid of 1e-7 degree (1 cm) are left out");
        }
    }

    /// Counts and lists a repair.
    pub(super) fn repaired(&mut self, location: &ImportLocation, kind: RepairKind, count: usize) {
        self.report.repaired(location, kind, count);
    }

    /// Something is wrong: with the feature at hand, which is left out, or with the file, and there will be no atlas.
    pub(super) fn problem(&mut self, location: ImportLocation, kind: impl Into<ImportProblemKind>) {
        let problem = ImportProblem { location, kind: kind.into() };
        match &mut self.at_hand {
            Some(at_hand) if problem.location.feature.is_some() => at_hand.problems.push(problem),
            _ => self.problems.push(problem),
        }
    }

    /// The feature at hand has more problems of a kind than are worth telling.
    pub(super) fn more_problems(&mut self, label: &'static str, count: usize) {
        if count > 0 {
            self.at_hand.as_mut().map_or(&mut self.problems, |at_hand| &mut at_hand.problems).count(label, count);
        }
    }

    /// Whether something is wrong with the feature at hand.
    pub(super) fn has_problem(&self) -> bool {
        self.at_hand.as_ref().is_some_and(|at_hand| !at_hand.problems.is_empty())
    }

    /// Whether something is wrong with the file, so that reading on tells nothing.
    pub(super) fn is_refused(&self) -> bool {
        !self.problems.is_empty()
    }

    /// Whether something is wrong with a member of the file itself.
    pub(super) fn has_problem_at(&self, field: &str) -> bool {
        self.problems
            .as_slice()
            .iter()
            .any(|problem| problem.location.feature.is_none() && problem.location.field() == Some(field))
    }

    /// The reading of the file stopped.
    ///
    /// # Errors
    ///
    /// When the reader failed; any other reason is noted as a problem.
    pub(super) fn stopped(&mut self, stop: Stop) -> io::Result<()> {
        match stop {
            Stop::Io(error) => return Err(error),
            // A feature in which the file breaks off is not one fault among others.
            Stop::Reported => self.problems.append(self.at_hand.take().unwrap_or_default().problems),
            Stop::Problem { line, column, kind } => {
                let location = ImportLocation { line: Some(line), column: Some(column), ..self.file() };
                self.problem(location, *kind);
            }
        }
        Ok(())
    }

    /// A feature begins.
    pub(super) fn begin_feature(&mut self) {
        self.report.features_read += 1;
        self.at_hand = Some(AtHand {
            problems: ProblemList::default(),
            notes: self.report.notes.len(),
            skipped: self.report.features_skipped,
            territories: self.territories.len(),
            composed: self.builder.territories.len(),
            landmarks: self.builder.landmarks.len(),
            statements: self.statements.len(),
            polities: self.polities.len(),
            unreadable: self.builder.unreadable.len(),
            codes: self.codes.mark(),
        });
    }

    /// Gives the notes and problems of the feature at hand the line and column of their field.
    pub(super) fn locate(&mut self, find: impl Fn(&str) -> (usize, usize)) {
        let Some(at_hand) = &mut self.at_hand else { return };
        let notes = self.report.notes.iter_mut().skip(at_hand.notes).map(|note| &mut note.location);
        let problems = at_hand.problems.iter_mut().map(|problem| &mut problem.location);
        for location in notes.chain(problems) {
            if let Some(field) = &location.field {
                let (line, column) = find(field);
                (location.line, location.column) = (Some(line), Some(column));
            }
        }
    }

    /// The feature at hand ends, at this byte of the file. If something is wrong with it, all that it added is taken back.
    pub(super) fn end_feature(&mut self, bytes: u64) {
        let Some(at_hand) = self.at_hand.take() else { return };
        let is_skipped = self.report.features_skipped > at_hand.skipped;
        let is_faulty = !at_hand.problems.is_empty();
        self.report.features_imported += usize::from(!is_skipped && !is_faulty);
        if is_faulty {
            self.report.features_skipped += usize::from(!is_skipped && !self.options.strict);
            let is_end = |problem: &ImportProblem| matches!(problem.kind, ImportProblemKind::Syntax(_));
            if self.options.strict || at_hand.problems.as_slice().iter().any(is_end) {
                self.problems.append(at_hand.problems);
            } else {
                self.take_back(at_hand);
            }
        }
        let features = self.report.features_read;
        if let Some(report) = &mut self.options.progress {
            report(Progress { bytes, features });
        }
    }

    fn take_back(&mut self, at_hand: AtHand) {
        self.territories.truncate(at_hand.territories);
        self.builder.territories.truncate(at_hand.composed);
        self.builder.landmarks.truncate(at_hand.landmarks);
        self.builder.unreadable.truncate(at_hand.unreadable);
        self.statements.truncate(at_hand.statements);
        for polity in self.polities.drain(at_hand.polities..) {
            self.polity_numbers.remove(&polity.code);
            self.locations.remove(&("polity", polity.code));
        }
        for (kind, code) in self.codes.take_back(at_hand.codes) {
            self.locations.remove(&(kind, code));
        }
        self.report.problems.append(at_hand.problems);
    }
}

/// A draft with its place in the file.
pub(super) fn entry<T>(location: &ImportLocation, draft: T) -> Entry<T> {
    Entry { draft, document: location.document.clone(), line: location.line, column: location.column }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::import::feature::Feature;
    use crate::io::import::json::read_features;
    use crate::io::import::{ImportError, Imported, Repair};
    use crate::model::territory::TerritoryKind;

    fn import(text: &str, repair: Repair) -> Result<Imported, ImportError> {
        let options = Options { repair, strict: true, ..Options::default() };
        let mut collector = Collector::new("test", SourceDraft::new("test", "A test"), options);
        read_features(text.as_bytes(), &mut collector, &mut |collector: &mut Collector<'_>, mut feature: Feature| {
            let location = feature.location.clone();
            let Some(name) = feature.text("name") else {
                return collector.problem(location.at("properties.name"), ImportProblemKind::Missing("give it a name"));
            };
            let Some(outline) = feature.outline(collector) else { return };
            let holder = collector.polity(&location, &name, PolityKind::SovereignState);
            collector.polity_name(&holder, &name, Some("en"), (None, None));
            let code = collector.fresh_code("territory", &name);
            let draft = TerritoryDraft::new(&code, TerritoryKind::State, &name).accuracy_m(1000.0);
            collector.territory(&location, draft, outline);
            collector.statement(&location, Statement::sovereignty(&code, &holder));
        })?;
        collector.finish()
    }

    #[test]
    fn a_feature_is_read_and_a_faulty_one_is_named() {
        let square = |x: i32| format!("[[[{x},0],[{0},0],[{0},1],[{x},1],[{x},0]]]", x + 1);
        let feature = |name: &str, ring: &str| {
            format!(
                "{{\"type\":\"Feature\",\"id\":\"f\",\"properties\":{{\"name\":{name}}},\n\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":{ring}}}}}"
            )
        };
        let collection =
            |features: &[String]| format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]}}", features.join(",\n"));
        let good = collection(&[feature("\"A\"", &square(0)), feature("\"B\"", &square(1))]);
        let imported = import(&good, Repair::new()).unwrap();
        assert_eq!((imported.report.features_read, imported.report.features_imported), (2, 2));
        let lines = [feature("\"A\"", &square(0)).replace('\n', ""), feature("\"B\"", &square(1)).replace('\n', "")];
        assert_eq!(import(&lines.join("\n"), Repair::new()).unwrap().report.features_imported, 2);
        let bad = collection(&[
            feature("\"A\"", "[[[0,0],[1,91],[1,1],[0,0]]]"),
            feature("null", &square(1)),
            feature("\"C\"", "[[[0,0],[1,1],[1,0],[0,1],[0,0]]]"),
            feature("\"D\"", "[[[0,0],[\"x\",0],[1,1],[0,1]]]"),
        ]);
        let error = import(&bad, Repair::new()).unwrap_err().to_string();
        let expected = [
            "the file has 4 problems",
            "feature 1 ('f'), line 2, column 52, geometry.coordinates[0][1]: longitude 1, latitude 91 is not",
            "feature 2 ('f'), line 3, column 49, properties.name: it is missing; give it a name",
            "feature 3 ('f'), line 5, column 1: territory 'C': ring 1 of its outline, position 1",
            "feature 4 ('f'), line 8, column 53, geometry.coordinates[0][1][0]: it is the text 'x'",
        ];
        for (line, expected) in error.lines().zip(expected) {
            assert!(line.trim_start().starts_with(expected), "{error}");
        }
    }
}
