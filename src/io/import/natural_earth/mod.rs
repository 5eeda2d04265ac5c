//! Natural Earth.

mod area;
mod dispute_note;
mod world;

use std::io::{self, Read};

use time::Date;

use self::area::Area;
use self::world::World;
use super::collector::Collector;
use super::feature::Feature;
use super::importer::{FileHead, Importer};
use super::options::{Options, shared_options};
use super::source::{Source, read_features};
use super::{ImportError, Imported};
use crate::atlas::SourceDraft;

/// Imports [Natural Earth](https://www.naturalearthdata.com) as GeoJSON: countries (`admin_0_countries`), and breakaway
/// and disputed areas (`admin_0_disputed_areas`), each alone or both.
///
/// Natural Earth has no dates: it draws one moment. [`since`](Self::since) sets the day from which it holds; without it,
/// it holds on all days, with a note. Map units, subunits and lines are not read.
///
/// # What becomes of a country
///
/// A territory and a polity of `ADM0_A3`, called `ADMIN` and, where the file has them, `NAME_DE` and so on. The polity is
/// sovereign over its territory. Where `SOVEREIGNT` is another, the polity is part of that one: an answer in Greenland
/// gives Denmark, with Greenland in the chain below it. Where `TYPE` is:
///
/// | `TYPE` | what is different |
/// |---|---|
/// | `Dependency`, `Country` with another sovereign | the polity is a dependency |
/// | `Disputed`, `Breakaway`, `Indeterminate` | the polity, a de facto state, controls the territory; no sovereign is recorded, and the polity is part of nothing |
/// | `Lease` | `SOVEREIGNT` is sovereign over the territory; whom `NOTE_BRK` names controls it, as a lease |
///
/// # What becomes of `NOTE_BRK`
///
/// `Admin. by X` is control by X, and `Self admin.` control by a de facto state of the area's own name, `BRK_NAME`;
/// `Leased to X` is control as a lease; `Claimed by Y, Z` is a claim of each. What is said about a name (`X by Y`,
/// `X for Y`, `X after ...`) is ignored. Several that administer are a condominium. Names are those of the file, also
/// shortened (`Azer.`); one that no feature has is a polity of its own, with a note. Anything else in `NOTE_BRK` is
/// reported in a note.
///
/// A disputed area (`featurecla` has `disputed`, `breakaway`, `claim`, `indeterminant`, `overlay` or `lease`, or it is in
/// the second file of [`read_both`](Self::read_both)) is a territory of `BRK_A3` over those of the countries: it states who
/// controls and who claims it; the country below it states who is sovereign. Areas and countries are two layers of the
/// atlas, so their overlap is no contradiction.
///
/// # Viewpoints
///
/// [`seen_by`](Self::seen_by) names a state by its ISO code of two letters; since version 5 the columns `FCLASS_US` and so
/// on have its view. A value there overrides the default, an empty one does not:
///
/// - `Unrecognized`: a country's polity is not sovereign over its territory, whatever its type; it keeps control. A
///   disputed area is skipped.
/// - any other value: a country is sovereign, whatever its type.
/// - `ADM0_A3_US` and so on, where it is another country: that one is sovereign over the territory.
///
/// # What is assumed
///
/// - -99, null and blank texts are no value; columns may be in upper or lower case.
/// - Outlines are accurate to 5 km, as at the scale of 1:10 million; [`accuracy_m`](Self::accuracy_m) sets it for others.
/// - Polities exist always.
///
/// # What is lost
///
/// All other columns: populations, labels, other codes, ranks; `NOTE_ADM0`.
///
/// # Example
///
/// ```
/// use suzerain::Position;
/// use suzerain::import::NaturalEarth;
/// use time::macros::date;
///
/// let file = r#"{"type": "FeatureCollection", "features": [
///   {"type": "Feature", "properties": {"featurecla": "Admin-0 country", "TYPE": "Sovereign country", "ADMIN": "Georgia",
///     "ADM0_A3": "GEO", "SOVEREIGNT": "Georgia", "SOV_A3": "GEO", "NOTE_BRK": null},
///    "geometry": {"type": "Polygon", "coordinates": [[[40, 41], [46, 41], [46, 44], [40, 44], [40, 41]]]}},
///   {"type": "Feature", "properties": {"featurecla": "Admin-0 breakaway and disputed", "TYPE": "Breakaway",
///     "ADMIN": "Georgia", "ADM0_A3": "GEO", "BRK_A3": "B35", "BRK_NAME": "Abkhazia",
///     "NOTE_BRK": "Self admin.; Claimed by Georgia"},
///    "geometry": {"type": "Polygon", "coordinates": [[[40, 42], [42, 42], [42, 44], [40, 44], [40, 42]]]}}]}"#;
/// let imported = NaturalEarth::new().since(date!(2022-01-01)).read(file.as_bytes())?;
///
/// let sukhumi = Position::from_lat_lon(43.0, 41.02)?;
/// let atlas = imported.atlas();
/// assert_eq!(atlas.controller_at(sukhumi, date!(2022-01-01)).to_string(), "Abkhazia");
/// assert_eq!(atlas.sovereign_at(sukhumi, date!(2022-01-01)).to_string(), "Georgia");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[must_use]
pub struct NaturalEarth<'p> {
    options: Options<'p>,
    since: Option<Date>,
    viewpoint: Option<String>,
    accuracy_m: f64,
}

shared_options!(NaturalEarth);

impl Default for NaturalEarth<'_> {
    fn default() -> Self {
        Self { options: Options::default(), since: None, viewpoint: None, accuracy_m: 5_000.0 }
    }
}

impl NaturalEarth<'_> {
    /// An importer without repairs, for all days and from no state's viewpoint.
    pub fn new() -> Self {
        Self::default()
    }

    /// The day from which the file holds.
    pub fn since(mut self, day: Date) -> Self {
        self.since = Some(day);
        self
    }

    /// The viewpoint of a state, by its ISO code of two letters, such as `IN`.
    pub fn seen_by(mut self, iso2: &str) -> Self {
        self.viewpoint = Some(iso2.to_uppercase());
        self
    }

    /// How far an outline may lie from the true line, in metres.
    pub fn accuracy_m(mut self, metres: f64) -> Self {
        self.accuracy_m = metres;
        self
    }

    /// Reads a file of countries, of disputed areas, or of both.
    ///
    /// # Errors
    ///
    /// [`ImportError`] when the reader fails, or with every problem of the file.
    pub fn read(self, mut reader: impl Read) -> Result<Imported, ImportError> {
        self.import((Source::Stream(&mut reader), None))
    }

    /// Reads a file of countries and one of disputed areas; problems and notes of both name the feature.
    ///
    /// # Errors
    ///
    /// [`ImportError`] when a reader fails, or with every problem of the files.
    pub fn read_both(self, mut countries: impl Read, mut disputed: impl Read) -> Result<Imported, ImportError> {
        self.import((Source::Stream(&mut countries), Some(Source::Stream(&mut disputed))))
    }
}

impl<'p> Importer<'p> for NaturalEarth<'p> {
    /// The countries, and the disputed areas if they are in a file of their own.
    type Input<'i> = (Source<'i>, Option<Source<'i>>);

    const NAME: &'static str = "natural-earth";

    fn recognises(file: &FileHead<'_>) -> bool {
        let quotes = |column: &str| file.quotes(column) || file.quotes(&column.to_lowercase());
        quotes("ADM0_A3") && quotes("SOV_A3")
    }

    fn source(&self) -> SourceDraft {
        SourceDraft::new("natural-earth", "Natural Earth").url("https://www.naturalearthdata.com")
    }

    fn options(&mut self) -> &mut Options<'p> {
        &mut self.options
    }

    fn collect(self, (countries, disputed): Self::Input<'_>, collector: &mut Collector<'p>) -> io::Result<()> {
        let view = self.viewpoint.as_deref();
        let mut areas = Vec::new();
        read_features(countries, collector, &mut |collector: &mut Collector<'p>, feature: Feature| {
            areas.extend(Area::read(collector, feature, view, false));
        })?;
        if let Some(disputed) = disputed {
            let name = collector.document().map_or("disputed areas".into(), |name| format!("{name} (disputed areas)"));
            collector.set_document(Some(name.as_str().into()));
            read_features(disputed, collector, &mut |collector: &mut Collector<'p>, feature: Feature| {
                areas.extend(Area::read(collector, feature, view, true));
            })?;
        }
        let world = World { since: self.since, view, accuracy_m: self.accuracy_m };
        world.add_to(collector, areas);
        Ok(())
    }
}
