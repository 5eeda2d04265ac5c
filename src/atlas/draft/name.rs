//! Names as they are given.

use serde::{Deserialize, Serialize};

use super::date::PeriodDraft;

/// One name, in a language, over a period.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameDraft {
    pub(crate) text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) lang: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) from: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<String>,
}

impl NameDraft {
    /// A name in a language (BCP 47) over a period.
    pub(super) fn new(text: &str, language: &str, period: PeriodDraft) -> Self {
        let PeriodDraft { from, until } = period;
        Self { text: text.to_owned(), lang: Some(language.to_owned()), from, until }
    }
}
