//! Places, from columns of degrees.

use datafusion::arrow::array::{Array, AsArray, Float64Array};
use datafusion::arrow::datatypes::{DataType, Float64Type};
use datafusion::common::{Result, ScalarValue, exec_datafusion_err, exec_err};
use datafusion::logical_expr::ColumnarValue;
use suzerain::Position;

use super::Faults;

/// Degrees: of every row the same, or a column.
enum Degrees<'a> {
    Same(Option<f64>),
    Each(&'a Float64Array),
}

impl<'a> Degrees<'a> {
    fn of(value: &'a ColumnarValue) -> Result<Self> {
        match value {
            ColumnarValue::Scalar(ScalarValue::Float64(degrees)) => Ok(Self::Same(*degrees)),
            ColumnarValue::Array(array) if *array.data_type() == DataType::Float64 => {
                Ok(Self::Each(array.as_primitive::<Float64Type>()))
            }
            other => exec_err!("degrees are Float64, not {}", other.data_type()),
        }
    }

    #[inline]
    fn at(&self, row: usize) -> Option<f64> {
        match self {
            Self::Same(degrees) => *degrees,
            Self::Each(column) if column.is_valid(row) => column.values().get(row).copied(),
            Self::Each(_) => None,
        }
    }
}

/// The place of each row. One that asks nothing has any place.
pub(super) fn places(
    lon: &ColumnarValue,
    lat: &ColumnarValue,
    rows: usize,
    faults: &mut Faults,
) -> Result<Vec<Position>> {
    let (lon, lat) = (Degrees::of(lon)?, Degrees::of(lat)?);
    let anywhere = Position::from_lon_lat(0.0, 0.0).map_err(|error| exec_datafusion_err!("{error}"))?;
    if let (Degrees::Each(lon), Degrees::Each(lat)) = (&lon, &lat)
        && lon.null_count() + lat.null_count() == 0
    {
        let mut places = Vec::with_capacity(rows);
        for (&lon, &lat) in lon.values().iter().zip(lat.values()) {
            match Position::from_lon_lat(lon, lat) {
                Ok(place) => places.push(place),
                Err(error) => {
                    faults.position(places.len(), &error);
                    places.push(anywhere);
                }
            }
        }
        return Ok(places);
    }
    let read = |row: usize, faults: &mut Faults| {
        let (Some(lon), Some(lat)) = (lon.at(row), lat.at(row)) else {
            faults.null(row);
            return anywhere;
        };
        Position::from_lon_lat(lon, lat).unwrap_or_else(|error| {
            faults.position(row, &error);
            anywhere
        })
    };
    if let (Degrees::Same(_), Degrees::Same(_)) = (&lon, &lat) {
        let mut own = Faults::default();
        let place = read(0, &mut own);
        faults.repeat(own, rows);
        return Ok(vec![place; rows]);
    }
    Ok((0..rows).map(|row| read(row, faults)).collect())
}
