//! Land, lakes and rivers of a part of the world.

use std::sync::LazyLock;

use crate::map::plane::{Point, Rect};

/// All layers, the finest first.
static LAYERS: LazyLock<[Layer; 2]> =
    LazyLock::new(|| [Layer::read(include_str!("data/caucasus.txt")), Layer::read(include_str!("data/world.txt"))]);

/// Seas of the South Caucasus: the name, and a box in degrees in which it lies.
const SEAS: [(&str, Rect); 2] = [("Black Sea", [31.0, 41.0, 41.8, 46.5]), ("Caspian Sea", [47.6, 36.6, 54.0, 46.5])];

/// Land, lakes and rivers of a part of the world; courses in degrees, longitude first.
#[derive(Debug)]
pub(crate) struct Layer {
    /// As it is written in the file.
    pub(crate) text: &'static str,
    /// West, south, east and north.
    frame: Rect,
    /// How far it may lie from the true line, in degrees.
    pub(crate) accuracy: f64,
    /// Closed rings; those of holes too.
    pub(crate) land: Vec<Vec<Point>>,
    pub(crate) lakes: Vec<(&'static str, Vec<Point>)>,
    pub(crate) rivers: Vec<(&'static str, Vec<Point>)>,
}

/// The finest layer that contains a box of west, south, east and north, which may pass 180 E.
pub(crate) fn finest(bounds: Rect) -> &'static Layer {
    let contains = |layer: &&Layer| {
        let [west, south, east, north] = layer.frame;
        west <= bounds[0] && south <= bounds[1] && bounds[2] <= east && bounds[3] <= north
    };
    LAYERS.iter().find(contains).unwrap_or_else(world)
}

/// The layer of the whole world.
pub(crate) fn world() -> &'static Layer {
    let [.., world] = &*LAYERS;
    world
}

impl Layer {
    fn read(text: &'static str) -> Self {
        let mut lines = text.lines();
        let head: Vec<f64> = lines.next().unwrap_or_default().split(' ').filter_map(|word| word.parse().ok()).collect();
        let &[west, south, east, north, unit, accuracy] = head.as_slice() else {
            return Self::empty(text);
        };
        let mut this = Self { frame: [west, south, east, north], accuracy, ..Self::empty(text) };
        for line in lines {
            let mut members = line.splitn(3, '\t');
            let (Some(kind), Some(name), Some(course)) = (members.next(), members.next(), members.next()) else {
                continue;
            };
            let course = decoded(course, unit);
            match kind {
                "land" => this.land.push(course),
                "lake" => this.lakes.push((name, course)),
                _ => this.rivers.push((name, course)),
            }
        }
        this
    }

    fn empty(text: &'static str) -> Self {
        Self { text, frame: [0.0; 4], accuracy: 0.0, land: Vec::new(), lakes: Vec::new(), rivers: Vec::new() }
    }

    /// The seas of the layer, each with a box in degrees in which it lies.
    pub(crate) fn seas(&self) -> &'static [(&'static str, Rect)] {
        if std::ptr::eq(self, world()) { &[] } else { &SEAS }
    }
}

/// A course from its differences, which are zigzag encoded in characters of five bits, the lowest first.
fn decoded(text: &str, unit: f64) -> Vec<Point> {
    let mut numbers: Vec<f64> = Vec::new();
    let (mut value, mut shift) = (0_u32, 0);
    for byte in text.bytes().map(|byte| u32::from(byte.saturating_sub(63))) {
        value |= (byte & 31).checked_shl(shift).unwrap_or_default();
        shift += 5;
        if byte & 32 == 0 {
            let half = f64::from(value >> 1);
            numbers.push(if value & 1 == 0 { half } else { -half - 1.0 });
            (value, shift) = (0, 0);
        }
    }
    let mut at = (0.0, 0.0);
    let step = |pair: &[f64]| {
        let &[x, y] = pair else { return (0.0, 0.0) };
        at = (at.0 + x, at.1 + y);
        (at.0 / unit, at.1 / unit)
    };
    numbers.chunks_exact(2).map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_are_read() {
        let [caucasus, world] = &*LAYERS;
        assert!(caucasus.accuracy < world.accuracy && world.land.len() > 100);
        assert_eq!(
            caucasus.lakes.iter().map(|lake| lake.0).collect::<Vec<_>>(),
            ["Lake Sevan", "Lake Van", "Lake Urmia"]
        );
        for layer in [caucasus, world] {
            let [west, south, east, north] = layer.frame;
            let courses = layer.land.iter().chain(layer.rivers.iter().map(|river| &river.1));
            for &(lon, lat) in courses.flatten() {
                assert!(
                    west - 0.1 <= lon && lon <= east + 0.1 && south - 0.1 <= lat && lat <= north + 0.1,
                    "{lon} {lat}"
                );
            }
        }
        assert!(std::ptr::eq(finest([40.0, 38.0, 50.0, 43.0]), caucasus));
        assert!(std::ptr::eq(finest([10.0, 38.0, 50.0, 43.0]), world));
    }
}
