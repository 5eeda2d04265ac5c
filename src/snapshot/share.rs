//! What each holder has.

use std::fmt;

use crate::atlas::debug_line::debug_line;
use crate::atlas::{Answer, Outcome};
use crate::model::polity::Polity;

/// The area that is held in one way: by one polity, jointly, by nobody, and so on.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// let day = Atlas::south_caucasus().on(date!(2000-01-01), Basis::DeJure);
/// let shares = day.shares();
/// let armenia = shares.iter().find(|share| share.polity().is_some_and(|polity| polity.code() == *"ARM"));
/// assert!(armenia.is_some_and(|share| (29_000.0..30_500.0).contains(&share.area_km2())));
/// assert_eq!(armenia.and_then(|share| share.outcome()).map(|outcome| outcome.word()), Some("sole"));
/// # }
/// ```
#[derive(Clone)]
pub struct Share<'a> {
    pub(super) answer: Answer<'a>,
    pub(super) polity: Option<&'a Polity>,
    pub(super) area_km2: f64,
}

impl<'a> Share<'a> {
    /// How the area is held, in terms of the polities at the top of the part-of chains; `None` if there are several
    /// candidates, which [`Share::answer`] lists.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome<'_>> {
        self.answer.outcome()
    }

    /// The answer that all places of the area have in common, in terms of the polities at the top of the part-of
    /// chains.
    #[must_use]
    pub fn answer(&self) -> &Answer<'a> {
        &self.answer
    }

    /// The polity, if it is the sole holder and the only candidate.
    #[must_use]
    pub fn polity(&self) -> Option<&'a Polity> {
        self.polity
    }

    /// The area in km2 on the ellipsoid.
    #[must_use]
    pub fn area_km2(&self) -> f64 {
        self.area_km2
    }
}

impl fmt::Display for Share<'_> {
    /// `Armenia: 29743.0 km2`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:.1} km2", self.answer, self.area_km2)
    }
}

impl fmt::Debug for Share<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_line(f, "Share", self)
    }
}
