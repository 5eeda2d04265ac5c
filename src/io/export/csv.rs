//! The records as a table.

use std::io::{self, Write};

use serde_json::Value;

use super::row::{COLUMNS, row};
use crate::atlas::Atlas;

impl Atlas {
    /// Writes the records as CSV (RFC 4180, lines end with a line feed): a row for each sovereignty and each control,
    /// in the order of [`Atlas::records`].
    ///
    /// | column | value |
    /// |---|---|
    /// | `record` | its number, from 1 |
    /// | `territory`, `territory_name`, `territory_kind` | the territory: code, name at the record's beginning, kind |
    /// | `basis`, `mode` | `de-jure`, or `de-facto` with the mode of the control |
    /// | `holding` | `sole`, `condominium`, `contested` or `vacant` |
    /// | `holder`, `holder_name` | codes and names of the polities, joined by `; ` |
    /// | `from`, `until` | EDTF; empty is open; the day of `until` belongs to what follows |
    /// | `from_earliest`, `from_latest`, `until_earliest`, `until_latest` | the first and last possible day of each |
    /// | `confidence` | `low`, `medium` or `high`; empty where not stated |
    /// | `accuracy_m` | how far the territory's worst outline may lie from the true line, in metres |
    /// | `sources` | source codes, with the place in the source in parentheses, joined by `; ` |
    /// | `began`, `ended` | codes of events |
    /// | `rival_dates` | other dates that sources give: `until 1920-11-29 (source)` |
    /// | `undrawn` | parts that others held and that are not drawn: in words, the holder's code, the period if it is not the record's, sources |
    /// | `administered_by` | the polity whose administration goes on beside the force that holds |
    /// | `note` | the remark |
    /// | `layer` | which of the atlases the territory is from; empty if it was not [merged](crate::Merge) |
    /// | `edition` | the edition of the atlas |
    ///
    /// # Errors
    ///
    /// Those of the writer.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::Atlas;
    ///
    /// let mut table = Vec::new();
    /// Atlas::south_caucasus().records_csv(&mut table)?;
    /// let table = String::from_utf8(table)?;
    /// assert!(table.starts_with("record,territory,territory_name,territory_kind,basis,mode,holding,holder,"));
    /// let karki = table.lines().find(|row| row.contains(",karki,") && row.contains(",de-facto,")).expect("a row");
    /// assert!(karki.contains(",1992-05,"));
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn records_csv(&self, mut writer: impl Write) -> io::Result<()> {
        writeln!(writer, "{}", COLUMNS.join(","))?;
        for (number, record) in (0..).zip(&self.store().records) {
            for (column, value) in row(self.store(), number, record).iter().enumerate() {
                if column > 0 {
                    writer.write_all(b",")?;
                }
                match value {
                    Value::Null => {}
                    Value::String(text) => field(&mut writer, text)?,
                    number => write!(writer, "{number}")?,
                }
            }
            writer.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// A text as a field: in quotes where it has a separator, a quote or a line break, quotes doubled.
fn field(writer: &mut impl Write, text: &str) -> io::Result<()> {
    if text.contains(['"', ',', '\n', '\r']) || text.trim() != text {
        write!(writer, "\"{}\"", text.replace('"', "\"\""))
    } else {
        writer.write_all(text.as_bytes())
    }
}
