//! The generated world.

use std::collections::{BTreeMap, BTreeSet};

use time::{Date, Duration};

use super::{Random, Row, SPAN};

const COLUMNS: usize = 60;
const LINES: usize = 28;
const STATES: usize = 200;
const CHANGES: usize = 260;
const LAND: usize = 620;
const ENCLAVES: usize = 20;
/// Degrees of a cell.
const SIDE: f64 = 5.8;

/// A world of about 700 rows, with `2^detail` edges between two corners of cells: 7 gives 1.2 million vertices.
pub fn generated(detail: u32) -> Vec<Row> {
    let mut random = Random(7);
    let edges = Edges::new(detail, &mut random);
    let mut owners = parted(&mut random);
    let mut rows = Vec::new();
    let mut since: BTreeMap<usize, Date> = owners.values().map(|&state| (state, SPAN.0)).collect();
    let enclaves: BTreeSet<(usize, usize)> =
        owners.keys().copied().filter(|_| random.below(LAND / ENCLAVES) == 0).collect();
    let every = (SPAN.1 - SPAN.0).whole_days() / (CHANGES as i64 + 1);
    for change in 1..=CHANGES {
        let day = SPAN.0 + Duration::days(every * change as i64);
        let cells: Vec<(usize, usize)> = owners.keys().copied().collect();
        // A cell of one state goes to a neighbour's.
        let Some((cell, from, to)) =
            std::iter::repeat_with(|| cells[random.below(cells.len())]).take(1000).find_map(|cell| {
                let from = owners[&cell];
                let to =
                    neighbours(cell).into_iter().filter_map(|next| owners.get(&next)).find(|&&state| state != from)?;
                Some((cell, from, *to))
            })
        else {
            continue;
        };
        for state in [from, to] {
            if let Some(begin) = since.insert(state, day) {
                rows.push(edges.row(&owners, &enclaves, state, begin, day));
            }
        }
        owners.insert(cell, to);
        if !owners.values().any(|&state| state == from) {
            since.remove(&from);
        }
    }
    let end = SPAN.1 + Duration::days(1);
    rows.extend(since.iter().map(|(&state, &begin)| edges.row(&owners, &enclaves, state, begin, end)));
    rows.extend(enclaves.iter().map(|&cell| Row {
        state: format!("e{}-{}", cell.0, cell.1),
        polygons: vec![vec![edges.enclave(cell)]],
        from: SPAN.0,
        until: end,
    }));
    rows
}

/// Land, parted between states that grow from seeds.
fn parted(random: &mut Random) -> BTreeMap<(usize, usize), usize> {
    let bumps: Vec<(f64, f64, f64)> = (0..7)
        .map(|_| (random.unit() * COLUMNS as f64, random.unit() * LINES as f64, 3.0 + random.unit() * 6.0))
        .collect();
    let mut cells: Vec<(f64, (usize, usize))> = (1..COLUMNS - 1)
        .flat_map(|x| (1..LINES - 1).map(move |y| (x, y)))
        .map(|(x, y)| {
            let height =
                |&(bx, by, size): &(f64, f64, f64)| (-((x as f64 - bx).hypot(y as f64 - by) / size).powi(2)).exp();
            (bumps.iter().map(height).sum::<f64>() + random.unit() * 0.15, (x, y))
        })
        .collect();
    cells.sort_by(|a, b| b.0.total_cmp(&a.0));
    let land: BTreeSet<(usize, usize)> = cells.iter().take(LAND).map(|&(_, cell)| cell).collect();
    let land_list: Vec<(usize, usize)> = land.iter().copied().collect();
    let mut owners = BTreeMap::new();
    let mut state = 0;
    while state < STATES {
        let cell = land_list[random.below(land_list.len())];
        if owners.insert(cell, state).is_none() {
            state += 1;
        }
    }
    while owners.len() < land.len() {
        let before = owners.len();
        for &cell in &land_list {
            if owners.contains_key(&cell) {
                continue;
            }
            let around: Vec<usize> =
                neighbours(cell).into_iter().filter_map(|next| owners.get(&next).copied()).collect();
            if !around.is_empty() && random.below(2) == 0 {
                let state = around[random.below(around.len())];
                owners.insert(cell, state);
            }
        }
        // An island without a seed belongs to the last state.
        if owners.len() == before && random.below(50) == 0 {
            let rest: Vec<_> = land_list.iter().filter(|cell| !owners.contains_key(*cell)).copied().collect();
            owners.insert(rest[0], STATES - 1);
        }
    }
    owners
}

fn neighbours((x, y): (usize, usize)) -> [(usize, usize); 4] {
    [(x + 1, y), (x, y + 1), (x.wrapping_sub(1), y), (x, y.wrapping_sub(1))]
}

type Corner = (usize, usize);

/// The lines between corners, each shared by the cells on its sides.
struct Edges {
    /// From the lower corner to the higher, without the last position.
    lines: BTreeMap<(Corner, Corner), Vec<[f64; 2]>>,
    corners: BTreeMap<Corner, [f64; 2]>,
}

impl Edges {
    fn new(detail: u32, random: &mut Random) -> Self {
        let mut corners = BTreeMap::new();
        for x in 0..=COLUMNS {
            for y in 0..=LINES {
                let mut jitter = || (random.unit() - 0.5) * 0.3 * SIDE;
                let (dx, dy) = (jitter(), jitter());
                corners.insert((x, y), rounded([x as f64 * SIDE - 174.0 + dx, y as f64 * SIDE - 81.2 + dy]));
            }
        }
        let mut lines = BTreeMap::new();
        for (&(x, y), &from) in &corners {
            for next in [(x + 1, y), (x, y + 1)] {
                if let Some(&to) = corners.get(&next) {
                    let mut line = vec![from];
                    fractal(from, to, detail, 0.09, random, &mut line);
                    line.pop();
                    lines.insert(((x, y), next), line);
                }
            }
        }
        Self { lines, corners }
    }

    /// The positions from one corner to the next, without the last.
    fn between(&self, from: Corner, to: Corner) -> Vec<[f64; 2]> {
        if let Some(line) = self.lines.get(&(from, to)) {
            return line.clone();
        }
        let mut line = self.lines[&(to, from)].clone();
        line.remove(0);
        line.push(self.corners[&from]);
        line.reverse();
        line
    }

    /// A ring of its own in the middle of a cell.
    fn enclave(&self, (x, y): (usize, usize)) -> Vec<[f64; 2]> {
        let corners = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)].map(|corner| self.corners[&corner]);
        let middle = |axis: usize| corners.iter().map(|corner| corner[axis]).sum::<f64>() / 4.0;
        let mut ring: Vec<[f64; 2]> = (0..64)
            .map(|step| {
                let angle = f64::from(step) / 64.0 * std::f64::consts::TAU;
                let reach = 0.4 + 0.08 * (angle * 5.0).sin();
                rounded([middle(0) + reach * angle.cos(), middle(1) + reach * angle.sin()])
            })
            .collect();
        ring.push(ring[0]);
        ring
    }

    fn row(
        &self,
        owners: &BTreeMap<(usize, usize), usize>,
        enclaves: &BTreeSet<(usize, usize)>,
        state: usize,
        from: Date,
        until: Date,
    ) -> Row {
        let own = |cell: (usize, usize)| owners.get(&cell) == Some(&state);
        // The sides of cells beside other ground, each with the state on its left.
        let mut sides: BTreeMap<Corner, Vec<Corner>> = BTreeMap::new();
        for (&(x, y), _) in owners.iter().filter(|(_, owner)| **owner == state) {
            let around = [
                ((x, y), (x + 1, y)),
                ((x + 1, y), (x + 1, y + 1)),
                ((x + 1, y + 1), (x, y + 1)),
                ((x, y + 1), (x, y)),
            ];
            let beside = [(x, y.wrapping_sub(1)), (x + 1, y), (x, y + 1), (x.wrapping_sub(1), y)];
            for ((from, to), other) in around.into_iter().zip(beside) {
                if !own(other) {
                    sides.entry(from).or_default().push(to);
                }
            }
        }
        let mut shells: Vec<Vec<Vec<[f64; 2]>>> = Vec::new();
        let mut holes = Vec::new();
        while let Some((&start, _)) = sides.iter().find(|(_, next)| !next.is_empty()) {
            let (mut ring, mut at, mut before) = (Vec::new(), start, None);
            while let Some(next) = sides.get_mut(&at).and_then(|next| turn_left(before, at, next)) {
                ring.extend(self.between(at, next));
                before = Some(at);
                at = next;
                if at == start {
                    break;
                }
            }
            ring.push(ring[0]);
            if area(&ring) > 0.0 { shells.push(vec![ring]) } else { holes.push(ring) }
        }
        holes.extend(enclaves.iter().filter(|&&cell| own(cell)).map(|&cell| {
            let mut ring = self.enclave(cell);
            ring.reverse();
            ring
        }));
        for hole in holes {
            let home = shells.iter_mut().filter(|rings| inside(&rings[0], hole[0]));
            if let Some(rings) = home.min_by(|a, b| area(&a[0]).total_cmp(&area(&b[0]))) {
                rings.push(hole);
            }
        }
        Row { state: format!("s{state}"), polygons: shells, from, until }
    }
}

/// The next corner; where two rings meet, the one that keeps them apart.
fn turn_left(before: Option<Corner>, at: Corner, next: &mut Vec<Corner>) -> Option<Corner> {
    let cross = |to: Corner| {
        let before = before.unwrap_or(at);
        let d = |a: usize, b: usize| b as i64 - a as i64;
        d(before.0, at.0) * d(at.1, to.1) - d(before.1, at.1) * d(at.0, to.0)
    };
    let best = (0..next.len()).max_by_key(|&number| cross(next[number]))?;
    Some(next.swap_remove(best))
}

fn rounded([lon, lat]: [f64; 2]) -> [f64; 2] {
    [(lon * 1e7).round() / 1e7, (lat * 1e7).round() / 1e7]
}

/// Adds the positions after `from` up to `to`: the middle is pushed aside, less and less.
fn fractal(from: [f64; 2], to: [f64; 2], depth: u32, reach: f64, random: &mut Random, line: &mut Vec<[f64; 2]>) {
    if depth == 0 {
        line.push(to);
        return;
    }
    let push = (random.unit() * 2.0 - 1.0) * reach;
    let (dx, dy) = (to[0] - from[0], to[1] - from[1]);
    let middle = rounded([f64::midpoint(from[0], to[0]) - dy * push, f64::midpoint(from[1], to[1]) + dx * push]);
    fractal(from, middle, depth - 1, reach * 0.9, random, line);
    fractal(middle, to, depth - 1, reach * 0.9, random, line);
}

fn area(ring: &[[f64; 2]]) -> f64 {
    ring.windows(2).map(|pair| pair[0][0] * pair[1][1] - pair[1][0] * pair[0][1]).sum::<f64>() / 2.0
}

fn inside(ring: &[[f64; 2]], [x, y]: [f64; 2]) -> bool {
    let crossed = |pair: &&[[f64; 2]]| {
        let ([ax, ay], [bx, by]) = (pair[0], pair[1]);
        (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
    };
    ring.windows(2).filter(crossed).count() % 2 == 1
}
