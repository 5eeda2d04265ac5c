//! A part of a border with the same territories on either side.

use std::fmt;

use geo_types::{LineString, MultiLineString};
use time::Date;

use super::day::Snapshot;
use super::extent::coord;
use crate::atlas::Answer;
use crate::atlas::debug_line::debug_line;
use crate::atlas::plan::NOWHERE;
use crate::model::border_stage::Stage;
use crate::model::landmark::Landmark;
use crate::model::position::Position;
use crate::model::territory::Territory;
use crate::model::word::vocabulary;
use crate::space::{Vertex, length_m};

/// A part of a border with the same two territories beside it, and with one status.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::snapshot::BorderStatus;
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// let day = Atlas::south_caucasus().on(date!(2005-01-01), Basis::DeFacto);
/// let border = day.border_between("ARTSAKH", "AZE")?;
/// for segment in border.segments() {
///     assert_eq!(segment.status(), BorderStatus::CeasefireLine);
///     assert!(segment.length_km() > 0.0 && segment.accuracy_m() > 0.0);
/// }
/// # }
/// # Ok::<(), suzerain::UnknownCode>(())
/// ```
#[derive(Clone)]
pub struct Segment<'a> {
    pub(super) left: Answer<'a>,
    pub(super) right: Answer<'a>,
    pub(super) territories: [Option<&'a Territory>; 2],
    pub(super) status: BorderStatus,
    pub(super) stage: Option<Stage>,
    pub(super) accuracy_m: f64,
    pub(super) length_m: f64,
    /// The edges in order.
    pub(super) edges: Vec<(Vertex, Vertex)>,
}

impl<'a> Segment<'a> {
    /// The holder on the left, with the chain below it and the records.
    #[must_use]
    pub fn left(&self) -> &Answer<'a> {
        &self.left
    }

    /// The holder on the right, with the chain below it and the records.
    #[must_use]
    pub fn right(&self) -> &Answer<'a> {
        &self.right
    }

    /// The most specific territory on the left, other than lakes, reserves and corridors.
    #[must_use]
    pub fn left_territory(&self) -> Option<&'a Territory> {
        self.territories[0]
    }

    /// The most specific territory on the right, other than lakes, reserves and corridors.
    #[must_use]
    pub fn right_territory(&self) -> Option<&'a Territory> {
        self.territories[1]
    }

    /// The status of the line.
    #[must_use]
    pub fn status(&self) -> BorderStatus {
        self.status
    }

    /// The stage that the two sides are certain to have reached by the day; `None` if the atlas states none.
    #[must_use]
    pub fn stage(&self) -> Option<Stage> {
        self.stage
    }

    /// How far it may lie from the true line, in metres: the better accuracy of the two outlines.
    #[must_use]
    pub fn accuracy_m(&self) -> f64 {
        self.accuracy_m
    }

    /// Its length in km on the ellipsoid, along the outline.
    #[must_use]
    pub fn length_km(&self) -> f64 {
        self.length_m / 1e3
    }

    /// Where it begins.
    #[must_use]
    pub fn start(&self) -> Position {
        let at = self.edges.first().map_or_else(Vertex::default, |edge| edge.0);
        Position::from_e7(at.x, at.y)
    }

    /// Where it ends.
    #[must_use]
    pub fn end(&self) -> Position {
        let at = self.edges.last().map_or_else(Vertex::default, |edge| edge.1);
        Position::from_e7(at.x, at.y)
    }

    /// The line in degrees, in one piece unless it crosses the antimeridian (RFC 7946).
    #[must_use]
    pub fn line(&self) -> MultiLineString<f64> {
        let mut lines: Vec<Vec<_>> = Vec::new();
        let mut last = None;
        for &(a, b) in &self.edges {
            match lines.last_mut().filter(|_| last == Some(a)) {
                Some(line) => line.push(coord(b)),
                None => lines.push(vec![coord(a), coord(b)]),
            }
            last = Some(b);
        }
        MultiLineString(lines.into_iter().map(LineString).collect())
    }

    /// Adds an edge to the end.
    pub(super) fn push(&mut self, edge: (Vertex, Vertex)) {
        self.length_m += length_m(&[edge.0, edge.1]);
        self.edges.push(edge);
    }
}

/// The status of a part of a border.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::snapshot::BorderStatus;
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// assert_eq!("ceasefire-line".parse::<BorderStatus>()?, BorderStatus::CeasefireLine);
/// assert_eq!(BorderStatus::CeasefireLine.phrase(), "ceasefire line");
/// // The line between two republics of one union.
/// let day = Atlas::south_caucasus().on(date!(1985-01-01), Basis::DeFacto);
/// let border = day.border_between("ARM-SSR", "AZE-SSR")?;
/// assert!(border.segments().all(|segment| segment.status() == BorderStatus::Administrative));
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum BorderStatus {
    /// On both sides the holder is the sovereign.
    International,
    /// On at least one side the de facto holder is not the sovereign.
    CeasefireLine,
    /// Both sides belong to the same polity at the top of the part-of chain.
    Administrative,
    /// On at least one side the holder or the sovereign is not certain.
    Undetermined,
}

impl BorderStatus {
    /// As it reads in a sentence, such as "ceasefire line".
    #[must_use]
    pub const fn phrase(self) -> &'static str {
        match self {
            Self::International => "international border",
            Self::CeasefireLine => "ceasefire line",
            Self::Administrative => "administrative border",
            Self::Undetermined => "undetermined line",
        }
    }
}

vocabulary! {
    BorderStatus,
    "status of a border",
    International = "international",
    CeasefireLine = "ceasefire-line",
    Administrative = "administrative",
    Undetermined = "undetermined",
}

/// A lake, a reserve or a river along a border: a territory of that kind, or a landmark.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// let date = date!(2005-01-01);
/// let day = Atlas::south_caucasus().on(date, Basis::DeJure);
/// let border = day.border_between("ARM", "IRN")?;
/// let features = border.courses()[0].passes();
/// let aras = features.iter().find(|feature| feature.name_on(date) == "Aras").expect("the border is the river");
/// assert!(aras.landmark().is_some() && aras.territory().is_none());
/// assert!(aras.distance_m() < 2_000.0);
/// # }
/// # Ok::<(), suzerain::UnknownCode>(())
/// ```
#[derive(Clone)]
pub struct Feature<'a> {
    pub(super) territory: Option<&'a Territory>,
    pub(super) landmark: Option<&'a Landmark>,
    pub(super) distance_m: f64,
    pub(super) after_km: f64,
}

impl<'a> Feature<'a> {
    /// The lake or reserve, if it is a territory.
    #[must_use]
    pub fn territory(&self) -> Option<&'a Territory> {
        self.territory
    }

    /// The landmark, if it is one.
    #[must_use]
    pub fn landmark(&self) -> Option<&'a Landmark> {
        self.landmark
    }

    /// Its name on a day.
    #[must_use]
    pub fn name_on(&self, day: Date) -> &'a str {
        let territory = self.territory.map(|territory| territory.name_on(day));
        territory.or(self.landmark.map(|landmark| landmark.name_on(day))).unwrap_or_default()
    }

    /// How far the line lies from it, in metres; 0 if they touch or the line runs through it.
    #[must_use]
    pub fn distance_m(&self) -> f64 {
        self.distance_m
    }

    /// How far along the course the line comes nearest to it, in km from the start.
    #[must_use]
    pub fn after_km(&self) -> f64 {
        self.after_km
    }
}

impl Snapshot<'_> {
    /// The status of a line between two faces, on the basis of the snapshot.
    pub(super) fn status(&self, left: u32, right: u32) -> BorderStatus {
        let titles = self.titles();
        let (mut by_right, mut tops) = (true, [NOWHERE; 2]);
        for (face, top) in [left, right].into_iter().zip(&mut tops) {
            let (group, title) = (self.groups.of(face), titles.of(face));
            if !self.groups.is_settled(group) || !titles.is_settled(title) {
                return BorderStatus::Undetermined;
            }
            by_right &= self.groups.choices(group) == titles.choices(title);
            *top = group;
        }
        match tops {
            [one, other] if one == other => BorderStatus::Administrative,
            _ if by_right => BorderStatus::International,
            _ => BorderStatus::CeasefireLine,
        }
    }
}

impl fmt::Debug for Segment<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_line(f, "Segment", self)
    }
}

impl fmt::Debug for Feature<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let territory = self.territory.map(|territory| territory.code().to_string());
        let name = territory.or(self.landmark.map(|landmark| landmark.code().to_string())).unwrap_or_default();
        debug_line(f, "Feature", format_args!("{name}, {:.0} m away, after {:.1} km", self.distance_m, self.after_km))
    }
}
