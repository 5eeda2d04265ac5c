//! The answer to a row, for a day or for a span of days.

use datafusion::common::Result;
use suzerain::{Answer, Basis, Candidate, Certainty, Doubt, Holder, SpanAnswer};
use time::Date;

use crate::atlases::Known;
use crate::questions::Questions;
use crate::texts::{ByDay, ByKey};

/// So many answers are made at once: they stay in the nearest cache.
pub(super) const ROWS: usize = 256;

/// The answer to a row.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reply<'r, 'a> {
    /// For one day.
    Day(&'r Answer<'a>),
    /// For a day of which only a span is known.
    Span(&'r SpanAnswer<'a>),
}

impl<'a> Reply<'_, 'a> {
    /// The holder, where one polity holds alone on a day that is known.
    #[inline]
    pub(super) fn holder(&self) -> Option<(Holder<'a>, &Answer<'a>)> {
        match self {
            Self::Day(answer) => answer.holder().map(|holder| (holder, *answer)),
            Self::Span(_) => None,
        }
    }

    /// The candidate, where there is one, on a day that is known.
    #[inline]
    pub(super) fn candidate(&self) -> Option<Candidate<'a>> {
        match self {
            Self::Day(answer) => {
                let mut candidates = answer.candidates();
                candidates.next().filter(|_| candidates.len() == 0)
            }
            Self::Span(_) => None,
        }
    }

    pub(super) fn candidates(&self) -> Vec<Candidate<'a>> {
        match self {
            Self::Day(answer) => answer.candidates().collect(),
            Self::Span(answer) => answer.candidates(),
        }
    }

    /// The holders of all candidates.
    pub(super) fn holders(&self) -> Vec<Holder<'a>> {
        self.candidates().iter().flat_map(|candidate| candidate.outcome().holders()).collect()
    }

    #[inline]
    pub(super) fn certainty(&self) -> Certainty {
        match self {
            Self::Day(answer) => answer.certainty(),
            Self::Span(answer) => answer.certainty(),
        }
    }

    /// What lowers the certainty, in words; that the day is not known comes first, where it matters.
    pub(super) fn doubts(&self) -> Vec<String> {
        let texts = |doubts: &[Doubt<'_>]| doubts.iter().map(ToString::to_string).collect::<Vec<_>>();
        match self {
            Self::Day(answer) => texts(&answer.doubts()),
            Self::Span(answer) => {
                let divided = answer.is_divided().then(|| format!("the day is any of {}", answer.days()));
                divided.into_iter().chain(texts(&answer.doubts())).collect()
            }
        }
    }

    /// The answers of its days.
    pub(super) fn answers(&self) -> &[Answer<'a>] {
        match self {
            Self::Day(answer) => std::slice::from_ref(*answer),
            Self::Span(answer) => answer.answers(),
        }
    }
}

/// A number for the answer to each row; what is said of all answers with a key is asked once.
pub(super) fn numbers_by_key<'k>(
    by_key: &mut ByKey,
    known: &'k Known,
    questions: &Questions,
    basis: Basis,
    mut said: impl FnMut(Reply<'_, 'k>) -> ByDay,
) -> Result<Vec<u32>> {
    numbers(known, questions, basis, |reply| match reply {
        Reply::Day(answer) => by_key.get(answer.key(), || said(reply)).on(answer.date()),
        // Of all its days the same.
        Reply::Span(_) => said(reply).on(Date::MIN),
    })
}

/// A number for the answer to each row.
pub(super) fn numbers<'k>(
    known: &'k Known,
    questions: &Questions,
    basis: Basis,
    mut number: impl FnMut(Reply<'_, 'k>) -> u32,
) -> Result<Vec<u32>> {
    let mut numbers = Vec::with_capacity(questions.len());
    for (places, days) in questions.places.chunks(ROWS).zip(questions.days.chunks(ROWS)) {
        numbers.extend(known.answers(places, days, basis)?.iter().map(|answer| number(Reply::Day(answer))));
    }
    for &(row, span) in &questions.spans {
        if let (Some(slot), Some(&place)) = (numbers.get_mut(row), questions.places.get(row)) {
            *slot = number(Reply::Span(&known.atlas.answer_within(place, span, basis)));
        }
    }
    Ok(numbers)
}
