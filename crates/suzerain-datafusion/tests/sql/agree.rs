//! Columns say what single calls say.

use datafusion::arrow::array::AsArray;
use datafusion::prelude::col;
use suzerain::{Certainty, Doubt};
use suzerain_datafusion::expr_fn;

use super::common::*;

const ALL: &str = "SELECT lon, lat, day, controller_at(lon, lat, day) AS controller, sovereign_at(lon, lat, day) AS sovereign, \
                   control_mode_at(lon, lat, day) AS mode, certainty_at(lon, lat, day) AS certainty, \
                   answer_at(lon, lat, day) AS answer FROM t";

#[tokio::test]
async fn columns_say_what_single_calls_say() {
    let (context, atlases) = session();
    let questions = questions(20_000, 1);
    register(&context, &questions, 3_000);
    let found = rows(&context, ALL).await;
    assert_eq!(found.num_rows(), questions.len());

    let column = |name: &str| texts(found.column_by_name(name).unwrap());
    let [controllers, sovereigns, modes_found, certainties] =
        ["controller", "sovereign", "mode", "certainty"].map(column);
    let answer = found.column_by_name("answer").unwrap().as_struct();
    let field = |name: &str| texts(answer.column_by_name(name).unwrap());
    let fields = [
        "outcome",
        "controller",
        "code",
        "chain",
        "mode",
        "sovereign",
        "certainty",
        "sovereign_certainty",
        "territory",
    ]
    .map(field);
    let doubts = answer.column_by_name("doubts").unwrap().as_list::<i32>();
    let (mut held, mut several, mut doubted) = (0, 0, 0);
    // Partitions may come in another order, so the questions are those of the rows.
    let (lon, lat) = (found.column(0), found.column(1));
    let (lon, lat) = (
        lon.as_primitive::<datafusion::arrow::datatypes::Float64Type>(),
        lat.as_primitive::<datafusion::arrow::datatypes::Float64Type>(),
    );
    let day = found.column(2).as_primitive::<datafusion::arrow::datatypes::Date32Type>();
    for row in 0..found.num_rows() {
        let day = time::Date::from_julian_day(day.value(row) + EPOCH).unwrap();
        let place = place(lon.value(row), lat.value(row));
        let (in_fact, in_right) = (atlas().controller_at(place, day), atlas().sovereign_at(place, day));
        assert_eq!(controllers[row], holders(&in_fact), "{in_fact:?}");
        assert_eq!(sovereigns[row], holders(&in_right), "{in_right:?}");
        assert_eq!(modes_found[row], modes(&in_fact), "{in_fact:?}");
        assert_eq!(certainties[row].as_deref(), Some(in_fact.certainty().as_str()), "{in_fact:?}");
        let expected = [
            joined(in_fact.candidates().map(|it| it.outcome().word())),
            holders(&in_fact),
            codes(&in_fact),
            chains(&in_fact),
            modes(&in_fact),
            holders(&in_right),
            Some(in_fact.certainty().to_string()),
            Some(in_right.certainty().to_string()),
            atlas().territories_at(place, day).first().map(|it| it.name_on(day).to_owned()),
        ];
        let got: Vec<Option<String>> = fields.iter().map(|field| field[row].clone()).collect();
        assert_eq!(got, expected, "{in_fact:?}");
        let told: Vec<String> = texts(&doubts.value(row)).into_iter().flatten().collect();
        let both: Vec<Doubt<'_>> = [in_fact.doubts(), in_right.doubts()].concat();
        assert_eq!(told.is_empty(), both.is_empty(), "{in_fact:?}");
        for doubt in &both {
            assert!(told.iter().any(|text| text.ends_with(&doubt.to_string())), "{doubt} is not among {told:?}");
        }
        held += usize::from(controllers[row].is_some());
        several += usize::from(in_fact.certainty() == Certainty::Possible);
        doubted += usize::from(!told.is_empty());
    }
    // The rows have all kinds of answers.
    assert!(held > 5_000 && several > 20 && doubted > 500 && held < 20_000, "{held} {several} {doubted}");
    assert_eq!(atlases.counts().bad_positions, 0);
}

#[tokio::test]
async fn data_frames_say_the_same_as_sql() {
    let context = datafusion::prelude::SessionContext::new();
    suzerain_datafusion::register(&context).unwrap();
    register(&context, &questions(5_000, 2), 1_000);
    let args = || (col("lon"), col("lat"), col("day"));
    let of = |function: fn(
        datafusion::logical_expr::Expr,
        datafusion::logical_expr::Expr,
        datafusion::logical_expr::Expr,
    ) -> datafusion::logical_expr::Expr| {
        let (lon, lat, day) = args();
        function(lon, lat, day)
    };
    let columns = vec![
        of(expr_fn::controller_at).alias("a"),
        of(expr_fn::sovereign_at).alias("b"),
        of(expr_fn::control_mode_at).alias("c"),
        of(expr_fn::certainty_at).alias("d"),
        of(expr_fn::answer_at).alias("e"),
        expr_fn::atlas("south-caucasus").controller_at(col("lon"), col("lat"), col("day")).alias("f"),
    ];
    let frame = context.table("t").await.unwrap().select(columns).unwrap();
    context.register_table("framed", frame.into_view()).unwrap();
    let count = rows(
        &context,
        "SELECT count(*) AS rows, count(*) FILTER (WHERE (a IS DISTINCT FROM f) OR (a IS DISTINCT FROM get_field(e, 'controller')) \
         OR (b IS DISTINCT FROM get_field(e, 'sovereign')) OR (c IS DISTINCT FROM get_field(e, 'mode')) \
         OR (d IS DISTINCT FROM get_field(e, 'certainty'))) AS others \
         FROM framed",
    )
    .await;
    let number =
        |column: usize| count.column(column).as_primitive::<datafusion::arrow::datatypes::Int64Type>().value(0);
    assert_eq!((number(0), number(1)), (5_000, 0));
}

#[tokio::test]
async fn holders_are_grouped_and_joined_as_texts() {
    let (context, _) = session();
    let questions = questions(10_000, 3);
    register(&context, &questions, 1_000);
    let found = rows(
        &context,
        "SELECT controller_at(lon, lat, day) AS holder, count(*) AS rows FROM t WHERE controller_at(lon, lat, day) = \
         'Soviet Union' OR controller_at(lon, lat, day) LIKE 'Azer%' GROUP BY holder ORDER BY holder",
    )
    .await;
    let mut expected = std::collections::BTreeMap::new();
    for &(lon, lat, day) in &questions {
        let holder = holders(&atlas().controller_at(place(lon, lat), day));
        if let Some(holder) = holder.filter(|name| name == "Soviet Union" || name.starts_with("Azer")) {
            *expected.entry(holder).or_insert(0) += 1;
        }
    }
    let counts = found.column(1).as_primitive::<datafusion::arrow::datatypes::Int64Type>().values().to_vec();
    let names: Vec<String> = texts(found.column(0)).into_iter().flatten().collect();
    assert_eq!(names.into_iter().zip(counts).collect::<std::collections::BTreeMap<_, _>>(), expected);
}
