//! Whether two places are connected.

use super::day::Snapshot;
use crate::atlas::plan::NOWHERE;
use crate::atlas::verdict::{Choice, Kind, Verdict};
use crate::atlas::{UnknownCode, vertex};
use crate::model::date::Certainty;
use crate::model::position::Position;
use crate::space::DisjointSets;

impl Snapshot<'_> {
    /// Whether one can go from one place to another through areas that are held by these polities or by parts of them.
    /// `Certain` if so, `Possible` if it depends on which of several candidates holds, `None` if not.
    ///
    /// Areas that touch only at a point are not connected, and areas outside the atlas cannot be crossed. A condominium
    /// can be crossed if one of its holders is named.
    ///
    /// # Errors
    ///
    /// [`UnknownCode`] if the atlas has no polity with one of these codes.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Basis, Certainty, Position};
    /// use time::macros::date;
    ///
    /// let stepanakert = Position::from_lat_lon(39.8177, 46.7528)?;
    /// let goris = Position::from_lat_lon(39.5111, 46.3389)?;
    /// let atlas = Atlas::south_caucasus();
    /// let in_2010 = atlas.on(date!(2010-01-01), Basis::DeFacto);
    /// assert_eq!(in_2010.connects(stepanakert, goris, &["ARTSAKH", "ARM"])?, Some(Certainty::Certain));
    /// let in_2021 = atlas.on(date!(2021-06-01), Basis::DeFacto);
    /// assert_eq!(in_2021.connects(stepanakert, goris, &["ARTSAKH", "ARM"])?, None);
    /// assert_eq!(in_2021.connects(stepanakert, goris, &["ARTSAKH", "ARM", "RUS"])?, Some(Certainty::Certain));
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn connects(
        &self,
        from: Position,
        to: Position,
        by: &[impl AsRef<str>],
    ) -> Result<Option<Certainty>, UnknownCode> {
        let by = by.iter().map(|code| self.polity(code.as_ref())).collect::<Result<Vec<u32>, _>>()?;
        let face = |place: Position| self.plan.face_at(self.store, vertex(place));
        let (Some(from), Some(to)) = (face(from), face(to)) else { return Ok(None) };
        let is_open = |choice: &Choice| {
            let mut holders = choice.chains.iter().flatten();
            matches!(choice.kind, Kind::Sole | Kind::Condominium) && holders.any(|polity| by.contains(polity))
        };
        let certainly = |verdict: &Verdict| verdict.candidates.iter().all(is_open);
        let possibly = |verdict: &Verdict| verdict.candidates.iter().any(is_open);
        Ok(if self.joins(from, to, certainly) {
            Some(Certainty::Certain)
        } else if self.joins(from, to, possibly) {
            Some(Certainty::Possible)
        } else {
            None
        })
    }

    /// Whether two faces are connected through faces whose verdicts are open.
    fn joins(&self, from: u32, to: u32, is_open: impl Fn(&Verdict) -> bool) -> bool {
        let cells: Vec<bool> = self.verdicts.iter().map(is_open).collect();
        let faces: Vec<bool> = self.plan.faces().iter().map(|f| cells.get(f.cell as usize) == Some(&true)).collect();
        let is_open = |face: u32| face != NOWHERE && faces.get(face as usize) == Some(&true);
        let mut joined = DisjointSets::new(faces.len());
        for line in self.plan.lines().iter().filter(|line| !line.is_pole()) {
            if is_open(line.left) && is_open(line.right) {
                joined.join(line.left, line.right);
            }
        }
        is_open(from) && is_open(to) && joined.root(from) == joined.root(to)
    }
}
