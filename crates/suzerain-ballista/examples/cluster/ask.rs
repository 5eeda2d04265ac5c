//! A question to the cluster, and to this process for comparison.

use std::error::Error;
use std::time::Instant;

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use suzerain_datafusion::Atlases;

pub(crate) const BY_HOLDER_AND_MONTH: &str = "\
    SELECT controller_at(lon, lat, day) AS holder, date_trunc('month', day) AS month, count(*) AS events \
    FROM events GROUP BY holder, month ORDER BY month, holder";

/// The best of so many runs: the first one finds executors that have just begun.
const RUNS: usize = 3;
const SHOWN: usize = 10;

/// Asks both, prints the beginning of the answer and the times, and fails if the answers differ.
pub(crate) async fn ask(scheduler: &str, folder: &str, query: &str) -> Result<(), Box<dyn Error>> {
    let cluster = suzerain_ballista::client(scheduler, Atlases::shared())?;
    // The rows of a task: more tasks than executors, so that none of them waits long for another.
    cluster.sql("SET datafusion.execution.target_partitions = 8").await?;
    let alone = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(2));
    suzerain_datafusion::register(&alone)?;
    let (by_cluster, cluster_seconds) = answer(&cluster, folder, query).await?;
    let (by_this, alone_seconds) = answer(&alone, folder, query).await?;
    let (by_cluster, by_this) =
        (pretty_format_batches(&by_cluster)?.to_string(), pretty_format_batches(&by_this)?.to_string());
    let lines: Vec<&str> = by_cluster.lines().collect();
    for line in lines.iter().take(SHOWN + 3) {
        println!("{line}");
    }
    println!("... {} rows", lines.len().saturating_sub(4));
    println!("the cluster: {cluster_seconds:.2} s; this process with two threads: {alone_seconds:.2} s");
    if by_cluster != by_this {
        return Err("the cluster and this process answer differently".into());
    }
    println!("the answers are the same");
    Ok(())
}

/// The answer of a session, and the seconds it took.
async fn answer(
    context: &SessionContext,
    folder: &str,
    query: &str,
) -> Result<(Vec<RecordBatch>, f64), Box<dyn Error>> {
    context.register_parquet("events", folder, ParquetReadOptions::default()).await?;
    let (mut rows, mut best) = (Vec::new(), f64::INFINITY);
    for _ in 0..RUNS {
        let begin = Instant::now();
        rows = context.sql(query).await?.collect().await?;
        best = best.min(begin.elapsed().as_secs_f64());
    }
    Ok((rows, best))
}
