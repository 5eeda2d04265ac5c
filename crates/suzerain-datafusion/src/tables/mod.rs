//! Functions that are tables: the history of a place, the map of a day, what changed hands.

mod arguments;
mod changes;
mod function;
mod history;
mod rows;
mod shown;
mod snapshot;
mod table;
mod wkb;

pub(crate) use function::TableFunction;
pub(crate) use shown::Shown;
pub(crate) use table::{Table, TableExec};
