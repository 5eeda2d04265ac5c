//! The answer to who holds a place on a day.

use std::fmt;

use time::Date;

use super::debug_line::debug_line;
use super::verdict::Verdict;
use super::{Atlas, Candidate, Holder, Outcome};
use crate::model::control::Basis;
use crate::model::position::Position;

/// Who holds a place on a day: one [`Candidate`] where the dates leave no doubt, several where they do.
///
/// An answer borrows its atlas, is small and `Copy`, and everything that it gives lasts as long as the atlas. Two
/// answers are equal if they are about the same question and have equal candidates.
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
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    pub(crate) atlas: &'a Atlas,
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
        Self { atlas, verdict, position, date, basis, is_of_place: true }
    }

    /// The answer for an area in which all places are held alike.
    pub(crate) fn of_area(atlas: &'a Atlas, verdict: &Verdict, date: Date, basis: Basis) -> Self {
        let position = Position::from_e7(0, 0);
        Self { atlas, verdict: atlas.keep(verdict), position, date, basis, is_of_place: false }
    }

    /// The same answer without its place, so that no line is near.
    #[cfg(feature = "map")]
    pub(crate) fn without_place(self) -> Self {
        Self { is_of_place: false, ..self }
    }

    /// The place that was asked about; `None` for an answer about an area, such as those of a
    /// [`Snapshot`](crate::Snapshot).
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.is_of_place.then_some(self.position)
    }

    /// The day that was asked about.
    #[must_use]
    pub fn date(&self) -> Date {
        self.date
    }

    /// Whether it says who holds de facto or de jure.
    #[must_use]
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// Every outcome that the records leave open; at least one.
    #[must_use]
    #[inline]
    pub fn candidates(&self) -> impl ExactSizeIterator<Item = Candidate<'a>> + use<'a> {
        let (store, date) = (self.atlas.store(), self.date);
        self.verdict.candidates.iter().map(move |choice| Candidate { store, date, choice })
    }

    /// Whether there are more candidates than an answer lists: the last one listed is then [`Outcome::Unlisted`].
    ///
    /// No atlas of history comes near that. It takes a polity with hundreds of ways to be part of others on one day,
    /// or as many contests of doubtful records; whoever may be at the top of the part-of chain is listed even then.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.candidates().any(|candidate| matches!(candidate.outcome(), Outcome::Unlisted))
    }

    /// The outcome, if there is one candidate; `None` where there are several.
    #[must_use]
    #[inline]
    pub fn outcome(&self) -> Option<Outcome<'a>> {
        let mut candidates = self.candidates();
        candidates.next().filter(|_| candidates.len() == 0).map(|candidate| candidate.outcome())
    }

    /// The holder, if there is one candidate and one polity holds alone.
    #[must_use]
    #[inline]
    pub fn holder(&self) -> Option<Holder<'a>> {
        match self.outcome()? {
            Outcome::Sole(holder) => Some(holder),
            _ => None,
        }
    }
}

impl PartialEq for Answer<'_> {
    fn eq(&self, other: &Self) -> bool {
        (self.position(), self.date, self.basis) == (other.position(), other.date, other.basis)
            && self.candidates().eq(other.candidates())
    }
}

impl Eq for Answer<'_> {}

impl fmt::Debug for Answer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, basis) = (self.date, self.basis);
        match self.position() {
            Some(position) => debug_line(f, "Answer", format_args!("{basis}, {date}, {position}: {self}")),
            None => debug_line(f, "Answer", format_args!("{basis}, {date}: {self}")),
        }
    }
}
