//! Pieces that are too small for a name on them, or to be seen at all.

use super::map_layout::MapLayout;
use crate::atlas::plan::NOWHERE;
use crate::map::drawing::{Fills, Svg, tenths};
use crate::map::label::{Piece, pieces};
use crate::map::plane::{Point, contains, extent, middle};

/// A ring is drawn round a piece smaller than this many units.
pub(super) const TOO_SMALL_TO_SEE: f64 = 9.0;
/// A piece smaller than this many units is named beside it.
pub(super) const SMALL: f64 = 32.0;

/// A small piece, with a ring round it if it is too small to see.
pub(super) struct SmallPiece {
    pub(super) middle: Point,
    pub(super) radius: f64,
    pub(super) is_ringed: bool,
    /// Whether one other area surrounds it.
    is_enclave: bool,
    /// The number of its fill style.
    pub(super) style: usize,
    pub(super) name: Option<String>,
}

impl MapLayout<'_> {
    /// The small pieces: enclaves before others, then the largest first. Of many holders only the main pieces, with the
    /// names that they have as holders: those of all others would hide the map.
    pub(super) fn small_pieces(&self, held: &[Piece], is_crowded: bool) -> Vec<SmallPiece> {
        let mut found: Vec<SmallPiece> = if is_crowded {
            let main = held.iter().filter(|piece| piece.is_main && self.snapshot.sole_holder(piece.group).is_some());
            let nameless = |piece: &Piece| Some(SmallPiece { name: None, ..self.small_piece(piece)? });
            main.filter_map(nameless).collect()
        } else {
            let (pieces, is_peopled) = self.pieces_by_both_bases();
            pieces.iter().filter(|piece| is_peopled(piece.group)).filter_map(|piece| self.small_piece(piece)).collect()
        };
        found.sort_by_key(|piece| !piece.is_enclave);
        found
    }

    /// Writes the rings.
    pub(super) fn write_rings(&self, svg: &mut Svg, fills: &Fills<'_>, small: &[SmallPiece]) {
        for ring in small.iter().filter(|it| it.is_ringed) {
            let style = self.styles.list.get(ring.style);
            svg.push(format_args!(
                "<circle class=\"ring\" cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\" stroke=\"#2b2622\" stroke-width=\"{}\"/>",
                tenths(ring.middle.0),
                tenths(ring.middle.1),
                tenths(ring.radius),
                style.map_or_else(String::new, |style| fills.fill(ring.style, style)),
                tenths(0.9 * self.scale)
            ));
        }
    }

    /// What another polity holds de jure counts as a piece of its own; and which of their groups somebody holds.
    fn pieces_by_both_bases(&self) -> (Vec<Piece>, impl Fn(u32) -> bool + use<'_>) {
        let of_face: Vec<(u32, u32)> =
            self.snapshot.group_by_face().iter().copied().zip(self.de_jure.group_by_face().iter().copied()).collect();
        let mut pairs = of_face.clone();
        pairs.sort_unstable();
        pairs.dedup();
        let number = |pair: &(u32, u32)| pairs.binary_search(pair).ok().and_then(|number| u32::try_from(number).ok());
        let groups: Vec<u32> = of_face.iter().map(|pair| number(pair).unwrap_or_default()).collect();
        let pieces = pieces(&self.sheet, &groups, self.atlas.plan().areas_km2(self.atlas.store()));
        let is_peopled = move |group: u32| {
            let pair = usize::try_from(group).ok().and_then(|group| pairs.get(group));
            pair.is_some_and(|pair| self.snapshot.is_peopled(pair.0))
        };
        (pieces, is_peopled)
    }

    /// A piece as a small one; `None` for larger ones, islands, and what is not within the frame.
    fn small_piece(&self, piece: &Piece) -> Option<SmallPiece> {
        let wide = extent(piece.extent);
        let is_inside = contains(self.sheet.frame, piece.extent);
        // A piece without an extent is not drawn at all.
        let is_small = (0.0..=SMALL * self.scale).contains(&wide);
        if !is_inside || !is_small || piece.beside.iter().all(|&group| group == NOWHERE) {
            return None;
        }
        let name = self.snapshot.territory_of(&piece.faces).map(|it| self.naming.territory(it).to_owned());
        Some(SmallPiece {
            middle: middle(piece.extent),
            radius: (wide / 2.0).max(2.2 * self.scale) + self.scale,
            is_ringed: wide <= TOO_SMALL_TO_SEE * self.scale,
            is_enclave: piece.beside.len() == 1,
            style: self.styles.of(*piece.faces.first()?)?,
            // Corridors in force are named with their outlines.
            name: name.filter(|_| !self.is_corridor(&piece.faces)),
        })
    }
}
