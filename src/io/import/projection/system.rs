//! What a coordinate system is to WGS84.

/// What a file's coordinate system is to WGS84 longitude and latitude.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::io::import) enum System {
    /// The same.
    Wgs84,
    /// Longitude and latitude that differ by so many metres at most.
    Near { name: String, metres: u8 },
    /// To be converted: a definition in the words of PROJ.4, and how good the conversion is, in metres.
    Other { name: String, proj: String, metres: u8 },
}

/// What to do about a system that is not known.
pub(super) const WAY_OUT: &str = "save the file as WGS84 longitude and latitude, EPSG 4326";
