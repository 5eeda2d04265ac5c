//! A table of events as it comes: its encoding, its delimiter and its columns, and its rows as they were written.

use std::error::Error;
use std::io::{self, Cursor, Read};

use csv::ByteRecord;
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use memchr::{memchr, memchr_iter, memchr2};
use suzerain::table::{ColumnError, Columns, Layout};

/// So much of a table shows its encoding and its delimiter.
const HEAD: u64 = 1 << 16;
const DELIMITERS: [u8; 4] = *b",;\t|";

/// A table, read row by row.
pub(crate) struct Table {
    reader: csv::Reader<Tee>,
    header: Row,
    /// The line `sep=;` before the header, where there is one.
    preface: Vec<u8>,
    pub(crate) delimiter: u8,
    pub(crate) layout: Layout,
    /// What was guessed, in words.
    pub(crate) guessed: Vec<String>,
}

/// A row with more bytes is none.
const LONGEST: usize = 64 << 20;

/// Keeps what was read until it is asked for.
struct Tee {
    input: Box<dyn Read + Send>,
    kept: Vec<u8>,
    /// So many of these bytes were asked for.
    taken: usize,
}

impl Tee {
    fn new(input: Box<dyn Read + Send>) -> Self {
        Self { input, kept: Vec::new(), taken: 0 }
    }

    /// The next bytes, up to so many, in place of those there.
    fn take_into(&mut self, bytes: &mut Vec<u8>, count: usize) {
        let left = self.kept.get(self.taken..).unwrap_or_default();
        let count = count.min(left.len());
        bytes.clear();
        bytes.extend_from_slice(left.get(..count).unwrap_or_default());
        self.taken += count;
    }
}

impl Read for Tee {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // What is left is of a row that is not complete.
        self.kept.drain(..std::mem::take(&mut self.taken));
        if self.kept.len() > LONGEST {
            let message = "a row has more than 64 MiB; is a quote not closed?";
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        let count = self.input.read(buffer)?;
        self.kept.extend_from_slice(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}

impl Table {
    /// Finds out how a table is written, as far as the caller does not say, and reads its header.
    pub(crate) fn open(
        mut input: Box<dyn Read + Send>,
        delimiter: Option<u8>,
        columns: &Columns,
    ) -> Result<Self, Box<dyn Error>> {
        let mut head = Vec::new();
        input.by_ref().take(HEAD).read_to_end(&mut head)?;
        let mut guessed = Vec::new();
        if head.starts_with(b"PK\x03\x04") {
            return Err("it is a workbook or another archive; save the table as CSV".into());
        }
        if let Some(encoding) = utf_16(&head) {
            input.read_to_end(&mut head)?;
            let (text, _, has_errors) = encoding.decode(&head);
            if has_errors {
                return Err(format!("it begins as {} does, but is none", encoding.name()).into());
            }
            guessed.push(format!("{}, written as UTF-8", encoding.name()));
            head = text.into_owned().into_bytes();
        }
        if let Some(at) = head.iter().position(|&byte| byte == 0) {
            return Err(format!("it is no text: byte {} is zero", at + 1).into());
        }
        let (preface, stated) = separator_line(&head);
        let stated = delimiter.or(stated);
        let preface = head.drain(..preface).collect();
        let (delimiter, layout) = delimited(&head, stated, columns)?;
        if stated.is_none() && delimiter != b',' {
            guessed.push(format!("delimiter '{}'", char::from(delimiter).escape_default()));
        }
        if !layout.is_plain() {
            guessed.push(layout.to_string());
        }
        let input = Tee::new(Box::new(Cursor::new(head).chain(input)));
        let mut table =
            Self { reader: reader(delimiter, input), header: Row::default(), preface, delimiter, layout, guessed };
        let mut header = Batch::default();
        table.fill(&mut header, 1);
        if let Some(fault) = header.fault {
            return Err(fault.into());
        }
        table.header = header.rows.into_iter().next().unwrap_or_default();
        Ok(table)
    }

    /// How many columns there are.
    pub(crate) fn width(&self) -> usize {
        self.header.fields.len()
    }

    /// How lines end.
    pub(crate) fn ending(&self) -> &'static [u8] {
        if self.header.bytes.contains(&b'\r') { b"\r\n" } else { b"\n" }
    }

    /// The beginning of the table with new columns. A name that the table has already gets a number: `error_2`.
    pub(crate) fn header(&self, new: &[&str]) -> Vec<u8> {
        let given: Vec<String> =
            self.header.fields.iter().map(|it| String::from_utf8_lossy(it).trim().to_lowercase()).collect();
        let free = |name: String| if given.contains(&name) { None } else { Some(name) };
        let mut line = self.preface.clone();
        self.header.copy(self.width(), self.delimiter, &mut line);
        for name in new {
            let name = free((*name).to_owned()).or_else(|| (2..).find_map(|number| free(format!("{name}_{number}"))));
            line.push(self.delimiter);
            let begin = line.len();
            line.extend_from_slice(name.as_deref().unwrap_or_default().as_bytes());
            quote_from(&mut line, begin, self.delimiter);
        }
        line.extend_from_slice(self.ending());
        line
    }

    /// Reads the next rows, up to so many, in place of those that the batch had. The last batch is not full, or has a fault.
    pub(crate) fn fill(&mut self, batch: &mut Batch, count: usize) {
        batch.rows.resize_with(count, Row::default);
        let mut read = 0;
        while let Some(row) = batch.rows.get_mut(read) {
            let (start, line) = (self.reader.position().byte(), self.reader.position().line());
            match self.reader.read_byte_record(&mut row.fields) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    batch.fault = Some(error.to_string());
                    break;
                }
            }
            let end = self.reader.position();
            let length = usize::try_from(end.byte() - start).unwrap_or(usize::MAX);
            self.reader.get_mut().take_into(&mut row.bytes, length);
            if let Some(at) = open_quote(&row.bytes, self.delimiter) {
                let before = row.bytes.get(..at).into_iter().chain([self.preface.as_slice()]).flatten();
                let line = before.filter(|&&byte| byte == b'\n').fold(line, |line, _| line + 1);
                let fault = "the quote that begins a field is not closed where the field ends";
                batch.fault = Some(format!("line {line}: {fault}"));
                break;
            }
            read += 1;
        }
        batch.rows.truncate(read);
    }
}

/// Rows on their way.
#[derive(Default)]
pub(crate) struct Batch {
    pub(crate) rows: Vec<Row>,
    /// Why the table cannot be read beyond these rows.
    pub(crate) fault: Option<String>,
}

/// A row: its fields, and the bytes that it was written with.
#[derive(Default)]
pub(crate) struct Row {
    pub(crate) fields: ByteRecord,
    bytes: Vec<u8>,
}

impl Row {
    /// Writes the row without its line ending: as it was read if it can be continued, else field by field.
    pub(crate) fn copy(&self, width: usize, delimiter: u8, row: &mut Vec<u8>) {
        let even = memchr_iter(b'"', &self.bytes).count().is_multiple_of(2);
        if self.fields.len() == width && even {
            let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
            let begin = self.bytes.iter().take_while(|byte| is_end(byte)).count();
            let end = self.bytes.iter().rposition(|byte| !is_end(byte)).map_or(0, |last| last + 1);
            row.extend_from_slice(self.bytes.get(begin..end).unwrap_or_default());
        } else {
            let filled = self.fields.iter().chain(std::iter::repeat(&b""[..])).take(width);
            for (number, field) in filled.enumerate() {
                row.extend((number > 0).then_some(delimiter));
                let begin = row.len();
                row.extend_from_slice(field);
                quote_from(row, begin, delimiter);
            }
        }
    }
}

/// Puts the field that begins there in quotes, if it needs them.
pub(crate) fn quote_from(row: &mut Vec<u8>, begin: usize, delimiter: u8) {
    let field = row.get(begin..).unwrap_or_default();
    if memchr2(delimiter, b'"', field).is_none() && memchr2(b'\r', b'\n', field).is_none() {
        return;
    }
    let field = row.split_off(begin);
    row.push(b'"');
    for (number, part) in field.split(|&byte| byte == b'"').enumerate() {
        row.extend_from_slice(if number > 0 { b"\"\"" } else { b"" });
        row.extend_from_slice(part);
    }
    row.push(b'"');
}

fn reader<R: Read>(delimiter: u8, input: R) -> csv::Reader<R> {
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).flexible(true).buffer_capacity(1 << 16).delimiter(delimiter).from_reader(input)
}

/// The encoding of bytes that are UTF-16, by their mark or by the zeros of their first letters.
fn utf_16(head: &[u8]) -> Option<&'static Encoding> {
    match Encoding::for_bom(head) {
        Some((encoding, _)) => Some(encoding).filter(|it| *it == UTF_16LE || *it == UTF_16BE),
        None => match head {
            [1..=255, 0, 1..=255, 0, ..] => Some(UTF_16LE),
            [0, 1..=255, 0, 1..=255, ..] => Some(UTF_16BE),
            _ => None,
        },
    }
}

/// The length of a first line such as `sep=;`, and the delimiter that it states.
fn separator_line(head: &[u8]) -> (usize, Option<u8>) {
    let mark = if head.starts_with("\u{feff}".as_bytes()) { 3 } else { 0 };
    let line: &[u8] = head.get(mark..).unwrap_or_default();
    let length = line.iter().position(|&byte| byte == b'\n').map_or(line.len(), |end| end + 1);
    match line.get(..length).unwrap_or_default() {
        [s, e, p, b'=', delimiter, ending @ ..]
            if [*s, *e, *p].eq_ignore_ascii_case(b"sep") && matches!(ending, b"\n" | b"\r\n") =>
        {
            (mark + length, Some(*delimiter))
        }
        _ => (0, None),
    }
}

/// The delimiter under which the header has the columns; the stated one if one is.
fn delimited(head: &[u8], stated: Option<u8>, columns: &Columns) -> Result<(u8, Layout), Box<dyn Error>> {
    let mut widest: Option<(usize, ColumnError)> = None;
    for delimiter in stated.map_or(DELIMITERS.to_vec(), |stated| vec![stated]) {
        let mut header = ByteRecord::new();
        reader(delimiter, head).read_byte_record(&mut header)?;
        let names: Vec<_> = header.iter().map(String::from_utf8_lossy).collect();
        match columns.find(&names) {
            Ok(layout) => return Ok((delimiter, layout)),
            Err(error) if widest.as_ref().is_none_or(|(width, _)| *width < names.len()) => {
                widest = Some((names.len(), error));
            }
            Err(_) => {}
        }
    }
    Err(match widest {
        Some((1.., error @ ColumnError::Missing { what, .. })) => {
            let option = match what {
                "longitude" => "--lon",
                "latitude" => "--lat",
                "date" => "--date",
                _ => "--until",
            };
            format!("{error}; name it with {option} COLUMN, or state the --delimiter").into()
        }
        Some((1.., error)) => error.into(),
        _ => "the table has no header row".into(),
    })
}

/// Where in a row a quote begins a field and is not closed where the field ends; only in fields of several lines, as a
/// closed quote with a few letters after it can be read.
fn open_quote(row: &[u8], delimiter: u8) -> Option<usize> {
    enum At {
        Start,
        Plain,
        Quoted(usize),
        Closed(usize),
    }
    memchr(b'"', row)?;
    let mut at = At::Start;
    for (number, &byte) in row.iter().enumerate() {
        let ends = byte == delimiter || matches!(byte, b'\r' | b'\n');
        at = match (at, byte) {
            (At::Start, b'"') => At::Quoted(number),
            (At::Quoted(begin), b'"') => At::Closed(begin),
            (At::Closed(begin), b'"') | (At::Quoted(begin), _) => At::Quoted(begin),
            (At::Start | At::Plain | At::Closed(_), _) if ends => At::Start,
            (At::Closed(begin), _) if row.get(begin..number).is_some_and(|field| field.contains(&b'\n')) => {
                return Some(begin);
            }
            _ => At::Plain,
        };
    }
    if let At::Quoted(begin) = at { Some(begin) } else { None }
}
