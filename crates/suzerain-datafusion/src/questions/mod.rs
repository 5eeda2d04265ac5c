//! What the rows of a batch ask: places and days, read from columns.

mod batch;
mod days;
mod faults;
mod places;

pub(crate) use batch::Questions;
pub(crate) use days::{EPOCH, is_days};
pub(crate) use faults::Faults;
