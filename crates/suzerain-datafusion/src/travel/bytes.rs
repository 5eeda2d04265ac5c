//! Functions, tables and nodes of plans as bytes.

use std::sync::Arc;

use datafusion::catalog::TableProvider;
use datafusion::common::{Result, plan_err};
use datafusion::logical_expr::ScalarUDF;
use datafusion::physical_plan::ExecutionPlan;

use crate::atlases::Atlases;
use crate::function::{Asked, PlaceFunction};
use crate::metrics::{SuzerainCountsExec, show_counters};
use crate::tables::{Shown, Table, TableExec};

/// What the bytes of this crate begin with. No message of Protocol Buffers begins so: it would be a group, which no one
/// uses any more.
const MARK: &[u8] = b"suzerain ";
const COUNTS: &[u8] = b"counts";
const TABLE: &[u8] = b"table ";
/// A function that counts what it meets.
const COUNTED: &[u8] = b"counted";

/// The bytes of a function of this crate; `None` for another one, and for one that its name alone describes.
#[must_use]
pub fn function_to_bytes(function: &ScalarUDF) -> Option<Vec<u8>> {
    let function = function.inner().downcast_ref::<PlaceFunction>()?;
    function.counter().map(|_| marked(COUNTED))
}

/// The function of a name and of bytes that [`function_to_bytes`] gave; `None` if it is none of this crate.
#[must_use]
pub fn function_from_bytes(name: &str, bytes: &[u8], atlases: &Atlases) -> Option<ScalarUDF> {
    let asked = Asked::named(name)?;
    match bytes.strip_prefix(MARK)? {
        COUNTED => Some(PlaceFunction::with_counter(asked, atlases)),
        _ => None,
    }
}

/// The bytes of a table that a function of this crate gave; `None` for another one.
#[must_use]
pub fn table_to_bytes(table: &dyn TableProvider) -> Option<Vec<u8>> {
    let table = table.downcast_ref::<Table>()?;
    Some([MARK, TABLE, &table.shown().to_bytes(None)].concat())
}

/// The table of bytes that [`table_to_bytes`] gave; `None` if they are of another one.
///
/// # Errors
///
/// When the bytes are broken.
pub fn table_from_bytes(bytes: &[u8], atlases: &Atlases) -> Result<Option<Arc<dyn TableProvider>>> {
    let Some(bytes) = bytes.strip_prefix(MARK).and_then(|bytes| bytes.strip_prefix(TABLE)) else { return Ok(None) };
    let (shown, _) = Shown::from_bytes(bytes, atlases)?;
    Ok(Some(Arc::new(Table::new(shown))))
}

/// The bytes of a node of a plan, without its inputs; `None` if it is none of this crate.
#[must_use]
pub fn node_to_bytes(node: &dyn ExecutionPlan) -> Option<Vec<u8>> {
    if node.downcast_ref::<SuzerainCountsExec>().is_some() {
        return Some(marked(COUNTS));
    }
    let table = node.downcast_ref::<TableExec>()?;
    Some([MARK, TABLE, &table.shown().to_bytes(table.columns())].concat())
}

/// The node of bytes that [`node_to_bytes`] gave, with its inputs; `None` if they are of another one.
///
/// # Errors
///
/// When the bytes are broken, or do not fit the inputs.
pub fn node_from_bytes(
    bytes: &[u8],
    inputs: &[Arc<dyn ExecutionPlan>],
    atlases: &Atlases,
) -> Result<Option<Arc<dyn ExecutionPlan>>> {
    let Some(bytes) = bytes.strip_prefix(MARK) else { return Ok(None) };
    match (bytes.strip_prefix(TABLE), inputs) {
        (Some(table), []) => {
            let (shown, columns) = Shown::from_bytes(table, atlases)?;
            Ok(Some(Arc::new(TableExec::new(shown, columns)?)))
        }
        // The functions of the input have come with counters.
        (None, [input]) if bytes == COUNTS => Ok(Some(show_counters(Arc::clone(input))?)),
        _ => plan_err!("a node of suzerain-datafusion is broken, or comes from another version"),
    }
}

fn marked(what: &[u8]) -> Vec<u8> {
    [MARK, what].concat()
}
