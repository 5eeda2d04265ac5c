//! Codes of an atlas made from names and numbers of a foreign file.

use std::collections::{HashMap, HashSet};

/// The longest code, in bytes.
const CAPACITY: usize = 31;

/// Gives each foreign identity one code of its own.
#[derive(Debug, Default)]
pub(super) struct Codes {
    known: HashMap<(&'static str, String), String>,
    taken: HashSet<(&'static str, String)>,
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
        let mut number = 2_usize;
        while !self.taken.insert((kind, code.clone())) {
            let ending = format!("-{number}");
            let kept = plain.get(..CAPACITY - ending.len()).unwrap_or(&plain);
            code = format!("{}{ending}", kept.trim_end_matches('-'));
            number += 1;
        }
        code
    }
}

/// 1 to 31 ASCII letters, digits, `-`, `.` and `_`, as like the text as can be.
fn plain(text: &str) -> String {
    let mut code = String::new();
    for c in text.trim().chars() {
        match c {
            c if c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') => code.push(c),
            c => match without_mark(c) {
                Some(letters) => code.push_str(letters),
                None if code.ends_with('-') || code.is_empty() => {}
                None => code.push('-'),
            },
        }
    }
    code.truncate(CAPACITY);
    let code = code.trim_end_matches('-');
    if code.is_empty() { "x".to_owned() } else { code.to_owned() }
}

/// The Latin letters nearest to one with a mark.
fn without_mark(c: char) -> Option<&'static str> {
    Some(match c {
        'À'..='Å' | 'Ā' | 'Ă' | 'Ą' | 'Ə' => "A",
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ə' => "a",
        'Æ' => "Ae",
        'æ' => "ae",
        'Ç' | 'Ć' | 'Č' => "C",
        'ç' | 'ć' | 'č' => "c",
        'Đ' | 'Ð' | 'Ď' => "D",
        'đ' | 'ð' | 'ď' => "d",
        'È'..='Ë' | 'Ē' | 'Ę' | 'Ě' => "E",
        'è'..='ë' | 'ē' | 'ę' | 'ě' => "e",
        'Ğ' | 'Ģ' => "G",
        'ğ' | 'ģ' => "g",
        'Ì'..='Ï' | 'Ī' | 'İ' => "I",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'Ķ' => "K",
        'ķ' => "k",
        'Ł' | 'Ļ' | 'Ľ' => "L",
        'ł' | 'ļ' | 'ľ' => "l",
        'Ñ' | 'Ń' | 'Ň' | 'Ņ' => "N",
        'ñ' | 'ń' | 'ň' | 'ņ' => "n",
        'Ò'..='Ö' | 'Ø' | 'Ō' | 'Ő' => "O",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'Œ' => "Oe",
        'œ' => "oe",
        'Ř' => "R",
        'ř' => "r",
        'Ś' | 'Ş' | 'Š' | 'Ș' => "S",
        'ś' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'Ţ' | 'Ť' | 'Ț' => "T",
        'ţ' | 'ť' | 'ț' => "t",
        'Ù'..='Ü' | 'Ū' | 'Ů' | 'Ű' => "U",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'Ý' => "Y",
        'ý' | 'ÿ' => "y",
        'Ź' | 'Ż' | 'Ž' => "Z",
        'ź' | 'ż' | 'ž' => "z",
        'Þ' => "Th",
        'þ' => "th",
        '\'' | '’' | 'ʻ' | 'ʿ' => "",
        _ => return None,
    })
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
        assert_eq!(codes.of("polity", "Հայաստան"), "x");
        assert_eq!(codes.of("polity", ""), "x-2");
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
