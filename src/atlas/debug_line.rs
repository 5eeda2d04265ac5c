//! `{:?}` of what names much of an atlas, on one short line.

use std::fmt::{self, Display, Write};

/// The longest text, in bytes.
const LONGEST: usize = 320;

/// Writes `Name(text)`; a long text ends in `…`.
pub(crate) fn debug_line(f: &mut fmt::Formatter<'_>, name: &str, text: impl Display) -> fmt::Result {
    let mut line = Line { text: String::new(), is_full: false };
    // An error only says that the line is full.
    let _ = write!(line, "{text}");
    write!(f, "{name}({}{})", line.text, if line.is_full { "…" } else { "" })
}

/// A text that takes no more than [`LONGEST`] bytes, and no line ends.
struct Line {
    text: String,
    is_full: bool,
}

impl Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for letter in text.chars() {
            if self.text.len() + letter.len_utf8() > LONGEST {
                self.is_full = true;
                return Err(fmt::Error);
            }
            self.text.push(if letter.is_control() { ' ' } else { letter });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Shown(String);

    impl fmt::Debug for Shown {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            debug_line(f, "Shown", &self.0)
        }
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(format!("{:?}", Shown("one\ntwo".to_owned())), "Shown(one two)");
        let long = format!("{:#?}", Shown("ä".repeat(1000)));
        assert!(long.len() < 400 && long.ends_with("ä…)"), "{long}");
    }
}
