//! What lies within a window: edges, and areas.

use super::measure::{mean_zone_m2, zone_m2};
use super::pairs::{Contact, Edge, contact, ends_inside, near_pairs};
use super::probe::{Probe, Side};
use super::shape::Shape;
use super::strips::Strips;
use super::vertex::Vertex;

/// For each edge, whether the area immediately left and right of it lies within the window somewhere along it; exact.
pub(crate) fn sides_inside(window: &Shape, edges: &[Edge]) -> Vec<[bool; 2]> {
    let own: Vec<Edge> = window.edges().collect();
    let strips = Strips::new(&own);
    let mut found = vec![[false; 2]; edges.len()];
    let mut cuts: Vec<Vec<Vertex>> = vec![Vec::new(); edges.len()];
    let all = [own.as_slice(), edges].concat();
    near_pairs(&all, |first, second| {
        let edge = second.checked_sub(own.len());
        let (Some(&side), Some(at)) = (own.get(first), edge) else { return };
        let (Some(&edge), Some(found), Some(cuts)) = (edges.get(at), found.get_mut(at), cuts.get_mut(at)) else {
            return;
        };
        match contact(edge, side) {
            Contact::Apart => {}
            Contact::Cross => *found = [true; 2],
            Contact::Touch(_) | Contact::Overlap => cuts.extend(ends_inside(edge, side)),
        }
    });
    for ((&(a, b), mut stops), found) in edges.iter().zip(cuts).zip(&mut found) {
        if *found == [true; 2] {
            continue;
        }
        // Between these places the edge lies inside, outside, or along the window's own outline.
        stops.extend([a, b]);
        stops.sort_unstable();
        stops.dedup();
        if b < a {
            stops.reverse();
        }
        for (&from, &to) in stops.iter().zip(stops.iter().skip(1)) {
            for (found, side) in found.iter_mut().zip([Side::Left, Side::Right]) {
                *found |= strips.hold(&Probe::beside(from, to, side));
            }
        }
    }
    found
}

/// The area in square metres that lies below both edges and above a latitude: positive if both run east or both run
/// west, negative otherwise.
///
/// Summed over the edges of two shapes it gives the area that they have in common. An edge that lies below the latitude
/// counts negatively; over all edges of a shape that lies above it this adds up to nothing.
pub(crate) fn below_both_m2(one: Edge, other: Edge, base: i32) -> f64 {
    let (one, other) = (Eastward::of(one), Eastward::of(other));
    let (west, east) = (one.from.0.max(other.from.0), one.to.0.min(other.to.0));
    if west >= east {
        return 0.0;
    }
    let [at_west, at_east] = [west, east].map(|x| (one.y(x), other.y(x)));
    let (above_west, above_east) = (at_west.0 - at_west.1, at_east.0 - at_east.1);
    let lower = |(one, other): (f64, f64)| one.min(other);
    let below = |(west, south): (f64, f64), (east, north): (f64, f64)| {
        let width = ((east - west) / UNITS).to_radians();
        width * (mean_zone_m2(south / UNITS, (north - south) / UNITS) - zone_m2((f64::from(base) / UNITS).to_radians()))
    };
    let area_m2 = if above_west * above_east < 0.0 {
        let part = above_west / (above_west - above_east);
        let crossing = (west + (east - west) * part, at_west.0 + (at_east.0 - at_west.0) * part);
        below((west, lower(at_west)), crossing) + below(crossing, (east, lower(at_east)))
    } else {
        below((west, lower(at_west)), (east, lower(at_east)))
    };
    if one.is_reversed == other.is_reversed { area_m2 } else { -area_m2 }
}

/// Units of a vertex per degree.
const UNITS: f64 = 1e7;

/// An edge from west to east, in units.
struct Eastward {
    from: (f64, f64),
    to: (f64, f64),
    is_reversed: bool,
}

impl Eastward {
    fn of((a, b): Edge) -> Self {
        let is_reversed = b.x < a.x;
        let (from, to) = if is_reversed { (b, a) } else { (a, b) };
        let [from, to] = [from, to].map(|end| (f64::from(end.x), f64::from(end.y)));
        Self { from, to, is_reversed }
    }

    /// The latitude at a longitude between the ends.
    fn y(&self, x: f64) -> f64 {
        let part = (x - self.from.0) / (self.to.0 - self.from.0);
        // At either end exactly that of the end.
        self.from.1 * (1.0 - part) + self.to.1 * part
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tilings::plans;
    use super::super::{area_km2, overlaps};
    use super::*;

    fn common_km2(one: &Shape, other: &Shape) -> f64 {
        let base = other.bounds().min.y;
        let below = |edge| other.edges().map(|side| below_both_m2(edge, side, base)).sum::<f64>();
        one.edges().map(below).sum::<f64>() / 1e6
    }

    fn triangle(corners: [(i32, i32); 3]) -> Option<Shape> {
        Shape::new(vec![corners.map(|(x, y)| Vertex::new(x, y)).to_vec()]).ok()
    }

    fn corners(span: i32) -> impl Strategy<Value = [(i32, i32); 3]> {
        prop::array::uniform3((-span..span, -span..span))
    }

    proptest! {
        #[test]
        fn a_shape_has_all_of_itself_in_common(plan in plans()) {
            let tiling = plan.tiling();
            for shape in &tiling.shapes {
                let km2 = area_km2(shape);
                prop_assert!((common_km2(shape, shape) - km2).abs() <= km2 * 1e-6 + 1e-6);
            }
        }

        #[test]
        fn what_shapes_have_in_common_is_what_their_outlines_say(one in corners(40), other in corners(40)) {
            let (Some(one), Some(other)) = (triangle(one), triangle(other)) else { return Ok(()) };
            // Units are a centimetre: areas of square metres.
            let m2 = common_km2(&one, &other) * 1e6;
            let meet = !overlaps(&[one.clone(), other.clone()]).is_empty();
            // What they share may be a sliver smaller than rounding: only the exact test knows of it.
            prop_assert!(m2 > -1e-7 && (meet || m2 < 1e-7), "{} m2", m2);
            let edges: Vec<Edge> = one.edges().collect();
            let is_any_inside = sides_inside(&other, &edges).iter().any(|sides| sides[0]);
            let first = other.edges().next().unwrap();
            let holds_other = one.covers(&Probe::beside(first.0, first.1, Side::Left));
            prop_assert_eq!(is_any_inside || holds_other, meet);
        }
    }
}
