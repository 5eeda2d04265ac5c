//! A connected piece of the plane.

use crate::atlas::store::Store;
use crate::space::{Ring, Rise, Shape, Vertex, area_km2};

/// A connected piece of the plane in which the same shapes decide.
#[derive(Debug)]
pub(crate) struct Face {
    /// The number of its cell.
    pub(crate) cell: u32,
    pub(super) outline: FaceOutline,
}

/// Where the outline of a [`Face`] is kept.
#[derive(Debug)]
pub(super) enum FaceOutline {
    /// It is the whole of a shape.
    Whole(u32),
    /// It is these rings of a shape.
    Rings(u32, Box<[usize]>),
    /// It was assembled from edges of several shapes.
    Own(Shape),
    /// It was assembled from lines of which some are drawn through vertices near them.
    Bent {
        /// What is drawn. A face narrower than a unit may have no rings.
        drawn: Shape,
        /// The lines as they are.
        rises: Box<[Rise]>,
        area_km2: f64,
        /// A vertex on its rim, or within a unit of it.
        corner: Vertex,
    },
}

impl Face {
    /// Its shell and its holes, as they are drawn.
    pub(crate) fn outline(&self, store: &Store) -> Shape {
        let shape = |number: u32| store.grounds.shapes.get(number as usize);
        let found = match &self.outline {
            FaceOutline::Whole(number) => shape(*number).cloned(),
            FaceOutline::Rings(number, rings) => shape(*number).map(|shape| {
                let ring = |&ring: &usize| shape.rings().get(ring).map(|ring: &Ring| ring.vertices().to_vec());
                Shape::unchecked(rings.iter().filter_map(ring).collect())
            }),
            FaceOutline::Own(shape) | FaceOutline::Bent { drawn: shape, .. } => Some(shape.clone()),
        };
        found.unwrap_or_else(|| Shape::unchecked(Vec::new()))
    }

    /// A vertex on its rim, or within a unit of it.
    pub(crate) fn corner(&self, store: &Store) -> Vertex {
        let first = self.outline(store).edges().next().map(|edge| edge.0);
        match self.outline {
            FaceOutline::Bent { corner, .. } => first.unwrap_or(corner),
            _ => first.unwrap_or_default(),
        }
    }

    /// Its area in km2, exact also where it is drawn otherwise than it is.
    pub(crate) fn area_km2(&self, store: &Store) -> f64 {
        match self.outline {
            FaceOutline::Bent { area_km2, .. } => area_km2,
            _ => area_km2(&self.outline(store)),
        }
    }

    /// Whether it contains a place, by the semi-open rule; exact. O(n) in the number of its edges.
    pub(crate) fn contains(&self, store: &Store, at: Vertex) -> bool {
        let at = at.as_question();
        match &self.outline {
            FaceOutline::Bent { rises, .. } => rises.iter().filter(|rise| rise.is_east_of(at)).count() % 2 == 1,
            FaceOutline::Rings(shape, rings) => {
                let all = store.grounds.shapes.get(*shape as usize).map_or(&[][..], Shape::rings);
                let own = rings.iter().filter_map(|&ring| all.get(ring));
                own.map(|ring| ring.edges_east_of(at)).sum::<usize>() % 2 == 1
            }
            FaceOutline::Whole(_) | FaceOutline::Own(_) => self.outline(store).contains(at),
        }
    }
}
