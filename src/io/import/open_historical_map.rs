//! `OpenHistoricalMap`.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{self, Read};

use serde_json::{Map, Value};
use time::Date;

use super::collector::Collector;
use super::dates;
use super::draft_period::DraftPeriod;
use super::feature::Feature;
use super::geometry::{Form, Geometry};
use super::importer::{FileHead, Importer};
use super::options::{Options, shared_options};
use super::source::{Source, read_features};
use super::{ImportError, ImportLocation, Imported};
use crate::atlas::draft::NameDraft;
use crate::atlas::{HeldBy, SourceDraft, Statement, TerritoryDraft};
use crate::model::control::Mode;
use crate::model::date::{ForeignDate, UncertainDate};
use crate::model::polity::PolityKind;
use crate::model::territory::TerritoryKind;

/// Imports boundaries of [OpenHistoricalMap](https://www.openhistoricalmap.org) that were exported as GeoJSON, by
/// Overpass or by other tools that keep the tags: as properties, or in a property `tags`.
///
/// # What becomes of a feature
///
/// An area with `boundary=administrative` is a territory with its names, over its days. Those of `admin_level` 2, or of
/// [`holders_at_level`](Self::holders_at_level), are polities too, sovereign over their territory; features with the same
/// `wikidata`, or without one the same name, are one polity whose territory changes. Areas of other levels are
/// territories without a record: the file does not say which is part of which.
///
/// An area with `boundary=disputed` or `boundary=claim` is a territory without a sovereign. On it, and on any area, also
/// with `disputed=yes`:
///
/// | tag | what is added |
/// |---|---|
/// | `claimed_by` | a claim of each polity that it names |
/// | `controlled_by` | control by the polity that it names, as an administration; of several, contested |
/// | neither is `controlled_by`, and two or more claim it | control, contested by those |
///
/// These tags name polities by name, ISO code or Wikidata item, separated by `;`; one that no feature of the file has is
/// a polity of its own.
///
/// # Dates
///
/// `start_date:edtf` and `end_date:edtf` come before `start_date` and `end_date`. Years are those of ISO 8601: -0043 is
/// 44 BCE. A missing date is open. A date less exact than a day, or an interval or set of EDTF, is a change on some day of
/// that span, with `~`, `?` and `%` left aside and a note. `end_date` is when the feature ended: the day belongs to what
/// follows, so that relations that follow each other and share the date meet. Where the file has the last day as
/// `end_date`, that one day has no record.
///
/// `start_date` and `end_date` may also be as the tags of maps once were: `18??`, `~1855`, `1860s`, `C11`, `before 1855`,
/// `480 BC`, `1914..1918`, `18 May 1992`. An end such as `present`, `now` or `9999` has not come. Spans of the two that
/// overlap, such as 1918 and 1918-11-20, say that it held on some of those days, possibly. A year outside the calendar is
/// taken for its nearest day, with a note. A feature with a date that cannot be read, or that ends before it begins, is
/// skipped, with a note that names the tag and what it says; an unreadable date of EDTF beside a readable one is only noted.
///
/// # What is assumed
///
/// - Outlines are accurate to 5 km.
/// - Polities exist always; they are sovereign states, or governorates if the level of holders is above 2.
/// - Levels 1 and 2 are states, 3 and 4 provinces, 5 to 7 districts, 8 cities, others villages.
///
/// # What is lost
///
/// Features that are not areas, or not boundaries, with a note; chronologies (`type=chronology`, `followed_by`); and all
/// other tags. `source` and `license` are in the note of the record.
///
/// # Example
///
/// ```
/// use suzerain::Position;
/// use suzerain::import::OpenHistoricalMap;
/// use time::macros::date;
///
/// let export = r#"{"type": "FeatureCollection", "features": [
///   {"type": "Feature", "id": "relation/2692234", "properties": {"boundary": "administrative", "admin_level": "2",
///     "name": "Freie Stadt Danzig", "name:en": "Free City of Danzig", "start_date": "1920-11-15", "end_date": "1939-09"},
///    "geometry": {"type": "Polygon", "coordinates": [[[18, 54], [19, 54], [19, 55], [18, 55], [18, 54]]]}}]}"#;
/// let imported = OpenHistoricalMap::new().read(export.as_bytes())?;
///
/// let danzig = Position::from_lat_lon(54.35, 18.65)?;
/// let atlas = imported.atlas();
/// assert_eq!(atlas.controller_at(danzig, date!(1930-01-01)).to_string(), "Free City of Danzig");
/// assert_eq!(atlas.controller_at(danzig, date!(1939-09-15)).to_string(), "possibly Free City of Danzig or unrecorded");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[must_use]
pub struct OpenHistoricalMap<'p> {
    options: Options<'p>,
    level: u8,
}

shared_options!(OpenHistoricalMap);

impl Default for OpenHistoricalMap<'_> {
    fn default() -> Self {
        Self { options: Options::default(), level: 2 }
    }
}

/// How far an outline may lie from the true line, in metres.
const ACCURACY_M: f64 = 5_000.0;

impl OpenHistoricalMap<'_> {
    /// An importer without repairs, for which features of `admin_level` 2 are sovereign.
    pub fn new() -> Self {
        Self::default()
    }

    /// Features of this `admin_level` are sovereign over their territory.
    pub fn holders_at_level(mut self, level: u8) -> Self {
        self.level = level;
        self
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

impl<'p> Importer<'p> for OpenHistoricalMap<'p> {
    type Input<'i> = Source<'i>;

    const NAME: &'static str = "openhistoricalmap";

    fn recognises(file: &FileHead<'_>) -> bool {
        file.quotes("admin_level") || file.quotes("start_date")
    }

    fn source(&self) -> SourceDraft {
        SourceDraft::new("openhistoricalmap", "OpenHistoricalMap").url("https://www.openhistoricalmap.org")
    }

    fn options(&mut self) -> &mut Options<'p> {
        &mut self.options
    }

    fn collect(self, source: Source<'_>, collector: &mut Collector<'p>) -> io::Result<()> {
        let mut areas = Areas { level: self.level, ..Areas::default() };
        read_features(source, collector, &mut |collector: &mut Collector<'p>, feature: Feature| {
            areas.add(collector, feature);
        })?;
        areas.finish(collector);
        Ok(())
    }
}

/// What is known from the features so far.
#[derive(Default)]
struct Areas {
    level: u8,
    /// What tags may call the polities of the file, in lower case.
    polities: HashMap<String, String>,
    disputes: Vec<Dispute>,
    has_holders: bool,
    /// The levels of the areas of the file.
    levels: BTreeSet<u8>,
}

/// A territory that several claim.
struct Dispute {
    location: ImportLocation,
    territory: String,
    period: DraftPeriod,
    claimed_by: Vec<String>,
    controlled_by: Vec<String>,
    is_disputed: bool,
    note: Option<String>,
}

impl Areas {
    fn add(&mut self, collector: &mut Collector<'_>, mut feature: Feature) {
        let members = std::mem::take(&mut feature.properties);
        let tags = Tags::new(&members);
        let mut location = feature.location.clone();
        location.id = location.id.or_else(|| tags.get("@id").map(str::to_owned));
        let boundary = tags.get("boundary").unwrap_or_default();
        let is_dispute = matches!(boundary, "disputed" | "claim");
        if boundary != "administrative" && !is_dispute {
            let why = "it has no tag boundary=administrative, boundary=disputed or boundary=claim";
            return collector.skip(&location.at("properties.boundary"), why);
        }
        if let Some(Geometry { form: form @ (Form::Points(_) | Form::Lines(_)), .. }) = &feature.geometry {
            let why = format!("it is a {}, and only an area can be a territory", form.word());
            return collector.skip(&location.at("geometry"), &why);
        }
        let level = tags.text("admin_level").and_then(|level| level.parse::<u8>().ok());
        if level.is_none() && !is_dispute {
            let why = match tags.text("admin_level") {
                Some(level) => format!("its admin_level is '{level}'; it must be a number"),
                None => "it has no admin_level".to_owned(),
            };
            return collector.skip(&location.at(tags.field("admin_level")), &why);
        }
        let Some(period) = period(collector, &location, &tags) else { return };
        let Some(outline) = feature.outline(collector) else { return };
        self.levels.extend(level.filter(|_| !is_dispute));
        let names = names(&tags, &period);
        let id = location.id.clone().unwrap_or_else(|| format!("feature-{}", location.feature.unwrap_or_default()));
        let territory = collector.fresh_code("territory", names.first().map_or(id.as_str(), |name| name.text.as_str()));
        let bounds = period.bounds();
        let mut draft = TerritoryDraft::new(&territory, kind(level), &id).accuracy_m(ACCURACY_M);
        draft = draft.during(bounds);
        if !names.is_empty() {
            draft.properties.names =
                names.iter().map(|name| NameDraft { from: None, until: None, ..name.clone() }).collect();
        }
        collector.territory(&location, draft, outline);
        let said = ["source", "license"].into_iter().filter_map(|tag| Some(format!("{tag}: {}", tags.get(tag)?)));
        let said: Vec<String> = said.collect();
        let note = (!said.is_empty()).then(|| said.join("; "));
        if level == Some(self.level) && !is_dispute {
            self.has_holders = true;
            let polity = self.holder(collector, &location, &tags, &names, &id);
            let statement = period.apply_to(Statement::sovereignty(&territory, &polity));
            state(collector, &location, statement, note.as_deref());
        }
        let list = |tag: &str| -> Vec<String> {
            let list = tags.get(tag).unwrap_or_default().split(';').map(str::trim);
            list.filter(|name| !name.is_empty()).map(str::to_owned).collect()
        };
        let (claimed_by, controlled_by) = (list("claimed_by"), list("controlled_by"));
        let is_disputed = is_dispute || tags.get("disputed").is_some_and(|value| value != "no");
        if is_disputed || !claimed_by.is_empty() || !controlled_by.is_empty() {
            self.disputes.push(Dispute { location, territory, period, claimed_by, controlled_by, is_disputed, note });
        }
    }

    /// The polity of a feature that is sovereign over its territory.
    fn holder(
        &mut self,
        collector: &mut Collector<'_>,
        location: &ImportLocation,
        tags: &Tags<'_>,
        names: &[NameDraft],
        id: &str,
    ) -> String {
        let identity = tags.get("wikidata").or_else(|| tags.get("name")).or_else(|| tags.get("name:en")).unwrap_or(id);
        let kind = if self.level > 2 { PolityKind::Governorate } else { PolityKind::SovereignState };
        let known = self.polities.get(&identity.to_lowercase()).cloned();
        let polity = known.unwrap_or_else(|| {
            // The code is like the name, whatever the identity is.
            let foreign = names.iter().find(|name| name.lang.as_deref() == Some("en")).or(names.first());
            let text = foreign.map_or(id, |name| name.text.as_str()).to_owned();
            let text = if self.polities.contains_key(&text.to_lowercase()) { identity.to_owned() } else { text };
            collector.polity(location, &text, kind)
        });
        for name in names {
            let period = (name.from.as_deref(), name.until.as_deref());
            collector.polity_name(&polity, &name.text, name.lang.as_deref(), period);
        }
        self.polities.insert(identity.to_lowercase(), polity.clone());
        let codes = ["ISO3166-1", "ISO3166-1:alpha2", "ISO3166-1:alpha3", "name", "name:en"];
        for alias in codes.into_iter().filter_map(|tag| tags.get(tag)) {
            self.polities.entry(alias.to_lowercase()).or_insert_with(|| polity.clone());
        }
        polity
    }

    fn finish(&self, collector: &mut Collector<'_>) {
        if !self.has_holders {
            let file = collector.file();
            let text = format!(
                "no area has admin_level {}, so none has a sovereign; state another level: the file has {}",
                self.level,
                self.levels.iter().map(u8::to_string).collect::<Vec<_>>().join(", ")
            );
            collector.note(&file, text);
        }
        for dispute in &self.disputes {
            let claimants = self.named(collector, &dispute.location, &dispute.claimed_by);
            for polity in &claimants {
                let claim = dispute.period.apply_to(Statement::claim(polity, &dispute.territory));
                state(collector, &dispute.location, claim, dispute.note.as_deref());
            }
            let mut holders = self.named(collector, &dispute.location, &dispute.controlled_by);
            if holders.is_empty() && dispute.is_disputed && claimants.len() > 1 {
                holders = claimants;
            }
            let control = match holders.as_slice() {
                [] => {
                    if dispute.is_disputed {
                        collector.note(&dispute.location, "it is disputed, but no tag says who controls it");
                    }
                    continue;
                }
                [one] => Statement::control(&dispute.territory, one, Mode::Administration),
                several => {
                    let several: Vec<&str> = several.iter().map(String::as_str).collect();
                    Statement::control(&dispute.territory, HeldBy::contested(&several), Mode::Administration)
                }
            };
            state(collector, &dispute.location, dispute.period.apply_to(control), dispute.note.as_deref());
        }
    }

    /// The polities that a tag names, each once.
    fn named(&self, collector: &mut Collector<'_>, location: &ImportLocation, names: &[String]) -> Vec<String> {
        let mut seen = HashSet::new();
        let codes = names.iter().map(|name| {
            if let Some(polity) = self.polities.get(&name.to_lowercase()) {
                polity.clone()
            } else {
                let polity = collector.polity(location, name, PolityKind::SovereignState);
                collector.polity_name(&polity, name, None, (None, None));
                polity
            }
        });
        codes.filter(|code| seen.insert(code.clone())).collect()
    }
}

/// The tags of a feature, wherever the export has them.
struct Tags<'f> {
    members: &'f Map<String, Value>,
    /// The path of the member that has them.
    path: &'static str,
}

impl<'f> Tags<'f> {
    fn new(properties: &'f Map<String, Value>) -> Self {
        match properties.get("tags") {
            Some(Value::Object(members)) => Self { members, path: "properties.tags" },
            _ => Self { members: properties, path: "properties" },
        }
    }

    fn get(&self, tag: &str) -> Option<&'f str> {
        self.members.get(tag)?.as_str().map(str::trim).filter(|text| !text.is_empty())
    }

    /// A tag that some exports have as a number.
    fn text(&self, tag: &str) -> Option<String> {
        match self.members.get(tag)? {
            Value::Number(number) => Some(number.to_string()),
            _ => self.get(tag).map(str::to_owned),
        }
    }

    fn field(&self, tag: &str) -> String {
        format!("{}.{tag}", self.path)
    }
}

/// The period of a feature; `None` if it cannot be read and the feature was skipped.
fn period(collector: &mut Collector<'_>, location: &ImportLocation, tags: &Tags<'_>) -> Option<DraftPeriod> {
    let from = change(collector, location, tags, ["start_date:edtf", "start_date"])?;
    let until = change(collector, location, tags, ["end_date:edtf", "end_date"])?;
    // A change on the first or the last day of the calendar is none.
    let from = from.filter(|from| from.latest() > Date::MIN);
    let until = until.filter(|until| until.earliest() < Date::MAX);
    match DraftPeriod::new(from, until) {
        Ok(period) => Some(period),
        Err(error) => {
            collector.skip(&location.at(tags.field("end_date")), &error.to_string());
            None
        }
    }
}

/// A date of a feature, `None` within if it is open; `None` if it cannot be read.
#[expect(clippy::option_option, reason = "it may be unreadable, and it may be open")]
fn change(
    collector: &mut Collector<'_>,
    location: &ImportLocation,
    tags: &Tags<'_>,
    [edtf, plain]: [&str; 2],
) -> Option<Option<UncertainDate>> {
    let mut junk = None;
    let mut found = None;
    let is_end = plain == "end_date";
    if let Some(text) = tags.text(edtf) {
        match if is_end { dates::end(&text, ForeignDate::from_edtf) } else { ForeignDate::from_edtf(&text).map(Some) } {
            Ok(span) => found = Some((edtf, text, span)),
            Err(error) => junk = Some((edtf, format!("{edtf}={text} is not EDTF: {error}"))),
        }
    }
    if let (None, Some(text)) = (&found, tags.text(plain)) {
        let read = |text: &str| ForeignDate::read(text, None);
        match if is_end { dates::end(&text, read) } else { read(&text).map(Some) } {
            Ok(span) => found = Some((plain, text, span)),
            Err(_) => junk = junk.or(Some((plain, format!("{plain}={text} is not a date")))),
        }
    }
    match (found, junk) {
        (Some((tag, text, span)), junk) => {
            if let Some((tag, junk)) = junk {
                collector.note(&location.at(tags.field(tag)), format!("{junk}; {plain} is taken"));
            }
            let field = location.at(tags.field(tag));
            match span {
                None if text.trim().starts_with("9999") => {}
                None => collector.note(&field, format!("{tag}={text} is taken for an end that has not come")),
                Some(span) if span.is_clamped => {
                    collector.note(&field, format!("{tag}={text} is taken for the nearest day from -9999 to 9999"));
                }
                Some(span) if span.is_approximate => {
                    collector.note(&field, format!("{tag}={text} is taken for some day of that time"));
                }
                Some(_) => {}
            }
            Some(span.and_then(dates::change))
        }
        (None, Some((tag, junk))) => {
            collector.skip(&location.at(tags.field(tag)), &junk);
            None
        }
        (None, None) => Some(None),
    }
}

/// The names of a feature, over its days: that in English, that of the place, those in other languages.
fn names(tags: &Tags<'_>, period: &DraftPeriod) -> Vec<NameDraft> {
    let (from, until) = period.bounds();
    let name = |text: &str, language: Option<&str>| NameDraft {
        text: text.to_owned(),
        lang: language.map(str::to_owned),
        from: from.map(str::to_owned),
        until: until.map(str::to_owned),
    };
    let mut names: Vec<NameDraft> = tags.get("name").map(|text| name(text, None)).into_iter().collect();
    for (tag, value) in tags.members {
        let is_language = |tag: &&str| (2..=3).contains(&tag.split('-').next().unwrap_or_default().len());
        if let (Some(language), Some(text)) = (tag.strip_prefix("name:").filter(is_language), value.as_str()) {
            names.push(name(text, Some(language)));
        }
    }
    names.retain(|name| !name.text.trim().is_empty());
    names
}

/// Adds a statement, which cites the object of the map that states it.
fn state(collector: &mut Collector<'_>, location: &ImportLocation, statement: Statement, note: Option<&str>) {
    let statement = note.into_iter().fold(statement, Statement::note);
    match &location.id {
        Some(id) => collector.statement_at(location, statement, id),
        None => collector.statement(location, statement),
    }
}

fn kind(level: Option<u8>) -> TerritoryKind {
    match level {
        None => TerritoryKind::Tract,
        Some(0..=2) => TerritoryKind::State,
        Some(3..=4) => TerritoryKind::Province,
        Some(5..=7) => TerritoryKind::District,
        Some(8) => TerritoryKind::City,
        Some(_) => TerritoryKind::Village,
    }
}
