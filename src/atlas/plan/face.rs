//! A connected piece of the plane.

use crate::atlas::store::Store;
use crate::space::{Ring, Shape, Vertex};

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
}

impl Face {
    /// Its shell and its holes.
    pub(crate) fn outline(&self, store: &Store) -> Shape {
        let shape = |number: u32| store.grounds.shapes.get(number as usize);
        let found = match &self.outline {
            FaceOutline::Whole(number) => shape(*number).cloned(),
            FaceOutline::Rings(number, rings) => shape(*number).map(|shape| {
                let ring = |&ring: &usize| shape.rings().get(ring).map(|ring: &Ring| ring.vertices().to_vec());
                Shape::unchecked(rings.iter().filter_map(ring).collect())
            }),
            FaceOutline::Own(shape) => Some(shape.clone()),
        };
        found.unwrap_or_else(|| Shape::unchecked(Vec::new()))
    }

    /// Whether it contains a place, by the semi-open rule.
    pub(crate) fn contains(&self, store: &Store, at: Vertex) -> bool {
        self.outline(store).contains(at.as_question())
    }
}
