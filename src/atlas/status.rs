//! Everything that is recorded of a place on a day.

use std::collections::BTreeSet;
use std::fmt;

use time::Date;

use super::answer_text::doubts_text;
use super::debug_line::debug_line;
use super::text::either;
use super::{Answer, Atlas, Candidate, Outcome, vertex};
use crate::model::attestation::Attestation;
use crate::model::claim::Claim;
use crate::model::control::Basis;
use crate::model::corridor::Corridor;
use crate::model::date::Certainty;
use crate::model::event::{Event, EventCode};
use crate::model::position::Position;
use crate::model::presence::Presence;
use crate::model::record::{Bound, Record, RivalDate};
use crate::model::source::{Citation, Confidence, Source};
use crate::model::territory::{Territory, TerritoryCode};
use crate::model::undrawn::Undrawn;

/// A place on a day: controller and sovereign, claims, presences, corridors, territories, events and sources.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Certainty, Position};
/// use time::macros::date;
///
/// let karki = Position::from_lat_lon(39.786, 44.952)?;
/// let status = Atlas::south_caucasus().status_at(karki, date!(1992-05-15));
/// assert_eq!(status.controller().certainty(), Certainty::Possible);
/// assert_eq!(status.sovereign().to_string(), "Azerbaijan");
/// assert!(!status.sources().is_empty());
/// # }
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Clone)]
pub struct Status<'a> {
    pub(crate) atlas: &'a Atlas,
    position: Position,
    date: Date,
    controller: Answer<'a>,
    sovereign: Answer<'a>,
    territories: Vec<&'a Territory>,
    claims: Vec<&'a Claim>,
    presences: Vec<&'a Presence>,
    corridors: Vec<&'a Corridor>,
}

impl Atlas {
    /// Everything that is recorded of a place on a day.
    #[must_use]
    pub fn status_at(&self, position: Position, date: Date) -> Status<'_> {
        Status::new(self, position, date)
    }
}

impl<'a> Status<'a> {
    fn new(atlas: &'a Atlas, position: Position, date: Date) -> Self {
        let store = atlas.store();
        let lineage = store.lineage_of_shapes(&store.deciding_shapes(vertex(position)));
        let here: BTreeSet<TerritoryCode> =
            lineage.iter().filter_map(|&number| store.territory(number)).map(Territory::code).collect();
        let covered = store.about.coverage.holds_on(date).is_some();
        let holds = |territory: TerritoryCode, attestation: &Attestation| {
            covered && here.contains(&territory) && attestation.period.holds_on(date).is_some()
        };
        Self {
            atlas,
            position,
            date,
            controller: atlas.controller_at(position, date),
            sovereign: atlas.sovereign_at(position, date),
            territories: atlas.territories_at(position, date),
            claims: sorted(store.claims.iter().filter(|it| holds(it.territory, &it.attestation)), |it| {
                (it.attestation.period.from(), it.polity.as_str(), it.territory.as_str())
            }),
            presences: sorted(store.presences.iter().filter(|it| holds(it.territory, &it.attestation)), |it| {
                (it.attestation.period.from(), it.polity.as_str(), it.territory.as_str())
            }),
            corridors: sorted(store.corridors.iter().filter(|it| holds(it.territory, &it.attestation)), |it| {
                (it.attestation.period.from(), it.host.as_str(), it.territory.as_str())
            }),
        }
    }

    /// The place.
    #[must_use]
    pub fn position(&self) -> Position {
        self.position
    }

    /// The day.
    #[must_use]
    pub fn date(&self) -> Date {
        self.date
    }

    /// Who holds it de facto.
    #[must_use]
    pub fn controller(&self) -> &Answer<'a> {
        &self.controller
    }

    /// Who holds it de jure.
    #[must_use]
    pub fn sovereign(&self) -> &Answer<'a> {
        &self.sovereign
    }

    /// The territories that hold the place and exist on the day, most specific first.
    #[must_use]
    pub fn territories(&self) -> &[&'a Territory] {
        &self.territories
    }

    /// Who claims it, surely or possibly on that day.
    #[must_use]
    pub fn claims(&self) -> &[&'a Claim] {
        &self.claims
    }

    /// Whose forces stand there beside the administration.
    #[must_use]
    pub fn presences(&self) -> &[&'a Presence] {
        &self.presences
    }

    /// The corridors that it lies in.
    #[must_use]
    pub fn corridors(&self) -> &[&'a Corridor] {
        &self.corridors
    }

    /// The events that began or ended what is recorded here on this day.
    #[must_use]
    pub fn events(&self) -> Vec<&'a Event> {
        let mut codes: Vec<EventCode> = Vec::new();
        for attestation in self.attestations() {
            for code in [attestation.began, attestation.ended].into_iter().flatten() {
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
        }
        codes.into_iter().filter_map(|code| self.atlas.store().event(code)).collect()
    }

    /// The dates that other sources give for the records that hold on this day.
    #[must_use]
    pub fn rival_dates(&self) -> Vec<&'a RivalDate> {
        self.records().into_iter().flat_map(Record::rival_dates).collect()
    }

    /// Every source of what is recorded here on this day.
    #[must_use]
    pub fn sources(&self) -> Vec<&'a Source> {
        let of_facts = self.attestations().into_iter().flat_map(Attestation::citations);
        let of_rivals = self.rival_dates().into_iter().flat_map(RivalDate::citations);
        let candidates = self.controller.candidates().chain(self.sovereign.candidates());
        let of_parts = candidates.flat_map(|candidate| candidate.undrawn()).flat_map(Undrawn::citations);
        let citations = of_facts.chain(of_rivals).chain(of_parts);
        let mut found: Vec<&Source> = Vec::new();
        for source in citations.filter_map(|citation| self.atlas.store().source(citation.source)) {
            if !found.iter().any(|known| known.code == source.code) {
                found.push(source);
            }
        }
        found
    }

    /// The records that make up both answers.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Position};
    /// use time::macros::date;
    ///
    /// let lachin = Position::from_lat_lon(39.6408, 46.5469)?;
    /// let status = Atlas::south_caucasus().status_at(lachin, date!(2021-06-01));
    /// assert_eq!(status.corridors()[0].territory(), "lachin-corridor-2020");
    /// let modes: Vec<_> = status.records().iter().map(|record| record.mode()).collect();
    /// assert_eq!(modes, [Some(suzerain::Mode::Peacekeeping), None]);
    /// # }
    /// # Ok::<(), suzerain::error::InvalidPosition>(())
    /// ```
    #[must_use]
    pub fn records(&self) -> Vec<&'a Record> {
        let mut records: Vec<&Record> = Vec::new();
        for answer in [&self.controller, &self.sovereign] {
            for record in answer.candidates().flat_map(|candidate| candidate.records()) {
                if !records.iter().any(|known| std::ptr::eq(*known, record)) {
                    records.push(record);
                }
            }
        }
        records
    }

    fn attestations(&self) -> Vec<&'a Attestation> {
        let records = self.records().into_iter().map(Record::attestation);
        let claims = self.claims.iter().map(|claim| claim.attestation());
        let presences = self.presences.iter().map(|presence| presence.attestation());
        let corridors = self.corridors.iter().map(|corridor| corridor.attestation());
        records.chain(claims).chain(presences).chain(corridors).collect()
    }

    fn polity_name(&self, code: crate::model::polity::PolityCode) -> &str {
        let store = self.atlas.store();
        store.polity_number(code).and_then(|n| store.polity(n)).map_or("", |polity| polity.name_on(self.date))
    }

    fn territory_name(&self, code: TerritoryCode) -> &str {
        let store = self.atlas.store();
        store.territory_number(code).and_then(|n| store.territory(n)).map_or("", |t| t.name_on(self.date))
    }

    /// The controller and the sovereign, each with its certainty and doubts in one line, and the records behind them.
    fn write_answers(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut written: Option<(&Answer<'_>, String)> = None;
        for (title, answer) in [("controller", &self.controller), ("sovereign", &self.sovereign)] {
            let doubts = doubts_text(&answer.doubts());
            write!(f, "{title}: ")?;
            match answer.certainty() {
                Certainty::Certain => write!(f, "{}, certain", either(&candidate_texts(answer)))?,
                Certainty::Likely => write!(f, "likely {}", either(&candidate_texts(answer)))?,
                Certainty::Possible => write!(f, "possibly {}", candidate_texts(answer).join(" or "))?,
            }
            // What was said of the controller is not said of the sovereign again.
            match &written {
                _ if doubts.is_empty() => writeln!(f)?,
                Some((_, known)) if *known == doubts => writeln!(f, ", for the same reasons")?,
                _ => writeln!(f, ": {doubts}")?,
            }
            let known = written.iter().flat_map(|(answer, _)| answer.candidates()).collect::<Vec<_>>();
            for candidate in answer.candidates().filter(|candidate| !known.contains(candidate)) {
                self.write_candidate(f, candidate)?;
            }
            written = Some((answer, doubts));
        }
        Ok(())
    }

    fn write_candidate(&self, f: &mut fmt::Formatter<'_>, candidate: Candidate<'_>) -> fmt::Result {
        let outcome = candidate.outcome();
        let who = match outcome {
            Outcome::Sole(holder) => holder.chain_text(),
            other => other.to_string(),
        };
        for record in candidate.deciding_records() {
            let how = match (record.basis(), record.mode()) {
                (Basis::DeFacto, Some(mode)) => format!("control ({mode})"),
                _ => "sovereignty".to_owned(),
            };
            let territory = self.territory_name(record.territory);
            write!(f, "  {who}: {how} of {territory}, {}", record.attestation.period)?;
            self.write_evidence(f, &record.attestation)?;
            for rival in &record.rival_dates {
                let end = match rival.bound {
                    Bound::From => "beginning",
                    Bound::Until => "end",
                };
                writeln!(f, "    another date for its {end}: {} [{}]", rival.date, citations(&rival.citations))?;
            }
        }
        for (record, part) in candidate.undrawn_on_day() {
            let territory = self.territory_name(record.territory);
            let (period, sources) = (part.period, citations(&part.citations));
            writeln!(f, "  {who}: parts of {territory} that are not drawn, {period} [{sources}]")?;
        }
        Ok(())
    }

    /// Sources, their confidence if it is not high, and events, to the end of the line.
    fn write_evidence(&self, f: &mut fmt::Formatter<'_>, attestation: &Attestation) -> fmt::Result {
        write!(f, " [{}]", citations(&attestation.citations))?;
        if let Some(confidence) = attestation.confidence.filter(|&confidence| confidence < Confidence::High) {
            write!(f, ", {confidence} confidence")?;
        }
        writeln!(f)?;
        for (word, code) in [("began", attestation.began), ("ended", attestation.ended)] {
            if let Some(event) = code.and_then(|code| self.atlas.store().event(code)) {
                writeln!(f, "    {word} with: {event}")?;
            }
        }
        Ok(())
    }
}

/// The order is that of dates and codes, and not that of the documents.
fn sorted<'a, T, K: Ord>(found: impl Iterator<Item = &'a T>, key: impl Fn(&'a T) -> K) -> Vec<&'a T> {
    let mut found: Vec<&T> = found.collect();
    found.sort_by_key(|it| key(it));
    found
}

/// Each candidate, and the administration that goes on beside the force that holds the place.
fn candidate_texts(answer: &Answer<'_>) -> Vec<String> {
    let texts = answer.candidates().zip(answer.candidate_texts()).map(|(candidate, text)| {
        match (candidate.mode(), candidate.administration()) {
            (Some(mode), Some(polity)) => format!("{text} ({mode}; administered by {})", polity.name_on(answer.date())),
            _ => text,
        }
    });
    texts.collect()
}

fn citations(citations: &[Citation]) -> String {
    citations.iter().map(Citation::to_string).collect::<Vec<_>>().join("; ")
}

impl PartialEq for Status<'_> {
    /// Whether both say the same of the same place and day.
    fn eq(&self, other: &Self) -> bool {
        (self.controller, self.sovereign) == (other.controller, other.sovereign)
            && (&self.territories, &self.claims) == (&other.territories, &other.claims)
            && (&self.presences, &self.corridors) == (&other.presences, &other.corridors)
    }
}

impl Eq for Status<'_> {}

impl fmt::Debug for Status<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { position, date, controller, sovereign, .. } = self;
        debug_line(f, "Status", format_args!("{date}, {position}: controller {controller}, sovereign {sovereign}"))
    }
}

impl fmt::Display for Status<'_> {
    /// Several lines, for people.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} on {}", self.position, self.date)?;
        self.write_answers(f)?;
        if !self.territories.is_empty() {
            let names: Vec<&str> = self.territories.iter().map(|territory| territory.name_on(self.date)).collect();
            writeln!(f, "territory: {}", names.join(" < "))?;
        }
        for corridor in &self.corridors {
            let [one, other] = corridor.joins.map(|code| self.territory_name(code));
            let name = self.territory_name(corridor.territory);
            write!(
                f,
                "corridor: {name}, joins {one} and {other}, {:.0} m wide, {}",
                corridor.width_m(),
                corridor.regime
            )?;
            self.write_evidence(f, &corridor.attestation)?;
        }
        for presence in &self.presences {
            let (who, when) = (self.polity_name(presence.polity), presence.attestation.period);
            write!(f, "presence: {} ({who}), {when}", presence.force)?;
            self.write_evidence(f, &presence.attestation)?;
        }
        for claim in &self.claims {
            let (who, what) = (self.polity_name(claim.polity), self.territory_name(claim.territory));
            write!(f, "claim: {who} to {what}, {}", claim.attestation.period)?;
            self.write_evidence(f, &claim.attestation)?;
        }
        let sources = self.sources();
        if !sources.is_empty() {
            writeln!(f, "sources:")?;
        }
        for source in sources {
            writeln!(f, "  {}: {source}", source.code)?;
        }
        Ok(())
    }
}
