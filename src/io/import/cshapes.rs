//! `CShapes` 2.0.

use std::collections::{HashMap, HashSet};
use std::io::{self, Read};

use serde_json::Value;
use time::{Date, Month};

use super::collector::Collector;
use super::feature::Feature;
use super::importer::{FileHead, Importer, quotes};
use super::options::{Options, shared_options};
use super::source::{Source, is_topology, read_features};
use super::{ImportError, ImportLocation, ImportProblemKind, Imported};
use crate::atlas::{SourceDraft, Statement, TerritoryDraft};
use crate::model::control::Mode;
use crate::model::date::{DateFormat, UncertainDate};
use crate::model::polity::PolityKind;
use crate::model::source::Confidence;
use crate::model::territory::TerritoryKind;
use crate::model::word::Word;

/// Imports [CShapes 2.0](https://icr.ethz.ch/data/cshapes/), states and dependencies from 1886 to 2019, as GeoJSON or
/// `TopoJSON`, in the coding of Gleditsch and Ward (`gwcode`) or of the Correlates of War (`cowcode`).
///
/// # What becomes of a row
///
/// A territory, such as `gw365-1991-12-21`, with its outline, and a polity of its code, `gw365` or `cow365`, that is
/// sovereign over it from `start` to `end`. The file's ends are the last days; here a period ends on the day after.
/// Days that no row covers stay without a record.
///
/// The official download has other columns: `cntry_name`, and `gwsyear`, `gwsmonth`, `gwsday`, `gweyear` and so on, or the
/// same with `cow`. It lists states without `status` and `owner`: each is taken for independent, with a note. A row whose
/// code is -1 is not in that list, and is skipped. Columns may be in capitals.
///
/// | `status` | what is added |
/// |---|---|
/// | `independent`, `N/A` | nothing |
/// | `colony`, `protectorate` | the polity is part of the one that `owner` names: an answer gives the owner, with the dependency in the chain below it |
/// | `mandate` | control by the owner, as a trusteeship |
/// | `occupied` | control by the owner, as an occupation |
///
/// # What is assumed
///
/// - Outlines are accurate to 5 km, and to 25 km where `b_def` is 0: the file states no accuracy. Where `b_def` is 0 the
///   confidence is low, and a note on the record says why.
/// - A polity has the name of its rows over their days and exists always. It is a sovereign state if any of its rows is
///   `independent` or `N/A`, and otherwise a dependency.
/// - An `owner` without rows is a polity without a name; 0 is the League of Nations and 1 the United Nations.
/// - The atlas covers the days from the first `start` to the last `end`; other days are outside its coverage.
///
/// # What is lost
///
/// Capitals (`capname`, `caplong`, `caplat`), areas and row numbers (`fid`). Of a row with both codes, `gwcode` is taken.
///
/// # Example
///
/// ```
/// use suzerain::Position;
/// use suzerain::import::CShapes;
/// use time::macros::date;
///
/// let rows = r#"{"type": "FeatureCollection", "features": [
///   {"type": "Feature", "properties": {"gwcode": 501, "country_name": "Kenya", "start": "1895-07-01",
///     "end": "1963-12-11", "status": "colony", "owner": "200", "b_def": 1},
///    "geometry": {"type": "Polygon", "coordinates": [[[34, -4], [41, -4], [41, 4], [34, 4], [34, -4]]]}},
///   {"type": "Feature", "properties": {"gwcode": 501, "country_name": "Kenya", "start": "1963-12-12",
///     "end": "2019-12-31", "status": "independent", "owner": "501", "b_def": 1},
///    "geometry": {"type": "Polygon", "coordinates": [[[34, -4], [41, -4], [41, 4], [34, 4], [34, -4]]]}}]}"#;
/// let imported = CShapes::new().read(rows.as_bytes())?;
///
/// let nairobi = Position::from_lat_lon(-1.29, 36.82)?;
/// let answer = imported.atlas().controller_at(nairobi, date!(1963-12-11));
/// assert_eq!(answer.holder().map(|holder| holder.chain_text()).as_deref(), Some("gw200 > Kenya"));
/// assert_eq!(imported.atlas().controller_at(nairobi, date!(1963-12-12)).to_string(), "Kenya");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
#[must_use]
pub struct CShapes<'p> {
    options: Options<'p>,
}

shared_options!(CShapes);

/// How far a defined border may lie from the true line, in metres.
const ACCURACY_M: f64 = 5_000.0;
/// The same where the file says that the border was not defined.
const UNDEFINED_ACCURACY_M: f64 = 25_000.0;

impl CShapes<'_> {
    /// An importer without repairs; the published files need none.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a file, GeoJSON or `TopoJSON`.
    ///
    /// # Errors
    ///
    /// [`ImportError`] when the reader fails, or with every problem of the file.
    pub fn read(self, mut reader: impl Read) -> Result<Imported, ImportError> {
        self.import(Source::Stream(&mut reader))
    }
}

impl<'p> Importer<'p> for CShapes<'p> {
    type Input<'i> = Source<'i>;

    const NAME: &'static str = "cshapes";

    fn recognises(file: &FileHead<'_>) -> bool {
        let is_named = |bytes: &[u8]| ["gwcode", "cowcode"].iter().any(|word| quotes(bytes, word));
        // In a topology the columns come behind the arcs.
        is_named(file.bytes) || is_topology(file.bytes) && file.any_part(is_named)
    }

    fn source(&self) -> SourceDraft {
        SourceDraft::new("cshapes", "Mapping the International System, 1886-2019: The CShapes 2.0 Dataset")
            .author("Schvitz, Girardin, Rüegger, Weidmann, Cederman and Gleditsch")
            .publisher("Journal of Conflict Resolution 66(1)")
            .year("2022")
            .url("https://icr.ethz.ch/data/cshapes/")
    }

    fn options(&mut self) -> &mut Options<'p> {
        &mut self.options
    }

    fn collect(self, source: Source<'_>, collector: &mut Collector<'p>) -> io::Result<()> {
        let mut rows = Rows::default();
        read_features(source, collector, &mut |collector: &mut Collector<'p>, feature: Feature| {
            rows.add(collector, feature);
        })?;
        rows.finish(collector);
        Ok(())
    }
}

/// What is known from the rows so far.
#[derive(Default)]
struct Rows {
    span: Option<(Date, Date)>,
    /// The codes of polities that have rows.
    own: HashSet<String>,
    /// A row states its status.
    has_status: bool,
    /// The owners, and the first row that names each.
    owners: HashMap<String, (u32, ImportLocation)>,
}

/// The states that a row can describe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RowStatus {
    Independent,
    Dependent,
    Mandate,
    Occupied,
}

impl Word for RowStatus {
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Independent, "independent"),
        (Self::Independent, "N/A"),
        (Self::Dependent, "colony"),
        (Self::Dependent, "protectorate"),
        (Self::Mandate, "mandate"),
        (Self::Occupied, "occupied"),
    ];
}

impl Rows {
    fn add(&mut self, collector: &mut Collector<'_>, mut feature: Feature) {
        let location = feature.location.clone();
        let coding = if feature.column("gwcode").is_some() || feature.column("cowcode").is_none() {
            ("gw", "gwcode")
        } else {
            ("cow", "cowcode")
        };
        if number_of(&feature, coding.1) == Some(-1) {
            let why = format!("its {} is -1: it is not in that list of states", coding.1);
            return collector.skip(&feature.at(coding.1), &why);
        }
        let code = number(collector, &feature, coding.1, "the number of the state");
        // The official download lists states only.
        let has_status = feature.column("status").is_some() || feature.column("country_name").is_some();
        let owner = if has_status || feature.column("owner").is_some() {
            number(collector, &feature, "owner", "the number of the state that holds it, or its own")
        } else {
            code
        };
        let name = feature.text("country_name").or_else(|| feature.text("cntry_name"));
        if name.is_none() {
            collector.problem(feature.at("country_name"), ImportProblemKind::Missing("a row has the name of a state"));
        }
        let status = if has_status { status(collector, &feature) } else { Some(RowStatus::Independent) };
        self.has_status |= has_status;
        let defined = is_defined(collector, &feature);
        let start = day(collector, &feature, ("start", coding.0, 's'));
        let end = day(collector, &feature, ("end", coding.0, 'e'));
        let mut until = None;
        if let (Some(start), Some(end)) = (start, end) {
            until = end.next_day().filter(|_| start <= end);
            if until.is_none() {
                let message = format!("the row ends on {end}, before it begins on {start}; correct one of them");
                collector.problem(feature.at("end"), ImportProblemKind::Malformed(message));
            }
        }
        let outline = feature.outline(collector);
        let (Some(code), Some(owner), Some(name), Some(status), Some(defined)) = (code, owner, name, status, defined)
        else {
            return;
        };
        let (Some(outline), Some(start), Some(until)) = (outline, start, until) else { return };
        let (from, to) = (UncertainDate::from(start).to_string(), UncertainDate::from(until).to_string());
        let period = (Some(from.as_str()), Some(to.as_str()));

        let polity = collector.polity(&location, &format!("{}{code}", coding.0), PolityKind::Dependency);
        collector.polity_name(&polity, &name, Some("en"), period);
        if status == RowStatus::Independent {
            collector.edit_polity(&polity, |polity| PolityKind::SovereignState.word().clone_into(&mut polity.kind));
        }
        let territory = collector.fresh_code("territory", &format!("{polity}-{from}"));
        let accuracy_m = if defined { ACCURACY_M } else { UNDEFINED_ACCURACY_M };
        let draft = TerritoryDraft::new(&territory, TerritoryKind::State, &name).accuracy_m(accuracy_m).during(period);
        collector.territory(&location, draft, outline);
        let state = |collector: &mut Collector<'_>, statement: Statement| {
            let statement = statement.during(period);
            let statement = if defined {
                statement
            } else {
                statement.confidence(Confidence::Low).note("CShapes says that the border was not defined (b_def 0)")
            };
            collector.statement(&location, statement);
        };
        state(collector, Statement::sovereignty(&territory, &polity));
        self.own.insert(polity.clone());
        self.span = Some(match self.span {
            Some((first, last)) => (first.min(start), last.max(until)),
            None => (start, until),
        });
        if status == RowStatus::Independent || owner == code {
            if owner != code {
                let text = format!("the row is independent, but names {owner} as its owner, who is left out");
                collector.note(&location.at("properties.owner"), text);
            } else if status != RowStatus::Independent {
                collector.note(&location.at("properties.owner"), "a dependent row names itself as its owner");
            }
            return;
        }
        let holder = collector.polity(&location, &format!("{}{owner}", coding.0), PolityKind::SovereignState);
        self.owners.entry(holder.clone()).or_insert_with(|| (owner, location.clone()));
        match status {
            RowStatus::Dependent => collector.part_of(&polity, &holder, period),
            RowStatus::Mandate => state(collector, Statement::control(&territory, &holder, Mode::Trusteeship)),
            _ => state(collector, Statement::control(&territory, &holder, Mode::Occupation)),
        }
    }

    fn finish(self, collector: &mut Collector<'_>) {
        if !self.has_status {
            collector.note(&collector.file(), "no row states a status: each is taken for an independent state");
        }
        let mut owners: Vec<_> = self.owners.into_iter().filter(|(code, _)| !self.own.contains(code)).collect();
        owners.sort_by(|a, b| a.0.cmp(&b.0));
        for (polity, (number, location)) in owners {
            let name = match number {
                0 => Some("League of Nations"),
                1 => Some("United Nations"),
                _ => None,
            };
            if let Some(name) = name {
                collector.polity_name(&polity, name, Some("en"), (None, None));
                let kind = PolityKind::InternationalMission.word();
                collector.edit_polity(&polity, |polity| kind.clone_into(&mut polity.kind));
            }
            let text = format!("owner {number} has no row of its own: it is called '{}'", name.unwrap_or(&polity));
            collector.note(&location.at("properties.owner"), text);
        }
        let span = self.span.map(|(from, until)| [from, until].map(|day| UncertainDate::from(day).to_string()));
        collector.describe(|builder| {
            let builder = builder
                .title("CShapes 2.0")
                .viewpoint("as CShapes codes it: each state and dependency is sovereign over its own territory");
            match &span {
                Some([from, until]) => builder.coverage(from..until),
                None => builder,
            }
        });
    }
}

/// A whole number, which shapefiles write with decimals.
fn number_of(feature: &Feature, field: &str) -> Option<i32> {
    let text = feature.text(field)?;
    let whole = text.split_once('.').map_or(text.as_str(), |(whole, rest)| {
        if rest.bytes().all(|byte| byte == b'0') { whole } else { text.as_str() }
    });
    whole.parse().ok()
}

/// A whole number that is not below 0, as a number or a text.
fn number(collector: &mut Collector<'_>, feature: &Feature, field: &str, what: &'static str) -> Option<u32> {
    let location = feature.at(field);
    let Some(text) = feature.text(field) else {
        collector.problem(location, ImportProblemKind::Missing(what));
        return None;
    };
    let number = number_of(feature, field).and_then(|number| u32::try_from(number).ok());
    if number.is_none() {
        let message = format!("'{text}' is not {what}");
        collector.problem(location, ImportProblemKind::Malformed(message));
    }
    number
}

/// A day of a row: in one column (`start`), or in those of year, month and day of a list (`gwsyear` and so on).
fn day(collector: &mut Collector<'_>, feature: &Feature, (field, coding, letter): (&str, &str, char)) -> Option<Date> {
    let parts = ["year", "month", "day"].map(|part| format!("{coding}{letter}{part}"));
    let [year, month, day] = &parts;
    if feature.column(field).is_none() && feature.column(year).is_some() {
        let small = |column: &str| number_of(feature, column).and_then(|number| u8::try_from(number).ok());
        let month = small(month).and_then(|month| Month::try_from(month).ok());
        let date = number_of(feature, year).zip(month).zip(small(day));
        let date = date.and_then(|((year, month), day)| Date::from_calendar_date(year, month, day).ok());
        if date.is_none() {
            let texts =
                parts.each_ref().map(|column| format!("{column} '{}'", feature.text(column).unwrap_or_default()));
            let message = format!("{} is not a day, such as 1991, 12, 21", texts.join(", "));
            collector.problem(feature.at(year), ImportProblemKind::Malformed(message));
        }
        return date;
    }
    let location = feature.at(field);
    let Some(text) = feature.text(field) else {
        collector.problem(location, ImportProblemKind::Missing("a row has a day such as 1991-12-21"));
        return None;
    };
    match DateFormat::Edtf.read(&text) {
        Ok(date) if date.is_exact() => Some(date.earliest()),
        Ok(_) => {
            let message = format!("'{text}' is not one day, such as 1991-12-21");
            collector.problem(location, ImportProblemKind::Malformed(message));
            None
        }
        Err(error) => {
            collector.problem(location, error);
            None
        }
    }
}

fn status(collector: &mut Collector<'_>, feature: &Feature) -> Option<RowStatus> {
    let location = feature.at("status");
    let Some(text) = feature.text("status") else {
        collector.problem(location, ImportProblemKind::Missing("a row is independent, a colony, ..."));
        return None;
    };
    let status = RowStatus::from_word(&text);
    if status.is_none() {
        let message = format!("'{text}' is not a status; it must be one of: {}", RowStatus::all_words());
        collector.problem(location, ImportProblemKind::Malformed(message));
    }
    status
}

/// Whether the border was defined, as far as the row says.
fn is_defined(collector: &mut Collector<'_>, feature: &Feature) -> Option<bool> {
    match feature.get("b_def") {
        None | Some(Value::Null) => Some(true),
        Some(_) => match feature.text("b_def").as_deref() {
            Some("1" | "true" | "1.0") => Some(true),
            Some("0" | "false" | "0.0") => Some(false),
            found => {
                let message = format!(
                    "'{}' does not say whether the border was defined; it must be 0 or 1",
                    found.unwrap_or_default()
                );
                collector.problem(feature.at("b_def"), ImportProblemKind::Malformed(message));
                None
            }
        },
    }
}
