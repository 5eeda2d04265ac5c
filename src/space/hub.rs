//! A place where outlines meet, and the sectors between them.

use std::collections::BTreeSet;

use super::vertex::Vertex;

/// A place where outlines meet.
pub(super) struct Hub {
    pub(super) at: Vertex,
    /// Counter-clockwise.
    rays: Vec<Ray>,
    /// The rings of the rays, ascending.
    pub(super) rings: Vec<u32>,
    /// Their shapes, ascending.
    pub(super) shapes: Vec<u32>,
}

impl Hub {
    /// The place with these rays.
    pub(super) fn new(at: Vertex, rays: Vec<Ray>) -> Self {
        let distinct = |number: fn(&Ray) -> u32| {
            let mut numbers: Vec<u32> = rays.iter().map(number).collect();
            numbers.sort_unstable();
            numbers.dedup();
            numbers
        };
        let (rings, shapes) = (distinct(|ray| ray.ring), distinct(|ray| ray.shape));
        Self { at, rays, rings, shapes }
    }

    /// Goes around the place. For each shape that begins or ends at a ray, `changed` gets the shapes that have area beyond
    /// the ray, and that shape.
    pub(super) fn walk(&self, mut changed: impl FnMut(&BTreeSet<u32>, u32)) {
        // Before its first ray a shape has area if that ray has it on the right.
        let mut inside: BTreeSet<u32> = BTreeSet::new();
        for ray in self.rays.iter().rev() {
            if ray.leaves {
                inside.remove(&ray.shape);
            } else {
                inside.insert(ray.shape);
            }
        }
        for rays in self.rays.chunk_by(|a, b| a.direction == b.direction) {
            for ray in rays {
                if !inside.remove(&ray.shape) {
                    inside.insert(ray.shape);
                }
            }
            for ray in rays {
                changed(&inside, ray.shape);
            }
        }
    }
}

/// A ring that runs along an arm.
#[derive(Clone, Copy)]
pub(super) struct Ray {
    pub(super) ring: u32,
    pub(super) shape: u32,
    /// Whether the ring leaves the place along the arm: then its area is on the left of the arm, seen outwards;
    /// otherwise on the right.
    pub(super) leaves: bool,
    /// The number of the direction, counter-clockwise.
    pub(super) direction: usize,
}
