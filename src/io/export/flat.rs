//! The records as features of a GIS.

use std::io::{self, Write};

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::row::{COLUMNS, row};
use crate::atlas::Atlas;
use crate::io::geometry::area;

impl Atlas {
    /// Writes the records as a flat GeoJSON `FeatureCollection` (RFC 7946): a feature for each sovereignty and each
    /// control, with the area it is about and the columns of [`Atlas::records_csv`] as properties.
    ///
    /// Any GIS opens it and filters it by date without knowing atlas documents. It is one way: use
    /// [`Atlas::to_geojson`] for a document that is read back. A territory composed of others is dissolved into one area.
    /// Records overlap where one on a part beats one on the whole; for a map of one day take
    /// [`Snapshot::to_geojson`](crate::Snapshot::to_geojson).
    ///
    /// # Errors
    ///
    /// Those of the writer.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::Atlas;
    ///
    /// let mut map = Vec::new();
    /// Atlas::south_caucasus().to_flat_geojson(&mut map)?;
    /// let map: serde_json::Value = serde_json::from_slice(&map)?;
    /// let features = map["features"].as_array().expect("a list");
    /// assert_eq!(features.len(), Atlas::south_caucasus().records().len());
    /// let lachin = features.iter().find(|f| f["properties"]["mode"] == "peacekeeping").expect("a record");
    /// assert_eq!(lachin["properties"]["holder"], "RUS");
    /// assert_eq!(lachin["properties"]["from_earliest"], "2020-12-01");
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn to_flat_geojson(&self, mut writer: impl Write) -> io::Result<()> {
        let store = self.store();
        writer.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
        for (number, record) in (0..).zip(&store.records) {
            let values = row(store, number, record);
            let geometry = store.territory_number(record.territory).and_then(|territory| area(store, territory));
            let feature = Feature { kind: "Feature", id: number + 1, properties: Columns(values), geometry };
            writer.write_all(if number == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut writer, &feature)?;
        }
        writer.write_all(b"\n]}\n")
    }
}

#[derive(Serialize)]
struct Feature {
    #[serde(rename = "type")]
    kind: &'static str,
    id: u32,
    properties: Columns,
    geometry: Option<Value>,
}

/// The values of a record, written in the order of [`COLUMNS`].
struct Columns([Value; COLUMNS.len()]);

impl Serialize for Columns {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(COLUMNS.iter().zip(&self.0))
    }
}
