//! Outlines as well-known binary (OGC 06-103r4, 8.2).

use serde_json::Value;

/// The bytes of integers and numbers follow, the lowest first.
const LITTLE_ENDIAN: u8 = 1;
const POLYGON: u32 = 3;
const MULTI_POLYGON: u32 = 6;

/// The coordinates of a GeoJSON `MultiPolygon`; `None` if they are none.
pub(super) fn multi_polygon(coordinates: &Value) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let polygons = head(&mut bytes, MULTI_POLYGON, coordinates)?;
    for polygon in polygons {
        for ring in head(&mut bytes, POLYGON, polygon)? {
            for position in counted(&mut bytes, ring)? {
                for axis in 0..2 {
                    bytes.extend_from_slice(&position.get(axis)?.as_f64()?.to_le_bytes());
                }
            }
        }
    }
    Some(bytes)
}

/// The head of a shape of several parts, and those parts.
fn head<'v>(bytes: &mut Vec<u8>, kind: u32, parts: &'v Value) -> Option<&'v [Value]> {
    bytes.push(LITTLE_ENDIAN);
    bytes.extend_from_slice(&kind.to_le_bytes());
    counted(bytes, parts)
}

fn counted<'v>(bytes: &mut Vec<u8>, parts: &'v Value) -> Option<&'v [Value]> {
    let parts = parts.as_array()?;
    bytes.extend_from_slice(&u32::try_from(parts.len()).ok()?.to_le_bytes());
    Some(parts)
}
