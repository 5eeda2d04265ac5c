//! Rows in, rows with answers out: one thread reads, one for each core answers, one writes, all in the order of the table.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::thread;

use suzerain::Atlas;
use suzerain::error::InvalidDateKind;
use suzerain::table::{Guesses, Question, RowError, RowFault};

use crate::answer::{COLUMNS, Lines};
use crate::table::{Batch, Row, Table};

/// So many rows travel together.
const ROWS: usize = 1 << 11;

/// What was read.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) rows: usize,
    pub(crate) bad: usize,
    pub(crate) guesses: Guesses,
}

/// What became of a batch.
#[derive(Default)]
struct Tagged {
    lines: Vec<u8>,
    tally: Tally,
    fault: Option<String>,
}

/// Writes the table with its answers.
///
/// # Errors
///
/// When a row cannot be read, those before it are written. An error of the kind `BrokenPipe` is the reader's.
pub(crate) fn tag(atlas: &Atlas, mut table: Table) -> io::Result<Tally> {
    let mut output = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    output.write_all(&table.header(&COLUMNS.map(|(name, _)| name)))?;
    let rows = Rows {
        atlas,
        columns: table.layout.columns().map(|(number, name)| (number, name.to_owned())).collect(),
        layout: table.layout.clone(),
        width: table.width(),
        delimiter: table.delimiter,
        ending: table.ending(),
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let (give_back, used) = channel::<Batch>();
        let mut lanes: (Vec<SyncSender<Batch>>, Vec<Receiver<Tagged>>) = Default::default();
        for _ in 0..workers {
            let ((give, batches), (put, tagged)) = (sync_channel::<Batch>(2), sync_channel(2));
            let (rows, give_back) = (&rows, give_back.clone());
            scope.spawn(move || {
                let mut written = Lines::new(rows.delimiter);
                for mut batch in batches {
                    if put.send(rows.tagged(&mut batch, &mut written)).is_err() {
                        break;
                    }
                    // The rows are used again, unless the last were read.
                    give_back.send(batch).ok();
                }
            });
            lanes.0.push(give);
            lanes.1.push(tagged);
        }
        drop(give_back);
        let (give, take) = lanes;
        scope.spawn(move || {
            for lane in give.iter().cycle() {
                let mut batch = used.try_recv().unwrap_or_default();
                table.fill(&mut batch, ROWS);
                let is_last = batch.fault.is_some() || batch.rows.len() < ROWS;
                if lane.send(batch).is_err() || is_last {
                    break;
                }
            }
        });
        written(&take, &mut output)
    })
}

/// Writes what comes, batch by batch, each from the next worker.
fn written(take: &[Receiver<Tagged>], output: &mut impl Write) -> io::Result<Tally> {
    let (mut all, progress) = (Tally::default(), io::stderr().is_terminal());
    for tagged in take.iter().cycle().map_while(|lane| lane.recv().ok()) {
        output.write_all(&tagged.lines)?;
        all.rows += tagged.tally.rows;
        all.bad += tagged.tally.bad;
        all.guesses.merge(tagged.tally.guesses);
        if let Some(fault) = tagged.fault {
            output.flush()?;
            return Err(io::Error::other(fault));
        }
        if progress {
            eprint!("\r{} rows, {} of them bad\r", all.rows, all.bad);
        }
    }
    output.flush()?;
    Ok(all)
}

/// What every row needs.
struct Rows<'a> {
    atlas: &'a Atlas,
    layout: suzerain::table::Layout,
    columns: Vec<(usize, String)>,
    width: usize,
    delimiter: u8,
    ending: &'static [u8],
}

impl<'a> Rows<'a> {
    fn tagged(&self, batch: &mut Batch, lines: &mut Lines<'a>) -> Tagged {
        let mut tagged = Tagged { fault: batch.fault.take(), ..Tagged::default() };
        tagged.tally.rows = batch.rows.len();
        for row in &batch.rows {
            row.copy(self.width, self.delimiter, &mut lines.bytes);
            match self.question(row) {
                Ok(question) => {
                    tagged.tally.guesses.merge(question.guesses());
                    lines.answered(self.atlas, &question);
                }
                Err(error) => {
                    tagged.tally.bad += 1;
                    lines.refused(error);
                }
            }
            lines.bytes.extend_from_slice(self.ending);
        }
        tagged.lines = std::mem::take(&mut lines.bytes);
        tagged
    }

    /// The place and the days of a row, or all that is wrong with it.
    fn question(&self, row: &Row) -> Result<Question, String> {
        let fields = &row.fields;
        if fields.len() != self.width {
            let surplus: Vec<_> = fields.iter().skip(self.width).map(String::from_utf8_lossy).collect();
            let delimiter = char::from(self.delimiter).to_string();
            let left =
                if surplus.is_empty() { String::new() } else { format!("; left over: {}", surplus.join(&delimiter)) };
            return Err(format!("{} fields where the header has {}{left}", fields.len(), self.width));
        }
        let text = |number: usize| fields.get(number).and_then(|field| std::str::from_utf8(field).ok());
        if !fields.as_slice().is_ascii()
            && let Some((_, name)) = self.columns.iter().find(|(number, _)| text(*number).is_none())
        {
            return Err(format!("{name} is not UTF-8"));
        }
        self.layout.question(text).map_err(|error| explained(&error))
    }
}

/// What is wrong with a row, with the option that helps.
fn explained(error: &RowError) -> String {
    let is_order = |fault: &RowFault| matches!(fault, RowFault::Date(date) if *date.kind() == InvalidDateKind::Order);
    let option = if error.faults().iter().any(is_order) { ": --dates dmy or --dates mdy" } else { "" };
    format!("{error}{option}")
}
