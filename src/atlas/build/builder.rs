//! What gathers the parts of an atlas.

use super::entry::Entry;
use crate::atlas::collection::CollectionMembers;
use crate::atlas::draft::{
    DateDraft, EventDraft, LandmarkDraft, LineDraft, PeriodDraft, PolityDraft, SourceDraft, Statement, TerritoryDraft,
};
use crate::atlas::limits::Limits;
use crate::atlas::problem::{Location, Problem, ProblemKind};
use crate::atlas::problem_list::ProblemList;

/// Gathers the parts of an atlas in any order; [`AtlasBuilder::build`] checks them all.
///
/// # Example
///
/// ```
/// use geo_types::{polygon, MultiPolygon};
/// use suzerain::build::{PolityDraft, SourceDraft, Statement, TerritoryDraft};
/// use suzerain::model::{PolityKind, TerritoryKind};
/// use suzerain::{Atlas, Position};
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
/// assert_eq!(answer.holder().expect("one holder").name(), "East");
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
    pub(crate) problems: ProblemList<Problem>,
    pub(crate) limits: Limits,
    /// The codes of elements that could not be read: no reference to them is reported as unknown.
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
    /// The layers in the order in which they are asked, de facto and de jure.
    pub(crate) precedence: Option<[Vec<String>; 2]>,
    pub(crate) collection: CollectionMembers,
}

impl AtlasBuilder {
    /// An empty builder for an atlas of this name.
    pub fn new(name: &str) -> Self {
        let header = HeaderDraft { atlas: Some(name.to_owned()), ..HeaderDraft::default() };
        Self { header, ..Self::default() }
    }

    /// The edition of its data; "1" if it is not stated.
    pub fn edition(mut self, edition: &str) -> Self {
        self.header.edition = Some(edition.to_owned());
        self
    }

    /// Its title, for people.
    pub fn title(mut self, title: &str) -> Self {
        self.header.title = Some(title.to_owned());
        self
    }

    /// The viewpoint by which it says who is sovereign.
    pub fn viewpoint(mut self, viewpoint: &str) -> Self {
        self.header.viewpoint = Some(viewpoint.to_owned());
        self
    }

    /// The time it covers; all of time if it is not stated.
    pub fn coverage(mut self, period: impl Into<PeriodDraft>) -> Self {
        let PeriodDraft { from, until } = period.into();
        self.header.coverage = Some((from, until));
        self
    }

    /// The last day up to which its records were checked against sources, within the coverage.
    ///
    /// Answers about later days are doubtful. If it is not stated, the last day that a record, an event or a bond
    /// between polities mentions stands for it.
    pub fn checked_until(mut self, day: impl Into<DateDraft>) -> Self {
        self.header.checked_until = Some(day.into().text);
        self
    }

    /// How much is taken on before the builder refuses what it is given.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self.problems.keep(limits.problems);
        self
    }

    /// Keeps contradictions: a place that crossing outlines give to different holders on one day is answered as
    /// contested, and [`Atlas::conflicts`](crate::Atlas::conflicts) lists it. For data of others, whose outlines
    /// overlap.
    ///
    /// Without it the builder refuses them. Two records of one territory that contradict each other are refused in
    /// any case.
    pub fn keep_contradictions(mut self) -> Self {
        self.header.contradictions_kept = true;
        self
    }

    /// The atlas has layers, asked in this order de facto and in this order de jure: where the first has a record,
    /// the others are not asked. Each territory states its [layer](TerritoryDraft::layer).
    ///
    /// # Example
    ///
    /// ```
    /// use geo_types::Rect;
    /// use suzerain::build::{PolityDraft, SourceDraft, Statement, TerritoryDraft};
    /// use suzerain::model::{PolityKind, TerritoryKind};
    /// use suzerain::{Atlas, Basis, Position};
    /// use time::macros::date;
    ///
    /// // Two maps of one square: a survey of who was there, and a treaty.
    /// let mut builder = Atlas::builder("both").precedence(["survey", "treaty"], ["treaty", "survey"]);
    /// for (layer, holder) in [("survey", "WEST"), ("treaty", "EAST")] {
    ///     let square = TerritoryDraft::new(layer, TerritoryKind::Province, layer).layer(layer);
    ///     builder = builder
    ///         .source(SourceDraft::new(layer, layer))
    ///         .polity(PolityDraft::new(holder, PolityKind::Kingdom, holder).citing(layer))
    ///         .territory(square.outline(Rect::new((10.0, 40.0), (11.0, 41.0)), 100.0).citing(layer))
    ///         .statement(Statement::sovereignty(layer, holder).citing(layer));
    /// }
    /// let atlas = builder.build()?;
    /// let (place, day) = (Position::from_lat_lon(40.5, 10.5)?, date!(1900-01-01));
    /// assert_eq!(atlas.controller_at(place, day).holder().expect("one holder").name(), "WEST");
    /// assert_eq!(atlas.sovereign_at(place, day).holder().expect("one holder").name(), "EAST");
    /// assert_eq!(atlas.about().layers(Basis::DeJure).collect::<Vec<_>>(), ["treaty", "survey"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn precedence<L: AsRef<str>>(
        mut self,
        de_facto: impl IntoIterator<Item = L>,
        de_jure: impl IntoIterator<Item = L>,
    ) -> Self {
        let names = |layers: Vec<L>| layers.iter().map(|layer| layer.as_ref().to_owned()).collect();
        self.header.precedence = Some([names(de_facto.into_iter().collect()), names(de_jure.into_iter().collect())]);
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

    /// Notes a problem of the builder's own input.
    pub(crate) fn note_problem(&mut self, place: Location, kind: ProblemKind) {
        self.problems.push(Problem { place, kind });
    }
}
