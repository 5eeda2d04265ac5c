//! Where importers gather what they read.

use std::collections::HashMap;
use std::io;
use std::sync::Arc;

use super::codes::Codes;
use super::options::Options;
use super::rings::Outline;
use super::snap::Snapper;
use super::stop::Stop;
use super::uncross::uncrossed;
use super::{
    ImportError, ImportLocation, ImportProblem, ImportProblemKind, ImportProblems, ImportReport, Imported, Progress,
    Repair, RepairKind,
};
use crate::atlas::build::Entry;
use crate::atlas::draft::{CitationDraft, MembershipDraft, NameDraft, OutlineDraft};
use crate::atlas::{Atlas, AtlasBuilder, LandmarkDraft, PolityDraft, SourceDraft, Statement, TerritoryDraft};
use crate::model::polity::PolityKind;
use crate::model::position::Position;
use crate::model::source::Confidence;
use crate::model::word::Word;
use crate::space::{RingPool, Shape, inside_another};

/// The confidence in a statement whose file states none: one source, not checked against another.
const CONFIDENCE: Confidence = Confidence::Medium;

/// Gathers the parts of an atlas, and the report on the file it is made from. Importers read their formats into it.
///
/// Polities are added at their first mention and filled as the file goes on; territories, landmarks and statements
/// remember the feature they come from, so that problems of the atlas name it too.
#[derive(Debug)]
pub(super) struct Collector<'p> {
    options: Options<'p>,
    builder: AtlasBuilder,
    source: String,
    codes: Codes,
    polities: Vec<PolityDraft>,
    polity_numbers: HashMap<String, usize>,
    /// The territories with outlines of their own.
    territories: Vec<(ImportLocation, TerritoryDraft)>,
    /// The rings of their outlines, each kept once.
    rings: RingPool,
    statements: Vec<Entry<Statement>>,
    /// The first mention of each code, by its kind.
    locations: HashMap<(&'static str, String), ImportLocation>,
    report: ImportReport,
    problems: Vec<ImportProblem>,
    /// Where notes, problems and skips stood when the feature at hand began.
    before: (usize, usize, usize),
}

impl<'p> Collector<'p> {
    /// A collector for an atlas of this name, whose statements cite `source` unless they say otherwise.
    ///
    /// Foreign data have overlaps: an area that two records give to different holders is kept as contested.
    pub(super) fn new(name: &str, source: SourceDraft, options: Options<'p>) -> Self {
        Self {
            options,
            source: source.code.clone(),
            builder: Atlas::builder(name).source(source).keep_contradictions(),
            codes: Codes::default(),
            polities: Vec::new(),
            polity_numbers: HashMap::new(),
            territories: Vec::new(),
            rings: RingPool::default(),
            statements: Vec::new(),
            locations: HashMap::new(),
            report: ImportReport::default(),
            problems: Vec::new(),
            before: (0, 0, 0),
        }
    }

    /// The repairs that were asked for.
    pub(super) fn repair(&self) -> &Repair {
        &self.options.repair
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
            self.builder.unreadable.push(draft.code);
            return;
        }
        let parts = outline.parts();
        let redrawn = if self.options.repair.uncross { uncrossed(&parts) } else { None };
        if redrawn.is_some() {
            self.repaired(location, RepairKind::Uncrossed, 1);
        } else if let Some(fault) = inside_another(&parts).filter(|_| Shape::new(outline.rings.clone()).is_ok()) {
            let at = Position::from_e7(fault.at.x, fault.at.y);
            let message = format!(
                "a part of the outline lies inside another part, at {at}; leave it out, cut a hole for it, \
                                   or ask for the repair"
            );
            self.problem(location.at("geometry"), ImportProblemKind::Malformed(message));
            self.builder.unreadable.push(draft.code);
            return;
        }
        let rings = redrawn.unwrap_or(outline.rings);
        draft.outline = Some(match self.options.repair.snap {
            // They may be sound only when they are snapped.
            Some(_) => OutlineDraft::Grid(rings),
            // Its faults are reported with the other problems of the atlas.
            None => Shape::sound(rings)
                .map_or_else(OutlineDraft::Grid, |shape| OutlineDraft::Sound(shape.sharing(&mut self.rings))),
        });
        self.territories.push((location.clone(), draft));
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

    /// Counts and lists a repair.
    pub(super) fn repaired(&mut self, location: &ImportLocation, kind: RepairKind, count: usize) {
        self.report.repaired(location, kind, count);
    }

    /// Something is wrong with the file: there will be no atlas.
    pub(super) fn problem(&mut self, location: ImportLocation, kind: impl Into<ImportProblemKind>) {
        self.problems.push(ImportProblem { location, kind: kind.into() });
    }

    /// Whether something is wrong with this feature.
    pub(super) fn has_problem(&self, feature: &ImportLocation) -> bool {
        // Features are read one after the other: the problems of this one are the last.
        let is_here = |problem: &&ImportProblem| {
            problem.location.feature == feature.feature && problem.location.document == feature.document
        };
        self.problems.iter().rev().find(|problem| problem.location.feature.is_some()).is_some_and(|last| is_here(&last))
    }

    /// Whether something is wrong with a member of the file itself.
    pub(super) fn has_problem_at(&self, field: &str) -> bool {
        self.problems
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
            Stop::Reported => {}
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
        self.before = (self.report.notes.len(), self.problems.len(), self.report.features_skipped);
    }

    /// Gives the notes and problems of the feature at hand the line and column of their field.
    pub(super) fn locate(&mut self, find: impl Fn(&str) -> (usize, usize)) {
        let notes = self.report.notes.iter_mut().skip(self.before.0).map(|note| &mut note.location);
        let problems = self.problems.iter_mut().skip(self.before.1).map(|problem| &mut problem.location);
        for location in notes.chain(problems) {
            if let Some(field) = &location.field {
                let (line, column) = find(field);
                (location.line, location.column) = (Some(line), Some(column));
            }
        }
    }

    /// The feature at hand ends, at this byte of the file.
    pub(super) fn end_feature(&mut self, bytes: u64) {
        let is_left_out = self.problems.len() > self.before.1 || self.report.features_skipped > self.before.2;
        self.report.features_imported += usize::from(!is_left_out);
        let features = self.report.features_read;
        if let Some(report) = &mut self.options.progress {
            report(Progress { bytes, features });
        }
    }

    /// Snaps the outlines of the territories to each other, if that repair was asked for.
    fn snap(&mut self) {
        let Some(tolerance_degrees) = self.options.repair.snap else { return };
        let mut snapper = Snapper::new(tolerance_degrees, self.options.repair.uncross);
        let report = &mut self.report;
        for (location, draft) in &mut self.territories {
            let Some(OutlineDraft::Grid(rings)) = &mut draft.outline else { continue };
            let Some(outcome) = snapper.snap(rings) else { continue };
            if outcome.moved == 0 {
                report.note(location, "snapped, the outline would cross itself: it is left as it is drawn");
            }
            report.repaired(location, RepairKind::Snapped, outcome.moved);
            report.repaired(location, RepairKind::Uncrossed, usize::from(outcome.is_uncrossed));
        }
    }

    /// The atlas and the report.
    ///
    /// # Errors
    ///
    /// [`ImportError::Problems`] with everything that is wrong with the file and with the atlas made of it.
    pub(super) fn finish(mut self) -> Result<Imported, ImportError> {
        self.snap();
        let mut builder = self.builder;
        for mut polity in self.polities {
            join_names(&mut polity.names);
            join_memberships(&mut polity.part_of);
            if polity.names.is_empty() {
                let text = polity.code.clone();
                polity.names.push(NameDraft { text, ..NameDraft::default() });
            }
            let location = self.locations.get(&("polity", polity.code.clone())).cloned().unwrap_or_default();
            builder.polities.push(entry(&location, polity));
        }
        for (location, draft) in self.territories {
            builder.territories.push(entry(&location, draft));
        }
        builder.statements.extend(self.statements);
        let mut problems = self.problems;
        match builder.build() {
            Ok(atlas) if problems.is_empty() => return Ok(Imported { atlas, report: self.report }),
            Ok(_) => {}
            Err(report) => problems.extend(report.into_problems().into_iter().map(|problem| {
                let key = problem.place.code().map(|code| (kind_of(problem.place.kind()), code.to_owned()));
                let location = key.and_then(|key| self.locations.get(&key)).cloned().unwrap_or_default();
                let element = problem.place.element().to_owned();
                ImportProblem { location, kind: ImportProblemKind::Atlas { element, kind: problem.kind } }
            })),
        }
        problems.sort_by_cached_key(|problem| {
            (problem.location.document.clone(), problem.location.feature.unwrap_or(usize::MAX))
        });
        Err(ImportError::Problems(ImportProblems(problems)))
    }
}

/// A draft with its place in the file.
fn entry<T>(location: &ImportLocation, draft: T) -> Entry<T> {
    Entry { draft, document: location.document.clone(), line: location.line, column: location.column }
}

/// The kind of the element whose location stands for that of a problem: a statement is found by its territory.
fn kind_of(kind: Option<&str>) -> &'static str {
    match kind {
        Some("polity") => "polity",
        Some("landmark") => "landmark",
        _ => "territory",
    }
}

/// Joins periods of one name that follow each other; names stay in the order in which they were added.
fn join_names(names: &mut Vec<NameDraft>) {
    let mut sorted: Vec<(usize, NameDraft)> = names.drain(..).enumerate().collect();
    sorted.sort_by_cached_key(|(_, name)| order(name.from.as_deref()));
    let mut joined: Vec<(usize, NameDraft)> = Vec::with_capacity(sorted.len());
    for (number, name) in sorted {
        let before = joined.iter_mut().rev().find(|(_, known)| known.text == name.text && known.lang == name.lang);
        match before {
            Some((first, known)) if known.until.is_some() && known.until == name.from => {
                known.until = name.until;
                *first = number.min(*first);
            }
            _ => joined.push((number, name)),
        }
    }
    joined.sort_by_key(|(number, _)| *number);
    names.extend(joined.into_iter().map(|(_, name)| name));
}

/// Joins periods of one membership that follow each other.
fn join_memberships(memberships: &mut Vec<MembershipDraft>) {
    memberships.sort_by_cached_key(|membership| order(membership.from.as_deref()));
    let mut joined: Vec<MembershipDraft> = Vec::with_capacity(memberships.len());
    for membership in memberships.drain(..) {
        match joined.iter_mut().rev().find(|known| known.polity == membership.polity) {
            Some(known) if known.until.is_some() && known.until == membership.from => known.until = membership.until,
            _ => joined.push(membership),
        }
    }
    *memberships = joined;
}

/// Sorts bounds by time; open ones first, then those that cannot be read.
fn order(bound: Option<&str>) -> (bool, Option<time::Date>) {
    let date = bound.and_then(|text| text.parse().ok()).map(crate::model::date::UncertainDate::earliest);
    (bound.is_some(), date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::import::json::read_features;
    use crate::model::territory::TerritoryKind;

    fn import(text: &str, repair: Repair) -> Result<Imported, ImportError> {
        let options = Options { repair, ..Options::default() };
        let mut collector = Collector::new("test", SourceDraft::new("test", "A test"), options);
        read_features(text.as_bytes(), &mut collector, |collector, mut feature| {
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
