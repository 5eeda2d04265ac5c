//! Outlines as GeoJSON geometries.

use serde_json::{Value, json};

use crate::atlas::store::Store;
use crate::model::position::Position;
use crate::space::{Ring, Shape, Vertex, dissolve};

/// An outline, by the right-hand rule of RFC 7946.
pub(super) fn outline(shape: &Shape) -> Value {
    geometry(std::slice::from_ref(&shape))
}

/// The area of a territory: its outline, or those of all its parts dissolved into one; `None` if it has none.
pub(super) fn area(store: &Store, territory: u32) -> Option<Value> {
    let leaves = store.leaves(territory).iter().filter_map(|&shape| store.grounds.shapes.get(shape as usize));
    match leaves.collect::<Vec<_>>().as_slice() {
        [] => None,
        [one] => Some(outline(one)),
        // Parts do not overlap; should their lines still not join, each keeps its own.
        parts => Some(dissolve(parts).map_or_else(|_| geometry(parts), |whole| outline(&whole))),
    }
}

/// A place, or the places along a line.
pub(super) fn course(places: &[Position]) -> Value {
    let course: Vec<[f64; 2]> = places.iter().map(|place| [place.lon(), place.lat()]).collect();
    match course.as_slice() {
        [place] => json!({ "type": "Point", "coordinates": place }),
        course => json!({ "type": "LineString", "coordinates": course }),
    }
}

fn geometry(shapes: &[&Shape]) -> Value {
    let ring = |ring: &&Ring| -> Vec<[f64; 2]> {
        let vertices = ring.vertices();
        vertices.iter().chain(vertices.first()).map(|&Vertex { x, y }| [degrees(x), degrees(y)]).collect()
    };
    let parts = shapes.iter().flat_map(|shape| shape.polygons());
    let mut polygons: Vec<Vec<_>> = parts.map(|polygon| polygon.iter().map(ring).collect()).collect();
    match (polygons.len(), polygons.pop()) {
        (1, Some(only)) => json!({ "type": "Polygon", "coordinates": only }),
        (_, last) => {
            polygons.extend(last);
            json!({ "type": "MultiPolygon", "coordinates": polygons })
        }
    }
}

/// Degrees of so many units of the grid.
pub(super) fn degrees(units: i32) -> f64 {
    f64::from(units) / 1e7
}
