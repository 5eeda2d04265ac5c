//! Which parts of polities a map shows.

use std::collections::{BTreeMap, BTreeSet};

use super::sheet::Sheet;
use crate::atlas::plan::NOWHERE;
use crate::atlas::{Answer, Outcome};
use crate::map::plane::{EMPTY, Rect, bounds, extent, union};
use crate::model::polity::{Polity, PolityCode, PolityKind};
use crate::snapshot::Snapshot;
use crate::space::DisjointSets;

/// The parts of polities that a map shows on a day.
///
/// Provinces, governorates and districts are left out where most of those of their polity are too small to read, and where one
/// lies alone in ground of its polity whose district is not recorded, or such ground alone in a district: a line there
/// would say no more than where the records end. Republics and autonomous units are always shown.
#[derive(Debug)]
pub(crate) struct ShownParts {
    /// Of each face the polities that hold it, from the top down to the smallest part that is shown; none where that is
    /// uncertain.
    of_face: Vec<Vec<PolityCode>>,
}

impl ShownParts {
    /// The parts that a sheet shows on a day, where provinces of fewer units than `legible` are too small to read.
    pub(crate) fn new(snapshot: &Snapshot<'_>, sheet: &Sheet<'_>, legible: f64) -> Self {
        let atlas = snapshot.atlas();
        let of_cell: Vec<Vec<PolityCode>> = snapshot.answers_by_cell().iter().map(chain).collect();
        let faces = atlas.plan().faces().iter();
        let of_face = faces.map(|face| of_cell.get(face.cell as usize).cloned().unwrap_or_default()).collect();
        let mut this = Self { of_face };
        let kind = |code: &PolityCode| atlas.polity(code.as_str()).map(Polity::kind);
        let is_province = |code: &PolityCode| kind(code) == Some(PolityKind::Governorate);
        this.leave_out_small(sheet, legible, is_province);
        this.leave_out_islands(snapshot, sheet, is_province);
        this
    }

    /// The polities that hold a face, from the top down to the smallest part that is shown.
    pub(crate) fn of(&self, face: u32) -> &[PolityCode] {
        self.of_face.get(face as usize).map_or(&[], Vec::as_slice)
    }

    /// Leaves out the provinces of polities most of whose provinces are too small.
    fn leave_out_small(&mut self, sheet: &Sheet<'_>, legible: f64, is_province: impl Fn(&PolityCode) -> bool) {
        // By the chain of the polity: its provinces, and the box around each.
        let mut boxes: BTreeMap<&[PolityCode], BTreeMap<PolityCode, Rect>> = BTreeMap::new();
        for (number, arc) in sheet.plan.arcs.iter().enumerate() {
            let rect = bounds(sheet.course(number).iter().copied());
            for (face, beyond) in [(arc.left, arc.right), (arc.right, arc.left)] {
                let (own, other) = (self.of(face), self.of(beyond));
                for (depth, &part) in own.iter().enumerate().filter(|(_, part)| is_province(part)) {
                    if own.get(..=depth) != other.get(..=depth) {
                        let parts = boxes.entry(own.get(..depth).unwrap_or_default()).or_default();
                        let known = parts.entry(part).or_insert(EMPTY);
                        *known = union(*known, rect);
                    }
                }
            }
        }
        let are_small = |parts: &BTreeMap<PolityCode, Rect>| {
            2 * parts.values().filter(|&&rect| extent(rect) < legible).count() > parts.len()
        };
        let small: BTreeSet<Vec<PolityCode>> =
            boxes.iter().filter(|(_, parts)| are_small(parts)).map(|(&whole, _)| whole.to_vec()).collect();
        for chain in &mut self.of_face {
            let depth = chain.iter().enumerate().position(|(depth, part)| {
                is_province(part) && chain.get(..depth).is_some_and(|whole| small.contains(whole))
            });
            chain.truncate(depth.unwrap_or(usize::MAX));
        }
    }

    /// Leaves out what lies alone in one other area, if the two differ only in that the province is recorded.
    fn leave_out_islands(
        &mut self,
        snapshot: &Snapshot<'_>,
        sheet: &Sheet<'_>,
        is_province: impl Fn(&PolityCode) -> bool,
    ) {
        let group = |face: u32| snapshot.group_by_face().get(face as usize);
        let arcs = || sheet.plan.arcs.iter().filter(|arc| arc.is_line || arc.left != arc.right);
        let mut areas = DisjointSets::new(self.of_face.len());
        for arc in arcs().filter(|arc| arc.left != NOWHERE && arc.right != NOWHERE) {
            if group(arc.left) == group(arc.right) && self.of(arc.left) == self.of(arc.right) {
                areas.join(arc.left, arc.right);
            }
        }
        let mut beside: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        let mut area = |face: u32| if face == NOWHERE { NOWHERE } else { areas.root(face) };
        for arc in arcs() {
            let (left, right) = (area(arc.left), area(arc.right));
            if left != right {
                beside.entry(left).or_default().insert(right);
                beside.entry(right).or_default().insert(left);
            }
        }
        let whole = |island: u32| -> Option<Vec<PolityCode>> {
            let mut around = beside.get(&island)?.iter();
            let (&sea, None) = (around.next()?, around.next()) else { return None };
            let (own, other) = (self.of(island), self.of(sea));
            let is_alike = island != NOWHERE && sea != NOWHERE && group(island) == group(sea) && !other.is_empty();
            let (short, long) = if own.len() < other.len() { (own, other) } else { (other, own) };
            let rest = long.strip_prefix(short).filter(|rest| !short.is_empty() && rest.iter().all(&is_province));
            rest.filter(|_| is_alike).map(|_| other.to_vec())
        };
        let islands: BTreeMap<u32, Vec<PolityCode>> =
            beside.keys().filter_map(|&island| Some((island, whole(island)?))).collect();
        let homes: Vec<u32> = (0_u32..).zip(&self.of_face).map(|(face, _)| areas.root(face)).collect();
        for (chain, home) in self.of_face.iter_mut().zip(homes) {
            if let Some(other) = islands.get(&home) {
                chain.clone_from(other);
            }
        }
    }
}

/// The part-of chain of the holder, if there is one certain holder.
fn chain(answer: &Answer<'_>) -> Vec<PolityCode> {
    match answer.outcome() {
        Some(Outcome::Sole(holder)) => holder.chain().map(Polity::code).collect(),
        _ => Vec::new(),
    }
}
