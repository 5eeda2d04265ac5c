//! What the rows of a batch ask.

use std::error::Error;
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, Float64Array, RecordBatch, StringViewArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Schema};
use datafusion::arrow::util::display::{ArrayFormatter, FormatOptions};
use parquet::file::metadata::KeyValue;
use suzerain::table::{ColumnError, Columns, Layout};

use crate::points;

type Read<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Where a file has the place and the day of its rows.
pub(crate) struct Finder {
    layout: Layout,
    /// The column of points, whose longitudes and latitudes follow the columns of the file.
    points: Option<usize>,
    width: usize,
}

/// Places and days, and what is wrong with rows that have none.
pub(crate) struct Questions {
    pub(crate) lon: ArrayRef,
    pub(crate) lat: ArrayRef,
    /// Dates, times, or texts of days and spans of days.
    pub(crate) day: ArrayRef,
}

impl Finder {
    /// Finds columns by their names; points only where no columns have degrees.
    pub(crate) fn new(columns: &Columns, schema: &Schema, metadata: Option<&Vec<KeyValue>>) -> Read<Self> {
        let mut names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        let width = names.len();
        match columns.find(&names) {
            Ok(layout) => Ok(Self { layout, points: None, width }),
            Err(error @ ColumnError::Missing { what: "longitude" | "latitude", .. }) => {
                let Some(points) = points::column(schema, metadata) else { return Err(error.into()) };
                names.extend(["lon", "lat"]);
                Ok(Self { layout: columns.find(&names)?, points: Some(points), width })
            }
            Err(error) => Err(error.into()),
        }
    }

    /// In one line, where place and day are.
    pub(crate) fn text(&self) -> String {
        let points = if self.points.is_some() { "; degrees are those of the points" } else { "" };
        format!("{}{points}", self.layout)
    }

    /// The questions of a batch: columns as they are where they are degrees and one day, else what the texts of a row mean.
    pub(crate) fn questions(&self, batch: &RecordBatch) -> Read<Questions> {
        let columns = self.columns(batch)?;
        let column = |number: usize| columns.get(number).ok_or("a batch has fewer columns than the file");
        let numbers: Vec<usize> = self.layout.columns().map(|(number, _)| number).collect();
        if let [lon, lat, day] = numbers.as_slice() {
            let (lon, lat, day) = (column(*lon)?, column(*lat)?, column(*day)?);
            let is_dated =
                matches!(day.data_type(), DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, None));
            if lon.data_type().is_floating() && lat.data_type().is_floating() && is_dated {
                let degrees = |column| cast(column, &DataType::Float64);
                return Ok(Questions { lon: degrees(lon)?, lat: degrees(lat)?, day: Arc::clone(day) });
            }
        }
        let rows: Vec<_> = (0..batch.num_rows()).map(|row| self.read(&columns, row)).collect::<Read<_>>()?;
        let degrees = |of: fn(suzerain::Position) -> f64| -> ArrayRef {
            Arc::new(rows.iter().map(|row| row.as_ref().ok().map(|row| of(row.position()))).collect::<Float64Array>())
        };
        let days = rows.iter().map(|row| row.as_ref().ok().map(|row| row.days().to_string()));
        Ok(Questions {
            lon: degrees(suzerain::Position::lon),
            lat: degrees(suzerain::Position::lat),
            day: Arc::new(days.collect::<StringViewArray>()),
        })
    }

    /// What is wrong with a row.
    pub(crate) fn fault(&self, batch: &RecordBatch, row: usize) -> Read<Option<String>> {
        Ok(self.read(&self.columns(batch)?, row)?.err())
    }

    /// The columns of the file, and the degrees of its points.
    fn columns(&self, batch: &RecordBatch) -> Read<Vec<ArrayRef>> {
        let mut columns = batch.columns().to_vec();
        debug_assert_eq!(columns.len(), self.width);
        if let Some(points) = self.points.and_then(|points| batch.columns().get(points)) {
            columns.extend(points::degrees(points)?);
        }
        Ok(columns)
    }

    /// The question of a row, or what is wrong with it.
    fn read(&self, columns: &[ArrayRef], row: usize) -> Read<Result<suzerain::table::Question, String>> {
        let mut texts: Vec<(usize, String)> = Vec::new();
        for (number, _) in self.layout.columns() {
            if let Some(column) = columns.get(number).filter(|column| column.is_valid(row)) {
                let text = ArrayFormatter::try_new(column, &FormatOptions::new())?.value(row).try_to_string()?;
                texts.push((number, text));
            }
        }
        let text = |number: usize| texts.iter().find(|(known, _)| *known == number).map(|(_, text)| text.as_str());
        Ok(self.layout.question(text).map_err(|error| error.to_string()))
    }
}
