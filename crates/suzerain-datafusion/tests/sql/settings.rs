//! Rows that cannot be asked about, and what the settings make of them.

use super::common::*;

const BAD: &str = "(VALUES (44.952, 39.786, '2000-01-01'), (44.952, 95.0, '2000-01-01'), (NULL, 39.786, '2000-01-01'), \
                   (44.952, 39.786, NULL), (44.952, 39.786, 'soon'), (200.0, 39.786, '2000-01-01'), \
                   (arrow_cast('NaN', 'Float64'), 39.786, '2000-01-01'), (44.952, 39.786, '12000-01-01')) AS v (lon, lat, day)";

#[tokio::test]
async fn rows_that_ask_nothing_are_null_and_counted() {
    let (context, atlases) = session();
    for function in ["controller_at", "sovereign_at", "control_mode_at", "certainty_at"] {
        let before = atlases.counts();
        let found = first(&context, &format!("SELECT {function}(lon, lat, day) FROM {BAD}")).await;
        assert_eq!(
            found.iter().map(Option::is_some).collect::<Vec<_>>(),
            [true, false, false, false, false, false, false, false]
        );
        let counts = atlases.counts();
        assert_eq!(counts.rows - before.rows, 8);
        assert_eq!(counts.nulls - before.nulls, 2);
        assert_eq!(counts.bad_positions - before.bad_positions, 3);
        assert_eq!(counts.bad_dates - before.bad_dates, 2);
    }
    let whole = rows(&context, &format!("SELECT answer_at(lon, lat, day) AS a FROM {BAD}")).await;
    assert_eq!(whole.column(0).null_count(), 7);
}

#[tokio::test]
async fn bad_values_are_errors_where_the_settings_say_so() {
    let (context, _) = session();
    let query = format!("SELECT controller_at(lon, lat, day) FROM {BAD}");
    context.sql("SET suzerain.bad_positions = 'error'").await.unwrap();
    let error = try_rows(&context, &query).await.unwrap_err().to_string();
    assert!(error.contains("row 1 of a batch") && error.contains("95") && error.contains("2 more rows"), "{error}");
    context.sql("SET suzerain.bad_positions = 'null'").await.unwrap();
    context.sql("SET suzerain.bad_dates = 'error'").await.unwrap();
    let error = try_rows(&context, &query).await.unwrap_err().to_string();
    assert!(error.contains("row 4 of a batch") && error.contains("soon"), "{error}");
    // Constants too.
    let constant = "SELECT controller_at(44.952, 39.786, 'soon')";
    assert!(try_rows(&context, constant).await.unwrap_err().to_string().contains("soon"));
    // A NULL is no bad value.
    let nulls = "SELECT controller_at(NULL, 39.786, '2000-01-01'), controller_at(44.9, 39.786, NULL)";
    assert_eq!(first(&context, nulls).await, [None]);

    for (setting, part) in [("bad_dates = 'never'", "'null' or 'error'"), ("colour = 'red'", "no setting")] {
        let error = context.sql(&format!("SET suzerain.{setting}")).await.unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
    }
}

#[tokio::test]
async fn tables_of_no_rows_and_of_nulls_only_are_answered() {
    let (context, _) = session();
    register(&context, &questions(10, 5), 10);
    for function in ["controller_at", "answer_at"] {
        let none = rows(&context, &format!("SELECT {function}(lon, lat, day) AS a FROM t WHERE lon > 1000")).await;
        assert_eq!(none.num_rows(), 0);
        for arguments in ["NULL, lat, day", "lon, lat, NULL", "lon, lat, arrow_cast(NULL, 'Dictionary(Int8, Utf8)')"] {
            let found = rows(&context, &format!("SELECT {function}({arguments}) AS a FROM t")).await;
            assert_eq!((found.num_rows(), found.column(0).null_count()), (10, 10), "{function}({arguments})");
        }
    }
}

#[tokio::test]
async fn registering_again_keeps_the_settings() {
    let (context, atlases) = session();
    context.sql("SET suzerain.bad_dates = 'error'").await.unwrap();
    atlases.register(&context).unwrap();
    let shown = rows(&context, "SELECT controller_at(44.952, 39.786, '2000-01-01')").await;
    assert_eq!(shown.num_rows(), 1);
    assert!(try_rows(&context, "SELECT controller_at(44.952, 39.786, 'soon')").await.is_err());
}

#[tokio::test]
async fn the_metrics_of_a_plan_count_its_rows() {
    let (context, _) = session();
    register(&context, &questions(900, 11), 300);
    context.sql(&format!("CREATE TABLE bad AS SELECT * FROM {BAD}")).await.unwrap().collect().await.unwrap();
    for (query, counts) in [
        ("SELECT controller_at(lon, lat, day) FROM bad", "rows_asked=8, nulls=2, bad_positions=3, bad_dates=2"),
        (
            "SELECT day FROM bad WHERE controller_at(lon, lat, day) = 'Armenia'",
            "rows_asked=8, nulls=2, bad_positions=3, bad_dates=2",
        ),
        (
            "SELECT controller_at(lon, lat, day) AS a, count(*) FROM bad GROUP BY a",
            "rows_asked=8, nulls=2, bad_positions=3, bad_dates=2",
        ),
        ("SELECT controller_at(lon, lat, day) FROM t", "rows_asked=900, nulls=0, bad_positions=0, bad_dates=0"),
        (
            "SELECT count(DISTINCT sovereign_at(lon, lat, day)) FROM t",
            "rows_asked=900, nulls=0, bad_positions=0, bad_dates=0",
        ),
    ] {
        // Each plan has counters of its own.
        for _ in 0..2 {
            let found = rows(&context, &format!("EXPLAIN ANALYZE {query}")).await;
            let plan = datafusion::arrow::util::pretty::pretty_format_batches(&[found]).unwrap().to_string();
            let shown: Vec<&str> = plan.lines().filter(|line| line.contains("SuzerainCountsExec")).collect();
            assert!(shown.len() == 1 && counts.split(", ").all(|count| shown[0].contains(count)), "{query}: {plan}");
        }
    }
}
