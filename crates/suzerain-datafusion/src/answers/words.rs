//! How a place is held, and how certain that is: columns of a few words.

use std::sync::LazyLock;

use datafusion::arrow::array::ArrayRef;
use datafusion::common::Result;
use suzerain::{Basis, Candidate, Certainty, Mode, Outcome};

use super::reply::{Reply, numbers, numbers_by_key};
use crate::atlases::Known;
use crate::questions::Questions;
use crate::texts::{ByDay, Memo, NONE, Texts, Vocabulary};

/// No word: the texts of a column that adds its own.
static NO_WORDS: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::of([""; 0]));
static CERTAINTIES: LazyLock<Vocabulary> = LazyLock::new(|| {
    Vocabulary::of([Certainty::Certain, Certainty::Likely, Certainty::Possible].map(Certainty::as_str))
});

/// The mode of control of each row.
pub(crate) fn modes(known: &Known, questions: &Questions) -> Result<ArrayRef> {
    known.modes.with(
        || Memo::new(no_words()),
        |Memo { texts, by_key }| {
            let said = |reply: Reply<'_, '_>| ByDay::Always(mode_number(texts, reply));
            let numbers = numbers_by_key(by_key, known, questions, Basis::DeFacto, said)?;
            texts.column(numbers, questions.asking.as_ref())
        },
    )
}

/// The certainty of each row.
pub(crate) fn certainties(known: &Known, questions: &Questions, basis: Basis) -> Result<ArrayRef> {
    let numbers = numbers(known, questions, basis, |reply| certainty_number(reply.certainty()))?;
    certainty_words().column(numbers, questions.asking.as_ref())
}

pub(super) fn no_words() -> Texts {
    Texts::new(&NO_WORDS)
}

pub(super) fn certainty_words() -> Texts {
    Texts::new(&CERTAINTIES)
}

/// The number of a certainty among its words.
#[inline]
pub(super) fn certainty_number(certainty: Certainty) -> u32 {
    match certainty {
        Certainty::Certain => 1,
        Certainty::Likely => 2,
        Certainty::Possible => 3,
    }
}

/// The number of the modes of control.
pub(super) fn mode_number(texts: &mut Texts, reply: Reply<'_, '_>) -> u32 {
    each_candidate(texts, reply, |texts, candidate| mode(candidate).map(|mode| texts.any(mode)))
}

/// How a candidate holds: `sovereignty` where no control is recorded; `None` where nobody does, or of parts that are not
/// drawn.
pub(crate) fn mode(candidate: &Candidate<'_>) -> Option<&'static str> {
    let is_held = matches!(candidate.outcome(), Outcome::Sole(_) | Outcome::Condominium(_) | Outcome::Contested(_));
    (is_held && !candidate.is_of_undrawn_parts()).then(|| candidate.mode().map_or("sovereignty", Mode::as_str))
}

/// The number of the words of the outcomes.
pub(super) fn outcome(texts: &mut Texts, reply: Reply<'_, '_>) -> u32 {
    each_candidate(texts, reply, |texts, candidate| Some(texts.any(candidate.outcome().word())))
}

/// The number of what is said of all candidates; of most rows there is one.
fn each_candidate(
    texts: &mut Texts,
    reply: Reply<'_, '_>,
    number: impl Fn(&mut Texts, &Candidate<'_>) -> Option<u32>,
) -> u32 {
    if let Some(candidate) = reply.candidate() {
        return number(texts, &candidate).unwrap_or(NONE);
    }
    let numbers: Vec<u32> = reply.candidates().iter().filter_map(|candidate| number(texts, candidate)).collect();
    texts.joined(numbers)
}
