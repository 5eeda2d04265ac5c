//! Clusters that a test begins and ends.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::util::pretty::pretty_format_batches;
use datafusion::common::Result;
use datafusion::prelude::{ParquetReadOptions, SessionConfig, SessionContext};
use suzerain_datafusion::Atlases;

/// A scheduler and executors, programs of the example `cluster`; they end with it.
pub(crate) struct Cluster {
    port: u16,
    pub(crate) folder: PathBuf,
    scheduler: Child,
    pub(crate) executors: Vec<Executor>,
}

pub(crate) struct Executor {
    process: Child,
    /// Where it writes what others read.
    pub(crate) folder: PathBuf,
}

impl Cluster {
    /// Two executors; each has the atlases that are given for it, as `NAME=FILE`.
    pub(crate) fn begin(name: &str, atlases: [&[String]; 2]) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let [port, ports @ ..] = free_ports::<3>();
        let scheduler = example().args(["scheduler", &port.to_string()]).spawn().unwrap();
        let executors = ports.into_iter().zip(atlases).enumerate().map(|(number, (own_port, atlases))| {
            let folder = folder.join(format!("executor-{number}"));
            let ports = [own_port, port].map(|port| port.to_string());
            let process = example().arg("executor").args(ports).arg(&folder).args(atlases).spawn().unwrap();
            Executor { process, folder }
        });
        Self { port, executors: executors.collect(), folder, scheduler }
    }

    /// A session of this cluster.
    pub(crate) fn client(&self, atlases: &Atlases) -> SessionContext {
        suzerain_ballista::client(&format!("127.0.0.1:{}", self.port), atlases).unwrap()
    }

    /// Writes events, and gives the folder of their files.
    pub(crate) fn events(&self, rows: u32, files: u32) -> PathBuf {
        let folder = self.folder.join("events");
        let written = example()
            .args(["events", folder.to_str().unwrap(), &rows.to_string(), &files.to_string()])
            .status()
            .unwrap();
        assert!(written.success());
        folder
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        for executor in &mut self.executors {
            executor.end();
        }
        let _ = self.scheduler.kill();
        let _ = self.scheduler.wait();
    }
}

impl Executor {
    /// Ends it at once: it has no time to say so.
    pub(crate) fn end(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }

    /// Whether it has written a result of a task.
    pub(crate) fn has_written(&self) -> bool {
        fn has_file(folder: &Path) -> bool {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            entries.map(|entry| entry.path()).any(|path| if path.is_dir() { has_file(&path) } else { true })
        }
        has_file(&self.folder)
    }
}

/// One process, for comparison.
pub(crate) fn alone(atlases: &Atlases) -> SessionContext {
    let context = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(2));
    atlases.register(&context).unwrap();
    context
}

pub(crate) async fn register(context: &SessionContext, folder: &Path) {
    let folder = folder.to_str().unwrap();
    context.register_parquet("events", folder, ParquetReadOptions::default()).await.unwrap();
}

pub(crate) async fn answer(context: &SessionContext, query: &str) -> Result<Vec<RecordBatch>> {
    context.sql(query).await?.collect().await
}

/// The answer as a table.
pub(crate) async fn table(context: &SessionContext, query: &str) -> String {
    let rows = answer(context, query).await.unwrap_or_else(|error| panic!("{query}: {error}"));
    pretty_format_batches(&rows).unwrap().to_string()
}

fn example() -> Command {
    let tests = std::env::current_exe().unwrap();
    let target = tests.parent().and_then(Path::parent).unwrap();
    let program = target.join("examples").join(format!("cluster{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "{} is not built", program.display());
    Command::new(program)
}

/// Ports that nothing listens on.
fn free_ports<const COUNT: usize>() -> [u16; COUNT] {
    let listeners = [(); COUNT].map(|()| TcpListener::bind("127.0.0.1:0").unwrap());
    listeners.map(|listener| listener.local_addr().unwrap().port())
}
