//! Positions of other coordinate systems in degrees.

use std::fmt;
use std::rc::Rc;

use proj4rs::Proj;
use proj4rs::adaptors::transform_xy;

use super::system::WAY_OUT;

/// Converts positions of a coordinate system to WGS84 longitude and latitude in degrees.
#[derive(Clone)]
pub(in crate::io::import) struct Projection {
    pub(in crate::io::import) name: Rc<str>,
    from: Rc<Proj>,
    to: Rc<Proj>,
}

impl fmt::Debug for Projection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Projection").field(&self.name).finish()
    }
}

/// An edge is drawn through further positions where its middle would otherwise lie so many degrees (about 1 m) beside it.
const BESIDE: f64 = 1e-5;
/// Edges up to this length, in metres or degrees of the file, are straight in every system.
const SHORT: f64 = 500.0;
/// An edge is halved so often at most.
const HALVINGS: u32 = 12;

impl Projection {
    /// A conversion of a definition in the words of PROJ.4.
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub(in crate::io::import) fn new(name: &str, proj: &str) -> Result<Self, String> {
        let unknown = |error: proj4rs::errors::Error| {
            format!("the coordinate system is {name}, which cannot be converted here ({error}); {WAY_OUT}")
        };
        let from = Proj::from_proj_string(proj).map_err(unknown)?;
        let to = Proj::from_proj_string("+proj=longlat +datum=WGS84 +no_defs").map_err(unknown)?;
        Ok(Self { name: name.into(), from: from.into(), to: to.into() })
    }

    fn position(&self, [x, y]: [f64; 2]) -> Option<[f64; 2]> {
        let (x, y) = if self.from.is_latlong() { (x.to_radians(), y.to_radians()) } else { (x, y) };
        let (lon, lat) = transform_xy(&self.from, &self.to, x, y).ok()?;
        Some([lon.to_degrees(), lat.to_degrees()]).filter(|at| at.iter().all(|number| number.is_finite()))
    }

    /// A line in degrees. Where an edge that is straight in the file would be bent, it has further positions.
    ///
    /// # Errors
    ///
    /// The number of a position that the system does not have, and a message.
    pub(in crate::io::import) fn line(&self, line: &[[f64; 2]]) -> Result<Vec<[f64; 2]>, (usize, String)> {
        let mut drawn: Vec<[f64; 2]> = Vec::with_capacity(line.len());
        let mut before: Option<([f64; 2], [f64; 2])> = None;
        for (number, &at) in line.iter().enumerate() {
            let here = self.position(at).ok_or_else(|| {
                (number, format!("{}, {} is not a position of the coordinate system {}", at[0], at[1], self.name))
            })?;
            if let Some(before) = before {
                self.bend(before, (at, here), HALVINGS, &mut drawn);
            }
            drawn.push(here);
            before = Some((at, here));
        }
        Ok(drawn)
    }

    /// Adds the positions that an edge needs between its ends.
    fn bend(
        &self,
        (from, from_degrees): ([f64; 2], [f64; 2]),
        (to, to_degrees): ([f64; 2], [f64; 2]),
        halvings: u32,
        drawn: &mut Vec<[f64; 2]>,
    ) {
        let is_short = (from[0] - to[0]).abs().max((from[1] - to[1]).abs()) < SHORT && !self.from.is_latlong();
        let is_across = (from_degrees[0] - to_degrees[0]).abs() > 180.0;
        if halvings == 0 || is_short || is_across || self.from.is_latlong() {
            return;
        }
        let middle = [f64::midpoint(from[0], to[0]), f64::midpoint(from[1], to[1])];
        let Some(bent) = self.position(middle) else { return };
        let straight = [f64::midpoint(from_degrees[0], to_degrees[0]), f64::midpoint(from_degrees[1], to_degrees[1])];
        if (bent[0] - straight[0]).abs().max((bent[1] - straight[1]).abs()) < BESIDE {
            return;
        }
        self.bend((from, from_degrees), (middle, bent), halvings - 1, drawn);
        drawn.push(bent);
        self.bend((middle, bent), (to, to_degrees), halvings - 1, drawn);
    }
}

#[cfg(test)]
mod tests {
    use super::super::System;
    use super::super::authority::of_code;
    use super::*;

    fn converted(proj: &str, at: [f64; 2]) -> [f64; 2] {
        Projection::new("test", proj).unwrap().position(at).unwrap()
    }

    #[test]
    fn positions_are_converted_as_proj_does() {
        // Expected values from PROJ 9.
        for (code, at, [lon, lat]) in [
            ("32638", [500_000.0, 4_427_757.0], [45.0, 39.999_998_0]),
            ("3857", [5_009_377.085_697, 4_865_942.279_503], [45.0, 40.0]),
            ("3035", [4_321_000.0, 3_210_000.0], [10.0, 52.0]),
        ] {
            let Ok(System::Other { proj, .. }) = of_code("EPSG", code) else { panic!("{code}") };
            let found = converted(&proj, at);
            assert!((found[0] - lon).abs() < 1e-6 && (found[1] - lat).abs() < 1e-6, "{code}: {found:?}");
        }
    }

    #[test]
    fn long_edges_are_bent_alike_in_both_directions() {
        let Ok(System::Other { proj, .. }) = of_code("EPSG", "3035") else { panic!() };
        let projection = Projection::new("test", &proj).unwrap();
        let [a, b] = [[4_000_000.0, 3_000_000.0], [5_000_000.0, 3_100_000.0]];
        let there = projection.line(&[a, b]).unwrap();
        let mut back = projection.line(&[b, a]).unwrap();
        back.reverse();
        assert!(there.len() > 10);
        assert_eq!(there, back);
    }
}
