//! Cliopatria.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::Read;

use serde_json::Value;
use time::Date;

use super::collector::Collector;
use super::dates::first_day;
use super::json::{Feature, read_features};
use super::options::{Options, shared_options};
use super::remainder::remainder;
use super::rings::Outline;
use super::spell::Spell;
use super::{ImportError, ImportPlace, ImportProblemKind, Imported};
use crate::atlas::{SourceDraft, Statement, TerritoryDraft};
use crate::model::polity::PolityKind;
use crate::model::source::Confidence;
use crate::model::territory::TerritoryKind;

/// Imports [Cliopatria](https://github.com/Seshat-Global-History-Databank/cliopatria), polities of the world from
/// 3400 BCE to 2024 CE: one GeoJSON file, unpacked.
///
/// # What becomes of a row
///
/// A polity of its `Name`, shown without parentheses, and, where it has no `Components`, a territory with the row's
/// ground, over which the polity is sovereign from the first day of `FromYear` to the last day of `ToYear`.
///
/// A row with `Components` (a composite, whose `Name` stands in parentheses) draws the ground of its components again.
/// It is a polity of which they are parts, so that an answer gives the composite as the holder and the component in the
/// chain below it. Ground is never held twice: a composite is sovereign only over what is left of its ground when the
/// rows of its components, and of theirs, are taken off it, year by year. That is all of it where no component has a
/// row, and mostly nothing; pieces narrower than about 1 km on average are taken for differences of drawing.
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
/// - Outlines are good to 20 km, as the maps they were drawn from are small; the confidence is medium.
/// - All polities are sovereign states, for the file does not tell kinds, and exist always.
/// - The atlas covers the days from the first year to the last.
///
/// # What is lost
///
/// `Area`, which is that of the ground, and rows whose `Type` is not `POLITY`, with a note. `Wikipedia` and `SeshatID`
/// are in the note of the polity, from its first row.
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
    pub(super) options: Options<'p>,
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
    pub fn read(self, reader: impl Read) -> Result<Imported, ImportError> {
        let title = "Cliopatria: A geospatial database of world-wide political entities from 3400BCE to 2024CE";
        let mut source = SourceDraft::new("cliopatria", title)
            .author("Bennett and others")
            .publisher("Scientific Data 12")
            .year("2025")
            .url("https://github.com/Seshat-Global-History-Databank/cliopatria");
        source.licence = Some("CC BY 4.0".to_owned());
        let mut collector = Collector::new("cliopatria", source, self.options);
        let mut rows = Vec::new();
        read_features(reader, &mut collector, |collector, feature| rows.extend(row(collector, feature)))?;
        Rows::new(&rows).add_to(&mut collector);
        collector.finish()
    }
}

/// A row whose fields could be read.
struct Row {
    place: ImportPlace,
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
    let place = feature.place.clone();
    if let Some(kind) = feature.text("Type").filter(|kind| !kind.eq_ignore_ascii_case("POLITY")) {
        collector.skip(&place.at("properties.Type"), &format!("it is '{kind}', and only a POLITY holds ground"));
        return None;
    }
    let name = feature.text("Name");
    if name.is_none() {
        let kind = ImportProblemKind::Missing("a row has the name of a polity");
        collector.problem(place.at("properties.Name"), kind);
    }
    let first = year(collector, &feature, "FromYear");
    let last = year(collector, &feature, "ToYear");
    let from = first.and_then(first_day);
    let until = last.and_then(|last| first_day(last + 1));
    if let (Some(from), Some(until)) = (from, until)
        && until <= from
    {
        let message = "the row ends before it begins; exchange or correct the years".to_owned();
        collector.problem(place.at("properties.ToYear"), ImportProblemKind::Malformed(message));
    }
    let member_of = names(collector, &feature, "MemberOf");
    let components = names(collector, &feature, "Components");
    let wikipedia = feature.text("Wikipedia").map(|page| format!("Wikipedia: {page}"));
    let seshat = feature.text("SeshatID").map(|id| format!("Seshat: {id}"));
    let note: Vec<String> = wikipedia.into_iter().chain(seshat).collect();
    let outline = feature.outline(collector)?;
    if collector.has_problem(&place) {
        return None;
    }
    let note = (!note.is_empty()).then(|| note.join("; "));
    Some(Row {
        place,
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
    let place = feature.place.at(format!("properties.{field}"));
    let Some(text) = feature.text(field) else {
        collector.problem(place, ImportProblemKind::Missing("a row has a first and a last year"));
        return None;
    };
    let number = text.strip_suffix(".0").unwrap_or(&text).parse::<i32>().ok();
    let astronomical = match number {
        Some(0) => {
            collector.note(&place, "the count of years has no 0; it is taken for 1 BCE");
            Some(0)
        }
        Some(year) if year < 0 => Some(year + 1),
        other => other,
    };
    let known = astronomical.filter(|&year| (-9999..9999).contains(&year));
    if known.is_none() {
        let message =
            format!("'{text}' is not a year; write a whole number from -10000 to 9998, negative before our era");
        collector.problem(place, ImportProblemKind::Malformed(message));
    }
    known
}

/// Names separated by semicolons; none where there is nothing.
fn names(collector: &mut Collector<'_>, feature: &Feature, field: &str) -> Option<Vec<String>> {
    match feature.properties.get(field) {
        None | Some(Value::Null) => Some(Vec::new()),
        Some(Value::String(text)) => {
            Some(text.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect())
        }
        Some(other) => {
            let message = format!("it is {other}; it must be a text of names, separated by ';'");
            collector.problem(feature.place.at(format!("properties.{field}")), ImportProblemKind::Malformed(message));
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
        for name in &row.components {
            for (number, part) in self.named(name, (row.from, row.until)) {
                if part.components.is_empty() {
                    found.insert(number);
                } else if seen.insert(number) {
                    self.leaves(part, found, seen);
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
            let polity = polity(collector, &row.place, &row.name);
            if let Some(note) = &row.note {
                collector.edit_polity(&polity, |polity| {
                    polity.note.get_or_insert_with(|| note.clone());
                });
            }
            self.bind(collector, row, &polity);
            if row.components.is_empty() {
                hold(collector, row, &polity, (row.from, row.until), row.outline.clone());
            } else if !row.outline.is_faulty {
                self.hold_rest(collector, row, &polity);
            }
        }
    }

    /// The memberships that a row states.
    fn bind(&self, collector: &mut Collector<'_>, row: &Row, polity: &str) {
        let Ok(spell) = Spell::days(row.from, row.until) else { return };
        for whole in &row.member_of {
            if *whole == row.name {
                collector.note(&row.place, "it is a member of itself; the membership was left out");
                continue;
            }
            let wholes: Vec<Spell> = self
                .named(whole, (row.from, row.until))
                .filter_map(|(_, whole)| Spell::days(whole.from, whole.until).ok()?.meet(&spell))
                .collect();
            let whole = self::polity(collector, &row.place, whole);
            if wholes.is_empty() {
                collector.part_of(polity, &whole, spell.bounds());
            }
            for both in wholes {
                collector.part_of(polity, &whole, both.bounds());
            }
        }
        for name in row.components.iter().filter(|name| **name != row.name) {
            for (_, part) in self.named(name, (row.from, row.until)).filter(|(_, part)| part.member_of.is_empty()) {
                let Some(both) = Spell::days(part.from, part.until).ok().and_then(|part| part.meet(&spell)) else {
                    continue;
                };
                let code = self::polity(collector, &part.place, &part.name);
                collector.part_of(&code, polity, both.bounds());
            }
        }
    }

    /// What a composite has beside its components, over each time in which these are the same.
    fn hold_rest(&self, collector: &mut Collector<'_>, row: &'r Row, polity: &str) {
        let (mut leaves, mut seen) = (BTreeSet::new(), HashSet::new());
        self.leaves(row, &mut leaves, &mut seen);
        let leaves: Vec<&Row> = leaves.iter().filter_map(|&number| self.rows.get(number)).collect();
        let inner = leaves.iter().flat_map(|leaf| [leaf.from, leaf.until]);
        let mut days: Vec<Date> = inner.filter(|day| row.from < *day && *day < row.until).collect();
        days.extend([row.from, row.until]);
        days.sort_unstable();
        days.dedup();
        let mut held: Option<(Date, Date, Vec<Vec<crate::space::Vertex>>)> = None;
        for pair in days.windows(2) {
            let &[from, until] = pair else { continue };
            let present = leaves.iter().filter(|leaf| leaf.from <= from && until <= leaf.until);
            let rest = remainder(&row.outline.rings, present.map(|leaf| leaf.outline.rings.as_slice()));
            match (&mut held, rest) {
                (Some((_, end, ground)), Some(rest)) if *end == from && *ground == rest => *end = until,
                (held, rest) => {
                    Self::finish_rest(collector, row, polity, held.take());
                    *held = rest.map(|rest| (from, until, rest));
                }
            }
        }
        Self::finish_rest(collector, row, polity, held);
    }

    fn finish_rest(
        collector: &mut Collector<'_>,
        row: &Row,
        polity: &str,
        held: Option<(Date, Date, Vec<Vec<crate::space::Vertex>>)>,
    ) {
        let Some((from, until, rings)) = held else { return };
        collector.note(&row.place, "a composite holds ground that none of its components has a row for");
        hold(collector, row, polity, (from, until), Outline { rings, is_faulty: false });
    }
}

/// The polity of a name.
fn polity(collector: &mut Collector<'_>, place: &ImportPlace, name: &str) -> String {
    let code = collector.polity(place, name, PolityKind::SovereignState);
    let shown = name.strip_prefix('(').and_then(|name| name.strip_suffix(')')).unwrap_or(name);
    collector.polity_name(&code, shown, Some("en"), (None, None));
    code
}

/// Ground of a polity over some days.
fn hold(collector: &mut Collector<'_>, row: &Row, polity: &str, (from, until): (Date, Date), outline: Outline) {
    let Ok(spell) = Spell::days(from, until) else { return };
    let territory = collector.fresh_code("territory", &format!("{polity}-{}", from.year()));
    let shown = row.name.trim_start_matches('(').trim_end_matches(')');
    let (begin, end) = spell.bounds();
    let draft =
        TerritoryDraft::new(&territory, TerritoryKind::State, shown).accuracy_m(ACCURACY_M).during((begin, end));
    collector.territory(&row.place, draft, outline);
    let statement = Statement::sovereignty(&territory, polity).confidence(Confidence::Medium);
    collector.statement(&row.place, spell.of(statement));
}
