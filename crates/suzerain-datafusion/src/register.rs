//! The functions in a session.

use std::sync::{Arc, LazyLock};

use datafusion::common::Result;
use datafusion::execution::session_state::SessionStateBuilder;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::prelude::SessionContext;

use crate::atlases::Atlases;
use crate::function::{Asked, PlaceFunction};
use crate::metrics::{GiveCounters, ShowCounters};
use crate::settings::Settings;
use crate::tables::TableFunction;

static SHARED: LazyLock<Atlases> = LazyLock::new(Atlases::new);

/// Adds the functions and the [`Settings`] to a session, with the atlases of the process: [`Atlases::shared`].
///
/// # Errors
///
/// Whatever the session refuses.
///
/// # Example
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> datafusion::error::Result<()> {
/// use datafusion::prelude::SessionContext;
///
/// let context = SessionContext::new();
/// suzerain_datafusion::register(&context)?;
/// let query = "SELECT controller_at(44.952, 39.786, DATE '2000-01-01') AS held, \
///                     sovereign_at(44.952, 39.786, '2000-01-01') AS rightful";
/// let rows = context.sql(query).await?.collect().await?;
/// let table = datafusion::arrow::util::pretty::pretty_format_batches(&rows)?.to_string();
/// assert!(table.contains("| Armenia | Azerbaijan |"));
/// # Ok(())
/// # }
/// ```
pub fn register(context: &SessionContext) -> Result<Atlases> {
    let atlases = Atlases::shared().clone();
    atlases.register(context)?;
    Ok(atlases)
}

impl Atlases {
    /// The atlases of the process.
    #[must_use]
    pub fn shared() -> &'static Self {
        &SHARED
    }

    /// Adds the functions and the [`Settings`] to a session, with these atlases.
    ///
    /// # Errors
    ///
    /// Whatever the session refuses.
    pub fn register(&self, context: &SessionContext) -> Result<()> {
        let state = context.state_ref();
        let mut state = state.write();
        let extensions = &mut state.config_mut().options_mut().extensions;
        if extensions.get::<Settings>().is_none() {
            extensions.insert(Settings::default());
        }
        let is_counting = state.physical_optimizers().iter().any(|rule| rule.name() == ShowCounters.name());
        if !is_counting {
            // After all other rules, which then see the plan as it is without counters.
            *state = SessionStateBuilder::new_from_existing(state.clone())
                .with_optimizer_rule(Arc::new(GiveCounters))
                .with_physical_optimizer_rule(Arc::new(ShowCounters))
                .build();
        }
        drop(state);
        for asked in Asked::ALL {
            context.register_udf(PlaceFunction::udf(asked, self));
        }
        for (name, function) in TableFunction::all(self) {
            context.register_udtf(name, Arc::new(function));
        }
        Ok(())
    }
}
