//! A node of a plan that shows counters.

use std::fmt;
use std::sync::Arc;

use datafusion::common::{Result, Statistics, plan_err};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_plan::execution_plan::CardinalityEffect;
use datafusion::physical_plan::metrics::{Metric, MetricValue, MetricsSet};
use datafusion::physical_plan::{DisplayAs, DisplayFormatType, ExecutionPlan, PlanProperties};

use crate::counter::Counter;

/// Passes rows on, and has the counters of the functions below it as metrics.
#[derive(Debug)]
pub(crate) struct SuzerainCountsExec {
    input: Arc<dyn ExecutionPlan>,
    counters: Vec<Counter>,
}

impl SuzerainCountsExec {
    pub(super) fn new(input: Arc<dyn ExecutionPlan>, counters: Vec<Counter>) -> Self {
        Self { input, counters }
    }
}

impl DisplayAs for SuzerainCountsExec {
    fn fmt_as(&self, _format: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SuzerainCountsExec")
    }
}

impl ExecutionPlan for SuzerainCountsExec {
    fn name(&self) -> &'static str {
        "SuzerainCountsExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        self.input.properties()
    }

    fn maintains_input_order(&self) -> Vec<bool> {
        vec![true]
    }

    fn benefits_from_input_partitioning(&self) -> Vec<bool> {
        vec![false]
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.input]
    }

    fn with_new_children(self: Arc<Self>, children: Vec<Arc<dyn ExecutionPlan>>) -> Result<Arc<dyn ExecutionPlan>> {
        match <[_; 1]>::try_from(children) {
            Ok([input]) => Ok(Arc::new(Self { input, counters: self.counters.clone() })),
            Err(children) => plan_err!("SuzerainCountsExec has one child, not {}", children.len()),
        }
    }

    fn execute(&self, partition: usize, context: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        self.input.execute(partition, context)
    }

    fn metrics(&self) -> Option<MetricsSet> {
        let mut metrics = MetricsSet::new();
        for (name, count) in self.counters.iter().flat_map(Counter::counts) {
            let value = MetricValue::Count { name: name.into(), count: count.clone() };
            metrics.push(Arc::new(Metric::new(value, None)));
        }
        Some(metrics)
    }

    fn partition_statistics(&self, partition: Option<usize>) -> Result<Arc<Statistics>> {
        self.input.partition_statistics(partition)
    }

    fn supports_limit_pushdown(&self) -> bool {
        true
    }

    fn cardinality_effect(&self) -> CardinalityEffect {
        CardinalityEffect::Equal
    }
}
