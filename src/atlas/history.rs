//! Who held a place through time.

use time::Date;

use super::timeline::Timeline;
use super::verdict::{Choice, Verdict};
use super::{Atlas, Spell, vertex};
use crate::model::control::Basis;
use crate::model::date::{Period, UncertainDate};
use crate::model::position::Position;
use crate::space::MIXED;

impl Atlas {
    /// Who held this place, spell by spell, through the time that the atlas covers: de facto or de jure.
    ///
    /// The spells are ordered by their beginnings, by the first possible day where these are uncertain. There are none
    /// outside the atlas's ground.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Basis, Position};
    ///
    /// let kalbajar = Position::from_lat_lon(40.1024, 46.0365)?;
    /// let spells = Atlas::south_caucasus().history(kalbajar, Basis::DeFacto);
    /// assert_eq!(spells.last().map(ToString::to_string).as_deref(), Some("since 2020-11-25: Azerbaijan"));
    /// # }
    /// # Ok::<(), suzerain::error::InvalidPosition>(())
    /// ```
    #[must_use]
    pub fn history(&self, position: Position, basis: Basis) -> Vec<Spell<'_>> {
        let store = self.store();
        let (at, index) = (vertex(position), &store.grounds.index);
        match index.region(at) {
            MIXED => match store.deciding_shapes(at).as_slice() {
                [] => Vec::new(),
                deciding => {
                    let timeline = Timeline::new(store, &store.lineage_of_shapes(deciding), basis);
                    let verdicts = timeline.verdicts.iter().map(|verdict| self.keep(verdict));
                    spells(self, basis, timeline.starts.iter().copied().zip(verdicts))
                }
            },
            region if index.region_shapes(region).is_empty() => Vec::new(),
            region => spells(self, basis, self.lookup(basis).through_time(region)),
        }
    }

    /// Who held this place de facto, spell by spell: [`Atlas::history`] with [`Basis::DeFacto`].
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Position};
    ///
    /// let kalbajar = Position::from_lat_lon(40.1024, 46.0365)?;
    /// let atlas = Atlas::south_caucasus();
    /// assert!(atlas.history_at(kalbajar).iter().any(|spell| spell.to_string() == "since 2020-11-25: Azerbaijan"));
    /// assert!(atlas.sovereign_history_at(kalbajar).len() < atlas.history_at(kalbajar).len());
    /// # }
    /// # Ok::<(), suzerain::error::InvalidPosition>(())
    /// ```
    #[must_use]
    pub fn history_at(&self, position: Position) -> Vec<Spell<'_>> {
        self.history(position, Basis::DeFacto)
    }

    /// Who held this place de jure, spell by spell: [`Atlas::history`] with [`Basis::DeJure`].
    #[must_use]
    pub fn sovereign_history_at(&self, position: Position) -> Vec<Spell<'_>> {
        self.history(position, Basis::DeJure)
    }
}

/// A spell as it is gathered along a timeline.
struct Run<'a> {
    choice: &'a Choice,
    /// The verdict before it began.
    before: Option<&'a Verdict>,
    begun: Date,
    certain_from: Option<Date>,
    /// From when on there are other candidates again, and the verdict that has them.
    doubted: Option<(Date, &'a Verdict)>,
}

/// The spells of verdicts with their first days, in the order of their beginnings.
fn spells<'a>(
    atlas: &'a Atlas,
    basis: Basis,
    verdicts: impl IntoIterator<Item = (Date, &'a Verdict)>,
) -> Vec<Spell<'a>> {
    let asked = (atlas, basis);
    let mut open: Vec<Run<'a>> = Vec::new();
    let mut closed = Vec::new();
    let mut before = None;
    for (start, verdict) in verdicts {
        let is_certain = verdict.candidates.len() == 1;
        let mut going = Vec::new();
        for mut run in open {
            let goes_on = verdict.candidates.contains(run.choice);
            match (goes_on, is_certain, run.doubted) {
                (false, ..) => closed.push(run.close(asked, start, Some(verdict))),
                // Certain, then in doubt, then certain again: one spell ended in the doubt, and another began in it.
                (true, true, Some((day, doubt))) => {
                    let again = Run {
                        choice: run.choice,
                        before: Some(doubt),
                        begun: day,
                        certain_from: Some(start),
                        doubted: None,
                    };
                    closed.push(run.close(asked, start, Some(doubt)));
                    going.push(again);
                }
                (true, true, None) => {
                    run.certain_from.get_or_insert(start);
                    going.push(run);
                }
                (true, false, _) => {
                    if run.certain_from.is_some() {
                        run.doubted.get_or_insert((start, verdict));
                    }
                    going.push(run);
                }
            }
        }
        for choice in &verdict.candidates {
            if !going.iter().any(|run| run.choice == choice) {
                let certain_from = is_certain.then_some(start);
                going.push(Run { choice, before, begun: start, certain_from, doubted: None });
            }
        }
        open = going;
        before = Some(verdict);
    }
    let end = atlas.about().coverage.until().map(UncertainDate::latest);
    closed.extend(open.into_iter().map(|run| match end {
        Some(end) => run.close(asked, end, None),
        None => run.keep(asked),
    }));
    closed.sort_by_key(|spell| spell.period.from());
    closed
}

impl<'a> Run<'a> {
    /// The spell that is certainly over on `end`.
    fn close(self, asked: (&'a Atlas, Basis), end: Date, after: Option<&'a Verdict>) -> Spell<'a> {
        let from = span(self.begun, self.certain_from.unwrap_or(end));
        let until = match (self.certain_from, self.doubted) {
            (Some(_), doubted) => span(doubted.map_or(end, |(day, _)| day), end),
            // Never certain: it may have begun and ended on any days between.
            (None, _) => span(self.begun, end),
        };
        self.spell(asked, Period::new(Some(from), Some(until)).unwrap_or_default(), after)
    }

    /// The spell that goes on.
    fn keep(self, asked: (&'a Atlas, Basis)) -> Spell<'a> {
        let from = span(self.begun, self.certain_from.unwrap_or(Date::MAX));
        self.spell(asked, Period::since(from), None)
    }

    fn spell(self, (atlas, basis): (&'a Atlas, Basis), period: Period, after: Option<&'a Verdict>) -> Spell<'a> {
        let period =
            if self.begun == Date::MIN { period.until().map_or(Period::ALWAYS, Period::until_change) } else { period };
        let day = self.certain_from.unwrap_or(self.begun);
        Spell { atlas, basis, period, choice: self.choice, day, before: self.before, after }
    }
}

/// Some day from `earliest` to `latest`.
fn span(earliest: Date, latest: Date) -> UncertainDate {
    UncertainDate::between(earliest, latest).unwrap_or(UncertainDate::from(earliest))
}
