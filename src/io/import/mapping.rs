//! The meaning of the columns of a plain file.

use serde_json::Value;
use time::Date;

use super::collector::Collector;
use super::dates::{self, day_after};
use super::feature::Feature;
use super::{ImportLocation, ImportProblemKind};
use crate::atlas::{SourceDraft, Statement, TerritoryDraft};
use crate::model::date::{DateFormat, ForeignDate, InvalidDate, InvalidDateKind, UncertainDate};
use crate::model::polity::PolityKind;
use crate::model::territory::TerritoryKind;
use crate::model::word::Word;

/// The meaning of the columns (properties) of a plain file. A column that is not named here is not read; one that is
/// named here and that no feature has is a problem. Capitals and small letters are the same where the file has no column
/// that is named exactly so.
///
/// # Example
///
/// ```
/// use suzerain::Position;
/// use suzerain::import::{DateFormat, Ends, GeoJson, Mapping};
/// use time::macros::date;
///
/// let valleys = r#"{"type": "FeatureCollection", "features": [
///   {"type": "Feature", "properties": {"district": "Valley", "state": "East", "begin": 1801, "end": 1917},
///    "geometry": {"type": "Polygon", "coordinates": [[[10, 40], [11, 40], [11, 41], [10, 41], [10, 40]]]}}]}"#;
/// let mapping = Mapping::new()
///     .name("district")
///     .holder("state")
///     .from("begin")
///     .until("end")
///     .ends(Ends::Included)
///     .dates(DateFormat::Years);
/// let imported = GeoJson::new(mapping).read(valleys.as_bytes())?;
///
/// let valley = Position::from_lat_lon(40.5, 10.5)?;
/// assert_eq!(imported.atlas().controller_at(valley, date!(1917-12-31)).to_string(), "East");
/// assert_ne!(imported.atlas().controller_at(valley, date!(1918-01-01)).to_string(), "East");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[must_use]
pub struct Mapping {
    code: Option<String>,
    name: Option<String>,
    holder: Option<String>,
    holder_code: Option<String>,
    from: Option<String>,
    until: Option<String>,
    kind: Option<String>,
    ends: Ends,
    dates: DateFormat,
    accuracy_m: f64,
    source: SourceDraft,
}

/// Whether the day (or year) in the column of ends is the last one, or the first one after it.
///
/// # Example
///
/// ```
/// use suzerain::Position;
/// use suzerain::import::{Ends, GeoJson, Mapping};
/// use time::macros::date;
///
/// let valleys = r#"{"type": "FeatureCollection", "features": [
///   {"type": "Feature", "properties": {"name": "Valley", "state": "East", "end": "1917-03-15"},
///    "geometry": {"type": "Polygon", "coordinates": [[[10, 40], [11, 40], [11, 41], [10, 40]]]}}]}"#;
/// let place = Position::from_lat_lon(40.2, 10.9)?;
/// for (ends, holder) in [(Ends::Included, "East"), (Ends::Excluded, "unrecorded")] {
///     let mapping = Mapping::new().name("name").holder("state").until("end").ends(ends);
///     let atlas = GeoJson::new(mapping).read(valleys.as_bytes())?.into_atlas();
///     let outcome = atlas.controller_at(place, date!(1917-03-15)).outcome().expect("one candidate");
///     assert_eq!(outcome.to_string(), holder);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[expect(clippy::exhaustive_enums, reason = "the last day belongs to a period or it does not")]
pub enum Ends {
    /// The day of the end belongs to what follows, as everywhere in this crate.
    #[default]
    Excluded,
    /// The day of the end is the last day.
    Included,
}

impl Mapping {
    /// A mapping that names no column yet: every feature is its own holder, always, called by its `id`.
    pub fn new() -> Self {
        Self {
            code: None,
            name: None,
            holder: None,
            holder_code: None,
            from: None,
            until: None,
            kind: None,
            ends: Ends::default(),
            dates: DateFormat::default(),
            accuracy_m: 10_000.0,
            source: SourceDraft::new("file", "The imported file"),
        }
    }

    /// The column with the territory's code; by default its `id` or its name. Each feature becomes a territory; further
    /// ones of the same code get `-2`, `-3`, ... at the end.
    pub fn code(mut self, column: &str) -> Self {
        self.code = Some(column.to_owned());
        self
    }

    /// The column with the territory's name; by default its code.
    pub fn name(mut self, column: &str) -> Self {
        self.name = Some(column.to_owned());
        self
    }

    /// The column with the name of the sovereign; by default the territory's name. A feature without a value becomes a
    /// territory without a record.
    pub fn holder(mut self, column: &str) -> Self {
        self.holder = Some(column.to_owned());
        self
    }

    /// The column with the code of the sovereign: features with one code have one sovereign, whatever they call it, and the
    /// code of the polity is like it. By default the name stands for it.
    ///
    /// A code has up to 31 ASCII letters, digits, `-`, `.` and `_`. Letters of other scripts become Latin ones (Россия
    /// becomes `Rossiya`), apostrophes are dropped, anything else becomes `-`; further ones of the same text get `-2`, `-3`,
    /// ... at the end.
    ///
    /// # Example
    ///
    /// ```
    /// use suzerain::import::{GeoJson, Mapping};
    ///
    /// let valleys = r#"{"type": "FeatureCollection", "features": [
    ///   {"type": "Feature", "properties": {"name": "Valley", "state": "Kingdom of the East", "state_code": "EAST"},
    ///    "geometry": {"type": "Polygon", "coordinates": [[[10, 40], [11, 40], [11, 41], [10, 40]]]}}]}"#;
    /// let mapping = Mapping::new().name("name").holder("state").holder_code("state_code");
    /// let atlas = GeoJson::new(mapping).read(valleys.as_bytes())?.into_atlas();
    /// assert!(atlas.polity("EAST").is_some_and(|polity| polity.names()[0].text() == "Kingdom of the East"));
    /// # Ok::<(), suzerain::import::ImportError>(())
    /// ```
    pub fn holder_code(mut self, column: &str) -> Self {
        self.holder_code = Some(column.to_owned());
        self
    }

    /// The column with the first day; open by default, and where a feature has no value.
    pub fn from(mut self, column: &str) -> Self {
        self.from = Some(column.to_owned());
        self
    }

    /// The column with the end; open by default, and where a feature has no value. [`Ends`] says how it is meant.
    pub fn until(mut self, column: &str) -> Self {
        self.until = Some(column.to_owned());
        self
    }

    /// The column with the kind of territory, in the words of [`TerritoryKind`]; a historic unit by default, and where a
    /// feature has no value.
    pub fn kind(mut self, column: &str) -> Self {
        self.kind = Some(column.to_owned());
        self
    }

    /// Whether the column of ends has the last day or the first one after it; [`Ends::Excluded`] by default.
    pub fn ends(mut self, ends: Ends) -> Self {
        self.ends = ends;
        self
    }

    /// How dates are written; [`DateFormat::Edtf`] by default. An end may also be a word such as `present` or `now`, or the
    /// year 9999: it is then open. A year outside the calendar is taken for its nearest day. Both are noted.
    pub fn dates(mut self, dates: DateFormat) -> Self {
        self.dates = dates;
        self
    }

    /// How far outlines may lie from the true line, in metres; 10 km by default.
    pub fn accuracy_m(mut self, accuracy_m: f64) -> Self {
        self.accuracy_m = accuracy_m;
        self
    }

    /// What every fact of the file cites.
    pub fn cite(mut self, source: SourceDraft) -> Self {
        self.source = source;
        self
    }

    pub(super) fn source(&self) -> SourceDraft {
        self.source.clone()
    }

    /// The columns that are named.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        [&self.code, &self.name, &self.holder, &self.holder_code, &self.from, &self.until, &self.kind]
            .into_iter()
            .flatten()
            .map(String::as_str)
    }

    /// Makes a territory of a feature, and a sovereignty over it.
    pub(super) fn feature(&self, collector: &mut Collector<'_>, mut feature: Feature) {
        let location = feature.location.clone();
        let text = |column: &Option<String>| column.as_deref().and_then(|column| feature.text(column));
        let (code, name) = (text(&self.code), text(&self.name));
        let known = name.clone().or_else(|| code.clone()).or_else(|| location.id.clone());
        let holder_code = text(&self.holder_code);
        let holder =
            if self.holder.is_some() || self.holder_code.is_some() { text(&self.holder) } else { known.clone() };
        let holder = holder.or_else(|| holder_code.clone());
        let kind = self.territory_kind(collector, &feature);
        let from = self.bound(collector, &feature, self.from.as_deref(), Side::From);
        let until = self.bound(collector, &feature, self.until.as_deref(), Side::Until);
        if known.is_none() {
            let column = self.name.as_ref().or(self.code.as_ref());
            let field = column.map_or_else(|| location.at("id"), |column| feature.at(column));
            collector.problem(field, ImportProblemKind::Missing("a territory has a name, a code or an id"));
        }
        if let (Ok(Some(from)), Ok(Some(until)), Some(column)) = (from, until, &self.until)
            && until.latest() <= from.earliest()
        {
            let message = format!("it ends {until}, before it begins {from}; exchange or correct the dates");
            collector.problem(feature.at(column), ImportProblemKind::Malformed(message));
            return;
        }
        let outline = feature.outline(collector);
        let (Some(outline), Some(name), Some(kind), Ok(from), Ok(until)) = (outline, known, kind, from, until) else {
            return;
        };
        let (from, until) = (from.map(|from| from.to_string()), until.map(|until| until.to_string()));
        let (from, until) = (from.as_deref(), until.as_deref());
        let territory =
            collector.fresh_code("territory", &code.or(location.id.clone()).unwrap_or_else(|| name.clone()));
        let draft = TerritoryDraft::new(&territory, kind, &name).accuracy_m(self.accuracy_m).during((from, until));
        collector.territory(&location, draft, outline);
        let Some(holder) = holder else {
            collector.note(&location, "no holder is stated: the territory has no record");
            return;
        };
        let polity = collector.polity(&location, holder_code.as_ref().unwrap_or(&holder), PolityKind::SovereignState);
        // One that is told by its code may be called differently over time.
        let called = if holder_code.is_some() { (from, until) } else { (None, None) };
        collector.polity_name(&polity, &holder, Some("en"), called);
        collector.statement(&location, Statement::sovereignty(&territory, &polity).during((from, until)));
    }

    fn territory_kind(&self, collector: &mut Collector<'_>, feature: &Feature) -> Option<TerritoryKind> {
        let Some((column, word)) =
            self.kind.as_deref().and_then(|column| feature.text(column).map(|word| (column, word)))
        else {
            return Some(TerritoryKind::HistoricUnit);
        };
        let kind = TerritoryKind::from_word(&word);
        if kind.is_none() {
            let message = format!("'{word}' is not a kind of territory; use one of: {}", TerritoryKind::all_words());
            collector.problem(feature.at(column), ImportProblemKind::Malformed(message));
        }
        kind
    }

    /// A bound of the period; `Err` if something is wrong with it, which is reported.
    fn bound(
        &self,
        collector: &mut Collector<'_>,
        feature: &Feature,
        column: Option<&str>,
        side: Side,
    ) -> Result<Option<UncertainDate>, ()> {
        let Some(column) = column else { return Ok(None) };
        let location = feature.at(column);
        match feature.get(column) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) if text.trim().is_empty() => Ok(None),
            Some(Value::String(text)) => self.date(collector, location, text.trim(), side),
            Some(Value::Number(number)) => self.date(collector, location, &number.to_string(), side),
            Some(other) => {
                let message = format!("it is {other}; it must be a date as a text or a number");
                collector.problem(location, ImportProblemKind::Malformed(message));
                Err(())
            }
        }
    }

    /// The change of a text; `None` for an end that has not come, and for a year outside the calendar.
    fn date(
        &self,
        collector: &mut Collector<'_>,
        location: ImportLocation,
        text: &str,
        side: Side,
    ) -> Result<Option<UncertainDate>, ()> {
        let read = |text: &str| self.dates.foreign(text);
        let found = match side {
            Side::From => read(text).map(Some),
            Side::Until => dates::end(text, read),
        };
        let date = match found {
            Ok(Some(date)) => date,
            Ok(None) => {
                if !text.starts_with("9999") {
                    collector.note(&location, format!("'{text}' is taken for an end that has not come"));
                }
                return Ok(None);
            }
            Err(error) => {
                collector.problem(location, ImportProblemKind::Date(error));
                return Err(());
            }
        };
        if let Some(guess) = date.guess {
            collector.note(&location, format!("'{text}': {guess}"));
        }
        if date.is_clamped {
            collector.note(&location, format!("'{text}' is taken for the nearest day from -9999 to 9999"));
        }
        let change = self.change(date, side).map_err(|kind| InvalidDate::new(text, kind));
        change.map_err(|error| collector.problem(location, ImportProblemKind::Date(error)))
    }

    fn change(&self, date: ForeignDate, side: Side) -> Result<Option<UncertainDate>, InvalidDateKind> {
        let span = dates::change(date).filter(|_| date.is_clamped).map_or_else(|| date.to_span(), Ok)?;
        let is_last = side == Side::Until && self.ends == Ends::Included;
        // A whole year stands for its first day as a beginning, and for the day after its last as an included end.
        let span = match (self.dates == DateFormat::Years, is_last) {
            (false, _) => span,
            (true, false) => span.earliest().into(),
            (true, true) => span.latest().into(),
        };
        // A change on the first or after the last day of the calendar is none.
        Ok(match side {
            Side::From => Some(span).filter(|from| from.latest() > Date::MIN),
            Side::Until if is_last => day_after(span),
            Side::Until => Some(span).filter(|until| until.earliest() < Date::MAX),
        })
    }
}

/// Which bound of a period a column has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    From,
    Until,
}

impl Default for Mapping {
    fn default() -> Self {
        Self::new()
    }
}
