//! Answers as types.

use time::Date;

use super::Atlas;
use super::candidate::Candidate;
use super::holder::Holder;
use super::outcome::Outcome;
use super::verdict::Verdict;
use crate::model::control::Basis;
use crate::model::position::Position;

/// Who holds a place on a day: one [`Candidate`] where the dates leave no doubt, several where they do.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Certainty, Outcome, Position};
/// use time::macros::date;
///
/// let atlas = Atlas::south_caucasus();
/// let stepanakert = Position::from_lat_lon(39.8177, 46.7528)?;
/// let answer = atlas.controller_at(stepanakert, date!(1988-06-01));
/// assert_eq!(answer.certainty(), Certainty::Certain);
/// match answer.outcome() {
///     Some(Outcome::Sole(holder)) => {
///         assert_eq!(holder.name(), "Soviet Union");
///         assert_eq!(holder.chain().count(), 3);
///     }
///     other => unreachable!("{other:?}"),
/// }
/// # }
/// # Ok::<(), suzerain::InvalidPosition>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    pub(super) atlas: &'a Atlas,
    pub(super) verdict: &'a Verdict,
    pub(super) date: Date,
    pub(super) basis: Basis,
    /// Whether it is about one place, at `position`; an answer about an area is not.
    pub(super) is_of_place: bool,
    pub(super) position: Position,
}

impl<'a> Answer<'a> {
    /// The answer at a place.
    #[inline]
    pub(super) fn at(atlas: &'a Atlas, verdict: &'a Verdict, (position, date, basis): (Position, Date, Basis)) -> Self {
        Self { atlas, verdict, date, basis, is_of_place: true, position }
    }

    /// The answer for an area in which all places are held alike.
    pub(crate) fn of_area(atlas: &'a Atlas, verdict: &Verdict, date: Date, basis: Basis) -> Self {
        let position = Position::from_e7(0, 0);
        Self { atlas, verdict: atlas.keep(verdict), date, basis, is_of_place: false, position }
    }

    /// The place that was asked about; `None` for an answer about an area, as of a snapshot.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.is_of_place.then_some(self.position)
    }

    /// The day that was asked about.
    #[must_use]
    pub fn date(&self) -> Date {
        self.date
    }

    /// Whether it is about who holds de facto or de jure.
    #[must_use]
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// Everything that may be so; at least one.
    #[must_use]
    pub fn candidates(&self) -> impl ExactSizeIterator<Item = Candidate<'a>> + use<'a> {
        let (store, date) = (self.atlas.store(), self.date);
        self.verdict.candidates.iter().map(move |choice| Candidate { store, date, choice })
    }

    /// What is so, where that is certain; `None` where there are several candidates.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome<'a>> {
        let mut candidates = self.candidates();
        candidates.next().filter(|_| candidates.len() == 0).map(|candidate| candidate.outcome())
    }

    /// The one holder, where it is certain that there is one.
    #[must_use]
    pub fn holder(&self) -> Option<Holder<'a>> {
        match self.outcome()? {
            Outcome::Sole(holder) => Some(holder),
            _ => None,
        }
    }
}
