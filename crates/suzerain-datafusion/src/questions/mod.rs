//! What the rows of a batch ask: places and days, read from columns.

mod days;
mod faults;
mod places;
mod questions;

pub(crate) use days::is_days;
pub(crate) use faults::Faults;
pub(crate) use questions::Questions;
