//! The new columns of a row.

use std::borrow::Cow;

use suzerain::doubt::LineDoubt;
use suzerain::table::Question;
use suzerain::{Atlas, Basis, Candidate, Certainty, Doubt, SpanAnswer};

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

pub(crate) type Values = [Cow<'static, str>; COLUMNS.len()];

/// The values for a bad row.
pub(crate) fn refused(error: String) -> Values {
    let mut values = [const { Cow::Borrowed("") }; COLUMNS.len()];
    if let Some(last) = values.last_mut() {
        *last = error.into();
    }
    values
}

/// The values for a good row. An answer that is certain costs nothing for its doubts.
pub(crate) fn answered(atlas: &Atlas, question: &Question) -> Values {
    let (position, days) = (question.position(), question.days());
    let controller = atlas.answer_within(position, days, Basis::DeFacto);
    let sovereign = atlas.answer_within(position, days, Basis::DeJure);
    let (in_fact, in_right) = (controller.candidates(), sovereign.candidates());
    let names = |candidates: &[Candidate<'_>]| {
        joined(candidates.iter().flat_map(|it| it.outcome().holders()).map(|it| it.name().to_owned()))
    };
    let modes = in_fact.iter().filter(|it| !it.outcome().holders().is_empty() && !it.is_of_undrawn_parts());
    let all = || in_fact.iter().chain(&in_right);
    let citations = all().flat_map(Candidate::records).flat_map(|record| record.attestation().citations());
    let citations = citations.chain(all().flat_map(Candidate::undrawn).flat_map(suzerain::model::Undrawn::citations));
    let certainties = [controller.certainty(), sovereign.certainty()];
    let [doubts, beyond, line_m] = match certainties {
        [Certainty::Certain, Certainty::Certain] => [const { Cow::Borrowed("") }; 3],
        _ => doubted(&controller, &sovereign),
    };
    let territories = controller.answers().iter().filter_map(|answer| {
        let territories = atlas.territories_at(position, answer.date());
        territories.first().map(|territory| territory.name_on(answer.date()).to_owned())
    });
    [
        joined(in_fact.iter().map(|it| it.outcome().word().to_owned())),
        names(&in_fact),
        joined(in_fact.iter().flat_map(|it| it.outcome().holders()).map(|it| it.chain_text())),
        joined(modes.map(|it| it.mode().map_or("sovereignty".to_owned(), |mode| mode.to_string()))),
        names(&in_right),
        word(certainties[0]).into(),
        word(certainties[1]).into(),
        doubts,
        beyond,
        line_m,
        joined(territories),
        joined(citations.filter_map(|it| atlas.source(it.source().as_str())).map(|it| it.title().to_owned())),
        Cow::Borrowed(""),
    ]
}

fn word(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Certain => "certain",
        Certainty::Likely => "likely",
        Certainty::Possible => "possible",
    }
}

/// The doubts about two answers, who is beyond near lines, and how far the nearest one is. A doubt about only one of them
/// says which; that the day is not known comes first, where it matters.
fn doubted(controller: &SpanAnswer<'_>, sovereign: &SpanAnswer<'_>) -> [Cow<'static, str>; 3] {
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
    let doubts = [told("de facto", &facts, &rights), told("de jure", &rights, &facts)].concat();
    let all = || de_facto.iter().chain(&de_jure);
    let lines = || all().filter_map(|it| if let Doubt::Line(line) = it { Some(line) } else { None });
    let nearest = lines().map(LineDoubt::distance_m).min_by(f64::total_cmp);
    [
        joined(doubts.into_iter()),
        joined(lines().flat_map(LineDoubt::beyond).map(ToString::to_string)),
        nearest.map_or(Cow::Borrowed(""), |metres| format!("{metres:.0}").into()),
    ]
}

/// Each text once, in the order in which it first came.
fn joined(texts: impl Iterator<Item = String>) -> Cow<'static, str> {
    let mut seen: Vec<String> = Vec::new();
    for text in texts {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    seen.join("; ").into()
}
