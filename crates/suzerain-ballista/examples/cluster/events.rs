//! Places and days, in several Parquet files.

use std::error::Error;

use datafusion::dataframe::DataFrameWriteOptions;
use datafusion::prelude::SessionContext;

/// Writes so many rows to so many files of a folder: always the same, spread over the South Caucasus and 120 years.
pub(crate) async fn write(folder: &str, rows: &str, files: &str) -> Result<(), Box<dyn Error>> {
    let (rows, files): (u64, u64) = (rows.parse()?, files.parse()?);
    std::fs::create_dir_all(folder)?;
    let context = SessionContext::new();
    for file in 0..files {
        let (first, last) = (rows * file / files, rows * (file + 1) / files);
        // Steps that have no factor in common with the number of values reach all of them, in no order.
        let query = format!(
            "SELECT value AS id,
                43 + (value * 7919 % 800003) / 100000.0 AS lon,
                38 + (value * 104729 % 500009) / 100000.0 AS lat,
                arrow_cast(CAST(value * 3571 % 45007 - 25000 AS INT), 'Date32') AS day
             FROM generate_series({first}, {last} - 1)"
        );
        let path = format!("{folder}/events-{file:03}.parquet");
        context.sql(&query).await?.write_parquet(&path, DataFrameWriteOptions::new(), None).await?;
    }
    Ok(())
}
