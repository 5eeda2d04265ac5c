//! The atlas as the page's script reads it.
//!
//! Places are whole numbers of `unit` times 1e-7 degree, so the script finds the face of a place as exactly as the
//! library does. Courses of arcs are differences, zigzag encoded and written in characters of five bits, the lowest
//! first, as in encoded polylines. Days are Julian day numbers; `null` is an open bound.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;
use time::Date;

use super::courses::{accuracies, courses, rings};
use crate::atlas::plan::NOWHERE;
use crate::atlas::timelines::Timelines;
use crate::atlas::{Atlas, Candidate, Doubt, Outcome, Spell};
use crate::map::base::{Layer, Town, towns};
use crate::map::cell_histories::{CellHistories, CellHistory, place_in};
use crate::map::context::MapContext;
use crate::map::drawing::Sheet;
use crate::map::plane::Rect;
use crate::map::polity_number::polity_number;
use crate::model::control::{Basis, Holding};
use crate::model::date::{Period, UncertainDate};
use crate::model::event::EventCode;
use crate::model::landmark::LandmarkKind;
use crate::model::name::Name;
use crate::model::polity::{Polity, PolityKind};
use crate::model::record::Record;
use crate::model::source::{Citation, SourceCode};
use crate::model::timeline::turning_days;
use crate::model::undrawn::Undrawn;
use crate::model::word::Word;

/// The width of the page's picture in its units, and the margin within it; `picture.js` has the same.
const WIDTH: f64 = 1000.0;
const MARGIN: f64 = 14.0;

/// Everything that the script reads.
#[derive(Debug, Serialize)]
pub(super) struct PageData<'a> {
    title: &'a str,
    edition: &'a str,
    viewpoint: Option<&'a str>,
    coverage: PeriodRow,
    days: Vec<i32>,
    /// The name of the projection, and its constants.
    projection: (&'static str, Vec<f64>),
    /// West, south, east and north in metres.
    frame: Rect,
    /// West, south, east and north in degrees; west and east from the central meridian.
    bounds: Rect,
    polities: Vec<PolityRow<'a>>,
    territories: Vec<TerritoryRow<'a>>,
    sources: Vec<SourceRow<'a>>,
    events: Vec<String>,
    records: Vec<RecordRow>,
    choices: Vec<ChoiceRow>,
    /// Periods and numbers of choices.
    spells: Vec<(PeriodRow, usize)>,
    cells: Vec<CellRow>,
    faces: Vec<FaceRow>,
    /// How far each arc may lie from the true line: pairs of the number of an edge and metres, which hold up to the next
    /// pair.
    accuracies: Vec<Vec<u32>>,
    /// The last day up to which the atlas was checked.
    checked: i32,
    /// Doubts of answers: the kind and the text.
    doubts: Vec<(&'static str, String)>,
    /// The faces left and right of each arc, -1 for none, and 1 for a line on the globe, 0 for the antimeridian or a pole.
    arcs: Vec<(i64, i64, u8)>,
    courses: String,
    unit: i32,
    corridors: Vec<CorridorRow<'a>>,
    /// Land, lakes and rivers, as in the files of layers.
    base: Option<&'static str>,
    /// Seas, each with the box in degrees in which it lies.
    seas: &'static [(&'static str, Rect)],
    towns: Vec<TownRow>,
    /// Lakes, rivers, peaks and other features, for searching.
    landmarks: Vec<LandmarkRow<'a>>,
}

/// A period: the first and the last possible day of its beginning and of its end.
type PeriodRow = [Option<i32>; 4];
/// Names, each with the day from which it is shown.
type NamesRow = Vec<(Option<i32>, String)>;

#[derive(Debug, Serialize)]
struct PolityRow<'a> {
    code: String,
    colour: String,
    names: NamesRow,
    /// All names in all languages, for searching.
    all: Vec<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    de_facto_state: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    province: bool,
}

#[derive(Debug, Serialize)]
struct TownRow {
    /// Longitude and latitude.
    place: (f64, f64),
    rank: u8,
    /// Language, the day from which it is the name, text.
    names: Vec<(&'static str, Option<i32>, &'static str)>,
}

#[derive(Debug, Serialize)]
struct LandmarkRow<'a> {
    place: (i32, i32),
    all: Vec<&'a str>,
    /// The course of a river, in degrees.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    course: Vec<(f64, f64)>,
}

#[derive(Debug, Serialize)]
struct TerritoryRow<'a> {
    names: NamesRow,
    /// All names in all languages, for searching.
    all: Vec<&'a str>,
    kind: &'static str,
    period: PeriodRow,
    /// A place in it: longitude and latitude in units of 1e-7 degree.
    place: Option<(i32, i32)>,
}

#[derive(Debug, Serialize)]
struct SourceRow<'a> {
    text: String,
    url: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct RecordRow {
    territory: usize,
    period: String,
    /// Sources, and where in them.
    cites: Vec<(usize, Option<String>)>,
    began: Option<usize>,
    ended: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<&'static str>,
}

#[derive(Debug, Serialize, PartialEq, Eq, Hash, Clone)]
struct ChoiceRow {
    kind: &'static str,
    chains: Vec<Vec<usize>>,
    mode: Option<&'static str>,
    records: Vec<usize>,
    /// The polity whose administration goes on beside the force that holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    administered_by: Option<usize>,
    /// The sources of the undrawn parts, if it rests on such parts alone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<usize>,
}

/// The answer from a day on: the numbers of the spells that hold or may hold, in the order of the answer, and those of
/// the doubts that do not come from lines.
#[derive(Debug, Serialize, PartialEq, Eq)]
#[serde(untagged)]
enum StepRow {
    Sure(i32, Vec<usize>),
    Doubted(i32, Vec<usize>, Vec<usize>),
}

#[derive(Debug, Serialize)]
struct CellRow {
    de_facto: Vec<StepRow>,
    de_jure: Vec<StepRow>,
    territories: Vec<u32>,
}

#[derive(Debug, Serialize)]
struct FaceRow {
    cell: u32,
    km2: f64,
    /// Numbers of arcs, from 1; negative where the ring runs backwards.
    rings: Vec<Vec<i64>>,
}

#[derive(Debug, Serialize)]
struct CorridorRow<'a> {
    territory: usize,
    period: PeriodRow,
    regime: &'a str,
    rings: Vec<Vec<i64>>,
}

impl<'a> PageData<'a> {
    pub(super) fn new(atlas: &'a Atlas, histories: &CellHistories<'a>, context: &MapContext, days: &[Date]) -> Self {
        let projected = context.plan();
        let (store, plan, about) = (atlas.store(), atlas.plan(), atlas.about());
        let mut tables = Tables::new(atlas);
        let cell_rows: Vec<CellRow> = plan
            .cells()
            .iter()
            .zip(&histories.list)
            .map(|(of_plan, history)| CellRow {
                de_facto: tables.steps(history, &of_plan.lineage, Basis::DeFacto),
                de_jure: tables.steps(history, &of_plan.lineage, Basis::DeJure),
                territories: of_plan.lineage.to_vec(),
            })
            .collect();
        let faces = (0..).zip(plan.faces()).zip(plan.areas_km2(store)).map(|((face, of_plan), &area)| FaceRow {
            cell: of_plan.cell,
            km2: (area * 1e3).round() / 1e3,
            rings: rings(&projected.arcs, |own| own == face),
        });
        let polities = atlas.polities().iter().zip(context.colours()).map(|(polity, colour)| PolityRow {
            code: polity.code().to_string(),
            colour: colour.to_string(),
            names: names(polity.names(), |day| polity.name_on(day)),
            all: polity.names().iter().map(Name::text).collect(),
            de_facto_state: polity.kind() == PolityKind::DeFactoState,
            province: polity.kind() == PolityKind::Governorate,
        });
        let territories = (0..).zip(atlas.territories()).map(|(number, territory)| TerritoryRow {
            names: names(territory.names(), |day| territory.name_on(day)),
            all: territory.names().iter().map(Name::text).collect(),
            kind: territory.kind().word(),
            period: period_row(territory.period()),
            place: place(atlas, number),
        });
        let corridors = atlas.corridors().iter().filter_map(|corridor| {
            let number = store.territory_number(corridor.territory())?;
            let own = plan.faces_of(number);
            Some(CorridorRow {
                territory: number as usize,
                period: period_row(corridor.attestation().period()),
                regime: corridor.regime(),
                rings: rings(&projected.arcs, |face| own.binary_search(&face).is_ok()),
            })
        });
        let (courses, unit) = courses(&projected.arcs);
        let sheet = Sheet::new(projected, (0.0, 0.0), WIDTH, MARGIN);
        let base = sheet.layer().map(|layer| layer.text);
        let landmarks = atlas.landmarks().iter().filter_map(|landmark| {
            let at = landmark.course().get(landmark.course().len() / 2)?;
            let all = landmark.names().iter().map(Name::text).collect();
            let is_river = landmark.kind() == LandmarkKind::River && landmark.course().len() > 1;
            let course = landmark.course().iter().filter(|_| is_river).map(|at| (at.lon(), at.lat())).collect();
            Some(LandmarkRow { place: (at.lon_e7(), at.lat_e7()), all, course })
        });
        let side = |face: u32| if face == NOWHERE { -1 } else { i64::from(face) };
        Self {
            title: about.title().unwrap_or(about.name()),
            edition: about.edition(),
            viewpoint: about.viewpoint(),
            coverage: period_row(about.coverage()),
            days: days.iter().map(|day| day.to_julian_day()).collect(),
            projection: (projected.projection.name(), projected.projection.constants()),
            frame: projected.bounds_m,
            bounds: projected.bounds,
            polities: polities.collect(),
            territories: territories.collect(),
            cells: cell_rows,
            faces: faces.collect(),
            accuracies: projected.arcs.iter().map(|arc| accuracies(atlas, arc)).collect(),
            checked: atlas.checked_until().to_julian_day(),
            doubts: tables.doubts,
            arcs: projected.arcs.iter().map(|arc| (side(arc.left), side(arc.right), u8::from(arc.is_line))).collect(),
            courses,
            unit,
            corridors: corridors.collect(),
            base,
            seas: sheet.layer().map_or(&[], Layer::seas),
            towns: if base.is_some() { towns_within(&sheet) } else { Vec::new() },
            landmarks: landmarks.collect(),
            sources: tables.sources,
            events: tables.events,
            records: tables.records,
            choices: tables.choices,
            spells: tables.spells,
        }
    }

    /// JSON that can stand inside a script element.
    pub(super) fn to_json(&self) -> String {
        let text = serde_json::to_string(self).unwrap_or_default();
        text.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029")
    }
}

/// Tables of rows that others refer to by number.
struct Tables<'a> {
    atlas: &'a Atlas,
    sources: Vec<SourceRow<'a>>,
    events: Vec<String>,
    records: Vec<RecordRow>,
    choices: Vec<ChoiceRow>,
    spells: Vec<(PeriodRow, usize)>,
    doubts: Vec<(&'static str, String)>,
    source_numbers: HashMap<SourceCode, usize>,
    event_numbers: HashMap<EventCode, usize>,
    record_numbers: HashMap<*const Record, usize>,
    choice_numbers: HashMap<ChoiceRow, usize>,
    spell_numbers: HashMap<(PeriodRow, usize), usize>,
    doubt_numbers: HashMap<String, usize>,
}

impl<'a> Tables<'a> {
    fn new(atlas: &'a Atlas) -> Self {
        Self {
            atlas,
            sources: Vec::new(),
            events: Vec::new(),
            records: Vec::new(),
            choices: Vec::new(),
            spells: Vec::new(),
            doubts: Vec::new(),
            source_numbers: HashMap::new(),
            event_numbers: HashMap::new(),
            record_numbers: HashMap::new(),
            choice_numbers: HashMap::new(),
            spell_numbers: HashMap::new(),
            doubt_numbers: HashMap::new(),
        }
    }

    /// The answers at a cell, from each day on which they change.
    fn steps(&mut self, history: &CellHistory<'a>, lineage: &[u32], basis: Basis) -> Vec<StepRow> {
        let spells: &[Spell<'a>] = match basis {
            Basis::DeFacto => &history.de_facto,
            Basis::DeJure => &history.de_jure,
        };
        let Some(place) = history.place else { return Vec::new() };
        let known: Vec<(&Spell<'a>, ChoiceRow, usize)> = spells
            .iter()
            .map(|spell| {
                let choice = self.choice(spell.candidate());
                let number = self.choice_number(choice.clone());
                let spell_number = self.spell(period_row(spell.period()), number);
                (spell, choice, spell_number)
            })
            .collect();
        let first = self.atlas.about().coverage().from().map_or(Date::MIN, UncertainDate::earliest);
        // Doubts, and the names in them, may change on days on which no spell begins or ends.
        let mut days = BTreeSet::from_iter(Timelines::new(self.atlas.store(), basis).days(lineage));
        days.insert(first);
        for spell in spells {
            let records = spell.candidate().records();
            let parts = records.flat_map(Record::undrawn).filter_map(Undrawn::holding).flat_map(Holding::polities);
            let polities = parts.filter_map(|code| self.atlas.polity(code.as_str()));
            let names = polities.flat_map(Polity::names).flat_map(|name| turning_days(&name.period));
            days.extend(turning_days(&spell.period()).chain(names).filter(|&day| day >= first));
        }
        let mut steps: Vec<StepRow> = Vec::new();
        let mut last = None;
        for day in days {
            let answer = self.atlas.answer(place, day, basis).without_place();
            let mut step = Vec::new();
            for candidate in answer.candidates() {
                let choice = self.choice(candidate);
                let held =
                    known.iter().find(|(spell, own, _)| *own == choice && spell.period().holds_on(day).is_some());
                match held {
                    Some(known) => step.push(known.2),
                    None if matches!(candidate.outcome(), Outcome::Outside(_)) => {}
                    None => {
                        let number = self.choice_number(choice);
                        step.push(self.spell([None; 4], number));
                    }
                }
            }
            // The script finds lines and the day of the last check itself.
            let doubts = answer.doubts().into_iter().filter(|doubt| !matches!(doubt, Doubt::Unchecked(_)));
            let doubts = doubts.map(|doubt| self.doubt(&doubt)).fold(Vec::new(), |mut seen, number| {
                if !seen.contains(&number) {
                    seen.push(number);
                }
                seen
            });
            if last.as_ref() != Some(&(step.clone(), doubts.clone())) {
                last = Some((step.clone(), doubts.clone()));
                let day = day.to_julian_day();
                steps.push(if doubts.is_empty() {
                    StepRow::Sure(day, step)
                } else {
                    StepRow::Doubted(day, step, doubts)
                });
            }
        }
        steps
    }

    fn doubt(&mut self, doubt: &Doubt<'_>) -> usize {
        let next = self.doubts.len();
        let number = *self.doubt_numbers.entry(doubt.to_string()).or_insert(next);
        if number == next {
            self.doubts.push((doubt.word(), doubt.to_string()));
        }
        number
    }

    fn choice(&mut self, candidate: Candidate<'_>) -> ChoiceRow {
        let outcome = candidate.outcome();
        let holders = outcome.holders();
        let number = |polity: &Polity| polity_number(self.atlas, polity.code());
        let chains = holders.iter().map(|holder| holder.chain().map(number).collect());
        ChoiceRow {
            kind: outcome.word(),
            chains: chains.collect(),
            mode: candidate.mode().map(Word::word),
            administered_by: candidate.administration().map(number),
            records: candidate.records().map(|record| self.record(record)).collect(),
            parts: if candidate.is_of_undrawn_parts() { self.part_sources(candidate) } else { Vec::new() },
        }
    }

    fn part_sources(&mut self, candidate: Candidate<'_>) -> Vec<usize> {
        let codes = candidate.undrawn_parts(|_| true).flat_map(|(_, part)| part.citations()).map(Citation::source);
        let numbers: BTreeSet<usize> = codes.filter_map(|code| self.source(code)).collect();
        numbers.into_iter().collect()
    }

    fn choice_number(&mut self, choice: ChoiceRow) -> usize {
        let next = self.choices.len();
        let number = *self.choice_numbers.entry(choice.clone()).or_insert(next);
        if number == next {
            self.choices.push(choice);
        }
        number
    }

    fn spell(&mut self, period: PeriodRow, choice: usize) -> usize {
        let next = self.spells.len();
        let number = *self.spell_numbers.entry((period, choice)).or_insert(next);
        if number == next {
            self.spells.push((period, choice));
        }
        number
    }

    fn record(&mut self, record: &Record) -> usize {
        // Records do not move within their atlas.
        if let Some(&number) = self.record_numbers.get(&std::ptr::from_ref(record)) {
            return number;
        }
        let attestation = record.attestation();
        let cites = attestation.citations().iter();
        let cites = cites.filter_map(|it| Some((self.source(it.source())?, it.at().map(str::to_owned)))).collect();
        let row = RecordRow {
            territory: self.atlas.store().territory_number(record.territory()).map_or(0, |number| number as usize),
            period: attestation.period().to_string(),
            cites,
            began: attestation.began().and_then(|code| self.event(code)),
            ended: attestation.ended().and_then(|code| self.event(code)),
            confidence: attestation.confidence().map(Word::word),
        };
        let number = self.records.len();
        self.record_numbers.insert(std::ptr::from_ref(record), number);
        self.records.push(row);
        number
    }

    fn source(&mut self, code: SourceCode) -> Option<usize> {
        if let Some(&number) = self.source_numbers.get(&code) {
            return Some(number);
        }
        let source = self.atlas.source(code.as_str())?;
        let number = self.sources.len();
        self.source_numbers.insert(code, number);
        self.sources.push(SourceRow { text: source.to_string(), url: source.url() });
        Some(number)
    }

    fn event(&mut self, code: EventCode) -> Option<usize> {
        if let Some(&number) = self.event_numbers.get(&code) {
            return Some(number);
        }
        let event = self.atlas.event(code.as_str())?;
        let number = self.events.len();
        self.event_numbers.insert(code, number);
        self.events.push(event.to_string());
        Some(number)
    }
}

fn period_row(period: Period) -> PeriodRow {
    let day = |day: Date| day.to_julian_day();
    let (from, until) = (period.from(), period.until());
    [
        from.map(|from| day(from.earliest())),
        from.map(|from| day(from.latest())),
        until.map(|until| day(until.earliest())),
        until.map(|until| day(until.latest())),
    ]
}

/// The names to show, each with the day from which it is shown.
fn names<'n>(all: &[Name], shown: impl Fn(Date) -> &'n str) -> NamesRow {
    let mut days = BTreeSet::new();
    for name in all {
        days.extend(turning_days(&name.period()));
    }
    let mut names: NamesRow = vec![(None, shown(Date::MIN).to_owned())];
    for day in days {
        let name = shown(day);
        if names.last().is_none_or(|last| last.1 != name) {
            names.push((Some(day.to_julian_day()), name.to_owned()));
        }
    }
    names
}

/// The towns within the frame of a sheet.
fn towns_within(sheet: &Sheet<'_>) -> Vec<TownRow> {
    let [left, top, right, bottom] = sheet.frame;
    let is_inside = |town: &&Town| {
        let (x, y) = sheet.point(town.place.0, town.place.1);
        left < x && x < right && top < y && y < bottom
    };
    let rows = towns().iter().filter(is_inside).map(|town| TownRow {
        place: town.place,
        rank: town.rank,
        names: town.names.iter().map(|it| (it.language, it.from.map(Date::to_julian_day), it.text)).collect(),
    });
    rows.collect()
}

/// A place in the largest face of a territory.
fn place(atlas: &Atlas, territory: u32) -> Option<(i32, i32)> {
    let (store, plan) = (atlas.store(), atlas.plan());
    let areas = plan.areas_km2(store);
    let area = |face: &u32| areas.get(*face as usize).copied().unwrap_or_default();
    let face = plan.faces_of(territory).iter().copied().max_by(|one, other| area(one).total_cmp(&area(other)))?;
    let place = place_in(store, plan, face)?;
    Some((place.lon_e7(), place.lat_e7()))
}
