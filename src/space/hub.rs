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
    /// The one ring of each shape that passes through, or [`SEVERAL`].
    ring_of: Vec<u32>,
}

impl Hub {
    /// The place with these rays.
    pub(super) fn new(at: Vertex, rays: Vec<Ray>) -> Self {
        let mut both: Vec<(u32, u32)> = rays.iter().map(|ray| (ray.shape, ray.ring)).collect();
        both.sort_unstable();
        both.dedup();
        let mut rings: Vec<u32> = both.iter().map(|&(_, ring)| ring).collect();
        rings.sort_unstable();
        let of_shapes = both.chunk_by(|one, other| one.0 == other.0);
        let of_shapes = of_shapes.filter_map(|own| match own {
            [] => None,
            [(shape, ring)] => Some((*shape, *ring)),
            [(shape, _), ..] => Some((*shape, SEVERAL)),
        });
        let (shapes, ring_of) = of_shapes.unzip();
        Self { at, rays, rings, shapes, ring_of }
    }

    /// The ring that passes through of the shape at this place in the list, if it is only one.
    pub(super) fn ring_of(&self, shape: usize) -> Option<u32> {
        self.ring_of.get(shape).copied().filter(|&ring| ring != SEVERAL)
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

/// Stands for several rings.
const SEVERAL: u32 = u32::MAX;

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
