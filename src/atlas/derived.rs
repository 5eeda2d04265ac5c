//! What is worked out from the data of an atlas when it is first asked for.

use std::sync::OnceLock;

use time::Date;

use super::edge_sides::Lines;
use super::interned::Interned;
use super::lookup::Lookup;
use super::plan::Plan;
use super::store::Store;
use super::verdict::Verdict;
use crate::model::control::Basis;

/// Tables made from a [`Store`], each when it is first asked for; none holds anything that the store does not say.
#[derive(Debug, Default)]
pub(super) struct Derived {
    /// The verdicts of each region of the index through time, de facto and de jure.
    lookups: [OnceLock<Lookup>; 2],
    /// What lies beside every line.
    plan: OnceLock<Plan>,
    /// The edges near places, and how accurate they are.
    lines: OnceLock<Lines>,
    /// The verdicts that no lookup holds, so that answers can refer to them.
    verdicts: Interned<Verdict>,
    /// The digest of all that the store says.
    fingerprint: OnceLock<u64>,
    /// The days on which an answer may change.
    turning_days: OnceLock<Box<[Date]>>,
}

impl Derived {
    /// With lookups that were made before, de facto and de jure.
    pub(super) fn with_lookups(lookups: [Lookup; 2]) -> Self {
        Self { lookups: lookups.map(OnceLock::from), ..Self::default() }
    }

    #[inline]
    pub(super) fn lookup(&self, store: &Store, basis: Basis) -> &Lookup {
        basis.of(&self.lookups).get_or_init(|| Lookup::new(store, basis))
    }

    pub(super) fn plan(&self, store: &Store) -> &Plan {
        self.plan.get_or_init(|| Plan::new(store))
    }

    /// The lines near places.
    #[inline]
    pub(super) fn lines(&self, store: &Store) -> &Lines {
        self.lines.get_or_init(|| Lines::new(store))
    }

    pub(super) fn turning_days(&self, compute: impl FnOnce() -> Box<[Date]>) -> &[Date] {
        self.turning_days.get_or_init(compute)
    }

    pub(super) fn fingerprint(&self, compute: impl FnOnce() -> u64) -> u64 {
        *self.fingerprint.get_or_init(compute)
    }

    pub(super) fn keep(&self, verdict: &Verdict) -> &Verdict {
        self.verdicts.get_or_insert(verdict)
    }
}
