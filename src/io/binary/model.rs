//! All elements of an atlas, list by list.

use std::collections::{HashMap, HashSet};

use super::error::Malformed;
use super::values::code;
use super::wire::{Reader, Wire, Writer};
use crate::atlas::About;
use crate::atlas::Location;
use crate::atlas::store::{Model, Sited, Store};
use crate::model::code::Code;
use crate::model::event::Event;
use crate::model::polity::Polity;
use crate::model::source::Source;
use crate::model::territory::Territory;

/// Writes all that is recorded.
pub(super) fn write(store: &Store, to: &mut Writer) {
    store.about.write(to);
    to.codes.sources = declare(store.sources.iter().map(Source::code), to);
    to.codes.events = declare(store.events.iter().map(Event::code), to);
    to.codes.polities = declare(store.polities.iter().map(Polity::code), to);
    to.codes.territories = declare(store.territories.iter().map(Territory::code), to);
    to.list(&store.sources);
    to.list(&store.events);
    to.list(&store.polities);
    to.list(&store.territories);
    to.list(&store.landmarks);
    to.list(&store.records);
    to.list(&store.claims);
    to.list(&store.recognitions);
    to.list(&store.presences);
    to.list(&store.corridors);
    to.list(&store.border_stages);
    to.list(&store.lines);
}

/// Reads and checks all that is recorded.
pub(super) fn read(from: &mut Reader<'_>) -> Result<Model, Malformed> {
    let mut model = Model::new(About::read(from)?);
    from.codes.sources = declared(from)?;
    from.codes.events = declared(from)?;
    from.codes.polities = declared(from)?;
    from.codes.territories = declared(from)?;
    model.sources = from.list()?;
    model.events = from.list()?;
    model.polities = sited(from)?;
    model.territories = sited(from)?;
    model.landmarks = from.list()?;
    model.records = sited(from)?;
    model.claims = sited(from)?;
    model.recognitions = sited(from)?;
    model.presences = sited(from)?;
    model.corridors = sited(from)?;
    model.border_stages = sited(from)?;
    model.lines = sited(from)?;
    from.end()?;
    let codes = &from.codes;
    let are_declared = model.sources.iter().map(Source::code).eq(codes.sources.iter().copied())
        && model.events.iter().map(Event::code).eq(codes.events.iter().copied())
        && model.polities.iter().map(|sited| sited.value.code).eq(codes.polities.iter().copied())
        && model.territories.iter().map(|sited| sited.value.code).eq(codes.territories.iter().copied());
    if !are_declared {
        return Err(from.malformed("elements do not have the codes that are declared"));
    }
    let mut landmarks = HashSet::new();
    if !model.landmarks.iter().all(|landmark| landmarks.insert(landmark.code)) {
        return Err(from.malformed("a code is taken twice"));
    }
    let layers = model.about.layers.len().max(1);
    if !model.territories.iter().all(|sited| usize::from(sited.value.layer) < layers) {
        return Err(from.malformed("a territory is of a layer that is not there"));
    }
    if !model.records.is_sorted_by_key(|record| record.value.mode().is_some()) {
        return Err(from.malformed("a control stands before a sovereignty"));
    }
    Ok(model)
}

fn declare<T>(codes: impl ExactSizeIterator<Item = Code<T>>, to: &mut Writer) -> HashMap<Code<T>, u32> {
    to.count(codes.len());
    let codes = codes.inspect(|code| to.text(code.as_str()));
    codes.zip(0..).collect()
}

fn declared<T>(from: &mut Reader<'_>) -> Result<Vec<Code<T>>, Malformed> {
    let count = from.count()?;
    let mut codes = Vec::new();
    let mut known = HashSet::new();
    for _ in 0..count {
        let code = code(from)?;
        if !known.insert(code) {
            return Err(from.malformed("a code is taken twice"));
        }
        codes.push(code);
    }
    Ok(codes)
}

/// Values that were not stated in a document.
fn sited<T: Wire>(from: &mut Reader<'_>) -> Result<Vec<Sited<T>>, Malformed> {
    let values: Vec<T> = from.list()?;
    Ok(values.into_iter().map(|value| Sited { place: Location::default(), value }).collect())
}
