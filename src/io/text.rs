//! Where the parts of a document's text are.

use std::fmt::Write;

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
        self.at(self.offset(part))
    }

    /// The line and the column of a fault in `part`, and the member in which it is.
    pub(super) fn fault(&self, part: &str, error: &serde_json::Error) -> ((usize, usize), String) {
        let line = error.line().saturating_sub(1);
        let begin: usize = part.split_inclusive('\n').take(line).map(str::len).sum();
        let (offset, field) = trace(part, begin + error.column());
        (self.at(self.offset(part) + offset), field)
    }

    fn offset(&self, part: &str) -> usize {
        (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize)
    }

    fn at(&self, offset: usize) -> (usize, usize) {
        let line = self.breaks.partition_point(|&at| at < offset);
        let begin = line.checked_sub(1).and_then(|before| self.breaks.get(before)).map_or(0, |&at| at + 1);
        (line + 1, offset.saturating_sub(begin) + 1)
    }
}

/// Where a JSON text was being read when `end` bytes of it were: the begin of that value or name, and its path such
/// as `names[1].text`.
fn trace(text: &str, end: usize) -> (usize, String) {
    let mut open: Vec<Open> = Vec::new();
    // The begin of the last name or value.
    let mut begin = 0;
    let mut is_between = true;
    let mut text_begin = None;
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        if at >= end && !(is_between && byte.is_ascii_whitespace()) {
            if is_between && !matches!(byte, b',' | b':' | b'}' | b']') {
                begin = at;
            }
            break;
        }
        if let Some(quote) = text_begin {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'"' => {
                    text_begin = None;
                    if let Some(Open { step: Step::Member { name, is_named: false }, .. }) = open.last_mut() {
                        *name = text.get(quote + 1..at).map(str::to_owned);
                    }
                }
                _ => {}
            }
            continue;
        }
        match byte {
            b'{' | b'[' => {
                begin = at;
                is_between = true;
                let step = if byte == b'{' { Step::Member { name: None, is_named: false } } else { Step::Item(0) };
                open.push(Open { begin, step });
            }
            b'}' | b']' => {
                begin = open.pop().map_or(begin, |open| open.begin);
                is_between = false;
            }
            b',' => {
                is_between = true;
                match open.last_mut().map(|open| &mut open.step) {
                    Some(Step::Item(number)) => *number += 1,
                    Some(Step::Member { name, is_named }) => (*name, *is_named) = (None, false),
                    None => {}
                }
            }
            b':' => {
                is_between = true;
                if let Some(Open { step: Step::Member { is_named, .. }, .. }) = open.last_mut() {
                    *is_named = true;
                }
            }
            _ if byte.is_ascii_whitespace() => {}
            _ => {
                if is_between {
                    begin = at;
                    is_between = false;
                }
                if byte == b'"' {
                    text_begin = Some(at);
                }
            }
        }
    }
    // A list or an object that was only opened is itself what was not expected.
    if open.last().is_some_and(|open| open.begin + 1 == end) {
        open.pop();
    }
    (begin, path(&open))
}

/// An object or a list that is not closed yet.
struct Open {
    begin: usize,
    step: Step,
}

/// Where in an object or a list the reading is.
enum Step {
    /// At this member, whose name is complete once the colon has been read.
    Member { name: Option<String>, is_named: bool },
    /// At this element, from 0.
    Item(usize),
}

fn path(open: &[Open]) -> String {
    let mut path = String::new();
    for Open { step, .. } in open {
        match step {
            Step::Member { name: Some(name), .. } => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
            Step::Member { name: None, .. } => {}
            // A string takes any text.
            Step::Item(number) => _ = write!(path, "[{number}]"),
        }
    }
    path
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
