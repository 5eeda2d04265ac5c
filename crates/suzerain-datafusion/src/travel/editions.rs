//! Calls that say which edition of an atlas they ask.

use std::sync::Arc;

use datafusion::common::tree_node::{Transformed, TreeNode};
use datafusion::common::{Result, ScalarValue};
use datafusion::execution::session_state::SessionStateBuilder;
use datafusion::logical_expr::expr_rewriter::NamePreserver;
use datafusion::logical_expr::{Expr, LogicalPlan, lit};
use datafusion::optimizer::optimizer::ApplyOrder;
use datafusion::optimizer::{OptimizerConfig, OptimizerRule};
use datafusion::prelude::SessionContext;

use crate::function::PlaceFunction;
use crate::settings::Settings;

/// Makes the plans of a session say which edition of each atlas they ask: every call is given the name of its atlas, and its
/// edition and fingerprint.
///
/// Tables say so in any case. The session, or whoever plans for it, needs each atlas that is asked.
pub fn name_editions(context: &SessionContext) {
    let state = context.state_ref();
    let mut state = state.write();
    if state.optimizers().iter().all(|rule| rule.name() != NameEditions.name()) {
        *state =
            SessionStateBuilder::new_from_existing(state.clone()).with_optimizer_rule(Arc::new(NameEditions)).build();
    }
}

#[derive(Debug)]
struct NameEditions;

impl OptimizerRule for NameEditions {
    fn name(&self) -> &'static str {
        "suzerain_name_editions"
    }

    fn apply_order(&self) -> Option<ApplyOrder> {
        Some(ApplyOrder::BottomUp)
    }

    fn supports_rewrite(&self) -> bool {
        true
    }

    fn rewrite(&self, plan: LogicalPlan, config: &dyn OptimizerConfig) -> Result<Transformed<LogicalPlan>> {
        let settings = Settings::of(&config.options());
        let preserver = NamePreserver::new(&plan);
        plan.map_expressions(|expr| {
            let name = preserver.save(&expr);
            let named = expr.transform_up(|expr| with_edition(expr, &settings))?;
            Ok(named.update_data(|expr| name.restore(expr)))
        })
    }
}

/// A call with its atlas and the edition of it, if it is one of ours and does not say so.
fn with_edition(mut expr: Expr, settings: &Settings) -> Result<Transformed<Expr>> {
    let Expr::ScalarFunction(call) = &mut expr else { return Ok(Transformed::no(expr)) };
    let Some(function) = call.func.inner().downcast_ref::<PlaceFunction>() else { return Ok(Transformed::no(expr)) };
    let atlas = match call.args.as_slice() {
        [_, _, _] => settings.atlas.as_str(),
        [_, _, _, Expr::Literal(ScalarValue::Utf8(Some(atlas)), _)] => atlas.as_str(),
        _ => return Ok(Transformed::no(expr)),
    };
    let edition = function.atlases().known(atlas)?.edition().to_owned();
    let atlas = lit(atlas);
    call.args.truncate(3);
    call.args.extend([atlas, lit(edition)]);
    Ok(Transformed::yes(expr))
}
