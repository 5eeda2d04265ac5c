//! The coordinate system that a `.prj` file states.

/// Whether a text in WKT states WGS84 longitude and latitude.
pub(super) fn check(text: &str) -> Result<(), String> {
    let name = text.split('"').nth(1).unwrap_or("nothing");
    let plain: String = text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_uppercase();
    if plain.starts_with("PROJC") {
        return Err(format!(
            "coordinates are projected ({name}); save them as WGS84 longitude and latitude, EPSG 4326"
        ));
    }
    let is_geographic = plain.starts_with("GEOG");
    if is_geographic
        && (plain.contains("WGS1984") || plain.contains("WGS84") || plain.contains("WORLDGEODETICSYSTEM1984"))
    {
        return Ok(());
    }
    Err(format!("the coordinate system is {name}; save them as WGS84 longitude and latitude, EPSG 4326"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_wgs84_degrees_are_taken() {
        let esri = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]]]";
        assert_eq!(check(esri), Ok(()));
        assert_eq!(check("GEOGCRS[\"WGS 84\",ENSEMBLE[\"World Geodetic System 1984 ensemble\"]]"), Ok(()));
        assert!(check(&format!("PROJCS[\"WGS_1984_UTM_Zone_38N\",{esri}]")).is_err_and(|text| text.contains("UTM")));
        assert!(check("GEOGCS[\"GCS_North_American_1983\",DATUM[\"D_North_American_1983\"]]").is_err());
        assert!(check("").is_err());
    }
}
