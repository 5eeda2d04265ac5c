//! Histories, snapshots and changes as tables.

use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::datatypes::{Date32Type, Float64Type};
use suzerain::{Atlas, Basis};
use time::macros::date;

use super::common::*;

#[tokio::test]
async fn a_history_has_every_spell() {
    let (context, _) = session();
    let found = rows(&context, "SELECT * FROM history(46.5469, 39.6408)").await;
    let place = place(46.5469, 39.6408);
    let spells = [atlas().history_at(place), atlas().sovereign_history_at(place)].concat();
    assert_eq!(found.num_rows(), spells.len());
    let column = |name: &str| texts(found.column_by_name(name).unwrap());
    let until = found.column_by_name("until_latest").unwrap().as_primitive::<Date32Type>().clone();
    let expected: Vec<_> = spells.iter().map(|spell| Some(spell.period().to_string())).collect();
    assert_eq!(column("period"), expected);
    for (row, spell) in spells.iter().enumerate() {
        assert_eq!(column("basis")[row].as_deref(), Some(spell.basis().as_str()));
        assert_eq!(column("holder")[row], joined(spell.outcome().holders().iter().map(suzerain::Holder::name)));
        assert_eq!(column("certainty")[row].as_deref(), Some(spell.certainty().as_str()));
        let last = spell.period().until().map(|bound| bound.latest().to_julian_day() - EPOCH);
        assert_eq!(until.is_valid(row).then(|| until.value(row)), last);
    }
    let russia = first(&context, "SELECT mode FROM history(46.5469, 39.6408) WHERE holder = 'Russia'").await;
    assert_eq!(russia, [Some("peacekeeping".to_owned())]);
}

#[tokio::test]
async fn a_snapshot_has_a_row_for_each_share_with_its_outline() {
    let (context, _) = session();
    let found = rows(&context, "SELECT * FROM snapshot(DATE '2010-01-01', 'de-facto')").await;
    let day = atlas().on(date!(2010 - 01 - 01), Basis::DeFacto);
    let shares = day.shares();
    assert_eq!(found.num_rows(), shares.len());
    let codes_found = texts(found.column_by_name("code").unwrap());
    let km2 = found.column_by_name("km2").unwrap().as_primitive::<Float64Type>();
    let outlines = found.column_by_name("outline").unwrap().as_binary::<i32>();
    for (row, share) in shares.iter().enumerate() {
        assert_eq!(codes_found[row], codes(share.answer()));
        assert!((km2.value(row) - share.area_km2()).abs() < 1e-9);
        let Some(polity) = share.polity() else { continue };
        let expected = day.extent_of(polity.code()).unwrap();
        assert_eq!(decoded(outlines.value(row)), expected, "{}", polity.code());
    }
    let total = rows(&context, "SELECT sum(km2) FROM snapshot('2010-01-01', 'de jure', 'south-caucasus')").await;
    let total = total.column(0).as_primitive::<Float64Type>().value(0);
    assert!((total - day.total_area_km2()).abs() < 1e-3, "{total}");
}

/// A multipolygon from its well-known binary, read as the standard says.
fn decoded(mut bytes: &[u8]) -> geo_types::MultiPolygon<f64> {
    let mut take = |count: usize| {
        let (head, rest) = bytes.split_at(count);
        bytes = rest;
        head.to_vec()
    };
    let number = |take: &mut dyn FnMut(usize) -> Vec<u8>| u32::from_le_bytes(take(4).try_into().unwrap());
    assert_eq!(take(1), [1]);
    assert_eq!(number(&mut take), 6);
    let polygons = (0..number(&mut take)).map(|_| {
        assert_eq!(take(1), [1]);
        assert_eq!(number(&mut take), 3);
        let mut rings: Vec<geo_types::LineString<f64>> = Vec::new();
        for _ in 0..number(&mut take) {
            let count = number(&mut take);
            let mut axis = || f64::from_le_bytes(take(8).try_into().unwrap());
            rings.push((0..count).map(|_| (axis(), axis())).collect::<Vec<_>>().into());
        }
        let shell = rings.remove(0);
        geo_types::Polygon::new(shell, rings)
    });
    let polygons = geo_types::MultiPolygon(polygons.collect());
    assert!(bytes.is_empty());
    polygons
}

#[tokio::test]
async fn changes_are_those_between_two_days() {
    let (context, _) = session();
    let found = rows(&context, "SELECT * FROM changes('2020-09-27', DATE '2020-12-31')").await;
    let changes = atlas().changes(date!(2020 - 09 - 27), date!(2020 - 12 - 31));
    assert_eq!(found.num_rows(), changes.len());
    let names: Vec<_> = changes.iter().map(|change| Some(change.name().to_owned())).collect();
    assert_eq!(texts(found.column_by_name("territory").unwrap()), names);
    let events = found.column_by_name("events").unwrap().as_list::<i32>();
    for (row, change) in changes.iter().enumerate() {
        let expected: Vec<_> = change.events().iter().map(|event| Some(event.to_string())).collect();
        assert_eq!(texts(&events.value(row)), expected);
    }
    let kalbajar = "SELECT from_holder || ' to ' || to_holder FROM changes('2020-11-24', '2020-11-25') \
                    WHERE km2 > 1000";
    assert_eq!(first(&context, kalbajar).await, [Some("Republic of Artsakh to Azerbaijan".to_owned())]);
}

#[tokio::test]
async fn tables_ask_the_atlas_of_the_session_or_the_one_that_is_named() {
    let (context, atlases) = session();
    let world = concat!(env!("CARGO_MANIFEST_DIR"), "/../suzerain-world/data/world.suz");
    atlases.add("world", Atlas::from_bytes(&std::fs::read(world).unwrap()).unwrap());
    let paris = "SELECT DISTINCT holder FROM history(2.35, 48.86";
    assert!(first(&context, &format!("{paris})")).await.is_empty());
    assert_eq!(first(&context, &format!("{paris}, 'world')")).await, [Some("France".to_owned())]);
    context.sql("SET suzerain.atlas = 'world'").await.unwrap();
    assert_eq!(first(&context, &format!("{paris})")).await, [Some("France".to_owned())]);
}

#[tokio::test]
async fn arguments_are_constants_in_any_form() {
    let (context, _) = session();
    let expected = rows(&context, "SELECT * FROM history(44.952, 39.786)").await;
    assert_eq!(rows(&context, "SELECT * FROM history(40 + 4.952, -(-39.786))").await, expected);
    for (query, part) in [
        ("SELECT * FROM history(44.952)", "(lon, lat)"),
        ("SELECT * FROM history(44.952, 139.786)", "latitude"),
        ("SELECT * FROM history(44.952, NULL)", "lat of history is NULL"),
        ("SELECT * FROM snapshot('2010', 'de-facto')", "span of days"),
        ("SELECT * FROM snapshot('2010-01-01', 'in fact')", "'de-facto' or 'de-jure'"),
        ("SELECT * FROM changes('2010-01-01', 'soon')", "takes a day"),
    ] {
        let error = try_rows(&context, query).await.unwrap_err().to_string();
        assert!(error.contains(part), "{query}: {error}");
    }
}
