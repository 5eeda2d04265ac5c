//! The names of holders, and on a map of many the numbers of those whose names have no space.

use std::collections::{BTreeMap, BTreeSet};

use super::content::Key;
use super::map_layout::MapLayout;
use super::small_pieces::{SMALL, TOO_SMALL_TO_SEE};
use crate::map::drawing::{FillStyle, Several};
use crate::map::label::{LabelStyle, Labels, Piece, Raster, Reach};
use crate::map::plane::{contains, extent, middle};
use crate::map::polity_number::polity_number;
use crate::model::polity::Polity;

/// With more holders than this, as on a map of the world, names stay on their own ground or right beside it.
const MANY: usize = 40;
/// What a number takes at most.
const WIDEST_NUMBER: &str = "00";

impl MapLayout<'_> {
    /// Whether many hold ground within the frame.
    pub(super) fn is_crowded(&self, pieces: &[Piece]) -> bool {
        let [left, top, right, bottom] = self.sheet.frame;
        let is_seen =
            |it: &&Piece| it.extent[0] < right && left < it.extent[2] && it.extent[1] < bottom && top < it.extent[3];
        let seen = pieces.iter().filter(is_seen).map(|piece| piece.group);
        seen.filter(|&group| self.snapshot.is_peopled(group)).collect::<BTreeSet<_>>().len() > MANY
    }

    /// Chooses the piece of each group that has the name of the holder: the territory of that name, otherwise the one of
    /// which the map shows most.
    pub(super) fn choose_main(&self, pieces: &mut [Piece], raster: &Raster) {
        let mut best: BTreeMap<u32, ((bool, usize), usize)> = BTreeMap::new();
        for (number, piece) in pieces.iter().enumerate() {
            let squares = raster.count(&piece.faces);
            let home = || {
                let (holder, ground) =
                    (self.snapshot.sole_holder(piece.group)?, self.snapshot.territory_of(&piece.faces)?);
                Some(self.naming.polity(holder) == self.naming.territory(ground))
            };
            let rank = (squares > 0 && home() == Some(true), squares);
            let known = best.entry(piece.group).or_insert((rank, number));
            if rank > known.0 {
                *known = (rank, number);
            }
        }
        for (_, number) in best.into_values() {
            if let Some(piece) = pieces.get_mut(number) {
                piece.is_main = true;
            }
        }
    }

    /// Names the holders, each on its main piece; where several hold an area, or may hold it, all of them.
    pub(super) fn put_holders(&self, labels: &mut Labels, pieces: &[Piece]) {
        for (piece, sole) in self.main_pieces(pieces) {
            let patch = labels.raster.patch(&piece.faces);
            if patch.is_empty() {
                continue;
            }
            let name = self.name_of(piece, sole);
            let least = if sole.is_some() { TOO_SMALL_TO_SEE } else { SMALL };
            // The same who are named already, as where the doubt is of another kind, are not named again from beside.
            if !self.put_holder_on(labels, &patch, &name, sole, &[1.1, 0.95, 0.8])
                && extent(piece.extent) > least * self.scale
                && !labels.has(&name)
            {
                self.put_beside(labels, piece, &patch, &name, Reach::Far);
            }
        }
    }

    /// Names many holders on their own ground, or right beside it on none; a holder whose name has no space has a number
    /// there.
    pub(super) fn put_many_holders(&self, labels: &mut Labels, pieces: &[Piece]) -> Key {
        let mut key = Key::default();
        // The labels that stand for numbers until it is known who has one.
        let mut numbered: Vec<(usize, &Polity)> = Vec::new();
        for (piece, sole) in self.main_pieces(pieces) {
            let patch = labels.raster.patch(&piece.faces);
            let name = self.name_of(piece, sole);
            let is_put = self.put_holder_on(labels, &patch, &name, sole, &[1.1, 0.95, 0.8, 0.7, 0.62]);
            let Some(polity) = sole else { continue };
            let reach = Reach::Beside(piece.group);
            if is_put || self.put_beside(labels, piece, &patch, &name, reach) {
                key.named.insert(polity_number(self.atlas, polity.code()));
                continue;
            }
            let next = labels.placed.len();
            let sizes = [0.8, 0.7, 0.62, 0.55].map(|share| share * self.size);
            if labels.put_on(&patch, WIDEST_NUMBER, LabelStyle::Number, &sizes)
                || self.put_beside(labels, piece, &patch, WIDEST_NUMBER, reach)
            {
                numbered.push((next, polity));
            }
        }
        numbered.sort_by_key(|(_, polity)| self.naming.polity(polity));
        for (number, &(label, polity)) in (1..).zip(&numbered) {
            key.numbers.insert(polity_number(self.atlas, polity.code()), number);
            if let Some(label) = labels.placed.get_mut(label) {
                label.lines = vec![number.to_string()];
            }
        }
        key
    }

    /// The main piece of each group that somebody holds, with its sole holder: the largest first, those of whom it is
    /// certain before others.
    fn main_pieces<'p>(&self, pieces: &'p [Piece]) -> Vec<(&'p Piece, Option<&Polity>)> {
        let main = pieces.iter().filter(|piece| piece.is_main && self.snapshot.is_peopled(piece.group));
        let mut main: Vec<_> = main.map(|piece| (piece, self.snapshot.sole_holder(piece.group))).collect();
        main.sort_by_key(|(_, sole)| sole.is_none());
        main
    }

    fn name_of(&self, piece: &Piece, sole: Option<&Polity>) -> String {
        sole.map_or_else(|| self.several(piece), |polity| self.naming.polity(polity).to_owned())
    }

    /// Names a holder on its ground: in capitals, otherwise in one of these sizes.
    fn put_holder_on(
        &self,
        labels: &mut Labels,
        patch: &[usize],
        name: &str,
        sole: Option<&Polity>,
        small: &[f64],
    ) -> bool {
        let sizes = [1.7, 1.5, 1.3, 1.1, 0.95, 0.85].map(|share| share * self.size);
        let small: Vec<f64> = small.iter().map(|share| share * self.size).collect();
        let limit = match labels.raster.units(patch) / self.square().powi(2) {
            _ if sole.is_none() => 3,
            ..470.0 => 2,
            470.0..1900.0 => 1,
            _ => 0,
        };
        labels.put_on(patch, name, LabelStyle::Holder, sizes.get(limit..).unwrap_or(&[]))
            || labels.put_on(patch, name, LabelStyle::Location, &small)
    }

    /// The names of all who hold or may hold a piece.
    fn several(&self, piece: &Piece) -> String {
        let style = piece.faces.first().and_then(|&face| self.styles.list.get(self.styles.of(face)?));
        let (polities, and) = match style {
            Some(FillStyle::Striped(Several::Possible, polities)) => (polities.as_slice(), " or "),
            Some(FillStyle::Striped(_, polities)) => (polities.as_slice(), " and "),
            Some(FillStyle::Plain(polity)) => (std::slice::from_ref(polity), ""),
            _ => return String::new(),
        };
        let names: Vec<&str> =
            polities.iter().map(|&polity| self.naming.polity_by_number(self.atlas, polity)).collect();
        names.join(and)
    }

    /// Names a piece beside it, with a leader from its middle if that lies on it. Returns whether there was space.
    pub(super) fn put_beside(
        &self,
        labels: &mut Labels,
        piece: &Piece,
        patch: &[usize],
        name: &str,
        reach: Reach,
    ) -> bool {
        let middle = middle(piece.extent);
        let is_on_it = piece.faces.binary_search(&labels.raster.face_at(middle)).is_ok();
        let inside = patch.get(patch.len() / 2).map(|&square| labels.raster.middle(square));
        let place = Some(middle).filter(|_| is_on_it).or_else(|| labels.middle_of(patch)).or(inside);
        // What is too small for a square of the raster is within the frame as a whole.
        let place = place.or(Some(middle).filter(|_| contains(self.sheet.frame, piece.extent)));
        let share = if matches!(reach, Reach::Beside(_)) { 0.72 } else { 0.86 };
        place.is_some_and(|place| labels.put_beside(place, [0.0; 2], name, share * self.size, reach))
    }
}
