//! Cliopatria.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{self, Read};

use serde_json::Value;
use time::Date;

use super::collector::Collector;
use super::dates::first_day;
use super::difference::difference;
use super::draft_period::DraftPeriod;
use super::feature::Feature;
use super::importer::{FileHead, Importer};
use super::options::{Options, shared_options};
use super::rings::Outline;
use super::source::{Source, read_features};
use super::{ImportError, ImportLocation, ImportProblemKind, Imported};
use crate::atlas::{SourceDraft, Statement, TerritoryDraft};
use crate::model::polity::PolityKind;
use crate::model::territory::TerritoryKind;
use crate::space::Vertex;

/// Imports [Cliopatria](https://github.com/Seshat-Global-History-Databank/cliopatria), polities of the world from
/// 3400 BCE to 2024 CE: one GeoJSON file, unpacked.
///
/// # What becomes of a row
///
/// A polity called by its `Name`, without parentheses. Where the row has no `Components`, also a territory with the row's
/// outline, over which the polity is sovereign from the first day of `FromYear` to the last day of `ToYear`.
///
/// A row with `Components` (a composite, whose `Name` is in parentheses) draws the area of its components again. It is a
/// polity of which they are parts: an answer gives the composite as the holder, with the component in the chain below
/// it. Nothing is held twice: a composite is sovereign only over the part of its outline that lies outside the rows of
/// its components, and of their components, year by year. That is all of it where no component has a row, and usually
/// nothing; pieces narrower than about 1 km on average are ignored as differences of drawing.
///
/// `MemberOf` of a component states its membership, or, where it states none, `Components` of the composite. It lasts as
/// long as both have a row; as long as the component's row where the composite has none. Several names are separated by
/// `;`, and are alternatives to an answer.
///
/// # What is assumed
///
/// - Years have no 0: -1 is 1 BCE, which is the year 0000 of [`time::Date`], and -3400 is -3399. A year 0 in the file
///   is taken for 1 BCE, with a note.
/// - A year counts whole: the row of 1220 to 1226 holds on every day from 1 January 1220 to 31 December 1226.
/// - Outlines are accurate to 20 km, because the maps they were drawn from are small.
/// - All polities are sovereign states that exist always: the file states no kinds.
/// - The atlas covers the days from the first year to the last.
///
/// # What is lost
///
/// `Area`, which follows from the outline, and rows whose `Type` is not `POLITY`, with a note. `Wikipedia` and `SeshatID`
/// of a polity's first row are in its note.
///
/// # Example
///
/// ```
/// use suzerain::Position;
/// use suzerain::import::Cliopatria;
/// use time::macros::date;
///
/// let rows = r#"{"type": "FeatureCollection", "features": [
///   {"type": "Feature", "properties": {"Name": "Kingdom of Bohemia", "FromYear": 1220, "ToYear": 1226,
///     "Type": "POLITY", "MemberOf": "(Holy Roman Empire)", "Components": ""},
///    "geometry": {"type": "Polygon", "coordinates": [[[13, 49], [16, 49], [16, 51], [13, 51], [13, 49]]]}},
///   {"type": "Feature", "properties": {"Name": "(Holy Roman Empire)", "FromYear": 1220, "ToYear": 1226,
///     "Type": "POLITY", "MemberOf": "", "Components": "Kingdom of Bohemia"},
///    "geometry": {"type": "Polygon", "coordinates": [[[13, 49], [16, 49], [16, 51], [13, 51], [13, 49]]]}}]}"#;
/// let imported = Cliopatria::new().read(rows.as_bytes())?;
///
/// let prague = Position::from_lat_lon(50.08, 14.43)?;
/// let answer = imported.atlas().controller_at(prague, date!(1226-12-31));
/// assert_eq!(answer.to_string(), "Holy Roman Empire");
/// assert_eq!(imported.atlas().territories().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
#[must_use]
pub struct Cliopatria<'p> {
    options: Options<'p>,
}

shared_options!(Cliopatria);

/// How far an outline may lie from the true line, in metres.
const ACCURACY_M: f64 = 20_000.0;

impl Cliopatria<'_> {
    /// An importer without repairs.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// [`ImportError`] when the reader fails, or with every problem of the file.
    pub fn read(self, mut reader: impl Read) -> Result<Imported, ImportError> {
        self.import(Source::Stream(&mut reader))
    }
}

impl<'p> Importer<'p> for Cliopatria<'p> {
    type Input<'i> = Source<'i>;

    const NAME: &'static str = "cliopatria";

    fn recognises(file: &FileHead<'_>) -> bool {
        file.quotes("FromYear") && file.quotes("ToYear")
    }

    fn source(&self) -> SourceDraft {
        let title = "Cliopatria: A geospatial database of world-wide political entities from 3400BCE to 2024CE";
        let mut source = SourceDraft::new("cliopatria", title)
            .author("Bennett and others")
            .publisher("Scientific Data 12")
            .year("2025")
            .url("https://github.com/Seshat-Global-History-Databank/cliopatria");
        source.licence = Some("CC BY 4.0".to_owned());
        source
    }

    fn options(&mut self) -> &mut Options<'p> {
        &mut self.options
    }

    fn collect(self, source: Source<'_>, collector: &mut Collector<'p>) -> io::Result<()> {
        let mut rows = Vec::new();
        read_features(source, collector, &mut |collector: &mut Collector<'p>, feature: Feature| {
            rows.extend(row(collector, feature));
        })?;
        Rows::new(&rows).add_to(collector);
        Ok(())
    }
}

/// What a composite holds outside its components: the first day, the day after the last, and the rings.
type Remainder = (Date, Date, Vec<Vec<Vertex>>);

/// A row whose fields could be read.
struct Row {
    location: ImportLocation,
    name: String,
    from: Date,
    /// The day after its last.
    until: Date,
    member_of: Vec<String>,
    components: Vec<String>,
    outline: Outline,
    note: Option<String>,
}

fn row(collector: &mut Collector<'_>, mut feature: Feature) -> Option<Row> {
    let location = feature.location.clone();
    if let Some(kind) = feature.text("Type").filter(|kind| !kind.eq_ignore_ascii_case("POLITY")) {
        collector.skip(&feature.at("Type"), &format!("it is '{kind}', and only a POLITY holds territory"));
        return None;
    }
    let name = feature.text("Name");
    if name.is_none() {
        let kind = ImportProblemKind::Missing("a row has the name of a polity");
        collector.problem(feature.at("Name"), kind);
    }
    let first = year(collector, &feature, "FromYear");
    let last = year(collector, &feature, "ToYear");
    let from = first.and_then(first_day);
    let until = last.and_then(|last| first_day(last + 1));
    if let (Some(from), Some(until)) = (from, until)
        && until <= from
    {
        let message = "the row ends before it begins; exchange or correct the years".to_owned();
        collector.problem(feature.at("ToYear"), ImportProblemKind::Malformed(message));
    }
    let member_of = names(collector, &feature, "MemberOf");
    let components = names(collector, &feature, "Components");
    let wikipedia = feature.text("Wikipedia").map(|page| format!("Wikipedia: {page}"));
    let seshat = feature.text("SeshatID").map(|id| format!("Seshat: {id}"));
    let note: Vec<String> = wikipedia.into_iter().chain(seshat).collect();
    let outline = feature.outline(collector)?;
    if collector.has_problem() {
        return None;
    }
    let note = (!note.is_empty()).then(|| note.join("; "));
    Some(Row {
        location,
        name: name?,
        from: from?,
        until: until?,
        member_of: member_of?,
        components: components?,
        outline,
        note,
    })
}

/// A year of the file as a year of the calendar; what is wrong with it is reported.
fn year(collector: &mut Collector<'_>, feature: &Feature, field: &str) -> Option<i32> {
    let location = feature.at(field);
    let Some(text) = feature.text(field) else {
        collector.problem(location, ImportProblemKind::Missing("a row has a first and a last year"));
        return None;
    };
    let number = text.strip_suffix(".0").unwrap_or(&text).parse::<i32>().ok();
    let astronomical = match number {
        Some(0) => {
            collector.note(&location, "the count of years has no 0; it is taken for 1 BCE");
            Some(0)
        }
        Some(year) if year < 0 => Some(year + 1),
        other => other,
    };
    let known = astronomical.filter(|&year| (-9999..9999).contains(&year));
    if known.is_none() {
        let message =
            format!("'{text}' is not a year; write a whole number from -10000 to 9998, negative before our era");
        collector.problem(location, ImportProblemKind::Malformed(message));
    }
    known
}

/// Names separated by semicolons; none where there is nothing.
fn names(collector: &mut Collector<'_>, feature: &Feature, field: &str) -> Option<Vec<String>> {
    match feature.get(field) {
        None | Some(Value::Null) => Some(Vec::new()),
        Some(Value::String(text)) => {
            Some(text.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect())
        }
        Some(other) => {
            let message = format!("it is {other}; it must be a text of names, separated by ';'");
            collector.problem(feature.at(field), ImportProblemKind::Malformed(message));
            None
        }
    }
}

/// All rows, by name.
struct Rows<'r> {
    rows: &'r [Row],
    by_name: HashMap<&'r str, Vec<usize>>,
}

impl<'r> Rows<'r> {
    fn new(rows: &'r [Row]) -> Self {
        let mut by_name: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, row) in rows.iter().enumerate() {
            by_name.entry(&row.name).or_default().push(number);
        }
        Self { rows, by_name }
    }

    /// The rows of this name that hold on some of these days.
    fn named(&self, name: &str, days: (Date, Date)) -> impl Iterator<Item = (usize, &'r Row)> {
        let numbers = self.by_name.get(name).into_iter().flatten();
        let rows = numbers.filter_map(|&number| Some((number, self.rows.get(number)?))).collect::<Vec<_>>();
        rows.into_iter().filter(move |(_, row)| row.from < days.1 && days.0 < row.until)
    }

    /// The rows without components under a row, over its days.
    fn leaves(&self, row: &'r Row, found: &mut BTreeSet<usize>, seen: &mut HashSet<usize>) {
        let mut open = vec![row];
        while let Some(row) = open.pop() {
            for name in &row.components {
                for (number, part) in self.named(name, (row.from, row.until)) {
                    if part.components.is_empty() {
                        found.insert(number);
                    } else if seen.insert(number) {
                        open.push(part);
                    }
                }
            }
        }
    }

    fn add_to(&self, collector: &mut Collector<'_>) {
        let first = self.rows.iter().map(|row| row.from).min();
        let last = self.rows.iter().map(|row| row.until).max();
        if let (Some(first), Some(last)) = (first, last) {
            collector.describe(|builder| builder.coverage(first..last));
        }
        for row in self.rows {
            let polity = polity(collector, &row.location, &row.name);
            if let Some(note) = &row.note {
                collector.edit_polity(&polity, |polity| {
                    polity.note.get_or_insert_with(|| note.clone());
                });
            }
            self.bind(collector, row, &polity);
            if row.components.is_empty() {
                hold(collector, row, &polity, (row.from, row.until), row.outline.clone());
            } else if !row.outline.is_faulty {
                self.hold_remainder(collector, row, &polity);
            }
        }
    }

    /// The memberships that a row states.
    fn bind(&self, collector: &mut Collector<'_>, row: &Row, polity: &str) {
        let Ok(period) = DraftPeriod::days(row.from, row.until) else { return };
        for whole in &row.member_of {
            if *whole == row.name {
                collector.note(&row.location, "it is a member of itself; the membership was left out");
                continue;
            }
            let wholes: Vec<DraftPeriod> = self
                .named(whole, (row.from, row.until))
                .filter_map(|(_, whole)| DraftPeriod::days(whole.from, whole.until).ok()?.intersection(&period))
                .collect();
            let whole = self::polity(collector, &row.location, whole);
            if wholes.is_empty() {
                collector.part_of(polity, &whole, period.bounds());
            }
            for both in wholes {
                collector.part_of(polity, &whole, both.bounds());
            }
        }
        for name in row.components.iter().filter(|name| **name != row.name) {
            for (_, part) in self.named(name, (row.from, row.until)).filter(|(_, part)| part.member_of.is_empty()) {
                let Some(both) =
                    DraftPeriod::days(part.from, part.until).ok().and_then(|part| part.intersection(&period))
                else {
                    continue;
                };
                let code = self::polity(collector, &part.location, &part.name);
                collector.part_of(&code, polity, both.bounds());
            }
        }
    }

    /// Adds what a composite holds outside its components, over each period in which these are the same.
    fn hold_remainder(&self, collector: &mut Collector<'_>, row: &'r Row, polity: &str) {
        let (mut leaves, mut seen) = (BTreeSet::new(), HashSet::new());
        self.leaves(row, &mut leaves, &mut seen);
        let leaves: Vec<&Row> = leaves.iter().filter_map(|&number| self.rows.get(number)).collect();
        let inner = leaves.iter().flat_map(|leaf| [leaf.from, leaf.until]);
        let mut days: Vec<Date> = inner.filter(|day| row.from < *day && *day < row.until).collect();
        days.extend([row.from, row.until]);
        days.sort_unstable();
        days.dedup();
        let mut held: Option<Remainder> = None;
        for pair in days.windows(2) {
            let &[from, until] = pair else { continue };
            let present = leaves.iter().filter(|leaf| leaf.from <= from && until <= leaf.until);
            let rest = difference(&row.outline.rings, present.map(|leaf| leaf.outline.rings.as_slice()));
            match (&mut held, rest) {
                (Some((_, end, rings)), Some(rest)) if *end == from && *rings == rest => *end = until,
                (held, rest) => {
                    Self::finish_remainder(collector, row, polity, held.take());
                    *held = rest.map(|rest| (from, until, rest));
                }
            }
        }
        Self::finish_remainder(collector, row, polity, held);
    }

    fn finish_remainder(collector: &mut Collector<'_>, row: &Row, polity: &str, held: Option<Remainder>) {
        let Some((from, until, rings)) = held else { return };
        collector.note(&row.location, "a composite holds an area that none of its components has a row for");
        hold(collector, row, polity, (from, until), Outline::from(rings));
    }
}

/// The polity of a name.
fn polity(collector: &mut Collector<'_>, location: &ImportLocation, name: &str) -> String {
    let code = collector.polity(location, name, PolityKind::SovereignState);
    let shown = name.strip_prefix('(').and_then(|name| name.strip_suffix(')')).unwrap_or(name);
    collector.polity_name(&code, shown, Some("en"), (None, None));
    code
}

/// Adds a territory and a polity's sovereignty over it for some days.
fn hold(collector: &mut Collector<'_>, row: &Row, polity: &str, (from, until): (Date, Date), outline: Outline) {
    let Ok(period) = DraftPeriod::days(from, until) else { return };
    let territory = collector.fresh_code("territory", &format!("{polity}-{}", from.year()));
    let shown = row.name.trim_start_matches('(').trim_end_matches(')');
    let (begin, end) = period.bounds();
    let draft =
        TerritoryDraft::new(&territory, TerritoryKind::State, shown).accuracy_m(ACCURACY_M).during((begin, end));
    collector.territory(&row.location, draft, outline);
    collector.statement(&row.location, period.apply_to(Statement::sovereignty(&territory, polity)));
}
