//! The arguments of a function that is a table.

use datafusion::arrow::array::{RecordBatch, RecordBatchOptions};
use datafusion::arrow::datatypes::{DataType, Schema};
use datafusion::catalog::{Session, TableFunctionArgs};
use datafusion::common::{DFSchema, Result, ScalarValue, plan_err};
use datafusion::logical_expr::{ColumnarValue, Expr};
use suzerain::{Basis, Position};
use time::Date;

use crate::questions::Questions;

/// The arguments of a function that is a table: constants, the last of which may be left out.
#[derive(Debug)]
pub(crate) struct Arguments {
    name: &'static str,
    values: Vec<ScalarValue>,
}

impl Arguments {
    /// The values of constant expressions.
    pub(crate) fn of(name: &'static str, given: &TableFunctionArgs<'_, '_>, form: &str, least: usize) -> Result<Self> {
        let (exprs, session) = (given.exprs(), given.session());
        if exprs.len() < least || exprs.len() > least + 1 {
            return plan_err!("{name} takes {form}, not {} arguments", exprs.len());
        }
        let values = exprs.iter().map(|expr| constant(name, expr, session)).collect::<Result<_>>()?;
        Ok(Self { name, values })
    }

    /// The place of two arguments, longitude and latitude.
    pub(crate) fn place(&self, lon: usize, lat: usize) -> Result<Position> {
        let (lon, lat) = (self.degrees(lon, "lon")?, self.degrees(lat, "lat")?);
        Position::from_lon_lat(lon, lat).or_else(|error| plan_err!("{}: {error}", self.name))
    }

    fn degrees(&self, number: usize, what: &str) -> Result<f64> {
        if let ScalarValue::Float64(Some(degrees)) = self.cast(number, &DataType::Float64)? {
            return Ok(degrees);
        }
        plan_err!("{what} of {} is NULL", self.name)
    }

    /// The day of an argument.
    pub(crate) fn day(&self, number: usize) -> Result<Date> {
        let zero = ColumnarValue::Scalar(ScalarValue::Float64(Some(0.0)));
        let value = ColumnarValue::Scalar(self.value(number)?.clone());
        let day = Questions::read(&zero, &zero, &value, 1)?;
        match (day.days.first(), &day.asking, day.spans.first()) {
            (Some(date), None, None) => Ok(*date),
            (_, _, Some((_, span))) => plan_err!("{} takes one day, and {span} is a span of days", self.name),
            _ => plan_err!("{} takes a day such as DATE '2000-01-01', not {}", self.name, self.value(number)?),
        }
    }

    /// The basis of an argument: `de facto` or `de jure`, with a hyphen or a blank.
    pub(crate) fn basis(&self, number: usize) -> Result<Basis> {
        let text = self.text(number)?;
        let basis = text.to_ascii_lowercase().replace([' ', '_'], "-").parse();
        basis.or_else(|_| plan_err!("the basis of {} is 'de-facto' or 'de-jure', not '{text}'", self.name))
    }

    /// The name of the atlas in the last argument, if it is given.
    pub(crate) fn atlas(&self, number: usize) -> Result<Option<String>> {
        if number < self.values.len() { self.text(number).map(Some) } else { Ok(None) }
    }

    fn text(&self, number: usize) -> Result<String> {
        if let ScalarValue::Utf8(Some(text)) = self.cast(number, &DataType::Utf8)? {
            return Ok(text);
        }
        plan_err!("argument {} of {} is NULL", number + 1, self.name)
    }

    fn cast(&self, number: usize, data_type: &DataType) -> Result<ScalarValue> {
        self.value(number)?.cast_to(data_type)
    }

    fn value(&self, number: usize) -> Result<&ScalarValue> {
        let value = self.values.get(number);
        value.map_or_else(|| plan_err!("{} has no argument {}", self.name, number + 1), Ok)
    }
}

/// The value of an expression that no row changes.
fn constant(name: &str, expr: &Expr, session: &dyn Session) -> Result<ScalarValue> {
    if let Expr::Literal(value, _) = expr {
        return Ok(value.clone());
    }
    if expr.any_column_refs() {
        return plan_err!("the arguments of {name} are constants, and {expr} is none");
    }
    let row = RecordBatch::try_new_with_options(
        Schema::empty().into(),
        Vec::new(),
        &RecordBatchOptions::new().with_row_count(Some(1)),
    )?;
    match session.create_physical_expr(expr.clone(), &DFSchema::empty())?.evaluate(&row)? {
        ColumnarValue::Scalar(value) => Ok(value),
        ColumnarValue::Array(values) => ScalarValue::try_from_array(&values, 0),
    }
}
