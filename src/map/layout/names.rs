//! What a map names, and in which order of importance.

use std::collections::BTreeMap;

use super::content::Content;
use super::map_layout::MapLayout;
use super::small_pieces::{SMALL, SmallPiece};
use super::waters::Seen;
use crate::atlas::plan::NOWHERE;
use crate::map::drawing::{Fills, Svg};
use crate::map::label::{LabelStyle, Labels, Piece, Raster, Reach, pieces};
use crate::map::plane::{Point, bounds, extent, middle};
use crate::model::polity::{PolityCode, PolityKind};

/// A picture of this width has space for the names of holders and of their first towns.
const WIDE: f64 = 600.0;
/// There is space for one name of a small piece in this many units of the width of a picture.
const WIDTH_FOR_NAME: f64 = 50.0;

impl MapLayout<'_> {
    /// Places and writes the labels.
    pub(super) fn write_labels(&self, svg: &mut Svg, fills: &Fills<'_>, content: &mut Content) {
        let plan = self.atlas.plan();
        let groups = self.snapshot.group_by_face();
        let mut pieces = pieces(&self.sheet, groups, plan.areas_km2(self.atlas.store()));
        let is_crowded = self.is_crowded(&pieces);
        let mut raster = self.raster(is_crowded);
        let towns = self.towns();
        // So that their names have space afterwards.
        for Seen { at: (x, y), .. } in towns.iter().filter(|town| town.rank == 2) {
            raster.shun([x - self.size, y - self.size, x + self.size, y + self.size]);
        }
        content.has_land = raster.has_bare_land();
        self.choose_main(&mut pieces, &raster);
        let mut labels = Labels::new(raster, groups.to_vec(), self.sheet.frame);
        let inset = self.inset(|rect| labels.raster.covered(rect));
        if let Some(inset) = &inset {
            labels.keep_free(inset.rect);
        }
        let small = self.small_pieces(&pieces, is_crowded);
        for ring in small.iter().filter(|it| it.is_ringed) {
            let (x, y, r) = (ring.middle.0, ring.middle.1, ring.radius + 1.0);
            labels.keep_free([x - r, y - r, x + r, y + r]);
            content.styles.insert(ring.style);
            content.has_rings = true;
        }
        let mut seen: Vec<&Seen> = Vec::new();
        let mut put_towns = |labels: &mut Labels, ranks: std::ops::RangeInclusive<u8>| {
            for town in towns.iter().filter(|town| ranks.contains(&town.rank)) {
                if labels.put_point(town.at, self.radius(town.rank), town.name, self.size_of_town(town.rank)) {
                    seen.push(town);
                }
            }
        };
        // Every holder before any other name, but for the first towns where there is space for both.
        if self.options.width >= WIDE {
            put_towns(&mut labels, 1..=1);
        }
        if is_crowded {
            content.key = Some(self.put_many_holders(&mut labels, &pieces));
        } else {
            self.put_holders(&mut labels, &pieces);
        }
        if self.options.width < WIDE {
            put_towns(&mut labels, 1..=1);
        }
        self.put_other_pieces(&mut labels, &pieces, is_crowded);
        if !is_crowded {
            content.places = self.put_small(&mut labels, &small);
        }
        self.put_parts(&mut labels, &pieces, is_crowded);
        put_towns(&mut labels, 2..=2);
        self.put_waters(&mut labels);
        put_towns(&mut labels, 3..=3);
        self.write_rings(svg, fills, &small);
        if let Some(inset) = &inset {
            inset.write(svg, self.ink(), self.scale);
        }
        let is_on_ground = |at: Point| labels.raster.face_at(at) != NOWHERE;
        for town in seen {
            self.write_town(svg, town, is_on_ground(town.at));
        }
        for label in &labels.placed {
            self.write_label(svg, label, is_on_ground(middle(label.rect)));
        }
    }

    /// Names corridors and small pieces beside them, or numbers those beside which there is no space for a name. Returns
    /// the names of the numbers from 1 on.
    fn put_small(&self, labels: &mut Labels, small: &[SmallPiece]) -> Vec<String> {
        let corridors = self.corridors().into_iter().map(|(name, outline)| {
            let middle = middle(bounds(outline.iter().flatten().copied()));
            (middle, [1.0; 2], name.to_owned())
        });
        let most = (1..=40).take_while(|&count| f64::from(count) * WIDTH_FOR_NAME <= self.options.width).count();
        let named = small.iter().filter_map(|near| {
            let start = if near.is_ringed { near.radius } else { 0.0 };
            Some((near.middle, [start, near.radius], near.name.clone()?))
        });
        let mut places: Vec<(Point, [f64; 2], String)> = corridors.chain(named.take(most)).collect();
        let mut tried = labels.clone();
        let numbered = self.put_names(&mut tried, &places, 0);
        if numbered.is_empty() {
            *labels = tried;
            return numbered;
        }
        // A number takes little space: before the names there is some near its place.
        places.sort_by_key(|(.., name)| !numbered.contains(name));
        self.put_names(labels, &places, numbered.len())
    }

    /// Names places in this order, the first ones, or those beside which there is no space, by numbers.
    fn put_names(&self, labels: &mut Labels, places: &[(Point, [f64; 2], String)], first: usize) -> Vec<String> {
        let size = 0.86 * self.size;
        let mut numbered: Vec<String> = Vec::new();
        for (order, (place, ends, name)) in places.iter().enumerate() {
            if labels.has(name) || order >= first && labels.put_beside(*place, *ends, name, size, Reach::Close) {
                continue;
            }
            let number = (numbered.len() + 1).to_string();
            if labels.put_beside(*place, *ends, &number, size, Reach::Far) {
                numbered.push(name.clone());
            }
        }
        numbered
    }

    /// The size of the squares in which labels are placed.
    pub(super) fn square(&self) -> f64 {
        (self.options.width / 300.0).max(2.0)
    }

    /// The frame in squares, smaller ones for small names, with the lines that names may not cross.
    fn raster(&self, is_crowded: bool) -> Raster {
        let step = if is_crowded { self.square() / 3.0 } else { self.square() };
        let mut raster = Raster::new(&self.sheet, self.atlas.plan().faces().len(), step);
        for (number, stroke) in self.strokes.iter().enumerate() {
            if stroke.is_some() {
                raster.add_line(self.sheet.course(number));
            }
        }
        if let Some(backdrop) = &self.backdrop {
            raster.add_land(&backdrop.land);
            for (_, ring) in &backdrop.lakes {
                raster.shun_within(ring);
            }
        }
        raster
    }

    /// Whether faces lie within a corridor in force.
    pub(super) fn is_corridor(&self, faces: &[u32]) -> bool {
        self.snapshot.strips().any(|(_, strip)| faces.iter().all(|face| strip.binary_search(face).is_ok()))
    }

    /// Names the other large pieces of holders as territories.
    fn put_other_pieces(&self, labels: &mut Labels, pieces: &[Piece], is_crowded: bool) {
        let sizes = [1.1, 0.95, 0.85, 0.7].map(|share| share * self.size);
        let sizes = if is_crowded { &sizes[..] } else { &sizes[..3] };
        for piece in pieces.iter().filter(|piece| !piece.is_main && self.is_large(piece)) {
            if self.snapshot.sole_holder(piece.group).is_none() || self.is_corridor(&piece.faces) {
                continue;
            }
            let Some(territory) = self.snapshot.territory_of(&piece.faces) else { continue };
            let (patch, name) = (labels.raster.patch(&piece.faces), self.naming.territory(territory));
            if labels.has(name) {
                continue;
            }
            if !labels.put_on(&patch, name, LabelStyle::Location, sizes) && !is_crowded {
                self.put_beside(labels, piece, &patch, name, Reach::Near);
            }
        }
    }

    /// Whether a piece is not one of the small ones.
    fn is_large(&self, piece: &Piece) -> bool {
        extent(piece.extent) > SMALL * self.scale
    }

    /// Names the parts of polities where they have space, and autonomous units beside them where they have none.
    fn put_parts(&self, labels: &mut Labels, pieces: &[Piece], is_crowded: bool) {
        // Pieces other than the main one are named as territories.
        let mut apart: Vec<u32> = pieces.iter().filter(|it| !it.is_main).flat_map(|it| &it.faces).copied().collect();
        apart.sort_unstable();
        let mut parts: BTreeMap<(usize, PolityCode), Vec<u32>> = BTreeMap::new();
        for (face, _) in (0..).zip(self.atlas.plan().faces()) {
            for (depth, &polity) in self.parts.of(face).iter().enumerate().skip(1) {
                parts.entry((depth, polity)).or_default().push(face);
            }
        }
        let mut beside = Vec::new();
        for ((depth, code), faces) in parts {
            let Some(polity) = self.atlas.polity(code.as_str()) else { continue };
            if faces.iter().all(|face| apart.binary_search(face).is_ok()) {
                continue;
            }
            let patch = labels.raster.patch(&faces);
            let sizes: &[f64] = if depth == 1 { &[1.05, 0.92, 0.8] } else { &[0.92, 0.8] };
            let sizes: Vec<f64> = sizes.iter().map(|share| share * self.size).collect();
            let is_put = labels.put_on(&patch, self.naming.polity(polity), LabelStyle::Part(depth), &sizes);
            if !is_put && !is_crowded && polity.kind() == PolityKind::AutonomousUnit {
                beside.extend(labels.middle_of(&patch).map(|middle| (middle, self.naming.polity(polity))));
            }
        }
        for (middle, name) in beside {
            labels.put_beside(middle, [0.0; 2], name, 0.86 * self.size, Reach::Near);
        }
    }
}
