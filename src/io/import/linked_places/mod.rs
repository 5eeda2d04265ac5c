//! Linked Places.

mod overlap;
mod gazetteer;
mod place;
mod timespans;

use std::io::{self, Read};

use self::gazetteer::Gazetteer;
use self::place::GazetteerPlace;
use super::collector::Collector;
use super::feature::Feature;
use super::importer::{FileHead, Importer};
use super::options::{Options, shared_options};
use super::source::{Source, read_features};
use super::{ImportError, Imported};
use crate::atlas::SourceDraft;

/// Imports a gazetteer in [Linked Places format](https://github.com/LinkedPasts/linked-places-format) 1.3: GeoJSON with
/// times. What [`Atlas::to_linked_places`](crate::Atlas::to_linked_places) writes is one.
///
/// # What becomes of a place
///
/// | place | what it is in the atlas |
/// |---|---|
/// | it has an area | a territory, or one for each area that a `GeometryCollection` dates on its own |
/// | others are part of it (`gvp:broaderPartitive`) | a polity, sovereign over its own area; what it is part of itself is its membership, over the relation's period |
/// | it has an area, is part of nothing, and nobody controls it; `fclasses` has `A`, or none | a polity, sovereign over its area |
/// | it has no area, and `fclasses` has `A` | a polity |
/// | it has only points or one line, and its type is a lake, river, pass, peak or reserve, or its class `H`, `T` or `L` | a landmark |
///
/// Other places with points, such as towns, and those without a geometry are left out, with a note. A place that is no
/// polity belongs to what it is part of: each `gvp:broaderPartitive` is a sovereignty of that polity over it. So an
/// answer in a parish gives the kingdom as the holder, with the county in the chain below it, as they were on that day. A
/// whole that the file does not have is a polity called by the relation's label. `suzerain:controlled_by` is control and
/// `suzerain:claimed_by` a claim. Types `suzerain:province` and so on, which this crate writes, are never polities: a
/// place without an area is then composed of its parts, and a part lies within one with an area.
///
/// A geometry may be given as `geowkt` instead; where that is an area and the coordinates beside it are a point, the area
/// is used.
///
/// Kinds are those that `types` name in the words of this crate; others are guessed from `fclasses`.
///
/// # Dates
///
/// A `when` at a geometry, a name or a relation replaces that of the place. Timespans become periods:
///
/// | timespan | period |
/// |---|---|
/// | `start` and `end` | from a change in the days of `start` to a change in the days of `end`; the days of `end` belong to what follows |
/// | `start` alone | during the days of `start`, the last one included |
/// | `end` alone | until a change in its days |
/// | `{"in": "1832-08"}`, `"1832-08"` | some day of that month |
/// | `{"earliest": …, "latest": …}` | some day between; one that is missing is the other end's, or that of the calendar |
///
/// Years are those of ISO 8601: `-0320` is 321 BCE. The time of day is dropped. A territory exists from its first day to
/// its last; records have each timespan. A relation lasts no longer than the territory and the polity do. Named periods
/// (`periods`) have no days, and limit nothing.
///
/// # What is assumed
///
/// - Outlines are accurate to 10 km; to 25 km where the geometry's `certainty` is `less-certain`, 50 km where `uncertain`.
/// - `certainty` of a relation, or without one of its `when`, is the confidence in it: high, medium, low; medium by
///   default.
/// - Two relations of one kind that overlap in time are contested between the polities; a condominium where their labels
///   end in `, jointly`.
/// - A label that this crate wrote, `occupation by …`, has the mode of control; others are administrations.
///
/// # What is lost
///
/// `ccodes`, `links`, `depictions`, `duration`, and all relations of other kinds, with a note; dates of types and
/// landmarks; all descriptions but the first, and citations, which are in notes.
///
/// # Example
///
/// ```
/// use suzerain::Position;
/// use suzerain::import::LinkedPlaces;
/// use time::macros::date;
///
/// let gazetteer = r#"{"type": "FeatureCollection", "@context": "https://example.org/linkedplaces.jsonld", "features": [
///   {"@id": "ex:county", "type": "Feature", "properties": {"title": "Nice", "fclasses": ["A"]},
///    "geometry": {"type": "Polygon", "coordinates": [[[7, 43], [8, 43], [8, 44], [7, 44], [7, 43]]]},
///    "relations": [
///      {"relationType": "gvp:broaderPartitive", "relationTo": "ex:sardinia", "label": "part of Sardinia",
///       "when": {"timespans": [{"start": {"in": "1814"}, "end": {"in": "1860-06-14"}}]}},
///      {"relationType": "gvp:broaderPartitive", "relationTo": "ex:france", "label": "part of France",
///       "when": {"timespans": [{"start": {"in": "1860-06-14"}, "end": {"earliest": "2020"}}]}}]},
///   {"@id": "ex:sardinia", "type": "Feature", "properties": {"title": "Kingdom of Sardinia"}, "geometry": null},
///   {"@id": "ex:france", "type": "Feature", "properties": {"title": "France"}, "geometry": null}]}"#;
/// let imported = LinkedPlaces::new().read(gazetteer.as_bytes())?;
///
/// let nice = Position::from_lat_lon(43.7, 7.25)?;
/// let atlas = imported.atlas();
/// assert_eq!(atlas.controller_at(nice, date!(1860-06-13)).to_string(), "Kingdom of Sardinia");
/// assert_eq!(atlas.controller_at(nice, date!(1860-06-14)).to_string(), "France");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Default)]
#[must_use]
pub struct LinkedPlaces<'p> {
    options: Options<'p>,
}

shared_options!(LinkedPlaces);

impl LinkedPlaces<'_> {
    /// An importer without repairs.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a file: a collection, or places one a line.
    ///
    /// # Errors
    ///
    /// [`ImportError`] when the reader fails, or with every problem of the file.
    pub fn read(self, mut reader: impl Read) -> Result<Imported, ImportError> {
        self.import(Source::Stream(&mut reader))
    }
}

impl<'p> Importer<'p> for LinkedPlaces<'p> {
    type Input<'i> = Source<'i>;

    const NAME: &'static str = "linked-places";

    fn recognises(file: &FileHead<'_>) -> bool {
        file.contains("linkedplaces-context") || (file.quotes("@id") && file.quotes("timespans"))
    }

    fn source(&self) -> SourceDraft {
        SourceDraft::new("gazetteer", "Gazetteer in Linked Places format")
    }

    fn options(&mut self) -> &mut Options<'p> {
        &mut self.options
    }

    fn collect(self, source: Source<'_>, collector: &mut Collector<'p>) -> io::Result<()> {
        let mut places = Vec::new();
        read_features(source, collector, &mut |collector: &mut Collector<'p>, feature: Feature| {
            places.extend(GazetteerPlace::read(collector, feature));
        })?;
        Gazetteer::new(collector, places).add_to(collector);
        Ok(())
    }
}
