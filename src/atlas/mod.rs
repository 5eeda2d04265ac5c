//! The atlas: what is recorded, and the questions about a place.

mod about;
mod answer;
mod border;
pub(crate) mod chains;
pub(crate) mod build;
pub(crate) mod draft;
mod history;
#[cfg(feature = "map")]
mod kept;
pub(crate) mod lookup;
mod merge;
pub(crate) mod plan;
mod problem;
pub(crate) mod redraft;
pub(crate) mod resolve;
pub(crate) mod stack;
mod status;
pub(crate) mod store;
pub(crate) mod stored;
mod viewpoint;

use std::sync::Arc;

use time::Date;

pub use about::About;
pub use answer::{Answer, Candidate, Holder, Holders, Outcome, Outside};
pub use border::BorderDistance;
pub use build::AtlasBuilder;
pub use draft::{
    EventDraft, LandmarkDraft, LineDraft, PolityDraft, SourceDraft, Statement, TerritoryDraft, UndrawnDraft,
};
pub use history::Spell;
pub use merge::Merge;
pub use problem::{BuildReport, Place, Problem, ProblemKind};
pub use status::Status;
pub use viewpoint::Viewpoint;

use crate::model::border_stage::BorderStage;
use crate::model::claim::Claim;
use crate::model::control::Basis;
use crate::model::corridor::Corridor;
use crate::model::event::Event;
use crate::model::landmark::Landmark;
use crate::model::line::LineAccuracy;
use crate::model::polity::Polity;
use crate::model::position::Position;
use crate::model::presence::Presence;
use crate::model::recognition::Recognition;
use crate::model::record::Record;
use crate::model::source::Source;
use crate::model::territory::Territory;
#[cfg(feature = "rayon")]
use crate::space::Region;
use crate::space::{Batch, Index, Vertex};
use lookup::Lookup;
use store::Store;

/// Who held which ground, when, in whose right, and who says so.
///
/// An atlas does not change once it is built. It is `Send` and `Sync`, a clone shares it, and it can sit in a
/// `static`. Questions take a [`Position`] and a [`Date`] and cannot fail; what cannot be answered is an
/// [`Outcome`] of its own.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Position};
/// use time::macros::date;
///
/// let atlas = Atlas::south_caucasus();
/// let karki = Position::from_lat_lon(39.786, 44.952)?;
/// assert_eq!(atlas.controller_at(karki, date!(2000-01-01)).to_string(), "Armenia");
/// assert_eq!(atlas.sovereign_at(karki, date!(2000-01-01)).to_string(), "Azerbaijan");
/// # }
/// # Ok::<(), suzerain::InvalidPosition>(())
/// ```
#[derive(Debug, Clone)]
pub struct Atlas {
    pub(crate) store: Arc<Store>,
}

impl Atlas {
    /// A builder for an atlas of this name.
    pub fn builder(name: &str) -> AtlasBuilder {
        AtlasBuilder::new(name)
    }

    pub(crate) fn from_store(store: Store) -> Self {
        Self { store: Arc::new(store) }
    }

    /// What the atlas says of itself.
    #[must_use]
    pub fn about(&self) -> &About {
        &self.store.about
    }

    /// The edition of the data; a change of data is a change of answers.
    #[must_use]
    pub fn edition(&self) -> &str {
        self.store.about.edition()
    }

    /// Who holds this place in fact on this day.
    ///
    /// Where no control is recorded, the sovereign holds. O(log n) in the number of outlines.
    #[must_use]
    pub fn controller_at(&self, position: Position, date: Date) -> Answer<'_> {
        self.answer(position, date, Basis::DeFacto)
    }

    /// In whose right this place is held on this day, by the viewpoint that the atlas states.
    #[must_use]
    pub fn sovereign_at(&self, position: Position, date: Date) -> Answer<'_> {
        self.answer(position, date, Basis::DeJure)
    }

    /// Who holds each place in fact on its day; the answers are in the order of the questions.
    ///
    /// # Errors
    ///
    /// [`LengthMismatch`] when there are not as many days as places.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Position};
    /// use time::macros::date;
    ///
    /// let karki = Position::from_lat_lon(39.786, 44.952)?;
    /// let answers = Atlas::south_caucasus()
    ///     .controllers_at(&[karki, karki], &[date!(2000-01-01), date!(1992-01-15)])?;
    /// assert_eq!(answers.iter().map(ToString::to_string).collect::<Vec<_>>(), ["Armenia", "Azerbaijan"]);
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn controllers_at(&self, positions: &[Position], dates: &[Date]) -> Result<Vec<Answer<'_>>, LengthMismatch> {
        if positions.len() != dates.len() {
            return Err(LengthMismatch { positions: positions.len(), dates: dates.len() });
        }
        let mut answers = Vec::with_capacity(positions.len());
        let mut batch = Batch::new();
        for (positions, dates) in positions.chunks(Index::BATCH).zip(dates.chunks(Index::BATCH)) {
            answers.extend(self.answers(&mut batch, positions, dates));
        }
        Ok(answers)
    }

    /// As [`Atlas::controllers_at`], on all cores.
    ///
    /// # Errors
    ///
    /// As [`Atlas::controllers_at`].
    #[cfg(feature = "rayon")]
    pub fn controllers_at_in_parallel(
        &self,
        positions: &[Position],
        dates: &[Date],
    ) -> Result<Vec<Answer<'_>>, LengthMismatch> {
        use rayon::prelude::*;
        if positions.len() != dates.len() {
            return Err(LengthMismatch { positions: positions.len(), dates: dates.len() });
        }
        let store = &*self.store;
        let lookup = store.lookup(Basis::DeFacto);
        let regions = positions.par_chunks(Index::BATCH).map_init(Batch::new, |batch, positions| {
            let found = store.grounds.index.regions(batch, positions.iter().map(|&position| vertex(position)));
            // The last list is filled up, so that all are of one length and become one without being copied.
            let mut regions = [Region::default(); Index::BATCH];
            regions.iter_mut().zip(found).for_each(|(to, &region)| *to = region);
            regions
        });
        let regions = regions.collect::<Vec<_>>().into_flattened();
        let answer = |((&position, &date), region)| {
            let verdict = store.verdict_in(lookup, region, (vertex(position), date, Basis::DeFacto));
            Answer::new(store, date, verdict)
        };
        Ok(positions.par_iter().zip(dates).zip(regions).map(answer).collect())
    }

    /// Everything that is recorded of a place on a day.
    #[must_use]
    pub fn status_at(&self, position: Position, date: Date) -> Status<'_> {
        Status::new(self, position, date)
    }

    /// Who held this place in fact, spell by spell, through the time that the atlas covers.
    ///
    /// Empty outside the atlas's ground.
    #[must_use]
    pub fn history_at(&self, position: Position) -> Vec<Spell<'_>> {
        history::spells(self, position, Basis::DeFacto)
    }

    /// In whose right this place was held, spell by spell.
    #[must_use]
    pub fn sovereign_history_at(&self, position: Position) -> Vec<Spell<'_>> {
        history::spells(self, position, Basis::DeJure)
    }

    /// The territories that hold this place and exist on this day, most specific first.
    #[must_use]
    pub fn territories_at(&self, position: Position, date: Date) -> Vec<&Territory> {
        let lineage = self.store.lineage_of_shapes(&self.store.deciding_shapes(vertex(position)));
        lineage
            .into_iter()
            .filter_map(|number| self.store.territory(number))
            .filter(|territory| territory.period.holds_on(date).is_some())
            .collect()
    }

    /// How far it is from this place to the nearest border on this day, in metres on the ellipsoid.
    ///
    /// A border is a line with different holders on its two sides; a coast and the rim of the atlas are none.
    /// `None` outside the atlas and where it has no border on that day.
    #[must_use]
    pub fn border_distance(&self, position: Position, date: Date, basis: Basis) -> Option<BorderDistance> {
        border::nearest(self, position, date, basis)
    }

    /// The polity of this code.
    #[must_use]
    pub fn polity(&self, code: &str) -> Option<&Polity> {
        self.store.polity(self.store.polity_number(code.parse().ok()?)?)
    }

    /// The territory of this code.
    #[must_use]
    pub fn territory(&self, code: &str) -> Option<&Territory> {
        self.store.territory(self.store.territory_number(code.parse().ok()?)?)
    }

    /// The event of this code.
    #[must_use]
    pub fn event(&self, code: &str) -> Option<&Event> {
        self.store.event(code.parse().ok()?)
    }

    /// The source of this code.
    #[must_use]
    pub fn source(&self, code: &str) -> Option<&Source> {
        self.store.source(code.parse().ok()?)
    }

    /// All polities.
    #[must_use]
    pub fn polities(&self) -> &[Polity] {
        &self.store.polities
    }

    /// All territories.
    #[must_use]
    pub fn territories(&self) -> &[Territory] {
        &self.store.territories
    }

    /// All events.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.store.events
    }

    /// All sources.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.store.sources
    }

    /// All sovereignties and controls.
    #[must_use]
    pub fn records(&self) -> &[Record] {
        &self.store.records
    }

    /// All claims.
    #[must_use]
    pub fn claims(&self) -> &[Claim] {
        &self.store.claims
    }

    /// All recognitions.
    #[must_use]
    pub fn recognitions(&self) -> &[Recognition] {
        &self.store.recognitions
    }

    /// All presences.
    #[must_use]
    pub fn presences(&self) -> &[Presence] {
        &self.store.presences
    }

    /// All corridors.
    #[must_use]
    pub fn corridors(&self) -> &[Corridor] {
        &self.store.corridors
    }

    /// All stages of borders.
    #[must_use]
    pub fn border_stages(&self) -> &[BorderStage] {
        &self.store.border_stages
    }

    /// All landmarks.
    #[must_use]
    pub fn landmarks(&self) -> &[Landmark] {
        &self.store.landmarks
    }

    /// All stretches of outlines with an accuracy of their own.
    #[must_use]
    pub fn lines(&self) -> &[LineAccuracy] {
        &self.store.lines
    }

    /// The ground of a territory in km2 on the ellipsoid; `None` for an unknown code.
    #[must_use]
    pub fn area_km2(&self, territory: &str) -> Option<f64> {
        let number = self.store.territory_number(territory.parse().ok()?)?;
        let shapes = self.store.leaves(number).iter().filter_map(|&s| self.store.grounds.shapes.get(s as usize));
        Some(shapes.map(crate::space::area_km2).sum())
    }

    /// Builds anew what finds the answers of one basis, and drops it; the bytes it took. For measuring.
    #[doc(hidden)]
    #[must_use]
    pub fn index_bytes(&self) -> usize {
        Index::build(&self.store.grounds.shapes).bytes() + Lookup::new(&self.store, Basis::DeFacto).bytes()
    }

    /// Who holds each place in fact, for [`Index::BATCH`] questions at most.
    fn answers<'a>(
        &'a self,
        batch: &mut Batch,
        positions: &[Position],
        dates: &[Date],
    ) -> impl Iterator<Item = Answer<'a>> {
        let store = &*self.store;
        let lookup = store.lookup(Basis::DeFacto);
        let regions = store.grounds.index.regions(batch, positions.iter().map(|&position| vertex(position)));
        regions.iter().zip(positions).zip(dates).map(|((&region, &position), &date)| {
            let verdict = store.verdict_in(lookup, region, (vertex(position), date, Basis::DeFacto));
            Answer::new(store, date, verdict)
        })
    }

    #[inline]
    pub(crate) fn answer(&self, position: Position, date: Date, basis: Basis) -> Answer<'_> {
        let store = &*self.store;
        let verdict = store.verdict_at(vertex(position), date, basis);
        Answer::new(store, date, verdict)
    }
}

/// A place as the index takes it.
pub(crate) fn vertex(position: Position) -> Vertex {
    Vertex { x: position.lon_e7(), y: position.lat_e7() }
}

/// There are not as many days as places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{positions} positions and {dates} dates: give one date for each position")]
pub struct LengthMismatch {
    positions: usize,
    dates: usize,
}
