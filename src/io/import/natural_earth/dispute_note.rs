//! What Natural Earth notes about disputed areas.

/// `NOTE_BRK`, such as `Admin. by Israel; Claimed by Syria`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct DisputeNote {
    pub(super) is_self_administered: bool,
    pub(super) administered_by: Vec<String>,
    pub(super) leased_to: Vec<String>,
    pub(super) claimed_by: Vec<String>,
    /// Clauses that are not understood.
    pub(super) rest: Vec<String>,
}

impl DisputeNote {
    pub(super) fn of(text: &str) -> Self {
        let mut dispute = Self::default();
        for clause in text.split(';').map(str::trim).filter(|clause| !clause.is_empty()) {
            let lower = clause.to_ascii_lowercase();
            let after = |words: &[&str]| words.iter().find(|word| lower.starts_with(**word)).map(|word| word.len());
            let names = |begin: usize| names(clause.get(begin..).unwrap_or_default());
            if lower == "claimed by multiple" {
                dispute.rest.push(clause.to_owned());
                continue;
            }
            if lower.starts_with("self admin") || lower.starts_with("self-admin") {
                dispute.is_self_administered = true;
            } else if let Some(begin) = after(&["admin. by ", "admin by ", "administered by "]) {
                dispute.administered_by.extend(names(begin));
            } else if let Some(begin) = after(&["leased to ", "leased by "]) {
                dispute.leased_to.extend(names(begin));
            } else if let Some(begin) = after(&["claimed by ", "also claimed by "]) {
                dispute.claimed_by.extend(names(begin));
            } else {
                dispute.rest.push(clause.to_owned());
            }
        }
        dispute
    }
}

/// Names separated by commas or `and`.
fn names(text: &str) -> Vec<String> {
    // What is in brackets is no name.
    let text = text.split('(').next().unwrap_or_default();
    let names = text.split([',', '&', '/']).flat_map(|part| part.split(" and "));
    let names = names.map(|name| name.trim().trim_start_matches("and ").trim_start_matches("the ").trim());
    names.map(|name| alone(name).to_owned()).filter(|name| !name.is_empty()).collect()
}

/// A name without what is said about it: `Russia by Kazakhstan`, `New Caledonia for France`, `Bolivia after ceded to Chile`.
fn alone(name: &str) -> &str {
    let ends = [" by ", " for ", " after ", " since "].iter().filter_map(|word| name.find(word));
    name.get(..ends.min().unwrap_or(name.len())).unwrap_or(name).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_read() {
        let shown = |text: &str| {
            let DisputeNote { is_self_administered, administered_by, leased_to, claimed_by, rest } =
                DisputeNote::of(text);
            let own = if is_self_administered { "self " } else { "" };
            [administered_by, leased_to, claimed_by, rest].map(|names| names.join("+")).join("|").replacen("", own, 1)
        };
        for (text, expected) in [
            ("Self admin.; Claimed by Azer.", "self ||Azer.|"),
            ("Admin. by Russia; Claimed by Ukraine", "Russia||Ukraine|"),
            ("Admin. By China; Claimed by India", "China||India|"),
            ("Claimed by China, Taiwan, and Brunei", "||China+Taiwan+Brunei|"),
            ("Admin. by U.K. (since 1833); claimed by Argentina and Chile", "U.K.||Argentina+Chile|"),
            ("Leased to the U.S.A.; Patrolled", "|U.S.A.||Patrolled"),
            ("Leased to Russia by Kazakhstan", "|Russia||"),
            ("Admin. by New Caledonia for France; Claimed by multiple", "New Caledonia|||Claimed by multiple"),
            ("Claimed by Bolivia after ceded to Chile in 1884", "||Bolivia|"),
            ("", "|||"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
