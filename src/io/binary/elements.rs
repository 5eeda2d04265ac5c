//! The elements of an atlas, member by member.
//!
//! They are checked as they are read, as [`AtlasBuilder`](crate::AtlasBuilder) checks drafts: a code that is referred to
//! is declared, periods do not end before they begin, words are of their vocabulary, facts have sources.

use super::error::Malformed;
use super::wire::{Reader, Wire, Writer};
use crate::atlas::{About, CollectionMembers};
use crate::model::attestation::Attestation;
use crate::model::border_stage::BorderStage;
use crate::model::claim::Claim;
use crate::model::control::Holding;
use crate::model::corridor::Corridor;
use crate::model::event::Event;
use crate::model::landmark::Landmark;
use crate::model::line::LineAccuracy;
use crate::model::name::Name;
use crate::model::polity::{Membership, Polity, PolityCode};
use crate::model::presence::Presence;
use crate::model::recognition::Recognition;
use crate::model::record::{Record, Right, RivalDate};
use crate::model::source::{Citation, Source};
use crate::model::territory::{Extent, Territory, TerritoryCode};
use crate::model::undrawn::Undrawn;

/// Structures as their members, in the order given here, and the conditions they must meet.
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
    About { name, edition, title, viewpoint, coverage, checked_until, contradictions_kept, layers, precedence, collection }
        if |about| about.checked_until.is_none_or(|day| about.coverage.holds_on(day).is_some()),
            else "the day up to which it was checked is outside its coverage"
        if |about| about.precedence.iter().all(|order| is_order(order, about.layers.len())), else "layers are not in order";
    CollectionMembers { schema, name, has_crs, has_bbox, has_resolution };
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
