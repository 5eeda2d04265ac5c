//! Reads JSON value by value, with little of the text in memory.

use std::io::Read;
use std::ops::Range;

use crate::atlas::{Limit, OverLimit};
use crate::io::import::ImportProblemKind;
use crate::io::import::stop::Stop;

/// So much is read at once.
const CHUNK: u64 = 1 << 18;

/// Finds where values of a JSON text begin and end; what is inside them is read by serde.
///
/// Only the value at hand is in memory, and what lies between it and the byte last kept.
#[derive(Debug)]
pub(in crate::io::import) struct Scanner<R> {
    reader: R,
    buffer: Vec<u8>,
    /// The next byte, in the buffer.
    pos: usize,
    /// From here on the buffer is not let go of.
    kept: Option<usize>,
    /// Bytes of the text before the buffer.
    before: u64,
    ended: bool,
    line: usize,
    /// Where in the text the current line begins.
    line_start: u64,
    /// The most bytes of a value.
    most: usize,
}

/// A value in the buffer; good until the scanner goes on.
#[derive(Debug, Clone)]
pub(in crate::io::import) struct TextSpan {
    range: Range<usize>,
    pub(in crate::io::import) line: usize,
    pub(in crate::io::import) column: usize,
}

impl<R: Read> Scanner<R> {
    /// A scanner at the beginning of a text whose values have no more bytes than `most`.
    ///
    /// # Errors
    ///
    /// [`Stop`] when the text begins with a mark of another encoding, or with the one that UTF-8 does not need.
    pub(in crate::io::import) fn new(reader: R, most: usize) -> Result<Self, Stop> {
        let (buffer, kept) = (Vec::new(), None);
        let mut this = Self { reader, buffer, pos: 0, kept, before: 0, ended: false, line: 1, line_start: 0, most };
        this.refill(0)?;
        let encoding = match this.buffer.as_slice() {
            [0xEF, 0xBB, 0xBF, ..] => "the file begins with a byte order mark; save it as UTF-8 without one",
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, ..] | [_, 0, ..] => {
                "the file is UTF-16 or UTF-32; save it as UTF-8"
            }
            _ => return Ok(this),
        };
        Err(this.stop(ImportProblemKind::Encoding(encoding.to_owned())))
    }

    /// Bytes read so far.
    pub(in crate::io::import) fn bytes(&self) -> u64 {
        self.before + self.pos as u64
    }

    /// The line of the next byte, from 1.
    pub(in crate::io::import) fn line(&self) -> usize {
        self.line
    }

    /// The column of the next byte, from 1.
    pub(in crate::io::import) fn column(&self) -> usize {
        usize::try_from(self.bytes() - self.line_start).unwrap_or(usize::MAX).saturating_add(1)
    }

    /// A problem at the next byte.
    pub(in crate::io::import) fn stop(&self, kind: ImportProblemKind) -> Stop {
        Stop::Problem { line: self.line, column: self.column(), kind: Box::new(kind) }
    }

    /// A problem of syntax at the next byte.
    pub(in crate::io::import) fn syntax(&self, message: impl Into<String>) -> Stop {
        self.stop(ImportProblemKind::Syntax(message.into()))
    }

    /// Keeps the text from the next byte on, until [`Scanner::let_go`].
    pub(in crate::io::import) fn keep(&mut self) {
        self.kept = Some(self.pos);
    }

    /// What was kept, and the keeping ends.
    pub(in crate::io::import) fn let_go(&mut self) -> Range<usize> {
        self.kept.take().unwrap_or(self.pos)..self.pos
    }

    /// The kept text as a span that began at this line and column.
    pub(in crate::io::import) fn kept_span(&mut self, line: usize, column: usize) -> TextSpan {
        TextSpan { range: self.let_go(), line, column }
    }

    /// The next byte that is not white space, nor the separator of a sequence; `None` at the end.
    pub(in crate::io::import) fn peek(&mut self) -> Result<Option<u8>, Stop> {
        loop {
            let rest = self.buffer.get(self.pos..).unwrap_or_default();
            let blank = rest.iter().take_while(|&&byte| is_blank(byte)).count();
            let next = rest.get(blank).copied();
            self.advance(blank);
            if next.is_some() {
                return Ok(next);
            }
            if self.refill(self.pos)?.is_none() {
                return Ok(None);
            }
        }
    }

    /// Goes past this byte, which must be the next that is not white space.
    pub(in crate::io::import) fn expect(&mut self, byte: u8, inside: &str) -> Result<(), Stop> {
        match self.peek()? {
            Some(next) if next == byte => {
                self.advance(1);
                Ok(())
            }
            Some(next) => {
                Err(self.syntax(format!("expected '{}' in {inside}, found '{}'", char::from(byte), shown(next))))
            }
            None => Err(self.truncated(inside)),
        }
    }

    /// Goes past this byte if it is the next that is not white space; whether it was.
    pub(in crate::io::import) fn accept(&mut self, byte: u8) -> Result<bool, Stop> {
        let is_next = self.peek()? == Some(byte);
        self.advance(usize::from(is_next));
        Ok(is_next)
    }

    /// A member's name and the colon behind it.
    pub(in crate::io::import) fn name(&mut self, inside: &str) -> Result<String, Stop> {
        match self.peek()? {
            Some(b'"') => {}
            Some(next) => return Err(self.syntax(format!("expected a name in {inside}, found '{}'", shown(next)))),
            None => return Err(self.truncated(inside)),
        }
        let span = self.value(inside)?;
        let name = serde_json::from_str(self.text(&span)?).map_err(|error| syntax_of(&error, &span))?;
        self.expect(b':', inside)?;
        Ok(name)
    }

    /// The next value, from its first byte to its last.
    ///
    /// Brackets and quotes are paired; the rest of the syntax is left to who reads the value.
    pub(in crate::io::import) fn value(&mut self, inside: &str) -> Result<TextSpan, Stop> {
        let Some(first) = self.peek()? else { return Err(self.truncated(inside)) };
        let (line, column, mut start) = (self.line, self.column(), self.pos);
        let is_scalar = !matches!(first, b'{' | b'[' | b'"');
        let (mut at, mut depth, mut in_string, mut escaped) = (start, 0_usize, false, false);
        'value: loop {
            for &byte in self.buffer.get(at..).unwrap_or_default() {
                if in_string {
                    match byte {
                        _ if escaped => escaped = false,
                        b'\\' => escaped = true,
                        b'"' => in_string = false,
                        _ => {}
                    }
                } else if is_scalar {
                    if matches!(byte, b',' | b']' | b'}') || is_blank(byte) {
                        break 'value;
                    }
                } else {
                    match byte {
                        b'"' => in_string = true,
                        b'{' | b'[' => depth += 1,
                        b'}' | b']' => depth = depth.saturating_sub(1),
                        _ => {
                            at += 1;
                            continue;
                        }
                    }
                }
                at += 1;
                if depth == 0 && !in_string && !is_scalar {
                    break 'value;
                }
            }
            match self.refill(start)? {
                Some(shift) => (start, at) = (start - shift, at - shift),
                None if is_scalar => break,
                None => return Err(self.truncated(inside)),
            }
        }
        self.advance(at - start);
        Ok(TextSpan { range: start..at, line, column })
    }

    /// The text of a value.
    pub(in crate::io::import) fn text(&self, span: &TextSpan) -> Result<&str, Stop> {
        let bytes = self.buffer.get(span.range.clone()).unwrap_or_default();
        std::str::from_utf8(bytes).map_err(|error| {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let (line, column) = span.at(good);
            let byte = bytes.get(error.valid_up_to()).copied().unwrap_or_default();
            let kind = ImportProblemKind::Encoding(format!("byte 0x{byte:02X} is not UTF-8; save the file as UTF-8"));
            Stop::Problem { line, column, kind: Box::new(kind) }
        })
    }

    /// The file ends inside something.
    pub(in crate::io::import) fn truncated(&self, inside: &str) -> Stop {
        Stop::Problem {
            line: self.line,
            column: self.column(),
            kind: Box::new(ImportProblemKind::Syntax(format!("the file ends inside {inside}; it is truncated"))),
        }
    }

    fn advance(&mut self, count: usize) {
        let passed = self.buffer.get(self.pos..self.pos + count).unwrap_or_default();
        let breaks = breaks_in(passed);
        if breaks > 0 {
            let last = passed.iter().rposition(|&byte| byte == b'\n').unwrap_or_default();
            self.line += breaks;
            self.line_start = self.before + (self.pos + last + 1) as u64;
        }
        self.pos += count;
    }

    /// Reads on, and lets go of what lies before `from` and before what is kept: by how much the buffer was shifted;
    /// `None` at the end of the text.
    fn refill(&mut self, from: usize) -> Result<Option<usize>, Stop> {
        if self.ended {
            return Ok(None);
        }
        if self.buffer.len().saturating_sub(from) > self.most {
            return Err(self.stop(OverLimit::new(Limit::FeatureBytes, self.most).into()));
        }
        let shift = self.kept.map_or(from, |kept| kept.min(from));
        self.buffer.drain(..shift);
        self.pos -= shift;
        self.kept = self.kept.map(|kept| kept - shift);
        self.before += shift as u64;
        // A long value is not shifted again for every chunk.
        let wanted = CHUNK.max(self.buffer.len() as u64);
        let read = self.reader.by_ref().take(wanted).read_to_end(&mut self.buffer)?;
        self.ended = read == 0;
        Ok((read > 0).then_some(shift))
    }
}

impl TextSpan {
    /// A value that begins at this line and column, and is no longer in the buffer.
    pub(in crate::io::import) fn beginning(line: usize, column: usize) -> Self {
        Self { range: 0..0, line, column }
    }

    /// The line and column behind this much of the value.
    pub(in crate::io::import) fn at(&self, passed: &[u8]) -> (usize, usize) {
        let breaks = breaks_in(passed);
        match passed.iter().rposition(|&byte| byte == b'\n') {
            Some(last) => (self.line + breaks, passed.len() - last),
            None => (self.line, self.column + passed.len()),
        }
    }
}

/// What serde found wrong with a value, at its place in the file.
pub(in crate::io::import) fn syntax_of(error: &serde_json::Error, span: &TextSpan) -> Stop {
    let line = span.line + error.line().max(1) - 1;
    let column = if error.line() <= 1 { span.column + error.column().max(1) - 1 } else { error.column().max(1) };
    let text = error.to_string();
    let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message);
    Stop::Problem { line, column, kind: Box::new(ImportProblemKind::Syntax(message.to_owned())) }
}

/// White space, or the separator that RFC 8142 puts before each text of a sequence.
fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x1E)
}

/// A byte as a message shows it.
fn shown(byte: u8) -> String {
    if byte.is_ascii_graphic() { char::from(byte).to_string() } else { format!("0x{byte:02X}") }
}

#[expect(clippy::naive_bytecount, reason = "lines are few beside what is read of them; no dependency for it")]
fn breaks_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte == b'\n').count()
}
