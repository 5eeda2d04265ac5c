//! Whether two places are connected.

use std::collections::BTreeSet;

use super::day::Snapshot;
use crate::atlas::plan::NOWHERE;
use crate::atlas::verdict::{Choice, Kind, Verdict};
use crate::atlas::{UnknownCode, vertex};
use crate::model::date::Certainty;
use crate::model::position::Position;
use crate::model::territory::TerritoryCode;
use crate::space::DisjointSets;

/// The strip of a corridor, and the places at its ends, by faces.
#[derive(Clone)]
struct Passage {
    strip: BTreeSet<u32>,
    ends: BTreeSet<u32>,
}

impl Snapshot<'_> {
    /// Whether one can go from one place to another through areas that are held by these polities or by parts of them,
    /// and along corridors. `Certain` if so, `Possible` if it depends on which of several candidates holds or on whether
    /// a corridor was in force, `None` if not.
    ///
    /// Areas that touch only at a point are not connected, and areas outside the atlas cannot be crossed. A condominium
    /// can be crossed if one of its holders is named.
    ///
    /// A corridor that is in force on the day connects the two places that it joins, whoever holds its strip: that is
    /// what it guarantees, to those who hold its ends. So the strip can be entered and left at the ends alone, where
    /// the polities named hold them, and is no way across it for others. A corridor counts as long as its record says
    /// that it is in force; whether traffic was blocked on the day is another question, which the record's note may
    /// answer.
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
    /// assert_eq!(in_2021.corridors().len(), 1);
    /// assert_eq!(in_2021.connects(stepanakert, goris, &["ARTSAKH", "ARM"])?, Some(Certainty::Certain));
    /// let between_two_roads = atlas.on(date!(2022-08-28), Basis::DeFacto);
    /// assert!(between_two_roads.corridors().is_empty());
    /// assert_eq!(between_two_roads.connects(stepanakert, goris, &["ARTSAKH", "ARM"])?, None);
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
        let (sure, all) = self.passages();
        Ok(if self.joins(from, to, certainly, &sure) {
            Some(Certainty::Certain)
        } else if self.joins(from, to, possibly, &all) {
            Some(Certainty::Possible)
        } else {
            None
        })
    }

    /// Whether two faces are connected through faces whose verdicts are open, and along passages between such faces.
    fn joins(&self, from: u32, to: u32, is_open: impl Fn(&Verdict) -> bool, passages: &[Passage]) -> bool {
        let cells: Vec<bool> = self.verdicts.iter().map(is_open).collect();
        let faces: Vec<bool> = self.plan.faces().iter().map(|f| cells.get(f.cell as usize) == Some(&true)).collect();
        let is_open = |face: u32| face != NOWHERE && faces.get(face as usize) == Some(&true);
        let in_passage = |face: u32| passages.iter().any(|passage| passage.strip.contains(&face));
        let leads = |passage: &Passage, one: u32, other: u32| {
            let is_next = passage.strip.contains(&other) || (is_open(other) && passage.ends.contains(&other));
            passage.strip.contains(&one) && is_next
        };
        let mut joined = DisjointSets::new(faces.len());
        for line in self.plan.lines().iter().filter(|line| !line.is_pole()) {
            let (left, right) = (line.left, line.right);
            let along = |passage: &Passage| leads(passage, left, right) || leads(passage, right, left);
            if (is_open(left) && is_open(right)) || passages.iter().any(along) {
                joined.join(left, right);
            }
        }
        let is_way = |face: u32| is_open(face) || in_passage(face);
        is_way(from) && is_way(to) && joined.root(from) == joined.root(to)
    }

    /// The passages that corridors open: those certainly in force, and all that may be.
    fn passages(&self) -> (Vec<Passage>, Vec<Passage>) {
        let faces = |code: TerritoryCode| {
            let number = self.store.territory_number(code);
            number.map_or(&[][..], |number| self.plan.faces_of(number)).iter().copied()
        };
        let (mut sure, mut all) = (Vec::new(), Vec::new());
        for (corridor, certainty) in self.in_force() {
            let ends: BTreeSet<u32> = corridor.joins.iter().flat_map(|&end| faces(end)).collect();
            let strip = faces(corridor.territory).filter(|face| !ends.contains(face)).collect();
            let passage = Passage { strip, ends };
            if certainty == Certainty::Certain {
                sure.push(passage.clone());
            }
            all.push(passage);
        }
        (sure, all)
    }
}
