//! How much outlines may be entangled.

/// The most that is taken on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Most {
    /// Places where edges of outlines cross.
    pub(crate) crossings: usize,
    /// Pairs of outlines that overlap.
    pub(crate) overlaps: usize,
    /// Outlines over each other, added up over all regions in which the same outlines lie.
    pub(crate) stacked: usize,
}

impl Most {
    /// Whatever there is.
    pub(crate) const ALL: Self = Self { crossings: usize::MAX, overlaps: usize::MAX, stacked: usize::MAX };
}

/// Of what there is more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Excess {
    Crossings,
    Overlaps,
    Stacked,
    /// More outlines meet in one place than [`MOST_AT_ONE_PLACE`].
    AtOnePlace,
}

/// The most sets of outlines whose lines may pass through one cell of the index that cannot be divided.
pub(crate) const MOST_AT_ONE_PLACE: usize = 0x3FFF;
