//! How certain an answer is, and what lowers it.

use std::ops::ControlFlow;

use time::Date;

use super::beside::Beside;
use super::candidate::Candidate;
use super::doubt::{DateDoubt, Doubt, LineDoubt, SourceDoubt, UncheckedDoubt, UndrawnDoubt};
use super::verdict::{Kind, Verdict};
use super::{Answer, Atlas, Outcome, UnknownCode, vertex};
use crate::model::date::{Certainty, Period, UncertainDate};
use crate::model::event::Event;
use crate::model::polity::Polity;
use crate::model::position::Position;
use crate::space::{Vertex, distance_m};

impl<'a> Answer<'a> {
    /// How certain the answer is, all doubts taken together.
    ///
    /// [`Certainty::Possible`] where there are several candidates, otherwise [`Certainty::Likely`] where there is a
    /// [doubt](Answer::doubts), otherwise [`Certainty::Certain`]. A few nanoseconds where no line is near, and up to
    /// some microseconds within the accuracy of lines.
    #[must_use]
    pub fn certainty(&self) -> Certainty {
        if self.verdict.candidates.len() > 1 {
            Certainty::Possible
        } else if self.verdict.is_weak || self.is_unchecked() || self.is_near_another_holder() {
            Certainty::Likely
        } else {
            Certainty::Certain
        }
    }

    /// What lowers the certainty: dates, lines, undrawn parts, sources, and the day up to which the atlas was checked.
    ///
    /// Empty if and only if the answer is certain, except that several candidates may also come from claims of
    /// records about each other's part-of chains alone. Lines come nearest first, one for each different holder
    /// beyond.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Certainty, Position};
    /// use time::macros::date;
    ///
    /// let yerevan = Position::from_lat_lon(40.1776, 44.5126)?;
    /// let answer = Atlas::south_caucasus().controller_at(yerevan, date!(2010-01-01));
    /// assert_eq!(answer.certainty(), Certainty::Certain);
    /// assert!(answer.doubts().is_empty());
    /// # }
    /// # Ok::<(), suzerain::error::InvalidPosition>(())
    /// ```
    #[must_use]
    pub fn doubts(&self) -> Vec<Doubt<'a>> {
        let mut doubts: Vec<Doubt<'a>> = Vec::new();
        if self.verdict.candidates.len() > 1 {
            doubts.extend(self.date_doubts().into_iter().map(Doubt::Date));
            doubts.extend(self.undrawn_doubts().map(Doubt::Undrawn));
        }
        doubts.extend(self.line_doubts().into_iter().map(Doubt::Line));
        doubts.extend(self.source_doubts().map(Doubt::Source));
        if self.is_unchecked() {
            doubts.push(Doubt::Unchecked(UncheckedDoubt { checked_until: self.atlas.checked_until() }));
        }
        doubts
    }

    /// Whether a polity holds, alone or with others, itself or as the whole that the holder is part of: as certainly
    /// as the answer is where all candidates say so, possibly where some do, `None` where none does.
    ///
    /// # Errors
    ///
    /// [`UnknownCode`] when the atlas has no polity of this code.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Certainty, Position};
    /// use time::macros::date;
    ///
    /// let karki = Position::from_lat_lon(39.786, 44.952)?;
    /// let answer = Atlas::south_caucasus().controller_at(karki, date!(1992-05-15));
    /// assert_eq!(answer.is_held_by("ARM")?, Some(Certainty::Possible));
    /// assert_eq!(answer.is_held_by("RUS")?, None);
    /// assert!(answer.is_held_by("ATLANTIS").is_err());
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_held_by(&self, polity: impl AsRef<str>) -> Result<Option<Certainty>, UnknownCode> {
        let (_, polity) = self.atlas.store().known_polity(polity.as_ref())?;
        let holds = |candidate: &Candidate<'_>| {
            let outcome = candidate.outcome();
            let mut chains = outcome.holders().into_iter().flat_map(|holder| holder.chain());
            matches!(outcome, Outcome::Sole(_) | Outcome::Condominium(_)) && chains.any(|it| it.code == polity.code)
        };
        Ok(match (self.candidates().filter(holds).count(), self.candidates().len()) {
            (0, _) => None,
            (held, all) if held == all => Some(self.certainty()),
            _ => Some(Certainty::Possible),
        })
    }

    fn is_unchecked(&self) -> bool {
        self.date > self.atlas.checked_until() && !self.is_outside()
    }

    fn is_outside(&self) -> bool {
        self.verdict.is_only(Kind::OutsideSpace) || self.verdict.is_only(Kind::OutsideTime)
    }

    /// The place, if a line may be near it and its day is covered.
    #[inline]
    fn place_near_lines(&self) -> Option<Vertex> {
        let at = vertex(self.position()?);
        let is_near = self.atlas.near_lines().may_be_near(at);
        (is_near && !self.verdict.is_only(Kind::OutsideTime)).then_some(at)
    }

    fn is_near_another_holder(&self) -> bool {
        let Some(at) = self.place_near_lines() else { return false };
        let mut beside = Beside::other_than(self.verdict, self.atlas, self.date, self.basis);
        let mut found = false;
        self.atlas.near_lines().near(self.atlas.store(), at, |edge| {
            // Who is beyond is mostly known from the edge before, and is asked before the distance.
            let is_other = beside.of(edge).iter().any(Option::is_some);
            found = is_other && edge.within_accuracy_m().is_some();
            if found { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        found
    }

    fn line_doubts(&self) -> Vec<LineDoubt<'a>> {
        let Some(at) = self.place_near_lines() else { return Vec::new() };
        let (atlas, date) = (self.atlas, self.date);
        let mut beside = Beside::other_than(self.verdict, atlas, date, self.basis);
        let mut groups: Vec<(&'a Verdict, Vec<Near>)> = Vec::new();
        atlas.near_lines().near(atlas.store(), at, |edge| {
            let others = beside.of(edge);
            if others.iter().any(Option::is_some)
                && let Some(about_m) = edge.within_accuracy_m()
            {
                let near = Near { a: edge.a, b: edge.b, accuracy_m: edge.sides.accuracy_m, about_m };
                for other in others.into_iter().flatten() {
                    match groups.iter_mut().find(|(known, _)| known.same_holders(other)) {
                        Some((_, edges)) => edges.push(near),
                        None => groups.push((other, vec![near])),
                    }
                }
            }
            ControlFlow::Continue(())
        });
        let doubt = |(verdict, edges): (&'a Verdict, Vec<Near>)| {
            let (edge, metres, place) = nearest(at, &edges)?;
            let outcome = |choice| Candidate { store: atlas.store(), date, choice }.outcome();
            Some(LineDoubt {
                distance_m: metres,
                nearest: Position::from_e7(place.x, place.y),
                accuracy_m: f64::from(edge.accuracy_m),
                beyond: verdict.candidates.iter().map(outcome).collect(),
            })
        };
        let mut doubts: Vec<LineDoubt<'a>> = groups.into_iter().filter_map(doubt).collect();
        // At equal distance by who is beyond, so that the order of the documents does not show.
        doubts.sort_by(|one, other| {
            one.distance_m.total_cmp(&other.distance_m).then_with(|| one.to_string().cmp(&other.to_string()))
        });
        doubts
    }

    fn date_doubts(&self) -> Vec<DateDoubt<'a>> {
        let store = self.atlas.store();
        let open = |period: Period| -> Vec<UncertainDate> {
            let bounds = [period.from(), period.until()].into_iter().flatten();
            bounds.filter(|bound| bound.earliest() <= self.date && self.date < bound.latest()).collect()
        };
        let mut doubts: Vec<DateDoubt<'a>> = Vec::new();
        for number in self.verdict.records() {
            let Some(record) = store.record(number) else { continue };
            for span in open(store.effective_period(number)) {
                let has_rivals = !record.rival_dates().is_empty();
                let attestation = record.attestation();
                let is_start = store.effective_period(number).from() == Some(span);
                let event = if is_start { attestation.began() } else { attestation.ended() };
                let event = event.and_then(|code| store.event(code));
                amend(&mut doubts, span, |doubt| {
                    doubt.has_rivals |= has_rivals;
                    doubt.records.push(record);
                    let is_new = |event: &&Event| !doubt.events.iter().any(|known| known.code() == event.code());
                    doubt.events.extend(event.filter(is_new));
                });
            }
        }
        let chains = self.verdict.candidates.iter().flat_map(|choice| choice.chains.iter().flatten());
        for bond in chains.filter_map(|&polity| store.polity(polity)).flat_map(Polity::part_of) {
            for span in open(bond.period()) {
                amend(&mut doubts, span, |_| {});
            }
        }
        doubts.sort_by_key(|doubt| (doubt.records.is_empty(), doubt.span));
        doubts
    }

    fn undrawn_doubts(&self) -> impl Iterator<Item = UndrawnDoubt<'a>> {
        let (store, date) = (self.atlas.store(), self.date);
        let mut numbers: Vec<u32> =
            self.verdict.candidates.iter().flat_map(|choice| choice.undrawn.iter().copied()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        let records = numbers.into_iter().filter_map(move |number| Some((number, store.record(number)?)));
        records.flat_map(move |(number, record)| {
            store.undrawn_on(number, date).map(move |undrawn| UndrawnDoubt::new(store, record, undrawn, date))
        })
    }

    fn source_doubts(&self) -> impl Iterator<Item = SourceDoubt<'a>> {
        let store = self.atlas.store();
        let weak = self.verdict.candidates.iter().filter(move |choice| choice.is_weak(store));
        let records = weak.flat_map(|choice| choice.records.iter().copied());
        records.filter_map(move |number| store.record(number)).map(|record| SourceDoubt { record })
    }
}

impl Atlas {
    /// The last day up to which the atlas was checked: a later answer is at most likely.
    ///
    /// That is [`About::checked_until`](crate::About::checked_until), or the last day that any record, event or part-of
    /// bond mentions where none is stated.
    ///
    /// # Example
    ///
    /// ```
    /// use suzerain::Atlas;
    /// use suzerain::build::{EventDraft, SourceDraft};
    /// use suzerain::model::EventKind;
    /// use time::macros::date;
    ///
    /// // Nothing is stated: the last day that the atlas mentions.
    /// let treaty = EventDraft::new("gulistan", EventKind::Treaty, "Treaty of Gulistan", date!(1813-10-24));
    /// let builder = Atlas::builder("mine").source(SourceDraft::new("psz", "Laws")).event(treaty.citing("psz"));
    /// assert_eq!(builder.clone().build()?.checked_until(), date!(1813-10-24));
    /// assert_eq!(builder.checked_until(date!(1914-07-28)).build()?.checked_until(), date!(1914-07-28));
    /// # Ok::<(), suzerain::build::BuildReport>(())
    /// ```
    #[must_use]
    pub fn checked_until(&self) -> Date {
        self.store().checked_until
    }
}

/// The doubts with the one about the change of this span among them, and that one changed.
fn amend<'a>(doubts: &mut Vec<DateDoubt<'a>>, span: UncertainDate, change: impl FnOnce(&mut DateDoubt<'a>)) {
    if let Some(doubt) = doubts.iter_mut().find(|doubt| doubt.span == span) {
        change(doubt);
    } else {
        let mut doubt = DateDoubt { span, records: Vec::new(), events: Vec::new(), has_rivals: false };
        change(&mut doubt);
        doubts.push(doubt);
    }
}

/// An edge within whose accuracy a place lies.
#[derive(Clone, Copy)]
struct Near {
    a: Vertex,
    b: Vertex,
    accuracy_m: f32,
    /// About how far it is, in metres.
    about_m: f64,
}

/// The nearest of edges, how far it is in metres, and its nearest place.
fn nearest(at: Vertex, edges: &[Near]) -> Option<(Near, f64, Vertex)> {
    let about_m = edges.iter().map(|edge| edge.about_m).min_by(f64::total_cmp)?;
    // Only what may be the nearest is measured exactly.
    let near = edges.iter().filter(|edge| edge.about_m <= about_m * 1.02 + 1.0);
    let measured = near.map(|&edge| {
        let (metres, place) = distance_m(at, edge.a, edge.b);
        (edge, metres, place)
    });
    measured.min_by(|one, other| one.1.total_cmp(&other.1).then(one.0.accuracy_m.total_cmp(&other.0.accuracy_m)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A level edge so many units north of the corner, about so far.
    fn edge(north: i32, accuracy_m: f32, about_m: f64) -> Near {
        Near { a: Vertex::new(-90_000, north), b: Vertex::new(90_000, north), accuracy_m, about_m }
    }

    #[test]
    fn the_nearest_is_measured_among_those_that_may_be() {
        let found = |edges: &[Near]| nearest(Vertex::new(0, 0), edges).map(|(edge, ..)| edge.a.y);
        // Some 1000 m, 995 m and 900 m.
        let (first, nearer, nearest) = (90_000, 89_500, 81_000);
        assert_eq!(found(&[edge(first, 9.0, 990.0), edge(nearer, 9.0, 1_010.0)]), Some(nearer));
        // What is said to be much farther is not asked.
        assert_eq!(found(&[edge(first, 9.0, 990.0), edge(nearest, 9.0, 1_020.0)]), Some(first));
        assert_eq!(found(&[]), None);
    }

    #[test]
    fn of_two_at_one_distance_the_finer_counts() {
        let edges = [edge(90_000, 9.0, 1_000.0), edge(90_000, 5.0, 1_000.0)];
        let finest = nearest(Vertex::new(0, 0), &edges).map(|(edge, ..)| edge.accuracy_m);
        assert_eq!(finest.map(f32::to_bits), Some(5.0_f32.to_bits()));
    }
}
