//! The questions of a batch.

use datafusion::arrow::buffer::NullBuffer;
use datafusion::common::Result;
use datafusion::logical_expr::ColumnarValue;
use suzerain::{Position, UncertainDate};
use time::Date;

use super::Faults;
use super::days::Days;
use super::places::places;

/// The questions of a batch, one a row; rows that ask nothing have any place and any day.
#[derive(Debug)]
pub(crate) struct Questions {
    pub(crate) places: Vec<Position>,
    /// The day of each row; of those in `spans`, the first one.
    pub(crate) days: Vec<Date>,
    /// The rows of which only a span is known in which the day fell, with that span.
    pub(crate) spans: Vec<(usize, UncertainDate)>,
    /// Which rows ask something; `None` where all do.
    pub(crate) asking: Option<NullBuffer>,
    pub(crate) faults: Faults,
}

impl Questions {
    /// Reads longitudes, latitudes (`Float64`) and days.
    pub(crate) fn read(lon: &ColumnarValue, lat: &ColumnarValue, day: &ColumnarValue, rows: usize) -> Result<Self> {
        let mut faults = Faults::default();
        let places = places(lon, lat, rows, &mut faults)?;
        let Days { first: days, mut spans } = Days::read(day, rows, &mut faults)?;
        let asking = faults.asking(rows);
        if let Some(asking) = &asking {
            spans.retain(|(row, _)| asking.is_valid(*row));
        }
        Ok(Self { places, days, spans, asking, faults })
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }
}
