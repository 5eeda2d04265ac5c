//! The names of columns in use, the most telling first.

/// A name as it is compared: in lower case, with `_` for blanks and punctuation, and without quotes around it.
pub(super) fn plain(name: &str) -> String {
    let name = name.trim_matches(|it: char| it.is_whitespace() || matches!(it, '"' | '\'' | '\u{feff}'));
    let mut plain = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        let letter = if letter.is_alphanumeric() { letter } else { '_' };
        if letter != '_' || !plain.ends_with('_') {
            plain.push(letter);
        }
    }
    plain.trim_matches('_').to_owned()
}

pub(super) const LONGITUDE: &[&str] = &[
    "lon",
    "longitude",
    "lng",
    "long",
    "decimallongitude",
    "decimal_longitude",
    "longitude_dd",
    "longitude_wgs84",
    "geo_lon",
    "geo_long",
    "geo_longitude",
    "x",
    "x_coord",
    "xcoord",
    "coord_x",
    "point_x",
];

pub(super) const LATITUDE: &[&str] = &[
    "lat",
    "latitude",
    "decimallatitude",
    "decimal_latitude",
    "latitude_dd",
    "latitude_wgs84",
    "geo_lat",
    "geo_latitude",
    "y",
    "y_coord",
    "ycoord",
    "coord_y",
    "point_y",
];

pub(super) const DATE: &[&str] = &[
    "date",
    "event_date",
    "eventdate",
    "date_of_event",
    "date_start",
    "start_date",
    "startdate",
    "datestart",
    "event_start",
    "event_start_date",
    "date_from",
    "from_date",
    "incident_date",
    "date_event",
    "datetime",
    "date_time",
    "timestamp",
    "time",
];

/// The column of a day, where it is not one of those of [`PARTS`].
pub(super) const DAY: &str = "day";

pub(super) const UNTIL: &[&str] = &[
    "date_end",
    "end_date",
    "enddate",
    "dateend",
    "event_end",
    "event_end_date",
    "eventenddate",
    "date_to",
    "to_date",
];

/// Year, month and day in columns of their own, and those of the end.
pub(super) const PARTS: &[([&str; 3], Option<[&str; 3]>)] = &[
    (["iyear", "imonth", "iday"], None),
    (["start_year", "start_month", "start_day"], Some(["end_year", "end_month", "end_day"])),
    (["event_year", "event_month", "event_day"], None),
    (["year", "month", "day"], None),
];

/// Columns of the precision of a place. They count kinds of places (a town, a district, a country), which is no distance.
pub(super) const PLACE_PRECISION: &[&str] =
    &["where_prec", "geo_precision", "geo_prec", "geoprecision", "specificity", "location_precision"];

/// Columns of the precision of a day, and how they count it.
pub(super) const PRECISION: &[(&str, super::precision::Scale)] = &[
    ("date_prec", super::precision::Scale::Ucdp),
    ("time_precision", super::precision::Scale::Acled),
    ("time_prec", super::precision::Scale::Acled),
    ("timeprecision", super::precision::Scale::Acled),
    ("date_precision", super::precision::Scale::Words),
    ("dateprecision", super::precision::Scale::Words),
    ("date_granularity", super::precision::Scale::Words),
];
