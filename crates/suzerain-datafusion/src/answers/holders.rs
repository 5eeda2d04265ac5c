//! Who holds, by name.

use datafusion::arrow::array::ArrayRef;
use datafusion::common::Result;
use suzerain::Basis;
use time::Date;

use super::reply::{Reply, numbers_by_key};
use crate::atlases::Known;
use crate::names::Names;
use crate::questions::Questions;
use crate::texts::{ByDay, Memo, NONE, Texts};

/// The names of the holders of each row: of all candidates, each once.
pub(crate) fn holders(known: &Known, questions: &Questions, basis: Basis) -> Result<ArrayRef> {
    let new = || Memo::new(Texts::new(known.names.texts()));
    known.holders.with(new, |Memo { texts, by_key }| {
        let said = |reply: Reply<'_, '_>| names_by_day(texts, &known.names, reply);
        let numbers = numbers_by_key(by_key, known, questions, basis, said)?;
        texts.column(numbers, questions.asking.as_ref())
    })
}

/// The numbers of the names of the holders, on the days of all answers with the key of this one.
fn names_by_day(texts: &mut Texts, names: &Names, reply: Reply<'_, '_>) -> ByDay {
    if let Reply::Span(_) = reply {
        return ByDay::Always(name(texts, names, reply));
    }
    let holders: Vec<&ByDay> = reply.holders().iter().map(|holder| names.by_day(holder.polity())).collect();
    let mut days: Vec<Date> = holders.iter().flat_map(|name| name.changes()).collect();
    days.push(Date::MIN);
    ByDay::since(days, |day| texts.joined(holders.iter().map(|name| name.on(day))))
}

/// The number of the names of the holders.
#[inline]
pub(super) fn name(texts: &mut Texts, names: &Names, reply: Reply<'_, '_>) -> u32 {
    match reply.holder() {
        Some((holder, answer)) => names.by_day(holder.polity()).on(answer.date()),
        None => texts.joined(reply.holders().iter().filter_map(|holder| names.number(holder.name()))),
    }
}

/// The number of the codes of the holders.
pub(super) fn code(texts: &mut Texts, names: &Names, reply: Reply<'_, '_>) -> u32 {
    match reply.holder() {
        Some((holder, _)) => names.code(holder.polity()),
        None => texts.joined(reply.holders().iter().map(|holder| names.code(holder.polity()))),
    }
}

/// The number of the part-of chains of the holders.
pub(super) fn chain(texts: &mut Texts, names: &Names, reply: Reply<'_, '_>) -> u32 {
    let holders = reply.holders();
    let mut key = Vec::new();
    for (place, holder) in holders.iter().enumerate() {
        // Between two chains stands what is no number of a name.
        key.extend((place > 0).then_some(NONE));
        key.extend(holder.chain_names().filter_map(|name| names.number(name)));
    }
    texts.made_of(key, || {
        let mut chains: Vec<String> = Vec::new();
        for chain in holders.iter().map(suzerain::Holder::chain_text) {
            if !chains.contains(&chain) {
                chains.push(chain);
            }
        }
        chains.join("; ")
    })
}
