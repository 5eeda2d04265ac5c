//! What the modules of the suite share.

use std::sync::OnceLock;

use suzerain::{Answer, Atlas, Position};
use time::Date;

/// The embedded atlas.
pub(crate) fn atlas() -> &'static Atlas {
    Atlas::south_caucasus()
}

/// What an answer says, without the doubts that remain.
pub(crate) fn said(answer: &Answer<'_>) -> String {
    answer.outcome().map_or_else(|| answer.to_string(), |outcome| outcome.to_string())
}

/// A place by latitude and longitude.
pub(crate) fn at(lat: f64, lon: f64) -> Position {
    Position::from_lat_lon(lat, lon).unwrap()
}

/// A day such as `1992-05-18`.
pub(crate) fn day(text: &str) -> Date {
    let date: suzerain::UncertainDate = text.parse().unwrap();
    assert!(date.is_exact(), "'{text}' is not one day");
    date.earliest()
}

/// The first day that the embedded atlas covers.
pub(crate) const FIRST_DAY: Date = time::macros::date!(1801 - 01 - 01);
/// The last day that the tests ask about.
pub(crate) const LAST_DAY: Date = time::macros::date!(2026 - 11 - 23);

/// A place of a table.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceTable {
    pub(crate) name: String,
    pub(crate) lat: f64,
    pub(crate) lon: f64,
    #[serde(default)]
    pub(crate) facts: Vec<String>,
    #[serde(default)]
    pub(crate) rows: Vec<String>,
    pub(crate) cases: Vec<Case>,
}

/// A case of it.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) date: String,
    pub(crate) basis: String,
    pub(crate) holder: OneOrMore,
    pub(crate) certainty: String,
    pub(crate) chain: Option<OneOrMore>,
    pub(crate) mode: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) why: String,
    pub(crate) gap: Option<String>,
}

/// One text or several.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(untagged)]
pub(crate) enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl OneOrMore {
    /// The texts, sorted.
    pub(crate) fn sorted(&self) -> Vec<String> {
        let mut texts = match self {
            Self::One(text) => vec![text.clone()],
            Self::More(texts) => texts.clone(),
        };
        texts.sort();
        texts
    }
}

/// The places of tests/data/centuries.toml (1801 to 1988), of tests/data/answers.toml (from 1988), of tests/data/kinds.toml
/// (wars, revolts and transfers of all times) and of tests/data/edges.toml (days and places beside a change), a list each.
pub(crate) fn tables() -> &'static [Vec<PlaceTable>; 4] {
    #[derive(serde::Deserialize)]
    struct Table {
        place: Vec<PlaceTable>,
    }
    static PLACES: OnceLock<[Vec<PlaceTable>; 4]> = OnceLock::new();
    PLACES.get_or_init(|| {
        [
            include_str!("../data/centuries.toml"),
            include_str!("../data/answers.toml"),
            include_str!("../data/kinds.toml"),
            include_str!("../data/edges.toml"),
        ]
        .map(|text| toml::from_str::<Table>(text).unwrap().place)
    })
}

/// The places of all tables.
pub(crate) fn places() -> impl Iterator<Item = &'static PlaceTable> {
    tables().iter().flatten()
}
