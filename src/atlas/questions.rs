//! Who holds a place on a day: one question, or many at once.

use time::Date;

use super::{Answer, Atlas, vertex};
use crate::model::control::Basis;
use crate::model::position::Position;
use crate::model::territory::Territory;
#[cfg(feature = "rayon")]
use crate::space::Region;
use crate::space::{Batch, Index};

impl Atlas {
    /// Who holds this place on this day: de facto or de jure.
    ///
    /// De facto the recorded control decides; where none is recorded, the sovereign holds. De jure the recorded
    /// sovereignty decides, by the viewpoint that the atlas states. An answer takes tens of nanoseconds, nearly the
    /// same for any number of outlines; the first one on each basis takes longer, because it builds the lookup of that
    /// basis.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Basis, Position};
    /// use time::macros::date;
    ///
    /// let atlas = Atlas::south_caucasus();
    /// let karki = Position::from_lat_lon(39.786, 44.952)?;
    /// assert_eq!(atlas.answer(karki, date!(2000-01-01), Basis::DeFacto).to_string(), "Armenia");
    /// assert_eq!(atlas.answer(karki, date!(2000-01-01), Basis::DeJure).to_string(), "Azerbaijan");
    /// # }
    /// # Ok::<(), suzerain::error::InvalidPosition>(())
    /// ```
    #[must_use]
    #[inline]
    pub fn answer(&self, position: Position, date: Date, basis: Basis) -> Answer<'_> {
        Answer::at(self, self.verdict_at(vertex(position), date, basis), (position, date, basis))
    }

    /// Who holds each place on its day; the answers are in the order of the questions.
    ///
    /// It takes less time than asking one by one.
    ///
    /// # Errors
    ///
    /// [`LengthMismatch`] when there are not as many dates as positions.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Basis, Position};
    /// use time::macros::date;
    ///
    /// let karki = Position::from_lat_lon(39.786, 44.952)?;
    /// let days = [date!(2000-01-01), date!(1985-01-01)];
    /// let answers = Atlas::south_caucasus().answers(&[karki, karki], &days, Basis::DeFacto)?;
    /// assert_eq!(answers.iter().map(ToString::to_string).collect::<Vec<_>>(), ["Armenia", "Soviet Union"]);
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn answers(
        &self,
        positions: &[Position],
        dates: &[Date],
        basis: Basis,
    ) -> Result<Vec<Answer<'_>>, LengthMismatch> {
        LengthMismatch::check(positions, dates)?;
        let (lookup, index) = (self.lookup(basis), &self.store().grounds.index);
        let mut answers = Vec::with_capacity(positions.len());
        let mut batch = Batch::new();
        let mut dates = dates.iter();
        for positions in positions.chunks(Index::BATCH) {
            let regions = index.regions(&mut batch, positions.iter().map(|&position| vertex(position)));
            // No chain of three iterators, because what that calls is not inlined everywhere.
            let mut regions = regions.iter();
            for &position in positions {
                let (Some(&region), Some(&date)) = (regions.next(), dates.next()) else { break };
                let verdict = self.verdict_in(lookup, region, (vertex(position), date, basis));
                answers.push(Answer::at(self, verdict, (position, date, basis)));
            }
        }
        Ok(answers)
    }

    /// As [`Atlas::answers`], on all cores.
    ///
    /// # Errors
    ///
    /// As [`Atlas::answers`].
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Basis, Position};
    /// use time::macros::date;
    ///
    /// let positions = [Position::from_lat_lon(39.786, 44.952)?; 100];
    /// let dates = [date!(2000-01-01); 100];
    /// let atlas = Atlas::south_caucasus();
    /// let answers = atlas.answers_in_parallel(&positions, &dates, Basis::DeFacto)?;
    /// assert_eq!(answers, atlas.answers(&positions, &dates, Basis::DeFacto)?);
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "rayon")]
    pub fn answers_in_parallel(
        &self,
        positions: &[Position],
        dates: &[Date],
        basis: Basis,
    ) -> Result<Vec<Answer<'_>>, LengthMismatch> {
        use rayon::prelude::*;
        LengthMismatch::check(positions, dates)?;
        let (lookup, index) = (self.lookup(basis), &self.store().grounds.index);
        let regions = positions.par_chunks(Index::BATCH).map_init(Batch::new, |batch, positions| {
            let found = index.regions(batch, positions.iter().map(|&position| vertex(position)));
            // The last list is filled up, so that all are of one length and become one without being copied.
            let mut regions = [Region::default(); Index::BATCH];
            regions.iter_mut().zip(found).for_each(|(to, &region)| *to = region);
            regions
        });
        let regions = regions.collect::<Vec<_>>().into_flattened();
        let answer = |((&position, &date), region)| {
            let verdict = self.verdict_in(lookup, region, (vertex(position), date, basis));
            Answer::at(self, verdict, (position, date, basis))
        };
        Ok(positions.par_iter().zip(dates).zip(regions).map(answer).collect())
    }

    /// Who holds this place de facto on this day: [`Atlas::answer`] with [`Basis::DeFacto`].
    ///
    /// # Example
    ///
    /// An answer and all that it names last as long as the atlas.
    ///
    /// ```
    /// use suzerain::{Atlas, Polity, Position};
    /// use time::Date;
    ///
    /// fn controller(atlas: &Atlas, position: Position, date: Date) -> Option<&Polity> {
    ///     Some(atlas.controller_at(position, date).holder()?.polity())
    /// }
    /// ```
    #[must_use]
    #[inline]
    pub fn controller_at(&self, position: Position, date: Date) -> Answer<'_> {
        self.answer(position, date, Basis::DeFacto)
    }

    /// Who holds this place de jure on this day: [`Atlas::answer`] with [`Basis::DeJure`].
    #[must_use]
    #[inline]
    pub fn sovereign_at(&self, position: Position, date: Date) -> Answer<'_> {
        self.answer(position, date, Basis::DeJure)
    }

    /// Who holds each place de facto on its day: [`Atlas::answers`] with [`Basis::DeFacto`].
    ///
    /// # Errors
    ///
    /// As [`Atlas::answers`].
    pub fn controllers_at(&self, positions: &[Position], dates: &[Date]) -> Result<Vec<Answer<'_>>, LengthMismatch> {
        self.answers(positions, dates, Basis::DeFacto)
    }

    /// Who holds each place de jure on its day: [`Atlas::answers`] with [`Basis::DeJure`].
    ///
    /// # Errors
    ///
    /// As [`Atlas::answers`].
    pub fn sovereigns_at(&self, positions: &[Position], dates: &[Date]) -> Result<Vec<Answer<'_>>, LengthMismatch> {
        self.answers(positions, dates, Basis::DeJure)
    }

    /// As [`Atlas::controllers_at`], on all cores.
    ///
    /// # Errors
    ///
    /// As [`Atlas::answers`].
    #[cfg(feature = "rayon")]
    pub fn controllers_at_in_parallel(
        &self,
        positions: &[Position],
        dates: &[Date],
    ) -> Result<Vec<Answer<'_>>, LengthMismatch> {
        self.answers_in_parallel(positions, dates, Basis::DeFacto)
    }

    /// As [`Atlas::sovereigns_at`], on all cores.
    ///
    /// # Errors
    ///
    /// As [`Atlas::answers`].
    #[cfg(feature = "rayon")]
    pub fn sovereigns_at_in_parallel(
        &self,
        positions: &[Position],
        dates: &[Date],
    ) -> Result<Vec<Answer<'_>>, LengthMismatch> {
        self.answers_in_parallel(positions, dates, Basis::DeJure)
    }

    /// The territories that hold this place and exist on this day, most specific first.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Position};
    /// use time::macros::date;
    ///
    /// let karki = Position::from_lat_lon(39.786, 44.952)?;
    /// let territories = Atlas::south_caucasus().territories_at(karki, date!(2000-01-01));
    /// let codes: Vec<String> = territories.iter().map(|territory| territory.code().to_string()).collect();
    /// assert_eq!(codes, ["karki", "AZE-2415", "nakhchivan", "AZE"]);
    /// # }
    /// # Ok::<(), suzerain::error::InvalidPosition>(())
    /// ```
    #[must_use]
    pub fn territories_at(&self, position: Position, date: Date) -> Vec<&Territory> {
        let store = self.store();
        let lineage = store.lineage_of_shapes(&store.deciding_shapes(vertex(position)));
        let territories = lineage.into_iter().filter_map(|number| store.territory(number));
        territories.filter(|territory| territory.period.holds_on(date).is_some()).collect()
    }
}

/// There are not as many dates as positions.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Position};
///
/// let karki = Position::from_lat_lon(39.786, 44.952)?;
/// let error = Atlas::south_caucasus().controllers_at(&[karki], &[]).unwrap_err();
/// assert_eq!(error.to_string(), "1 positions and 0 dates: give one date for each position");
/// assert_eq!((error.positions(), error.dates()), (1, 0));
/// # }
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{positions} positions and {dates} dates: give one date for each position")]
pub struct LengthMismatch {
    positions: usize,
    dates: usize,
}

impl LengthMismatch {
    fn check(positions: &[Position], dates: &[Date]) -> Result<(), Self> {
        let (positions, dates) = (positions.len(), dates.len());
        if positions == dates { Ok(()) } else { Err(Self { positions, dates }) }
    }

    /// How many positions there are.
    #[must_use]
    pub fn positions(&self) -> usize {
        self.positions
    }

    /// How many dates there are.
    #[must_use]
    pub fn dates(&self) -> usize {
        self.dates
    }
}
