//! Properties of the module as a whole.

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{Coord, LineString, Polygon};
use proptest::prelude::*;

use super::index_builder::Tuning;
use super::most::{Excess, MOST_AT_ONE_PLACE, Most};
use super::probe::{Probe, Side};
use super::regions::MIXED;
use super::tilings::plans;
use super::{Batch, Index, Overlap, Relation, Shape, SharedEdges, Vertex, area_km2, dissolve, overlaps, sides};

fn parts() -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::vec((0.0..1.0_f64, 0.0..1.0_f64), 40)
}

fn located(index: &Index, at: Vertex) -> Vec<u32> {
    let mut found = Vec::new();
    index.locate(at, |shape| found.push(shape));
    found
}

fn owners(shapes: &[Shape], at: Vertex) -> Vec<u32> {
    (0..).zip(shapes).filter(|(_, shape)| shape.contains(at)).map(|(number, _)| number).collect()
}

/// The usual index, and ones that divide cells more finely or hardly at all.
fn indexes(shapes: &[Shape]) -> [Index; 3] {
    let usual = Tuning::USUAL;
    let fine = Tuning { few_lines: 1, few_mixed: 1, most_first_cells: 4, lines_per_cell: 1, ..usual };
    let coarse = Tuning { few_lines: 60, few_mixed: 60, most_first_cells: 9, lines_per_cell: 60, ..usual };
    [usual, fine, coarse].map(|tuning| Index::tuned(SharedEdges::of(shapes), tuning, Most::ALL).unwrap())
}

/// The shapes of each place's region, looked up one by one and as a batch.
fn by_region(index: &Index, places: &[Vertex]) -> [Vec<Vec<u32>>; 2] {
    let shapes = |at: Vertex, region| match region {
        MIXED => located(index, at),
        region => index.region_shapes(region).to_vec(),
    };
    let mut batch = Batch::new();
    let mut together = Vec::new();
    for places in places.chunks(Index::BATCH) {
        let regions = index.regions(&mut batch, places.iter().copied());
        together.extend(places.iter().zip(regions).map(|(&at, &region)| shapes(at, region)));
    }
    [places.iter().map(|&at| shapes(at, index.region(at))).collect(), together]
}

/// Triangles around a vertex, each beside the next.
fn wedges(count: usize) -> Vec<Shape> {
    let side = i32::try_from(count.div_ceil(8)).unwrap();
    let steps = || (-side..side).map(|step| 8_000 * step);
    let far = 8_000 * side;
    let rim: Vec<(i32, i32)> = (steps().map(|x| (x, -far)))
        .chain(steps().map(|y| (far, y)))
        .chain(steps().map(|x| (-x, far)))
        .chain(steps().map(|y| (-far, -y)))
        .collect();
    let corners = rim.iter().zip(rim.iter().cycle().skip(1)).map(|(&a, &b)| [(0, 0), a, b]).take(count);
    corners.map(|corners| Shape::new(vec![corners.map(|(x, y)| Vertex::new(x, y)).to_vec()]).unwrap()).collect()
}

#[test]
fn so_many_outlines_may_meet_in_a_vertex() {
    let index = |count: usize| Index::of(SharedEdges::of(&wedges(count)), Most::ALL);
    let few = index(600).unwrap();
    assert_eq!((located(&few, Vertex::new(0, 0)).len(), located(&few, Vertex::new(1, 1)).len()), (1, 1));
    // Each line bounds another pair of them.
    assert_eq!(index(MOST_AT_ONE_PLACE + 9).err(), Some(Excess::AtOnePlace));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn every_place_has_one_owner(plan in plans(), parts in parts()) {
        let tiling = plan.tiling();
        let union = dissolve(&tiling.cells.iter().collect::<Vec<_>>()).unwrap();
        let same_union = dissolve(&tiling.shapes.iter().collect::<Vec<_>>()).unwrap();
        let indexes = indexes(&tiling.shapes);
        for at in tiling.places(&parts) {
            let owners = owners(&tiling.shapes, at);
            prop_assert_eq!(owners.len(), usize::from(union.contains(at)), "at {:?}", at);
            prop_assert_eq!(union.contains(at), same_union.contains(at));
            for index in &indexes {
                prop_assert_eq!(located(index, at), owners.clone());
            }
        }
    }

    #[test]
    fn a_union_has_the_area_of_its_parts(plan in plans()) {
        let tiling = plan.tiling();
        let union = dissolve(&tiling.shapes.iter().collect::<Vec<_>>()).unwrap();
        let double = |shape: &Shape| shape.rings().iter().map(super::Ring::double_area).sum::<i128>();
        prop_assert_eq!(double(&union), tiling.cells.iter().map(double).sum::<i128>());
        let km2 = tiling.cells.iter().map(area_km2).sum::<f64>();
        prop_assert!((area_km2(&union) - km2).abs() <= km2 * 1e-6 + 1e-6);
        prop_assert!(Shape::new(union.rings().iter().map(|ring| ring.vertices().to_vec()).collect()).is_ok());
        prop_assert_eq!(overlaps(&tiling.shapes), []);
        prop_assert_eq!(overlaps(&tiling.cells), []);
    }

    #[test]
    fn both_sides_of_every_edge_are_told(plan in plans()) {
        let tiling = plan.tiling();
        let indexes = indexes(&tiling.shapes);
        for (number, shape) in (0..).zip(&tiling.shapes) {
            for (a, b) in shape.edges() {
                let (left, right) = sides(&indexes[0], a, b);
                for index in &indexes {
                    prop_assert_eq!(sides(index, a, b), (left.clone(), right.clone()));
                }
                prop_assert_eq!(left, vec![number]);
                prop_assert!(right.len() <= 1 && right != [number]);
                let beyond: Vec<u32> = (0..).zip(&tiling.shapes)
                    .filter(|(_, other)| other.covers(&Probe::beside(a, b, Side::Right)))
                    .map(|(number, _)| number).collect();
                prop_assert_eq!(right, beyond);
            }
        }
    }

    #[test]
    fn geo_agrees_off_the_lines(plan in plans(), parts in parts()) {
        let tiling = plan.tiling();
        for shape in &tiling.shapes {
            let place = |vertex: Vertex| Coord { x: f64::from(vertex.x), y: f64::from(vertex.y) };
            let rings: Vec<Polygon> = shape.rings().iter()
                .map(|ring| Polygon::new(LineString::new(ring.vertices().iter().copied().map(place).collect()), Vec::new()))
                .collect();
            for at in tiling.places(&parts) {
                let positions: Vec<CoordPos> = rings.iter().map(|ring| ring.coordinate_position(&place(at))).collect();
                if !positions.contains(&CoordPos::OnBoundary) {
                    let inside = positions.iter().filter(|&&position| position == CoordPos::Inside).count() % 2 == 1;
                    prop_assert_eq!(shape.contains(at), inside);
                }
            }
        }
    }

    #[test]
    fn regions_are_those_of_their_places(plan in plans(), parts in parts()) {
        let tiling = plan.tiling();
        // Every tiling twice, so that shapes follow each other in the same place.
        let shapes: Vec<Shape> = tiling.shapes.iter().chain(&tiling.cells).cloned().collect();
        let places = tiling.places(&parts);
        let expected: Vec<Vec<u32>> = places.iter().map(|&at| owners(&shapes, at)).collect();
        for index in &indexes(&shapes) {
            prop_assert_eq!(by_region(index, &places), [expected.clone(), expected.clone()]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn shapes_that_overlap_in_any_way_are_found(shapes in small_shapes(), scale in 0..3_u32) {
        // The same few shapes at several offsets, so that more sets meet in a cell than a table has.
        let mut all: Vec<Shape> = Vec::new();
        for by in 0..7 {
            for shape in &shapes {
                let moved = |v: &Vertex| Vertex::new((v.x << scale) + by, (v.y << scale) - by / 2);
                let rings = shape.rings().iter().map(|ring| ring.vertices().iter().map(moved).collect()).collect();
                all.push(Shape::new(rings).unwrap());
            }
        }
        let indexes = indexes(&all);
        let rows = [-3, -1, 0, 1, 2, 5, 6, 7, 9, 12, 16, 31, 33];
        let places: Vec<Vertex> = (-2..50).flat_map(|x| rows.map(|y| Vertex::new(x, y))).collect();
        let expected: Vec<Vec<u32>> = places.iter().map(|&at| owners(&all, at)).collect();
        for index in &indexes {
            prop_assert_eq!(by_region(index, &places), [expected.clone(), expected.clone()]);
        }
        for shape in &all {
            for (a, b) in shape.edges() {
                for side in [Side::Left, Side::Right] {
                    let probe = Probe::beside(a, b, side);
                    let covering: Vec<u32> = (0..).zip(&all).filter(|(_, shape)| shape.covers(&probe)).map(|(n, _)| n).collect();
                    for index in &indexes {
                        prop_assert_eq!(index.beside(a, b, side), covering.clone());
                    }
                }
            }
        }
    }
}

/// Small shapes on a small lattice: a ring of three to six vertices, sometimes with a second ring.
fn small_shapes() -> impl Strategy<Value = Vec<Shape>> {
    let vertex = || (0..9_i32, 0..9_i32).prop_map(|(x, y)| Vertex::new(x, y));
    let ring = move || prop::collection::vec(vertex(), 3..7);
    let shape = prop_oneof![
        prop::collection::vec(ring(), 1..3),
        // Boxes share lines and corners more often.
        (vertex(), vertex()).prop_map(|(a, b)| vec![vec![a, Vertex::new(b.x, a.y), b, Vertex::new(a.x, b.y)]]),
        (vertex(), 1..4_i32).prop_map(|(a, size)| {
            let box_of = |x: i32, y: i32, size: i32| {
                vec![
                    Vertex::new(x, y),
                    Vertex::new(x + size, y),
                    Vertex::new(x + size, y + size),
                    Vertex::new(x, y + size),
                ]
            };
            vec![box_of(a.x, a.y, size + 2), box_of(a.x + 1, a.y + 1, size)]
        }),
    ]
    .prop_filter_map("faulty", |rings| Shape::new(rings).ok());
    prop::collection::vec(shape, 2..4)
}

/// How two shapes are related, found by testing the centre of every triangle between places where lines meet: each face
/// of the drawing contains one.
fn relation_by_sampling(one: &Shape, other: &Shape) -> Option<Relation> {
    let place = |vertex: Vertex| (f64::from(vertex.x), f64::from(vertex.y));
    let edges: Vec<_> = one.edges().chain(other.edges()).map(|(a, b)| (place(a), place(b))).collect();
    let mut corners: Vec<(f64, f64)> = edges.iter().map(|edge| edge.0).collect();
    for (number, &(a, b)) in edges.iter().enumerate() {
        for &(c, d) in &edges[number + 1..] {
            let (u, v) = ((b.0 - a.0, b.1 - a.1), (d.0 - c.0, d.1 - c.1));
            let below = u.0 * v.1 - u.1 * v.0;
            let part = ((c.0 - a.0) * v.1 - (c.1 - a.1) * v.0) / below;
            let part_other = ((c.0 - a.0) * u.1 - (c.1 - a.1) * u.0) / below;
            if (0.0..=1.0).contains(&part) && (0.0..=1.0).contains(&part_other) {
                corners.push((a.0 + part * u.0, a.1 + part * u.1));
            }
        }
    }
    corners.sort_by(|a, b| a.partial_cmp(b).unwrap());
    corners.dedup_by(|a, b| (a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9);
    let contains = |shape: &Shape, at: (f64, f64)| {
        shape
            .edges()
            .filter(|&(a, b)| {
                let (a, b) = (place(a), place(b));
                (a.1 > at.1) != (b.1 > at.1) && at.0 < a.0 + (at.1 - a.1) / (b.1 - a.1) * (b.0 - a.0)
            })
            .count()
            % 2
            == 1
    };
    let mut facts = (false, false, false);
    for (i, a) in corners.iter().enumerate() {
        for (j, b) in corners.iter().enumerate().skip(i + 1) {
            for c in &corners[j + 1..] {
                let at = ((a.0 + b.0 + c.0) / 3.0, (a.1 + b.1 + c.1) / 3.0);
                let is_on_line = edges.iter().any(|&(p, q)| {
                    let (u, v) = ((q.0 - p.0, q.1 - p.1), (at.0 - p.0, at.1 - p.1));
                    let part = (u.0 * v.0 + u.1 * v.1) / (u.0 * u.0 + u.1 * u.1);
                    (u.0 * v.1 - u.1 * v.0).abs() < 1e-7 && (-1e-7..1.0 + 1e-7).contains(&part)
                });
                if !is_on_line {
                    match (contains(one, at), contains(other, at)) {
                        (true, true) => facts.0 = true,
                        (true, false) => facts.1 = true,
                        (false, true) => facts.2 = true,
                        (false, false) => {}
                    }
                }
            }
        }
    }
    facts.0.then_some(match (facts.1, facts.2) {
        (true, true) => Relation::Crossing,
        (false, true) => Relation::AInB,
        (true, false) => Relation::BInA,
        (false, false) => Relation::Equal,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn overlaps_are_those_of_sampling(shapes in small_shapes()) {
        let found = overlaps(&shapes);
        let mut expected = Vec::new();
        for (a, one) in (0..).zip(&shapes) {
            for (b, other) in (0..).zip(&shapes).skip(a as usize + 1) {
                expected.extend(relation_by_sampling(one, other).map(|relation| (a, b, relation)));
            }
        }
        let seen: Vec<_> = found.iter().map(|&Overlap { a, b, relation, .. }| (a, b, relation)).collect();
        prop_assert_eq!(seen, expected);
    }

    #[test]
    fn a_union_contains_what_its_parts_do(shapes in small_shapes()) {
        if let Ok(union) = dissolve(&shapes.iter().collect::<Vec<_>>()) {
            for x in -1..10 {
                for y in -1..10 {
                    let at = Vertex::new(x, y);
                    prop_assert_eq!(union.contains(at), !owners(&shapes, at).is_empty());
                }
            }
            prop_assert_eq!(overlaps(&shapes), []);
        }
    }
}
