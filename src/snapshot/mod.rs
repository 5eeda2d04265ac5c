//! One day, all ground.
//!
//! [`Atlas::on`](crate::Atlas::on) resolves every piece of ground for one day and one basis. What one asks of a map
//! of that day is then computed from the outlines, not stored:
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! use suzerain::{Atlas, Basis};
//! use time::macros::date;
//!
//! let atlas = Atlas::south_caucasus();
//! let day = atlas.on(date!(2005-01-01), Basis::DeJure);
//!
//! let armenia = day.extent_of("ARM")?;                          // geo_types::MultiPolygon, RFC 7946
//! assert!(!armenia.0.is_empty());
//! assert!((day.area_km2("ARM")? / 29_743.0 - 1.0).abs() < 0.01);
//!
//! let border = day.border_between("ARM", "AZE")?;               // courses from tripoint to tripoint
//! assert!((border.courses()[0].length_km() / 502.0 - 1.0).abs() < 0.01);
//! println!("{border}");                                         // told in sentences
//!
//! assert_eq!(day.enclaves().len(), 4);                          // computed from the outlines
//! let in_fact = atlas.on(date!(2005-01-01), Basis::DeFacto);
//! assert!(in_fact.enclaves().is_empty());
//!
//! let changes = atlas.changes(date!(2020-09-27), date!(2020-12-31));
//! for change in changes.iter() { println!("{change}"); }        // from whom, to whom, when, km2, by which event
//! for ledger in changes.ledgers() { println!("{ledger}"); }     // what each gained and lost
//! # }
//! # Ok::<(), suzerain::UnknownPolity>(())
//! ```
//!
//! # Whose ground
//!
//! Ground is grouped by the polity at the top of the part-of chain. Only ground that one polity holds alone and
//! surely counts as that polity's. Ground held jointly, contested, held possibly by one or another, vacant or
//! unrecorded makes groups of its own, each with an [`Answer`](crate::Answer); so the groups together are all ground.
//!
//! # Lines
//!
//! Where outlines share their vertices, lines are shared exactly: there are no slivers. A vertex of one outline in
//! the middle of another's edge is exact too. Where outlines nest, the inner one is cut out of the outer. Ground
//! meets across the antimeridian. The rim of an atlas is where its ground ends: nothing is known of what lies
//! beyond, sea or land, so it is no border and encloses nothing.

mod border;
mod change;
mod changes;
mod conflict;
mod connect;
mod corridor;
mod cover;
mod enclave;
mod end;
mod extent;
mod geojson;
#[cfg(feature = "map")]
mod ground;
mod group;
mod pieces;
mod segment;
mod share;
mod tell;
mod trace;
mod tripoint;
mod within;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use geo_types::MultiPolygon;
use time::Date;

pub use border::{Border, Course};
pub use change::Change;
pub use changes::{Changes, Ledger};
pub use conflict::{Conflict, ConflictKind};
pub use corridor::CorridorOnDay;
pub use enclave::{Enclave, Exclave};
pub use end::End;
pub use segment::{BorderStatus, Feature, Segment};
pub use share::Share;
pub use tripoint::Tripoint;

use crate::atlas::plan::{NOWHERE, Plan};
use crate::atlas::store::Store;
use crate::atlas::verdict::{Kind, Verdict};
use crate::atlas::{Answer, Atlas};
use crate::model::control::Basis;
use crate::model::polity::Polity;
use crate::model::position::Position;
use crate::model::territory::Territory;
use group::Groups;
use pieces::Pieces;

/// All ground on one day, on one basis.
///
/// A snapshot borrows its atlas, is `Send` and `Sync`, and computes each view when it is asked for. Making one
/// takes O(n) in the number of outlines once the atlas has made its ground plan, which the first snapshot does.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// let day = Atlas::south_caucasus().on(date!(2010-01-01), Basis::DeFacto);
/// let holders: Vec<String> = day.holders().iter().map(|share| share.answer().to_string()).collect();
/// assert!(holders.contains(&"Armenia".to_owned()));
/// let all: f64 = day.holders().iter().map(|share| share.area_km2()).sum();
/// assert!((all / day.ground_km2() - 1.0).abs() < 1e-12);
/// # }
/// ```
#[derive(Debug)]
pub struct Snapshot<'a> {
    atlas: &'a Atlas,
    store: &'a Store,
    plan: &'a Plan,
    date: Date,
    basis: Basis,
    /// What the records leave open in each cell of the plan.
    verdicts: Vec<Verdict>,
    groups: Groups,
    pieces: OnceLock<Pieces>,
    /// Who holds each cell by right, as far as it is sure.
    titles: OnceLock<Groups>,
}

impl Atlas {
    /// All ground on one day: in fact or in right.
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
    fn new(atlas: &'a Atlas, date: Date, basis: Basis) -> Self {
        let (store, plan) = (atlas.store(), atlas.plan());
        let verdicts = verdicts(store, plan, date, basis);
        let groups = Groups::new(store, plan, &verdicts);
        let (pieces, titles) = (OnceLock::new(), OnceLock::new());
        Self { atlas, store, plan, date, basis, verdicts, groups, pieces, titles }
    }

    /// The day.
    #[must_use]
    pub fn date(&self) -> Date {
        self.date
    }

    /// Whether it is about fact or about right.
    #[must_use]
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// Who holds how much: every kind of holding once, so that the shares together are all ground.
    ///
    /// Polities that hold alone and surely come first, by code; ground that is held jointly, contested, held
    /// possibly by one or another, vacant or unrecorded follows. Empty on a day that the atlas does not cover.
    #[must_use]
    pub fn holders(&self) -> Vec<Share<'a>> {
        let mut sums = vec![Sum::default(); self.groups.len()];
        for (&group, &area) in self.groups.of_face().iter().zip(self.areas()) {
            if let Some(sum) = sums.get_mut(group as usize) {
                sum.add(area);
            }
        }
        (0..).zip(sums).filter_map(|(group, sum)| self.share(group, sum.value())).collect()
    }

    /// The ground of a polity as polygons: dissolved, shells counter-clockwise, cut at the antimeridian (RFC 7946).
    ///
    /// It is the ground that the polity, or a part of it, holds alone and surely; a polity that holds none has an
    /// empty extent.
    ///
    /// # Errors
    ///
    /// [`UnknownPolity`] when the atlas has no polity of this code.
    pub fn extent_of(&self, polity: &str) -> Result<MultiPolygon<f64>, UnknownPolity> {
        let held = self.held_faces(self.polity(polity)?);
        Ok(extent::polygons(self.plan, |face| held.get(face as usize) == Some(&true)))
    }

    /// The ground that a polity holds alone and surely, in km2 on the ellipsoid.
    ///
    /// # Errors
    ///
    /// [`UnknownPolity`] when the atlas has no polity of this code.
    pub fn area_km2(&self, polity: &str) -> Result<f64, UnknownPolity> {
        let held = self.held_faces(self.polity(polity)?);
        let mut sum = Sum::default();
        for (_, &area) in held.iter().zip(self.areas()).filter(|(held, _)| **held) {
            sum.add(area);
        }
        Ok(sum.value())
    }

    /// All ground that the atlas knows of, in km2.
    #[must_use]
    pub fn ground_km2(&self) -> f64 {
        let mut sum = Sum::default();
        self.areas().iter().for_each(|&area| sum.add(area));
        sum.value()
    }

    /// The territories with outlines of their own that a polity holds alone and surely, by code.
    ///
    /// Where outlines tile, their areas add up to that of the polity. A territory that others cut a part out of is
    /// listed for the rest of it.
    ///
    /// # Errors
    ///
    /// [`UnknownPolity`] when the atlas has no polity of this code.
    pub fn territories_of(&self, polity: &str) -> Result<Vec<&'a Territory>, UnknownPolity> {
        let held = self.held_cells(self.polity(polity)?);
        let cells = self.plan.cells().iter().zip(&held).filter(|(_, held)| **held).map(|(cell, _)| cell);
        let owners: BTreeSet<u32> =
            cells.flat_map(|cell| &cell.deciding).map(|&shape| self.store.owner(shape)).collect();
        let mut found: Vec<&Territory> = owners.into_iter().filter_map(|number| self.store.territory(number)).collect();
        found.sort_by_key(|territory| territory.code());
        Ok(found)
    }

    /// Who holds this place: the answer of [`Atlas::controller_at`] or [`Atlas::sovereign_at`] on this day.
    #[must_use]
    pub fn holder_at(&self, position: Position) -> Answer<'a> {
        self.atlas.answer(position, self.date, self.basis)
    }

    /// Whose ground borders that of a polity, by the order of [`Snapshot::holders`].
    ///
    /// Ground that touches at a point only does not border it, nor does vacant or unrecorded ground.
    ///
    /// # Errors
    ///
    /// [`UnknownPolity`] when the atlas has no polity of this code.
    pub fn neighbours(&self, polity: &str) -> Result<Vec<Answer<'a>>, UnknownPolity> {
        let held = self.held_faces(self.polity(polity)?);
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
    fn answer(&self, group: u32) -> Answer<'a> {
        Answer::of_area(self.atlas, &self.groups.verdict(group), self.date, self.basis)
    }

    /// The share of a group; `None` for what is outside the atlas.
    fn share(&self, group: u32, area_km2: f64) -> Option<Share<'a>> {
        let polity = self.groups.sole(group).and_then(|number| self.store.polity(number));
        self.groups.is_inside(group).then(|| Share { answer: self.answer(group), polity, area_km2 })
    }

    /// The number of a polity.
    fn polity(&self, code: &str) -> Result<u32, UnknownPolity> {
        let number = code.parse().ok().and_then(|code| self.store.polity_number(code));
        number.ok_or_else(|| UnknownPolity { code: code.to_owned() })
    }

    fn polity_of(&self, group: u32) -> Option<&'a Polity> {
        self.store.polity(self.groups.sole(group)?)
    }

    /// Which cells a polity, or a part of it, holds alone and surely.
    fn held_cells(&self, polity: u32) -> Vec<bool> {
        self.verdicts.iter().map(|verdict| side(verdict, &[polity]).is_some()).collect()
    }

    /// Which faces a polity, or a part of it, holds alone and surely.
    fn held_faces(&self, polity: u32) -> Vec<bool> {
        let cells = self.held_cells(polity);
        let held = |cell: u32| cells.get(cell as usize) == Some(&true);
        self.plan.faces().iter().map(|face| held(face.cell)).collect()
    }

    /// The area of each face.
    fn areas(&self) -> &'a [f64] {
        self.plan.areas(self.store)
    }

    fn pieces(&self) -> &Pieces {
        self.pieces.get_or_init(|| Pieces::new(self.store, self.plan, &self.groups))
    }

    /// Who holds the ground by right.
    fn titles(&self) -> &Groups {
        self.titles.get_or_init(|| {
            let verdicts = verdicts(self.store, self.plan, self.date, Basis::DeJure);
            Groups::new(self.store, self.plan, &verdicts)
        })
    }
}

/// What the records leave open in each cell.
fn verdicts(store: &Store, plan: &Plan, date: Date, basis: Basis) -> Vec<Verdict> {
    if store.about.coverage.holds_on(date).is_none() {
        return vec![Verdict::bare(Kind::OutsideTime); plan.cells().len()];
    }
    plan.cells().iter().map(|cell| Verdict::on(store, &cell.lineage, basis, date)).collect()
}

/// Which of some polities surely holds, itself or through its parts: of two of which one is part of the other, the
/// part. `None` where none does, or another may.
fn side(verdict: &Verdict, polities: &[u32]) -> Option<usize> {
    let of_chain = |chain: &[u32]| chain.iter().rev().find_map(|it| polities.iter().position(|polity| polity == it));
    let mut chains = verdict.candidates.iter().flat_map(|choice| choice.chains.iter());
    let found = of_chain(chains.next()?)?;
    let is_held = verdict.candidates.iter().all(|choice| !choice.chains.is_empty());
    (is_held && chains.all(|chain| of_chain(chain) == Some(found))).then_some(found)
}

/// A sum that does not lose the small beside the large (Neumaier).
#[derive(Debug, Clone, Copy, Default)]
struct Sum {
    sum: f64,
    lost: f64,
}

impl Sum {
    fn add(&mut self, value: f64) {
        let next = self.sum + value;
        self.lost += if self.sum.abs() >= value.abs() { (self.sum - next) + value } else { (value - next) + self.sum };
        self.sum = next;
    }

    fn value(self) -> f64 {
        self.sum + self.lost
    }
}

/// There is no polity of this code in the atlas.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the atlas has no polity '{code}'")]
pub struct UnknownPolity {
    code: String,
}

impl UnknownPolity {
    /// The code that was asked for.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }
}
