//! Codes of an atlas made from names and numbers of a foreign file.

use std::collections::{HashMap, HashSet};

/// The longest code, in bytes.
const CAPACITY: usize = 31;

/// Gives each foreign identity one code of its own.
#[derive(Debug, Default)]
pub(super) struct Codes {
    known: HashMap<(&'static str, String), String>,
    taken: HashSet<(&'static str, String)>,
    /// How often a plain text was asked for, so that its next number is known.
    counts: HashMap<(&'static str, String), usize>,
    /// What was taken, in order.
    log: Vec<(&'static str, String)>,
}

impl Codes {
    /// The code of a foreign identity among elements of this kind: the same whenever it is asked for.
    pub(super) fn of(&mut self, kind: &'static str, foreign: &str) -> String {
        let key = (kind, foreign.to_owned());
        if let Some(code) = self.known.get(&key) {
            return code.clone();
        }
        let code = self.fresh(kind, foreign);
        self.known.insert(key, code.clone());
        code
    }

    /// A code that no element of this kind has yet, as like the text as the form of codes allows.
    pub(super) fn fresh(&mut self, kind: &'static str, text: &str) -> String {
        let plain = plain(text);
        let mut code = plain.clone();
        let count = self.counts.entry((kind, plain.clone())).or_insert(1);
        while !self.taken.insert((kind, code.clone())) {
            *count += 1;
            let ending = format!("-{count}");
            let kept = plain.get(..CAPACITY - ending.len()).unwrap_or(&plain);
            code = format!("{}{ending}", kept.trim_end_matches('-'));
        }
        self.log.push((kind, code.clone()));
        code
    }

    /// How many codes were taken.
    pub(super) fn mark(&self) -> usize {
        self.log.len()
    }

    /// Gives back the codes of territories and landmarks that were taken since; a polity keeps its code.
    pub(super) fn take_back(&mut self, mark: usize) -> Vec<(&'static str, String)> {
        let taken: Vec<_> = self.log.drain(mark.min(self.log.len())..).filter(|(kind, _)| *kind != "polity").collect();
        for code in &taken {
            self.taken.remove(code);
            self.counts.remove(code);
        }
        taken
    }
}

/// So many characters of a text are enough for a code.
const LONGEST: usize = 4 * CAPACITY;

/// 1 to 31 ASCII letters, digits, `-`, `.` and `_`, as like the text as can be: letters of other scripts become Latin ones,
/// apostrophes are dropped, and anything else becomes a `-`.
fn plain(text: &str) -> String {
    let mut code = String::new();
    for c in text.trim().chars().take(LONGEST) {
        if matches!(c, '\'' | '’' | 'ʻ' | 'ʿ' | 'ʼ' | 'ʾ') {
            continue;
        }
        let letters = if c.is_ascii() { "" } else { any_ascii::any_ascii_char(c) };
        for c in letters.chars().chain(c.is_ascii().then_some(c)) {
            match c {
                c if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') => code.push(c),
                // Signs that stand for soft and hard letters, and for breathings.
                '\'' | '`' if !letters.is_empty() => {}
                _ if code.ends_with('-') || code.is_empty() => {}
                _ => code.push('-'),
            }
        }
    }
    code.truncate(CAPACITY);
    let code = code.trim_end_matches('-');
    if code.is_empty() { "x".to_owned() } else { code.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_like_their_texts_and_never_taken_twice() {
        let mut codes = Codes::default();
        assert_eq!(codes.of("polity", "Côte d'Ivoire (north)"), "Cote-dIvoire-north");
        assert_eq!(codes.of("polity", "Cote-dIvoire north"), "Cote-dIvoire-north-2");
        assert_eq!(codes.of("polity", "Côte d'Ivoire (north)"), "Cote-dIvoire-north");
        assert_eq!(codes.of("territory", "Cote dIvoire north"), "Cote-dIvoire-north");
        assert_eq!(codes.of("polity", "Հայաստան"), "Hayastan");
        assert_eq!(codes.of("polity", "Россия"), "Rossiya");
        assert_eq!(codes.of("polity", ""), "x");
        let long = "a-very-long-name-of-a-place-that-is-longer-than-codes-may-be";
        assert_eq!(codes.of("polity", long), "a-very-long-name-of-a-place-tha");
        assert_eq!(
            codes.of("polity", &long.to_uppercase().to_lowercase().replace("codes", "code")),
            "a-very-long-name-of-a-place-t-2"
        );
        for text in ["ÆØÅ æøå ßßßßßßßßßßßßßßßßßßßßßßßß", "---", "a\u{0}b", "…"] {
            let code = codes.of("territory", text);
            assert!(crate::model::code::Code::<str>::new(&code).is_ok(), "{text}: {code}");
        }
    }
}
