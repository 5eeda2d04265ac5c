//! How much is held by whom.

use std::fmt;

use crate::atlas::Answer;
use crate::model::polity::Polity;

/// Ground held in one way, and how much of it there is.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// let day = Atlas::south_caucasus().on(date!(2000-01-01), Basis::DeJure);
/// let shares = day.holders();
/// let armenia = shares.iter().find(|share| share.polity().is_some_and(|polity| polity.code() == *"ARM"));
/// assert!(armenia.is_some_and(|share| (29_000.0..30_500.0).contains(&share.area_km2())));
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Share<'a> {
    pub(super) answer: Answer<'a>,
    pub(super) polity: Option<&'a Polity>,
    pub(super) area_km2: f64,
}

impl<'a> Share<'a> {
    /// How it is held, told by the polities at the top of the part-of chains.
    #[must_use]
    pub fn answer(&self) -> &Answer<'a> {
        &self.answer
    }

    /// The polity that holds it alone and surely.
    #[must_use]
    pub fn polity(&self) -> Option<&'a Polity> {
        self.polity
    }

    /// How much ground, in km2 on the ellipsoid.
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
