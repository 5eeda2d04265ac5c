//! Outlines drawn for many years, over each other: answers and conflicts follow from the outlines of the day.

use std::collections::BTreeSet;

use geo_types::{Polygon, polygon};
use proptest::prelude::*;
use suzerain::build::{PolityDraft, SourceDraft, Statement, TerritoryDraft};
use suzerain::model::{PolityKind, TerritoryKind};
use suzerain::snapshot::ConflictKind;
use suzerain::{Atlas, Basis, Outcome, Position};
use time::macros::date;
use time::{Date, Duration};

const STATES: [&str; 3] = ["A", "B", "C"];
const UNIONS: [&str; 3] = ["UA", "UB", "UC"];
const LAYERS: [&str; 2] = ["over", "under"];

/// A rectangle that a state holds for some days; the first layer overrules the second.
#[derive(Debug, Clone)]
struct Drawn {
    sides: [i32; 4],
    from: i64,
    until: i64,
    state: usize,
    layer: usize,
}

/// A state is part of its union for some days.
#[derive(Debug, Clone)]
struct Bond {
    state: usize,
    from: i64,
    until: i64,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let sides = (0..6_i32, 0..6_i32, 1..5_i32, 1..5_i32);
    let days = prop_oneof![
        (0..8_i64).prop_map(|map| (map * 6, map * 6 + 6)),
        (0..40_i64, 1..30_i64).prop_map(|(a, b)| (a, a + b))
    ];
    (sides, days, 0..3_usize, 0..2_usize).prop_map(|((x, y, width, height), (from, until), state, layer)| Drawn {
        sides: [x, y, x + width, y + height],
        from,
        until,
        state,
        layer,
    })
}

fn bond() -> impl Strategy<Value = Bond> {
    (0..3_usize, 0..50_i64, 1..20_i64).prop_map(|(state, from, length)| Bond { state, from, until: from + length })
}

fn day(number: i64) -> Date {
    date!(1900 - 01 - 01) + Duration::days(number)
}

fn rectangle([west, south, east, north]: [i32; 4]) -> Polygon<f64> {
    let [west, south, east, north] = [west, south, east, north].map(f64::from);
    polygon![(x: west, y: south), (x: east, y: south), (x: east, y: north), (x: west, y: north)]
}

fn built(maps: &[Drawn], bonds: &[Bond], is_layered: bool) -> Atlas {
    let mut builder = Atlas::builder("years").source(SourceDraft::new("map", "Map")).keep_contradictions();
    if is_layered {
        builder = builder.precedence(&LAYERS, &LAYERS);
    }
    for (state, union) in STATES.into_iter().zip(UNIONS) {
        let mut draft = PolityDraft::new(state, PolityKind::UnionRepublic, state).citing("map");
        for bond in bonds.iter().filter(|bond| STATES[bond.state] == state) {
            draft = draft.part_of(union, day(bond.from)..day(bond.until));
        }
        builder = builder.polity(draft).polity(PolityDraft::new(union, PolityKind::Union, union).citing("map"));
    }
    for (number, drawn) in maps.iter().enumerate() {
        let code = code(number);
        let ground = TerritoryDraft::new(&code, TerritoryKind::Province, &code);
        let mut ground = ground.outline(rectangle(drawn.sides), 100.0).citing("map");
        if is_layered {
            ground = ground.layer(LAYERS[drawn.layer]);
        }
        let held = Statement::sovereignty(&code, STATES[drawn.state]).citing("map");
        builder = builder.territory(ground).statement(held.from(day(drawn.from)).until(day(drawn.until)));
    }
    builder.build().unwrap_or_else(|report| panic!("{report}"))
}

fn code(number: usize) -> String {
    format!("t{number}")
}

/// The outlines at a place on a day, tier by tier, without those that another one of the tier lies within.
fn sides(maps: &[Drawn], is_layered: bool, (x, y): (i32, i32), number: i64) -> Vec<Vec<usize>> {
    let lies_within = |part: &Drawn, whole: &Drawn| {
        let (inner, outer) = (part.sides, whole.sides);
        let is_inside = outer[0] <= inner[0] && outer[1] <= inner[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
        inner != outer && is_inside
    };
    let is_there = |&at: &usize| {
        let Drawn { sides: [west, south, east, north], from, until, .. } = maps[at];
        (west..east).contains(&x) && (south..north).contains(&y) && (from..until).contains(&number)
    };
    let tier = |layer: usize| {
        let here: Vec<usize> =
            (0..maps.len()).filter(|&at| !is_layered || maps[at].layer == layer).filter(is_there).collect();
        let is_innermost = |&&whole: &&usize| !here.iter().any(|&part| lies_within(&maps[part], &maps[whole]));
        here.iter().filter(is_innermost).copied().collect()
    };
    (0..if is_layered { 2 } else { 1 }).map(tier).collect()
}

/// Who is at the top of the chain of a state on a day.
fn top(bonds: &[Bond], state: usize, number: i64) -> &'static str {
    let is_bound = bonds.iter().any(|bond| bond.state == state && (bond.from..bond.until).contains(&number));
    if is_bound { UNIONS[state] } else { STATES[state] }
}

/// Who holds a place on a day, as the atlas says.
fn told(atlas: &Atlas, at: Position, day: Date, basis: Basis) -> BTreeSet<String> {
    match atlas.answer(at, day, basis).outcome() {
        Some(Outcome::Sole(holder)) => BTreeSet::from([holder.name().to_owned()]),
        Some(Outcome::Contested(holders)) => holders.iter().map(|holder| holder.name().to_owned()).collect(),
        _ => BTreeSet::new(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn answers_and_conflicts_are_those_of_the_day(
        maps in prop::collection::vec(drawn(), 1..16),
        bonds in prop::collection::vec(bond(), 0..6),
        is_layered in any::<bool>(),
    ) {
        // Bonds of one state that overlap are one.
        let mut bonds: Vec<Bond> = bonds;
        bonds.sort_by_key(|bond| (bond.state, bond.from));
        bonds.dedup_by(|next, last| {
            let are_one = next.state == last.state && next.from <= last.until;
            if are_one {
                last.until = last.until.max(next.until);
            }
            are_one
        });
        let atlas = built(&maps, &bonds, is_layered);
        let conflicts = atlas.conflicts();
        for number in -1..72 {
            let mut pairs: BTreeSet<[String; 2]> = BTreeSet::new();
            for (x, y) in (0..11).flat_map(|x| (0..11).map(move |y| (x, y))) {
                let tiers = sides(&maps, is_layered, (x, y), number);
                let at = Position::from_lon_lat(f64::from(x) + 0.5, f64::from(y) + 0.5).unwrap();
                let deciding = tiers.iter().find(|tier| !tier.is_empty());
                let holders = deciding.into_iter().flatten().map(|&it| top(&bonds, maps[it].state, number).to_owned());
                let holders: BTreeSet<String> = holders.collect();
                for basis in [Basis::DeFacto, Basis::DeJure] {
                    let told = told(&atlas, at, day(number), basis);
                    prop_assert_eq!(&told, &holders, "at {} on {}", at, day(number));
                }
                let all: Vec<usize> = tiers.concat();
                for (place, &one) in all.iter().enumerate() {
                    for &other in all.iter().skip(place + 1).filter(|&&other| maps[other].state != maps[one].state) {
                        let mut pair = [code(one), code(other)];
                        pair.sort();
                        pairs.insert(pair);
                    }
                }
            }
            for asked in [Basis::DeFacto, Basis::DeJure] {
                let told = conflicts.iter().filter(|conflict| conflict.period().holds_on(day(number)).is_some());
                let told = told.filter_map(|conflict| match conflict.kind() {
                    ConflictKind::Overlap { basis, territories, .. } if *basis == asked => {
                        let mut pair = territories.each_ref().map(ToString::to_string);
                        pair.sort();
                        Some(pair)
                    }
                    _ => None,
                });
                prop_assert_eq!(told.collect::<BTreeSet<_>>(), pairs.clone(), "{} on {}", asked, day(number));
            }
        }
    }
}
