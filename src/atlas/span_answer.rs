//! The answer about a day of which only a span is known.

use std::collections::BTreeSet;

use time::Date;

use super::{Answer, Atlas, Candidate, Doubt};
use crate::model::control::Basis;
use crate::model::date::{Certainty, UncertainDate};
use crate::model::polity::Polity;
use crate::model::position::Position;
use crate::model::timeline::turning_days;

impl Atlas {
    /// Who held this place on a day that lies somewhere in a span: every candidate of all its days.
    ///
    /// It asks for the first day of the span, and for each day of it on which anything in the atlas changes.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Basis, Certainty, Position};
    ///
    /// let atlas = Atlas::south_caucasus();
    /// let karki = Position::from_lat_lon(39.786, 44.952)?;
    /// let in_1992 = atlas.answer_within(karki, "1992".parse()?, Basis::DeFacto);
    /// let holders: Vec<String> = in_1992.candidates().iter().map(|it| it.outcome().to_string()).collect();
    /// assert_eq!(holders, ["Armenia", "Azerbaijan"]);
    /// assert_eq!(in_1992.certainty(), Certainty::Possible);
    /// // One holder all the year, without a doubt: whatever the day was, the answer is the same.
    /// assert_eq!(atlas.answer_within(karki, "2000".parse()?, Basis::DeFacto).certainty(), Certainty::Certain);
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn answer_within(&self, position: Position, days: UncertainDate, basis: Basis) -> SpanAnswer<'_> {
        let (first, last) = (days.earliest(), days.latest());
        let mut answers = vec![self.answer(position, first, basis)];
        if first < last {
            let turns = self.turning_days();
            let turns = turns.iter().skip(turns.partition_point(|&day| day <= first)).copied();
            answers.extend(turns.take_while(|&day| day <= last).map(|day| self.answer(position, day, basis)));
        }
        SpanAnswer { days, answers }
    }
}

/// Who held a place on a day of which only a span is known: the answers of all days of the span.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Basis, Certainty, Position};
///
/// let lachin = Position::from_lat_lon(39.6408, 46.5469)?;
/// let in_2022 = Atlas::south_caucasus().answer_within(lachin, "2022".parse()?, Basis::DeFacto);
/// assert_eq!(in_2022.days().to_string(), "2022");
/// let outcomes: Vec<String> = in_2022.candidates().iter().map(|it| it.outcome().to_string()).collect();
/// assert_eq!(outcomes, ["Russia", "Azerbaijan"]);
/// assert!(in_2022.is_divided() && in_2022.answers().len() >= 2);
/// // Each day of the year has a sure answer, but which day it was is not known.
/// assert_eq!(in_2022.certainty(), Certainty::Possible);
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpanAnswer<'a> {
    days: UncertainDate,
    answers: Vec<Answer<'a>>,
}

impl<'a> SpanAnswer<'a> {
    /// The span of days that was asked about.
    #[must_use]
    pub fn days(&self) -> UncertainDate {
        self.days
    }

    /// The answers of its days, each on the first day on which it may differ from the one before; at least one.
    #[must_use]
    pub fn answers(&self) -> &[Answer<'a>] {
        &self.answers
    }

    /// Every candidate of any of its days, each once, in the order of their first days; at least one.
    #[must_use]
    pub fn candidates(&self) -> Vec<Candidate<'a>> {
        let mut candidates: Vec<Candidate<'a>> = Vec::with_capacity(1);
        for candidate in self.answers.iter().flat_map(Answer::candidates) {
            if !candidates.contains(&candidate) {
                candidates.push(candidate);
            }
        }
        candidates
    }

    /// How certain the answer is whatever the day was: [`Certainty::Possible`] where the outcomes of its days differ,
    /// otherwise as certain as the least certain of its days.
    #[must_use]
    pub fn certainty(&self) -> Certainty {
        if self.is_divided() {
            return Certainty::Possible;
        }
        self.answers.iter().map(Answer::certainty).min().unwrap_or(Certainty::Possible)
    }

    /// Whether outcomes differ between days.
    #[must_use]
    pub fn is_divided(&self) -> bool {
        if self.answers.len() < 2 {
            return false;
        }
        let mut outcomes = self.answers.iter().map(Answer::outcome);
        let first = outcomes.next();
        outcomes.any(|outcome| Some(outcome) != first)
    }

    /// What lowers the certainty of the answers of its days, each text once. That the day itself is not known is none of
    /// them.
    #[must_use]
    pub fn doubts(&self) -> Vec<Doubt<'a>> {
        if let [one] = self.answers.as_slice() {
            return one.doubts();
        }
        let mut texts = BTreeSet::new();
        let doubts = self.answers.iter().flat_map(Answer::doubts);
        doubts.filter(|doubt| texts.insert(doubt.to_string())).collect()
    }
}

impl Atlas {
    /// The days on which an answer may change: a superset of those on which one does, in order.
    fn turning_days(&self) -> &[Date] {
        self.turning_days_or(|| {
            let store = self.store();
            let mut days: BTreeSet<Date> = turning_days(&store.about.coverage).collect();
            days.extend(self.checked_until().next_day());
            let numbers = (0..).take(store.records.len());
            days.extend(numbers.flat_map(|number| store.record_turning_days(number)));
            let bonds = store.polities.iter().flat_map(Polity::part_of);
            days.extend(bonds.flat_map(|bond| turning_days(&bond.period)));
            days.into_iter().collect()
        })
    }
}
