//! What all maps of an atlas share, whatever the day.

use std::fmt;
use std::sync::Arc;

use super::arcs::{self, arcs};
use super::cell_histories::CellHistories;
use super::colours::Colours;
use super::drawing::Colour;
use super::projection::{ProjectedPlan, Shown};
use crate::atlas::{Atlas, UnknownCode};

/// What all maps of an atlas share: the colour of each polity, and the projected lines.
///
/// A [`Map`](super::Map) or a [`Timeline`](super::Timeline) without a context works out its own each time. Make one
/// context if you draw several, or to set colours: it depends on the atlas only, not on a day, and the pictures are the
/// same to the byte. It is `Send` and `Sync`, holds on to its atlas, and can sit in a `static`.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::map::{Map, MapContext};
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// let atlas = Atlas::south_caucasus();
/// let context = MapContext::of(atlas);
/// for date in [date!(1914-01-01), date!(2010-01-01)] {
///     let day = atlas.on(date, Basis::DeFacto);
///     let svg = Map::of(&day).with_context(&context).to_svg();
///     assert_eq!(svg, Map::of(&day).to_svg());
/// }
/// # }
/// ```
pub struct MapContext {
    atlas: Atlas,
    colours: Colours,
    arcs: Arc<[arcs::Arc]>,
    plan: ProjectedPlan,
}

impl MapContext {
    /// The context of an atlas.
    ///
    /// Takes O(n log n) in the number of vertices, and the histories of all places once.
    #[must_use]
    pub fn of(atlas: &Atlas) -> Self {
        Self::new(atlas, &CellHistories::new(atlas))
    }

    /// The context of an atlas whose histories are known.
    pub(super) fn new(atlas: &Atlas, histories: &CellHistories<'_>) -> Self {
        let arcs: Arc<[arcs::Arc]> = arcs(atlas.plan()).into();
        let plan = ProjectedPlan::new(Arc::clone(&arcs), Shown::Atlas);
        Self { atlas: atlas.clone(), colours: Colours::new(atlas, histories), arcs, plan }
    }

    /// The same context with a colour for a polity. The polities that share its colour otherwise, its predecessors and
    /// successors, keep theirs; those that it met choose others that differ from this one.
    ///
    /// # Errors
    ///
    /// [`UnknownCode`] if the atlas has no polity with this code.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::map::{Colour, Map, MapContext};
    /// use suzerain::{Atlas, Basis};
    /// use time::macros::date;
    ///
    /// let atlas = Atlas::south_caucasus();
    /// let context = MapContext::of(atlas).with_colour("ARM", Colour(0xd9, 0xa4, 0x41))?;
    /// let day = atlas.on(date!(2010-01-01), Basis::DeFacto);
    /// assert!(Map::of(&day).with_context(&context).to_svg().contains("#d9a441"));
    /// # }
    /// # Ok::<(), suzerain::UnknownCode>(())
    /// ```
    pub fn with_colour(mut self, polity: impl AsRef<str>, colour: Colour) -> Result<Self, UnknownCode> {
        let (number, _) = self.atlas.store().known_polity(polity.as_ref())?;
        self.colours.set(number as usize, colour);
        Ok(self)
    }

    /// Whether this is the context of an atlas, or of a clone of it.
    pub(super) fn is_of(&self, atlas: &Atlas) -> bool {
        std::ptr::eq(self.atlas.store(), atlas.store())
    }

    /// The colour of each polity, by number.
    pub(super) fn colours(&self) -> &[Colour] {
        self.colours.of_polities()
    }

    /// The whole plan of the atlas, projected.
    pub(super) fn plan(&self) -> &ProjectedPlan {
        &self.plan
    }

    /// The plan of the atlas, projected for a part of it.
    pub(super) fn plan_of(&self, shown: Shown<'_>) -> ProjectedPlan {
        ProjectedPlan::new(Arc::clone(&self.arcs), shown)
    }
}

impl fmt::Debug for MapContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let about = self.atlas.about();
        f.debug_struct("MapContext")
            .field("atlas", &about.name())
            .field("edition", &about.edition())
            .finish_non_exhaustive()
    }
}
