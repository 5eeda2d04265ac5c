//! Whole answers, a struct a row.

use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, ListBuilder, StringViewBuilder, StructArray};
use datafusion::arrow::datatypes::{DataType, Field, Fields};
use datafusion::common::Result;
use suzerain::{Basis, Certainty};

use super::reply::{ROWS, Reply};
use super::{holders, words};
use crate::atlases::Known;
use crate::questions::Questions;
use crate::texts::Texts;

/// The fields of a whole answer.
pub(crate) fn answer_fields() -> Fields {
    let doubts = DataType::List(Arc::new(Field::new_list_field(DataType::Utf8View, true)));
    let text = |name: &str| Field::new(name, DataType::Utf8View, true);
    Fields::from(vec![
        text("outcome"),
        text("controller"),
        text("code"),
        text("chain"),
        text("mode"),
        text("sovereign"),
        text("certainty"),
        text("sovereign_certainty"),
        Field::new("doubts", doubts, true),
        text("territory"),
    ])
}

/// The whole answer to each row.
pub(crate) fn answers(known: &Known, questions: &Questions) -> Result<ArrayRef> {
    let mut columns = Columns::new(known, questions.len());
    let mut spans = questions.spans.iter().peekable();
    let mut row = 0;
    for (places, days) in questions.places.chunks(ROWS).zip(questions.days.chunks(ROWS)) {
        let (in_fact, in_right) =
            (known.answers(places, days, Basis::DeFacto)?, known.answers(places, days, Basis::DeJure)?);
        for ((in_fact, in_right), &place) in in_fact.iter().zip(&in_right).zip(places) {
            let asks = questions.asking.as_ref().is_none_or(|asking| asking.is_valid(row));
            match spans.next_if(|(number, _)| *number == row) {
                Some(&(_, span)) => {
                    let of = |basis| known.atlas.answer_within(place, span, basis);
                    columns.push(Reply::Span(&of(Basis::DeFacto)), Reply::Span(&of(Basis::DeJure)), asks);
                }
                None => columns.push(Reply::Day(in_fact), Reply::Day(in_right), asks),
            }
            row += 1;
        }
    }
    columns.finish(questions)
}

/// A column that is made: its texts, and the number of that of each row.
struct Made {
    texts: Texts,
    numbers: Vec<u32>,
}

/// The fields of the answers so far.
struct Columns<'k> {
    known: &'k Known,
    outcome: Made,
    controller: Made,
    code: Made,
    chain: Made,
    mode: Made,
    sovereign: Made,
    certainty: Made,
    sovereign_certainty: Made,
    doubts: ListBuilder<StringViewBuilder>,
    territory: Made,
}

impl<'k> Columns<'k> {
    fn new(known: &'k Known, rows: usize) -> Self {
        let made = |texts| Made { texts, numbers: Vec::with_capacity(rows) };
        let named = || Texts::new(known.names.texts());
        Self {
            known,
            outcome: made(words::no_words()),
            controller: made(named()),
            code: made(Texts::new(known.names.codes())),
            chain: made(named()),
            mode: made(words::no_words()),
            sovereign: made(named()),
            certainty: made(words::certainty_words()),
            sovereign_certainty: made(words::certainty_words()),
            doubts: ListBuilder::new(StringViewBuilder::new()),
            territory: made(words::no_words()),
        }
    }

    fn push(&mut self, in_fact: Reply<'_, 'k>, in_right: Reply<'_, 'k>, asks: bool) {
        let names = &self.known.names;
        self.outcome.push(|texts| words::outcome(texts, in_fact));
        self.controller.push(|texts| holders::name(texts, names, in_fact));
        self.code.push(|texts| holders::code(texts, names, in_fact));
        self.chain.push(|texts| holders::chain(texts, names, in_fact));
        self.mode.push(|texts| words::mode_number(texts, in_fact));
        self.sovereign.push(|texts| holders::name(texts, names, in_right));
        let certainties = [in_fact.certainty(), in_right.certainty()];
        self.certainty.push(|_| words::certainty_number(certainties[0]));
        self.sovereign_certainty.push(|_| words::certainty_number(certainties[1]));
        if asks && certainties != [Certainty::Certain; 2] {
            for doubt in doubts(in_fact, in_right) {
                self.doubts.values().append_value(doubt);
            }
        }
        self.doubts.append(asks);
        let atlas = &self.known.atlas;
        self.territory.push(|texts| {
            let found = in_fact.answers().iter().filter_map(|answer| {
                let territory = *atlas.territories_at(answer.position()?, answer.date()).first()?;
                Some(texts.any(territory.name_on(answer.date())))
            });
            let numbers: Vec<u32> = found.collect();
            texts.joined(numbers)
        });
    }

    fn finish(mut self, questions: &Questions) -> Result<ArrayRef> {
        let asking = questions.asking.as_ref();
        let columns = vec![
            self.outcome.column(questions)?,
            self.controller.column(questions)?,
            self.code.column(questions)?,
            self.chain.column(questions)?,
            self.mode.column(questions)?,
            self.sovereign.column(questions)?,
            self.certainty.column(questions)?,
            self.sovereign_certainty.column(questions)?,
            Arc::new(self.doubts.finish()),
            self.territory.column(questions)?,
        ];
        Ok(Arc::new(StructArray::try_new(answer_fields(), columns, asking.cloned())?))
    }
}

impl Made {
    fn push(&mut self, number: impl FnOnce(&mut Texts) -> u32) {
        let number = number(&mut self.texts);
        self.numbers.push(number);
    }

    fn column(mut self, questions: &Questions) -> Result<ArrayRef> {
        self.texts.column(self.numbers, questions.asking.as_ref())
    }
}

/// The doubts about both answers, each once; one about only one of them says which.
fn doubts(in_fact: Reply<'_, '_>, in_right: Reply<'_, '_>) -> Vec<String> {
    let [facts, rights] = [in_fact.doubts(), in_right.doubts()];
    let told = |basis: &str, own: &[String], other: &[String]| {
        let one = |text: &String| if other.contains(text) { text.clone() } else { format!("{basis}: {text}") };
        own.iter().map(one).collect::<Vec<_>>()
    };
    let mut doubts: Vec<String> = Vec::new();
    for doubt in [told("de facto", &facts, &rights), told("de jure", &rights, &facts)].concat() {
        if !doubts.contains(&doubt) {
            doubts.push(doubt);
        }
    }
    doubts
}
