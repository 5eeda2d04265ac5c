//! The historical basemaps: one map a year.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use time::Date;

use super::collector::Collector;
use super::dates::first_day;
use super::feature::Feature;
use super::importer::{FileHead, Importer};
use super::options::{Options, shared_options};
use super::source::{Source, read_features};
use super::{ImportError, ImportLocation, ImportProblemKind, Imported};
use crate::atlas::{SourceDraft, Statement, TerritoryDraft};
use crate::model::date::UncertainDate;
use crate::model::polity::PolityKind;
use crate::model::source::Confidence;
use crate::model::territory::TerritoryKind;
use crate::model::word::Word;

/// Imports [historical-basemaps](https://github.com/aourednik/historical-basemaps): a folder of maps of the world, each
/// of one year, named `world_1900.geojson` or `world_bc500.geojson`; or one such map.
///
/// # What becomes of a feature
///
/// A territory called by its `NAME` in that year, and the polity of that name, which is sovereign over it. The polity is
/// part of `SUBJECTO`, the power that rules it, if that is another one; otherwise of `PARTOF`, the larger area, if that is
/// another one.
///
/// | `BORDERPRECISION` | accuracy of the outline |
/// |---|---|
/// | 3, determined by law | 5 km |
/// | 2, moderately precise | 25 km |
/// | 1, approximate; 0 or null | 100 km |
///
/// # What is assumed
///
/// - **A map holds in its own year only**, from 1 January to 31 December; the years between maps have no record. With
///   [`until_next_map`](Self::until_next_map) it holds until the next map's year begins; then every record has low
///   confidence, and a note names the map up to which it is carried on. The last map still holds in its own year only.
/// - Year names are historical: `bc1` is the year before 1, which is 0 in dates of this crate. Maps of years that the
///   calendar does not reach (before -9999) are skipped.
/// - One name is one polity in all maps; it exists always. A polity that is subject to another in all maps is a
///   dependency, any other a sovereign state, though the early maps show peoples and cultures rather than states.
/// - Where outlines of different names overlap, the area is contested between them.
/// - The accuracies above are estimates of this crate; the maps state none in metres.
///
/// # What is lost
///
/// Features without a `NAME` (most of them unsettled land) are skipped, each with a note. `ABBREVN`, and columns that only
/// some files have. A second `SUBJECTO` or `PARTOF` of one name in one map, and one that would make a polity part of
/// itself, with a note. `places.geojson` and other files of the folder.
///
/// # Example
///
/// ```
/// use suzerain::Position;
/// use suzerain::import::HistoricalBasemaps;
/// use time::macros::date;
///
/// let folder = std::env::temp_dir().join("suzerain-basemaps");
/// std::fs::create_dir_all(&folder)?;
/// let map = r#"{"type": "FeatureCollection", "features": [
///   {"type": "Feature", "properties": {"NAME": "Bohemia", "SUBJECTO": "Austria Hungary", "BORDERPRECISION": 3},
///    "geometry": {"type": "Polygon", "coordinates": [[[13, 49], [16, 49], [16, 51], [13, 51], [13, 49]]]}}]}"#;
/// std::fs::write(folder.join("world_1900.geojson"), map)?;
///
/// let imported = HistoricalBasemaps::new().read(&folder)?;
/// let prague = Position::from_lat_lon(50.08, 14.43)?;
/// assert_eq!(imported.atlas().controller_at(prague, date!(1900-06-01)).to_string(), "Austria Hungary");
/// assert!(imported.atlas().controller_at(prague, date!(1901-06-01)).holder().is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
#[must_use]
pub struct HistoricalBasemaps<'p> {
    until_next_map: bool,
    options: Options<'p>,
}

shared_options!(HistoricalBasemaps);

impl HistoricalBasemaps<'_> {
    /// An importer for which each map holds in its own year only.
    pub fn new() -> Self {
        Self::default()
    }

    /// Each map holds until the next one. That is an assumption, and the records say so.
    ///
    /// # Example
    ///
    /// ```
    /// use suzerain::Position;
    /// use suzerain::import::HistoricalBasemaps;
    /// use time::macros::date;
    ///
    /// let folder = std::env::temp_dir().join("suzerain-until-next-map");
    /// std::fs::create_dir_all(&folder)?;
    /// for year in ["world_1900", "world_1914"] {
    ///     let map = r#"{"type": "FeatureCollection", "features": [
    ///     {"type": "Feature", "properties": {"NAME": "Austria Hungary", "SUBJECTO": "Austria Hungary"},
    ///      "geometry": {"type": "Polygon", "coordinates": [[[12, 46], [18, 46], [18, 51], [12, 51], [12, 46]]]}}]}"#;
    ///     std::fs::write(folder.join(year).with_extension("geojson"), map)?;
    /// }
    /// let imported = HistoricalBasemaps::new().until_next_map().read(&folder)?;
    /// let prague = Position::from_lat_lon(50.08, 14.43)?;
    /// let answer = imported.atlas().controller_at(prague, date!(1905-06-01));
    /// assert_eq!(answer.to_string(), "likely Austria Hungary: the sources are of low confidence");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn until_next_map(mut self) -> Self {
        self.until_next_map = true;
        self
    }

    /// Reads all maps of a folder, or the map of this path.
    ///
    /// # Errors
    ///
    /// [`ImportError`] when a file or the folder cannot be read, or with every problem of every file.
    pub fn read(self, path: impl AsRef<Path>) -> Result<Imported, ImportError> {
        self.import(path.as_ref())
    }
}

impl<'p> Importer<'p> for HistoricalBasemaps<'p> {
    type Input<'i> = &'i Path;

    const NAME: &'static str = "historical-basemaps";

    fn recognises(file: &FileHead<'_>) -> bool {
        let is_map = |path: &Path| path.file_name().is_some_and(|name| year(&name.to_string_lossy()).is_some());
        is_map(file.path)
            || file.path.read_dir().is_ok_and(|files| files.flatten().any(|file| is_map(&file.path())))
            || file.quotes("BORDERPRECISION")
    }

    fn source(&self) -> SourceDraft {
        SourceDraft::new("historical-basemaps", "Historical boundaries of world countries and cultural regions")
            .author("Ourednik, André, and contributors")
            .url("https://github.com/aourednik/historical-basemaps")
    }

    fn options(&mut self) -> &mut Options<'p> {
        &mut self.options
    }

    fn collect(self, path: &Path, collector: &mut Collector<'p>) -> io::Result<()> {
        let maps = maps(collector, path)?;
        if maps.is_empty() {
            let message = format!(
                "'{}' is or has no map named such as world_1900.geojson or world_bc500.geojson",
                path.display()
            );
            collector.problem(collector.file(), ImportProblemKind::Malformed(message));
        }
        let mut span: Option<(String, String)> = None;
        for (number, (year, file)) in maps.iter().enumerate() {
            let next = maps.get(number + 1).map(|(year, _)| *year).filter(|_| self.until_next_map);
            // A map from before the calendar that holds into it begins with it.
            let bounds = first_day((*year).max(Date::MIN.year())).zip(first_day(next.unwrap_or(*year + 1)));
            let bounds = bounds.filter(|(from, until)| from < until);
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            collector.set_document(Some(name.into()));
            let Some((from, until)) = bounds else {
                let text = "skipped: the year of the map lies outside the calendar, -9999 to 9999";
                collector.note(&collector.file(), text);
                continue;
            };
            let [from, until] = [from, until].map(|day| UncertainDate::from(day).to_string());
            span = Some((span.map_or_else(|| from.clone(), |(first, _)| first), until.clone()));
            let mut map = Map { year: *year, from, until, carried_to: next, wholes: HashMap::new() };
            read_features(Source::Path(file), collector, &mut |collector: &mut Collector<'p>, feature: Feature| {
                map.add(collector, feature);
            })?;
        }
        collector.describe(|builder| {
            let builder = builder.title("Historical basemaps").viewpoint("as the maps draw it");
            match &span {
                Some((from, until)) => builder.coverage(from..until),
                None => builder,
            }
        });
        Ok(())
    }
}

/// The maps of a path and the astronomical year of each, in their order in time.
fn maps(collector: &mut Collector<'_>, path: &Path) -> io::Result<Vec<(i32, PathBuf)>> {
    let mut files = if path.is_dir() {
        fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?
    } else {
        vec![path.to_owned()]
    };
    files.sort();
    let mut maps = Vec::new();
    for file in files {
        match file.file_name().and_then(|name| year(&name.to_string_lossy())) {
            Some(year) => maps.push((year, file)),
            None if path.is_dir() => {
                let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                let text = format!("'{name}' is not named as a map is, such as world_1900.geojson: skipped");
                collector.note(&collector.file(), text);
            }
            None => {}
        }
    }
    maps.sort_by_key(|(year, _)| *year);
    Ok(maps)
}

/// The astronomical year of a map, from the name of its file.
fn year(name: &str) -> Option<i32> {
    let year = name.strip_prefix("world_")?.strip_suffix(".geojson")?;
    let (year, is_before) = year.strip_prefix("bc").map_or((year, false), |year| (year, true));
    let number: i32 = year.bytes().all(|byte| byte.is_ascii_digit()).then(|| year.parse().ok())??;
    Some(if is_before { 1 - number } else { number })
}

/// A map that is being read.
struct Map {
    year: i32,
    from: String,
    until: String,
    /// The year of the next map, up to which this one is carried on.
    carried_to: Option<i32>,
    /// What each polity of this map is part of.
    wholes: HashMap<String, String>,
}

impl Map {
    fn add(&mut self, collector: &mut Collector<'_>, mut feature: Feature) {
        let location = feature.location.clone();
        let Some(name) = feature.text("NAME") else {
            // Its geometry may be missing too: that is not another problem.
            collector.skip(&location, "it has no NAME");
            return;
        };
        let accuracy_m = accuracy(collector, &feature);
        let (subject, part) = (feature.text("SUBJECTO"), feature.text("PARTOF"));
        let Some(outline) = feature.outline(collector) else { return };
        let ruler = subject.filter(|ruler| *ruler != name);
        let is_subject = ruler.is_some();
        let whole = ruler.or_else(|| part.filter(|part| *part != name));
        let Some(accuracy_m) = accuracy_m else { return };

        let polity = collector.polity(&location, &name, PolityKind::Dependency);
        collector.polity_name(&polity, &name, Some("en"), (None, None));
        if !is_subject {
            collector.edit_polity(&polity, |polity| PolityKind::SovereignState.word().clone_into(&mut polity.kind));
        }
        if let Some(whole) = whole {
            self.belongs(collector, &location, &polity, &whole);
        }
        let territory = collector.fresh_code("territory", &format!("{}_{name}", self.year));
        let period = (Some(self.from.as_str()), Some(self.until.as_str()));
        let draft =
            TerritoryDraft::new(&territory, TerritoryKind::HistoricUnit, &name).accuracy_m(accuracy_m).during(period);
        collector.territory(&location, draft, outline);
        let mut statement = Statement::sovereignty(&territory, &polity).during(period);
        if let Some(next) = self.carried_to {
            let note = format!("approximate: the map of {} is carried on to that of {}", shown(self.year), shown(next));
            statement = statement.confidence(Confidence::Low).note(&note);
        }
        collector.statement_at(&location, statement, &format!("map of the year {}", shown(self.year)));
    }

    /// Makes a polity part of another while the map holds, if that can be.
    fn belongs(&mut self, collector: &mut Collector<'_>, location: &ImportLocation, polity: &str, name: &str) {
        let whole = collector.polity(location, name, PolityKind::SovereignState);
        collector.polity_name(&whole, name, Some("en"), (None, None));
        match self.wholes.get(polity) {
            Some(known) if *known == whole => return,
            Some(known) => {
                let text = format!("it is part of '{known}' in another feature of the map; '{whole}' is left out");
                return collector.note(&location.at("properties.SUBJECTO"), text);
            }
            None => {}
        }
        let mut above = whole.as_str();
        // This ends, because the chains of a map have no circles.
        loop {
            if above == polity {
                let text = format!("'{whole}' is itself part of '{polity}' in this map, and is left out");
                return collector.note(&location.at("properties.SUBJECTO"), text);
            }
            match self.wholes.get(above) {
                Some(next) => above = next,
                None => break,
            }
        }
        self.wholes.insert(polity.to_owned(), whole.clone());
        collector.part_of(polity, &whole, (Some(self.from.as_str()), Some(self.until.as_str())));
    }
}

/// How far an outline may lie from the true line, in metres.
fn accuracy(collector: &mut Collector<'_>, feature: &Feature) -> Option<f64> {
    match feature.text("BORDERPRECISION").as_deref() {
        Some("3" | "3.0") => Some(5_000.0),
        Some("2" | "2.0") => Some(25_000.0),
        None | Some("1" | "1.0" | "0" | "0.0") => Some(100_000.0),
        Some(other) => {
            let message = format!("'{other}' is not a precision; it must be 1, 2 or 3");
            let location = feature.location.at("properties.BORDERPRECISION");
            collector.problem(location, ImportProblemKind::Malformed(message));
            None
        }
    }
}

/// A year as the maps name it.
fn shown(year: i32) -> String {
    if year > 0 { year.to_string() } else { format!("{} BC", 1 - year) }
}
