//! A table of places and days: its header, the questions in its rows, and its bytes as they were written.

use std::collections::VecDeque;
use std::io::{self, Read};

use csv::ByteRecord;
use suzerain::error::InvalidDateKind;
use suzerain::{Position, UncertainDate};
use time::Date;

/// Which columns of a table are asked about, and what the new ones are called.
pub(crate) struct Header {
    pub(crate) width: usize,
    lon: usize,
    lat: usize,
    date: usize,
    pub(crate) names: Vec<String>,
}

impl Header {
    pub(crate) fn new(fields: &ByteRecord, new: &[&str]) -> Result<Self, String> {
        let given: Vec<String> = fields.iter().map(|it| String::from_utf8_lossy(it).trim().to_lowercase()).collect();
        let column = |name: &str| {
            let mut found = given.iter().enumerate().filter(|(_, it)| *it == name).map(|(number, _)| number);
            match (found.next(), found.next()) {
                (Some(number), None) => Ok(number),
                (None, _) => Err(format!("no column of the table is called '{name}', but: {}", given.join(", "))),
                _ => Err(format!("two columns of the table are called '{name}'")),
            }
        };
        let free = |name: String| if given.contains(&name) { None } else { Some(name) };
        let names = new
            .iter()
            .map(|name| free((*name).to_owned()).or_else(|| (2..).find_map(|number| free(format!("{name}_{number}")))));
        let (lon, lat, date) = (column("lon")?, column("lat")?, column("date")?);
        Ok(Self { width: given.len(), lon, lat, date, names: names.flatten().collect() })
    }

    /// The place and the day of a row, or all that is wrong with it.
    pub(crate) fn question(&self, row: &ByteRecord) -> Result<(Position, Date), String> {
        if row.len() != self.width {
            let surplus: Vec<_> = row.iter().skip(self.width).map(String::from_utf8_lossy).collect();
            let left = if surplus.is_empty() { String::new() } else { format!("; left over: {}", surplus.join(",")) };
            return Err(format!("{} fields where the header has {}{left}", row.len(), self.width));
        }
        let text = |name: &str, number: usize| match row.get(number).map(|it| std::str::from_utf8(it).map(str::trim)) {
            Some(Ok("")) | None => Err(format!("no {name}")),
            Some(Ok(text)) => Ok(text),
            Some(Err(_)) => Err(format!("{name} is not UTF-8")),
        };
        let degrees = |name: &str, number: usize| {
            let text = text(name, number)?;
            text.parse::<f64>().map_err(|_| format!("{name} '{text}' is not a number of degrees, such as 39.786"))
        };
        let position = match (degrees("lon", self.lon), degrees("lat", self.lat)) {
            (Ok(lon), Ok(lat)) => Position::from_lon_lat(lon, lat).map_err(|error| error.to_string()),
            (lon, lat) => Err(lon.err().into_iter().chain(lat.err()).collect::<Vec<_>>().join("; ")),
        };
        match (position, text("date", self.date).and_then(day)) {
            (Ok(position), Ok(date)) => Ok((position, date)),
            (position, date) => Err(position.err().into_iter().chain(date.err()).collect::<Vec<_>>().join("; ")),
        }
    }
}

/// An exact day.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    let refused = || format!("date '{text}' is not one exact day, such as 1992-05-18");
    match text.parse::<UncertainDate>() {
        Ok(date) if date.is_exact() => Ok(date.earliest()),
        Err(error) => match error.kind() {
            InvalidDateKind::Syntax(reason) => Err(format!("{}: {reason}", refused())),
            _ => Err(refused()),
        },
        Ok(_) => Err(refused()),
    }
}

/// A CSV file, row by row, with the bytes as they were written.
pub(crate) struct Table {
    reader: csv::Reader<Tee>,
    pub(crate) fields: ByteRecord,
    bytes: Vec<u8>,
}

/// Keeps what was read until it is asked for.
struct Tee {
    input: Box<dyn Read>,
    kept: VecDeque<u8>,
}

impl Read for Tee {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.input.read(buffer)?;
        self.kept.extend(buffer.iter().take(count));
        Ok(count)
    }
}

impl Table {
    pub(crate) fn new(input: Box<dyn Read>) -> Self {
        let mut builder = csv::ReaderBuilder::new();
        builder.has_headers(false).flexible(true).buffer_capacity(1 << 16);
        let reader = builder.from_reader(Tee { input, kept: VecDeque::new() });
        Self { reader, fields: ByteRecord::new(), bytes: Vec::new() }
    }

    /// Goes on to the next row; whether there is one.
    pub(crate) fn next(&mut self) -> Result<bool, csv::Error> {
        let start = self.reader.position().byte();
        let found = self.reader.read_byte_record(&mut self.fields)?;
        let length = self.reader.position().byte() - start;
        self.bytes.clear();
        let kept = &mut self.reader.get_mut().kept;
        kept.take(length).read_to_end(&mut self.bytes)?;
        Ok(found)
    }

    /// Whether lines end with CR LF.
    pub(crate) fn is_crlf(&self) -> bool {
        self.bytes.contains(&b'\r')
    }

    /// Writes the row without its line ending: as it was read if it can be continued, else field by field.
    pub(crate) fn copy(&self, width: usize, row: &mut Vec<u8>) {
        let even = self.bytes.iter().fold(true, |even, &byte| even ^ (byte == b'"'));
        if self.fields.len() == width && even {
            let is_end = |byte: &u8| matches!(byte, b'\r' | b'\n');
            let begin = self.bytes.iter().take_while(|byte| is_end(byte)).count();
            let end = self.bytes.iter().rposition(|byte| !is_end(byte)).map_or(0, |last| last + 1);
            row.extend_from_slice(self.bytes.get(begin..end).unwrap_or_default());
        } else {
            let filled = self.fields.iter().chain(std::iter::repeat(&b""[..])).take(width);
            for (number, field) in filled.enumerate() {
                quote(row, number > 0, field);
            }
        }
    }
}

pub(crate) fn append(row: &mut Vec<u8>, fields: &[impl AsRef<str>]) {
    for field in fields {
        quote(row, true, field.as_ref().as_bytes());
    }
}

/// Writes a field, after a comma if it is not the first of its row, and in quotes where it needs them.
fn quote(row: &mut Vec<u8>, comma: bool, field: &[u8]) {
    row.extend(comma.then_some(b','));
    if field.iter().any(|byte| matches!(byte, b',' | b'"' | b'\r' | b'\n')) {
        row.push(b'"');
        for &byte in field {
            row.extend(std::iter::repeat_n(byte, if byte == b'"' { 2 } else { 1 }));
        }
        row.push(b'"');
    } else {
        row.extend_from_slice(field);
    }
}
