//! Takes the coordinate system that a file states.

use serde_json::Value;

use super::collector::Collector;
use super::projection::{Projection, System, definition, of_code};
use super::{ImportLocation, ImportProblemKind};

/// Takes the coordinate system that a text in WKT states; whether it can be converted. If not, that is reported.
pub(super) fn of_wkt(collector: &mut Collector<'_>, location: &ImportLocation, text: &str) -> bool {
    taken(collector, location, definition(text))
}

/// Takes the coordinate system of an organisation's code, or of a text in WKT where the code is not known.
pub(super) fn of_code_or_wkt(
    collector: &mut Collector<'_>,
    location: &ImportLocation,
    (organisation, code): (&str, &str),
    wkt: Option<&str>,
) -> bool {
    let system = of_code(organisation, code).or_else(|error| wkt.map_or(Err(error), definition));
    taken(collector, location, system)
}

/// Takes the coordinate system that the member `crs` of GeoJSON states. Features before it would have to be read again.
pub(super) fn of_member(
    collector: &mut Collector<'_>,
    location: &ImportLocation,
    member: &Value,
    is_late: bool,
) -> bool {
    if member.is_null() {
        return true;
    }
    let name = member.get("properties").and_then(|properties| properties.get("name")).and_then(Value::as_str);
    let Some(name) = name else {
        collector.note(location, "the coordinate system has no name: WGS84 longitude and latitude are assumed");
        return true;
    };
    let mut words = name.rsplit([':', '/']).filter(|word| !word.is_empty());
    let code = words.next().unwrap_or_default();
    let organisation = words.find(|word| !word.starts_with(|c: char| c.is_ascii_digit())).unwrap_or("OGC");
    let system = of_code(organisation, code);
    if is_late && !matches!(system, Ok(System::Wgs84 | System::Near { .. })) {
        let message = format!("the coordinate system {name} is stated behind the features; state it before them");
        collector.problem(location.clone(), ImportProblemKind::Malformed(message));
        return false;
    }
    taken(collector, location, system)
}

fn taken(collector: &mut Collector<'_>, location: &ImportLocation, system: Result<System, String>) -> bool {
    let system = match system {
        Ok(System::Wgs84) => return true,
        Ok(System::Near { name, metres }) => {
            let text =
                format!("the coordinate system {name} is taken for WGS84, from which it differs by up to {metres} m");
            collector.note(location, text);
            return true;
        }
        Ok(System::Other { name, proj, metres }) => {
            Projection::new(&name, &proj).map(|projection| (projection, metres))
        }
        Err(message) => Err(message),
    };
    match system {
        Ok((projection, metres)) => {
            let text = format!(
                "coordinates are converted from {} to WGS84 longitude and latitude, to within {metres} m",
                projection.name
            );
            collector.note(location, text);
            collector.set_projection(Some(projection));
            true
        }
        Err(message) => {
            collector.problem(location.clone(), ImportProblemKind::Malformed(message));
            false
        }
    }
}
