//! What the pictures need of a snapshot, by faces and cells of the ground plan.

use super::day::Snapshot;
use super::segment::BorderStatus;
use super::territory_names;
use crate::atlas::{Answer, Atlas};
use crate::model::control::Basis;
use crate::model::polity::Polity;
use crate::model::territory::Territory;

impl<'a> Snapshot<'a> {
    pub(crate) fn atlas(&self) -> &'a Atlas {
        self.atlas
    }

    /// The answer for each cell of the plan, with the records it comes from.
    pub(crate) fn answers_by_cell(&self) -> Vec<Answer<'a>> {
        self.verdicts.iter().map(|verdict| self.answer_of(verdict)).collect()
    }

    /// The group of each face: how it is held in terms of the polities at the top of the part-of chains.
    pub(crate) fn group_by_face(&self) -> &[u32] {
        self.groups.of_face()
    }

    /// The polity that is the sole holder of a group and the only candidate.
    pub(crate) fn sole_holder(&self, group: u32) -> Option<&'a Polity> {
        self.polity_of(group)
    }

    /// The territory that some faces are, or make up most of.
    pub(crate) fn territory_of(&self, faces: &[u32]) -> Option<&'a Territory> {
        self.store.territory(territory_names::best(self.store, self.plan, faces, self.date)?)
    }

    /// Whether a polity is a holder of the group in any of its candidates.
    pub(crate) fn is_peopled(&self, group: u32) -> bool {
        self.groups.is_peopled(group)
    }

    /// Whether the de jure holders of two faces differ, and both are certain.
    pub(crate) fn are_parted_by_right(&self, left: u32, right: u32) -> bool {
        let titles = self.titles();
        let (left, right) = (titles.of(left), titles.of(right));
        left != right && titles.is_settled(left) && titles.is_settled(right)
    }

    /// The status of the line between two faces.
    pub(crate) fn status_between(&self, left: u32, right: u32) -> BorderStatus {
        self.status(left, right)
    }

    /// Which faces some polities, given by number, or parts of them, may hold.
    pub(crate) fn may_hold(&self, polities: &[u32]) -> Vec<bool> {
        let holds = |cell: u32| {
            let verdict = self.verdicts.get(cell as usize);
            let mut chains =
                verdict.into_iter().flat_map(|it| it.candidates.iter()).flat_map(|choice| choice.chains.iter());
            chains.any(|chain| chain.iter().any(|polity| polities.contains(polity)))
        };
        self.plan.faces().iter().map(|face| holds(face.cell)).collect()
    }

    /// The corridors in force: territory and faces. Measuring them would take longer than drawing the map.
    pub(crate) fn strips(&self) -> impl Iterator<Item = (&'a Territory, &'a [u32])> {
        self.in_force().filter_map(|(corridor, _)| {
            let number = self.store.territory_number(corridor.territory())?;
            Some((self.store.territory(number)?, self.plan.faces_of(number)))
        })
    }

    /// The same day de jure.
    pub(crate) fn by_right(&self) -> Snapshot<'a> {
        self.atlas.on(self.date, Basis::DeJure)
    }
}
