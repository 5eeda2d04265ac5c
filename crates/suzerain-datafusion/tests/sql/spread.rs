//! Constants are worked out when the query is planned, or once a batch.

use super::common::*;

#[tokio::test]
async fn a_function_of_constants_is_a_constant_of_the_plan() {
    let (context, atlases) = session();
    register(&context, &questions(1_000, 8), 100);
    let query = "SELECT lon, controller_at(44.952, 39.786, DATE '2000-01-01') AS holder FROM t";
    let plan = context.sql(query).await.unwrap().into_optimized_plan().unwrap().to_string();
    assert!(plan.contains("Utf8View(\"Armenia\")") && !plan.contains("controller_at("), "{plan}");
    let before = atlases.counts().rows;
    let found = rows(&context, query).await;
    assert!(texts(found.column(1)).iter().all(|holder| holder.as_deref() == Some("Armenia")));
    assert!(atlases.counts().rows - before <= 2);
}

/// The plan is made with the settings of its session, not with those at first.
#[tokio::test]
async fn constants_are_asked_of_the_atlas_of_the_session() {
    let (context, _) = session();
    let world = concat!(env!("CARGO_MANIFEST_DIR"), "/../suzerain-world/data/world.suz");
    let query = "SELECT controller_at(2.35, 48.86, DATE '2000-01-01')";
    assert_eq!(first(&context, query).await, [None]);
    context.sql(&format!("SET suzerain.atlas = '{world}'")).await.unwrap();
    assert_eq!(first(&context, query).await, [Some("France".to_owned())]);
}

#[tokio::test]
async fn one_place_or_one_day_is_that_of_every_row() {
    let (context, _) = session();
    let questions = questions(3_000, 9);
    register(&context, &questions, 450);
    let found = rows(
        &context,
        "SELECT controller_at(44.952, 39.786, day), controller_at(lon, lat, DATE '2000-01-01'), \
         controller_at(lon, 39.786, '1992-05'), get_field(answer_at(44.952, lat, day), 'controller') FROM t",
    )
    .await;
    let [a, b, c, d] = [0, 1, 2, 3].map(|column| texts(found.column(column)));
    let (may, new_year) = ("1992-05".parse().unwrap(), time::macros::date!(2000 - 01 - 01));
    for (row, &(lon, lat, day)) in questions.iter().enumerate() {
        assert_eq!(a[row], holders(&atlas().controller_at(place(44.952, 39.786), day)));
        assert_eq!(b[row], holders(&atlas().controller_at(place(lon, lat), new_year)));
        let in_may = atlas().answer_within(place(lon, 39.786), may, suzerain::Basis::DeFacto);
        let in_may = in_may.candidates().into_iter().flat_map(|it| it.outcome().holders());
        assert_eq!(c[row], joined(in_may.map(|holder| holder.name().to_owned())));
        assert_eq!(d[row], holders(&atlas().controller_at(place(44.952, lat), day)));
    }
}
