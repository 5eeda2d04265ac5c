//! Tables of events: which columns have the place and the day, and what a row says.
//!
//! Tables of events name their columns in many ways. [`Columns::find`] finds the columns of ACLED, UCDP GED, GTD, EM-DAT,
//! Darwin Core and most others by their names alone; whichever it should not guess can be stated. The [`Layout`] that
//! it finds reads rows: the place, and the days on which the event may have been. Where the text of a row comes from is
//! left to the caller: a CSV file, as in the example `tag_csv`, or the columns of a data frame.
//!
//! | What | Names, in any case; blanks, points and hyphens as `_` |
//! |---|---|
//! | longitude | `lon`, `longitude`, `lng`, `long`, `decimalLongitude`, `x`, ... |
//! | latitude | `lat`, `latitude`, `decimalLatitude`, `y`, ... |
//! | day | `date`, `event_date`, `date_start`, `start_date`, `eventDate`, `day`, `datetime`, `timestamp`, `time`, ... |
//! | last day, if there is one | `date_end`, `end_date`, `date_to`, ... |
//! | year, month and day apart | `year`, `month`, `day`; `iyear`, `imonth`, `iday` (GTD); `Start Year` to `End Day` (EM-DAT) |
//! | precision of the day | `date_prec` (UCDP), `time_precision` (ACLED), `date_precision` |
//!
//! The days of a row are an [`UncertainDate`](crate::UncertainDate): one day, or the span in which the event fell, which
//! [`Atlas::answer_within`](crate::Atlas::answer_within) takes. A date such as `1992-05` is any day of that month, a first
//! and a last day any day from the one to the other, and a precision of a week, a month or a year widens a day. In columns
//! of their own, a month or a day that is 0 or missing is not known.
//!
//! How exactly the place of a row is known (`where_prec`, `geo_precision`, `specificity`) is not read, and the layout says so:
//! these columns count kinds of places, not metres. Leave out the rows whose place is only a district or a country.
//!
//! Which of day and month comes first is never guessed: [`Columns::dates`] states it. What is guessed, a [`Question`] says.
//!
//! # Example
//!
//! ```
//! use suzerain::table::Columns;
//!
//! let header = ["event_id_cnty", "event_date", "time_precision", "latitude", "longitude"];
//! let layout = Columns::new().find(&header)?;
//! assert_eq!(
//!     layout.to_string(),
//!     "longitude in 'longitude', latitude in 'latitude', day in 'event_date', its precision in 'time_precision'"
//! );
//!
//! let row = ["AZE1", "18 May 1992", "3", "39.786", "44.952"];
//! let question = layout.question(|column| row.get(column).copied())?;
//! // Precision 3 of ACLED: only the month is known.
//! assert_eq!(question.days().to_string(), "1992-05");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod columns;
mod layout;
mod names;
mod precision;
mod question;

pub use columns::{ColumnError, Columns};
pub use layout::Layout;
pub use question::{Guess, Guesses, Question, RowError, RowFault};

pub use crate::model::date::{DateFormat, DateGuess, DatePattern, InvalidDateFormat};
