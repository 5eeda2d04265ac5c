//! Every draft of a builder, element by element.

use std::collections::HashSet;

use super::reader::Reader;
use super::statement;
use crate::atlas::build::builder::AtlasBuilder;
use crate::atlas::build::entry::Entry;
use crate::atlas::draft::LineDraft;
use crate::atlas::problem::Problem;
use crate::atlas::problem_list::ProblemList;
use crate::atlas::store::{Model, Sited};
use crate::model::word::Word;

/// Reads every draft but outlines; what cannot be read is left out and noted. Also gives, for each territory, the
/// number of its draft.
pub(in crate::atlas::build) fn model(
    builder: &AtlasBuilder,
    problems: &mut ProblemList<Problem>,
) -> (Model, Vec<usize>) {
    let mut reader = Reader {
        sources: declared(builder, &builder.sources, |draft| &draft.code),
        events: declared(builder, &builder.events, |draft| &draft.code),
        polities: declared(builder, &builder.polities, |draft| &draft.code),
        territories: declared(builder, &builder.territories, |draft| &draft.code),
        layers: Vec::new(),
        problems,
    };
    let mut model = Model::new(reader.about(builder));
    let mut taken = HashSet::new();
    for entry in &builder.sources {
        let place = entry.place("source", &entry.draft.code);
        reader.unique(&place, "source", &entry.draft.code, &mut taken);
        if let Some(source) = reader.source(&place, &entry.draft) {
            model.sources.push(source);
        }
    }
    taken.clear();
    for entry in &builder.events {
        let place = entry.place("event", &entry.draft.code);
        reader.unique(&place, "event", &entry.draft.code, &mut taken);
        if let Some(event) = reader.event(&place, &entry.draft) {
            model.events.push(event);
        }
    }
    taken.clear();
    for entry in &builder.polities {
        let place = entry.place("polity", &entry.draft.code);
        reader.unique(&place, "polity", &entry.draft.code, &mut taken);
        if let Some(polity) = reader.polity(&place, &entry.draft) {
            model.polities.push(Sited { place, value: polity });
        }
    }
    taken.clear();
    let mut drafts = Vec::with_capacity(builder.territories.len());
    for (number, entry) in builder.territories.iter().enumerate() {
        let place = entry.place("territory", &entry.draft.code);
        reader.unique(&place, "territory", &entry.draft.code, &mut taken);
        if let Some(territory) = reader.territory(&place, &entry.draft) {
            model.territories.push(Sited { place, value: territory });
            drafts.push(number);
        }
    }
    taken.clear();
    for entry in &builder.landmarks {
        let place = entry.place("landmark", &entry.draft.code);
        reader.unique(&place, "landmark", &entry.draft.code, &mut taken);
        if let Some(landmark) = reader.landmark(&place, &entry.draft) {
            model.landmarks.push(landmark);
        }
    }
    for entry in &builder.statements {
        let (kind, territory) = (entry.draft.kind.word(), entry.draft.fields.territory.as_deref());
        let place = entry.place_called(statement::title(&entry.draft), kind, territory);
        reader.statement(place, &entry.draft, &mut model);
    }
    for entry in &builder.lines {
        let place = entry.place_called(line_title(&entry.draft), "line", None);
        if let Some(line) = reader.line(&place, &entry.draft) {
            model.lines.push(Sited { place, value: line });
        }
    }
    // As documents have them: sovereignties, then controls.
    model.records.sort_by_key(|record| record.value.mode().is_some());
    (model, drafts)
}

/// How a problem names a stretch of outlines.
fn line_title(line: &LineDraft) -> String {
    match line.coordinates.first() {
        Some([lon, lat]) => format!("line from [{lon}, {lat}]"),
        None => "line".to_owned(),
    }
}

/// The codes that drafts of one kind declare, right or wrong, and those of elements that could not be read.
fn declared<'a, T>(
    builder: &'a AtlasBuilder,
    entries: &'a [Entry<T>],
    code: impl Fn(&T) -> &String,
) -> HashSet<&'a str> {
    let drafts = entries.iter().map(|entry| code(&entry.draft).as_str());
    drafts.chain(builder.unreadable.iter().map(String::as_str)).collect()
}
