//! Places where edges cross.

use super::vertex::Vertex;

/// Where edges cross.
#[derive(Default)]
pub(super) struct Crossings {
    pub(super) count: usize,
    /// Some of the places, evenly taken.
    pub(super) sample: Vec<Vertex>,
}

impl Crossings {
    const SAMPLED: usize = 512;

    pub(super) fn add(&mut self, at: Vertex) {
        let step = (self.count / Self::SAMPLED).next_power_of_two();
        if self.count.is_multiple_of(step) {
            if self.sample.len() >= 2 * Self::SAMPLED {
                let mut number = 0;
                self.sample.retain(|_| {
                    number += 1;
                    number % 2 == 1
                });
            }
            self.sample.push(at);
        }
        self.count += 1;
    }
}
