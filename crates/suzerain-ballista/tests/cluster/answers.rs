//! A cluster answers as one process does.

use suzerain_datafusion::Atlases;

use super::common::{Cluster, alone, answer, register, table};

#[tokio::test(flavor = "multi_thread")]
async fn the_same_as_in_one_process() {
    let cluster = Cluster::begin("answers", [&[], &[]]);
    let atlases = Atlases::new();
    let (by_cluster, by_this) = (cluster.client(&atlases), alone(&atlases));
    let folder = cluster.events(40_000, 4);
    register(&by_cluster, &folder).await;
    register(&by_this, &folder).await;
    for query in [
        "SELECT controller_at(lon, lat, day) AS holder, date_trunc('month', day) AS month, count(*) AS events \
         FROM events GROUP BY holder, month ORDER BY month, holder",
        "SELECT sovereign_at(lon, lat, day), certainty_at(lon, lat, day), control_mode_at(lon, lat, day), count(*) \
         FROM events GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        "SELECT id, answer_at(lon, lat, day) FROM events WHERE id % 97 = 0 ORDER BY id",
        "SELECT id, controller_at(lon, lat, CAST(extract(year FROM day) AS VARCHAR)) AS held FROM events \
         WHERE controller_at(lon, lat, day) = 'Armenia' AND id % 11 = 0 ORDER BY id",
        "SELECT id, row_number() OVER (PARTITION BY controller_at(lon, lat, day) ORDER BY id) AS number FROM events \
         ORDER BY id LIMIT 500",
        "SELECT count(*) FROM events WHERE controller_at(lon + 400, lat, day) IS NULL",
        "SELECT basis, period, holder, doubts, events FROM history(44.952, 39.786) ORDER BY basis, period, holder",
        "SELECT holder, round(km2), md5(outline) FROM snapshot('2010-01-01', 'de-facto') ORDER BY 1, 2, 3",
        "SELECT s.holder, count(*) FROM events JOIN snapshot('1950-01-01', 'de-jure') s \
         ON s.holder = sovereign_at(lon, lat, day) GROUP BY s.holder ORDER BY s.holder",
        "SELECT territory, to_holder, round(km2) FROM changes('2020-09-27', '2020-12-31') ORDER BY 1, 2, 3",
        "SELECT controller_at(44.952, 39.786, '2000-01-01') FROM events LIMIT 1",
    ] {
        assert_eq!(table(&by_cluster, query).await, table(&by_this, query).await, "{query}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn settings_reach_executors_and_counts_come_back() {
    let cluster = Cluster::begin("settings", [&[], &[]]);
    let context = cluster.client(&Atlases::new());
    register(&context, &cluster.events(3_000, 3)).await;
    let query = "SELECT count(controller_at(lon + 0.001 * id * id, lat, day)) FROM events";
    let counted = table(&context, &format!("EXPLAIN ANALYZE {query}")).await;
    assert!(counted.contains("SuzerainCountsExec"), "{counted}");
    assert!(counted.contains("rows_asked=3.00 K") || counted.contains("rows_asked=3000"), "{counted}");
    assert!(counted.contains("bad_positions="), "{counted}");
    context.sql("SET suzerain.bad_positions = 'error'").await.unwrap();
    let error = answer(&context, query).await.unwrap_err().to_string();
    assert!(error.contains("SET suzerain.bad_positions = 'null'"), "{error}");
}
