//! The atlases that queries may name.

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use datafusion::common::{DataFusionError, Result, exec_datafusion_err, exec_err};
use suzerain::error::{BinaryError, DocumentError};
use suzerain::{Answer, Atlas, AtlasBuilder, Basis, Position};
use time::Date;

use crate::names::Names;
use crate::texts::Memos;

/// The atlases that queries may name, and what was asked of them.
///
/// A name is one under which an atlas was added, or the path of a file: an atlas document (GeoJSON), or the binary form of
/// an atlas (`.suz`). A file is read when it is first asked for, checked as [`Atlas::from_bytes`] and
/// [`Atlas::from_geojson`] do, and kept. Clones share everything.
#[derive(Clone, Default)]
pub struct Atlases {
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    known: Mutex<HashMap<String, Arc<Known>>>,
    rows: AtomicU64,
    nulls: AtomicU64,
    bad_positions: AtomicU64,
    bad_dates: AtomicU64,
}

/// An atlas, and what its answers look like in columns.
#[derive(Debug)]
pub(crate) struct Known {
    pub(crate) atlas: Atlas,
    pub(crate) names: Names,
    /// Of columns of holders.
    pub(crate) holders: Memos,
    /// Of columns of modes of control.
    pub(crate) modes: Memos,
    edition: OnceLock<String>,
}

impl Known {
    fn new(atlas: Atlas) -> Self {
        let (holders, modes) = (Memos::default(), Memos::default());
        Self { names: Names::of(&atlas), holders, modes, atlas, edition: OnceLock::new() }
    }

    /// What tells the atlas from others of its name: its edition and its fingerprint.
    pub(crate) fn edition(&self) -> &str {
        let atlas = &self.atlas;
        self.edition.get_or_init(|| format!("{}, fingerprint {}", atlas.edition(), atlas.fingerprint()))
    }

    /// Refuses to answer where another edition is asked than this one.
    pub(crate) fn check(&self, name: &str, wanted: &str) -> Result<()> {
        let own = self.edition();
        if own == wanted {
            return Ok(());
        }
        exec_err!(
            "atlas '{name}' is of edition {own} here; the query asks edition {wanted}: \
             all processes of a cluster need the same atlas"
        )
    }

    /// The answers to as many places as days.
    pub(crate) fn answers(&self, places: &[Position], days: &[Date], basis: Basis) -> Result<Vec<Answer<'_>>> {
        self.atlas.answers(places, days, basis).map_err(|error| exec_datafusion_err!("{error}"))
    }
}

impl Atlases {
    /// The name of the embedded atlas, [`Atlas::south_caucasus`].
    pub const SOUTH_CAUCASUS: &'static str = "south-caucasus";

    /// The embedded atlas alone.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an atlas under a name, in place of one that had it.
    ///
    /// # Example
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> datafusion::error::Result<()> {
    /// use datafusion::prelude::SessionContext;
    /// use suzerain::Atlas;
    ///
    /// let context = SessionContext::new();
    /// let atlases = suzerain_datafusion::register(&context)?;
    /// atlases.add("mine", Atlas::south_caucasus().clone());
    /// let query = "SELECT controller_at(44.952, 39.786, DATE '2000-01-01', 'mine')";
    /// assert!(datafusion::arrow::util::pretty::pretty_format_batches(&context.sql(query).await?.collect().await?)?
    ///     .to_string().contains("Armenia"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn add(&self, name: impl Into<String>, atlas: Atlas) {
        let known = Arc::new(Known::new(atlas));
        self.lock().insert(name.into(), known);
    }

    /// The atlas of a name or a path.
    ///
    /// # Errors
    ///
    /// When no atlas has the name, and there is no file of that path, or it holds no valid atlas.
    pub fn get(&self, name: &str) -> Result<Atlas> {
        Ok(self.known(name)?.atlas.clone())
    }

    /// What was asked so far, in all sessions that share these atlases.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let shared = &self.shared;
        let [rows, nulls, bad_positions, bad_dates] =
            [&shared.rows, &shared.nulls, &shared.bad_positions, &shared.bad_dates]
                .map(|count| count.load(Ordering::Relaxed));
        Counts { rows, nulls, bad_positions, bad_dates }
    }

    pub(crate) fn count(&self, counts: Counts) {
        let shared = &self.shared;
        let Counts { rows, nulls, bad_positions, bad_dates } = counts;
        shared.rows.fetch_add(rows, Ordering::Relaxed);
        shared.nulls.fetch_add(nulls, Ordering::Relaxed);
        shared.bad_positions.fetch_add(bad_positions, Ordering::Relaxed);
        shared.bad_dates.fetch_add(bad_dates, Ordering::Relaxed);
    }

    pub(crate) fn known(&self, name: &str) -> Result<Arc<Known>> {
        // The lock is kept while a file is read, so that it is read once.
        let mut atlases = self.lock();
        if let Some(known) = atlases.get(name) {
            return Ok(Arc::clone(known));
        }
        let atlas = match name {
            Self::SOUTH_CAUCASUS => Atlas::south_caucasus().clone(),
            path => read(path).map_err(|fault| {
                let names = atlases.keys().map(String::as_str).chain([Self::SOUTH_CAUCASUS]);
                let mut names: Vec<&str> = names.collect();
                names.sort_unstable();
                names.dedup();
                DataFusionError::External(Box::new(UnknownAtlas {
                    name: path.to_owned(),
                    names: names.join(", "),
                    fault,
                }))
            })?,
        };
        let known = Arc::new(Known::new(atlas));
        atlases.insert(name.to_owned(), Arc::clone(&known));
        Ok(known)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<String, Arc<Known>>> {
        // Entries are whole at all times, so those that a panic left behind are good.
        self.shared.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The atlas of a file.
fn read(path: &str) -> Result<Atlas, Fault> {
    let bytes = std::fs::read(path)?;
    match Atlas::from_bytes(&bytes) {
        Err(BinaryError::NotAnAtlas) => {}
        result => return Ok(result?),
    }
    let text = String::from_utf8(bytes).map_err(|_| Fault::NeitherForm)?;
    let name = Path::new(path).file_name().map_or_else(|| path.into(), std::ffi::OsStr::to_string_lossy);
    let builder = AtlasBuilder::default().document(&name, &text)?;
    Ok(builder.build()?)
}

/// No atlas has a name, nor does a file of that path hold one.
#[derive(Debug, thiserror::Error)]
#[error("atlas '{name}' is not registered ({names}), nor a file that can be read: {fault}")]
struct UnknownAtlas {
    name: String,
    names: String,
    #[source]
    fault: Fault,
}

#[derive(Debug, thiserror::Error)]
enum Fault {
    #[error(transparent)]
    Unread(#[from] std::io::Error),
    #[error("it is neither an atlas document nor the binary form of an atlas")]
    NeitherForm,
    #[error(transparent)]
    Binary(#[from] BinaryError),
    #[error(transparent)]
    Document(#[from] DocumentError),
    #[error(transparent)]
    Built(#[from] suzerain::build::BuildReport),
}

impl PartialEq for Atlases {
    /// Whether both are the same registry.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared, &other.shared)
    }
}

impl Eq for Atlases {}

impl Hash for Atlases {
    fn hash<H: Hasher>(&self, state: &mut H) {
        Arc::as_ptr(&self.shared).addr().hash(state);
    }
}

impl fmt::Debug for Atlases {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let atlases = self.lock();
        let mut names: Vec<&String> = atlases.keys().collect();
        names.sort_unstable();
        f.debug_struct("Atlases").field("names", &names).field("counts", &self.counts()).finish()
    }
}

/// What was asked of atlases through the functions of places and days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub struct Counts {
    /// Rows in all. A function of constants alone is asked once.
    pub rows: u64,
    /// Rows with a `NULL` among their arguments.
    pub nulls: u64,
    /// Rows whose degrees are no position.
    pub bad_positions: u64,
    /// Rows whose text or number is no day within the years -9999 to 9999.
    pub bad_dates: u64,
}
