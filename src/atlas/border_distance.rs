//! How far the nearest border is.

use std::collections::HashMap;

use time::Date;

use super::store::Store;
use super::verdict::{Kind, Verdict};
use super::{Atlas, vertex};
use crate::model::control::Basis;
use crate::model::position::Position;
use crate::model::territory::Extent;
use crate::space::{self, EdgeRef, Vertex, sides, window_m};

/// The distance to the nearest border, and how well the line there is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BorderDistance {
    distance_m: f64,
    nearest: Position,
    accuracy_m: f64,
}

impl BorderDistance {
    /// How far it is, in metres on the ellipsoid.
    #[must_use]
    pub fn distance_m(&self) -> f64 {
        self.distance_m
    }

    /// The nearest place on the border.
    #[must_use]
    pub fn nearest(&self) -> Position {
        self.nearest
    }

    /// How far that line may lie from the true one, in metres.
    ///
    /// An outline states the accuracy of its worst line; a line between two outlines is as good as the better of
    /// them says.
    #[must_use]
    pub fn accuracy_m(&self) -> f64 {
        self.accuracy_m
    }

    /// Whether the place may lie on the other side of the true line.
    #[must_use]
    pub fn is_within_accuracy(&self) -> bool {
        self.distance_m <= self.accuracy_m
    }
}

/// The first window, in metres; windows grow until one surely holds the nearest border.
const FIRST_WINDOW_M: f64 = 5_000.0;
/// Half of the earth's circumference: a window that holds everything.
const LAST_WINDOW_M: f64 = 20_100_000.0;

impl Atlas {
    /// How far it is from this place to the nearest border on this day, in metres on the ellipsoid.
    ///
    /// A border is a line with different holders on its two sides; a coast and the rim of the atlas are none.
    /// `None` outside the atlas and where it has no border on that day.
    #[must_use]
    pub fn border_distance(&self, position: Position, date: Date, basis: Basis) -> Option<BorderDistance> {
        nearest(self, position, date, basis)
    }
}

fn nearest(atlas: &Atlas, position: Position, date: Date, basis: Basis) -> Option<BorderDistance> {
    let store = atlas.store();
    let at = vertex(position);
    if store.about.coverage.holds_on(date).is_none() || store.deciding_shapes(at).is_empty() {
        return None;
    }
    let mut borders = Borders { store, date, basis, verdicts: HashMap::new(), known: HashMap::new() };
    let mut radius = FIRST_WINDOW_M;
    loop {
        let mut edges = Vec::new();
        for window in window_m(at, radius) {
            atlas.edges_in(window, |edge| edges.push(edge));
        }
        let mut best: Option<BorderDistance> = None;
        for edge in edges {
            let Some(accuracy_m) = borders.accuracy_of(edge) else { continue };
            let (distance_m, place) = space::distance_m(at, edge.a, edge.b);
            let nearer = best.is_none_or(|best| (distance_m, accuracy_m) < (best.distance_m, best.accuracy_m));
            if nearer {
                best = Some(BorderDistance { distance_m, nearest: Position::from_e7(place.x, place.y), accuracy_m });
            }
        }
        if best.is_some_and(|best| best.distance_m <= radius) || radius >= LAST_WINDOW_M {
            return best;
        }
        radius = (radius * 4.0).min(LAST_WINDOW_M);
    }
}

/// Which edges are borders on a day.
struct Borders<'a> {
    store: &'a Store,
    date: Date,
    basis: Basis,
    /// The verdict where these shapes are.
    verdicts: HashMap<Vec<u32>, Verdict>,
    /// What was found of edges, by their ends.
    known: HashMap<(Vertex, Vertex), Option<f64>>,
}

impl Borders<'_> {
    /// The accuracy of the edge in metres if it is a border.
    fn accuracy_of(&mut self, edge: EdgeRef) -> Option<f64> {
        let key = (edge.a.min(edge.b), edge.a.max(edge.b));
        if let Some(&known) = self.known.get(&key) {
            return known;
        }
        let (left, right) = sides(&self.store.grounds.index, edge.a, edge.b);
        let differs = !self.verdict(&left).same_holders(&self.verdict(&right));
        let found = (differs && !left.is_empty() && !right.is_empty()).then(|| {
            let of_side = |side: &[u32], other: &[u32]| {
                // The outlines that end here, not those that cover both sides.
                side.iter().filter(|shape| !other.contains(shape)).map(|&s| self.accuracy(s)).fold(f64::MAX, f64::min)
            };
            of_side(&left, &right).min(of_side(&right, &left))
        });
        self.known.insert(key, found);
        found
    }

    fn verdict(&mut self, shapes: &[u32]) -> Verdict {
        let (store, date, basis) = (self.store, self.date, self.basis);
        let fresh = || match shapes {
            [] => Verdict::bare(Kind::OutsideSpace),
            shapes => Verdict::on(store, &store.lineage_of_shapes(shapes), basis, date),
        };
        self.verdicts.entry(shapes.to_vec()).or_insert_with(fresh).clone()
    }

    fn accuracy(&self, shape: u32) -> f64 {
        match self.store.territory(self.store.owner(shape)).map(|territory| &territory.extent) {
            Some(Extent::Outline { accuracy_m, .. }) => f64::from(*accuracy_m),
            _ => f64::MAX,
        }
    }
}
