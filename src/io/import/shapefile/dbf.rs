//! The columns of a shapefile, record by record.

use std::io::Read;

use encoding_rs::Encoding;
use serde_json::{Map, Number, Value};

use super::bytes::{Fault, four, take};
use crate::io::import::ImportProblemKind;

/// The records of a `.dbf` file.
pub(super) struct Table<R> {
    reader: R,
    read: u64,
    columns: Vec<Column>,
    encoding: &'static Encoding,
    records: u32,
    size: usize,
}

struct Column {
    name: String,
    kind: u8,
    length: usize,
}

/// A record.
pub(super) struct Row {
    pub(super) values: Map<String, Value>,
    pub(super) is_deleted: bool,
    /// What is wrong with it, by column.
    pub(super) problems: Vec<(String, ImportProblemKind)>,
}

const HEADER: usize = 32;
const COLUMN: usize = 32;
/// Ends the list of columns.
const END: u8 = 0x0D;

impl<R: Read> Table<R> {
    /// Reads the header; `label` is the text of the `.cpg` file.
    pub(super) fn open(mut reader: R, label: Option<&str>) -> Result<Self, Fault> {
        let header = take(&mut reader, HEADER, "its header")?;
        let short = |at| {
            usize::from(header.get(at).copied().unwrap_or_default())
                | usize::from(header.get(at + 1).copied().unwrap_or_default()) << 8
        };
        let (records, begin, size) = (u32::from_le_bytes(four(&header, 4)), short(8), short(10));
        let encoding = encoding(label, header.get(29).copied().unwrap_or_default())?;
        let rest = take(&mut reader, begin.saturating_sub(HEADER), "its list of columns")?;
        let mut columns = Vec::new();
        for column in rest.chunks(COLUMN).take_while(|column| column.first() != Some(&END)) {
            let name = column.get(..11).unwrap_or_default();
            let name = name.split(|&byte| byte == 0).next().unwrap_or_default();
            let (name, _) = encoding.decode_without_bom_handling(name);
            let (Some(&kind), Some(&length)) = (column.get(11), column.get(16)) else {
                return Err(Fault::syntax("its list of columns is cut off"));
            };
            columns.push(Column { name: name.trim().to_owned(), kind, length: usize::from(length) });
        }
        let width = 1 + columns.iter().map(|column| column.length).sum::<usize>();
        if columns.is_empty() || size < width {
            return Err(Fault::syntax(format!(
                "it is no .dbf file: {} columns take {width} bytes, and a record has {size}",
                columns.len()
            )));
        }
        Ok(Self { reader, read: begin as u64, columns, encoding, records, size })
    }

    /// The names of the columns.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| column.name.as_str())
    }

    pub(super) fn bytes(&self) -> u64 {
        self.read
    }

    /// The next record; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Row>, Fault> {
        if self.records == 0 {
            return Ok(None);
        }
        self.records -= 1;
        let bytes = take(&mut self.reader, self.size, "the record")?;
        self.read += self.size as u64;
        let is_deleted = match bytes.first() {
            Some(b' ') => false,
            Some(b'*') => true,
            other => {
                let byte = other.copied().unwrap_or_default();
                return Err(Fault::syntax(format!("the record begins with 0x{byte:02X} instead of a blank or a star")));
            }
        };
        let mut row = Row { values: Map::new(), is_deleted, problems: Vec::new() };
        let mut at = 1;
        for column in &self.columns {
            let field = bytes.get(at..at + column.length).unwrap_or_default();
            at += column.length;
            match value(column, field, self.encoding) {
                Ok(value) => drop(row.values.insert(column.name.clone(), value)),
                Err(kind) => row.problems.push((column.name.clone(), kind)),
            }
        }
        Ok(Some(row))
    }
}

fn value(column: &Column, field: &[u8], encoding: &'static Encoding) -> Result<Value, ImportProblemKind> {
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(field) else {
        let name = encoding.name();
        let message = format!("the text is not {name}; state its encoding in a .cpg file beside the .dbf");
        return Err(ImportProblemKind::Encoding(message));
    };
    let text = text.trim_matches(|c: char| c == '\0' || c.is_whitespace());
    let malformed = |what: &str| ImportProblemKind::Malformed(format!("'{text}' is not {what}"));
    match column.kind {
        _ if text.is_empty() => Ok(Value::Null),
        // Stars say that a number did not fit.
        b'N' | b'F' if text.bytes().all(|byte| byte == b'*') => Ok(Value::Null),
        b'N' | b'F' => {
            let whole = text.parse::<i64>().ok().map(Number::from);
            let number = whole.or_else(|| text.parse().ok().and_then(Number::from_f64));
            number.map(Value::Number).ok_or_else(|| malformed("a number"))
        }
        b'L' => match text {
            "T" | "t" | "Y" | "y" => Ok(true.into()),
            "F" | "f" | "N" | "n" => Ok(false.into()),
            "?" => Ok(Value::Null),
            _ => Err(malformed("a truth value")),
        },
        b'D' if text == "00000000" => Ok(Value::Null),
        b'D' => match (text.get(..4), text.get(4..6), text.get(6..8)) {
            (Some(year), Some(month), Some(day)) if text.len() == 8 => Ok(format!("{year}-{month}-{day}").into()),
            _ => Err(malformed("a date of eight digits")),
        },
        _ => Ok(text.into()),
    }
}

/// The encoding that the `.cpg` file names; without one, that of the mark in the header; without a mark, UTF-8.
fn encoding(label: Option<&str>, mark: u8) -> Result<&'static Encoding, Fault> {
    if let Some(label) = label.filter(|label| !label.is_empty()) {
        return by_label(label).ok_or_else(|| {
            let message = format!("the .cpg file names the encoding '{label}', which is not known; use UTF-8");
            Fault::Problem(ImportProblemKind::Encoding(message))
        });
    }
    let label = match mark {
        0 => "utf-8",
        // 0x57 is whatever the system had; it was that of western Europe almost always.
        0x03 | 0x57 | 0x58 | 0x59 => "windows-1252",
        0x26 | 0x65 => "ibm866",
        0x4D | 0x7A => "gbk",
        0x4E | 0x79 => "euc-kr",
        0x4F | 0x78 => "big5",
        0x13 | 0x7B => "shift_jis",
        0x50 | 0x7C => "windows-874",
        0x7D => "windows-1255",
        0x7E => "windows-1256",
        0xC8 => "windows-1250",
        0xC9 => "windows-1251",
        0xCA => "windows-1254",
        0xCB => "windows-1253",
        0xCC => "windows-1257",
        other => {
            let message =
                format!("the code page 0x{other:02X} is not known; state the encoding in a .cpg file beside the .dbf");
            return Err(Fault::Problem(ImportProblemKind::Encoding(message)));
        }
    };
    Encoding::for_label(label.as_bytes()).ok_or_else(|| Fault::syntax("no encoding is known"))
}

/// The encoding of a `.cpg` text, such as `UTF-8`, `1252`, `CP1251`, `ANSI 1251`, `88591` or `ISO-8859-2`.
fn by_label(label: &str) -> Option<&'static Encoding> {
    let plain = label.to_ascii_lowercase();
    let digits = plain.trim_start_matches(|c: char| !c.is_ascii_digit());
    let also = match digits {
        "65001" => "utf-8".to_owned(),
        "932" => "shift_jis".to_owned(),
        "936" => "gbk".to_owned(),
        "949" => "euc-kr".to_owned(),
        "950" => "big5".to_owned(),
        "866" => "ibm866".to_owned(),
        _ if digits.starts_with("8859") => {
            let part = digits.trim_start_matches("8859").trim_start_matches(['-', '_']);
            format!("iso-8859-{part}")
        }
        digits => format!("windows-{digits}"),
    };
    Encoding::for_label(plain.as_bytes()).or_else(|| Encoding::for_label(also.as_bytes()))
}
