//! A part of the map that is asked about as a whole.

use geo_types::{LineString, MultiPolygon};
use time::Date;

use super::Atlas;
use super::edge_sides::ending_shapes;
use crate::model::position::{InvalidPosition, Position, units};
use crate::model::territory::Territory;
use crate::space::{FaultKind, HALF_TURN, Shape, Side, Vertex, sides_inside};

/// A part of the map: a box or polygons, in degrees, checked.
///
/// Edges are straight in longitude and latitude. A window across the antimeridian is given as two polygons, one on each
/// side (RFC 7946). Corners are rounded to 1e-7 degree, about a centimetre.
///
/// # Example
///
/// ```
/// use geo_types::{Rect, polygon};
/// use suzerain::Window;
///
/// let around_shusha = Window::new(Rect::new((46.70, 39.70), (46.80, 39.80)))?;
/// let triangle = Window::new(polygon![(x: 44.0, y: 39.0), (x: 46.0, y: 39.0), (x: 45.0, y: 41.0)])?;
/// assert_ne!(around_shusha, triangle);
///
/// let bow = polygon![(x: 44.0, y: 39.0), (x: 46.0, y: 41.0), (x: 46.0, y: 39.0), (x: 44.0, y: 41.0)];
/// assert!(Window::new(bow).is_err());
/// # Ok::<(), suzerain::error::InvalidWindow>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    shape: Shape,
}

impl Window {
    /// The window of a box ([`geo_types::Rect`]), a polygon or several.
    ///
    /// # Errors
    ///
    /// [`InvalidWindow`] if a corner is not on the map, a ring has no area, or lines cross or run along each other.
    pub fn new(area: impl Into<MultiPolygon<f64>>) -> Result<Self, InvalidWindow> {
        let area: MultiPolygon<f64> = area.into();
        let mut rings = Vec::new();
        for polygon in &area.0 {
            for line in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
                rings.push(ring(line)?);
            }
        }
        let shape = Shape::new(rings).map_err(|faults| {
            let fault = faults.first();
            let kind = fault.map_or(FaultKind::NoRings, |fault| fault.kind);
            let at = fault.map(|fault| Position::from_e7(fault.at.x, fault.at.y));
            InvalidWindow { at: at.filter(|_| kind != FaultKind::NoRings), reason: Reason::Outline(kind) }
        })?;
        Ok(Self { shape })
    }

    pub(crate) fn shape(&self) -> &Shape {
        &self.shape
    }
}

/// The vertices of a ring, open, without repetitions.
fn ring(line: &LineString<f64>) -> Result<Vec<Vertex>, InvalidWindow> {
    let mut ring: Vec<Vertex> = Vec::with_capacity(line.0.len());
    for at in &line.0 {
        Position::from_lon_lat(at.x, at.y)
            .map_err(|error| InvalidWindow { at: None, reason: Reason::Corner(error) })?;
        let next = Vertex::new(units(at.x), units(at.y));
        if let Some(&last) = ring.last() {
            // Outlines have no edges of more than half a turn, because it is not clear which way round they go; those
            // of a window go straight across the map.
            if last.minus(next).0.abs() > i64::from(HALF_TURN) {
                ring.push(Vertex::new(i32::midpoint(last.x, next.x), i32::midpoint(last.y, next.y)));
            }
        }
        ring.push(next);
    }
    ring.dedup();
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    Ok(ring)
}

/// A box or polygons that are no [`Window`].
///
/// # Example
///
/// ```
/// use geo_types::polygon;
/// use suzerain::Window;
///
/// let bow = polygon![(x: 44.0, y: 39.0), (x: 46.0, y: 41.0), (x: 46.0, y: 39.0), (x: 44.0, y: 41.0)];
/// let error = Window::new(bow).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "not a window at 40° N, 45° E: the edge crosses or shares a stretch with the edge at ring 1, position 3"
/// );
/// assert_eq!(error.position().map(|at| (at.lat(), at.lon())), Some((40.0, 45.0)));
/// ```
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("not a window{}: {reason}", at.map(|at| format!(" at {at}")).unwrap_or_default())]
pub struct InvalidWindow {
    at: Option<Position>,
    reason: Reason,
}

impl InvalidWindow {
    /// The corner or edge with the fault, if it is on the map.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.at
    }
}

#[derive(Debug, Clone, PartialEq, thiserror::Error)]
enum Reason {
    #[error(transparent)]
    Corner(InvalidPosition),
    #[error("{0}")]
    Outline(FaultKind),
}

impl Atlas {
    /// The territories with a part in a window that exist on a day, most specific first.
    ///
    /// A territory that only touches the window has no part in it. The lines in the window are found in an R-tree; the
    /// time that it takes grows with their number.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use geo_types::Rect;
    /// use suzerain::{Atlas, Window};
    /// use time::macros::date;
    ///
    /// let around_shusha = Window::new(Rect::new((46.70, 39.70), (46.80, 39.80)))?;
    /// let day = date!(1990-01-01);
    /// let territories = Atlas::south_caucasus().territories_in(&around_shusha, day);
    /// assert!(territories.iter().any(|territory| territory.name_on(day).starts_with("Shusha")));
    /// # }
    /// # Ok::<(), suzerain::error::InvalidWindow>(())
    /// ```
    #[must_use]
    pub fn territories_in(&self, window: &Window, date: Date) -> Vec<&Territory> {
        let store = self.store();
        let (mut edges, mut regions) = (Vec::new(), Vec::new());
        self.near_lines().in_window(store, window.shape.bounds(), |edge, sides| {
            edges.push(edge);
            regions.push(sides.regions);
        });
        let mut shapes: Vec<u32> = Vec::new();
        // A shape has a part in the window if a line of its own runs there, with it on that side ...
        for ((edge, regions), inside) in edges.iter().zip(regions).zip(sides_inside(&window.shape, &edges)) {
            if inside.contains(&true) {
                let sides = ending_shapes(store, *edge, regions).into_iter().zip(inside);
                shapes.extend(sides.filter(|(_, is_inside)| *is_inside).flat_map(|(ending, _)| ending));
            }
        }
        // ... or if all of a polygon of the window lies in it.
        for (a, b) in window.shape.rings().iter().filter_map(|ring| ring.edges().next()) {
            shapes.extend(store.grounds.index.beside(a, b, Side::Left));
        }
        shapes.sort_unstable();
        shapes.dedup();
        let territories = store.lineage_of_shapes(&shapes).into_iter().filter_map(|number| store.territory(number));
        territories.filter(|territory| territory.period.holds_on(date).is_some()).collect()
    }
}
