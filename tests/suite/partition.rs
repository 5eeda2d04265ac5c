//! The ground is cut without gap or overlap, and the index finds what an exhaustive search finds.

use std::collections::BTreeSet;

use geo::Contains;
use proptest::prelude::*;
use suzerain::build::{SourceDraft, TerritoryDraft};
use suzerain::model::{Extent, TerritoryKind};
use suzerain::{Atlas, Position};
use time::macros::date;

use crate::common::atlas;
use crate::dice::Dice;
use crate::ground::{Outline, Point, coord, holders, net, outlines, position, turn};

/// The codes of the territories with an outline of their own that the atlas finds at a place.
fn leaf_codes(atlas: &Atlas, at: Point) -> Vec<String> {
    let mut codes: Vec<String> = atlas
        .territories_at(position(at), date!(2000 - 01 - 01))
        .into_iter()
        .filter(|territory| matches!(territory.extent(), Extent::Outline { .. }))
        .map(|territory| territory.code().to_string())
        .collect();
    codes.sort();
    codes
}

/// The lattice point on or beside the line from a to b, and whether it is on it.
fn beside(dice: &mut Dice, a: Point, b: Point) -> Point {
    let (dx, dy) = (b.0 - a.0, b.1 - a.1);
    let step = gcd(dx.unsigned_abs(), dy.unsigned_abs());
    if step > 1 && dice.below(2) == 0 {
        let whole = i64::try_from(step).unwrap();
        let part = dice.between(0, whole);
        return (a.0 + dx / whole * part, a.1 + dy / whole * part);
    }
    let part = i128::from(dice.between(0, 1000));
    let along = |from: i64, delta: i64| from + i64::try_from(i128::from(delta) * part / 1000).unwrap();
    (along(a.0, dx) + dice.between(-1, 1), along(a.1, dy) + dice.between(-1, 1))
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// Places that tell: vertices, places on edges and beside them, and places anywhere.
fn telling(outlines: &[Outline], dice: &mut Dice) -> Point {
    let outline = dice.of(outlines);
    let polygon = dice.of(&outline.polygons);
    let ring = dice.of(polygon);
    let number = dice.below(u64::try_from(ring.len()).unwrap());
    let number = usize::try_from(number).unwrap();
    let (a, b) = (ring[number], ring[(number + 1) % ring.len()]);
    match dice.below(4) {
        0 => a,
        1 => beside(dice, a, b),
        2 => (a.0 + dice.between(-30_000, 30_000), a.1 + dice.between(-30_000, 30_000)),
        _ => (dice.between(398_000_000, 515_000_000), dice.between(362_000_000, 452_000_000)),
    }
}

#[test]
fn every_vertex_belongs_to_one_outline() {
    let net = net(outlines());
    let vertices: BTreeSet<Point> = outlines().iter().flat_map(Outline::edges).map(|(a, _)| a).collect();
    assert!(vertices.len() > 5_000, "only {} vertices", vertices.len());
    for at in vertices {
        let found = leaf_codes(atlas(), at);
        let rim = net.rim.contains(&at);
        assert!(found.len() == 1 || (rim && found.is_empty()), "{}: {found:?}", position(at));
        assert_eq!(found, holders(outlines(), at), "{}", position(at));
    }
}

#[test]
fn every_middle_of_an_edge_belongs_to_one_of_its_sides() {
    let net = net(outlines());
    let mut asked = 0;
    for ((a, b), of) in &net.edges {
        assert!(of.len() <= 2, "{of:?} share an edge");
        let sum = (a.0 + b.0, a.1 + b.1);
        if sum.0 % 2 != 0 || sum.1 % 2 != 0 {
            continue;
        }
        let at = (sum.0 / 2, sum.1 / 2);
        let found = leaf_codes(atlas(), at);
        let sides: Vec<&str> = of.iter().map(|&number| outlines()[number].code.as_str()).collect();
        let rim = of.len() == 1;
        assert!(found.len() == 1 || (rim && found.is_empty()), "{}: {found:?}", position(at));
        assert!(found.iter().all(|code| sides.contains(&code.as_str())), "{}: {found:?}, not {sides:?}", position(at));
        asked += 1;
    }
    assert!(asked > 1_000, "only {asked} middles");
}

fn index_is_brute_force(count: u64, seed: u64) {
    let mut dice = Dice(seed);
    let (mut found_some, mut on_line) = (0, 0);
    for _ in 0..count {
        let at = telling(outlines(), &mut dice);
        let expected = holders(outlines(), at);
        let mut sorted = expected.clone();
        sorted.sort_unstable();
        assert_eq!(leaf_codes(atlas(), at), sorted, "{}", position(at));
        assert!(expected.len() <= 1, "{}: {expected:?}", position(at));
        found_some += u64::from(!expected.is_empty());
        on_line += u64::from(
            expected
                .first()
                .is_some_and(|code| outlines().iter().any(|outline| outline.code == *code && outline.is_on_line(at))),
        );
    }
    assert!(found_some > count / 2, "only {found_some} of {count} on the ground");
    assert!(on_line > count / 10, "only {on_line} of {count} on a line");
}

#[test]
fn the_index_finds_what_brute_force_finds() {
    index_is_brute_force(100_000, 20_261_123);
}

/// Ten million places: `cargo test --release --test suite -- --ignored ten_million`
#[test]
#[ignore = "takes minutes"]
fn the_index_finds_what_brute_force_finds_at_ten_million_places() {
    index_is_brute_force(10_000_000, 1813);
}

/// Off the lines `geo` and the exact search must agree.
#[test]
fn geo_agrees_inside() {
    let shapes: Vec<_> = outlines().iter().map(|outline| (outline, outline.to_geo())).collect();
    let mut dice = Dice(1920);
    let mut asked = 0;
    for _ in 0..4_000 {
        let at = telling(outlines(), &mut dice);
        let point = geo_types::Point::from(coord(at));
        for (outline, shape) in &shapes {
            if outline.is_on_line(at) {
                continue;
            }
            let found = leaf_codes(atlas(), at).contains(&outline.code);
            if shape.contains(&point) {
                assert!(found, "{} is in {}", position(at), outline.code);
                asked += 1;
            } else {
                assert!(!found, "{} is not in {}", position(at), outline.code);
            }
        }
    }
    assert!(asked > 1_000, "only {asked} places");
}

#[test]
fn a_territory_composed_of_others_is_where_they_are() {
    let mut dice = Dice(1994);
    for _ in 0..5_000 {
        let at = telling(outlines(), &mut dice);
        let found = atlas().territories_at(position(at), date!(2000 - 01 - 01));
        let codes: BTreeSet<_> = found.iter().map(|territory| territory.code()).collect();
        assert_eq!(codes.len(), found.len(), "{}: a territory is told twice", position(at));
        for whole in atlas().territories() {
            if let Extent::Parts(parts) = whole.extent() {
                let stands = whole.period().holds_on(date!(2000 - 01 - 01)).is_some();
                // A part that does not exist on the day still lends its ground.
                let part_found = parts.iter().any(|part| codes.contains(part));
                if part_found && stands {
                    assert!(codes.contains(&whole.code()), "{}: not {}", position(at), whole.code());
                }
            }
        }
    }
}

/// A map of `columns` times `rows` cells whose inner corners are moved about; cells share every vertex, and each shared
/// side has further vertices.
#[derive(Debug, Clone)]
pub(crate) struct Cells {
    columns: usize,
    rows: usize,
    size: i64,
    jitter: Vec<(i64, i64)>,
    splits: Vec<bool>,
}

pub(crate) fn cells() -> impl Strategy<Value = Cells> {
    (2_usize..6, 2_usize..6, prop_oneof![Just(16_i64), Just(1_000), Just(3_000_000)]).prop_flat_map(
        |(columns, rows, size)| {
            let corners = (columns + 1) * (rows + 1);
            let reach = size / 4;
            (
                prop::collection::vec((-reach..=reach, -reach..=reach), corners),
                prop::collection::vec(any::<bool>(), corners * 2),
            )
                .prop_map(move |(jitter, splits)| Cells { columns, rows, size, jitter, splits })
        },
    )
}

const ORIGIN: Point = (-50_000_000, 123_456_789);

impl Cells {
    fn corner(&self, column: usize, row: usize) -> Point {
        let (dx, dy) = self.jitter[row * (self.columns + 1) + column];
        let grid = |number: usize| i64::try_from(number).unwrap() * self.size;
        (ORIGIN.0 + grid(column) + dx, ORIGIN.1 + grid(row) + dy)
    }

    /// The vertices from corner to corner, the second left out; a split puts one between, off the straight line.
    fn side(&self, from: (usize, usize), to: (usize, usize)) -> Vec<Point> {
        let (a, b) = (self.corner(from.0, from.1), self.corner(to.0, to.1));
        let first = from.min(to);
        let level = from.1 == to.1;
        let split = self.splits[(first.1 * (self.columns + 1) + first.0) * 2 + usize::from(level)];
        if !split {
            return vec![a];
        }
        let shift = self.size / 16;
        let middle = ((a.0 + b.0).div_euclid(2), (a.1 + b.1).div_euclid(2));
        let between = if level { (middle.0, middle.1 + shift) } else { (middle.0 + shift, middle.1) };
        vec![a, between]
    }

    fn outline(&self, column: usize, row: usize) -> Outline {
        let corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)];
        let ring = (0..4).flat_map(|n| self.side(corners[n], corners[(n + 1) % 4])).collect();
        Outline::new(&format!("c{column}.{row}"), 1.0, vec![vec![ring]])
    }

    /// A square ring well inside the cell of this code.
    pub(crate) fn village(&self, code: &str) -> Vec<Point> {
        let (column, row) = code[1..].split_once('.').unwrap();
        let low = |number: &str, origin: i64| origin + number.parse::<i64>().unwrap() * self.size + self.size * 7 / 16;
        let (west, south) = (low(column, ORIGIN.0), low(row, ORIGIN.1));
        let side = self.size / 8;
        vec![(west, south), (west + side, south), (west + side, south + side), (west, south + side)]
    }

    pub(crate) fn outlines(&self) -> Vec<Outline> {
        (0..self.columns).flat_map(|column| (0..self.rows).map(move |row| self.outline(column, row))).collect()
    }
}

/// An atlas of these outlines.
pub(crate) fn atlas_of(outlines: &[Outline]) -> Atlas {
    let draft = |outline: &Outline| {
        TerritoryDraft::new(&outline.code, TerritoryKind::District, "Cell").outline(outline.to_geo(), 1.0).citing("s")
    };
    let builder = outlines.iter().map(draft).fold(Atlas::builder("cells"), suzerain::AtlasBuilder::territory);
    builder.source(SourceDraft::new("s", "S")).build().unwrap_or_else(|report| panic!("{report}"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_maps_are_cut_without_gap_or_overlap(cells in cells(), seed in any::<u64>()) {
        let outlines = cells.outlines();
        let atlas = atlas_of(&outlines);
        let net = net(&outlines);
        let mut places: Vec<(Point, bool)> = Vec::new();
        for ((a, b), of) in &net.edges {
            prop_assert!(of.len() <= 2);
            places.push((*a, !net.rim.contains(a)));
            places.push((*b, !net.rim.contains(b)));
            let step = gcd((b.0 - a.0).unsigned_abs(), (b.1 - a.1).unsigned_abs());
            if step > 1 {
                let step = i64::try_from(step).unwrap();
                let on = (a.0 + (b.0 - a.0) / step, a.1 + (b.1 - a.1) / step);
                prop_assert_eq!(turn(*a, *b, on), 0);
                places.push((on, of.len() == 2));
            }
        }
        let mut dice = Dice(seed);
        let reach = |number: usize| i64::try_from(number).unwrap() * cells.size;
        for _ in 0..200 {
            let at = (
                ORIGIN.0 + dice.between(-cells.size, reach(cells.columns) + cells.size),
                ORIGIN.1 + dice.between(-cells.size, reach(cells.rows) + cells.size),
            );
            places.push((at, false));
        }
        for (at, inner) in places {
            let mut expected = holders(&outlines, at);
            expected.sort_unstable();
            prop_assert!(expected.len() <= 1, "{}: {:?}", position(at), expected);
            prop_assert!(!inner || expected.len() == 1, "{} belongs to nobody", position(at));
            prop_assert_eq!(leaf_codes(&atlas, at), expected, "{}", position(at));
        }
    }
}

/// The whole earth in eight boxes, and a strip on both sides of the antimeridian, in one territory, beside one that is
/// cut out of the boxes' row in the north.
fn world() -> Atlas {
    let quarter = 900_000_000;
    let square = |west: i64, south: i64, east: i64, north: i64| {
        vec![vec![(west, south), (east, south), (east, north), (west, north)]]
    };
    let mut boxes: Vec<Outline> = (0..4)
        .flat_map(|column| [(column, -1), (column, 0)])
        .map(|(column, row)| {
            let west = (column - 2) * quarter;
            let outline = square(west, row * quarter, west + quarter, (row + 1) * quarter);
            Outline::new(&format!("box{column}.{}", row + 1), 1.0, vec![outline])
        })
        .collect();
    // A band of the north-eastern and the north-western box becomes a territory of its own.
    let (low, high, reach) = (300_000_000, 400_000_000, 100_000_000);
    for outline in &mut boxes {
        let hole = match outline.code.as_str() {
            "box0.1" => square(-2 * quarter, low, -2 * quarter + reach, high),
            "box3.1" => square(2 * quarter - reach, low, 2 * quarter, high),
            _ => continue,
        };
        // The box without the band: its ring runs round it.
        let ring = &mut outline.polygons[0][0];
        let [(west, _), (east, _), (_, north), _] = ring[..] else { panic!("{ring:?}") };
        let [(inner_west, _), (inner_east, _), ..] = hole[0][..] else { panic!("{hole:?}") };
        *ring = if inner_west == west {
            vec![
                (west, 0),
                (east, 0),
                (east, north),
                (west, north),
                (west, high),
                (inner_east, high),
                (inner_east, low),
                (west, low),
            ]
        } else {
            vec![
                (west, 0),
                (east, 0),
                (east, low),
                (inner_west, low),
                (inner_west, high),
                (east, high),
                (east, north),
                (west, north),
            ]
        };
    }
    boxes.push(Outline::new(
        "band",
        1.0,
        vec![
            square(2 * quarter - reach, low, 2 * quarter, high),
            square(-2 * quarter, low, -2 * quarter + reach, high),
        ],
    ));
    atlas_of(&boxes)
}

#[test]
fn the_whole_earth_is_cut_without_gap_or_overlap() {
    let world = world();
    let day = date!(2000 - 01 - 01);
    let found = |lon: f64, lat: f64| -> Vec<String> {
        let place = Position::from_lon_lat(lon, lat).unwrap();
        world.territories_at(place, day).iter().map(|territory| territory.code().to_string()).collect()
    };
    let mut dice = Dice(1884);
    let mut places: Vec<(f64, f64)> = Vec::new();
    for lon in [-180.0, -170.0, -90.0, 0.0, 45.5, 90.0, 170.0, 179.999_999_9, 180.0] {
        for lat in [-90.0, -89.999_999_9, -45.0, 0.0, 30.0, 35.0, 40.0, 89.999_999_9, 90.0] {
            places.push((lon, lat));
        }
    }
    for _ in 0..5_000 {
        let at = (dice.between(-1_800_000_000, 1_800_000_000), dice.between(-900_000_000, 900_000_000));
        places.push((coord(at).x, coord(at).y));
    }
    for (lon, lat) in places {
        assert_eq!(found(lon, lat).len(), 1, "{lon} {lat}: {:?}", found(lon, lat));
    }
    assert_eq!(found(180.0, 35.0), ["band"]);
    assert_eq!(found(-180.0, 35.0), ["band"]);
    assert_eq!(found(-179.0, 35.0), ["band"]);
    assert_eq!(found(179.0, 35.0), ["band"]);
    assert_eq!(found(-169.0, 35.0), ["box0.1"]);
    assert_eq!(found(169.0, 35.0), ["box3.1"]);
    for lon in [-180.0, -12.0, 33.0, 180.0] {
        assert_eq!(found(lon, 90.0), found(0.0, 90.0), "the north pole is one place");
        assert_eq!(found(lon, -90.0), found(0.0, -90.0), "the south pole is one place");
    }
}
