//! What a map names, and where.

use std::collections::BTreeMap;

use super::label::{Label, Labels, Style};
use super::paint::Paints;
use super::pieces::{Piece, pieces};
use super::plate::{Plate, bounds};
use super::raster::Raster;
use super::sheet::Point;
use super::stroke;
use super::svg::{Svg, path, tenths};
use crate::model::polity::{PolityCode, PolityKind};

/// Ground narrower than this many units is shown by a ring round it.
const SMALLEST: f64 = 9.0;
/// Ground apart that is narrower than this is named beside it.
const SMALL: f64 = 32.0;
/// A picture has room for one such name in so many units of its width.
const ROOM: f64 = 100.0;

/// Ground apart that is small; in a ring if it is too small to see.
struct Small {
    middle: Point,
    radius: f64,
    is_ringed: bool,
    fill: String,
    name: Option<String>,
}

impl Plate<'_> {
    /// Places and writes the labels; whether there are rings.
    pub(super) fn write_labels(&self, svg: &mut Svg, paints: &Paints<'_>) -> bool {
        let plan = self.atlas.plan();
        let groups = self.snapshot.group_by_face();
        let pieces = pieces(&self.sheet, groups, plan.areas(self.atlas.store()));
        let step = (self.width / 240.0).max(2.0);
        let raster = Raster::new(&self.sheet, plan.faces().len(), step);
        let mut labels = Labels::new(raster, groups.to_vec(), self.sheet.frame);
        for rect in self.graticule.boxes() {
            labels.keep_free(rect);
        }
        let small = self.small(paints);
        for ring in small.iter().filter(|it| it.is_ringed) {
            let (x, y, r) = (ring.middle.0, ring.middle.1, ring.radius + 1.0);
            labels.keep_free([x - r, y - r, x + r, y + r]);
        }
        self.put_holders(&mut labels, &pieces);
        let size = 0.86 * self.size;
        for (name, outline) in self.corridors() {
            let [left, top, right, bottom] = bounds(outline.iter().flatten());
            let middle = (f64::midpoint(left, right), f64::midpoint(top, bottom));
            labels.put_beside(middle, [1.0; 2], name, size);
        }
        let most = (1..=40).take_while(|&count| f64::from(count) * ROOM <= self.width).count();
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

    /// Small grounds apart, the largest first.
    fn small(&self, paints: &Paints<'_>) -> Vec<Small> {
        let date = self.snapshot.date();
        let plan = self.atlas.plan();
        // Ground held in one way by one right: a place that is another's in right is a ground apart too.
        let mut pairs: Vec<(u32, u32)> =
            self.snapshot.group_by_face().iter().copied().zip(self.by_right.group_by_face().iter().copied()).collect();
        let of_face = pairs.clone();
        pairs.sort_unstable();
        pairs.dedup();
        let number = |pair: &(u32, u32)| pairs.binary_search(pair).ok().and_then(|number| u32::try_from(number).ok());
        let groups: Vec<u32> = of_face.iter().map(|pair| number(pair).unwrap_or_default()).collect();
        let pieces = pieces(&self.sheet, &groups, plan.areas(self.atlas.store()));
        let peopled = |piece: &&Piece| {
            let group = usize::try_from(piece.group).ok().and_then(|group| pairs.get(group));
            group.is_some_and(|pair| self.snapshot.is_peopled(pair.0)) && piece.has_neighbour
        };
        let mut found = Vec::new();
        for piece in pieces.iter().filter(peopled) {
            let [left, top, right, bottom] = piece.extent;
            let wide = (right - left).max(bottom - top);
            let frame = self.sheet.frame;
            if left < frame[0] || top < frame[1] || right > frame[2] || bottom > frame[3] {
                continue;
            }
            // What has no extent is not drawn at all.
            if !(0.0..=SMALL * self.scale).contains(&wide) {
                continue;
            }
            let is_ringed = wide <= SMALLEST * self.scale;
            let Some(coat) = piece.faces.first().and_then(|&face| self.coats.of(face)) else { continue };
            let fill = self.coats.list.get(coat).map_or_else(String::new, |known| paints.fill(coat, known));
            let name = self.snapshot.territory_of(&piece.faces).map(|territory| territory.name_on(date).to_owned());
            // A corridor is named as such.
            let name = name.filter(|_| !self.is_corridor(&piece.faces));
            let middle = (f64::midpoint(left, right), f64::midpoint(top, bottom));
            let radius = (wide / 2.0).max(2.2 * self.scale) + self.scale;
            found.push(Small { middle, radius, is_ringed, fill, name });
        }
        found
    }

    /// Whether some faces lie in a corridor that is in force.
    fn is_corridor(&self, faces: &[u32]) -> bool {
        self.snapshot.strips().any(|(_, ground)| faces.iter().all(|face| ground.binary_search(face).is_ok()))
    }

    /// Names the polities at the top on their main ground, and their other grounds by what these are.
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
                let fits = labels.put_on(&patch, name, Style::Holder, sizes.get(limit..).unwrap_or(&[]))
                    || labels.put_on(&patch, name, Style::Place, &[1.1, 0.95, 0.8].map(|share| share * self.size));
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
                if !labels.put_on(&patch, name, Style::Place, &sizes) {
                    self.put_beside(labels, piece, &patch, name);
                }
            }
        }
    }

    /// Names a piece beside it, from its middle if that lies on it.
    fn put_beside(&self, labels: &mut Labels, piece: &Piece, patch: &[usize], name: &str) {
        let [left, top, right, bottom] = piece.extent;
        let middle = (f64::midpoint(left, right), f64::midpoint(top, bottom));
        let is_on_it = piece.faces.binary_search(&labels.raster.face_at(middle)).is_ok();
        if let Some(place) = Some(middle).filter(|_| is_on_it).or_else(|| labels.middle_of(patch)) {
            labels.put_beside(place, [0.0; 2], name, 0.86 * self.size);
        }
    }

    /// Whether a piece is none of the small ones.
    fn is_large(&self, piece: &Piece) -> bool {
        let [left, top, right, bottom] = piece.extent;
        (right - left).max(bottom - top) > SMALL * self.scale
    }

    /// Names the parts of polities where they have room; those with self-rule beside their ground, where it has none.
    fn put_parts(&self, labels: &mut Labels, pieces: &[Piece]) {
        // Ground apart bears its own name.
        let mut apart: Vec<u32> = pieces.iter().filter(|it| !it.is_main).flat_map(|it| &it.faces).copied().collect();
        apart.sort_unstable();
        let plan = self.atlas.plan();
        let date = self.snapshot.date();
        let chains: Vec<Vec<PolityCode>> = self.snapshot.answers_by_cell().iter().map(stroke::chain).collect();
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
            let is_put = labels.put_on(&patch, polity.name_on(date), Style::Part(depth), &sizes);
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
            Style::Holder => " font-weight=\"bold\" fill=\"#3a332c\"",
            Style::Part(1) => " fill=\"#3a332c\"",
            Style::Part(_) => " font-style=\"italic\" fill=\"#3a332c\"",
            Style::Place => " fill=\"#1f1b18\"",
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
