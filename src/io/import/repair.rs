//! Repairs, made only if they are asked for.

use std::fmt;

/// Which faults of a file are to be repaired; the others are problems that name the feature.
///
/// Each repair is counted and listed in the [`ImportReport`](super::ImportReport). Two things are always done and not
/// counted as repairs: positions are rounded to 1e-7 degree, and vertices that only this rounding made redundant (one
/// that falls on the vertex before it, or at which the line turns back on itself) are dropped.
///
/// # Example
///
/// ```
/// use suzerain::import::{GeoJson, Mapping, Repair, RepairKind};
///
/// let open = r#"{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Valley"},
///   "geometry": {"type": "Polygon", "coordinates": [[[10, 40], [11, 40], [11, 41], [10, 41]]]}}]}"#;
/// let importer = || GeoJson::new(Mapping::new().name("name"));
/// assert!(importer().read(open.as_bytes()).is_err());
///
/// let imported = importer().repair(Repair::new().close_rings()).read(open.as_bytes())?;
/// assert_eq!(imported.report().repair_count(RepairKind::RingClosed), 1);
/// # Ok::<(), suzerain::import::ImportError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Default)]
#[must_use]
#[expect(clippy::struct_excessive_bools, reason = "each repair is wanted or not")]
pub struct Repair {
    pub(super) snap: Option<f64>,
    pub(super) close_rings: bool,
    pub(super) drop_duplicates: bool,
    pub(super) drop_empty: bool,
    pub(super) cut_antimeridian: bool,
    pub(super) uncross: bool,
}

impl Repair {
    /// No repairs.
    pub fn new() -> Self {
        Self::default()
    }

    /// Every repair, snapping within this tolerance in degrees.
    pub fn all(tolerance_degrees: f64) -> Self {
        Self::new().close_rings().drop_duplicates().drop_empty().cut_antimeridian().uncross().snap(tolerance_degrees)
    }

    /// Vertices of different features that lie within this tolerance of each other become one, that of the earlier
    /// feature, so that borders drawn twice coincide. An outline that would then cross itself is redrawn if
    /// [`uncross`](Self::uncross) is asked for too, and otherwise left as it is, with a note.
    ///
    /// The tolerance is in degrees, along each axis (0.001 degree is 111 m of latitude); it is taken up to 1 degree,
    /// and nothing is snapped where it is not above 0.
    pub fn snap(mut self, tolerance_degrees: f64) -> Self {
        self.snap = Some(tolerance_degrees).filter(|&tolerance| tolerance > 0.0).map(|tolerance| tolerance.min(1.0));
        self
    }

    /// The first position of an open ring is repeated at its end.
    pub fn close_rings(mut self) -> Self {
        self.close_rings = true;
        self
    }

    /// A position that repeats the one before it is dropped; so is the turning point of a line that goes back on
    /// itself.
    pub fn drop_duplicates(mut self) -> Self {
        self.drop_duplicates = true;
        self
    }

    /// Features without a geometry, empty rings, and rings of fewer than three positions are dropped.
    pub fn drop_empty(mut self) -> Self {
        self.drop_empty = true;
        self
    }

    /// Outlines that cross 180 degrees are cut there: those with longitudes beyond 180, and those with an edge of more
    /// than 180 degrees, which is taken the short way round. A ring that goes round the earth is closed over the pole nearer
    /// to its mean latitude. An edge along a parallel from -180 to 180 goes round the earth and gets a vertex halfway.
    pub fn cut_antimeridian(mut self) -> Self {
        self.cut_antimeridian = true;
        self
    }

    /// Outlines that cross themselves, have a hole outside its shell, or a part inside another part, are redrawn around the
    /// area of all their parts: of each, what lies inside an odd number of its rings. Where lines crossed there are new
    /// vertices, rounded to 1e-7 degree.
    pub fn uncross(mut self) -> Self {
        self.uncross = true;
        self
    }
}

/// A kind of repair.
///
/// # Example
///
/// ```
/// use suzerain::import::{GeoJson, Mapping, Repair, RepairKind};
///
/// let twice = r#"{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"name": "Valley"},
///   "geometry": {"type": "Polygon", "coordinates": [[[10, 40], [11, 40], [11, 40], [11, 41], [10, 41]]]}}]}"#;
/// let importer = GeoJson::new(Mapping::new().name("name")).repair(Repair::all(0.001));
/// let imported = importer.read(twice.as_bytes())?;
/// let kinds: Vec<RepairKind> = imported.report().repairs().iter().map(|repaired| repaired.kind()).collect();
/// assert_eq!(kinds, [RepairKind::RingClosed, RepairKind::DuplicateDropped]);
/// assert_eq!(RepairKind::RingClosed.to_string(), "rings closed");
/// # Ok::<(), suzerain::import::ImportError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RepairKind {
    /// A vertex was moved to one of an earlier feature.
    Snapped,
    /// A ring was closed.
    RingClosed,
    /// A vertex that repeats another, or at which the line turns back, was dropped.
    DuplicateDropped,
    /// A ring without area was dropped.
    EmptyRingDropped,
    /// A feature without a geometry was dropped.
    EmptyFeatureDropped,
    /// An outline was cut at the antimeridian.
    AntimeridianCut,
    /// An outline that crossed itself was redrawn.
    Uncrossed,
}

impl fmt::Display for RepairKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Snapped => "vertices moved to those of earlier features",
            Self::RingClosed => "rings closed",
            Self::DuplicateDropped => "repeated vertices dropped",
            Self::EmptyRingDropped => "rings without area dropped",
            Self::EmptyFeatureDropped => "features without a geometry dropped",
            Self::AntimeridianCut => "outlines cut at the antimeridian",
            Self::Uncrossed => "outlines that crossed themselves redrawn",
        })
    }
}
