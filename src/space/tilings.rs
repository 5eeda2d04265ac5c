//! Random shapes that tile a piece of the plane, for tests.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "the numbers of a small grid, and places between two vertices"
)]

use proptest::prelude::*;

use super::{Shape, Vertex, dissolve};

/// The numbers that a tiling is made from, which proptest can shrink.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    columns: usize,
    rows: usize,
    /// Which shape a grid cell belongs to.
    colours: Vec<u8>,
    /// How grid vertices and the places between them are shifted.
    noise: Vec<(i8, i8)>,
    /// The number of places between two grid vertices.
    bends: Vec<u8>,
    /// Which grid cells contain an enclave.
    enclaves: Vec<bool>,
    origin: (i32, i32),
    unit: i32,
}

/// Shapes that tile an area, and the grid cells that they consist of.
#[derive(Clone, Debug)]
pub(crate) struct Tiling {
    pub(crate) shapes: Vec<Shape>,
    pub(crate) cells: Vec<Shape>,
}

pub(crate) fn plans() -> impl Strategy<Value = Plan> {
    (1..6_usize, 1..6_usize).prop_flat_map(|(columns, rows)| {
        let cells = columns * rows;
        let corners = (columns + 1) * (rows + 1);
        (
            Just((columns, rows)),
            prop::collection::vec(0..4_u8, cells),
            prop::collection::vec((-8..=8_i8, -8..=8_i8), corners * 3),
            prop::collection::vec(0..3_u8, corners * 2),
            prop::collection::vec(prop::bool::weighted(0.2), cells),
            prop_oneof![Just((0, 0)), Just((-1_800_000_000, -900_000_000)), (-500..500_i32, -500..500_i32)],
            prop_oneof![Just(1), Just(7), Just(1_000), Just(1_000_000)],
        )
            .prop_map(|((columns, rows), colours, noise, bends, enclaves, origin, unit)| Plan {
                columns,
                rows,
                colours,
                noise,
                bends,
                enclaves,
                origin,
                unit,
            })
    })
}

impl Plan {
    fn corner(&self, x: usize, y: usize) -> usize {
        y * (self.columns + 1) + x
    }

    fn place(&self, x: i32, y: i32) -> Vertex {
        // Tilings at the corner of the map extend beyond it and are cut there.
        let (x, y) = (self.origin.0 + x * self.unit, self.origin.1 + y * self.unit);
        Vertex::new(x.max(-1_800_000_000), y.max(-900_000_000))
    }

    fn moved(&self, x: usize, y: usize) -> (i32, i32) {
        let noise = self.noise[self.corner(x, y)];
        (x as i32 * 100 + i32::from(noise.0), y as i32 * 100 + i32::from(noise.1))
    }

    /// The line between two grid vertices, including the first end but not the last.
    fn line(&self, from: (usize, usize), to: (usize, usize)) -> Vec<(i32, i32)> {
        let is_level = from.1 == to.1;
        let low = from.min(to);
        let number = self.corner(low.0, low.1);
        let (a, b) = (self.moved(low.0, low.1), self.moved(low.0.max(to.0).max(from.0), low.1.max(to.1).max(from.1)));
        let bends = i32::from(self.bends[number * 2 + usize::from(is_level)]);
        let noise = self.noise[(number + usize::from(is_level) + 1) * 2 % self.noise.len()];
        let mut line = vec![a];
        for bend in 1..=bends {
            let part = |from: i32, to: i32| from + (to - from) * bend / (bends + 1);
            let (dx, dy) = if bend == 1 { noise } else { (noise.1, noise.0) };
            line.push((part(a.0, b.0) + i32::from(dx) / 2, part(a.1, b.1) + i32::from(dy)));
        }
        line.push(b);
        if from != low {
            line.reverse();
        }
        line.pop();
        line
    }

    pub(crate) fn tiling(&self) -> Tiling {
        let mut cells = Vec::new();
        let mut parts: Vec<Vec<Shape>> = vec![Vec::new(); 5];
        for y in 0..self.rows {
            for x in 0..self.columns {
                let corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y)];
                let outer: Vec<_> = corners.windows(2).flat_map(|pair| self.line(pair[0], pair[1])).collect();
                let to_ring =
                    |places: Vec<(i32, i32)>| places.into_iter().map(|(x, y)| self.place(x, y)).collect::<Vec<_>>();
                let mut rings = vec![to_ring(outer)];
                let cell = y * self.columns + x;
                if self.enclaves[cell] {
                    let (mx, my) = (x as i32 * 100 + 50, y as i32 * 100 + 50);
                    let enclave = to_ring(vec![(mx - 20, my - 15), (mx + 20, my - 15), (mx + 18, my), (mx, my + 20)]);
                    let counter = to_ring(vec![(mx, my), (mx + 5, my), (mx + 3, my + 9)]);
                    let island = Shape::new(vec![enclave.clone(), counter.clone()]).unwrap();
                    cells.push(island.clone());
                    parts[4].push(island);
                    rings.extend([enclave, counter]);
                }
                let shape = Shape::new(rings).unwrap();
                parts[usize::from(self.colours[cell])].push(shape.clone());
                cells.push(shape);
            }
        }
        let shapes = parts
            .iter()
            .filter(|parts| !parts.is_empty())
            .map(|parts| dissolve(&parts.iter().collect::<Vec<_>>()).unwrap())
            .collect();
        Tiling { shapes, cells }
    }
}

impl Tiling {
    /// Places worth testing: vertices, places on and beside edges, and the given fractions of the box.
    pub(crate) fn places(&self, parts: &[(f64, f64)]) -> Vec<Vertex> {
        let mut places = Vec::new();
        for (a, b) in self.cells.iter().flat_map(Shape::edges) {
            let middle = Vertex::new(i32::midpoint(a.x, b.x), i32::midpoint(a.y, b.y));
            places.extend([a, middle, Vertex::new(a.x, b.y), Vertex::new(middle.x, b.y)]);
            let (dx, dy) = b.minus(a);
            let steps = greatest_divisor(dx.unsigned_abs(), dy.unsigned_abs()).min(16) as i64;
            let divisor = greatest_divisor(dx.unsigned_abs(), dy.unsigned_abs()) as i64;
            for step in 1..steps {
                places.push(Vertex::new(
                    (i64::from(a.x) + dx / divisor * step) as i32,
                    (i64::from(a.y) + dy / divisor * step) as i32,
                ));
            }
        }
        for place in places.clone() {
            for (dx, dy) in [(-1, 0), (1, 0), (0, -1), (0, 1)] {
                places.push(Vertex::new(place.x + dx, place.y + dy));
            }
        }
        let bounds = self.cells.iter().map(Shape::bounds).reduce(super::Bounds::join).unwrap();
        for &(x, y) in parts {
            let at =
                |low: i32, high: i32, part: f64| (f64::from(low) + (f64::from(high) - f64::from(low)) * part) as i32;
            places.push(Vertex::new(at(bounds.min.x, bounds.max.x, x), at(bounds.min.y, bounds.max.y, y)));
        }
        places.retain(|place| place.is_on_map() && *place == place.as_question());
        places
    }
}

fn greatest_divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a.max(1) } else { greatest_divisor(b, a % b) }
}
