//! Holders of one ground at one time.

use std::collections::BTreeSet;

use crate::io::import::spell::Spell;
use crate::model::date::UncertainDate;
use crate::model::source::Confidence;

/// One polity holds for a time, as one relation states it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hold {
    pub(super) spell: Spell,
    pub(super) polity: String,
    pub(super) confidence: Confidence,
    /// The relation says that others hold with it.
    pub(super) is_joint: bool,
    pub(super) note: Option<String>,
}

/// Some polities hold for a time, jointly or not.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Held {
    pub(super) spell: Spell,
    pub(super) polities: BTreeSet<String>,
    pub(super) confidence: Confidence,
    pub(super) is_joint: bool,
    pub(super) notes: BTreeSet<String>,
}

impl From<&Hold> for Held {
    fn from(hold: &Hold) -> Self {
        Self {
            spell: hold.spell.clone(),
            polities: BTreeSet::from([hold.polity.clone()]),
            confidence: hold.confidence,
            is_joint: hold.is_joint,
            notes: hold.note.iter().cloned().collect(),
        }
    }
}

/// Who holds when, with those together that surely hold at one time; the second is whether there are such.
pub(super) fn settled(holds: &[Hold]) -> (Vec<Held>, bool) {
    let meet = |one: &Hold, other: &Hold| one.spell.period().surely_meets(&other.spell.period()).is_some();
    let differ = |one: &Hold, other: &Hold| one.polity != other.polity && meet(one, other);
    if !holds.iter().enumerate().any(|(at, one)| holds.iter().skip(at + 1).any(|other| differ(one, other))) {
        return (holds.iter().map(Held::from).collect(), false);
    }
    // Between two changes that follow each other, the holders are the same.
    let key = |bound: &UncertainDate| (bound.latest(), bound.earliest());
    let mut bounds: Vec<UncertainDate> =
        holds.iter().flat_map(|hold| [hold.spell.period().from(), hold.spell.period().until()]).flatten().collect();
    bounds.sort_by_key(key);
    bounds.dedup();
    let bounds: Vec<Option<UncertainDate>> =
        std::iter::once(None).chain(bounds.into_iter().map(Some)).chain([None]).collect();
    let mut settled: Vec<Held> = Vec::new();
    for pair in bounds.windows(2) {
        let &[from, until] = pair else { continue };
        let Ok(spell) = Spell::new(from, until) else { continue };
        let covers = |hold: &&Hold| {
            let whole = hold.spell.period();
            whole.from().is_none_or(|begin| from.is_some_and(|from| key(&begin) <= key(&from)))
                && whole.until().is_none_or(|end| until.is_some_and(|until| key(&end) >= key(&until)))
        };
        let mut held: Option<Held> = None;
        for hold in holds.iter().filter(covers) {
            let one = Held { spell: spell.clone(), ..Held::from(hold) };
            held = Some(match held {
                None => one,
                Some(mut known) => {
                    known.polities.extend(one.polities);
                    known.notes.extend(one.notes);
                    known.confidence = known.confidence.min(one.confidence);
                    known.is_joint &= one.is_joint;
                    known
                }
            });
        }
        let Some(held) = held else { continue };
        match settled.last_mut() {
            Some(last)
                if last.spell.period().until() == from
                    && Held { spell: last.spell.clone(), ..held.clone() } == *last =>
            {
                let whole = Spell::new(last.spell.period().from(), until);
                last.spell = whole.unwrap_or_else(|_| last.spell.clone());
            }
            _ => settled.push(held),
        }
    }
    (settled, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hold(polity: &str, from: &str, until: &str) -> Hold {
        let date = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        let spell = Spell::new(date(from), date(until)).unwrap();
        Hold { spell, polity: polity.to_owned(), confidence: Confidence::High, is_joint: false, note: None }
    }

    fn shown(holds: &[Hold]) -> (String, bool) {
        let (settled, is_shared) = settled(holds);
        let text = |held: &Held| {
            let polities: Vec<&str> = held.polities.iter().map(String::as_str).collect();
            format!("{} {}", held.spell.period(), polities.join("+"))
        };
        (settled.iter().map(text).collect::<Vec<_>>().join(", "), is_shared)
    }

    #[test]
    fn those_who_hold_at_one_time_are_told_together() {
        let one_after_the_other = [hold("A", "1800", "[1850..1860]"), hold("B", "[1850..1860]", "")];
        assert_eq!(
            shown(&one_after_the_other).0,
            "1800 to [1850-01-01..1860-12-31] A, since [1850-01-01..1860-12-31] B"
        );
        let over =
            [hold("A", "1800-01-01", "1860-01-01"), hold("B", "1850-01-01", ""), hold("A", "1860-01-01", "1870-01-01")];
        let expected = "1800-01-01 to 1850-01-01 A, 1850-01-01 to 1870-01-01 A+B, since 1870-01-01 B";
        assert_eq!(shown(&over), (expected.to_owned(), true));
        assert_eq!(shown(&[hold("A", "", ""), hold("B", "", "")]), ("always A+B".to_owned(), true));
        // Of one polity there is no contest.
        let twice = [hold("A", "1800", "1860"), hold("A", "1850", "1870")];
        assert_eq!(shown(&twice).0, "1800 to 1860 A, 1850 to 1870 A");
        assert_eq!(shown(&[]), (String::new(), false));
    }
}
