//! The functions that are tables.

use std::sync::Arc;

use datafusion::catalog::{TableFunctionArgs, TableFunctionImpl, TableProvider};
use datafusion::common::Result;

use super::arguments::Arguments;
use super::shown::{Shown, What};
use super::table::Table;
use crate::atlases::Atlases;
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
        let (what, atlas) = match self.kind {
            Kind::History => {
                let given = Arguments::of("history", &args, "(lon, lat) or (lon, lat, atlas)", 2)?;
                (What::History(given.place(0, 1)?), given.atlas(2)?)
            }
            Kind::Snapshot => {
                let given = Arguments::of("snapshot", &args, "(date, basis) or (date, basis, atlas)", 2)?;
                (What::Snapshot(given.day(0)?, given.basis(1)?), given.atlas(2)?)
            }
            Kind::Changes => {
                let given = Arguments::of("changes", &args, "(from, to) or (from, to, atlas)", 2)?;
                (What::Changes(given.day(0)?, given.day(1)?), given.atlas(2)?)
            }
        };
        let atlas = atlas.unwrap_or_else(|| Settings::of(args.session().config_options()).atlas);
        Ok(Arc::new(Table::new(Shown::new(what, atlas, &self.atlases)?)))
    }
}
