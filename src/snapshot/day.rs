//! The whole map on one day.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::OnceLock;

use geo_types::MultiPolygon;
use time::Date;

use super::components::Components;
use super::extent;
use super::group::Groups;
use super::share::Share;
use super::sum::Sum;
use crate::atlas::debug_line::debug_line;
use crate::atlas::plan::{NOWHERE, Plan};
use crate::atlas::store::Store;
use crate::atlas::verdict::{Kind, Verdict};
use crate::atlas::{Answer, Atlas, UnknownCode};
use crate::model::control::Basis;
use crate::model::polity::Polity;
use crate::model::position::Position;
use crate::model::territory::Territory;

/// The whole map on one day, on one basis.
///
/// A snapshot borrows its atlas, is `Send` and `Sync`, and computes each view on request. Making one takes O(n) in the
/// number of faces of the ground plan: the plan is made once for an atlas, with its first snapshot.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// let day = Atlas::south_caucasus().on(date!(2010-01-01), Basis::DeFacto);
/// let shares: Vec<String> = day.shares().iter().map(|share| share.answer().to_string()).collect();
/// assert!(shares.contains(&"Armenia".to_owned()));
/// let sum_km2: f64 = day.shares().iter().map(|share| share.area_km2()).sum();
/// assert!((sum_km2 / day.total_area_km2() - 1.0).abs() < 1e-12);
/// # }
/// ```
pub struct Snapshot<'a> {
    pub(super) atlas: &'a Atlas,
    pub(super) store: &'a Store,
    pub(super) plan: &'a Plan,
    pub(super) date: Date,
    pub(super) basis: Basis,
    /// What the records leave open in each cell of the plan.
    pub(super) verdicts: Vec<Verdict>,
    pub(super) groups: Groups,
    components: OnceLock<Components>,
    /// The de jure holder of each cell.
    titles: OnceLock<Groups>,
}

impl Atlas {
    /// The whole map on one day, de facto or de jure.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Basis};
    /// use time::macros::date;
    ///
    /// let day = Atlas::south_caucasus().on(date!(2000-01-01), Basis::DeJure);
    /// assert_eq!(day.enclaves().len(), 4);
    /// # }
    /// ```
    #[must_use]
    pub fn on(&self, date: Date, basis: Basis) -> Snapshot<'_> {
        Snapshot::new(self, date, basis)
    }
}

impl<'a> Snapshot<'a> {
    pub(super) fn new(atlas: &'a Atlas, date: Date, basis: Basis) -> Self {
        let (store, plan) = (atlas.store(), atlas.plan());
        let verdicts = verdicts(store, plan, date, basis);
        let groups = Groups::new(store, plan, &verdicts);
        let (components, titles) = (OnceLock::new(), OnceLock::new());
        Self { atlas, store, plan, date, basis, verdicts, groups, components, titles }
    }

    /// The day.
    #[must_use]
    pub fn date(&self) -> Date {
        self.date
    }

    /// Whether the map is de facto or de jure.
    #[must_use]
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// How the map is divided: one share for each way of holding. The shares together make up the whole map.
    ///
    /// Polities that are sole holder and only candidate come first, by code. Areas that are held jointly, are
    /// contested, have several candidates, are vacant or have no record follow. Empty on a day that the atlas does
    /// not cover. What a peacekeeping force controls counts for its state, as in [`Atlas::controller_at`].
    #[must_use]
    pub fn shares(&self) -> Vec<Share<'a>> {
        let mut sums = vec![Sum::default(); self.groups.len()];
        for (&group, &area) in self.groups.of_face().iter().zip(self.areas_km2()) {
            if let Some(sum) = sums.get_mut(group as usize) {
                sum.add(area);
            }
        }
        (0..).zip(sums).filter_map(|(group, sum)| self.share(group, sum.value())).collect()
    }

    /// What a polity holds, as polygons: dissolved, shells counter-clockwise, cut at the antimeridian (RFC 7946).
    ///
    /// This is the area of which the polity, or a part of it, is the sole holder and the only candidate. It is empty
    /// for a polity that holds nothing.
    ///
    /// # Errors
    ///
    /// [`UnknownCode`] if the atlas has no polity with this code.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use geo_types::MultiPolygon;
    /// use suzerain::{Atlas, Basis};
    /// use time::macros::date;
    ///
    /// let day = Atlas::south_caucasus().on(date!(2005-01-01), Basis::DeJure);
    /// let MultiPolygon(armenia) = day.extent_of("ARM")?;
    /// // The main area and Artsvashen; what Azerbaijan has inside are holes.
    /// assert_eq!(armenia.len(), 2);
    /// assert!((day.area_km2("ARM")? / 29_743.0 - 1.0).abs() < 0.01);
    /// # }
    /// # Ok::<(), suzerain::UnknownCode>(())
    /// ```
    pub fn extent_of(&self, polity: impl AsRef<str>) -> Result<MultiPolygon<f64>, UnknownCode> {
        let held = self.held_faces(self.polity(polity.as_ref())?);
        Ok(extent::polygons(self.plan, |face| held.get(face as usize) == Some(&true)))
    }

    /// The area in km2 on the ellipsoid of what a polity holds, as for [`Snapshot::extent_of`].
    ///
    /// # Errors
    ///
    /// [`UnknownCode`] if the atlas has no polity with this code.
    pub fn area_km2(&self, polity: impl AsRef<str>) -> Result<f64, UnknownCode> {
        let held = self.held_faces(self.polity(polity.as_ref())?);
        let own = held.iter().zip(self.areas_km2()).filter(|(held, _)| **held);
        Ok(own.map(|(_, &area)| area).collect::<Sum>().value())
    }

    /// The area of the whole map in km2: of all territories that the atlas has, whoever holds them.
    #[must_use]
    pub fn total_area_km2(&self) -> f64 {
        self.areas_km2().iter().copied().collect::<Sum>().value()
    }

    /// The territories with outlines of their own that a polity holds, by code.
    ///
    /// Where outlines tile, their areas add up to that of the polity. A territory out of which others cut a part is
    /// listed for the rest of it.
    ///
    /// # Errors
    ///
    /// [`UnknownCode`] if the atlas has no polity with this code.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Basis};
    /// use time::macros::date;
    ///
    /// let atlas = Atlas::south_caucasus();
    /// let day = atlas.on(date!(2005-01-01), Basis::DeFacto);
    /// let territories = day.territories_of("ARTSAKH")?;
    /// assert!(territories.iter().any(|territory| territory.name_on(day.date()).contains("Stepanakert")));
    /// # }
    /// # Ok::<(), suzerain::UnknownCode>(())
    /// ```
    pub fn territories_of(&self, polity: impl AsRef<str>) -> Result<Vec<&'a Territory>, UnknownCode> {
        let held = self.held_cells(self.polity(polity.as_ref())?);
        let cells = self.plan.cells().iter().zip(&held).filter(|(_, held)| **held).map(|(cell, _)| cell);
        let owners: BTreeSet<u32> =
            cells.flat_map(|cell| &cell.deciding).map(|&shape| self.store.owner(shape)).collect();
        let mut found: Vec<&Territory> = owners.into_iter().filter_map(|number| self.store.territory(number)).collect();
        found.sort_by_key(|territory| territory.code());
        Ok(found)
    }

    /// Who holds a place: the answer of [`Atlas::controller_at`] or [`Atlas::sovereign_at`] on this day.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Basis, Position};
    /// use time::macros::date;
    ///
    /// let karki = Position::from_lat_lon(39.786, 44.952)?;
    /// let atlas = Atlas::south_caucasus();
    /// let day = atlas.on(date!(2000-01-01), Basis::DeJure);
    /// assert_eq!(day.answer_at(karki), atlas.sovereign_at(karki, day.date()));
    /// # }
    /// # Ok::<(), suzerain::error::InvalidPosition>(())
    /// ```
    #[must_use]
    pub fn answer_at(&self, position: Position) -> Answer<'a> {
        self.atlas.answer(position, self.date, self.basis)
    }

    /// The holders that border a polity, in the order of [`Snapshot::shares`].
    ///
    /// Areas that touch it at a point only do not border it. Vacant areas and those without a record are not listed.
    ///
    /// # Errors
    ///
    /// [`UnknownCode`] if the atlas has no polity with this code.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Basis};
    /// use time::macros::date;
    ///
    /// let day = Atlas::south_caucasus().on(date!(2005-01-01), Basis::DeJure);
    /// let neighbours: Vec<String> = day.neighbours("ARM")?.iter().map(ToString::to_string).collect();
    /// assert_eq!(neighbours, ["Azerbaijan", "Georgia", "Iran", "Turkey"]);
    /// # }
    /// # Ok::<(), suzerain::UnknownCode>(())
    /// ```
    pub fn neighbours(&self, polity: impl AsRef<str>) -> Result<Vec<Answer<'a>>, UnknownCode> {
        let held = self.held_faces(self.polity(polity.as_ref())?);
        let is_held = |face: u32| held.get(face as usize) == Some(&true);
        let mut found = BTreeSet::new();
        for line in self.plan.lines().iter().filter(|line| !line.is_pole()) {
            if line.left != NOWHERE && line.right != NOWHERE && is_held(line.left) != is_held(line.right) {
                found.insert(self.groups.of(if is_held(line.left) { line.right } else { line.left }));
            }
        }
        Ok(found.into_iter().filter(|&group| self.groups.is_peopled(group)).map(|group| self.answer(group)).collect())
    }

    /// The answer that stands for a group.
    pub(super) fn answer(&self, group: u32) -> Answer<'a> {
        self.answer_of(&self.groups.verdict(group))
    }

    /// A verdict as an answer.
    pub(super) fn answer_of(&self, verdict: &Verdict) -> Answer<'a> {
        Answer::of_area(self.atlas, verdict, self.date, self.basis)
    }

    /// The share of a group; `None` for what is outside the atlas.
    pub(super) fn share(&self, group: u32, area_km2: f64) -> Option<Share<'a>> {
        let polity = self.polity_of(group);
        self.groups.is_inside(group).then(|| Share { answer: self.answer(group), polity, area_km2 })
    }

    /// The number of a polity.
    pub(super) fn polity(&self, code: &str) -> Result<u32, UnknownCode> {
        self.store.known_polity(code).map(|(number, _)| number)
    }

    /// The polity that is the sole holder of a group and the only candidate.
    pub(super) fn polity_of(&self, group: u32) -> Option<&'a Polity> {
        self.store.polity(self.groups.sole(group)?)
    }

    /// Which cells a polity, or a part of it, holds, with no other candidate.
    fn held_cells(&self, polity: u32) -> Vec<bool> {
        self.verdicts.iter().map(|verdict| held_by(verdict, &[polity]).is_some()).collect()
    }

    /// Which faces a polity, or a part of it, holds, with no other candidate.
    fn held_faces(&self, polity: u32) -> Vec<bool> {
        let cells = self.held_cells(polity);
        let held = |cell: u32| cells.get(cell as usize) == Some(&true);
        self.plan.faces().iter().map(|face| held(face.cell)).collect()
    }

    /// The area of each face.
    pub(super) fn areas_km2(&self) -> &'a [f64] {
        self.plan.areas_km2(self.store)
    }

    /// The area of some faces.
    pub(super) fn area_of_km2(&self, faces: &[u32]) -> f64 {
        let areas = self.areas_km2();
        faces.iter().filter_map(|&face| areas.get(face as usize).copied()).collect::<Sum>().value()
    }

    pub(super) fn components(&self) -> &Components {
        self.components.get_or_init(|| Components::new(self.store, self.plan, &self.groups, &self.verdicts))
    }

    /// The de jure holders.
    pub(super) fn titles(&self) -> &Groups {
        self.titles.get_or_init(|| {
            let verdicts = verdicts(self.store, self.plan, self.date, Basis::DeJure);
            Groups::new(self.store, self.plan, &verdicts)
        })
    }
}

impl fmt::Debug for Snapshot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { date, basis, store, .. } = self;
        debug_line(f, "Snapshot", format_args!("{}, {date}, {basis}", store.about.name()))
    }
}

/// What the records leave open in each cell.
fn verdicts(store: &Store, plan: &Plan, date: Date, basis: Basis) -> Vec<Verdict> {
    if store.about.coverage.holds_on(date).is_none() {
        return vec![Verdict::bare(Kind::OutsideTime); plan.cells().len()];
    }
    plan.cells().iter().map(|cell| Verdict::on(store, &cell.lineage, basis, date)).collect()
}

/// Which of some polities holds, itself or through its parts, in every candidate; if one of them is part of another,
/// the part. `None` if none does, or another may.
pub(super) fn held_by(verdict: &Verdict, polities: &[u32]) -> Option<usize> {
    let of_chain = |chain: &[u32]| chain.iter().rev().find_map(|it| polities.iter().position(|polity| polity == it));
    let mut chains = verdict.candidates.iter().flat_map(|choice| choice.chains.iter());
    let found = of_chain(chains.next()?)?;
    let is_held = verdict.candidates.iter().all(|choice| !choice.chains.is_empty());
    (is_held && chains.all(|chain| of_chain(chain) == Some(found))).then_some(found)
}
