//! Rows in, rows with answers out: one thread reads, one for each core answers, one writes, all in the order of the file.

use std::error::Error;
use std::fs::File;
use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, RecordBatch, StringViewArray};
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use datafusion::config::ConfigOptions;
use datafusion::execution::FunctionRegistry;
use datafusion::logical_expr::{ColumnarValue, ScalarFunctionArgs, ScalarUDF};
use datafusion::prelude::SessionContext;
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use parquet::basic::Compression;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use suzerain::Atlas;
use suzerain_datafusion::{Atlases, Settings};

use crate::Wanted;
use crate::questions::Finder;

type Read<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// So many rows travel together.
const ROWS: usize = 1 << 13;
/// So many rows at least are a group of the new file: what the writer keeps in memory.
const GROUP: usize = 1 << 17;
/// So many groups at most: what the writer says of each is kept until the end.
const GROUPS: usize = 1000;

/// The new columns, and the fields of `answer_at` that they are.
const COLUMNS: [(&str, &str); 10] = [
    ("answer", "outcome"),
    ("controller", "controller"),
    ("controller_code", "code"),
    ("controller_chain", "chain"),
    ("mode", "mode"),
    ("sovereign", "sovereign"),
    ("certainty", "certainty"),
    ("sovereign_certainty", "sovereign_certainty"),
    ("doubts", "doubts"),
    ("territory", "territory"),
];

/// What was read.
#[derive(Default)]
pub(crate) struct Tally {
    pub(crate) rows: usize,
    pub(crate) bad: usize,
}

/// Writes the file with its answers.
pub(crate) fn tag(wanted: &Wanted) -> Read<Tally> {
    let input = File::open(&wanted.input).map_err(|error| format!("'{}': {error}", wanted.input.display()))?;
    let builder = ParquetRecordBatchReaderBuilder::try_new(input)?;
    let metadata = builder.metadata().file_metadata().key_value_metadata().cloned();
    let total = usize::try_from(builder.metadata().file_metadata().num_rows())?;
    let schema = Arc::clone(builder.schema());
    let finder = Finder::new(&wanted.columns, &schema, metadata.as_ref())?;
    eprintln!("tag_parquet: {}", finder.text());

    let answers = Answers::new(&wanted.atlas, &schema)?;
    let entries = entries(metadata, &answers.atlas);
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_max_row_group_row_count(Some(GROUP.max(total.div_ceil(GROUPS))))
        // What is said of each page would be kept too.
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_key_value_metadata(Some(entries))
        .build();
    let output = File::create(&wanted.output).map_err(|error| format!("'{}': {error}", wanted.output.display()))?;
    let mut writer = ArrowWriter::try_new(output, Arc::clone(&answers.schema), Some(properties))?;

    let reader = builder.with_batch_size(ROWS).build()?;
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let mut lanes: (Vec<SyncSender<_>>, Vec<Receiver<_>>) = Default::default();
        for _ in 0..workers {
            let ((give, batches), (put, tagged)) = (sync_channel(2), sync_channel(2));
            let (answers, finder) = (&answers, &finder);
            scope.spawn(move || {
                for batch in batches {
                    if put.send(answers.tagged(batch, finder)).is_err() {
                        break;
                    }
                }
            });
            lanes.0.push(give);
            lanes.1.push(tagged);
        }
        let (give, take) = lanes;
        scope.spawn(move || {
            for (batch, lane) in reader.zip(give.iter().cycle()) {
                if lane.send(batch.map_err(Into::into)).is_err() {
                    break;
                }
            }
        });
        let (mut tally, progress) = (Tally::default(), std::io::stderr().is_terminal());
        for tagged in take.iter().cycle().map_while(|lane| lane.recv().ok()) {
            let (batch, bad) = tagged?;
            writer.write(&batch)?;
            tally.rows += batch.num_rows();
            tally.bad += bad;
            if progress {
                eprint!("\r{} of {total} rows\r", tally.rows);
                std::io::stderr().flush().ok();
            }
        }
        writer.close()?;
        Ok(tally)
    })
}

/// What the metadata of the new file say: all that the old ones did, and which atlas answered.
fn entries(old: Option<Vec<KeyValue>>, atlas: &Atlas) -> Vec<KeyValue> {
    // The writer adds the schema of the new columns.
    let mut entries: Vec<KeyValue> = old.into_iter().flatten().filter(|entry| entry.key != "ARROW:schema").collect();
    for (key, value) in [
        ("suzerain.atlas", atlas.about().name().to_owned()),
        ("suzerain.edition", atlas.edition().to_owned()),
        ("suzerain.fingerprint", atlas.fingerprint().to_string()),
    ] {
        entries.retain(|entry| entry.key != key);
        entries.push(KeyValue::new(key.to_owned(), value));
    }
    entries
}

/// The function that answers, and the columns of the new file.
struct Answers {
    function: Arc<ScalarUDF>,
    options: Arc<ConfigOptions>,
    field: Arc<Field>,
    atlas: Atlas,
    schema: SchemaRef,
}

impl Answers {
    fn new(atlas: &str, given: &Schema) -> Read<Self> {
        let context = SessionContext::new();
        let atlases: Atlases = suzerain_datafusion::register(&context)?;
        let mut options = ConfigOptions::new();
        options.extensions.insert(Settings { atlas: atlas.to_owned(), ..Settings::default() });
        let function = context.udf("answer_at")?;
        let answer = function.return_type(&[])?;
        let DataType::Struct(fields) = &answer else { return Err("answer_at gives no struct".into()) };
        let mut columns = given.fields().to_vec();
        for (name, field) in COLUMNS.iter().map(|&(name, field)| (name, Some(field))).chain([("error", None)]) {
            let free = (1..).map(|number| if number == 1 { name.to_owned() } else { format!("{name}_{number}") });
            let name =
                free.into_iter().find(|name| !columns.iter().any(|known| known.name() == name)).unwrap_or_default();
            let data_type = match field.and_then(|field| fields.find(field)) {
                Some((_, field)) => field.data_type().clone(),
                None => DataType::Utf8View,
            };
            columns.push(Arc::new(Field::new(name, data_type, true)));
        }
        Ok(Self {
            function,
            options: Arc::new(options),
            field: Arc::new(Field::new("answer", answer.clone(), true)),
            atlas: atlases.get(atlas)?,
            schema: Arc::new(Schema::new_with_metadata(columns, given.metadata().clone())),
        })
    }

    /// A batch with its answers, and how many of its rows are bad.
    fn tagged(&self, batch: Read<RecordBatch>, finder: &Finder) -> Read<(RecordBatch, usize)> {
        let batch = batch?;
        let questions = finder.questions(&batch)?;
        let arguments = [&questions.lon, &questions.lat, &questions.day];
        let fields = arguments.map(|array| Arc::new(Field::new("", array.data_type().clone(), true)));
        let found = self.function.invoke_with_args(ScalarFunctionArgs {
            args: arguments.map(|array| ColumnarValue::Array(Arc::clone(array))).to_vec(),
            arg_fields: fields.to_vec(),
            number_rows: batch.num_rows(),
            return_field: Arc::clone(&self.field),
            config_options: Arc::clone(&self.options),
        })?;
        let found = found.to_array(batch.num_rows())?;
        let answers = found.as_struct();
        let mut errors = vec![None; batch.num_rows()];
        for (row, error) in errors.iter_mut().enumerate().filter(|(row, _)| answers.is_null(*row)) {
            *error = Some(finder.fault(&batch, row)?.unwrap_or_else(|| "no place or no day".to_owned()));
        }
        let bad = answers.null_count();
        let mut columns: Vec<ArrayRef> = batch.columns().to_vec();
        for (_, field) in COLUMNS {
            columns.push(answers.column_by_name(field).cloned().ok_or_else(|| format!("answer_at has no {field}"))?);
        }
        columns.push(Arc::new(errors.into_iter().collect::<StringViewArray>()));
        Ok((RecordBatch::try_new(Arc::clone(&self.schema), columns)?, bad))
    }
}
