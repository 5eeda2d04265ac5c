//! Who holds the areas beside edges.

use time::Date;

use super::Atlas;
use super::verdict::{Kind, Verdict};
use super::viewpoint::Viewpoint;
use crate::model::control::Basis;
use crate::space::{MIXED, NearEdge, Region, Side};

/// Who holds the areas beside edges on a day.
#[derive(Debug)]
pub(super) struct Beside<'a> {
    atlas: &'a Atlas,
    date: Date,
    basis: Basis,
    /// The holders of a place, of whom nothing more is asked.
    own: &'a Verdict,
    /// The last regions and what was found: edges that follow each other mostly have the same.
    last: Option<([Region; 2], [Option<&'a Verdict>; 2])>,
}

impl<'a> Beside<'a> {
    /// The questions about other holders than those of this verdict.
    pub(super) fn other_than(own: &'a Verdict, atlas: &'a Atlas, date: Date, basis: Basis) -> Self {
        Self { atlas, date, basis, own, last: None }
    }

    /// The verdict left and right of an edge where it has other holders; `None` for an area that the atlas does not
    /// cover. An edge with the same holders on both sides has none: it divides nothing, also where it ends on the border
    /// of the place's own holder.
    pub(super) fn of(&mut self, edge: &NearEdge<'_>) -> [Option<&'a Verdict>; 2] {
        let regions = edge.sides.regions;
        if let Some((_, found)) = self.last.filter(|(last, _)| *last == regions && !regions.contains(&MIXED)) {
            return found;
        }
        let lookup = self.atlas.lookup(self.basis);
        let [left, right] = regions;
        let view = Viewpoint::of(self.own, self.atlas);
        let verdicts = [(left, Side::Left), (right, Side::Right)].map(|(region, side)| {
            let stated = lookup.on(region, self.date);
            if view.is_none() && stated.is_some() {
                return stated;
            }
            let store = self.atlas.store();
            let deciding = store.deciding(store.grounds.index.beside(edge.a, edge.b, side));
            if deciding.is_empty() {
                return None;
            }
            let lineage = store.lineage_of_shapes(&deciding);
            let stated =
                stated.unwrap_or_else(|| self.atlas.keep(&Verdict::on(store, &lineage, self.basis, self.date)));
            Some(view.map_or(stated, |view| view.verdict(stated, &lineage, self.date)))
        });
        let is_other = |verdict: &&Verdict| !verdict.is_only(Kind::OutsideSpace) && !verdict.same_holders(self.own);
        let divides = !matches!(verdicts, [Some(left), Some(right)] if left.same_holders(right));
        let found = verdicts.map(|verdict| verdict.filter(is_other).filter(|_| divides));
        self.last = Some((regions, found));
        found
    }
}
