//! The rows of a batch that ask nothing.

use datafusion::arrow::buffer::NullBuffer;
use datafusion::common::{Result, exec_err};

use crate::atlases::Counts;
use crate::settings::{BadValues, Settings};

/// The rows of a batch that ask nothing, and why.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    /// In no order, and some of them twice.
    rows: Vec<usize>,
    nulls: u64,
    positions: Bad,
    dates: Bad,
}

/// Bad values of one kind: how many, and the first one.
#[derive(Debug, Default)]
struct Bad {
    count: u64,
    first: Option<(usize, String)>,
}

impl Faults {
    /// A row has a `NULL`.
    pub(crate) fn null(&mut self, row: usize) {
        self.rows.push(row);
        self.nulls += 1;
    }

    /// The degrees of a row are no position.
    #[cold]
    pub(crate) fn position(&mut self, row: usize, fault: &impl ToString) {
        self.rows.push(row);
        self.positions.add(row, fault);
    }

    /// The day of a row is none.
    #[cold]
    pub(crate) fn date(&mut self, row: usize, fault: &impl ToString) {
        self.rows.push(row);
        self.dates.add(row, fault);
    }

    /// Every row has the faults of a constant, which was read as one row.
    pub(crate) fn repeat(&mut self, constant: Self, rows: usize) {
        let count = rows as u64;
        if !constant.rows.is_empty() {
            self.rows.extend(0..rows);
        }
        self.nulls += constant.nulls * count;
        for (own, others) in [(&mut self.positions, constant.positions), (&mut self.dates, constant.dates)] {
            own.count += others.count * count;
            own.first = own.first.take().or(others.first);
        }
    }

    /// How many rows there are, and how many of them are bad.
    pub(crate) fn counts(&self, rows: usize) -> Counts {
        Counts {
            rows: rows as u64,
            nulls: self.nulls,
            bad_positions: self.positions.count,
            bad_dates: self.dates.count,
        }
    }

    /// Fails where the settings say so.
    pub(crate) fn check(&self, settings: &Settings) -> Result<()> {
        self.positions.check(settings.bad_positions, "bad_positions")?;
        self.dates.check(settings.bad_dates, "bad_dates")
    }

    /// Which of the rows ask something; `None` where all do.
    pub(crate) fn asking(&self, rows: usize) -> Option<NullBuffer> {
        if self.rows.is_empty() {
            return None;
        }
        let mut asking = vec![true; rows];
        for &row in &self.rows {
            if let Some(asks) = asking.get_mut(row) {
                *asks = false;
            }
        }
        Some(NullBuffer::from(asking))
    }
}

impl Bad {
    fn add(&mut self, row: usize, fault: &impl ToString) {
        self.count += 1;
        if self.first.is_none() {
            self.first = Some((row, fault.to_string()));
        }
    }

    fn check(&self, setting: BadValues, name: &str) -> Result<()> {
        match (&self.first, setting) {
            (Some((row, fault)), BadValues::Error) => {
                let others = self.count - 1;
                let others = if others > 0 { format!(" (and {others} more rows of the batch)") } else { String::new() };
                exec_err!("row {row} of a batch: {fault}{others}; SET suzerain.{name} = 'null' makes NULL of such rows")
            }
            _ => Ok(()),
        }
    }
}
