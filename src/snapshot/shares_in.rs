//! The shares of a window.

use time::Date;

use super::day::Snapshot;
use super::share::Share;
use super::sum::Sum;
use crate::atlas::plan::Line;
use crate::atlas::{Atlas, Window};
use crate::model::control::Basis;
use crate::space::{Shape, Vertex, area_km2, below_both_m2};

impl Atlas {
    /// How a window is divided on a day: [`Snapshot::shares_in`] of [`Atlas::on`].
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use geo_types::Rect;
    /// use suzerain::{Atlas, Basis, Window};
    /// use time::macros::date;
    ///
    /// let around_shusha = Window::new(Rect::new((46.70, 39.70), (46.80, 39.80)))?;
    /// let shares = Atlas::south_caucasus().shares_in(&around_shusha, date!(2010-01-01), Basis::DeFacto);
    /// assert_eq!(shares.len(), 1);
    /// assert_eq!(shares[0].outcome().map(|it| it.to_string()).as_deref(), Some("Nagorno-Karabakh Republic"));
    /// # }
    /// # Ok::<(), suzerain::error::InvalidWindow>(())
    /// ```
    #[must_use]
    pub fn shares_in(&self, window: &Window, date: Date, basis: Basis) -> Vec<Share<'_>> {
        self.on(date, basis).shares_in(window)
    }
}

impl<'a> Snapshot<'a> {
    /// How a window is divided: one share for each way of holding, as in [`Snapshot::shares`].
    ///
    /// What lies outside the atlas is in no share. A share below a square metre, or a millionth of a millionth of the
    /// window, is left out. O(n) in the number of lines of the map, and those between different holders are measured
    /// against each edge of the window that they lie above or below.
    #[must_use]
    pub fn shares_in(&self, window: &Window) -> Vec<Share<'a>> {
        let shape = window.shape();
        let (bounds, sides) = (shape.bounds(), sides_from_west(shape));
        let lies_apart = |line: &Line| {
            line.a.x == line.b.x
                || line.a.x.max(line.b.x) <= bounds.min.x
                || line.a.x.min(line.b.x) >= bounds.max.x
                || line.a.y.max(line.b.y) <= bounds.min.y
        };
        let mut sums = vec![Sum::default(); self.groups.len()];
        for line in self.plan.lines().iter().filter(|line| !lies_apart(line)) {
            let [left, right] = [line.left, line.right].map(|face| self.groups.of(face));
            if left == right {
                continue;
            }
            let (edge, east) = ((line.a, line.b), line.a.x.max(line.b.x));
            let begun = sides.partition_point(|side| side.0.x.min(side.1.x) < east);
            for &side in sides.get(..begun).unwrap_or_default() {
                let km2 = below_both_m2(edge, side, bounds.min.y) / 1e6;
                for (group, km2) in [(left, km2), (right, -km2)] {
                    if let Some(sum) = sums.get_mut(group as usize) {
                        sum.add(km2);
                    }
                }
            }
        }
        let least_km2 = 1e-6 + area_km2(shape) * 1e-12;
        let shares = (0..).zip(sums).filter(|(_, sum)| sum.value() >= least_km2);
        shares.filter_map(|(group, sum)| self.share(group, sum.value())).collect()
    }
}

/// The edges of a window that have a width, those that begin in the west first.
fn sides_from_west(shape: &Shape) -> Vec<(Vertex, Vertex)> {
    let mut sides: Vec<(Vertex, Vertex)> = shape.edges().filter(|(a, b)| a.x != b.x).collect();
    sides.sort_unstable_by_key(|(a, b)| a.x.min(b.x));
    sides
}
