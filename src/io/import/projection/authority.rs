//! Coordinate systems by the codes of their organisations, for files that state nothing else.

use super::definition::WEB_MERCATOR;
use super::system::{System, WAY_OUT};

/// The system of a code, such as `EPSG` 32638 or `OGC` CRS84.
///
/// # Errors
///
/// That it is not known, by name.
pub(in crate::io::import) fn of_code(organisation: &str, code: &str) -> Result<System, String> {
    let unknown =
        || format!("the coordinate system is {organisation}:{code}, which cannot be converted here; {WAY_OUT}");
    if code.eq_ignore_ascii_case("CRS84") || code.eq_ignore_ascii_case("CRS84h") {
        return Ok(System::Wgs84);
    }
    if !["EPSG", "ESRI", "OGC"].iter().any(|known| known.eq_ignore_ascii_case(organisation)) {
        return Err(unknown());
    }
    let number: u32 = code.parse().map_err(|_| unknown())?;
    let name = format!("{organisation}:{code}");
    Ok(match number {
        4326 | 4979 => System::Wgs84,
        // NAD83, ETRS89, GDA94, GDA2020, NZGD2000, SIRGAS 2000, JGD2000, JGD2011, CGCS2000, RGF93, Hartebeesthoek94,
        // Korea 2000, NAD83(CSRS), NAD83(NSRS2007), NAD83(2011).
        4269 | 4258 | 4283 | 7844 | 4167 | 4674 | 4612 | 6668 | 4490 | 4171 | 4148 | 4737 | 4617 | 4759 | 6318 => {
            System::Near { name, metres: 2 }
        }
        _ => {
            let (proj, metres) = proj(number).ok_or_else(unknown)?;
            System::Other { name, proj, metres }
        }
    })
}

const WGS84: &str = "+datum=WGS84";
const GRS80: &str = "+ellps=GRS80 +towgs84=0,0,0";
const PULKOVO: &str = "+ellps=krass +towgs84=23.92,-141.27,-80.9,0,0.35,0.82,-0.12";

/// A definition in the words of PROJ.4, and how good it is in metres.
fn proj(number: u32) -> Option<(String, u8)> {
    let utm = |zone: u32, south: bool, datum: &str| {
        format!("+proj=utm +zone={zone}{} {datum} +no_defs", if south { " +south" } else { "" })
    };
    let gauss = |zone: u32, datum: &str, lon: u32| {
        format!("+proj=tmerc +lat_0=0 +lon_0={lon} +k=1 +x_0={zone}500000 +y_0=0 {datum} +no_defs")
    };
    Some(match number {
        3857 | 3785 | 900_913 | 102_100 | 102_113 => (format!("{WEB_MERCATOR} +no_defs"), 1),
        3395 => (format!("+proj=merc +lon_0=0 +k=1 +x_0=0 +y_0=0 {WGS84} +no_defs"), 1),
        32_601..=32_660 => (utm(number - 32_600, false, WGS84), 1),
        32_701..=32_760 => (utm(number - 32_700, true, WGS84), 1),
        25_828..=25_838 => (utm(number - 25_800, false, GRS80), 2),
        26_901..=26_923 => (utm(number - 26_900, false, GRS80), 2),
        28_348..=28_358 => (utm(number - 28_300, true, GRS80), 2),
        7_846..=7_859 => (utm(number - 7_800, true, GRS80), 2),
        28_402..=28_432 => (gauss(number - 28_400, PULKOVO, (number - 28_400) * 6 - 3), 5),
        31_466..=31_469 => {
            let datum = "+ellps=bessel +towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7";
            (gauss(number - 31_464, datum, (number - 31_464) * 3), 5)
        }
        3035 => (format!("+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 {GRS80} +no_defs"), 2),
        3034 => {
            (format!("+proj=lcc +lat_0=52 +lon_0=10 +lat_1=35 +lat_2=65 +x_0=4000000 +y_0=2800000 {GRS80} +no_defs"), 2)
        }
        3067 => (utm(35, false, GRS80), 2),
        3006 => (utm(33, false, GRS80), 2),
        2180 => {
            (format!("+proj=tmerc +lat_0=0 +lon_0=19 +k=0.9993 +x_0=500000 +y_0=-5300000 {GRS80} +no_defs"), 2)
        }
        5070 | 102_003 | 102_039 => {
            let (lat_1, lat_2, lat_0) = if number == 102_003 { (29.5, 45.5, 37.5) } else { (29.5, 45.5, 23.0) };
            (format!("+proj=aea +lat_0={lat_0} +lon_0=-96 +lat_1={lat_1} +lat_2={lat_2} +x_0=0 +y_0=0 {GRS80} +no_defs"), 2)
        }
        2154 => {
            (format!("+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 {GRS80} +no_defs"), 2)
        }
        27_700 => (
            "+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +no_defs".to_owned(),
            5,
        ),
        28_992 => (
            "+proj=sterea +lat_0=52.1561605555556 +lon_0=5.38763888888889 +k=0.9999079 +x_0=155000 +y_0=463000 +ellps=bessel +towgs84=565.4171,50.3319,465.5524,-0.398957,0.343988,-1.8774,4.0725 +no_defs".to_owned(),
            2,
        ),
        3031 => (format!("+proj=stere +lat_0=-90 +lat_ts=-71 +lon_0=0 +x_0=0 +y_0=0 {WGS84} +no_defs"), 1),
        3995 => (format!("+proj=stere +lat_0=90 +lat_ts=71 +lon_0=0 +x_0=0 +y_0=0 {WGS84} +no_defs"), 1),
        3413 => (format!("+proj=stere +lat_0=90 +lat_ts=70 +lon_0=-45 +x_0=0 +y_0=0 {WGS84} +no_defs"), 1),
        6933 => (format!("+proj=cea +lat_ts=30 +lon_0=0 +x_0=0 +y_0=0 {WGS84} +no_defs"), 1),
        54_009 => (format!("+proj=moll +lon_0=0 +x_0=0 +y_0=0 {WGS84} +no_defs"), 1),
        4284 => (format!("+proj=longlat {PULKOVO} +no_defs"), 5),
        4277 => (
            "+proj=longlat +ellps=airy +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +no_defs".to_owned(),
            5,
        ),
        4230 => ("+proj=longlat +ellps=intl +towgs84=-87,-98,-121 +no_defs".to_owned(), 10),
        4314 => ("+proj=longlat +ellps=bessel +towgs84=598.1,73.7,418.2,0.202,0.045,-2.455,6.7 +no_defs".to_owned(), 5),
        _ => return None,
    })
}
