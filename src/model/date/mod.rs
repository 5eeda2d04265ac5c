//! Dates, uncertain dates, and the periods between them.
//!
//! A day is a [`time::Date`] of the proleptic Gregorian calendar. A change whose day is not known is an
//! [`UncertainDate`]: the span of days in which it fell. A [`Period`] runs from one change to the next and is
//! half-open: the day of a handover belongs to the successor. How sure an answer can then be is a
//! [`Certainty`].

mod certainty;
#[cfg(feature = "table")]
mod foreign;
#[cfg(feature = "table")]
mod foreign_date;
#[cfg(feature = "table")]
mod format;
#[cfg(feature = "table")]
mod guess;
#[cfg(feature = "table")]
mod pattern;
mod period;
mod uncertain;
#[cfg(feature = "table")]
mod written;

pub use certainty::Certainty;
#[cfg(feature = "table")]
pub(crate) use foreign_date::ForeignDate;
#[cfg(feature = "table")]
pub use format::{DateFormat, InvalidDateFormat};
#[cfg(feature = "table")]
pub use guess::DateGuess;
#[cfg(feature = "table")]
pub use pattern::DatePattern;
pub use period::{InvalidPeriod, Period};
pub use uncertain::{InvalidDate, InvalidDateKind, UncertainDate};
#[cfg(feature = "table")]
pub(crate) use written::dated;
