//! Physical plans, from the scheduler to the executors.

use std::sync::Arc;

use ballista_core::serde::BallistaPhysicalExtensionCodec;
use datafusion::common::Result;
use datafusion::execution::TaskContext;
use datafusion::logical_expr::{AggregateUDF, ScalarUDF, WindowUDF};
use datafusion::physical_expr::PhysicalExpr;
use datafusion::physical_plan::ExecutionPlan;
use datafusion_proto::physical_plan::PhysicalExtensionCodec;
use suzerain_datafusion::{Atlases, travel};

/// Ballista's codec of physical plans, with the functions, tables and counters of `suzerain-datafusion`.
#[derive(Debug)]
pub struct PhysicalCodec {
    atlases: Atlases,
    inner: Arc<dyn PhysicalExtensionCodec>,
}

impl PhysicalCodec {
    /// What is read asks these atlases.
    #[must_use]
    pub fn new(atlases: &Atlases) -> Self {
        Self::around(Arc::new(BallistaPhysicalExtensionCodec::default()), atlases)
    }

    /// As [`PhysicalCodec::new`], around a codec that has extensions of its own.
    #[must_use]
    pub fn around(inner: Arc<dyn PhysicalExtensionCodec>, atlases: &Atlases) -> Self {
        Self { atlases: atlases.clone(), inner }
    }
}

impl PhysicalExtensionCodec for PhysicalCodec {
    fn try_decode(
        &self,
        buf: &[u8],
        inputs: &[Arc<dyn ExecutionPlan>],
        ctx: &TaskContext,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        match travel::node_from_bytes(buf, inputs, &self.atlases)? {
            Some(node) => Ok(node),
            None => self.inner.try_decode(buf, inputs, ctx),
        }
    }

    fn try_encode(&self, node: Arc<dyn ExecutionPlan>, buf: &mut Vec<u8>) -> Result<()> {
        match travel::node_to_bytes(node.as_ref()) {
            Some(bytes) => buf.extend(bytes),
            None => self.inner.try_encode(node, buf)?,
        }
        Ok(())
    }

    fn try_decode_udf(&self, name: &str, buf: &[u8]) -> Result<Arc<ScalarUDF>> {
        match travel::function_from_bytes(name, buf, &self.atlases) {
            Some(function) => Ok(Arc::new(function)),
            None => self.inner.try_decode_udf(name, buf),
        }
    }

    fn try_encode_udf(&self, node: &ScalarUDF, buf: &mut Vec<u8>) -> Result<()> {
        match travel::function_to_bytes(node) {
            Some(bytes) => buf.extend(bytes),
            None => self.inner.try_encode_udf(node, buf)?,
        }
        Ok(())
    }

    fn try_decode_expr(&self, buf: &[u8], inputs: &[Arc<dyn PhysicalExpr>]) -> Result<Arc<dyn PhysicalExpr>> {
        self.inner.try_decode_expr(buf, inputs)
    }

    fn try_encode_expr(&self, node: &Arc<dyn PhysicalExpr>, buf: &mut Vec<u8>) -> Result<()> {
        self.inner.try_encode_expr(node, buf)
    }

    fn try_decode_udaf(&self, name: &str, buf: &[u8]) -> Result<Arc<AggregateUDF>> {
        self.inner.try_decode_udaf(name, buf)
    }

    fn try_encode_udaf(&self, node: &AggregateUDF, buf: &mut Vec<u8>) -> Result<()> {
        self.inner.try_encode_udaf(node, buf)
    }

    fn try_decode_udwf(&self, name: &str, buf: &[u8]) -> Result<Arc<WindowUDF>> {
        self.inner.try_decode_udwf(name, buf)
    }

    fn try_encode_udwf(&self, node: &WindowUDF, buf: &mut Vec<u8>) -> Result<()> {
        self.inner.try_encode_udwf(node, buf)
    }
}
