//! Holders of one territory whose periods overlap.

use std::collections::BTreeSet;

use crate::io::import::draft_period::DraftPeriod;
use crate::model::date::UncertainDate;
use crate::model::source::Confidence;

/// One polity holds for a time, as one relation states it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct StatedHolder {
    pub(super) period: DraftPeriod,
    pub(super) polity: String,
    pub(super) confidence: Confidence,
    /// The relation says that others hold with it.
    pub(super) is_joint: bool,
    pub(super) note: Option<String>,
}

/// Some polities hold for a time, jointly or not.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ResolvedHolders {
    pub(super) period: DraftPeriod,
    pub(super) polities: BTreeSet<String>,
    pub(super) confidence: Confidence,
    pub(super) is_joint: bool,
    pub(super) notes: BTreeSet<String>,
}

impl From<&StatedHolder> for ResolvedHolders {
    fn from(hold: &StatedHolder) -> Self {
        Self {
            period: hold.period.clone(),
            polities: BTreeSet::from([hold.polity.clone()]),
            confidence: hold.confidence,
            is_joint: hold.is_joint,
            notes: hold.note.iter().cloned().collect(),
        }
    }
}

/// The holders over time, with those joined that surely hold at the same time, and whether there are any.
pub(super) fn resolved(holds: &[StatedHolder]) -> (Vec<ResolvedHolders>, bool) {
    let meet =
        |one: &StatedHolder, other: &StatedHolder| one.period.dates().surely_meets(&other.period.dates()).is_some();
    let differ = |one: &StatedHolder, other: &StatedHolder| one.polity != other.polity && meet(one, other);
    if !holds.iter().enumerate().any(|(at, one)| holds.iter().skip(at + 1).any(|other| differ(one, other))) {
        return (holds.iter().map(ResolvedHolders::from).collect(), false);
    }
    // Between two changes that follow each other, the holders are the same.
    let key = |bound: &UncertainDate| (bound.latest(), bound.earliest());
    let mut bounds: Vec<UncertainDate> =
        holds.iter().flat_map(|hold| [hold.period.dates().from(), hold.period.dates().until()]).flatten().collect();
    bounds.sort_by_key(key);
    bounds.dedup();
    let bounds: Vec<Option<UncertainDate>> =
        std::iter::once(None).chain(bounds.into_iter().map(Some)).chain([None]).collect();
    let mut resolved: Vec<ResolvedHolders> = Vec::new();
    for pair in bounds.windows(2) {
        let &[from, until] = pair else { continue };
        let Ok(period) = DraftPeriod::new(from, until) else { continue };
        let covers = |hold: &&StatedHolder| {
            let whole = hold.period.dates();
            whole.from().is_none_or(|begin| from.is_some_and(|from| key(&begin) <= key(&from)))
                && whole.until().is_none_or(|end| until.is_some_and(|until| key(&end) >= key(&until)))
        };
        let mut held: Option<ResolvedHolders> = None;
        for hold in holds.iter().filter(covers) {
            let one = ResolvedHolders { period: period.clone(), ..ResolvedHolders::from(hold) };
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
        match resolved.last_mut() {
            Some(last)
                if last.period.dates().until() == from
                    && ResolvedHolders { period: last.period.clone(), ..held.clone() } == *last =>
            {
                let whole = DraftPeriod::new(last.period.dates().from(), until);
                last.period = whole.unwrap_or_else(|_| last.period.clone());
            }
            _ => resolved.push(held),
        }
    }
    (resolved, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hold(polity: &str, from: &str, until: &str) -> StatedHolder {
        let date = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        let period = DraftPeriod::new(date(from), date(until)).unwrap();
        StatedHolder { period, polity: polity.to_owned(), confidence: Confidence::High, is_joint: false, note: None }
    }

    fn shown(holds: &[StatedHolder]) -> (String, bool) {
        let (resolved, is_shared) = resolved(holds);
        let text = |held: &ResolvedHolders| {
            let polities: Vec<&str> = held.polities.iter().map(String::as_str).collect();
            format!("{} {}", held.period.dates(), polities.join("+"))
        };
        (resolved.iter().map(text).collect::<Vec<_>>().join(", "), is_shared)
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
