//! Colours of polities: the same on every day, and distinct for readers with red-green colour blindness.

use std::collections::BTreeMap;
use std::fmt;

use crate::atlas::Atlas;
use crate::map::cell_histories::CellHistories;
use crate::map::polity_number::polity_number;

/// A colour as red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Colour(pub(crate) u8, pub(crate) u8, pub(crate) u8);

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// Seven colours of Paul Tol's light scheme (Colour Schemes, SRON/EPS/TN/09-002), each a fifth nearer to white so that
/// text is legible on it; then slate and rose, chosen to differ from these for readers with and without red-green colour
/// blindness.
const PALETTE: [Colour; 9] = [
    Colour(0x95, 0xbd, 0xe4),
    Colour(0xf2, 0xe4, 0xa2),
    Colour(0x6d, 0xca, 0xaf),
    Colour(0xf2, 0xa2, 0x88),
    Colour(0xff, 0xbd, 0xca),
    Colour(0xca, 0xd7, 0x60),
    Colour(0xaf, 0xe4, 0xff),
    Colour(0x87, 0xa5, 0xb4),
    Colour(0xdc, 0x8c, 0x8c),
];

/// The cost of giving one colour to two polities whose territory touches on some day.
const TOUCH: u64 = 1_000_000;
/// The cost for two polities with one cell between them. Two that only exist on the same days cost 1.
const NEAR: u64 = 1_000;
/// What a successor saves by keeping its predecessor's colour.
const SUCCESSION: u64 = 8;

/// The colour of each polity of an atlas, by number.
///
/// Colours are chosen over all days and both bases at once, so that a polity has one colour on every map of the atlas.
/// Polities whose territory touches on some day have different colours as far as the palette lasts; others that exist
/// on the same days differ where they can; a successor keeps the colour of its predecessor where that is free.
pub(crate) fn colours(atlas: &Atlas, histories: &CellHistories<'_>) -> Vec<Colour> {
    let count = atlas.polities().len();
    let contacts = histories.contacts(atlas.plan());
    let mut weight: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    for (&pair, &touches) in &contacts {
        *weight.entry(pair).or_default() += if touches { TOUCH } else { NEAR };
    }
    let mut spans: Vec<Option<(i32, i32)>> = vec![None; count];
    let mut cells_held = vec![0_u64; count];
    for tenure in histories.list.iter().flat_map(|cell| histories.tenures(cell)) {
        if let (Some(span), Some(held)) = (spans.get_mut(tenure.polity), cells_held.get_mut(tenure.polity)) {
            let (from, until) = span.unwrap_or((tenure.from, tenure.until));
            *span = Some((from.min(tenure.from), until.max(tenure.until)));
            *held += 1;
        }
    }
    for (one, first) in spans.iter().enumerate() {
        for (other, second) in spans.iter().enumerate().skip(one + 1) {
            if let (Some(first), Some(second)) = (first, second)
                && first.0 < second.1
                && second.0 < first.1
            {
                *weight.entry((one, other)).or_default() += 1;
            }
        }
    }
    let between = |one: usize, other: usize| weight.get(&(one.min(other), one.max(other))).copied().unwrap_or(0);
    // Those with the most neighbours choose first.
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_cached_key(|&polity| {
        let touching =
            contacts.iter().filter(|&(&(one, other), &touches)| touches && (one == polity || other == polity)).count();
        let held = cells_held.get(polity).copied().unwrap_or(0);
        let code = atlas.polities().get(polity).map(crate::model::polity::Polity::code);
        (std::cmp::Reverse(touching), std::cmp::Reverse(held), code)
    });
    let mut chosen: Vec<Option<usize>> = vec![None; count];
    for &polity in &order {
        let related = related(atlas, polity);
        let cost = |colour: usize| -> (u64, u64, usize) {
            let (mut cost, mut uses) = (2 * SUCCESSION, 0);
            for (other, _) in chosen.iter().enumerate().filter(|(_, has)| **has == Some(colour)) {
                cost += between(polity, other);
                uses += 1;
                if related.contains(&other) {
                    cost = cost.saturating_sub(SUCCESSION);
                }
            }
            (cost, uses, colour)
        };
        let best = (0..PALETTE.len()).min_by_key(|&colour| cost(colour));
        if let Some(slot) = chosen.get_mut(polity) {
            *slot = best;
        }
    }
    chosen.iter().map(|colour| colour.and_then(|colour| PALETTE.get(colour)).copied().unwrap_or(PALETTE[0])).collect()
}

/// The successors and the predecessors of a polity.
fn related(atlas: &Atlas, polity: usize) -> Vec<usize> {
    let Some(own) = atlas.polities().get(polity) else { return Vec::new() };
    let after = own.successors().iter().map(|&code| polity_number(atlas, code));
    let before = atlas.polities().iter().filter(|other| other.successors().contains(&own.code()));
    after.chain(before.map(|other| polity_number(atlas, other.code()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Normal vision, then vision without the cones for red and without those for green (Machado, Oliveira and
    /// Fernandes 2009).
    const SIGHT: [[[f64; 3]; 3]; 3] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ];

    fn lab(colour: Colour, sight: &[[f64; 3]; 3]) -> [f64; 3] {
        let linear = [colour.0, colour.1, colour.2].map(|value| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        let seen = sight.map(|row| row.iter().zip(linear).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0));
        let xyz = [
            (0.412_456 * seen[0] + 0.357_576 * seen[1] + 0.180_437 * seen[2]) / 0.950_47,
            0.212_673 * seen[0] + 0.715_152 * seen[1] + 0.072_175 * seen[2],
            (0.019_334 * seen[0] + 0.119_192 * seen[1] + 0.950_304 * seen[2]) / 1.088_83,
        ];
        let f = xyz.map(|t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 });
        [116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])]
    }

    #[test]
    fn colour_blind_readers_can_tell_the_palette_apart() {
        for (kind, sight) in SIGHT.iter().enumerate() {
            for (number, &one) in PALETTE.iter().enumerate() {
                for &other in &PALETTE[..number] {
                    let (p, q) = (lab(one, sight), lab(other, sight));
                    let difference = p.iter().zip(q).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
                    assert!(difference > 10.0, "{one} and {other} as sight {kind} sees them: {difference:.1}");
                }
            }
        }
    }
}
