//! Dates, uncertain dates, and the periods between them.
//!
//! A day is a [`time::Date`] of the proleptic Gregorian calendar. A change whose day is not known is an
//! [`UncertainDate`]: the span of days in which it fell. A [`Period`] runs from one change to the next and is
//! half-open: the day of a handover belongs to the successor. How sure an answer can then be is a
//! [`Certainty`].

mod certainty;
mod period;
mod uncertain;

pub use certainty::Certainty;
pub use period::{InvalidPeriod, Period};
pub use uncertain::{InvalidDate, InvalidDateKind, UncertainDate};
