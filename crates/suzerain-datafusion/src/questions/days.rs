//! Days, from columns of dates, of times or of texts.

use datafusion::arrow::array::{Array, ArrayRef, ArrowPrimitiveType, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{
    DataType, Date32Type, Date64Type, TimeUnit, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType,
};
use datafusion::common::{Result, exec_err};
use datafusion::logical_expr::ColumnarValue;
use suzerain::UncertainDate;
use suzerain::table::DateFormat;
use time::Date;

use super::Faults;

/// The Julian day of 1 January 1970.
pub(crate) const EPOCH: i32 = 2_440_588;
const SECONDS: i64 = 86_400;

/// The day of each row. One that asks nothing has any day.
#[derive(Debug, Default)]
pub(super) struct Days {
    /// The first day that is meant.
    pub(super) first: Vec<Date>,
    /// The rows that mean some day of several, with those days.
    pub(super) spans: Vec<(usize, UncertainDate)>,
}

/// Whether values of a type are read as days, as they are.
pub(crate) fn is_days(data_type: &DataType) -> bool {
    use DataType::{Date32, Date64, Dictionary, LargeUtf8, Null, Timestamp, Utf8, Utf8View};
    match data_type {
        Date32 | Date64 | Timestamp(_, None) | Utf8 | LargeUtf8 | Utf8View | Null => true,
        Dictionary(_, values) => matches!(**values, Utf8 | LargeUtf8 | Utf8View),
        _ => false,
    }
}

impl Days {
    pub(super) fn read(value: &ColumnarValue, rows: usize, faults: &mut Faults) -> Result<Self> {
        match value {
            ColumnarValue::Array(column) => Self::of_column(column, faults),
            ColumnarValue::Scalar(scalar) => {
                let mut own = Faults::default();
                let one = Self::of_column(&scalar.to_array()?, &mut own)?;
                faults.repeat(own, rows);
                let spans = one.spans.first().into_iter().flat_map(|&(_, span)| (0..rows).map(move |row| (row, span)));
                let first = one.first.first().copied().unwrap_or(Date::MIN);
                Ok(Self { first: vec![first; rows], spans: spans.collect() })
            }
        }
    }

    fn of_column(column: &ArrayRef, faults: &mut Faults) -> Result<Self> {
        let mut days = Self { first: Vec::with_capacity(column.len()), spans: Vec::new() };
        match column.data_type() {
            DataType::Date32 => days.numbers::<Date32Type>(column, i64::from, faults),
            DataType::Date64 => days.numbers::<Date64Type>(column, |time| time.div_euclid(SECONDS * 1_000), faults),
            DataType::Timestamp(TimeUnit::Second, None) => {
                days.numbers::<TimestampSecondType>(column, |time| time.div_euclid(SECONDS), faults);
            }
            DataType::Timestamp(TimeUnit::Millisecond, None) => {
                days.numbers::<TimestampMillisecondType>(column, |time| time.div_euclid(SECONDS * 1_000), faults);
            }
            DataType::Timestamp(TimeUnit::Microsecond, None) => {
                days.numbers::<TimestampMicrosecondType>(column, |time| time.div_euclid(SECONDS * 1_000_000), faults);
            }
            DataType::Timestamp(TimeUnit::Nanosecond, None) => {
                days.numbers::<TimestampNanosecondType>(
                    column,
                    |time| time.div_euclid(SECONDS * 1_000_000_000),
                    faults,
                );
            }
            DataType::Utf8 => days.texts(column.as_string::<i32>().iter(), faults),
            DataType::LargeUtf8 => days.texts(column.as_string::<i64>().iter(), faults),
            DataType::Utf8View => days.texts(column.as_string_view().iter(), faults),
            DataType::Dictionary(_, _) => days.dictionary(column, faults)?,
            DataType::Null => (0..column.len()).for_each(|row| days.push(row, None, faults)),
            other => return exec_err!("days are dates, timestamps or texts, not {other}"),
        }
        Ok(days)
    }

    /// Numbers of days or of times, as days since 1970.
    fn numbers<T: ArrowPrimitiveType>(
        &mut self,
        column: &ArrayRef,
        day: impl Fn(T::Native) -> i64,
        faults: &mut Faults,
    ) {
        let column = column.as_primitive::<T>();
        for (row, &number) in column.values().iter().enumerate() {
            if column.is_null(row) {
                self.push(row, None, faults);
                continue;
            }
            let day = day(number);
            let date =
                i32::try_from(day.saturating_add(EPOCH.into())).ok().and_then(|day| Date::from_julian_day(day).ok());
            if let Some(date) = date {
                self.first.push(date);
            } else {
                let fault = format!("day {day} since 1970-01-01 is not within the years -9999 to 9999");
                self.push(row, Some(Err(fault)), faults);
            }
        }
    }

    fn texts<'t>(&mut self, texts: impl Iterator<Item = Option<&'t str>>, faults: &mut Faults) {
        // Tables are often in the order of their days.
        let mut last: Option<(&str, Day)> = None;
        for (row, text) in texts.enumerate() {
            let day = text.map(|text| match &last {
                Some((known, day)) if *known == text => day.clone(),
                _ => last.insert((text, read(text))).1.clone(),
            });
            self.push(row, day, faults);
        }
    }

    /// Texts that are kept once: each is read once.
    fn dictionary(&mut self, column: &ArrayRef, faults: &mut Faults) -> Result<()> {
        let dictionary = column.as_any_dictionary();
        let texts = cast(dictionary.values(), &DataType::Utf8View)?;
        let days: Vec<Option<Day>> = texts.as_string_view().iter().map(|text| text.map(read)).collect();
        let keys = if days.is_empty() { vec![0; column.len()] } else { dictionary.normalized_keys() };
        for (row, key) in keys.into_iter().enumerate() {
            let day = if column.is_null(row) { None } else { days.get(key).cloned().flatten() };
            self.push(row, day, faults);
        }
        Ok(())
    }

    fn push(&mut self, row: usize, day: Option<Day>, faults: &mut Faults) {
        let first = match day {
            Some(Ok(days)) => {
                if !days.is_exact() {
                    self.spans.push((row, days));
                }
                days.earliest()
            }
            Some(Err(fault)) => {
                faults.date(row, &fault);
                Date::MIN
            }
            None => {
                faults.null(row);
                Date::MIN
            }
        };
        self.first.push(first);
    }
}

/// The days that a value means, or what is wrong with it.
type Day = std::result::Result<UncertainDate, String>;

fn read(text: &str) -> Day {
    DateFormat::Edtf.read(text).map_err(|error| error.to_string())
}
