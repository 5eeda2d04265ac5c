//! Changes as GeoJSON.

use serde_json::json;

use super::change::Change;
use super::changes::Changes;
use super::extent;
use super::geojson::write_polygons;
use crate::atlas::plan::NOWHERE;
use crate::model::word::Word;

impl Changes<'_> {
    /// The changes as a GeoJSON `FeatureCollection` (RFC 7946): one `MultiPolygon` for each of them, in order, cut at the
    /// antimeridian.
    ///
    /// Properties: `territory` (its code), `name`, `from` and `to` (the holders), `date` (EDTF; `null` between two bases),
    /// `area_km2` and `events` (their names). The members `from`, `to` and `basis` say what the collection shows.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::Atlas;
    /// use time::macros::date;
    ///
    /// let text = Atlas::south_caucasus().changes(date!(2020-11-24), date!(2020-11-25)).to_geojson();
    /// assert!(text.starts_with("{\"type\":\"FeatureCollection\""));
    /// assert!(text.contains("\"from\":\"Republic of Artsakh\"") && text.contains("\"to\":\"Azerbaijan\""));
    /// # }
    /// ```
    #[must_use]
    pub fn to_geojson(&self) -> String {
        let (from, to, basis) = (self.from(), self.to(), self.basis().word());
        let mut text = format!(
            "{{\"type\":\"FeatureCollection\",\"from\":\"{from}\",\"to\":\"{to}\",\"basis\":\"{basis}\",\"features\":["
        );
        for (number, change) in self.iter().enumerate() {
            text.push_str(if number > 0 { ",\n" } else { "\n" });
            self.write_feature(&mut text, change);
        }
        text.push_str("\n]}\n");
        text
    }

    fn write_feature(&self, text: &mut String, change: &Change<'_>) {
        let properties = json!({
            "territory": change.territory().map(|it| it.code().to_string()),
            "name": change.name(),
            "from": change.from().to_string(),
            "to": change.to().to_string(),
            "date": change.date().map(|date| date.to_string()),
            "area_km2": (change.area_km2() * 1e6).round() / 1e6,
            "events": change.events().iter().map(|event| event.name()).collect::<Vec<_>>(),
        });
        text.push_str("{\"type\":\"Feature\",\"properties\":");
        text.push_str(&properties.to_string());
        text.push_str(",\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[");
        let part = |face: u32| if change.faces.binary_search(&face).is_ok() { 0 } else { NOWHERE };
        let edges = extent::outer_edges(self.atlas.plan(), 1, part);
        write_polygons(text, edges.first().map_or(&[][..], Vec::as_slice));
        text.push_str("]}}");
    }
}
