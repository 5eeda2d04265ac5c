//! What is recorded, value by value.
//!
//! Values are checked as they are read, as [`AtlasBuilder`](crate::AtlasBuilder) checks drafts: a code that is referred
//! to is there, periods do not end before they begin, words are of their vocabulary, facts have sources.

use std::collections::{HashMap, HashSet};

use time::Date;

use super::error::Malformed;
use super::packed::{folded, unfolded};
use super::wire::{Reader, Wire, Writer};
use crate::atlas::About;
use crate::atlas::store::{Model, Sited, Store};
use crate::atlas::{Location, vertex};
use crate::model::attestation::Attestation;
use crate::model::border_stage::{BorderStage, Stage};
use crate::model::claim::Claim;
use crate::model::code::Code;
use crate::model::control::{Holding, Mode};
use crate::model::corridor::Corridor;
use crate::model::date::{Period, UncertainDate};
use crate::model::event::{Event, EventCode, EventKind};
use crate::model::landmark::{Landmark, LandmarkCode, LandmarkKind};
use crate::model::line::LineAccuracy;
use crate::model::name::Name;
use crate::model::polity::{Membership, Polity, PolityCode, PolityKind};
use crate::model::position::Position;
use crate::model::presence::Presence;
use crate::model::recognition::Recognition;
use crate::model::record::{Bound, Record, Right, RivalDate};
use crate::model::source::{Citation, Confidence, Source, SourceCode};
use crate::model::territory::{Extent, Territory, TerritoryCode, TerritoryKind};
use crate::model::undrawn::Undrawn;
use crate::model::word::Word;

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

/// Codes by their numbers, to be read.
#[derive(Default)]
pub(super) struct Codes {
    sources: Vec<SourceCode>,
    events: Vec<EventCode>,
    polities: Vec<PolityCode>,
    territories: Vec<TerritoryCode>,
}

/// The numbers of codes, to be written.
#[derive(Default)]
pub(super) struct CodeNumbers {
    sources: HashMap<SourceCode, u32>,
    events: HashMap<EventCode, u32>,
    polities: HashMap<PolityCode, u32>,
    territories: HashMap<TerritoryCode, u32>,
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

fn code<T>(from: &mut Reader<'_>) -> Result<Code<T>, Malformed> {
    let text = from.text()?;
    Code::new(text).map_err(|_| from.malformed("a code is not 1 to 31 letters, digits, '-', '.' and '_'"))
}

/// Values that were not stated in a document.
fn sited<T: Wire>(from: &mut Reader<'_>) -> Result<Vec<Sited<T>>, Malformed> {
    let values: Vec<T> = from.list()?;
    Ok(values.into_iter().map(|value| Sited { place: Location::default(), value }).collect())
}

/// Codes as numbers of what is declared.
macro_rules! references {
    ($($code:ident in $list:ident;)*) => {$(
        impl Wire for $code {
            fn write(&self, to: &mut Writer) {
                let number = to.codes.$list.get(self).copied();
                to.number(u64::from(number.unwrap_or(u32::MAX)));
            }

            fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
                let number = from.small_number()?;
                let code = from.codes.$list.get(number as usize);
                code.copied().ok_or_else(|| from.malformed(concat!("there is no such code in the ", stringify!($list))))
            }
        }
    )*};
}

references! {
    SourceCode in sources;
    EventCode in events;
    PolityCode in polities;
    TerritoryCode in territories;
}

impl Wire for LandmarkCode {
    fn write(&self, to: &mut Writer) {
        to.text(self.as_str());
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        code(from)
    }
}

/// Vocabularies as their words, which stay the same when a vocabulary grows.
macro_rules! words {
    ($($word:ident)*) => {$(
        impl Wire for $word {
            fn write(&self, to: &mut Writer) {
                to.text(self.word());
            }

            fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
                let word = from.text()?;
                Self::from_word(word).ok_or_else(|| from.malformed("a word is not of its vocabulary"))
            }
        }
    )*};
}

words! { Bound Confidence EventKind LandmarkKind Mode PolityKind Stage TerritoryKind }

/// Structures as their members, in the order given here, and what must be so of them.
macro_rules! structures {
    ($($name:ident { $($member:ident),* } $(if $is_sound:expr, else $reason:literal)*;)*) => {$(
        impl Wire for $name {
            fn write(&self, to: &mut Writer) {
                $(self.$member.write(to);)*
            }

            fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
                let read = Self { $($member: Wire::read(from)?),* };
                $(
                    let is_sound: fn(&Self) -> bool = $is_sound;
                    if !is_sound(&read) {
                        return Err(from.malformed($reason));
                    }
                )*
                Ok(read)
            }
        }
    )*};
}

structures! {
    About { name, edition, title, viewpoint, coverage, checked_until, contradictions_kept, layers, precedence }
        if |about| about.checked_until.is_none_or(|day| about.coverage.holds_on(day).is_some()),
            else "the day up to which it was checked is outside its coverage"
        if |about| about.precedence.iter().all(|order| is_order(order, about.layers.len())), else "layers are not in order";
    Source { code, title, author, publisher, year, url, licence, note }
        if |source| !is_blank(&source.title), else "a source has no title";
    Citation { source, at };
    Event { code, kind, name, period, old_style, citations, confidence, note }
        if |event| !is_blank(&event.name), else "an event has no name"
        if |event| event.period.from().is_some(), else "an event has no date"
        if |event| !event.citations.is_empty(), else "an event has no source";
    Name { text, language, period };
    Membership { polity, period };
    Polity { code, kind, names, period, part_of, patrons, successors, citations, note }
        if |polity| is_named(&polity.names), else "a polity has no name"
        if |polity| !polity.citations.is_empty(), else "a polity has no source";
    Territory { code, kind, names, period, within, extent, citations, note, layer }
        if |territory| is_named(&territory.names), else "a territory has no name"
        if |territory| !territory.citations.is_empty(), else "a territory has no source";
    Landmark { code, kind, names, course, accuracy_m, citations, note }
        if |landmark| is_named(&landmark.names), else "a landmark has no name"
        if |landmark| !landmark.course.is_empty(), else "a landmark is nowhere"
        if |landmark| is_length(landmark.accuracy_m), else "an accuracy is not 1 to 10000000 metres"
        if |landmark| !landmark.citations.is_empty(), else "a landmark has no source";
    Attestation { period, began, ended, citations, confidence, note }
        if |attestation| !attestation.citations.is_empty(), else "a statement has no source";
    RivalDate { bound, date, citations, note }
        if |rival| !rival.citations.is_empty(), else "a date has no source";
    Undrawn { ground, holding, period, citations, note }
        if |undrawn| !is_blank(&undrawn.ground), else "a part that is not drawn has no description"
        if |undrawn| !undrawn.citations.is_empty(), else "a part that is not drawn has no source";
    Record { territory, right, holding, attestation, rival_dates, undrawn, administered_by }
        if |record| record.undrawn.iter().all(|part| part.period.is_within(&record.attestation.period)),
            else "a part that is not drawn is dated outside its record"
        if |record| record.mode().is_some() || record.administered_by.is_none(),
            else "a sovereignty has an administration beside it";
    Claim { polity, territory, attestation };
    Recognition { by, of, attestation };
    Presence { polity, territory, force, attestation }
        if |presence| !is_blank(&presence.force), else "a presence has no force";
    Corridor { territory, joins, host, guarantor, width_m, drawn_width_m, regime, attestation }
        if |corridor| corridor.drawn_width_m.into_iter().chain([corridor.width_m]).all(is_length),
            else "a width is not 1 to 10000000 metres"
        if |corridor| !is_blank(&corridor.regime), else "a corridor has no regime";
    BorderStage { between, along, stage, attestation };
    LineAccuracy { course, accuracy_m, citations, note }
        if |line| line.course.len() > 1, else "a line has less than two positions"
        if |line| is_length(line.accuracy_m), else "an accuracy is not 1 to 10000000 metres"
        if |line| !line.citations.is_empty(), else "a line has no source";
}

/// Whether these are all the numbers below a count, each once.
fn is_order(numbers: &[u8], count: usize) -> bool {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted.len() == count && sorted.into_iter().map(usize::from).eq(0..count)
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn is_named(names: &[Name]) -> bool {
    names.iter().any(|name| !is_blank(&name.text))
}

/// Whether these are metres of the range that drafts are held to.
fn is_length(metres: u32) -> bool {
    (1..=10_000_000).contains(&metres)
}

impl Wire for Right {
    fn write(&self, to: &mut Writer) {
        match self {
            Self::Title => None,
            Self::Control(mode) => Some(*mode),
        }
        .write(to);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        Ok(Option::read(from)?.map_or(Self::Title, Self::Control))
    }
}

impl Wire for Holding {
    fn write(&self, to: &mut Writer) {
        match self {
            Self::Vacant => to.byte(0),
            Self::Sole(holder) => {
                to.byte(1);
                holder.write(to);
            }
            Self::Condominium(holders) => {
                to.byte(2);
                to.list(holders);
            }
            Self::Contested(holders) => {
                to.byte(3);
                to.list(holders);
            }
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        let several = |from: &mut Reader<'_>| {
            let holders: Box<[PolityCode]> = Wire::read(from)?;
            let are_sound = holders.len() > 1 && holders.is_sorted_by(|one, other| one < other);
            if are_sound { Ok(holders) } else { Err(from.malformed("joint holders are not two or more, in order")) }
        };
        match from.byte()? {
            0 => Ok(Self::Vacant),
            1 => Wire::read(from).map(Self::Sole),
            2 => several(from).map(Self::Condominium),
            3 => several(from).map(Self::Contested),
            _ => Err(from.malformed("a holding is of no known kind")),
        }
    }
}

impl Wire for Extent {
    fn write(&self, to: &mut Writer) {
        match self {
            Self::Outline { accuracy_m, drawn } => {
                to.byte(0);
                accuracy_m.write(to);
                drawn.write(to);
            }
            Self::Parts(parts) => {
                to.byte(1);
                to.list(parts);
            }
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        match from.byte()? {
            0 => {
                let (accuracy_m, drawn) = (u32::read(from)?, Wire::read(from)?);
                if !is_length(accuracy_m) {
                    return Err(from.malformed("an accuracy is not 1 to 10000000 metres"));
                }
                Ok(Self::Outline { accuracy_m, drawn })
            }
            1 => {
                let parts: Box<[TerritoryCode]> = Wire::read(from)?;
                if parts.is_empty() {
                    return Err(from.malformed("a territory has neither an outline nor parts"));
                }
                Ok(Self::Parts(parts))
            }
            _ => Err(from.malformed("an extent is of no known kind")),
        }
    }
}

/// Two codes.
impl<T> Wire for [Code<T>; 2]
where
    Code<T>: Wire,
{
    fn write(&self, to: &mut Writer) {
        for code in self {
            code.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        Ok([Wire::read(from)?, Wire::read(from)?])
    }
}

/// The day that is written as 0, so that most days of the last centuries take three bytes: 1 January 1900.
const DAY_0: i32 = 2_415_021;

impl Wire for [Vec<u8>; 2] {
    fn write(&self, to: &mut Writer) {
        for order in self {
            order.write(to);
        }
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        Ok([Wire::read(from)?, Wire::read(from)?])
    }
}

impl Wire for Date {
    fn write(&self, to: &mut Writer) {
        to.number(u64::from(folded(self.to_julian_day() - DAY_0)));
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        let day = unfolded(from.small_number()?).checked_add(DAY_0);
        let date = day.and_then(|day| Self::from_julian_day(day).ok());
        date.ok_or_else(|| from.malformed("a day is not within the years -9999 to 9999"))
    }
}

impl Wire for UncertainDate {
    fn write(&self, to: &mut Writer) {
        self.earliest().write(to);
        let days = self.latest().to_julian_day() - self.earliest().to_julian_day();
        to.number(u64::from(days.unsigned_abs()));
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (earliest, days) = (Date::read(from)?, from.small_number()?);
        let latest = earliest.to_julian_day().checked_add_unsigned(days);
        let latest = latest.and_then(|day| Date::from_julian_day(day).ok());
        let date = latest.and_then(|latest| Self::between(earliest, latest).ok());
        date.ok_or_else(|| from.malformed("a day is not within the years -9999 to 9999"))
    }
}

impl Wire for Period {
    fn write(&self, to: &mut Writer) {
        self.from().write(to);
        self.until().write(to);
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (begin, end) = (Wire::read(from)?, Wire::read(from)?);
        Self::new(begin, end).map_err(|_| from.malformed("a period ends before it begins"))
    }
}

impl Wire for Position {
    fn write(&self, to: &mut Writer) {
        to.number(u64::from(folded(self.lon_e7())));
        to.number(u64::from(folded(self.lat_e7())));
    }

    fn read(from: &mut Reader<'_>) -> Result<Self, Malformed> {
        let (lon, lat) = (unfolded(from.small_number()?), unfolded(from.small_number()?));
        let position = Self::from_e7(lon, lat);
        let at = vertex(position);
        if (at.x, at.y) == (lon, lat) { Ok(position) } else { Err(from.malformed("a place is not on the earth")) }
    }
}
