//! A snapshot as GeoJSON.

use std::fmt::Write;

use super::day::Snapshot;
use super::extent;
use crate::atlas::verdict::Kind;
use crate::model::word::Word;
use crate::space::Vertex;

impl Snapshot<'_> {
    /// The snapshot as a GeoJSON `FeatureCollection` (RFC 7946): one feature for each of its [`Snapshot::shares`],
    /// dissolved.
    ///
    /// Properties: `polity` (its code; `null` unless one polity is the sole holder and the only candidate), `name` (on
    /// the day), `area_km2`, `outcome` (`sole`, `condominium`, `contested`, `vacant`, `unrecorded` or `possible`),
    /// `certainty` (that of the area, whose edges are as uncertain as their lines are accurate) and `polities` (the
    /// codes of the holders in all candidates). Shells run counter-clockwise, holes clockwise, and
    /// polygons across the antimeridian are cut there. The members `atlas`, `edition`, `date` and `basis` say what the
    /// collection shows.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Basis};
    /// use time::macros::date;
    ///
    /// let text = Atlas::south_caucasus().on(date!(2010-01-01), Basis::DeFacto).to_geojson();
    /// assert!(text.starts_with("{\"type\":\"FeatureCollection\""));
    /// assert!(text.contains("\"polity\":\"ARTSAKH\""));
    /// # }
    /// ```
    #[must_use]
    pub fn to_geojson(&self) -> String {
        let mut text = self.collection();
        let outer_edges = extent::outer_edges(self.plan, self.groups.len(), |face| self.groups.of(face));
        let inside = (0..).zip(&outer_edges).filter(|&(group, _)| self.groups.is_inside(group));
        for (number, ((group, edges), share)) in inside.zip(self.shares()).enumerate() {
            text.push_str(if number > 0 { ",\n" } else { "\n" });
            self.write_feature(&mut text, group, share.area_km2, edges);
        }
        text.push_str("\n]}\n");
        text
    }

    fn write_feature(&self, text: &mut String, group: u32, area_km2: f64, edges: &[(Vertex, Vertex)]) {
        let code = |&number: &u32| self.store.polity(number).map(|polity| quoted(polity.code().as_str()));
        let polity = self.groups.sole(group).and_then(|number| code(&number)).unwrap_or_else(|| "null".to_owned());
        let polities: Vec<String> = self.groups.polities(group).iter().filter_map(code).collect();
        let outcome = match self.groups.choices(group) {
            [choice] => match choice.kind {
                Kind::Sole => "sole",
                Kind::Condominium => "condominium",
                Kind::Contested => "contested",
                Kind::Vacant => "vacant",
                Kind::Unrecorded | Kind::OutsideSpace | Kind::OutsideTime | Kind::Unlisted => "unrecorded",
            },
            _ => "possible",
        };
        let answer = self.answer(group);
        let (name, certainty) = (quoted(&answer.holder_text()), answer.certainty().word());
        let polities = polities.join(",");
        // Writing to a string does not fail.
        let _ = write!(
            text,
            "{{\"type\":\"Feature\",\"properties\":{{\"polity\":{polity},\"name\":{name},\"area_km2\":{area_km2:.6},\
             \"outcome\":\"{outcome}\",\"certainty\":\"{certainty}\",\"polities\":[{polities}]}},\
             \"geometry\":{{\"type\":\"MultiPolygon\",\"coordinates\":["
        );
        write_polygons(text, edges);
        text.push_str("]}}");
    }

    /// The members that say what a collection shows, up to its features.
    pub(super) fn collection(&self) -> String {
        let about = &self.store.about;
        let (atlas, edition) = (quoted(about.name()), quoted(about.edition()));
        let (date, basis) = (self.date, self.basis.word());
        format!(
            "{{\"type\":\"FeatureCollection\",\"atlas\":{atlas},\"edition\":{edition},\"date\":\"{date}\",\
             \"basis\":\"{basis}\",\"features\":["
        )
    }
}

/// The polygons within outer edges as GeoJSON coordinates, without the brackets round them.
pub(super) fn write_polygons(text: &mut String, edges: &[(Vertex, Vertex)]) {
    let polygons = extent::polygons_of(edges);
    for (number, polygon) in polygons.iter().enumerate() {
        text.push_str(if number > 0 { ",[" } else { "[" });
        for (number, ring) in polygon.iter().enumerate() {
            text.push_str(if number > 0 { ",[" } else { "[" });
            for (number, vertex) in ring.iter().chain(ring.first()).enumerate() {
                text.push_str(if number > 0 { "," } else { "" });
                write_position(text, *vertex);
            }
            text.push(']');
        }
        text.push(']');
    }
}

/// A vertex as a GeoJSON position.
fn write_position(text: &mut String, vertex: Vertex) {
    text.push('[');
    write_degrees(text, vertex.x);
    text.push(',');
    write_degrees(text, vertex.y);
    text.push(']');
}

/// Units of 1e-7 degree as degrees, without rounding.
fn write_degrees(text: &mut String, units: i32) {
    let (whole, part) = (units.unsigned_abs() / 10_000_000, units.unsigned_abs() % 10_000_000);
    let sign = if units < 0 { "-" } else { "" };
    let _ = write!(text, "{sign}{whole}");
    if part > 0 {
        let digits = format!("{part:07}");
        let _ = write!(text, ".{}", digits.trim_end_matches('0'));
    }
}

/// A text as a JSON string.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
