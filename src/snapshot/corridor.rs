//! Corridors in force.

use std::fmt;

use time::Date;

use super::day::Snapshot;
use super::sum::Sum;
use crate::atlas::debug_line::debug_line;
use crate::atlas::plan::NOWHERE;
use crate::model::corridor::Corridor;
use crate::model::date::Certainty;
use crate::model::polity::Polity;
use crate::model::territory::{Territory, TerritoryCode};
use crate::space::{Vertex, assemble, distance_m, length_m};

/// A corridor that is in force on a day, with measures of its outline.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// let day = Atlas::south_caucasus().on(date!(2021-06-01), Basis::DeFacto);
/// let corridors = day.corridors();
/// let lachin = &corridors[0];
/// assert_eq!(lachin.host().map(|polity| polity.code().to_string()).as_deref(), Some("AZE"));
/// assert!((4.0..6.0).contains(&lachin.mean_width_km()));
/// assert!(lachin.least_width_km().is_some_and(|km| km <= lachin.mean_width_km()));
/// # }
/// ```
#[derive(Clone)]
pub struct CorridorOnDay<'a> {
    corridor: &'a Corridor,
    certainty: Certainty,
    date: Date,
    territory: Option<&'a Territory>,
    joins: [Option<&'a Territory>; 2],
    host: Option<&'a Polity>,
    guarantor: Option<&'a Polity>,
    length_km: f64,
    mean_width_km: f64,
    least_width_km: Option<f64>,
}

impl<'a> CorridorOnDay<'a> {
    /// What the atlas states about it, with its evidence.
    #[must_use]
    pub fn corridor(&self) -> &'a Corridor {
        self.corridor
    }

    /// Whether it is certain to be in force.
    #[must_use]
    pub fn certainty(&self) -> Certainty {
        self.certainty
    }

    /// The territory of the strip.
    #[must_use]
    pub fn territory(&self) -> Option<&'a Territory> {
        self.territory
    }

    /// The two places that it joins.
    #[must_use]
    pub fn joins(&self) -> [Option<&'a Territory>; 2] {
        self.joins
    }

    /// The polity through whose territory it runs.
    #[must_use]
    pub fn host(&self) -> Option<&'a Polity> {
        self.host
    }

    /// The polity that keeps it open.
    #[must_use]
    pub fn guarantor(&self) -> Option<&'a Polity> {
        self.guarantor
    }

    /// The length of the strip between the places that it joins, in km: its area there divided by its mean width.
    #[must_use]
    pub fn length_km(&self) -> f64 {
        self.length_km
    }

    /// The mean distance between the two sides of its outline where they face each other, in km.
    ///
    /// That is the width of the strip as drawn. Where the real way is narrower ([`Corridor::drawn_width_m`]), its width is
    /// [`Corridor::width_m`].
    #[must_use]
    pub fn mean_width_km(&self) -> f64 {
        self.mean_width_km
    }

    /// The least distance between the two sides of its outline, in km; `None` if its outline does not have two sides.
    #[must_use]
    pub fn least_width_km(&self) -> Option<f64> {
        self.least_width_km
    }
}

impl<'a> fmt::Display for CorridorOnDay<'a> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name =
            |territory: Option<&'a Territory>| territory.map_or("an unnamed territory", |t| t.name_on(self.date));
        let [one, other] = self.joins.map(name);
        write!(f, "{} joins {one} and {other}", name(self.territory))?;
        if let Some(host) = self.host {
            write!(f, " through {}", host.name_on(self.date))?;
        }
        write!(f, ": {:.1} km long, ", self.length_km)?;
        if self.corridor.drawn_width_m().is_some() {
            write!(f, "{:.0} m wide, drawn ", self.corridor.width_m())?;
        }
        write!(f, "{:.1} km wide", self.mean_width_km)?;
        if let Some(least) = self.least_width_km {
            write!(f, ", {least:.1} km at least")?;
        }
        match self.guarantor {
            Some(guarantor) => write!(f, "; kept open by {}", guarantor.name_on(self.date)),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for CorridorOnDay<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_line(f, "CorridorOnDay", self)
    }
}

impl<'a> Snapshot<'a> {
    /// The corridors that are in force on the day, certainly or possibly, in the order of the atlas.
    #[must_use]
    pub fn corridors(&self) -> Vec<CorridorOnDay<'a>> {
        self.in_force().map(|(corridor, certainty)| self.measured(corridor, certainty)).collect()
    }

    /// The corridors in force, without measures.
    pub(super) fn in_force(&self) -> impl Iterator<Item = (&'a Corridor, Certainty)> {
        let (store, date) = (self.store, self.date);
        let covered = store.about.coverage.holds_on(date).is_some();
        let corridors = store.corridors.iter().filter(move |_| covered);
        corridors.filter_map(move |corridor| Some((corridor, corridor.attestation.period.holds_on(date)?)))
    }

    fn measured(&self, corridor: &'a Corridor, certainty: Certainty) -> CorridorOnDay<'a> {
        let store = self.store;
        let number = |code: TerritoryCode| store.territory_number(code);
        let polity = |code| store.polity_number(code).and_then(|number| store.polity(number));
        let faces = |code: TerritoryCode| number(code).map_or(&[][..], |number| self.plan.faces_of(number));
        let ends: Vec<u32> = corridor.joins.iter().flat_map(|&end| faces(end)).copied().collect();
        let strip: Vec<u32> = faces(corridor.territory).iter().copied().filter(|face| !ends.contains(face)).collect();
        let (sides, perimeter_m) = self.sides(&strip, &ends);
        let area_m2 = self.area_of_km2(&strip) * 1e6;
        let (length, width, least) = if let [one, other] = sides.as_slice() {
            let width = mean_gap_m(one, other);
            (area_m2 / width, width, Some(gap_m(one, other)))
        } else {
            // A strip of length l and width w has the area l w and the perimeter 2 (l + w).
            let half = perimeter_m / 2.0;
            let root = (half * half - 4.0 * area_m2).max(0.0).sqrt();
            (f64::midpoint(half, root), f64::midpoint(half, -root), None)
        };
        CorridorOnDay {
            corridor,
            certainty,
            date: self.date,
            territory: number(corridor.territory).and_then(|number| store.territory(number)),
            joins: corridor.joins.map(|end| number(end).and_then(|number| store.territory(number))),
            host: polity(corridor.host),
            guarantor: corridor.guarantor.and_then(polity),
            length_km: length / 1e3,
            mean_width_km: width / 1e3,
            least_width_km: least.map(|metres| metres / 1e3),
        }
    }

    /// The parts of the outline of some faces that are not beside the ends, and the length of the whole outline.
    fn sides(&self, strip: &[u32], ends: &[u32]) -> (Vec<Vec<Vertex>>, f64) {
        let is_inside = |face: u32| face != NOWHERE && strip.contains(&face);
        let (mut edges, mut beside) = (Vec::new(), Vec::new());
        for line in self.plan.lines().iter().filter(|line| is_inside(line.left) != is_inside(line.right)) {
            let left = is_inside(line.left);
            edges.push(if left { line.left_edge() } else { line.right_edge() });
            beside.push(ends.contains(if left { &line.right } else { &line.left }));
        }
        let perimeter: f64 = edges.iter().map(|&(a, b)| length_m(&[a, b])).sum();
        let mut runs = Vec::new();
        for mut ring in assemble(&edges) {
            let is_end = |&edge: &u32| beside.get(edge as usize) == Some(&true);
            // Starting at an end, no part is split.
            let Some(first) = ring.iter().position(is_end) else { continue };
            ring.rotate_left(first);
            for run in ring.chunk_by(|one, other| is_end(one) == is_end(other)) {
                let run: Vec<_> = run.iter().filter(|&edge| !is_end(edge)).collect();
                let corners = run.iter().filter_map(|&&edge| edges.get(edge as usize));
                let last = run.last().and_then(|&&edge| edges.get(edge as usize)).map(|edge| edge.1);
                let line: Vec<Vertex> = corners.map(|edge| edge.0).chain(last).collect();
                if line.len() > 1 {
                    runs.push(line);
                }
            }
        }
        (runs, perimeter)
    }
}

/// The mean distance between two lines, in metres, where they face each other.
fn mean_gap_m(one: &[Vertex], other: &[Vertex]) -> f64 {
    let (mut weighted, mut weight) = (Sum::default(), Sum::default());
    for (from, to) in [(one, other), (other, one)] {
        for (&a, &b) in from.iter().zip(from.iter().skip(1)) {
            let middle = Vertex::new(i32::midpoint(a.x, b.x), i32::midpoint(a.y, b.y));
            let nearest = to.iter().zip(to.iter().skip(1)).map(|(&c, &d)| distance_m(middle, c, d));
            let Some((gap, place)) = nearest.min_by(|p, q| p.0.total_cmp(&q.0)) else { continue };
            // What lies beyond an end of the other line faces nothing.
            if Some(&place) != to.first() && Some(&place) != to.last() {
                let length = length_m(&[a, b]);
                weighted.add(gap * length);
                weight.add(length);
            }
        }
    }
    if weight.value() > 0.0 { weighted.value() / weight.value() } else { gap_m(one, other) }
}

/// The least distance between two lines that do not meet, in metres.
fn gap_m(one: &[Vertex], other: &[Vertex]) -> f64 {
    let nearest = |places: &[Vertex], line: &[Vertex]| {
        let edges = || line.iter().zip(line.iter().skip(1));
        let distances = places.iter().flat_map(|&p| edges().map(move |(&a, &b)| distance_m(p, a, b).0));
        distances.fold(f64::INFINITY, f64::min)
    };
    nearest(one, other).min(nearest(other, one))
}
