//! Who holds the areas near a place.

use std::fmt;

use time::Date;

use super::beside::Beside;
use super::text::{either, metres};
use super::verdict::{Kind, Verdict};
use super::{Atlas, Candidate, Outcome, vertex};
use crate::model::control::Basis;
use crate::model::position::Position;
use crate::space::{NearEdge, Vertex, distance_m};

/// The area of a holder that is nearest to a place: who holds it, how far it is, and where it begins.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Basis, Position};
/// use time::macros::date;
///
/// let kapan = Position::from_lat_lon(39.2076, 46.4058)?;
/// let nearest = Atlas::south_caucasus().nearest(kapan, date!(2024-01-01), Basis::DeJure).expect("a neighbour");
/// assert_eq!(nearest.outcomes()[0].to_string(), "Azerbaijan");
/// assert!(nearest.to_string().starts_with("Azerbaijan, ") && nearest.to_string().ends_with(" km away"));
/// // The line is so accurate that Kapan is surely on this side of it.
/// assert!(nearest.accuracy_m() < nearest.distance_m() && !nearest.is_within_accuracy());
/// assert!(nearest.position().lon() > kapan.lon());
/// # }
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Clone)]
pub struct Nearest<'a> {
    outcomes: Vec<Outcome<'a>>,
    distance_m: f64,
    position: Position,
    accuracy_m: f64,
}

impl<'a> Nearest<'a> {
    /// How the area is held: one outcome, or several where that is in doubt.
    #[must_use]
    pub fn outcomes(&self) -> &[Outcome<'a>] {
        &self.outcomes
    }

    /// How far it is, in metres on the ellipsoid; 0 for the area in which the place lies.
    #[must_use]
    pub fn distance_m(&self) -> f64 {
        self.distance_m
    }

    /// The nearest point of the area: on its line, or the place itself if it lies in the area.
    #[must_use]
    pub fn position(&self) -> Position {
        self.position
    }

    /// How far that line may lie from the true one, in metres; 0 for the area in which the place lies.
    ///
    /// An outline states an accuracy. A line between two outlines is as good as the better of them says, or as is
    /// stated for the stretch.
    #[must_use]
    pub fn accuracy_m(&self) -> f64 {
        self.accuracy_m
    }

    /// Whether the place may lie beyond the true line.
    #[must_use]
    pub fn is_within_accuracy(&self) -> bool {
        self.distance_m <= self.accuracy_m
    }
}

impl fmt::Display for Nearest<'_> {
    /// `Azerbaijan, 0.6 km away`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {} away", either(&self.outcomes), metres(self.distance_m))
    }
}

impl fmt::Debug for Nearest<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Nearest({self}, at {}, drawn to {})", self.position, metres(self.accuracy_m))
    }
}

impl Atlas {
    /// The nearest area that another holds than the place: across a border, or across the sea.
    ///
    /// Holders are compared at the top of the part-of chain. Areas that are vacant, unrecorded or outside the atlas are
    /// not held. For a place in such an area it is the nearest area that anyone holds. `None` on a day that the atlas
    /// does not cover, and where nobody else holds anything.
    ///
    /// It takes some tenths of a millisecond: lines are searched from the place outwards.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Basis, Position};
    /// use time::macros::date;
    ///
    /// let kapan = Position::from_lat_lon(39.2076, 46.4058)?;
    /// let nearest = Atlas::south_caucasus().nearest(kapan, date!(2024-01-01), Basis::DeJure).expect("a neighbour");
    /// assert_eq!(nearest.outcomes()[0].to_string(), "Azerbaijan");
    /// assert!((1_000.0..4_000.0).contains(&nearest.distance_m()) && !nearest.is_within_accuracy());
    /// # }
    /// # Ok::<(), suzerain::error::InvalidPosition>(())
    /// ```
    #[must_use]
    pub fn nearest(&self, position: Position, date: Date, basis: Basis) -> Option<Nearest<'_>> {
        let at = vertex(position);
        let own = self.verdict_at(at, date, basis);
        if own.is_only(Kind::OutsideTime) {
            return None;
        }
        let mut beside = Beside::other_than(own, self, date, basis);
        let mut best: Option<Found<'_>> = None;
        self.near_lines().nearest_first(self.store(), at, f64::INFINITY, |edge, at_least_m| {
            if let Some(verdict) = beside.of(edge).into_iter().flatten().find(|verdict| is_held(verdict)) {
                Found::improve(&mut best, at, edge, (verdict, at_least_m));
            }
            best.as_ref().map_or(f64::INFINITY, |best| best.distance_m)
        });
        Some(best?.nearest(self, date))
    }

    /// Everyone who holds an area within so many kilometres of a place, nearest first, each once with the nearest point.
    ///
    /// The holder of the place itself comes first, at distance 0. Holders and areas that count are those of
    /// [`Atlas::nearest`]. Empty on a day that the atlas does not cover, and for a distance that is negative or not a
    /// number.
    ///
    /// The time that it takes grows with the lines within that distance; none is looked at twice.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Basis, Position};
    /// use time::macros::date;
    ///
    /// let sadarak = Position::from_lat_lon(39.71, 44.88)?;
    /// let near = Atlas::south_caucasus().within_km(sadarak, 25.0, date!(2024-01-01), Basis::DeFacto);
    /// let names: Vec<String> = near.iter().map(|it| it.outcomes()[0].to_string()).collect();
    /// assert_eq!(names[0], "Azerbaijan");
    /// assert!(names.contains(&"Armenia".to_owned()));
    /// # }
    /// # Ok::<(), suzerain::error::InvalidPosition>(())
    /// ```
    #[must_use]
    pub fn within_km(&self, position: Position, km: f64, date: Date, basis: Basis) -> Vec<Nearest<'_>> {
        let at = vertex(position);
        let own = self.verdict_at(at, date, basis);
        if own.is_only(Kind::OutsideTime) || km.is_nan() || km < 0.0 {
            return Vec::new();
        }
        let mut beside = Beside::other_than(own, self, date, basis);
        let mut found: Vec<Option<Found<'_>>> = Vec::new();
        if is_held(own) {
            found.push(Some(Found { verdict: own, distance_m: 0.0, accuracy_m: 0.0, place: at }));
        }
        let limit_m = km * 1000.0;
        self.near_lines().nearest_first(self.store(), at, limit_m, |edge, at_least_m| {
            for verdict in beside.of(edge).into_iter().flatten().filter(|verdict| is_held(verdict)) {
                let is_same = |one: &&mut Option<Found<'_>>| one.as_ref().is_some_and(|one| one.is_of(verdict));
                if let Some(known) = found.iter_mut().find(is_same) {
                    Found::improve(known, at, edge, (verdict, at_least_m));
                } else {
                    let mut new = None;
                    Found::improve(&mut new, at, edge, (verdict, at_least_m));
                    found.push(new);
                }
            }
            limit_m
        });
        let near = found.into_iter().flatten().filter(|found| found.distance_m <= limit_m);
        let mut near: Vec<Nearest<'_>> = near.map(|found| found.nearest(self, date)).collect();
        near.sort_by(|one, other| one.distance_m.total_cmp(&other.distance_m));
        near
    }
}

/// Whether anyone holds in any candidate.
fn is_held(verdict: &Verdict) -> bool {
    verdict.candidates.iter().any(|choice| !choice.chains.is_empty())
}

/// The nearest edge of a holder so far.
struct Found<'a> {
    verdict: &'a Verdict,
    distance_m: f64,
    accuracy_m: f64,
    place: Vertex,
}

impl<'a> Found<'a> {
    fn is_of(&self, verdict: &Verdict) -> bool {
        std::ptr::eq(self.verdict, verdict) || self.verdict.same_holders(verdict)
    }

    /// Takes an edge if it is nearer, or as near and more accurate. `at_least_m` says how far it is at least.
    fn improve(best: &mut Option<Self>, at: Vertex, edge: &NearEdge<'_>, (verdict, at_least_m): (&'a Verdict, f64)) {
        if best.as_ref().is_some_and(|best| at_least_m > best.distance_m) {
            return;
        }
        let (distance_m, place) = distance_m(at, edge.a, edge.b);
        let accuracy_m = f64::from(edge.sides.accuracy_m);
        if best.as_ref().is_none_or(|best| (distance_m, accuracy_m) < (best.distance_m, best.accuracy_m)) {
            *best = Some(Self { verdict, distance_m, accuracy_m, place });
        }
    }

    fn nearest(self, atlas: &'a Atlas, date: Date) -> Nearest<'a> {
        let outcome = |choice| Candidate { store: atlas.store(), date, choice }.outcome();
        Nearest {
            outcomes: self.verdict.candidates.iter().map(outcome).collect(),
            distance_m: self.distance_m,
            position: Position::from_e7(self.place.x, self.place.y),
            accuracy_m: self.accuracy_m,
        }
    }
}
