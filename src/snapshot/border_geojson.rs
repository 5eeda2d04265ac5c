//! A border as GeoJSON.

use serde_json::{Value, json};

use super::border::Border;
use super::segment::Segment;
use crate::model::territory::Territory;
use crate::model::word::Word;

impl Border<'_> {
    /// The border as a GeoJSON `FeatureCollection` (RFC 7946): one `MultiLineString` for each of its segments, in order, in
    /// pieces where it crosses the antimeridian.
    ///
    /// Properties: `course` (its number, from 1), `left` and `right` (the holders, looking along the line),
    /// `left_territory` and `right_territory` (codes), `status`, `stage`, `length_km` and `accuracy_m`. The members
    /// `date`, `basis` and `sides` say what the collection shows.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Basis};
    /// use time::macros::date;
    ///
    /// let day = Atlas::south_caucasus().on(date!(2005-01-01), Basis::DeFacto);
    /// let text = day.border_between("ARTSAKH", "AZE")?.to_geojson();
    /// assert!(text.starts_with("{\"type\":\"FeatureCollection\""));
    /// assert!(text.contains("\"status\":\"ceasefire-line\""));
    /// # }
    /// # Ok::<(), suzerain::UnknownCode>(())
    /// ```
    #[must_use]
    pub fn to_geojson(&self) -> String {
        let sides = json!(self.sides().each_ref().map(ToString::to_string));
        let (date, basis) = (self.date().to_string(), self.basis().word());
        let mut text = format!(
            "{{\"type\":\"FeatureCollection\",\"date\":\"{date}\",\"basis\":\"{basis}\",\"sides\":{sides},\"features\":["
        );
        let mut separator = "\n";
        for (number, course) in (1_u32..).zip(self.courses()) {
            for segment in course.segments() {
                text.push_str(separator);
                text.push_str(&feature(number, segment).to_string());
                separator = ",\n";
            }
        }
        text.push_str("\n]}\n");
        text
    }
}

fn feature(course: u32, segment: &Segment<'_>) -> Value {
    let code = |territory: Option<&Territory>| territory.map(|it| it.code().to_string());
    let line: Vec<Vec<[f64; 2]>> =
        segment.line().0.iter().map(|line| line.0.iter().map(|at| [at.x, at.y]).collect()).collect();
    let properties = json!({
        "course": course,
        "left": segment.left().to_string(),
        "right": segment.right().to_string(),
        "left_territory": code(segment.left_territory()),
        "right_territory": code(segment.right_territory()),
        "status": segment.status().word(),
        "stage": segment.stage().map(Word::word),
        "length_km": (segment.length_km() * 1e6).round() / 1e6,
        "accuracy_m": segment.accuracy_m(),
    });
    json!({"type": "Feature", "properties": properties, "geometry": {"type": "MultiLineString", "coordinates": line}})
}
