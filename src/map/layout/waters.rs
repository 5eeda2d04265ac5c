//! Towns, seas, lakes and rivers with their names.

use super::map_layout::MapLayout;
use crate::map::base::towns;
use crate::map::drawing::{Svg, tenths, text};
use crate::map::label::{LabelStyle, Labels};
use crate::map::plane::{Point, bounds, extent, middle};

/// The widest map in km on which towns of each rank are shown, for each 960 units of width.
const WIDEST_KM: [f64; 3] = [2600.0, 1500.0, 900.0];

/// A town on a map.
pub(super) struct Seen {
    pub(super) at: Point,
    pub(super) rank: u8,
    pub(super) name: &'static str,
}

impl MapLayout<'_> {
    /// The towns within the frame that had a name on the day, as far as the scale allows, by rank.
    pub(super) fn towns(&self) -> Vec<Seen> {
        let [left, top, right, bottom] = self.sheet.frame;
        let km_of_960 = 960.0 / self.sheet.scale / 1e3;
        let widest = |rank: u8| usize::from(rank).checked_sub(1).and_then(|number| WIDEST_KM.get(number));
        let is_shown = |rank: u8| widest(rank).is_some_and(|&widest| km_of_960 <= widest);
        // On a day that the atlas does not cover the map is empty.
        let is_empty = self.backdrop.is_none() || self.styles.list.is_empty();
        let shown = towns().iter().filter(|town| !is_empty && is_shown(town.rank));
        let seen = shown.filter_map(|town| {
            let at = self.sheet.point(town.place.0, town.place.1);
            let is_inside = left < at.0 && at.0 < right && top < at.1 && at.1 < bottom;
            Some(Seen { at, rank: town.rank, name: self.naming.town(town).filter(|_| is_inside)? })
        });
        seen.collect()
    }

    /// The radius of a town's dot.
    pub(super) fn radius(&self, rank: u8) -> f64 {
        self.scale * if rank == 1 { 2.8 } else { 1.9 - 0.3 * f64::from(rank.saturating_sub(2)) }
    }

    pub(super) fn size_of_town(&self, rank: u8) -> f64 {
        self.size * if rank == 1 { 0.92 } else { 0.86 - 0.06 * f64::from(rank.saturating_sub(2)) }
    }

    /// Writes the dot of a town, a ring for the first of its region.
    pub(super) fn write_town(&self, svg: &mut Svg, town: &Seen, is_on_ground: bool) {
        let (x, y, r) = (tenths(town.at.0), tenths(town.at.1), tenths(self.radius(town.rank)));
        let dark = if is_on_ground { "#2b2622" } else { self.ink().text };
        let (fill, width) = if town.rank == 1 { ("#ffffff", 1.3) } else { (dark, 0.5) };
        svg.push(format_args!(
            "<circle class=\"town\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"{fill}\" stroke=\"{dark}\" \
             stroke-width=\"{}\"/>",
            tenths(width * self.scale)
        ));
    }

    /// Names seas, lakes and rivers where they have space.
    pub(super) fn put_waters(&self, labels: &mut Labels) {
        let Some(backdrop) = self.backdrop.as_ref().filter(|_| !self.styles.list.is_empty()) else { return };
        for &(name, rect) in &backdrop.seas {
            let squares = labels.raster.largest(labels.raster.sea(rect));
            let sizes = [1.4, 1.15, 0.95].map(|share| share * self.size);
            labels.put_on(&squares, name, LabelStyle::Water, &sizes);
        }
        if self.options.width < 600.0 {
            return;
        }
        let size = 0.8 * self.size;
        for (name, ring) in &backdrop.lakes {
            let rect = bounds(ring.iter().copied());
            let (at, half) = (middle(rect), (rect[2] - rect[0]) / 2.0);
            if extent(rect) > size {
                let wide = text::width(name, size) / 2.0;
                let places = [
                    (at.0, at.1),
                    (at.0 + half + wide, at.1),
                    (at.0 - half - wide, at.1),
                    (at.0, rect[3] + size),
                    (at.0, rect[1] - size),
                ];
                let _ = places.into_iter().any(|at| labels.put_turned(at, 0.0, name, LabelStyle::Water, size));
            }
        }
        for (name, course) in &backdrop.rivers {
            if !labels.placed.iter().any(|label| label.lines.first().is_some_and(|line| line == name)) {
                put_river(labels, name, course, size);
            }
        }
    }
}

/// Writes the name of a river along the straightest stretch that has space.
fn put_river(labels: &mut Labels, name: &str, course: &[Point], size: f64) {
    let wide = text::width(name, size) * 1.3;
    let distance = |a: Point, b: Point| (a.0 - b.0).hypot(a.1 - b.1);
    let mut stretches: Vec<(f64, Point, Point)> = Vec::new();
    for (number, &from) in course.iter().enumerate() {
        let mut along = 0.0;
        let mut last = from;
        for &at in course.iter().skip(number + 1) {
            along += distance(last, at);
            last = at;
            let chord = distance(from, at);
            if chord >= wide {
                stretches.push((along / chord, from, at));
                break;
            }
        }
    }
    stretches.sort_by(|one, other| one.0.total_cmp(&other.0));
    for &(_, from, until) in stretches.iter().take(40) {
        let (from, until) = if from.0 <= until.0 { (from, until) } else { (until, from) };
        let turn = (until.1 - from.1).atan2(until.0 - from.0);
        if turn.to_degrees().abs() > 65.0 {
            continue;
        }
        let (sin, cos) = turn.sin_cos();
        let at = (f64::midpoint(from.0, until.0), f64::midpoint(from.1, until.1));
        for side in [-0.75, 0.75] {
            let beside = (at.0 - sin * side * size, at.1 + cos * side * size);
            if labels.put_turned(beside, turn.to_degrees(), name, LabelStyle::Water, size) {
                return;
            }
        }
    }
}
