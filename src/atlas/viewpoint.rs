//! Who holds de jure as a given polity saw it.

use std::fmt;

use time::Date;

use super::debug_line::debug_line;
use super::resolve::Gathered;
use super::verdict::{Choice, Kind, Verdict};
use super::{Answer, Atlas, UnknownCode, vertex};
use crate::model::control::Basis;
use crate::model::date::Period;
use crate::model::polity::{Polity, PolityCode};
use crate::model::position::Position;
use crate::model::timeline::{Alternatives, alternatives};

/// An atlas as one polity saw it: who was sovereign by that polity's claims and recognitions.
///
/// On each day the polity sees as the sovereign of a place
///
/// 1. itself, if it claims the place;
/// 2. otherwise a polity that it recognises, if that one claims the place or holds it de facto;
/// 3. otherwise the sovereign that the atlas states.
///
/// Only what is recorded counts: recognition is never inferred. A day inside the span of an uncertain claim or
/// recognition leaves several candidates.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Position};
/// use time::macros::date;
///
/// let stepanakert = Position::from_lat_lon(39.8177, 46.7528)?;
/// let view = Atlas::south_caucasus().seen_by("ARTSAKH")?;
/// assert_eq!(view.polity().code(), "ARTSAKH");
/// let answer = view.sovereign_at(stepanakert, date!(2015-01-01));
/// assert_eq!(answer.to_string(), "Nagorno-Karabakh Republic");
/// # }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct Viewpoint<'a> {
    atlas: &'a Atlas,
    polity: &'a Polity,
    number: u32,
}

impl Atlas {
    /// The atlas as the polity of this code saw it.
    ///
    /// # Errors
    ///
    /// [`UnknownCode`] when the atlas has no polity of this code.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Position};
    /// use time::macros::date;
    ///
    /// let atlas = Atlas::south_caucasus();
    /// let stepanakert = Position::from_lat_lon(39.8177, 46.7528)?;
    /// let day = date!(2015-01-01);
    /// assert_eq!(atlas.sovereign_at(stepanakert, day).to_string(), "Azerbaijan");
    /// let artsakh = atlas.seen_by("ARTSAKH")?;
    /// assert_eq!(artsakh.sovereign_at(stepanakert, day).to_string(), "Nagorno-Karabakh Republic");
    /// let abkhazia = atlas.seen_by("ABK")?;
    /// assert_eq!(abkhazia.sovereign_at(stepanakert, day).to_string(), "Nagorno-Karabakh Republic");
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn seen_by(&self, polity: impl AsRef<str>) -> Result<Viewpoint<'_>, UnknownCode> {
        let (number, polity) = self.store().known_polity(polity.as_ref())?;
        Ok(Viewpoint { atlas: self, polity, number })
    }
}

impl<'a> Viewpoint<'a> {
    /// The view as which a verdict was seen; `None` where it is what the atlas states.
    pub(super) fn of(verdict: &Verdict, atlas: &'a Atlas) -> Option<Self> {
        let number = verdict.viewer?;
        Some(Self { atlas, polity: atlas.store().polity(number)?, number })
    }

    /// The polity whose view it is.
    #[must_use]
    pub fn polity(&self) -> &'a Polity {
        self.polity
    }

    /// Who held the place de jure on this day, as the polity saw it.
    ///
    /// On a day on which the polity did not exist, this is what the atlas states.
    #[must_use]
    pub fn sovereign_at(&self, position: Position, date: Date) -> Answer<'a> {
        let store = self.atlas.store();
        let at = vertex(position);
        let lineage = store.lineage_of_shapes(&store.deciding_shapes(at));
        let stated = self.atlas.verdict_at(at, date, Basis::DeJure);
        Answer::at(self.atlas, self.verdict(stated, &lineage, date), (position, date, Basis::DeJure))
    }

    /// What the polity saw on a day in an area of these territories, of which the atlas states a verdict de jure.
    pub(super) fn verdict(self, stated: &'a Verdict, lineage: &[u32], date: Date) -> &'a Verdict {
        let store = self.atlas.store();
        let covered = store.about.coverage.holds_on(date).is_some() && !lineage.is_empty();
        if !covered || self.polity.period.holds_on(date).is_none() {
            return stated;
        }
        let seen = self.seen(stated, lineage, date);
        self.atlas.keep(&Verdict { viewer: Some(self.number), ..seen })
    }

    fn seen(self, stated: &Verdict, lineage: &[u32], date: Date) -> Verdict {
        let store = self.atlas.store();
        let mut found = Gathered::default();
        let own = self.claims(self.polity.code, lineage, date);
        if !own.values.is_empty() {
            found.add_holder(store, self.number, date);
        }
        let mut settled = own.exhaustive;
        if !settled {
            for (recognised, exhaustive) in self.recognised(lineage, date) {
                found.add_holder(store, recognised, date);
                settled |= exhaustive;
            }
        }
        if found.is_empty() {
            return stated.clone();
        }
        if !settled {
            stated.candidates.iter().for_each(|choice| found.add_other(choice));
        }
        found.into_verdict(store)
    }

    /// The claims of a polity to a place that may hold on a day.
    fn claims(&self, polity: PolityCode, lineage: &[u32], date: Date) -> Alternatives<()> {
        let store = self.atlas.store();
        let here = |code| store.territory_number(code).is_some_and(|number| lineage.contains(&number));
        let claims = store.claims.iter().filter(|claim| claim.polity == polity && here(claim.territory));
        alternatives(claims.map(|claim| (claim.attestation.period, ())), date)
    }

    /// The recognised polities that claim or hold a place on a day, and whether both are sure.
    fn recognised(&self, lineage: &[u32], date: Date) -> Vec<(u32, bool)> {
        let store = self.atlas.store();
        let held = Verdict::on(store, lineage, Basis::DeFacto, date);
        let mut found: Vec<(u32, bool)> = Vec::new();
        let given = store.recognitions.iter().filter(|recognition| recognition.by == self.polity.code);
        let mut of: Vec<PolityCode> = given.clone().map(|recognition| recognition.of).collect();
        of.dedup();
        for code in of {
            let periods = given.clone().filter(|recognition| recognition.of == code);
            let recognition =
                alternatives(periods.map(|recognition| -> (Period, ()) { (recognition.attestation.period, ()) }), date);
            let Some(number) = store.polity_number(code).filter(|_| !recognition.values.is_empty()) else { continue };
            let claims = self.claims(code, lineage, date);
            let holds = |choice: &&Choice| {
                choice.kind == Kind::Sole && choice.chains.iter().any(|chain| chain.contains(&number))
            };
            let holding = held.candidates.iter().filter(holds).count();
            if claims.values.is_empty() && holding == 0 {
                continue;
            }
            let sure = claims.exhaustive || holding == held.candidates.len();
            found.push((number, recognition.exhaustive && sure));
        }
        found
    }
}

impl fmt::Debug for Viewpoint<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug_line(f, "Viewpoint", self.polity.code)
    }
}
