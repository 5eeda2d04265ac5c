//! The shares of an area.

use geo::BooleanOps;
use geo_types::{LineString, MultiPolygon, Polygon};

use super::day::Snapshot;
use super::extent::polygon;
use super::share::Share;
use super::sum::Sum;
use crate::model::position::{InvalidPosition, Position, units};
use crate::space::{Bounds, Ring, Shape, Vertex, area_km2};

impl<'a> Snapshot<'a> {
    /// How an area is divided: polygons or a box ([`geo_types::Rect`]), in degrees.
    ///
    /// Lines are cut to about a centimetre. What lies outside the atlas is in no share. An area across the antimeridian
    /// is given as two polygons, one on each side (RFC 7946).
    ///
    /// # Errors
    ///
    /// [`InvalidPosition`] if a corner is not on the map.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use geo_types::{Rect, coord};
    /// use suzerain::{Atlas, Basis};
    /// use time::macros::date;
    ///
    /// let day = Atlas::south_caucasus().on(date!(2010-01-01), Basis::DeFacto);
    /// let around_shusha = Rect::new(coord! { x: 46.70, y: 39.70 }, coord! { x: 46.80, y: 39.80 });
    /// let shares = day.shares_within(around_shusha)?;
    /// assert_eq!(shares.len(), 1);
    /// assert_eq!(shares[0].answer().to_string(), "Nagorno-Karabakh Republic");
    /// # }
    /// # Ok::<(), suzerain::error::InvalidPosition>(())
    /// ```
    pub fn shares_within(&self, area: impl Into<MultiPolygon<f64>>) -> Result<Vec<Share<'a>>, InvalidPosition> {
        let area: MultiPolygon<f64> = area.into();
        let mut window = Bounds::EMPTY;
        for at in area.0.iter().flat_map(rings).flat_map(|ring| &ring.0) {
            Position::from_lon_lat(at.x, at.y)?;
            window.extend(Vertex::new(units(at.x), units(at.y)));
        }
        let mut sums = vec![None; self.groups.len()];
        for (&group, face) in self.groups.of_face().iter().zip(self.plan.faces()) {
            let outline = face.outline(self.store);
            let Some(sum) = sums.get_mut(group as usize).filter(|_| outline.bounds().meets(window)) else { continue };
            let corners = |ring: &&Ring| ring.vertices().to_vec();
            let polygons =
                outline.polygons().iter().map(|rings| polygon(rings.iter().map(corners).collect())).collect();
            let common = MultiPolygon(polygons).intersection(&area);
            let common_km2 = common.0.iter().map(polygon_km2).sum::<f64>();
            if common_km2 > 0.0 {
                sum.get_or_insert_with(Sum::default).add(common_km2);
            }
        }
        Ok((0..).zip(sums).filter_map(|(group, sum)| self.share(group, sum?.value())).collect())
    }
}

fn rings(polygon: &Polygon<f64>) -> impl Iterator<Item = &LineString<f64>> {
    std::iter::once(polygon.exterior()).chain(polygon.interiors())
}

/// The area of a polygon in km2, its corners rounded to units.
fn polygon_km2(polygon: &Polygon<f64>) -> f64 {
    let corners = |ring: &LineString<f64>| {
        let mut corners: Vec<Vertex> = ring.0.iter().map(|at| Vertex::new(units(at.x), units(at.y))).collect();
        corners.dedup();
        if corners.first() == corners.last() {
            corners.pop();
        }
        corners
    };
    area_km2(&Shape::unchecked(rings(polygon).map(corners).filter(|ring| ring.len() > 2).collect()))
}
