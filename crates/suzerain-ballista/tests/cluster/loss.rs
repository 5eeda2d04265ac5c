//! An answer survives the end of an executor.

use std::time::Duration;

use suzerain_datafusion::Atlases;

use super::common::{Cluster, alone, register, table};

#[tokio::test(flavor = "multi_thread")]
async fn one_executor_ends_while_it_works() {
    let mut cluster = Cluster::begin("loss", [&[], &[]]);
    let atlases = Atlases::new();
    let (by_cluster, by_this) = (cluster.client(&atlases), alone(&atlases));
    let folder = cluster.events(240_000, 24);
    register(&by_cluster, &folder).await;
    register(&by_this, &folder).await;
    by_cluster.sql("SET datafusion.execution.target_partitions = 24").await.unwrap();
    let query = "SELECT controller_at(lon, lat, day) AS holder, certainty_at(lon, lat, day) AS certainty, \
                 date_trunc('month', day) AS month, count(*) AS events \
                 FROM events GROUP BY holder, certainty, month ORDER BY month, holder, certainty";
    let asked = tokio::spawn(async move { table(&by_cluster, query).await });
    // Both work, and one has results that the other does not have.
    while !cluster.executors.iter().all(super::common::Executor::has_written) {
        assert!(!asked.is_finished(), "the query is too short to be disturbed");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    cluster.executors[1].end();
    assert!(!asked.is_finished(), "the query is too short to be disturbed");
    let answer = tokio::time::timeout(Duration::from_secs(300), asked).await.expect("an answer").unwrap();
    assert_eq!(answer, table(&by_this, query).await);
}
