//! The functions that are tables.

use std::sync::Arc;

use async_trait::async_trait;
use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::catalog::memory::MemorySourceConfig;
use datafusion::catalog::{Session, TableFunctionArgs, TableFunctionImpl, TableProvider};
use datafusion::common::Result;
use datafusion::logical_expr::{Expr, TableType};
use datafusion::physical_plan::ExecutionPlan;
use suzerain::{Basis, Position};
use time::Date;

use super::arguments::Arguments;
use super::{changes, history, snapshot};
use crate::atlases::{Atlases, Known};
use crate::settings::Settings;

/// A function that is a table.
#[derive(Debug)]
pub(crate) struct TableFunction {
    kind: Kind,
    atlases: Atlases,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    History,
    Snapshot,
    Changes,
}

/// What a table shows.
#[derive(Debug, Clone, Copy)]
enum Shown {
    History(Position),
    Snapshot(Date, Basis),
    Changes(Date, Date),
}

impl TableFunction {
    /// Each of them, by its name.
    pub(crate) fn all(atlases: &Atlases) -> [(&'static str, Self); 3] {
        let function = |kind| Self { kind, atlases: atlases.clone() };
        [
            ("history", function(Kind::History)),
            ("snapshot", function(Kind::Snapshot)),
            ("changes", function(Kind::Changes)),
        ]
    }
}

impl TableFunctionImpl for TableFunction {
    fn call_with_args(&self, args: TableFunctionArgs<'_, '_>) -> Result<Arc<dyn TableProvider>> {
        let (shown, atlas) = match self.kind {
            Kind::History => {
                let given = Arguments::of("history", &args, "(lon, lat) or (lon, lat, atlas)", 2)?;
                (Shown::History(given.place(0, 1)?), given.atlas(2)?)
            }
            Kind::Snapshot => {
                let given = Arguments::of("snapshot", &args, "(date, basis) or (date, basis, atlas)", 2)?;
                (Shown::Snapshot(given.day(0)?, given.basis(1)?), given.atlas(2)?)
            }
            Kind::Changes => {
                let given = Arguments::of("changes", &args, "(from, to) or (from, to, atlas)", 2)?;
                (Shown::Changes(given.day(0)?, given.day(1)?), given.atlas(2)?)
            }
        };
        let atlas = atlas.unwrap_or_else(|| Settings::of(args.session().config_options()).atlas);
        let schema = match shown {
            Shown::History(_) => history::schema(),
            Shown::Snapshot(..) => snapshot::schema(),
            Shown::Changes(..) => changes::schema(),
        };
        Ok(Arc::new(Table { shown, known: self.atlases.known(&atlas)?, schema }))
    }
}

/// A table whose rows are worked out when a plan reads it.
#[derive(Debug)]
struct Table {
    shown: Shown,
    known: Arc<Known>,
    schema: SchemaRef,
}

impl Table {
    fn rows(&self, projection: Option<&Vec<usize>>) -> Result<RecordBatch> {
        let atlas = &self.known.atlas;
        match self.shown {
            Shown::History(place) => history::rows(atlas, place, &self.schema),
            Shown::Snapshot(date, basis) => {
                let is_drawn = projection.is_none_or(|columns| columns.contains(&snapshot::OUTLINE));
                snapshot::rows(atlas, date, basis, is_drawn, &self.schema)
            }
            Shown::Changes(from, to) => changes::rows(atlas, from, to, &self.schema),
        }
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
        let rows = vec![vec![self.rows(projection)?]];
        Ok(MemorySourceConfig::try_new_exec(&rows, self.schema(), projection.cloned())?)
    }
}
