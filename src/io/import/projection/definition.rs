//! Definitions of coordinate systems: WKT 1 and 2, and that of Esri, in the words of PROJ.4.

use std::fmt::Write;

use super::datum::Datum;
use super::system::{System, WAY_OUT};
use super::wkt_tree::{Element, plain};

/// The system that a text states.
///
/// # Errors
///
/// Why it cannot be converted.
pub(in crate::io::import) fn definition(text: &str) -> Result<System, String> {
    let text = text.trim().trim_start_matches('\u{FEFF}').trim_end_matches('\0');
    let unread = || format!("the coordinate system cannot be read: '{text:.40}'; {WAY_OUT}");
    let root = Element { elements: vec![Element::parse(text).ok_or_else(unread)?], ..Element::default() };
    let refused = |name: &str, why: &str| format!("the coordinate system is {name}, {why}; {WAY_OUT}");
    let projected = root.find(&["PROJCS", "PROJCRS", "PROJECTEDCRS"]);
    let geographic = projected.unwrap_or(&root);
    let geographic = geographic.find(&["GEOGCS", "GEOGCRS", "GEOGRAPHICCRS", "GEODCRS", "BASEGEOGCRS", "BASEGEODCRS"]);
    let Some(geographic) = geographic else {
        let name = root.elements.first().map_or("", Element::name);
        return Err(refused(name, "which has no longitude and latitude"));
    };
    let name = projected.unwrap_or(geographic).name();
    let datum = datum(geographic).map_err(|why| refused(name, &why))?;
    let meridian = geographic.child(&["PRIMEM", "PRIMEMERIDIAN"]).and_then(|it| it.numbers.first()).copied();
    let meridian = meridian.filter(|degrees| *degrees != 0.0);
    let unit = geographic.child(&["UNIT", "ANGLEUNIT"]).and_then(|it| it.numbers.first()).copied();
    if unit.is_some_and(|unit| (unit - 1_f64.to_radians()).abs() > 1e-9) {
        return Err(refused(name, "whose angles are not in degrees"));
    }
    let metres = datum.metres;
    let Some(projected) = projected else {
        return Ok(match (datum.known, meridian) {
            (Some(Datum::Wgs84), None) => System::Wgs84,
            (Some(Datum::Near(metres)), None) => System::Near { name: name.to_owned(), metres },
            _ => {
                let proj = format!("+proj=longlat {}{} +no_defs", datum.words, meridian_words(meridian));
                System::Other { name: name.to_owned(), proj, metres }
            }
        });
    };
    let conversion = conversion(projected, &datum.words).map_err(|why| refused(name, &why))?;
    let proj = format!("{conversion}{} +no_defs", meridian_words(meridian));
    Ok(System::Other { name: name.to_owned(), proj, metres })
}

fn meridian_words(meridian: Option<f64>) -> String {
    meridian.map(|degrees| format!(" +pm={degrees}")).unwrap_or_default()
}

/// A datum in the words of PROJ.4.
struct DatumWords {
    known: Option<Datum>,
    words: String,
    metres: u8,
}

fn datum(geographic: &Element) -> Result<DatumWords, String> {
    let datum = geographic.child(&["DATUM", "GEODETICDATUM", "TRF", "ENSEMBLE"]).ok_or("which states no datum")?;
    let shift = datum.child(&["TOWGS84"]).map(|it| it.numbers.as_slice()).unwrap_or_default();
    let known = Datum::named(datum.name()).or_else(|| Datum::named(geographic.name()));
    if shift.iter().any(|number| *number != 0.0) && (shift.len() == 3 || shift.len() == 7) {
        let ellipsoid = datum.child(&["SPHEROID", "ELLIPSOID"]).map(|it| it.numbers.as_slice());
        let Some(&[axis, flattening, ..]) = ellipsoid else { return Err("which states no ellipsoid".to_owned()) };
        let shape = if flattening == 0.0 { format!("+b={axis}") } else { format!("+rf={flattening}") };
        let shift = shift.iter().map(f64::to_string).collect::<Vec<_>>().join(",");
        return Ok(DatumWords { known: None, words: format!("+a={axis} {shape} +towgs84={shift}"), metres: 10 });
    }
    let (words, metres) = match &known {
        Some(Datum::Wgs84) => ("+datum=WGS84".to_owned(), 1),
        Some(Datum::Near(metres)) => ("+ellps=GRS80 +towgs84=0,0,0".to_owned(), *metres),
        Some(Datum::Shifted { ellipsoid, shift, metres }) => (format!("+ellps={ellipsoid} +towgs84={shift}"), *metres),
        None => return Err(format!("whose datum '{}' is not known", datum.name())),
    };
    Ok(DatumWords { known, words, metres })
}

/// A projection in the words of PROJ.4.
fn conversion(projected: &Element, datum: &str) -> Result<String, String> {
    let method = projected.find(&["PROJECTION", "METHOD"]).map(Element::name).ok_or("which states no projection")?;
    let holder = projected.child(&["CONVERSION"]).unwrap_or(projected);
    let unit = projected.child(&["UNIT", "LENGTHUNIT"]);
    let unit = unit.or_else(|| projected.child(&["CS"]).and_then(|it| it.child(&["LENGTHUNIT"])));
    let axis_unit = || projected.child(&["AXIS"]).and_then(|axis| axis.child(&["LENGTHUNIT"]));
    let unit = unit.or_else(axis_unit).and_then(|unit| unit.numbers.first()).copied().unwrap_or(1.0);
    let extension = projected.child(&["EXTENSION"]).and_then(|it| it.texts.get(1));
    let is_web = extension.is_some_and(|proj| proj.contains("+a=6378137 +b=6378137"))
        || ["webmercator", "pseudomercator", "mercatorauxiliarysphere"]
            .iter()
            .any(|word| plain(projected.name()).contains(word) || plain(method).contains(word));
    if is_web {
        return Ok(WEB_MERCATOR.to_owned());
    }
    let mut values: Vec<(&str, f64)> = Vec::new();
    for parameter in holder.elements.iter().filter(|it| it.keyword == "PARAMETER") {
        let value = parameter.numbers.first().copied().unwrap_or_default();
        match parameter_word(&plain(parameter.name())) {
            Some(word) => values.push((word, value)),
            None if value == 0.0 => {}
            None => return Err(format!("whose parameter '{}' is not known", parameter.name())),
        }
    }
    let proj = method_word(&plain(method)).ok_or_else(|| format!("whose projection '{method}' is not known"))?;
    adapt(proj, &plain(method), &mut values);
    let mut words = format!("+proj={proj} {datum}");
    for (word, value) in values {
        // Offsets are in the unit of the system, but metres for PROJ.4.
        let value = if matches!(word, "x_0" | "y_0") { value * unit } else { value };
        _ = write!(words, " +{word}={value}");
    }
    #[expect(clippy::float_cmp, reason = "metres are written as 1")]
    if unit != 1.0 {
        _ = write!(words, " +to_meter={unit}");
    }
    Ok(words)
}

/// Mercator on a sphere, for latitudes of the ellipsoid: without a datum these are left as they are.
pub(super) const WEB_MERCATOR: &str = "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1";

fn method_word(method: &str) -> Option<&'static str> {
    Some(match method {
        "transversemercator" | "gausskruger" | "gaussboaga" => "tmerc",
        "mercator" | "mercator1sp" | "mercator2sp" | "mercatorvarianta" | "mercatorvariantb" => "merc",
        "lambertconformalconic"
        | "lambertconformalconic1sp"
        | "lambertconformalconic2sp"
        | "lambertconicconformal1sp"
        | "lambertconicconformal2sp" => "lcc",
        "albers" | "albersequalarea" | "albersconicequalarea" => "aea",
        "lambertazimuthalequalarea" => "laea",
        "polarstereographic"
        | "polarstereographicvarianta"
        | "polarstereographicvariantb"
        | "stereographicnorthpole"
        | "stereographicsouthpole"
        | "stereographic" => "stere",
        "obliquestereographic" | "doublestereographic" => "sterea",
        "cylindricalequalarea" | "lambertcylindricalequalarea" => "cea",
        "equidistantcylindrical" | "platecarree" | "equirectangular" => "eqc",
        "millercylindrical" => "mill",
        "mollweide" => "moll",
        "swissobliquecylindrical" | "hotineobliquemercatorazimuthcenterch1903" => "somerc",
        _ => return None,
    })
}

fn parameter_word(parameter: &str) -> Option<&'static str> {
    Some(match parameter {
        "latitudeoforigin"
        | "latitudeofcenter"
        | "latitudeofcentre"
        | "latitudeofnaturalorigin"
        | "latitudeoffalseorigin"
        | "latitudeofprojectioncentre" => "lat_0",
        "centralmeridian"
        | "longitudeofcenter"
        | "longitudeofcentre"
        | "longitudeofnaturalorigin"
        | "longitudeoffalseorigin"
        | "longitudeoforigin"
        | "longitudeofprojectioncentre"
        | "straightverticallongitudefrompole" => "lon_0",
        "standardparallel1" | "latitudeof1ststandardparallel" => "lat_1",
        "standardparallel2" | "latitudeof2ndstandardparallel" => "lat_2",
        "latitudeofstandardparallel" => "lat_ts",
        "scalefactor" | "scalefactoratnaturalorigin" => "k_0",
        "falseeasting" | "eastingatfalseorigin" => "x_0",
        "falsenorthing" | "northingatfalseorigin" => "y_0",
        _ => return None,
    })
}

/// Says what the methods say differently from PROJ.4.
fn adapt(proj: &str, method: &str, values: &mut Vec<(&'static str, f64)>) {
    let value = |values: &[(&str, f64)], word: &str| values.iter().find(|(known, _)| *known == word).map(|it| it.1);
    let rename = |values: &mut Vec<(&'static str, f64)>, from: &str, to: &'static str| {
        values.iter_mut().filter(|(word, _)| *word == from).for_each(|it| it.0 = to);
    };
    match proj {
        // One standard parallel, at the origin.
        "lcc" if value(values, "lat_1").is_none() => {
            let origin = value(values, "lat_0").unwrap_or_default();
            values.push(("lat_1", origin));
        }
        "merc" | "cea" | "eqc" => rename(values, "lat_1", "lat_ts"),
        "stere" if method.contains("pole") || method.contains("polar") => {
            let parallel = value(values, "lat_ts").or(value(values, "lat_1")).or(value(values, "lat_0"));
            let parallel = parallel.unwrap_or(90.0);
            let has_scale = value(values, "k_0").is_some();
            values.retain(|(word, _)| !matches!(*word, "lat_ts" | "lat_1" | "lat_0"));
            values.push(("lat_0", 90_f64.copysign(parallel)));
            // A scale at the pole and a true parallel say the same.
            #[expect(clippy::float_cmp, reason = "the pole is written as 90")]
            if parallel.abs() != 90.0 {
                values.retain(|(word, _)| *word != "k_0");
                values.push(("lat_ts", parallel));
            } else if !has_scale {
                values.push(("k_0", 1.0));
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WGS84: &str = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\",SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",0.0174532925199433]]";

    #[test]
    fn degrees_near_wgs84_are_taken() {
        assert_eq!(definition(WGS84), Ok(System::Wgs84));
        let ensemble = "GEOGCRS[\"WGS 84\",ENSEMBLE[\"World Geodetic System 1984 ensemble\"],CS[ellipsoidal,2]]";
        assert_eq!(definition(ensemble), Ok(System::Wgs84));
        for (name, datum) in [
            ("GCS_North_American_1983", "D_North_American_1983"),
            ("NAD83", "North_American_Datum_1983"),
            ("ETRS89", "European_Terrestrial_Reference_System_1989"),
            ("GDA94", "Geocentric_Datum_of_Australia_1994"),
        ] {
            let text = format!("GEOGCS[\"{name}\",DATUM[\"{datum}\"],UNIT[\"Degree\",0.0174532925199433]]");
            assert_eq!(definition(&text), Ok(System::Near { name: name.to_owned(), metres: 2 }));
        }
    }

    #[test]
    fn projections_are_put_in_the_words_of_proj() {
        let utm = format!(
            "PROJCS[\"WGS_1984_UTM_Zone_38N\",{WGS84},PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",500000],PARAMETER[\"False_Northing\",0],PARAMETER[\"Central_Meridian\",45],PARAMETER[\"Scale_Factor\",0.9996],PARAMETER[\"Latitude_Of_Origin\",0],UNIT[\"Meter\",1]]"
        );
        let Ok(System::Other { name, proj, .. }) = definition(&utm) else { panic!() };
        assert_eq!(name, "WGS_1984_UTM_Zone_38N");
        assert_eq!(proj, "+proj=tmerc +datum=WGS84 +x_0=500000 +y_0=0 +lon_0=45 +k_0=0.9996 +lat_0=0 +no_defs");
        // In feet.
        let feet = utm.replace("UNIT[\"Meter\",1]", "UNIT[\"Foot_US\",0.3048006096]");
        let Ok(System::Other { proj, .. }) = definition(&feet) else { panic!() };
        assert!(proj.contains("+x_0=152400.304") && proj.contains("+to_meter=0.3048006096"), "{proj}");
    }

    #[test]
    fn what_cannot_be_converted_is_named() {
        for (text, expected) in [
            ("", "cannot be read"),
            ("LOCAL_CS[\"site\",UNIT[\"m\",1]]", "the coordinate system is site, which has no longitude and latitude"),
            ("GEOGCS[\"Mars\",DATUM[\"D_Mars\"]]", "the coordinate system is Mars, whose datum 'D_Mars' is not known"),
            (
                &format!("PROJCS[\"P\",{WGS84},PROJECTION[\"Bonne\"],UNIT[\"Meter\",1]]"),
                "the coordinate system is P, whose projection 'Bonne' is not known",
            ),
        ] {
            let found = definition(text).unwrap_err();
            assert!(found.contains(expected), "{text}: {found}");
        }
    }
}
