//! Bonds between polities as they are given.

use serde::{Deserialize, Serialize};

use super::date::PeriodDraft;

/// A bond to another polity over a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MembershipDraft {
    pub(crate) polity: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<String>,
}

impl MembershipDraft {
    pub(super) fn new(polity: &str, period: PeriodDraft) -> Self {
        let PeriodDraft { from, until } = period;
        Self { polity: polity.to_owned(), from, until }
    }
}
