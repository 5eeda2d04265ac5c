//! What a picture needs of a snapshot, face by face of the ground plan.

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

    /// The answer of each cell of the plan, with the records behind it.
    pub(crate) fn answers_by_cell(&self) -> Vec<Answer<'a>> {
        self.verdicts.iter().map(|verdict| self.answer_of(verdict.clone())).collect()
    }

    /// The group of each face: how it is held at the top of the part-of chains.
    pub(crate) fn group_by_face(&self) -> &[u32] {
        self.groups.of_face()
    }

    /// The polity that holds a group alone and surely.
    pub(crate) fn sole_holder(&self, group: u32) -> Option<&'a Polity> {
        self.polity_of(group)
    }

    /// The territory that some faces are, or are the better part of.
    pub(crate) fn territory_of(&self, faces: &[u32]) -> Option<&'a Territory> {
        self.store.territory(territory_names::best(self.store, self.plan, faces, self.date)?)
    }

    /// Whether some polity holds, or may hold, the ground of a group.
    pub(crate) fn is_peopled(&self, group: u32) -> bool {
        self.groups.is_peopled(group)
    }

    /// Whether two faces are held in right by different polities, and surely so.
    pub(crate) fn are_parted_by_right(&self, left: u32, right: u32) -> bool {
        let titles = self.titles();
        let (left, right) = (titles.of(left), titles.of(right));
        left != right && titles.is_settled(left) && titles.is_settled(right)
    }

    /// What kind of line parts two faces.
    pub(crate) fn status_between(&self, left: u32, right: u32) -> BorderStatus {
        self.status(left, right)
    }

    /// The strips of the corridors in force: name and faces. Measuring them would take longer than drawing the map.
    pub(crate) fn strips(&self) -> impl Iterator<Item = (&'a str, &'a [u32])> {
        self.in_force().filter_map(|(corridor, _)| {
            let number = self.store.territory_number(corridor.territory())?;
            Some((self.store.territory(number)?.name_on(self.date), self.plan.faces_of(number)))
        })
    }

    /// The same day in right.
    pub(crate) fn by_right(&self) -> Snapshot<'a> {
        self.atlas.on(self.date, Basis::DeJure)
    }
}
