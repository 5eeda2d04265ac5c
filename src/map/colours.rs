//! The colour of each polity: the same on every day, kept by its successors, and not that of anyone it ever met.

use std::collections::BTreeMap;

use super::cell_histories::{CellHistories, Contact};
use super::drawing::{Colour, Look};
use super::polity_number::polity_number;
use crate::atlas::Atlas;
use crate::model::polity::Polity;
use crate::space::DisjointSets;

/// Seven colours of Paul Tol's light scheme (Colour Schemes, SRON/EPS/TN/09-002), each a fifth nearer to white so that
/// text is legible on it; then slate, rose and others, each as different as possible from those before it for readers
/// with and without red-green colour blindness.
const PALETTE: [Colour; 22] = [
    Colour(0x95, 0xbd, 0xe4),
    Colour(0xf2, 0xe4, 0xa2),
    Colour(0x6d, 0xca, 0xaf),
    Colour(0xf2, 0xa2, 0x88),
    Colour(0xff, 0xbd, 0xca),
    Colour(0xca, 0xd7, 0x60),
    Colour(0xaf, 0xe4, 0xff),
    Colour(0x87, 0xa5, 0xb4),
    Colour(0xdc, 0x8c, 0x8c),
    Colour(0xa4, 0x97, 0xdf),
    Colour(0x9f, 0xa6, 0x5b),
    Colour(0xc0, 0xef, 0xba),
    Colour(0xa7, 0xf0, 0xe9),
    Colour(0xfb, 0xc1, 0x86),
    Colour(0xca, 0xb5, 0xce),
    Colour(0xba, 0x9c, 0x6f),
    Colour(0x45, 0xc9, 0xfa),
    Colour(0xd9, 0x95, 0xd0),
    Colour(0xbb, 0xc5, 0xa0),
    Colour(0x48, 0xe0, 0xe4),
    Colour(0x7b, 0xb0, 0xa5),
    Colour(0x15, 0xb0, 0xc9),
];

/// Colours of neighbours differ by at least this, for every reader.
const LEAST_DIFFERENCE: f64 = 10.0;

/// The cost of colours that some reader confuses, for two whose territory touches on some day.
const TOUCH: u64 = 100_000_000;
/// The cost of one colour for two that held the same ground, or ground that touches, in whatever centuries.
const MEET: u64 = 1_000_000;
/// The cost of each unit of difference that neighbours' colours lack of [`DISTINCT`].
const ALIKE: u64 = 2_000;
/// The cost of each place in the palette, whose first colours are the calmest.
const CALM: u64 = 3_000;
/// Colours that differ by this much are not taken for each other anywhere on a map.
const DISTINCT: f64 = 45.0;
/// The cost of one colour for two with one cell between them on some day.
const NEAR: u64 = 90_000;
/// The cost of one colour for two that exist on the same days.
const COEXIST: u64 = 30_000;

/// What decides the colours of an atlas's polities.
#[derive(Debug)]
pub(super) struct Colours {
    /// The polities of each lineage, which share a colour.
    lineages: Vec<Vec<usize>>,
    /// What it costs to give two lineages the same colour, and whether colours that are merely alike cost as much.
    costs: BTreeMap<(usize, usize), (u64, bool)>,
    /// The lineages in the order in which they choose.
    order: Vec<usize>,
    /// Colours that were set.
    set: BTreeMap<usize, Colour>,
    of_polity: Vec<Colour>,
}

impl Colours {
    /// The colours of an atlas.
    pub(super) fn new(atlas: &Atlas, histories: &CellHistories<'_>) -> Self {
        let count = atlas.polities().len();
        let contacts = histories.contacts(atlas.plan());
        let lineage = lineages(atlas, &contacts);
        let mut lineages: Vec<Vec<usize>> = vec![Vec::new(); lineage.iter().max().map_or(0, |most| most + 1)];
        for (polity, &own) in lineage.iter().enumerate() {
            if let Some(members) = lineages.get_mut(own) {
                members.push(polity);
            }
        }
        let mut costs: BTreeMap<(usize, usize), (u64, bool)> = BTreeMap::new();
        let mut add = |one: usize, other: usize, cost: u64, is_touch: bool| {
            let of = |polity: usize| lineage.get(polity).copied().unwrap_or_default();
            let (one, other) = (of(one), of(other));
            if one != other {
                let known = costs.entry((one.min(other), one.max(other))).or_default();
                *known = (known.0 + cost, known.1 || is_touch);
            }
        };
        let (mut spans, mut held) = (vec![None::<(i32, i32)>; count], vec![0_u64; count]);
        for tenure in histories.list.iter().flat_map(CellHistories::tenures) {
            if let (Some(span), Some(held)) = (spans.get_mut(tenure.polity), held.get_mut(tenure.polity)) {
                let (from, until) = span.unwrap_or((tenure.from, tenure.until));
                *span = Some((from.min(tenure.from), until.max(tenure.until)));
                *held += 1;
            }
        }
        for (&(one, other), contact) in &contacts {
            match contact {
                Contact::Touch => add(one, other, TOUCH, true),
                Contact::Meet => add(one, other, MEET, false),
                Contact::Near => add(one, other, NEAR, false),
            }
        }
        for (one, first) in spans.iter().enumerate() {
            for (other, second) in spans.iter().enumerate().skip(one + 1) {
                if let (Some(first), Some(second)) = (first, second)
                    && first.0 < second.1
                    && second.0 < first.1
                {
                    add(one, other, COEXIST, false);
                }
            }
        }
        // Those with the most neighbours choose first, then those with the most ground.
        let mut met = vec![0_usize; lineages.len()];
        for ((one, other), _) in costs.iter().filter(|(_, (cost, _))| *cost >= MEET) {
            for number in [*one, *other] {
                if let Some(count) = met.get_mut(number) {
                    *count += 1;
                }
            }
        }
        let mut order: Vec<usize> = (0..lineages.len()).collect();
        order.sort_by_cached_key(|&number| {
            let met = met.get(number).copied().unwrap_or_default();
            let members = lineages.get(number).map_or(&[][..], Vec::as_slice);
            let ground: u64 = members.iter().filter_map(|&polity| held.get(polity)).sum();
            let code = members.first().and_then(|&polity| atlas.polities().get(polity)).map(Polity::code);
            (std::cmp::Reverse(ground.min(1)), std::cmp::Reverse(met), std::cmp::Reverse(ground), code)
        });
        let mut this = Self { lineages, costs, order, set: BTreeMap::new(), of_polity: Vec::new() };
        this.choose(count);
        this
    }

    /// The colour of each polity, by number.
    pub(super) fn of_polities(&self) -> &[Colour] {
        &self.of_polity
    }

    /// Sets the colour of a polity; the others choose again.
    pub(super) fn set(&mut self, polity: usize, colour: Colour) {
        self.set.insert(polity, colour);
        self.choose(self.of_polity.len());
    }

    fn choose(&mut self, count: usize) {
        // A colour that was set stands for its lineage where others choose.
        let set_of = |number: usize| {
            let members = self.lineages.get(number).map_or(&[][..], Vec::as_slice);
            members.iter().rev().find_map(|polity| self.set.get(polity)).copied()
        };
        let looking = |colour: Colour| (colour, colour.look());
        let palette = PALETTE.map(looking);
        let mut chosen: Vec<Option<(Colour, Look)>> =
            (0..self.lineages.len()).map(|number| set_of(number).map(looking)).collect();
        for &number in &self.order {
            if chosen.get(number).is_some_and(Option::is_some) {
                continue;
            }
            let cost = |(place, (colour, look)): &(usize, (Colour, Look))| -> (u64, usize, usize) {
                let (mut cost, mut uses) = (CALM * u64::try_from(*place).unwrap_or_default(), 0);
                for (other, taken) in chosen.iter().enumerate() {
                    let Some((taken, look_of_taken)) = taken else { continue };
                    let (of_pair, is_touch) =
                        self.costs.get(&(number.min(other), number.max(other))).copied().unwrap_or_default();
                    if taken == colour {
                        cost += of_pair;
                        uses += 1;
                    } else if of_pair >= MEET {
                        let (normal, colour_blind) = look_of_taken.difference(look);
                        cost += match (is_touch, colour_blind < LEAST_DIFFERENCE) {
                            (true, true) => TOUCH,
                            // The more different, the better.
                            (true, false) => ALIKE * shortfall(normal),
                            (false, _) => shortfall(normal),
                        };
                    }
                }
                (cost, uses, *place)
            };
            let best = palette.into_iter().enumerate().min_by_key(cost).map(|(_, colour)| colour);
            if let Some(slot) = chosen.get_mut(number) {
                *slot = best;
            }
        }
        let mut of_polity = vec![PALETTE[0]; count];
        for (members, colour) in self.lineages.iter().zip(&chosen) {
            for &polity in members {
                if let (Some(slot), Some((colour, _))) = (of_polity.get_mut(polity), colour) {
                    *slot = *colour;
                }
            }
        }
        for (&polity, &colour) in &self.set {
            if let Some(slot) = of_polity.get_mut(polity) {
                *slot = colour;
            }
        }
        self.of_polity = of_polity;
    }
}

/// How much a difference lacks of [`DISTINCT`].
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 45")]
fn shortfall(difference: f64) -> u64 {
    (DISTINCT - difference).max(0.0) as u64
}

/// The lineage of each polity: a polity and the heirs of its colour.
///
/// The heir is the successor; of several the one listed first. A part of a polity is not its heir, nor are polities heirs of
/// each other whose territory touches on some day, or touches that of another member of the lineage.
fn lineages(atlas: &Atlas, contacts: &BTreeMap<(usize, usize), Contact>) -> Vec<usize> {
    let polities = atlas.polities();
    let mut sets = DisjointSets::new(polities.len());
    let touch = |one: usize, other: usize| contacts.get(&(one.min(other), one.max(other))) == Some(&Contact::Touch);
    let mut heirs: Vec<(bool, usize, usize)> = Vec::new();
    for (number, polity) in polities.iter().enumerate() {
        let Some(heir) = polity.successors().first() else { continue };
        let heir = polity_number(atlas, *heir);
        let is_part = polities
            .get(heir)
            .is_some_and(|heir| heir.part_of().iter().any(|membership| membership.polity() == polity.code()));
        if !is_part {
            heirs.push((polity.successors().len() > 1, number, heir));
        }
    }
    // Sole successors first.
    heirs.sort_unstable();
    let index = |number: usize| u32::try_from(number).unwrap_or_default();
    for (_, number, heir) in heirs {
        let (one, other) = (sets.root(index(number)), sets.root(index(heir)));
        let of = |root: u32, sets: &mut DisjointSets| -> Vec<usize> {
            (0..polities.len()).filter(|&polity| sets.root(index(polity)) == root).collect()
        };
        let (own, others) = (of(one, &mut sets), of(other, &mut sets));
        if !own.iter().any(|&polity| others.iter().any(|&beside| touch(polity, beside))) {
            sets.join(one, other);
        }
    }
    let roots: Vec<u32> = (0..polities.len()).map(|polity| sets.root(index(polity))).collect();
    let mut numbers: BTreeMap<u32, usize> = BTreeMap::new();
    roots
        .iter()
        .map(|root| {
            let next = numbers.len();
            *numbers.entry(*root).or_insert(next)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_can_tell_the_palette_apart() {
        for (number, &one) in PALETTE.iter().enumerate() {
            for &other in &PALETTE[..number] {
                let (normal, colour_blind) = one.look().difference(&other.look());
                assert!(normal > 15.0 && colour_blind > 6.5, "{one} and {other}: {normal:.1} {colour_blind:.1}");
            }
        }
    }
}
