//! Names and memberships whose periods follow each other.

use crate::atlas::draft::{MembershipDraft, NameDraft};
use crate::model::date::UncertainDate;

/// Joins periods of one name that follow each other; names stay in the order in which they were added.
pub(super) fn join_names(names: &mut Vec<NameDraft>) {
    let mut sorted: Vec<(usize, NameDraft)> = names.drain(..).enumerate().collect();
    sorted.sort_by_cached_key(|(_, name)| order(name.from.as_deref()));
    let mut joined: Vec<(usize, NameDraft)> = Vec::with_capacity(sorted.len());
    for (number, name) in sorted {
        let before = joined.iter_mut().rev().find(|(_, known)| known.text == name.text && known.lang == name.lang);
        match before {
            Some((first, known)) if known.until.is_some() && known.until == name.from => {
                known.until = name.until;
                *first = number.min(*first);
            }
            _ => joined.push((number, name)),
        }
    }
    joined.sort_by_key(|(number, _)| *number);
    names.extend(joined.into_iter().map(|(_, name)| name));
}

/// Joins periods of one membership that follow each other.
pub(super) fn join_memberships(memberships: &mut Vec<MembershipDraft>) {
    memberships.sort_by_cached_key(|membership| order(membership.from.as_deref()));
    let mut joined: Vec<MembershipDraft> = Vec::with_capacity(memberships.len());
    for membership in memberships.drain(..) {
        match joined.iter_mut().rev().find(|known| known.polity == membership.polity) {
            Some(known) if known.until.is_some() && known.until == membership.from => known.until = membership.until,
            _ => joined.push(membership),
        }
    }
    *memberships = joined;
}

/// Sorts bounds by time; open ones first, then those that cannot be read.
fn order(bound: Option<&str>) -> (bool, Option<time::Date>) {
    let date = bound.and_then(|text| text.parse().ok()).map(UncertainDate::earliest);
    (bound.is_some(), date)
}
