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
        let [mut rings, mut shapes] =
            [|ray: &Ray| ray.ring, |ray: &Ray| ray.shape].map(|of| rays.iter().map(of).collect::<Vec<u32>>());
        for numbers in [&mut rings, &mut shapes] {
            numbers.sort_unstable();
            numbers.dedup();
        }
        Self { at, rays, rings, shapes }
    }

    /// Goes around the place. For each shape that begins or ends at a ray, `changed` gets the shapes that have area beyond
    /// the ray, and that shape. `inside` is empty.
    pub(super) fn walk<I: Inside>(&self, mut inside: I, mut changed: impl FnMut(&I, u32)) {
        // Before its first ray a shape has area if that ray has it on the right.
        for ray in self.rays.iter().rev() {
            inside.put(ray.shape, !ray.leaves);
        }
        for rays in self.rays.chunk_by(|a, b| a.direction == b.direction) {
            for ray in rays {
                let has_ended = inside.has(ray.shape);
                inside.put(ray.shape, !has_ended);
            }
            for ray in rays {
                changed(&inside, ray.shape);
            }
        }
    }
}

/// The shapes that have area in a sector.
pub(super) trait Inside {
    /// Whether a shape has.
    fn has(&self, shape: u32) -> bool;

    /// A shape has, or has not.
    fn put(&mut self, shape: u32, is_inside: bool);
}

impl Inside for BTreeSet<u32> {
    fn has(&self, shape: u32) -> bool {
        self.contains(&shape)
    }

    fn put(&mut self, shape: u32, is_inside: bool) {
        if is_inside {
            self.insert(shape);
        } else {
            self.remove(&shape);
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
