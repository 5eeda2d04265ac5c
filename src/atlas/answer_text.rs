//! Answers in one line.

use std::fmt;

use super::text::either;
use super::{Answer, Doubt, Outcome};
use crate::model::date::Certainty;

impl Answer<'_> {
    /// The outcome of each candidate; where two share a name, their chains tell them apart.
    pub(crate) fn candidate_texts(&self) -> Vec<String> {
        let names: Vec<String> = self.candidates().map(|candidate| candidate.outcome().to_string()).collect();
        let texts = self.candidates().zip(&names).map(|(candidate, name)| {
            let is_shared = names.iter().filter(|other| *other == name).count() > 1;
            match candidate.outcome() {
                Outcome::Sole(holder) if is_shared => format!("{name} ({})", holder.chain_text()),
                _ => name.clone(),
            }
        });
        texts.collect()
    }

    /// Who holds, without any doubt about a single candidate: `Armenia`, or `possibly Armenia or Azerbaijan`.
    pub(crate) fn holder_text(&self) -> String {
        let texts = self.candidate_texts();
        if texts.len() > 1 { format!("possibly {}", texts.join(" or ")) } else { either(&texts) }
    }
}

/// Doubts in one line, each text once.
pub(crate) fn doubts_text(doubts: &[Doubt<'_>]) -> String {
    let mut texts: Vec<String> = Vec::with_capacity(doubts.len());
    for text in doubts.iter().map(ToString::to_string) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.join("; ")
}

impl fmt::Display for Answer<'_> {
    /// `Armenia`, `possibly Armenia or Azerbaijan`, or `likely Iran: ` and what lowers the certainty.
    ///
    /// An answer about an area leaves out what lowers it: `likely Iran`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.certainty() {
            Certainty::Certain | Certainty::Possible => f.pad(&self.holder_text()),
            Certainty::Likely if self.position().is_none() => write!(f, "likely {}", self.holder_text()),
            Certainty::Likely => write!(f, "likely {}: {}", self.holder_text(), doubts_text(&self.doubts())),
        }
    }
}
