//! First step of building: typed values of the drafts.

mod element;
mod header;
mod model;
mod reader;
mod statement;

pub(super) use model::model;
