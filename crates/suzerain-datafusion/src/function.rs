//! The functions of a place and a day.

use std::fmt;
use std::hash::{Hash, Hasher};

use datafusion::arrow::array::ArrayRef;
use datafusion::arrow::datatypes::DataType;
use datafusion::common::{Result, ScalarValue, exec_err, plan_err};
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility};
use suzerain::Basis;

use crate::answers::{answer_fields, answers, certainties, holders, modes};
use crate::atlases::{Atlases, Known};
use crate::counter::Counter;
use crate::questions::{Questions, is_days};
use crate::settings::Settings;

/// What a function says of a place and a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Asked {
    Controller,
    Sovereign,
    Mode,
    Certainty,
    Answer,
}

impl Asked {
    pub(crate) const ALL: [Self; 5] = [Self::Controller, Self::Sovereign, Self::Mode, Self::Certainty, Self::Answer];

    /// The function of a name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|asked| asked.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Controller => "controller_at",
            Self::Sovereign => "sovereign_at",
            Self::Mode => "control_mode_at",
            Self::Certainty => "certainty_at",
            Self::Answer => "answer_at",
        }
    }

    fn column(self, known: &Known, questions: &Questions) -> Result<ArrayRef> {
        match self {
            Self::Controller => holders(known, questions, Basis::DeFacto),
            Self::Sovereign => holders(known, questions, Basis::DeJure),
            Self::Mode => modes(known, questions),
            Self::Certainty => certainties(known, questions, Basis::DeFacto),
            Self::Answer => answers(known, questions),
        }
    }
}

/// `controller_at(lon, lat, date [, atlas [, edition]])` and its like.
pub(crate) struct PlaceFunction {
    asked: Asked,
    atlases: Atlases,
    signature: Signature,
    /// Of one plan, which a function outside of plans has none of.
    counter: Option<Counter>,
}

impl PlaceFunction {
    pub(crate) fn udf(asked: Asked, atlases: &Atlases) -> ScalarUDF {
        Self::with(asked, atlases, None)
    }

    /// A function with a counter of its own.
    pub(crate) fn with_counter(asked: Asked, atlases: &Atlases) -> ScalarUDF {
        Self::with(asked, atlases, Some(Counter::default()))
    }

    fn with(asked: Asked, atlases: &Atlases, counter: Option<Counter>) -> ScalarUDF {
        // The same for the same arguments within a query: the settings are those of its session.
        let signature = Signature::user_defined(Volatility::Stable);
        ScalarUDF::new_from_impl(Self { asked, atlases: atlases.clone(), signature, counter })
    }

    /// The same function with a counter of its own; `None` if it has one.
    pub(crate) fn counted(&self) -> Option<ScalarUDF> {
        self.counter.is_none().then(|| Self::with_counter(self.asked, &self.atlases))
    }

    pub(crate) fn counter(&self) -> Option<&Counter> {
        self.counter.as_ref()
    }

    pub(crate) fn atlases(&self) -> &Atlases {
        &self.atlases
    }

    fn constant<'v>(&self, value: &'v ColumnarValue) -> Result<&'v str> {
        if let ColumnarValue::Scalar(ScalarValue::Utf8(Some(text))) = value {
            return Ok(text);
        }
        exec_err!("atlas of {} is a constant text, the same for all rows", self.asked.name())
    }
}

impl PartialEq for PlaceFunction {
    /// Whether both say the same of the same atlases; their counters are no part of that.
    fn eq(&self, other: &Self) -> bool {
        (self.asked, &self.atlases) == (other.asked, &other.atlases)
    }
}

impl Eq for PlaceFunction {}

impl Hash for PlaceFunction {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.asked, &self.atlases).hash(state);
    }
}

impl ScalarUDFImpl for PlaceFunction {
    fn name(&self) -> &str {
        self.asked.name()
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _arg_types: &[DataType]) -> Result<DataType> {
        Ok(match self.asked {
            Asked::Answer => DataType::Struct(answer_fields()),
            _ => DataType::Utf8View,
        })
    }

    fn coerce_types(&self, arg_types: &[DataType]) -> Result<Vec<DataType>> {
        let name = self.name();
        let (degrees, date, texts) = match arg_types {
            [lon, lat, date, texts @ ..] if texts.len() <= 2 => ([lon, lat], date, texts),
            _ => {
                let count = arg_types.len();
                return plan_err!("{name} takes (lon, lat, date) or (lon, lat, date, atlas), not {count} arguments");
            }
        };
        let mut types = Vec::with_capacity(arg_types.len());
        for (what, given) in ["lon", "lat"].into_iter().zip(degrees) {
            if !is_number(given) {
                return plan_err!("{what} of {name} is a number of degrees, not {given}");
            }
            types.push(DataType::Float64);
        }
        types.push(match date {
            kept if is_days(kept) => kept.clone(),
            // The day of the clock in that time zone.
            DataType::Timestamp(_, Some(_)) => DataType::Date32,
            other => return plan_err!("date of {name} is a date, a timestamp or a text, not {other}"),
        });
        for (what, given) in ["atlas", "edition"].into_iter().zip(texts) {
            if !is_text(given) {
                return plan_err!("{what} of {name} is a text, not {given}");
            }
            types.push(DataType::Utf8);
        }
        Ok(types)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let settings = Settings::of(&args.config_options);
        let [lon, lat, date, texts @ ..] = args.args.as_slice() else {
            return exec_err!("{} takes (lon, lat, date) or (lon, lat, date, atlas)", self.name());
        };
        let mut texts = texts.iter().map(|text| self.constant(text));
        let atlas = texts.next().transpose()?.unwrap_or(settings.atlas.as_str());
        let known = self.atlases.known(atlas)?;
        if let Some(edition) = texts.next().transpose()? {
            known.check(atlas, edition)?;
        }
        let is_constant = [lon, lat, date].iter().all(|argument| matches!(argument, ColumnarValue::Scalar(_)));
        let rows = if is_constant { 1 } else { args.number_rows };
        let questions = Questions::read(lon, lat, date, rows)?;
        let counts = questions.faults.counts(rows);
        self.atlases.count(counts);
        if let Some(counter) = &self.counter {
            counter.add(counts);
        }
        questions.faults.check(&settings)?;
        let column = self.asked.column(&known, &questions)?;
        if is_constant {
            return Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(&column, 0)?));
        }
        Ok(ColumnarValue::Array(column))
    }
}

impl fmt::Debug for PlaceFunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PlaceFunction").field(&self.asked).finish()
    }
}

/// Whether values of a type are numbers, or texts of numbers kept once.
fn is_number(data_type: &DataType) -> bool {
    match data_type {
        DataType::Null => true,
        DataType::Dictionary(_, values) => values.is_numeric(),
        other => other.is_numeric(),
    }
}

fn is_text(data_type: &DataType) -> bool {
    match data_type {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}
