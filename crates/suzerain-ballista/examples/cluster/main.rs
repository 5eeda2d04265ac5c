//! A scheduler, executors and a client on loopback addresses; `examples/cluster/run` starts and ends all of them.
//!
//! ```text
//! cluster events FOLDER ROWS FILES                    writes places and days, as Parquet in several files
//! cluster scheduler PORT
//! cluster executor PORT SCHEDULER-PORT FOLDER [NAME=ATLAS-FILE]...     one task at a time; shuffles to the folder
//! cluster ask SCHEDULER-PORT FOLDER [QUERY]           of the table `events`: by the cluster and by this process
//! ```
//!
//! Programs of your own need no more than this: `suzerain_ballista` gives Ballista's configurations what they lack.

mod ask;
mod events;

use std::error::Error;
use std::process::ExitCode;
use std::sync::Arc;

use ballista_core::config::TaskSchedulingPolicy;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::cluster::BallistaCluster;
use ballista_scheduler::config::SchedulerConfig;
use ballista_scheduler::scheduler_process::start_server;
use suzerain::Atlas;
use suzerain_datafusion::Atlases;

const HOST: &str = "127.0.0.1";
const USAGE: &str = "usage: cluster events FOLDER ROWS FILES | scheduler PORT | \
                     executor PORT SCHEDULER-PORT FOLDER [NAME=ATLAS-FILE]... | ask SCHEDULER-PORT FOLDER [QUERY]";

#[tokio::main]
async fn main() -> ExitCode {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let given: Vec<&str> = given.iter().map(String::as_str).collect();
    let done = match given.as_slice() {
        ["events", folder, rows, files] => events::write(folder, rows, files).await,
        ["scheduler", port] => scheduler(port).await,
        ["executor", port, scheduler_port, folder, atlases @ ..] => {
            executor(port, scheduler_port, folder, atlases).await
        }
        ["ask", port, folder] => ask::ask(&format!("{HOST}:{port}"), folder, ask::BY_HOLDER_AND_MONTH).await,
        ["ask", port, folder, query] => ask::ask(&format!("{HOST}:{port}"), folder, query).await,
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cluster: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn scheduler(port: &str) -> Result<(), Box<dyn Error>> {
    let bind_port: u16 = port.parse()?;
    let config = SchedulerConfig {
        bind_host: HOST.to_owned(),
        external_host: HOST.to_owned(),
        bind_port,
        // Executors ask for tasks, so that those of a lost one are asked for again. Tasks that are pushed to executors wait
        // until something else happens.
        scheduling_policy: TaskSchedulingPolicy::PullStaged,
        // An executor that says nothing for so long is lost, and others do its work.
        executor_timeout_seconds: 5,
        expire_dead_executor_interval_seconds: 1,
        ..SchedulerConfig::default()
    };
    let config = suzerain_ballista::scheduler(config, Atlases::shared());
    let cluster = BallistaCluster::new_from_config(&config).await?;
    start_server(cluster, format!("{HOST}:{port}").parse()?, Arc::new(config)).await?;
    Ok(())
}

async fn executor(port: &str, scheduler_port: &str, folder: &str, atlases: &[&str]) -> Result<(), Box<dyn Error>> {
    for atlas in atlases {
        let (name, file) = atlas.split_once('=').ok_or(USAGE)?;
        Atlases::shared().add(name, Atlas::from_bytes(&std::fs::read(file)?)?);
    }
    let config = ExecutorProcessConfig {
        bind_host: HOST.to_owned(),
        external_host: Some(HOST.to_owned()),
        port: port.parse()?,
        scheduler_host: HOST.to_owned(),
        scheduler_port: scheduler_port.parse()?,
        // Executors may be started before their scheduler.
        scheduler_connect_timeout_seconds: 20,
        task_scheduling_policy: TaskSchedulingPolicy::PullStaged,
        concurrent_tasks: 1,
        work_dir: Some(folder.to_owned()),
        ..ExecutorProcessConfig::default()
    };
    std::fs::create_dir_all(folder)?;
    start_executor_process(Arc::new(suzerain_ballista::executor(config, Atlases::shared())?)).await?;
    Ok(())
}
