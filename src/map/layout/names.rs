//! What a map names, and in which order of importance.

use std::collections::BTreeMap;

use super::map_layout::MapLayout;
use crate::map::drawing::{Fills, Svg, chain, path, tenths};
use crate::map::label::{Label, LabelStyle, Labels, Piece, Raster, pieces};
use crate::map::plane::{Point, bounds, extent, middle};
use crate::model::polity::{PolityCode, PolityKind};

/// A ring is drawn round a piece smaller than this many units.
const TOO_SMALL_TO_SEE: f64 = 9.0;
/// A piece smaller than this many units is named beside it.
const SMALL: f64 = 32.0;
/// There is space for one name of a small piece in this many units of the width of a picture.
const WIDTH_FOR_NAME: f64 = 100.0;

/// A small piece, with a ring round it if it is too small to see.
struct SmallPiece {
    middle: Point,
    radius: f64,
    is_ringed: bool,
    fill: String,
    name: Option<String>,
}

impl MapLayout<'_> {
    /// Places and writes the labels, and returns whether there are rings.
    pub(super) fn write_labels(&self, svg: &mut Svg, fills: &Fills<'_>) -> bool {
        let plan = self.atlas.plan();
        let groups = self.snapshot.group_by_face();
        let pieces = pieces(&self.sheet, groups, plan.areas_km2(self.atlas.store()));
        let step = (self.width / 240.0).max(2.0);
        let raster = Raster::new(&self.sheet, plan.faces().len(), step);
        let mut labels = Labels::new(raster, groups.to_vec(), self.sheet.frame);
        for rect in self.graticule.boxes() {
            labels.keep_free(rect);
        }
        let small = self.small_pieces(fills);
        for ring in small.iter().filter(|it| it.is_ringed) {
            let (x, y, r) = (ring.middle.0, ring.middle.1, ring.radius + 1.0);
            labels.keep_free([x - r, y - r, x + r, y + r]);
        }
        self.put_holders(&mut labels, &pieces);
        let size = 0.86 * self.size;
        for (name, outline) in self.corridors() {
            let middle = middle(bounds(outline.iter().flatten().copied()));
            labels.put_beside(middle, [1.0; 2], name, size);
        }
        let most = (1..=40).take_while(|&count| f64::from(count) * WIDTH_FOR_NAME <= self.width).count();
        for (near, name) in small.iter().filter_map(|it| Some((it, it.name.as_ref()?))).take(most) {
            let start = if near.is_ringed { near.radius } else { 0.0 };
            labels.put_beside(near.middle, [start, near.radius], name, size);
        }
        self.put_parts(&mut labels, &pieces);
        for ring in small.iter().filter(|it| it.is_ringed) {
            svg.push(format_args!(
                "<circle class=\"ring\" cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\" stroke=\"#2b2622\" stroke-width=\"{}\"/>",
                tenths(ring.middle.0),
                tenths(ring.middle.1),
                tenths(ring.radius),
                ring.fill,
                tenths(0.9 * self.scale)
            ));
        }
        self.graticule.write_degrees(svg);
        for label in &labels.placed {
            self.write_label(svg, label);
        }
        small.iter().any(|it| it.is_ringed)
    }

    /// The small pieces, the largest first.
    fn small_pieces(&self, fills: &Fills<'_>) -> Vec<SmallPiece> {
        let date = self.snapshot.date();
        let plan = self.atlas.plan();
        // Grouped by both bases: what another polity holds de jure counts as a piece of its own.
        let mut pairs: Vec<(u32, u32)> =
            self.snapshot.group_by_face().iter().copied().zip(self.de_jure.group_by_face().iter().copied()).collect();
        let of_face = pairs.clone();
        pairs.sort_unstable();
        pairs.dedup();
        let number = |pair: &(u32, u32)| pairs.binary_search(pair).ok().and_then(|number| u32::try_from(number).ok());
        let groups: Vec<u32> = of_face.iter().map(|pair| number(pair).unwrap_or_default()).collect();
        let pieces = pieces(&self.sheet, &groups, plan.areas_km2(self.atlas.store()));
        let peopled = |piece: &&Piece| {
            let group = usize::try_from(piece.group).ok().and_then(|group| pairs.get(group));
            group.is_some_and(|pair| self.snapshot.is_peopled(pair.0)) && piece.has_neighbour
        };
        let mut found = Vec::new();
        for piece in pieces.iter().filter(peopled) {
            let [left, top, right, bottom] = piece.extent;
            let wide = extent(piece.extent);
            let frame = self.sheet.frame;
            if left < frame[0] || top < frame[1] || right > frame[2] || bottom > frame[3] {
                continue;
            }
            // A piece without an extent is not drawn at all.
            if !(0.0..=SMALL * self.scale).contains(&wide) {
                continue;
            }
            let is_ringed = wide <= TOO_SMALL_TO_SEE * self.scale;
            let Some(number) = piece.faces.first().and_then(|&face| self.styles.of(face)) else { continue };
            let fill = self.styles.list.get(number).map_or_else(String::new, |style| fills.fill(number, style));
            let name = self.snapshot.territory_of(&piece.faces).map(|territory| territory.name_on(date).to_owned());
            // Corridors in force are named with their outlines.
            let name = name.filter(|_| !self.is_corridor(&piece.faces));
            let middle = middle(piece.extent);
            let radius = (wide / 2.0).max(2.2 * self.scale) + self.scale;
            found.push(SmallPiece { middle, radius, is_ringed, fill, name });
        }
        found
    }

    /// Whether faces lie within a corridor in force.
    fn is_corridor(&self, faces: &[u32]) -> bool {
        self.snapshot.strips().any(|(_, strip)| faces.iter().all(|face| strip.binary_search(face).is_ok()))
    }

    /// Names the holders on their largest piece, and their other large pieces as territories.
    fn put_holders(&self, labels: &mut Labels, pieces: &[Piece]) {
        let date = self.snapshot.date();
        let sizes = [1.7, 1.5, 1.3, 1.1, 0.95, 0.85].map(|share| share * self.size);
        for piece in pieces {
            let Some(polity) = self.snapshot.sole_holder(piece.group) else { continue };
            let patch = labels.raster.patch(&piece.faces);
            if piece.is_main {
                let limit = match patch.len() {
                    0..300 => 2,
                    300..1200 => 1,
                    _ => 0,
                };
                let name = polity.name_on(date);
                let fits = labels.put_on(&patch, name, LabelStyle::Holder, sizes.get(limit..).unwrap_or(&[]))
                    || labels.put_on(
                        &patch,
                        name,
                        LabelStyle::Location,
                        &[1.1, 0.95, 0.8].map(|share| share * self.size),
                    );
                if !fits && self.is_large(piece) {
                    self.put_beside(labels, piece, &patch, polity.name_on(date));
                }
            } else if let Some(territory) = self
                .snapshot
                .territory_of(&piece.faces)
                .filter(|_| self.is_large(piece) && !self.is_corridor(&piece.faces))
            {
                let name = territory.name_on(date);
                let sizes = [1.1, 0.95, 0.85].map(|share| share * self.size);
                if !labels.put_on(&patch, name, LabelStyle::Location, &sizes) {
                    self.put_beside(labels, piece, &patch, name);
                }
            }
        }
    }

    /// Names a piece beside it, with a leader from its middle if that lies on it.
    fn put_beside(&self, labels: &mut Labels, piece: &Piece, patch: &[usize], name: &str) {
        let middle = middle(piece.extent);
        let is_on_it = piece.faces.binary_search(&labels.raster.face_at(middle)).is_ok();
        if let Some(place) = Some(middle).filter(|_| is_on_it).or_else(|| labels.middle_of(patch)) {
            labels.put_beside(place, [0.0; 2], name, 0.86 * self.size);
        }
    }

    /// Whether a piece is not one of the small ones.
    fn is_large(&self, piece: &Piece) -> bool {
        extent(piece.extent) > SMALL * self.scale
    }

    /// Names the parts of polities where they have space, and autonomous units beside them where they have none.
    fn put_parts(&self, labels: &mut Labels, pieces: &[Piece]) {
        // Pieces other than the main one are named as territories.
        let mut apart: Vec<u32> = pieces.iter().filter(|it| !it.is_main).flat_map(|it| &it.faces).copied().collect();
        apart.sort_unstable();
        let plan = self.atlas.plan();
        let date = self.snapshot.date();
        let chains: Vec<Vec<PolityCode>> = self.snapshot.answers_by_cell().iter().map(chain).collect();
        let mut parts: BTreeMap<(usize, PolityCode), Vec<u32>> = BTreeMap::new();
        for (face, of) in (0..).zip(plan.faces()) {
            for (depth, &polity) in chains.get(of.cell as usize).into_iter().flatten().enumerate().skip(1) {
                parts.entry((depth, polity)).or_default().push(face);
            }
        }
        let mut beside = Vec::new();
        for ((depth, code), faces) in parts {
            let Some(polity) = self.atlas.polity(code.as_str()) else { continue };
            let patch = labels.raster.patch(&faces);
            let sizes: &[f64] = if depth == 1 { &[1.05, 0.92, 0.8] } else { &[0.92, 0.8] };
            let sizes: Vec<f64> = sizes.iter().map(|share| share * self.size).collect();
            let is_put = labels.put_on(&patch, polity.name_on(date), LabelStyle::Part(depth), &sizes);
            let is_apart = faces.iter().all(|face| apart.binary_search(face).is_ok());
            if !is_put && !is_apart && polity.kind() == PolityKind::AutonomousUnit {
                beside.extend(labels.middle_of(&patch).map(|middle| (middle, polity.name_on(date))));
            }
        }
        for (middle, name) in beside {
            labels.put_beside(middle, [0.0; 2], name, 0.86 * self.size);
        }
    }

    fn write_label(&self, svg: &mut Svg, label: &Label) {
        if let Some((from, end)) = label.leader {
            if label.is_dotted {
                svg.push(format_args!(
                    "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
                    tenths(from.0),
                    tenths(from.1),
                    tenths(1.1 * self.scale)
                ));
            }
            svg.push(format_args!(
                "<path class=\"leader\" d=\"{}\" fill=\"none\" stroke=\"#2b2622\" stroke-width=\"{}\"/>",
                path([[from, end].as_slice()], false),
                tenths(0.6 * self.scale)
            ));
        }
        let look = match label.style {
            LabelStyle::Holder => " font-weight=\"bold\" fill=\"#3a332c\"",
            LabelStyle::Part(1) => " fill=\"#3a332c\"",
            LabelStyle::Part(_) => " font-style=\"italic\" fill=\"#3a332c\"",
            LabelStyle::Location => " fill=\"#1f1b18\"",
        };
        for (line, at) in label.baselines() {
            let attributes = format!(
                " class=\"label\" text-anchor=\"middle\" font-size=\"{}\" textLength=\"{}\"{look} stroke=\"#fff\" \
                 stroke-opacity=\".7\" stroke-width=\"{}\" stroke-linejoin=\"round\" paint-order=\"stroke\"",
                tenths(label.size),
                tenths(label.width(line)),
                tenths(2.4 * self.scale)
            );
            svg.text(at, &attributes, line);
        }
    }
}
