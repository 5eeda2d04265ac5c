//! `history(lon, lat)`: every spell at a place.

use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::{Schema, SchemaRef};
use datafusion::common::Result;
use suzerain::{Atlas, Basis, Event, Holder, Position, Spell};

use super::rows;
use crate::answers::mode;

pub(super) fn schema() -> SchemaRef {
    Arc::new(Schema::new(vec![
        rows::text("basis"),
        rows::text("period"),
        rows::day("from_earliest"),
        rows::day("from_latest"),
        rows::day("until_earliest"),
        rows::day("until_latest"),
        rows::text("outcome"),
        rows::text("holder"),
        rows::text("code"),
        rows::text("chain"),
        rows::text("mode"),
        rows::text("certainty"),
        rows::list("doubts"),
        rows::list("events"),
    ]))
}

/// The spells at a place, de facto and then de jure, each in the order of time.
pub(super) fn rows(atlas: &Atlas, place: Position, schema: &SchemaRef) -> Result<RecordBatch> {
    let spells = [Basis::DeFacto, Basis::DeJure].map(|basis| atlas.history(place, basis)).concat();
    let bound = |bound: fn(&Spell<'_>) -> Option<suzerain::UncertainDate>| spells.iter().map(bound).collect::<Vec<_>>();
    let [from_earliest, from_latest] = rows::bounds(&bound(|spell| spell.period().from()));
    let [until_earliest, until_latest] = rows::bounds(&bound(|spell| spell.period().until()));
    let columns = vec![
        rows::texts(spells.iter().map(|spell| Some(spell.basis().as_str()))),
        rows::texts(spells.iter().map(|spell| Some(spell.period().to_string()))),
        from_earliest,
        from_latest,
        until_earliest,
        until_latest,
        rows::texts(spells.iter().map(|spell| Some(spell.outcome().word()))),
        rows::texts(spells.iter().map(|spell| rows::names([spell.candidate()]))),
        rows::texts(spells.iter().map(|spell| rows::codes([spell.candidate()]))),
        rows::texts(spells.iter().map(|spell| rows::of_holders([spell.candidate()], Holder::chain_text))),
        rows::texts(spells.iter().map(|spell| mode(&spell.candidate()))),
        rows::texts(spells.iter().map(|spell| Some(spell.certainty().as_str()))),
        rows::lists(spells.iter().map(|spell| spell.doubts().iter().map(ToString::to_string).collect())),
        rows::lists(spells.iter().map(|spell| spell.began().into_iter().map(Event::to_string).collect())),
    ];
    Ok(RecordBatch::try_new(Arc::clone(schema), columns)?)
}
