//! The three kinds of processes of a cluster.

use std::sync::Arc;

use ballista_core::ConfigProducer;
use ballista_core::extension::{SessionConfigExt, SessionStateExt};
use ballista_core::registry::BallistaFunctionRegistry;
use ballista_core::utils::default_session_builder;
use ballista_executor::executor_process::ExecutorProcessConfig;
use ballista_scheduler::config::SchedulerConfig;
use datafusion::common::Result;
use datafusion::execution::session_state::{SessionState, SessionStateBuilder};
use datafusion::prelude::{SessionConfig, SessionContext};
use suzerain_datafusion::{Atlases, Settings, travel};

use crate::codec::{LogicalCodec, PhysicalCodec};

/// A session whose queries are worked out by a cluster; `scheduler` is its address, as `localhost:50050`.
///
/// It has the functions of `suzerain-datafusion` over these atlases, and its queries say which edition of each they ask.
///
/// # Errors
///
/// Whatever the session refuses. No connection is made before a query is.
///
/// # Example
///
/// ```no_run
/// # async fn ask() -> datafusion::error::Result<()> {
/// use suzerain_datafusion::Atlases;
///
/// let context = suzerain_ballista::client("localhost:50050", Atlases::shared())?;
/// context.register_parquet("events", "/shared/events/", Default::default()).await?;
/// let query = "SELECT controller_at(lon, lat, day) AS holder, date_trunc('month', day) AS month, count(*) \
///              FROM events GROUP BY holder, month";
/// context.sql(query).await?.show().await?;
/// # Ok(())
/// # }
/// ```
pub fn client(scheduler: &str, atlases: &Atlases) -> Result<SessionContext> {
    let codec = Arc::new(LogicalCodec::new(atlases));
    let config = SessionConfig::new_with_ballista().with_ballista_logical_extension_codec(codec);
    let state = SessionStateBuilder::new().with_default_features().with_config(config).build();
    let context = SessionContext::new_with_state(state.upgrade_for_ballista(format!("http://{scheduler}"))?);
    // Not before: the state is given Ballista's functions in place of all others.
    atlases.register(&context)?;
    travel::name_editions(&context);
    Ok(context)
}

/// The configuration of a scheduler that knows the functions of `suzerain-datafusion`.
///
/// It needs no atlas but for what it would work out itself, which is nothing.
///
/// # Example
///
/// ```no_run
/// # async fn start() -> ballista_core::error::Result<()> {
/// use std::sync::Arc;
///
/// use ballista_scheduler::cluster::BallistaCluster;
/// use ballista_scheduler::config::SchedulerConfig;
/// use ballista_scheduler::scheduler_process::start_server;
/// use suzerain_datafusion::Atlases;
///
/// let config = suzerain_ballista::scheduler(SchedulerConfig::default(), Atlases::shared());
/// let cluster = BallistaCluster::new_from_config(&config).await?;
/// start_server(cluster, ([127, 0, 0, 1], 50050).into(), Arc::new(config)).await
/// # }
/// ```
#[must_use]
pub fn scheduler(mut config: SchedulerConfig, atlases: &Atlases) -> SchedulerConfig {
    let atlases = atlases.clone();
    config.override_logical_codec = Some(Arc::new(match config.override_logical_codec.take() {
        Some(inner) => LogicalCodec::around(inner, &atlases),
        None => LogicalCodec::new(&atlases),
    }));
    config.override_physical_codec = Some(Arc::new(match config.override_physical_codec.take() {
        Some(inner) => PhysicalCodec::around(inner, &atlases),
        None => PhysicalCodec::new(&atlases),
    }));
    config.override_config_producer = Some(with_settings(config.override_config_producer.take()));
    let inner = config.override_session_builder.take();
    config.override_session_builder = Some(Arc::new(move |session| {
        let state = match &inner {
            Some(inner) => inner(session)?,
            None => default_session_builder(session)?,
        };
        with_functions(state, &atlases)
    }));
    config
}

/// The configuration of an executor that answers from these atlases.
///
/// # Errors
///
/// Whatever a session of it refuses.
///
/// # Example
///
/// ```no_run
/// # async fn start() -> Result<(), Box<dyn std::error::Error>> {
/// use std::sync::Arc;
///
/// use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
/// use suzerain_datafusion::Atlases;
///
/// let config = suzerain_ballista::executor(ExecutorProcessConfig::default(), Atlases::shared())?;
/// start_executor_process(Arc::new(config)).await?;
/// # Ok(())
/// # }
/// ```
pub fn executor(mut config: ExecutorProcessConfig, atlases: &Atlases) -> Result<ExecutorProcessConfig> {
    config.override_logical_codec = Some(Arc::new(match config.override_logical_codec.take() {
        Some(inner) => LogicalCodec::around(inner, atlases),
        None => LogicalCodec::new(atlases),
    }));
    config.override_physical_codec = Some(Arc::new(match config.override_physical_codec.take() {
        Some(inner) => PhysicalCodec::around(inner, atlases),
        None => PhysicalCodec::new(atlases),
    }));
    let producer = with_settings(config.override_config_producer.take());
    let state = with_functions(default_session_builder(producer())?, atlases)?;
    let mut registry = BallistaFunctionRegistry::from(&state);
    if let Some(inner) = config.override_function_registry.take() {
        let (others, scalar) = (inner.as_ref(), &mut registry.scalar_functions);
        for (name, function) in &others.scalar_functions {
            scalar.entry(name.clone()).or_insert_with(|| Arc::clone(function));
        }
        registry.aggregate_functions.extend(others.aggregate_functions.clone());
        registry.window_functions.extend(others.window_functions.clone());
        registry.higher_order_functions.extend(others.higher_order_functions.clone());
    }
    config.override_function_registry = Some(Arc::new(registry));
    config.override_config_producer = Some(producer);
    Ok(config)
}

/// Configurations of sessions that take the settings of a client.
fn with_settings(inner: Option<ConfigProducer>) -> ConfigProducer {
    Arc::new(move || {
        let config = inner.as_ref().map_or_else(SessionConfig::new_with_ballista, |inner| inner());
        config.with_option_extension(Settings::default())
    })
}

fn with_functions(state: SessionState, atlases: &Atlases) -> Result<SessionState> {
    let context = SessionContext::new_with_state(state);
    atlases.register(&context)?;
    Ok(context.state())
}
