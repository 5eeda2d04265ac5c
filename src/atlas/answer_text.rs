//! Answers in one line.

use std::fmt;

use super::text::either;
use super::{Answer, Outcome};
use crate::model::date::Certainty;

impl fmt::Display for Answer<'_> {
    /// `Armenia`, `possibly Armenia or Azerbaijan`, or `likely Iran: ` and what lowers the certainty.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self.candidates().map(|candidate| candidate.outcome().to_string()).collect();
        let texts: Vec<String> = self
            .candidates()
            .zip(&names)
            .map(|(candidate, name)| {
                // Where two candidates share a name, their chains tell them apart.
                let is_shared = names.iter().filter(|other| *other == name).count() > 1;
                match candidate.outcome() {
                    Outcome::Sole(holder) if is_shared => format!("{name} ({})", holder.chain_text()),
                    _ => name.clone(),
                }
            })
            .collect();
        match self.certainty() {
            Certainty::Certain => f.pad(&either(&texts)),
            Certainty::Likely => {
                let doubts: Vec<String> = self.doubts().iter().map(ToString::to_string).collect();
                write!(f, "likely {}: {}", either(&texts), doubts.join("; "))
            }
            Certainty::Possible => write!(f, "possibly {}", texts.join(" or ")),
        }
    }
}
