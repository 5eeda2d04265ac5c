//! Who holds, by name.

use datafusion::arrow::array::ArrayRef;
use datafusion::common::Result;
use suzerain::Basis;

use super::column::{NONE, Texts};
use super::reply::{Reply, numbers};
use crate::atlases::Known;
use crate::names::Names;
use crate::questions::Questions;

/// The names of the holders of each row: of all candidates, each once.
pub(crate) fn holders(known: &Known, questions: &Questions, basis: Basis) -> Result<ArrayRef> {
    let mut texts = Texts::new(known.names.texts());
    let numbers = numbers(known, questions, basis, |reply| name(&mut texts, &known.names, reply))?;
    texts.column(numbers, questions.asking.as_ref())
}

/// The number of the names of the holders.
#[inline]
pub(super) fn name(texts: &mut Texts, names: &Names, reply: Reply<'_, '_>) -> u32 {
    match reply.holder() {
        Some((holder, answer)) => names.name(holder.polity(), || answer.date()).unwrap_or(NONE),
        None => several(texts, names, reply),
    }
}

#[cold]
fn several(texts: &mut Texts, names: &Names, reply: Reply<'_, '_>) -> u32 {
    texts.joined(reply.holders().iter().filter_map(|holder| names.number(holder.name())))
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
