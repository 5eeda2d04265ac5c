//! Building an atlas: drafts in, an atlas or every problem out.
//!
//! [`AtlasBuilder`] only gathers. Building then goes down a straight road, each step working on what the steps
//! before could make sense of, so that one mistake does not hide another: `read` makes typed values of the drafts,
//! `ground` their outlines, nesting and index, `consistency` checks records against each other and against the
//! polities, `regime` checks corridors and enclaves against their outlines.

mod consistency;
mod ground;
mod read;
mod regime;

use std::sync::Arc;

use super::Atlas;
use super::draft::{EventDraft, LandmarkDraft, LineDraft, PolityDraft, SourceDraft, Statement, TerritoryDraft};
use super::problem::{BuildReport, Location, Problem, ProblemKind};
use super::store::{Model, Store};
use crate::space::{Index, Overlap, Shape};

/// Gathers the parts of an atlas in any order; [`AtlasBuilder::build`] checks them all.
///
/// # Example
///
/// ```
/// use geo_types::{polygon, MultiPolygon};
/// use suzerain::{
///     Atlas, PolityDraft, PolityKind, Position, SourceDraft, Statement, TerritoryDraft, TerritoryKind,
/// };
/// use time::macros::date;
///
/// let square = polygon![(x: 10.0, y: 40.0), (x: 11.0, y: 40.0), (x: 11.0, y: 41.0), (x: 10.0, y: 41.0)];
/// let atlas = Atlas::builder("one-valley")
///     .source(SourceDraft::new("gazette", "The Valley Gazette"))
///     .polity(PolityDraft::new("EAST", PolityKind::Kingdom, "East").citing("gazette"))
///     .territory(TerritoryDraft::new("valley", TerritoryKind::Province, "Valley").outline(square, 100.0).citing("gazette"))
///     .statement(Statement::sovereignty("valley", "EAST").from("1801").citing("gazette"))
///     .build()?;
///
/// let answer = atlas.controller_at(Position::from_lon_lat(10.5, 40.5)?, date!(1900-01-01));
/// assert_eq!(answer.to_string(), "East");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct AtlasBuilder {
    pub(crate) header: HeaderDraft,
    pub(crate) sources: Vec<Entry<SourceDraft>>,
    pub(crate) events: Vec<Entry<EventDraft>>,
    pub(crate) polities: Vec<Entry<PolityDraft>>,
    pub(crate) territories: Vec<Entry<TerritoryDraft>>,
    pub(crate) landmarks: Vec<Entry<LandmarkDraft>>,
    pub(crate) statements: Vec<Entry<Statement>>,
    pub(crate) lines: Vec<Entry<LineDraft>>,
    pub(crate) problems: Vec<Problem>,
    /// The codes of elements that could not be read: they are known to be meant, and not missed elsewhere.
    pub(crate) unreadable: Vec<String>,
}

/// What an atlas says of itself, as it was written.
#[derive(Debug, Clone, Default)]
pub(crate) struct HeaderDraft {
    pub(crate) atlas: Option<String>,
    pub(crate) edition: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) viewpoint: Option<String>,
    pub(crate) coverage: Option<(Option<String>, Option<String>)>,
    pub(crate) checked_until: Option<String>,
    pub(crate) contradictions_kept: bool,
    /// The layers in the order in which they are asked, in fact and in right.
    pub(crate) precedence: Option<[Vec<String>; 2]>,
}

/// A draft and where it was read from.
#[derive(Debug, Clone)]
pub(crate) struct Entry<T> {
    pub(crate) draft: T,
    pub(crate) document: Option<Arc<str>>,
    pub(crate) line: Option<usize>,
    pub(crate) column: Option<usize>,
}

impl<T> Entry<T> {
    fn in_code(draft: T) -> Self {
        Self { draft, document: None, line: None, column: None }
    }

    /// A draft that was read at this line and column.
    pub(crate) fn read(draft: T, document: Option<Arc<str>>, (line, column): (usize, usize)) -> Self {
        Self { draft, document, line: Some(line), column: Some(column) }
    }

    /// The same entry with another draft.
    pub(crate) fn map<U>(self, draft: impl FnOnce(T) -> U) -> Entry<U> {
        Entry { draft: draft(self.draft), document: self.document, line: self.line, column: self.column }
    }

    fn place(&self, kind: &'static str, code: &str) -> Location {
        self.place_called(format!("{kind} '{code}'"), kind, Some(code))
    }

    /// The place of an element that has no code of its own; `code` is that of what it is about.
    fn place_called(&self, element: String, kind: &'static str, code: Option<&str>) -> Location {
        let (document, code) = (self.document.clone(), code.map(str::to_owned));
        Location { document, line: self.line, column: self.column, element, kind: Some(kind), code, field: None }
    }
}

impl Atlas {
    /// A builder for an atlas of this name.
    pub fn builder(name: &str) -> AtlasBuilder {
        AtlasBuilder::new(name)
    }
}

impl AtlasBuilder {
    /// An empty builder for an atlas of this name.
    pub fn new(name: &str) -> Self {
        Self::default().named(name)
    }

    fn named(mut self, name: &str) -> Self {
        self.header.atlas = Some(name.to_owned());
        self
    }

    /// The edition of its data; "1" if not said.
    pub fn edition(mut self, edition: &str) -> Self {
        self.header.edition = Some(edition.to_owned());
        self
    }

    /// Its title, for people.
    pub fn title(mut self, title: &str) -> Self {
        self.header.title = Some(title.to_owned());
        self
    }

    /// By which viewpoint it states what is de jure.
    pub fn viewpoint(mut self, viewpoint: &str) -> Self {
        self.header.viewpoint = Some(viewpoint.to_owned());
        self
    }

    /// The time it covers (EDTF bounds); all of time if not said.
    pub fn coverage(mut self, from: Option<&str>, until: Option<&str>) -> Self {
        self.header.coverage = Some((from.map(str::to_owned), until.map(str::to_owned)));
        self
    }

    /// The last day (EDTF) up to which its records were checked against sources, within the coverage. Answers about
    /// later days are doubtful. If it is not stated, the last day that a record, an event or a bond between polities
    /// mentions stands for it.
    pub fn checked_until(mut self, day: &str) -> Self {
        self.header.checked_until = Some(day.to_owned());
        self
    }

    /// Keeps contradictions: ground that crossing outlines give to different holders on one day is answered as
    /// contested, and [`Atlas::conflicts`] lists it. For data of others, whose outlines overlap.
    ///
    /// Without it the builder refuses them. Two records of one territory that contradict each other are refused in
    /// any case.
    pub fn keep_contradictions(mut self) -> Self {
        self.header.contradictions_kept = true;
        self
    }

    /// The atlas has layers, and asks them in this order in fact and in this order in right: where the first has a
    /// record, the others are not asked. Each territory states its [layer](TerritoryDraft::layer).
    pub fn precedence(mut self, de_facto: &[&str], de_jure: &[&str]) -> Self {
        self.header.precedence =
            Some([de_facto, de_jure].map(|layers| layers.iter().map(|&it| it.to_owned()).collect()));
        self
    }

    /// Adds a source.
    pub fn source(mut self, draft: SourceDraft) -> Self {
        self.sources.push(Entry::in_code(draft));
        self
    }

    /// Adds an event.
    pub fn event(mut self, draft: EventDraft) -> Self {
        self.events.push(Entry::in_code(draft));
        self
    }

    /// Adds a polity.
    pub fn polity(mut self, draft: PolityDraft) -> Self {
        self.polities.push(Entry::in_code(draft));
        self
    }

    /// Adds a territory.
    pub fn territory(mut self, draft: TerritoryDraft) -> Self {
        self.territories.push(Entry::in_code(draft));
        self
    }

    /// Adds a landmark.
    pub fn landmark(mut self, draft: LandmarkDraft) -> Self {
        self.landmarks.push(Entry::in_code(draft));
        self
    }

    /// Adds a sovereignty, a control, a claim, a recognition, a presence, a corridor or the stage of a border.
    pub fn statement(mut self, draft: Statement) -> Self {
        self.statements.push(Entry::in_code(draft));
        self
    }

    /// Adds a stretch of outlines with an accuracy of its own.
    pub fn line(mut self, draft: LineDraft) -> Self {
        self.lines.push(Entry::in_code(draft));
        self
    }

    /// Checks everything that was added and makes an atlas of it.
    ///
    /// The order in which parts were added does not matter.
    ///
    /// # Errors
    ///
    /// [`BuildReport`] with every problem: codes that are wrong, taken or unknown; dates that cannot be read and
    /// periods that end before they begin; facts without a source; rings that are not closed or cross themselves;
    /// territories that leave the one they lie within and wholes whose parts overlap; records that contradict each
    /// other; polities that hold ground before they exist or after they end; corridors that do not touch what they
    /// join or are not as wide as stated; enclaves that are not enclosed; a presence beside a control of one force;
    /// stretches with an accuracy of their own that no outline has.
    pub fn build(mut self) -> Result<Atlas, BuildReport> {
        let mut problems = std::mem::take(&mut self.problems);
        let (model, drafts) = read::model(&self, &mut problems);
        // Outlines are most of an atlas: they are moved, and all other drafts let go of.
        let outline = |draft: usize| self.territories.get_mut(draft)?.draft.outline.take();
        let outlines: Vec<_> = drafts.into_iter().map(outline).collect();
        drop(self);
        let grounds = ground::survey(&model, outlines, &mut problems);
        let (store, places) = Store::new(model, grounds);
        consistency::check(&store, &places, &mut problems);
        regime::check(&store, &places, &mut problems);
        if problems.is_empty() { Ok(Atlas::from_store(store)) } else { Err(BuildReport::new(problems)) }
    }

    /// Puts together what was built before, and checks it as far as outlines need not be compared for it.
    ///
    /// Nothing is known of places, so problems are only counted.
    pub(crate) fn known(model: Model, shapes: Vec<Shape>, overlaps: Vec<Overlap>, index: Index) -> (Store, usize) {
        let mut problems = Vec::new();
        let grounds = ground::known(&model, shapes, overlaps, index, &mut problems);
        let (store, places) = Store::new(model, grounds);
        if problems.is_empty() {
            consistency::check(&store, &places, &mut problems);
        }
        (store, problems.len())
    }

    /// Notes a problem of the builder's own input.
    pub(crate) fn note_problem(&mut self, place: Location, kind: ProblemKind) {
        self.problems.push(Problem { place, kind });
    }
}
