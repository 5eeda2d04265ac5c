//! Functions that are tables: the history of a place, the map of a day, what changed hands.

mod arguments;
mod changes;
mod function;
mod history;
mod rows;
mod snapshot;
mod wkb;

pub(crate) use function::TableFunction;
