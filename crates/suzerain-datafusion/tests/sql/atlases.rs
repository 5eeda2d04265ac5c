//! Atlases by name and by file.

use std::path::PathBuf;

use suzerain::Atlas;
use suzerain::build::{PolityDraft, SourceDraft};

use super::common::*;

fn world() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../suzerain-world/data/world.suz")
}

fn document() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/data/full.geojson")
}

#[tokio::test]
async fn a_query_asks_two_atlases() {
    let (context, atlases) = session();
    let world = Atlas::from_bytes(&std::fs::read(world()).unwrap()).unwrap();
    atlases.add("world", world.clone());
    register(&context, &questions(2_000, 6), 700);
    let found = rows(
        &context,
        "SELECT lon, lat, day, controller_at(lon, lat, day) AS own, controller_at(lon, lat, day, 'world') AS world FROM t",
    )
    .await;
    let (own, others) = (texts(found.column(3)), texts(found.column(4)));
    let mut differ = 0;
    let questions = questions(2_000, 6);
    for (row, &(lon, lat, day)) in questions.iter().enumerate() {
        assert_eq!(own[row], holders(&atlas().controller_at(place(lon, lat), day)));
        assert_eq!(others[row], holders(&world.controller_at(place(lon, lat), day)));
        differ += usize::from(own[row] != others[row]);
    }
    assert!(differ > 200, "{differ}");
}

#[tokio::test]
async fn the_atlas_of_a_session_is_a_name_or_a_file() {
    let (context, atlases) = session();
    let query = "SELECT controller_at(2.35, 48.86, DATE '2000-01-01')";
    assert_eq!(first(&context, query).await, [None]);
    context.sql(&format!("SET suzerain.atlas = '{}'", world().display())).await.unwrap();
    assert_eq!(first(&context, query).await, [Some("France".to_owned())]);
    let file = world().display().to_string();
    assert_eq!(
        atlases.get(&file).unwrap().edition(),
        Atlas::from_bytes(&std::fs::read(&file).unwrap()).unwrap().edition()
    );
    // A document.
    let text = std::fs::read(document()).unwrap();
    let expected = Atlas::from_geojson(text.as_slice()).unwrap();
    context.sql(&format!("SET suzerain.atlas = '{}'", document().display())).await.unwrap();
    assert_eq!(atlases.get(&document().display().to_string()).unwrap().fingerprint(), expected.fingerprint());
    context.sql("SET suzerain.atlas = 'south-caucasus'").await.unwrap();
    assert_eq!(
        first(&context, "SELECT controller_at(44.952, 39.786, '2000-01-01')").await,
        [Some("Armenia".to_owned())]
    );
}

#[tokio::test]
async fn an_unknown_atlas_is_named_with_those_that_are_known() {
    let (context, atlases) = session();
    atlases.add("mine", Atlas::south_caucasus().clone());
    for query in [
        "SELECT controller_at(44.9, 39.7, DATE '2000-01-01', 'atlantis')",
        "SELECT * FROM history(44.9, 39.7, 'atlantis')",
    ] {
        let error = try_rows(&context, query).await.unwrap_err().to_string();
        assert!(error.contains("'atlantis'") && error.contains("mine, south-caucasus"), "{error}");
    }
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let error = try_rows(&context, &format!("SELECT controller_at(44.9, 39.7, DATE '2000-01-01', '{manifest}')")).await;
    assert!(error.unwrap_err().to_string().contains("Cargo.toml"));
    // The atlas is the same for all rows.
    register(&context, &questions(10, 7), 10);
    let error =
        try_rows(&context, "SELECT controller_at(lon, lat, day, arrow_cast(day, 'Utf8')) FROM t").await.unwrap_err();
    assert!(error.to_string().contains("constant"), "{error}");
}

#[tokio::test]
async fn an_atlas_added_again_takes_the_place_of_the_first() {
    let (context, atlases) = session();
    atlases.add("mine", Atlas::south_caucasus().clone());
    let query = "SELECT controller_at(44.952, 39.786, '2000-01-01', 'mine')";
    assert_eq!(first(&context, query).await, [Some("Armenia".to_owned())]);
    let source = SourceDraft::new("survey", "Survey");
    let polity = PolityDraft::new("EAST", suzerain::model::PolityKind::Kingdom, "East").citing("survey");
    atlases.add("mine", Atlas::builder("mine").source(source).polity(polity).build().unwrap());
    assert_eq!(first(&context, query).await, [None]);
}
