//! What answers refer to by code, and places.

use serde::Serialize;
use time::Date;

use crate::atlas::store::Store;
use crate::model::date::Period;
use crate::model::event::{Event, EventCode, EventKind};
use crate::model::landmark::Landmark;
use crate::model::polity::{Polity, PolityCode};
use crate::model::position::Position;
use crate::model::territory::{Territory, TerritoryCode};

/// A code, with the name of the day where it can be looked up.
#[derive(Serialize)]
pub(super) struct Named<'a> {
    code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
}

impl<'a> Named<'a> {
    pub(super) fn new(code: &'a str, name: &'a str) -> Self {
        Self { code, name: Some(name) }
    }

    pub(super) fn territory(territory: &'a Territory, day: Date) -> Self {
        Self::new(territory.code.as_str(), territory.name_on(day))
    }

    pub(super) fn landmark(landmark: &'a Landmark, day: Date) -> Self {
        Self::new(landmark.code.as_str(), landmark.name_on(day))
    }
}

/// Finds the names of codes on a day; without an atlas there are only codes.
#[derive(Clone, Copy)]
pub(super) struct Names<'a>(Option<(&'a Store, Date)>);

impl<'a> Names<'a> {
    /// Only codes.
    pub(super) const NONE: Self = Self(None);

    pub(super) fn new(store: &'a Store, day: Date) -> Self {
        Self(Some((store, day)))
    }

    pub(super) fn polity(self, code: &'a PolityCode) -> Named<'a> {
        let name = self.0.and_then(|(store, day)| {
            let polity: &Polity = store.polity(store.polity_number(*code)?)?;
            Some(polity.name_on(day))
        });
        Named { code: code.as_str(), name }
    }

    pub(super) fn territory(self, code: &'a TerritoryCode) -> Named<'a> {
        let name = self.0.and_then(|(store, day)| {
            let territory: &Territory = store.territory(store.territory_number(*code)?)?;
            Some(territory.name_on(day))
        });
        Named { code: code.as_str(), name }
    }

    pub(super) fn event(self, code: &'a EventCode) -> Named<'a> {
        let name = self.0.and_then(|(store, _)| store.event(*code)).map(Event::name);
        Named { code: code.as_str(), name }
    }
}

/// An event with its kind and its days.
#[derive(Serialize)]
pub(super) struct DatedEvent<'a> {
    code: &'a str,
    name: &'a str,
    kind: EventKind,
    period: Period,
}

impl<'a> DatedEvent<'a> {
    pub(super) fn all(events: impl IntoIterator<Item = &'a Event>) -> Vec<Self> {
        events.into_iter().map(Self::of).collect()
    }

    fn of(event: &'a Event) -> Self {
        Self { code: event.code.as_str(), name: event.name(), kind: event.kind(), period: event.period() }
    }
}

/// Longitude and latitude in degrees, in the order of `GeoJSON`.
pub(super) fn lon_lat(place: Position) -> [f64; 2] {
    [place.lon(), place.lat()]
}
