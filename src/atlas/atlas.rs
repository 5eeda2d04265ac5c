//! The atlas itself: its data, and what is worked out from them.

use std::fmt;
use std::sync::Arc;

use time::Date;

use super::about::About;
use super::debug_line::debug_line;
use super::derived::Derived;
use super::edge_sides::Lines;
use super::lookup::Lookup;
use super::plan::Plan;
use super::store::Store;
use super::verdict::{Kind, Verdict};
use crate::model::control::Basis;
use crate::space::{Region, Vertex};

/// Who held which ground, when, in whose right, and who says so.
///
/// An atlas does not change once it is built. It is `Send` and `Sync`, a clone shares it, and it can sit in a
/// `static`. Questions take a [`Position`](crate::Position) and a [`Date`] and cannot fail; what cannot be answered is
/// an [`Outcome`](crate::Outcome) of its own.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Position};
/// use time::macros::date;
///
/// let atlas = Atlas::south_caucasus();
/// let karki = Position::from_lat_lon(39.786, 44.952)?;
/// assert_eq!(atlas.controller_at(karki, date!(2000-01-01)).to_string(), "Armenia");
/// assert_eq!(atlas.sovereign_at(karki, date!(2000-01-01)).to_string(), "Azerbaijan");
/// # }
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Clone)]
pub struct Atlas {
    shared: Arc<Shared>,
}

/// What the clones of an atlas share.
#[derive(Debug)]
struct Shared {
    store: Store,
    derived: Derived,
}

impl Atlas {
    pub(crate) fn from_store(store: Store) -> Self {
        Self { shared: Arc::new(Shared { store, derived: Derived::default() }) }
    }

    /// As [`Atlas::from_store`], with lookups that were made of this store before, de facto and de jure.
    pub(crate) fn with_lookups(store: Store, lookups: [Lookup; 2]) -> Self {
        Self { shared: Arc::new(Shared { store, derived: Derived::with_lookups(lookups) }) }
    }

    /// What the atlas says of itself.
    #[must_use]
    pub fn about(&self) -> &About {
        &self.store().about
    }

    /// The edition of the data; a change of data is a change of answers.
    #[must_use]
    pub fn edition(&self) -> &str {
        self.store().about.edition()
    }

    /// The bytes of memory that finding answers on one basis takes beside the data: the index of the outlines and the
    /// verdicts of its regions through time, which are built if no question was asked on this basis before.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Basis};
    ///
    /// assert!(Atlas::south_caucasus().index_bytes(Basis::DeFacto) < 4_000_000);
    /// # }
    /// ```
    #[must_use]
    pub fn index_bytes(&self, basis: Basis) -> usize {
        self.store().grounds.index.bytes() + self.lookup(basis).bytes()
    }

    #[inline]
    pub(crate) fn store(&self) -> &Store {
        &self.shared.store
    }

    /// The verdicts of every region through time.
    #[inline]
    pub(crate) fn lookup(&self, basis: Basis) -> &Lookup {
        self.shared.derived.lookup(self.store(), basis)
    }

    /// What lies beside every line.
    pub(crate) fn plan(&self) -> &Plan {
        self.shared.derived.plan(self.store())
    }

    /// How far an edge of an outline may lie from the true line, in metres; not positive where it bounds nothing.
    #[cfg(feature = "map")]
    pub(crate) fn edge_accuracy_m(&self, a: Vertex, b: Vertex) -> f32 {
        self.near_lines().accuracy_m(self.store(), a, b)
    }

    #[inline]
    pub(super) fn near_lines(&self) -> &Lines {
        self.shared.derived.lines(self.store())
    }

    /// The digest of all that the store says, computed once.
    pub(super) fn fingerprint_bits(&self, compute: impl FnOnce() -> u64) -> u64 {
        self.shared.derived.fingerprint(compute)
    }

    /// The days on which an answer may change, computed once.
    pub(super) fn turning_days_or(&self, compute: impl FnOnce() -> Box<[Date]>) -> &[Date] {
        self.shared.derived.turning_days(compute)
    }

    /// A copy of a verdict that lasts as long as the atlas. Equal verdicts are kept once, and there are only so many.
    pub(super) fn keep(&self, verdict: &Verdict) -> &Verdict {
        self.shared.derived.keep(verdict)
    }

    /// What the records leave open at a place on a day.
    #[inline]
    pub(super) fn verdict_at(&self, at: Vertex, date: Date, basis: Basis) -> &Verdict {
        let region = self.store().grounds.index.region(at);
        self.verdict_in(self.lookup(basis), region, (at, date, basis))
    }

    /// As [`Atlas::verdict_at`], of a place in this region.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "asked a million times in a row")]
    pub(super) fn verdict_in<'a>(
        &'a self,
        lookup: &'a Lookup,
        region: Region,
        (at, date, basis): (Vertex, Date, Basis),
    ) -> &'a Verdict {
        match lookup.on(region, date) {
            Some(verdict) => verdict,
            None => self.verdict_by_shapes(at, date, basis),
        }
    }

    /// As [`Atlas::verdict_at`], of a place whose region has no number.
    #[cold]
    fn verdict_by_shapes(&self, at: Vertex, date: Date, basis: Basis) -> &Verdict {
        let store = self.store();
        let verdict = if store.about.coverage.holds_on(date).is_none() {
            Verdict::bare(Kind::OutsideTime)
        } else {
            match store.deciding_shapes(at).as_slice() {
                [] => Verdict::bare(Kind::OutsideSpace),
                deciding => Verdict::on(store, &store.lineage_of_shapes(deciding), basis, date),
            }
        };
        self.keep(&verdict)
    }
}

impl fmt::Debug for Atlas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Store { about, polities, territories, records, .. } = self.store();
        let [polities, territories, records] = [polities.len(), territories.len(), records.len()];
        let size = format_args!("{polities} polities, {territories} territories, {records} records");
        debug_line(f, "Atlas", format_args!("edition {} of {}, {size}", about.edition(), about.name()))
    }
}
