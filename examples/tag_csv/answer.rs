//! The new columns of a row.

use std::borrow::Cow;

use hashbrown::HashMap;
use suzerain::doubt::LineDoubt;
use suzerain::model::Undrawn;
use suzerain::table::Question;
use suzerain::{Atlas, Basis, Candidate, Certainty, Doubt, Holder, Outcome, SpanAnswer};

use crate::table::quote_from;

/// The columns and what they say.
pub(crate) const COLUMNS: [(&str, &str); 13] = [
    ("answer", "sole, condominium, contested, vacant, unrecorded or outside"),
    ("controller", "who held the place in fact"),
    ("controller_chain", "the same from the top down: Soviet Union > Azerbaijan SSR > NKAO"),
    ("mode", "administration, occupation, peacekeeping, lease, trusteeship or sovereignty"),
    ("sovereign", "in whose right it was held"),
    ("certainty", "of the controller: certain; likely (one candidate, with a doubt); possible (several candidates)"),
    ("sovereign_certainty", "of the sovereign"),
    ("doubts", "in words; those about one of both answers begin with 'de facto: ' or 'de jure: '"),
    ("beyond", "who held the area beyond a line that is nearer than it is accurate"),
    ("line_m", "how far the nearest such line is, in metres"),
    ("territory", "the most specific territory that holds the place"),
    ("sources", "of both answers, by title"),
    ("error", "what is wrong with the row, all of it"),
];

/// Writes rows with their new columns.
pub(crate) struct Lines<'a> {
    pub(crate) bytes: Vec<u8>,
    delimiter: u8,
    /// The values of the column at hand, each once.
    values: Vec<Cow<'a, str>>,
    /// The columns of certain answers that were written before, by where what they say is in memory.
    known: HashMap<Vec<usize>, Vec<u8>>,
    /// The same of the row at hand.
    key: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(delimiter: u8) -> Self {
        Self { bytes: Vec::new(), delimiter, values: Vec::new(), known: HashMap::default(), key: Vec::new() }
    }

    /// The columns of a bad row.
    pub(crate) fn refused(&mut self, error: String) {
        for _ in 1..COLUMNS.len() {
            self.none();
        }
        self.field([error]);
    }

    /// The columns of a good row. Most answers are certain, and say what others of the same records do: their columns are
    /// made once.
    pub(crate) fn answered(&mut self, atlas: &'a Atlas, question: &Question) {
        let (position, days) = (question.position(), question.days());
        let controller = atlas.answer_within(position, days, Basis::DeFacto);
        let sovereign = atlas.answer_within(position, days, Basis::DeJure);
        let [in_fact, in_right] = [controller.candidates(), sovereign.candidates()];
        let certainties = [controller.certainty(), sovereign.certainty()];
        let territories = controller.answers().iter().filter_map(|answer| {
            let territory = *atlas.territories_at(position, answer.date()).first()?;
            Some(territory.name_on(answer.date()))
        });
        let territories: Vec<&str> = territories.collect();
        let is_certain = certainties == [Certainty::Certain; 2];
        let is_known = is_certain && self.find(&[&in_fact, &in_right], &territories);
        if let Some(columns) = self.known.get(&self.key).filter(|_| is_known) {
            return self.bytes.extend_from_slice(columns);
        }

        let begin = self.bytes.len();
        self.field(in_fact.iter().map(|it| it.outcome().word()));
        self.field(in_fact.iter().flat_map(holders).map(|it| it.name()));
        self.field(in_fact.iter().flat_map(holders).map(|it| chain(&it)));
        let modes = in_fact.iter().filter(|it| holders(it).next().is_some() && !it.is_of_undrawn_parts());
        self.field(modes.map(|it| it.mode().map_or("sovereignty", suzerain::Mode::as_str)));
        self.field(in_right.iter().flat_map(holders).map(|it| it.name()));
        self.field([certainties[0].as_str()]);
        self.field([certainties[1].as_str()]);
        if is_certain {
            (0..3).for_each(|_| self.none());
        } else {
            self.doubted(&controller, &sovereign);
        }
        self.field(territories);
        let all = || in_fact.iter().chain(&in_right);
        let citations = all().flat_map(Candidate::records).flat_map(|record| record.attestation().citations());
        let citations = citations.chain(all().flat_map(Candidate::undrawn).flat_map(Undrawn::citations));
        self.field(citations.filter_map(|it| Some(atlas.source(it.source().as_str())?.title())));
        self.none();
        if is_known {
            self.known.insert(self.key.clone(), self.bytes.get(begin..).unwrap_or_default().to_vec());
        }
    }

    /// Makes the key of a row: its outcomes, records and names. Whether they say all; the parts that are not drawn do not.
    fn find(&mut self, candidates: &[&[Candidate<'a>]; 2], territories: &[&str]) -> bool {
        let at = |text: &str| text.as_ptr().addr();
        self.key.clear();
        for candidates in candidates {
            for candidate in *candidates {
                self.key.push(at(candidate.outcome().word()));
                self.key.extend(candidate.records().map(|record| std::ptr::from_ref(record).addr()));
                self.key.extend(holders(candidate).flat_map(|it| it.chain_names()).map(at));
            }
            self.key.push(0);
        }
        self.key.extend(territories.iter().map(|name| at(name)));
        candidates.iter().all(|candidates| candidates.iter().all(|it| it.undrawn().next().is_none()))
    }

    /// The doubts about two answers, who is beyond near lines, and how far the nearest one is. A doubt about only one of
    /// them says which; that the day is not known comes first, where it matters.
    fn doubted(&mut self, controller: &SpanAnswer<'a>, sovereign: &SpanAnswer<'a>) {
        let [de_facto, de_jure] = [controller.doubts(), sovereign.doubts()];
        let texts = |answer: &SpanAnswer<'_>, doubts: &[Doubt<'_>]| {
            let divided = answer.is_divided().then(|| format!("the day is any of {}", answer.days()));
            divided.into_iter().chain(doubts.iter().map(ToString::to_string)).collect::<Vec<_>>()
        };
        let [facts, rights] = [texts(controller, &de_facto), texts(sovereign, &de_jure)];
        let told = |basis: &str, own: &[String], other: &[String]| {
            let one = |text: &String| if other.contains(text) { text.clone() } else { format!("{basis}: {text}") };
            own.iter().map(one).collect::<Vec<_>>()
        };
        self.field([told("de facto", &facts, &rights), told("de jure", &rights, &facts)].concat());
        let all = || de_facto.iter().chain(&de_jure);
        let lines = || all().filter_map(|it| if let Doubt::Line(line) = it { Some(line) } else { None });
        self.field(lines().flat_map(LineDoubt::beyond).map(ToString::to_string));
        let nearest = lines().map(LineDoubt::distance_m).min_by(f64::total_cmp);
        self.field(nearest.map(|metres| format!("{metres:.0}")));
    }

    /// A column of no value.
    fn none(&mut self) {
        self.bytes.push(self.delimiter);
    }

    /// A column of these values, each once, in the order in which they first came.
    fn field<T: Into<Cow<'a, str>>>(&mut self, values: impl IntoIterator<Item = T>) {
        self.values.clear();
        for value in values {
            let value = value.into();
            if !self.values.contains(&value) {
                self.values.push(value);
            }
        }
        self.bytes.push(self.delimiter);
        let begin = self.bytes.len();
        for (number, value) in self.values.iter().enumerate() {
            self.bytes.extend_from_slice(if number > 0 { b"; " } else { b"" });
            self.bytes.extend_from_slice(value.as_bytes());
        }
        quote_from(&mut self.bytes, begin, self.delimiter);
    }
}

/// Who holds by a candidate.
fn holders<'a>(candidate: &Candidate<'a>) -> impl Iterator<Item = Holder<'a>> + use<'a> {
    let (sole, several) = match candidate.outcome() {
        Outcome::Sole(holder) => (Some(holder), None),
        Outcome::Condominium(holders) | Outcome::Contested(holders) => (None, Some(holders)),
        _ => (None, None),
    };
    sole.into_iter().chain(several.into_iter().flat_map(|holders| holders.iter()))
}

/// The names of a holder's chain; most have one link.
fn chain<'a>(holder: &Holder<'a>) -> Cow<'a, str> {
    let mut names = holder.chain_names();
    match (names.next(), names.next()) {
        (Some(name), None) => name.into(),
        _ => holder.chain_text().into(),
    }
}
