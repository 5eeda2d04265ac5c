//! A time over which a place was held in one way.

use std::fmt;

use time::Date;

use super::change_events::change_events;
use super::debug_line::debug_line;
use super::doubt::{Doubt, SourceDoubt, UncheckedDoubt, UndrawnDoubt};
use super::verdict::{Choice, Verdict};
use super::{Atlas, Candidate, Outcome};
use crate::model::control::Basis;
use crate::model::date::{Certainty, Period};
use crate::model::event::Event;
use crate::model::undrawn::Undrawn;

/// A time over which a place was held in one way.
///
/// On any day the spells that hold are the candidates of the answer for that day.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Outcome, Position};
///
/// let shusha = Position::from_lat_lon(39.7537, 46.7465)?;
/// let spells = Atlas::south_caucasus().history_at(shusha);
/// let last = spells.last().expect("a place of the atlas");
/// assert!(matches!(last.outcome(), Outcome::Sole(holder) if holder.name() == "Azerbaijan"));
/// assert!(last.began().iter().any(|event| event.name().contains("Shusha")));
/// assert!(last.ended().is_empty());
/// # }
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Clone, Copy)]
pub struct Spell<'a> {
    pub(crate) atlas: &'a Atlas,
    pub(super) basis: Basis,
    pub(super) period: Period,
    pub(super) choice: &'a Choice,
    /// A day of the spell, for names.
    pub(super) day: Date,
    /// The verdict before it began and that after it ended.
    pub(super) before: Option<&'a Verdict>,
    pub(super) after: Option<&'a Verdict>,
}

impl<'a> Spell<'a> {
    /// When: from one change to the next. The first begins with what the atlas covers.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// Whether it is about who held de facto or de jure.
    #[must_use]
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// How it was held and by whom; names are those of the spell's first certain day.
    #[must_use]
    pub fn outcome(&self) -> Outcome<'a> {
        self.candidate().outcome()
    }

    /// The outcome with the mode of holding and the records that say so.
    #[must_use]
    pub fn candidate(&self) -> Candidate<'a> {
        Candidate { store: self.atlas.store(), date: self.day, choice: self.choice }
    }

    /// How certain it is on the days that its dates leave no doubt about.
    ///
    /// [`Certainty::Possible`] if there is no such day, because others stand beside it as candidates all the time.
    /// Otherwise [`Certainty::Likely`] if its sources are weak, or if it begins after the day up to which the atlas was
    /// [checked](Atlas::checked_until); otherwise [`Certainty::Certain`]. Lines near the place are not asked about:
    /// [`Answer::certainty`](crate::Answer::certainty) does that for a day.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Certainty, Doubt, Position};
    ///
    /// let yerevan = Position::from_lat_lon(40.1776, 44.5126)?;
    /// let spells = Atlas::south_caucasus().history_at(yerevan);
    /// let last = spells.last().expect("a place of the atlas");
    /// assert_eq!(last.certainty(), Certainty::Certain);
    /// assert!(matches!(last.doubts().as_slice(), [Doubt::Unchecked(_)]));
    /// # }
    /// # Ok::<(), suzerain::error::InvalidPosition>(())
    /// ```
    #[must_use]
    pub fn certainty(&self) -> Certainty {
        if self.period.holds_on(self.day) != Some(Certainty::Certain) {
            Certainty::Possible
        } else if self.choice.is_weak(self.atlas.store()) || self.is_unchecked_on(self.day) {
            Certainty::Likely
        } else {
            Certainty::Certain
        }
    }

    /// What is doubtful about it beside its dates, which [`Spell::period`] gives as spans: undrawn parts, sources, and
    /// the days after the atlas was checked, if any of them are in the spell.
    ///
    /// As [`Spell::certainty`], it says nothing of lines near the place: [`Answer::doubts`](crate::Answer::doubts) does
    /// that for a day.
    #[must_use]
    pub fn doubts(&self) -> Vec<Doubt<'a>> {
        let (store, candidate) = (self.atlas.store(), self.candidate());
        let meets = |part: &Undrawn| part.period().may_meet(&self.period);
        let of_others = candidate.deciding_records().flat_map(|record| {
            let parts = record.undrawn().iter().filter(|part| meets(part));
            parts.map(move |part| (record, part))
        });
        let parts = candidate.undrawn_parts(meets).chain(of_others);
        let undrawn = parts.map(|(record, part)| Doubt::Undrawn(UndrawnDoubt::new(store, record, part, self.day)));
        let mut doubts: Vec<Doubt<'a>> = undrawn.collect();
        if self.choice.is_weak(store) {
            doubts.extend(candidate.deciding_records().map(|record| Doubt::Source(SourceDoubt { record })));
        }
        let last = self.period.until().map_or(Some(Date::MAX), |until| until.latest().previous_day());
        if last.is_some_and(|last| self.is_unchecked_on(last)) {
            doubts.push(Doubt::Unchecked(UncheckedDoubt { checked_until: self.atlas.checked_until() }));
        }
        doubts
    }

    fn is_unchecked_on(&self, day: Date) -> bool {
        day > self.atlas.checked_until()
    }

    /// The events with which it began: those that began the records behind it, or ended the ones before. By code.
    #[must_use]
    pub fn began(&self) -> Vec<&'a Event> {
        let before = self.before.into_iter().flat_map(Verdict::records);
        let own = self.choice.records.iter().copied();
        self.period.from().map_or_else(Vec::new, |from| change_events(self.atlas.store(), before, own, from))
    }

    /// The events with which it ended: those that ended the records behind it, or began the ones after. By code.
    #[must_use]
    pub fn ended(&self) -> Vec<&'a Event> {
        let own = self.choice.records.iter().copied();
        let after = self.after.into_iter().flat_map(Verdict::records);
        self.period.until().map_or_else(Vec::new, |until| change_events(self.atlas.store(), own, after, until))
    }
}

impl PartialEq for Spell<'_> {
    /// Whether both are of the same basis and period, with equal candidates.
    fn eq(&self, other: &Self) -> bool {
        (self.basis, self.period) == (other.basis, other.period) && self.candidate() == other.candidate()
    }
}

impl Eq for Spell<'_> {}

impl fmt::Debug for Spell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_line(f, "Spell", format_args!("{}, {self}", self.basis))
    }
}

impl fmt::Display for Spell<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.period, self.outcome())
    }
}
