//! A contradiction or a gap of an atlas.

use std::fmt;
use std::sync::Arc;

use crate::atlas::debug_line::debug_line;
use crate::model::control::Basis;
use crate::model::date::Period;
use crate::model::position::Position;
use crate::model::territory::TerritoryCode;

/// An area for which an atlas has two answers, or none.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
/// use suzerain::snapshot::ConflictKind;
///
/// // The embedded atlas does not contradict itself.
/// let conflicts = Atlas::south_caucasus().conflicts();
/// assert!(!conflicts.iter().any(|conflict| matches!(conflict.kind(), ConflictKind::Overlap { .. })));
/// # }
/// ```
#[derive(Clone, PartialEq)]
pub struct Conflict {
    pub(super) kind: ConflictKind,
    pub(super) period: Period,
    pub(super) area_km2: f64,
    pub(super) near: Position,
}

/// The kind of a conflict.
///
/// # Example
///
/// ```
/// use geo_types::polygon;
/// use suzerain::Atlas;
/// use suzerain::build::{PolityDraft, SourceDraft, Statement, TerritoryDraft};
/// use suzerain::model::{PolityKind, TerritoryKind};
/// use suzerain::snapshot::ConflictKind;
///
/// // Two maps of one square that differ.
/// let square = polygon![(x: 10.0, y: 40.0), (x: 11.0, y: 40.0), (x: 11.0, y: 41.0), (x: 10.0, y: 41.0)];
/// let wider = polygon![(x: 10.5, y: 40.0), (x: 12.0, y: 40.0), (x: 12.0, y: 41.0), (x: 10.5, y: 41.0)];
/// let mut builder = Atlas::builder("two-maps").keep_contradictions().source(SourceDraft::new("maps", "Two maps"));
/// for (code, outline) in [("EAST", wider), ("WEST", square)] {
///     builder = builder
///         .polity(PolityDraft::new(code, PolityKind::Kingdom, code).citing("maps"))
///         .territory(TerritoryDraft::new(code, TerritoryKind::Province, code).outline(outline, 100.0).citing("maps"))
///         .statement(Statement::sovereignty(code, code).from("1801").citing("maps"));
/// }
/// let conflicts = builder.build()?.conflicts();
/// let kind = conflicts[0].kind();
/// let ConflictKind::Overlap { holders, is_overruled, .. } = kind else { unreachable!("{kind:?}") };
/// assert_eq!((&*holders[0], &*holders[1], *is_overruled), ("EAST", "WEST", false));
/// # Ok::<(), suzerain::build::BuildReport>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ConflictKind {
    /// Territories that do not nest give the area to different holders.
    Overlap {
        /// De facto or de jure.
        basis: Basis,
        /// The territories; if the atlas has layers, the one with precedence comes first.
        territories: [TerritoryCode; 2],
        /// The holders according to each.
        holders: [Arc<str>; 2],
        /// Whether one layer of a merged atlas overrules the other here; otherwise the area is contested.
        is_overruled: bool,
    },
    /// Nothing is recorded between two spells.
    Gap {
        /// The territory of the record before.
        before: TerritoryCode,
        /// The territory of the record after.
        after: TerritoryCode,
    },
    /// No territory covers the area on any day, and the atlas has territories all around it.
    Hole,
}

impl Conflict {
    /// The kind.
    #[must_use]
    pub fn kind(&self) -> &ConflictKind {
        &self.kind
    }

    /// The days on which the conflict is certain.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// The area in km2.
    #[must_use]
    pub fn area_km2(&self) -> f64 {
        self.area_km2
    }

    /// A place on the rim of the area.
    #[must_use]
    pub fn near(&self) -> Position {
        self.near
    }
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, period, area_km2, near } = self;
        match kind {
            ConflictKind::Overlap { basis, territories: [one, other], holders: [mine, yours], is_overruled } => {
                let and = if *is_overruled { "overrules" } else { "contests" };
                write!(
                    f,
                    "overlap, {period}: '{one}' gives to {mine} {} what '{other}' gives to {yours}, and {and} it",
                    basis.phrase()
                )?;
            }
            ConflictKind::Gap { before, after } if before == after => {
                write!(f, "gap, {period}: nothing is recorded of '{before}' between two records")?;
            }
            ConflictKind::Gap { before, after } => {
                write!(f, "gap, {period}: nothing is recorded after '{before}' and before '{after}'")?;
            }
            ConflictKind::Hole => write!(f, "hole, on all days: no territory covers this area")?,
        }
        write!(f, "; {area_km2:.1} km2 near {near}")
    }
}

impl fmt::Debug for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_line(f, "Conflict", self)
    }
}
