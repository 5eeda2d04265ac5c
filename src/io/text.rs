//! Lines, columns and members of the text of a document.

use std::fmt::Write;

use super::parts::{offset, parts};

/// Finds the line and column of a part of a text.
pub(super) struct Lines<'a> {
    text: &'a str,
    breaks: Vec<usize>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, breaks: text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect() }
    }

    /// The line and the column, in bytes and both from 1, on which `part`, a slice of the text, begins.
    pub(super) fn of(&self, part: &str) -> (usize, usize) {
        self.at(offset(self.text, part))
    }

    /// The line and the column of an error in `part`, and the path of the member in which it is.
    pub(super) fn fault(&self, part: &str, error: &serde_json::Error) -> ((usize, usize), String) {
        let line = error.line().saturating_sub(1);
        let line_begin: usize = part.split_inclusive('\n').take(line).map(str::len).sum();
        let (begin, field) = trace(part, line_begin + error.column());
        (self.at(offset(self.text, part) + begin), field)
    }

    fn at(&self, offset: usize) -> (usize, usize) {
        let line = self.breaks.partition_point(|&at| at < offset);
        let begin = line.checked_sub(1).and_then(|before| self.breaks.get(before)).map_or(0, |&at| at + 1);
        (line + 1, offset.saturating_sub(begin) + 1)
    }
}

/// Where in a JSON text a reader was after `end` bytes: the beginning of the value or name that it had just read or was
/// about to read, and its path, such as `names[1].text`.
fn trace(text: &str, end: usize) -> (usize, String) {
    let (mut begin, mut value, mut path) = (0, text, String::new());
    // A value that was not read beyond its bracket, or was read to its end, is meant itself.
    while begin + 1 < end && end < begin + value.len() {
        let parts = parts(value);
        let number = parts.partition_point(|part| begin + part.begin <= end);
        let Some((number, part)) = number.checked_sub(1).and_then(|number| Some((number, parts.get(number)?))) else {
            break;
        };
        match part.name {
            None => _ = write!(path, "[{number}]"),
            Some(name) => {
                let name_end = name.begin + name.text.len() + "\"\"".len();
                if begin + name_end <= end {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name.text);
                }
                if end <= begin + name.colon {
                    return (begin + name.begin, path);
                }
            }
        }
        (begin, value) = (begin + part.value_begin, part.value);
    }
    (begin, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_traced_to_its_member() {
        let text = r#"{"a": 1, "names": [{"t\"x": "q"}, {"text": 7}], "b": {}}"#;
        for (token, path) in
            [("{\"a\"", ""), ("1,", "a"), ("\"q\"", "names[0].t\\\"x"), ("7}", "names[1].text"), ("{}}", "b")]
        {
            let at = text.find(token).unwrap();
            let (begin, found) = trace(text, at);
            assert_eq!((begin, found.as_str()), (at, path), "{token}");
        }
        // A value that has just been read, and an object that has just been closed.
        assert_eq!(trace(text, text.find("7}").unwrap() + 1), (text.find("7}").unwrap(), "names[1].text".to_owned()));
        assert_eq!(trace(text, text.find("}],").unwrap() + 1).1, "names[1]");
        assert_eq!(trace(text, text.len()), (0, String::new()));
        assert_eq!(trace("", 5), (0, String::new()));
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        let text = "ab\nŞuşa x";
        let lines = Lines::new(text);
        assert_eq!(lines.of(&text[0..]), (1, 1));
        assert_eq!(lines.of(&text[1..]), (1, 2));
        assert_eq!(lines.of(&text[3..]), (2, 1));
        assert_eq!(lines.of(&text[text.find('x').unwrap()..]), (2, 8));
    }
}
