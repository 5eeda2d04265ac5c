//! The rules that count what functions met.

use std::sync::Arc;

use datafusion::common::Result;
use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRecursion};
use datafusion::logical_expr::{Expr, LogicalPlan};
use datafusion::optimizer::optimizer::ApplyOrder;
use datafusion::optimizer::{OptimizerConfig, OptimizerRule};
use datafusion::physical_expr::{PhysicalExpr, ScalarFunctionExpr};
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_plan::ExecutionPlan;
use datafusion::physical_plan::aggregates::{AggregateExec, AggregateMode};
use datafusion::physical_plan::filter::FilterExec;
use datafusion::physical_plan::projection::ProjectionExec;

use super::node::SuzerainCountsExec;
use crate::counter::Counter;
use crate::function::PlaceFunction;

/// Gives every function of a logical plan a counter of its own.
#[derive(Debug)]
pub(crate) struct GiveCounters;

impl OptimizerRule for GiveCounters {
    fn name(&self) -> &'static str {
        "suzerain_give_counters"
    }

    fn apply_order(&self) -> Option<ApplyOrder> {
        Some(ApplyOrder::BottomUp)
    }

    fn supports_rewrite(&self) -> bool {
        true
    }

    fn rewrite(&self, plan: LogicalPlan, _config: &dyn OptimizerConfig) -> Result<Transformed<LogicalPlan>> {
        plan.map_expressions(|expr| expr.transform_up(|expr| Ok(counted(expr))))
    }
}

/// A call with a counter, if it is one of ours and has none.
fn counted(mut expr: Expr) -> Transformed<Expr> {
    if let Expr::ScalarFunction(call) = &mut expr
        && let Some(function) = call.func.inner().downcast_ref::<PlaceFunction>()
        && let Some(counted) = function.counted()
    {
        call.func = Arc::new(counted);
        return Transformed::yes(expr);
    }
    Transformed::no(expr)
}

/// Puts a node that shows counters above each node that calls functions with counters.
#[derive(Debug)]
pub(crate) struct ShowCounters;

impl PhysicalOptimizerRule for ShowCounters {
    fn optimize(&self, plan: Arc<dyn ExecutionPlan>, _config: &ConfigOptions) -> Result<Arc<dyn ExecutionPlan>> {
        let shown = plan.transform_up(|node| {
            let counters = counters(node.as_ref())?;
            if counters.is_empty() {
                return Ok(Transformed::no(node));
            }
            Ok(Transformed::yes(showing(node, counters)))
        })?;
        Ok(shown.data)
    }

    fn name(&self) -> &'static str {
        "suzerain_show_counters"
    }

    fn schema_check(&self) -> bool {
        true
    }
}

/// The node that shows the counters of the functions that another calls, above it.
pub(crate) fn show_counters(node: Arc<dyn ExecutionPlan>) -> Result<Arc<dyn ExecutionPlan>> {
    let counters = counters(node.as_ref())?;
    Ok(showing(node, counters))
}

fn showing(node: Arc<dyn ExecutionPlan>, counters: Vec<Counter>) -> Arc<dyn ExecutionPlan> {
    Arc::new(SuzerainCountsExec::new(node, counters))
}

/// The counters of the functions that a node calls: of projections, filters and the first stage of aggregates.
fn counters(node: &dyn ExecutionPlan) -> Result<Vec<Counter>> {
    let mut counters = Vec::new();
    let mut add = |expr: &Arc<dyn PhysicalExpr>| {
        expr.apply(|expr| {
            let call = expr.downcast_ref::<ScalarFunctionExpr>();
            let function = call.and_then(|call| call.fun().inner().downcast_ref::<PlaceFunction>());
            counters.extend(function.and_then(PlaceFunction::counter).cloned());
            Ok(TreeNodeRecursion::Continue)
        })
    };
    if let Some(projection) = node.downcast_ref::<ProjectionExec>() {
        projection.expr().iter().try_for_each(|column| add(&column.expr).map(|_| ()))?;
    } else if let Some(filter) = node.downcast_ref::<FilterExec>() {
        add(filter.predicate())?;
    } else if let Some(aggregate) = node.downcast_ref::<AggregateExec>()
        && matches!(aggregate.mode(), AggregateMode::Partial | AggregateMode::Single | AggregateMode::SinglePartitioned)
    {
        aggregate.group_expr().expr().iter().try_for_each(|(expr, _)| add(expr).map(|_| ()))?;
        let arguments = aggregate.aggr_expr().iter().flat_map(|function| function.expressions());
        for expr in arguments {
            add(&expr)?;
        }
    }
    Ok(counters)
}
