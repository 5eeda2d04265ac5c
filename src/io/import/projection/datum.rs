//! Datums, and how they lie to WGS84.

use super::wkt_tree::plain;

/// How the longitudes and latitudes of a datum are made those of WGS84.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Datum {
    Wgs84,
    /// They differ by so many metres at most, which is left.
    Near(u8),
    /// By the parameters of a shift (`+towgs84` of PROJ.4: metres, seconds of arc, parts per million) on an ellipsoid; it is
    /// good to so many metres.
    Shifted {
        ellipsoid: &'static str,
        shift: &'static str,
        metres: u8,
    },
}

/// Systems that follow a plate of the earth, and differ from WGS84 by its drift since they were fixed.
const NEAR: [&str; 27] = [
    "northamerican1983",
    "northamericandatum1983",
    "nad83",
    "europeanterrestrialreferencesystem1989",
    "etrs1989",
    "etrs89",
    "geocentricdatumofaustralia",
    "gda94",
    "gda1994",
    "gda2020",
    "japanesegeodeticdatum",
    "jgd2000",
    "jgd2011",
    "newzealandgeodeticdatum2000",
    "nzgd2000",
    "sistemadereferenciageocentricoparalasamericas",
    "sirgas",
    "reseaugeodesiquefrancais1993",
    "rgf1993",
    "rgf93",
    "china2000",
    "cgcs2000",
    "hartebeesthoek94",
    "hartebeesthoek1994",
    "korea2000",
    "koreangeodeticdatum2002",
    "internationalterrestrialreferenceframe",
];

/// Older datums, with the shifts of the EPSG register for the whole of their country.
const SHIFTED: [(&[&str], &str, &str, u8); 11] = [
    (&["pulkovo1942", "s1942"], "krass", "23.92,-141.27,-80.9,0,0.35,0.82,-0.12", 5),
    (
        &["osgb1936", "osgb36", "ordnancesurveyofgreatbritain1936"],
        "airy",
        "446.448,-125.157,542.06,0.15,0.247,0.842,-20.489",
        5,
    ),
    (&["europeandatum1950", "european1950", "ed50"], "intl", "-87,-98,-121", 10),
    (&["amersfoort"], "bessel", "565.4171,50.3319,465.5524,-0.398957,0.343988,-1.8774,4.0725", 2),
    (&["deutscheshauptdreiecksnetz", "dhdn"], "bessel", "598.1,73.7,418.2,0.202,0.045,-2.455,6.7", 5),
    (
        &["militargeographischeinstitut", "militargeographischesinstitut", "militaergeographischesinstitut", "mgi"],
        "bessel",
        "577.326,90.129,463.919,5.137,1.474,5.297,2.4232",
        5,
    ),
    (&["ch1903"], "bessel", "674.374,15.056,405.346", 5),
    (&["tokyo"], "bessel", "-146.414,507.337,680.507", 10),
    (&["nouvelletriangulationfrancaise", "ntf"], "clrk80ign", "-168,-60,320", 5),
    (&["systemjednotnetrigonometrickesitekatastralni", "sjtsk"], "bessel", "589,76,480", 10),
    (&["northamerican1927", "northamericandatum1927", "nad27"], "clrk66", "-8,160,176", 30),
];

impl Datum {
    /// The datum of this name; `None` if it is not known.
    pub(super) fn named(name: &str) -> Option<Self> {
        let name = plain(name);
        let name = name.strip_prefix('d').filter(|rest| known(rest).is_some()).unwrap_or(&name);
        known(name)
    }
}

fn known(name: &str) -> Option<Datum> {
    if ["wgs1984", "wgs84", "worldgeodeticsystem1984"].iter().any(|known| name.starts_with(known)) {
        return Some(Datum::Wgs84);
    }
    if NEAR.iter().any(|known| name.starts_with(known)) {
        return Some(Datum::Near(2));
    }
    let found = SHIFTED.iter().find(|(names, ..)| names.iter().any(|known| name.starts_with(known)));
    found.map(|&(_, ellipsoid, shift, metres)| Datum::Shifted { ellipsoid, shift, metres })
}
