//! Answers as columns.

mod holders;
mod reply;
mod whole;
mod words;

pub(crate) use holders::holders;
pub(crate) use whole::{answer_fields, answers};
pub(crate) use words::{certainties, mode, modes};
