//! A table, and the node of a plan that works it out.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::{Result, internal_err};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::logical_expr::{Expr, TableType};
use datafusion::physical_expr::EquivalenceProperties;
use datafusion::physical_plan::execution_plan::{Boundedness, EmissionType};
use datafusion::physical_plan::metrics::{ExecutionPlanMetricsSet, MetricBuilder, MetricsSet};
use datafusion::physical_plan::stream::RecordBatchStreamAdapter;
use datafusion::physical_plan::{DisplayAs, DisplayFormatType, ExecutionPlan, Partitioning, PlanProperties};

use super::shown::Shown;

/// A table whose rows are worked out when a plan reads it.
#[derive(Debug)]
pub(crate) struct Table {
    shown: Shown,
    schema: SchemaRef,
}

impl Table {
    pub(crate) fn new(shown: Shown) -> Self {
        Self { schema: shown.schema(), shown }
    }

    pub(crate) fn shown(&self) -> &Shown {
        &self.shown
    }
}

#[async_trait]
impl TableProvider for Table {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::Temporary
    }

    async fn scan(
        &self,
        _state: &dyn Session,
        projection: Option<&Vec<usize>>,
        _filters: &[Expr],
        _limit: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        Ok(Arc::new(TableExec::new(self.shown.clone(), projection.cloned())?))
    }
}

/// Works out the rows of a table, in one batch.
#[derive(Debug)]
pub(crate) struct TableExec {
    shown: Shown,
    columns: Option<Vec<usize>>,
    properties: Arc<PlanProperties>,
    metrics: ExecutionPlanMetricsSet,
}

impl TableExec {
    /// The rows in these columns, or in all.
    pub(crate) fn new(shown: Shown, columns: Option<Vec<usize>>) -> Result<Self> {
        let schema = shown.schema();
        let schema =
            columns.as_ref().map_or(Ok(Arc::clone(&schema)), |columns| schema.project(columns).map(Arc::new))?;
        let properties = PlanProperties::new(
            EquivalenceProperties::new(schema),
            Partitioning::UnknownPartitioning(1),
            EmissionType::Final,
            Boundedness::Bounded,
        );
        Ok(Self { shown, columns, properties: Arc::new(properties), metrics: ExecutionPlanMetricsSet::new() })
    }

    pub(crate) fn shown(&self) -> &Shown {
        &self.shown
    }

    pub(crate) fn columns(&self) -> Option<&[usize]> {
        self.columns.as_deref()
    }
}

impl DisplayAs for TableExec {
    fn fmt_as(&self, _format: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SuzerainTableExec")
    }
}

impl ExecutionPlan for TableExec {
    fn name(&self) -> &'static str {
        "SuzerainTableExec"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        Vec::new()
    }

    fn with_new_children(self: Arc<Self>, children: Vec<Arc<dyn ExecutionPlan>>) -> Result<Arc<dyn ExecutionPlan>> {
        if children.is_empty() { Ok(self) } else { internal_err!("SuzerainTableExec has no children") }
    }

    fn execute(&self, partition: usize, _context: Arc<TaskContext>) -> Result<SendableRecordBatchStream> {
        let (shown, columns) = (self.shown.clone(), self.columns.clone());
        let count = MetricBuilder::new(&self.metrics).output_rows(partition);
        let rows = futures_util::stream::once(async move {
            let rows = shown.rows(columns.as_deref())?;
            count.add(rows.num_rows());
            Ok(rows)
        });
        Ok(Box::pin(RecordBatchStreamAdapter::new(self.schema(), rows)))
    }

    fn metrics(&self) -> Option<MetricsSet> {
        Some(self.metrics.clone_inner())
    }
}
