//! The countries and areas of Natural Earth together.

use std::collections::HashMap;

use time::Date;

use super::area::Area;
use crate::atlas::{HeldBy, Statement, TerritoryDraft};
use crate::io::import::ImportLocation;
use crate::io::import::collector::Collector;
use crate::io::import::draft_period::DraftPeriod;
use crate::model::control::Mode;
use crate::model::polity::PolityKind;
use crate::model::territory::TerritoryKind;

/// What holds for all of a file.
pub(super) struct World<'v> {
    pub(super) since: Option<Date>,
    pub(super) view: Option<&'v str>,
    pub(super) accuracy_m: f64,
}

/// The layers of an atlas of both; areas are asked first.
const LAYERS: [&str; 2] = ["disputed areas", "countries"];

/// The polities, by what the file calls them, in lower case.
#[derive(Default)]
struct Polities {
    /// By `ADM0_A3` and `SOV_A3`.
    by_code: HashMap<String, String>,
    by_name: HashMap<String, String>,
}

impl World<'_> {
    /// Hands all of it over.
    pub(super) fn add_to(&self, collector: &mut Collector<'_>, areas: Vec<Area>) {
        let file = collector.file();
        if self.since.is_none() {
            let text = "Natural Earth has no dates, and no first day was given: it is taken for all days";
            collector.note(&file, text);
        }
        if let Some(view) = self.view {
            if !areas.iter().any(|area| area.has_view) {
                let text = format!("no feature has the column FCLASS_{view}, so this viewpoint changes nothing");
                collector.note(&file, text);
            }
            let text = format!("Natural Earth, as {view} sees it");
            collector.describe(|builder| builder.viewpoint(&text));
        }
        let is_layered = areas.iter().any(|area| area.is_disputed) && areas.iter().any(|area| !area.is_disputed);
        if is_layered {
            collector.describe(|builder| builder.precedence(LAYERS, LAYERS));
        }
        let mut polities = Polities::new(collector, &areas);
        let period = DraftPeriod::new(self.since.map(Into::into), None).unwrap_or_default();
        for area in areas {
            if area.is_disputed && area.view.is_recognised == Some(false) {
                let view = self.view.unwrap_or_default();
                collector.leave_out(&area.location, &format!("{view} does not recognise the area '{}'", area.name));
                continue;
            }
            let code = collector.fresh_code("territory", &area.code);
            let kind = if area.is_disputed { TerritoryKind::Tract } else { TerritoryKind::State };
            let mut draft = TerritoryDraft::new(&code, kind, &area.name).accuracy_m(self.accuracy_m);
            draft.properties.names.extend(area.names.iter().cloned());
            let [disputed, countries] = LAYERS;
            draft.properties.layer = is_layered.then(|| if area.is_disputed { disputed } else { countries }.to_owned());
            for statement in polities.statements(collector, &area, &code) {
                collector.statement_at(&area.location, period.apply_to(statement), &area.code);
            }
            collector.territory(&area.location, draft, area.outline);
        }
    }
}

impl Polities {
    /// The polities of countries, and what they are part of.
    fn new(collector: &mut Collector<'_>, areas: &[Area]) -> Self {
        let mut polities = Self::default();
        let countries = || areas.iter().filter(|area| !area.is_disputed);
        for area in countries() {
            let is_own = area.sovereign.as_ref().is_none_or(|(name, _)| *name == area.name);
            let kind = match area.kind.as_str() {
                _ if area.is_in_doubt() => PolityKind::DeFactoState,
                _ if is_own => PolityKind::SovereignState,
                _ => PolityKind::Dependency,
            };
            let code = collector.polity(&area.location, &area.code, kind);
            collector.polity_name(&code, &area.name, Some("en"), (None, None));
            for name in &area.names {
                collector.polity_name(&code, &name.text, name.lang.as_deref(), (None, None));
            }
            polities.by_code.insert(area.code.to_lowercase(), code.clone());
            if let Some((_, sovereign)) = area.sovereign.as_ref().filter(|_| is_own) {
                polities.by_code.entry(sovereign.to_lowercase()).or_insert_with(|| code.clone());
            }
            for alias in &area.aliases {
                polities.by_name.entry(alias.to_lowercase()).or_insert_with(|| code.clone());
            }
        }
        for area in countries().filter(|area| !area.is_in_doubt() && area.kind != "lease") {
            let own = polities.by_code.get(&area.code.to_lowercase()).cloned();
            let is_seen_elsewhere = area.view.country.as_ref().is_some_and(|country| *country != area.code);
            let is_default = area.view.is_recognised != Some(false) && !is_seen_elsewhere;
            if let (Some(own), Some(whole)) = (own, polities.sovereign(collector, area))
                && own != whole
                && is_default
            {
                collector.part_of(&own, &whole, (None, None));
            }
        }
        polities
    }

    /// The polity of `SOV_A3`, which is added where no country is it.
    fn sovereign(&mut self, collector: &mut Collector<'_>, area: &Area) -> Option<String> {
        let (name, code) = area.sovereign.as_ref()?;
        if let Some(known) = self.by_code.get(&code.to_lowercase()).or_else(|| self.by_name.get(&name.to_lowercase())) {
            return Some(known.clone());
        }
        let polity = collector.polity(&area.location, code, PolityKind::SovereignState);
        collector.polity_name(&polity, name, Some("en"), (None, None));
        self.by_code.insert(code.to_lowercase(), polity.clone());
        self.by_name.insert(name.to_lowercase(), polity.clone());
        Some(polity)
    }

    /// Who holds and claims an area; without dates.
    fn statements(&mut self, collector: &mut Collector<'_>, area: &Area, code: &str) -> Vec<Statement> {
        let own = self.by_code.get(&area.code.to_lowercase()).filter(|_| !area.is_disputed).cloned();
        let seen = area.view.country.as_ref().filter(|seen| Some(*seen) != area.country.as_ref());
        let seen = seen.and_then(|seen| self.by_code.get(&seen.to_lowercase()).cloned());
        let sovereign = match (&own, area.view.is_recognised) {
            _ if own.is_none() || seen.is_some() => seen,
            (_, Some(false)) => None,
            (_, None) if area.is_in_doubt() => None,
            (_, None) if area.kind == "lease" => self.sovereign(collector, area),
            (own, _) => own.clone(),
        };
        let location = area.location.at("properties.NOTE_BRK");
        let mut statements: Vec<Statement> =
            sovereign.iter().map(|sovereign| Statement::sovereignty(code, sovereign)).collect();
        let mode =
            if area.kind == "lease" || !area.dispute.leased_to.is_empty() { Mode::Lease } else { Mode::Administration };
        let named =
            if area.dispute.leased_to.is_empty() { &area.dispute.administered_by } else { &area.dispute.leased_to };
        let mut holders: Vec<String> = named.iter().map(|name| self.named(collector, &location, name)).collect();
        if holders.is_empty() && area.dispute.is_self_administered {
            holders.push(
                own.clone().unwrap_or_else(|| {
                    self.named_or(collector, &area.location, &area.name, PolityKind::DeFactoState).0
                }),
            );
        }
        if holders.is_empty() && own.is_some() && sovereign != own && area.kind != "lease" {
            holders.extend(own);
        }
        holders.sort_unstable();
        holders.dedup();
        match holders.as_slice() {
            [] if area.is_disputed || area.kind == "lease" => {
                collector.note(&location, "it does not say who controls the area");
            }
            [] => {}
            // Control by the sovereign needs no record.
            [one] if sovereign.as_ref() == Some(one) => {}
            [one] => statements.push(Statement::control(code, one, mode)),
            several => {
                let several: Vec<&str> = several.iter().map(String::as_str).collect();
                statements.push(Statement::control(code, HeldBy::condominium(&several), mode));
            }
        }
        let mut claimants: Vec<String> =
            area.dispute.claimed_by.iter().map(|name| self.named(collector, &location, name)).collect();
        claimants.sort_unstable();
        claimants.dedup();
        statements.extend(claimants.iter().map(|claimant| Statement::claim(claimant, code)));
        statements
    }

    /// The polity that a note names; one that no country is, is added, with a note.
    fn named(&mut self, collector: &mut Collector<'_>, location: &ImportLocation, name: &str) -> String {
        let (polity, is_new) = self.named_or(collector, location, name, PolityKind::SovereignState);
        if is_new {
            collector.note(location, format!("no country of the file is called '{name}': it is a polity of its own"));
        }
        polity
    }

    /// The polity of a name, and whether it is new.
    fn named_or(
        &mut self,
        collector: &mut Collector<'_>,
        location: &ImportLocation,
        name: &str,
        kind: PolityKind,
    ) -> (String, bool) {
        let lower = name.to_lowercase();
        let initials = match lower.replace('.', "").as_str() {
            "usa" | "us" => "usa",
            "uk" => "gbr",
            "prc" => "chn",
            "uae" => "are",
            "dprk" => "prk",
            "drc" => "cod",
            _ => "",
        };
        let begin = lower.trim_end_matches('.');
        let shortened = || {
            let mut found: Vec<&String> =
                self.by_name.iter().filter(|(known, _)| known.starts_with(begin)).map(|(_, code)| code).collect();
            found.sort_unstable();
            found.dedup();
            match found.as_slice() {
                [one] if begin.len() < lower.len() && begin.len() > 2 => Some(*one),
                _ => None,
            }
        };
        let known = self.by_name.get(&lower).or_else(|| self.by_code.get(initials)).or_else(shortened);
        if let Some(known) = known {
            return (known.clone(), false);
        }
        let polity = collector.polity(location, name, kind);
        collector.polity_name(&polity, name, Some("en"), (None, None));
        self.by_name.insert(lower, polity.clone());
        (polity, true)
    }
}
