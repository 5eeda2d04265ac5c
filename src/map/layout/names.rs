//! What a map names, and in which order of importance.

use std::collections::BTreeMap;

use super::map_layout::MapLayout;
use super::waters::Seen;
use crate::atlas::plan::NOWHERE;
use crate::map::drawing::{FillStyle, Fills, Several, Svg, Theme, path, tenths};
use crate::map::label::{Label, LabelStyle, Labels, Piece, Raster, Reach, pieces};
use crate::map::plane::{Point, bounds, extent, middle};
use crate::model::polity::{PolityCode, PolityKind};

/// A ring is drawn round a piece smaller than this many units.
const TOO_SMALL_TO_SEE: f64 = 9.0;
/// A piece smaller than this many units is named beside it.
const SMALL: f64 = 32.0;
/// With more holders than this, as on a map of the world, those without space are not named from far away.
const MANY: usize = 40;
/// A picture of this width has space for the names of holders and of their first towns.
const WIDE: f64 = 600.0;
/// There is space for one name of a small piece in this many units of the width of a picture.
const WIDTH_FOR_NAME: f64 = 50.0;

/// A small piece, with a ring round it if it is too small to see.
struct SmallPiece {
    middle: Point,
    radius: f64,
    is_ringed: bool,
    /// Whether one other area surrounds it.
    is_enclave: bool,
    fill: String,
    name: Option<String>,
}

impl MapLayout<'_> {
    /// Places and writes the labels, and returns whether there are rings.
    pub(super) fn write_labels(&self, svg: &mut Svg, fills: &Fills<'_>) -> bool {
        let plan = self.atlas.plan();
        let groups = self.snapshot.group_by_face();
        let pieces = pieces(&self.sheet, groups, plan.areas_km2(self.atlas.store()));
        let mut labels = Labels::new(self.raster(), groups.to_vec(), self.sheet.frame);
        let inset = self.inset(|rect| labels.raster.covered(rect));
        if let Some(inset) = &inset {
            labels.keep_free(inset.rect);
        }
        let small = self.small_pieces(fills);
        for ring in small.iter().filter(|it| it.is_ringed) {
            let (x, y, r) = (ring.middle.0, ring.middle.1, ring.radius + 1.0);
            labels.keep_free([x - r, y - r, x + r, y + r]);
        }
        let towns = self.towns();
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
        self.put_holders(&mut labels, &pieces);
        if self.options.width < WIDE {
            put_towns(&mut labels, 1..=1);
        }
        let size = 0.86 * self.size;
        for (name, outline) in self.corridors() {
            let middle = middle(bounds(outline.iter().flatten().copied()));
            labels.put_beside(middle, [1.0; 2], name, size, Reach::Near);
        }
        let most = (1..=40).take_while(|&count| f64::from(count) * WIDTH_FOR_NAME <= self.options.width).count();
        for (near, name) in small.iter().filter_map(|it| Some((it, it.name.as_ref()?))).take(most) {
            let start = if near.is_ringed { near.radius } else { 0.0 };
            let mut put = |reach| labels.put_beside(near.middle, [start, near.radius], name, size, reach);
            // What has a place here is named from further away rather than not at all.
            if !put(Reach::Near) {
                put(Reach::Far);
            }
        }
        self.put_other_pieces(&mut labels, &pieces);
        self.put_parts(&mut labels, &pieces);
        put_towns(&mut labels, 2..=2);
        self.put_waters(&mut labels);
        put_towns(&mut labels, 3..=3);
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
        small.iter().any(|it| it.is_ringed)
    }

    /// The frame in squares, with the lines that names may not cross.
    fn raster(&self) -> Raster {
        let step = (self.options.width / 300.0).max(2.0);
        let mut raster = Raster::new(&self.sheet, self.atlas.plan().faces().len(), step);
        for (number, stroke) in self.strokes.iter().enumerate() {
            if stroke.is_some() {
                raster.add_line(self.sheet.course(number));
            }
        }
        if let Some(backdrop) = &self.backdrop {
            raster.add_land(&backdrop.land);
        }
        raster
    }

    /// The small pieces: enclaves before others, then the largest first.
    fn small_pieces(&self, fills: &Fills<'_>) -> Vec<SmallPiece> {
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
            group.is_some_and(|pair| self.snapshot.is_peopled(pair.0))
                && piece.beside.iter().any(|&group| group != NOWHERE)
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
            let name = self.snapshot.territory_of(&piece.faces).map(|it| self.naming.territory(it).to_owned());
            // Corridors in force are named with their outlines.
            let name = name.filter(|_| !self.is_corridor(&piece.faces));
            let middle = middle(piece.extent);
            let radius = (wide / 2.0).max(2.2 * self.scale) + self.scale;
            let is_enclave = piece.beside.len() == 1;
            found.push(SmallPiece { middle, radius, is_ringed, is_enclave, fill, name });
        }
        found.sort_by_key(|piece| !piece.is_enclave);
        found
    }

    /// Whether faces lie within a corridor in force.
    fn is_corridor(&self, faces: &[u32]) -> bool {
        self.snapshot.strips().any(|(_, strip)| faces.iter().all(|face| strip.binary_search(face).is_ok()))
    }

    /// Names the holders, each on its largest piece; where several hold an area, or may hold it, all of them.
    fn put_holders(&self, labels: &mut Labels, pieces: &[Piece]) {
        let sizes = [1.7, 1.5, 1.3, 1.1, 0.95, 0.85].map(|share| share * self.size);
        let count = pieces.iter().filter(|piece| piece.is_main).count();
        let mut put: Vec<String> = Vec::new();
        let mut main: Vec<&Piece> =
            pieces.iter().filter(|piece| piece.is_main && self.snapshot.is_peopled(piece.group)).collect();
        // Who certainly holds ground has a name before those who may.
        main.sort_by_key(|piece| self.snapshot.sole_holder(piece.group).is_none());
        for piece in main {
            let patch = labels.raster.patch(&piece.faces);
            if patch.is_empty() {
                continue;
            }
            let sole = self.snapshot.sole_holder(piece.group);
            let name = sole.map_or_else(|| self.several(piece), |polity| self.naming.polity(polity).to_owned());
            let limit = match patch.len() {
                _ if sole.is_none() => 3,
                0..470 => 2,
                470..1900 => 1,
                _ => 0,
            };
            let small = [1.1, 0.95, 0.8].map(|share| share * self.size);
            let fits = labels.put_on(&patch, &name, LabelStyle::Holder, sizes.get(limit..).unwrap_or(&[]))
                || labels.put_on(&patch, &name, LabelStyle::Location, &small);
            let least = if sole.is_some() { TOO_SMALL_TO_SEE } else { SMALL };
            if !fits && extent(piece.extent) > least * self.scale {
                // The same who are named already are not named again from far away.
                let reach = if count > MANY || put.contains(&name) { Reach::Near } else { Reach::Far };
                self.put_beside(labels, piece, &patch, &name, reach);
            }
            put.push(name);
        }
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

    /// Names the other large pieces of holders as territories.
    fn put_other_pieces(&self, labels: &mut Labels, pieces: &[Piece]) {
        let sizes = [1.1, 0.95, 0.85].map(|share| share * self.size);
        for piece in pieces.iter().filter(|piece| !piece.is_main && self.is_large(piece)) {
            if self.snapshot.sole_holder(piece.group).is_none() || self.is_corridor(&piece.faces) {
                continue;
            }
            let Some(territory) = self.snapshot.territory_of(&piece.faces) else { continue };
            let (patch, name) = (labels.raster.patch(&piece.faces), self.naming.territory(territory));
            if !labels.put_on(&patch, name, LabelStyle::Location, &sizes) {
                self.put_beside(labels, piece, &patch, name, Reach::Near);
            }
        }
    }

    /// Names a piece beside it, with a leader from its middle if that lies on it.
    fn put_beside(&self, labels: &mut Labels, piece: &Piece, patch: &[usize], name: &str, reach: Reach) {
        let middle = middle(piece.extent);
        let is_on_it = piece.faces.binary_search(&labels.raster.face_at(middle)).is_ok();
        let inside = patch.get(patch.len() / 2).map(|&square| labels.raster.middle(square));
        let place = Some(middle).filter(|_| is_on_it).or_else(|| labels.middle_of(patch)).or(inside);
        if let Some(place) = place {
            labels.put_beside(place, [0.0; 2], name, 0.86 * self.size, reach);
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
            if !is_put && polity.kind() == PolityKind::AutonomousUnit {
                beside.extend(labels.middle_of(&patch).map(|middle| (middle, self.naming.polity(polity))));
            }
        }
        for (middle, name) in beside {
            labels.put_beside(middle, [0.0; 2], name, 0.86 * self.size, Reach::Near);
        }
    }

    /// Writes a label: dark on the colours of polities, in the colour of text off them.
    fn write_label(&self, svg: &mut Svg, label: &Label, is_on_ground: bool) {
        let ink = self.ink();
        if let Some((from, end)) = label.leader {
            if label.is_dotted {
                svg.push(format_args!(
                    "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
                    tenths(from.0),
                    tenths(from.1),
                    tenths(1.1 * self.scale)
                ));
            }
            let line = path([[from, end].as_slice()], false);
            if self.options.theme == Theme::Dark {
                // The line may run over dark sea and land too.
                svg.push(format_args!(
                    "<path d=\"{line}\" fill=\"none\" stroke=\"{}\" stroke-opacity=\".6\" stroke-width=\"{}\"/>",
                    ink.text,
                    tenths(1.8 * self.scale)
                ));
            }
            svg.push(format_args!(
                "<path class=\"leader\" d=\"{line}\" fill=\"none\" stroke=\"#2b2622\" stroke-width=\"{}\"/>",
                tenths(0.6 * self.scale)
            ));
        }
        let look = match label.style {
            LabelStyle::Location | LabelStyle::Town if !is_on_ground => format!(" fill=\"{}\"", ink.text),
            LabelStyle::Holder => " font-weight=\"bold\" fill=\"#3a332c\"".to_owned(),
            LabelStyle::Part(1) => " fill=\"#3a332c\"".to_owned(),
            LabelStyle::Part(_) => " font-style=\"italic\" fill=\"#3a332c\"".to_owned(),
            LabelStyle::Location | LabelStyle::Town => " fill=\"#1f1b18\"".to_owned(),
            LabelStyle::Water => format!(" font-style=\"italic\" fill=\"{}\"", ink.water_text),
        };
        let halo = match label.style {
            LabelStyle::Water if self.options.theme == Theme::Light => String::new(),
            _ => format!(
                " stroke=\"{}\" stroke-opacity=\".75\" stroke-width=\"{}\" stroke-linejoin=\"round\" \
                 paint-order=\"stroke\"",
                match label.style {
                    // Light letters, which may lie on light ground.
                    LabelStyle::Water => ink.sea,
                    _ if is_on_ground => ink.halo,
                    _ => ink.land,
                },
                tenths(2.4 * self.scale)
            ),
        };
        let at = middle(label.rect);
        let turn = if label.turn == 0.0 {
            String::new()
        } else {
            format!(" transform=\"rotate({} {} {})\"", tenths(label.turn), tenths(at.0), tenths(at.1))
        };
        let spacing = if label.spacing > 0.0 {
            format!(" letter-spacing=\"{}\"", tenths(label.spacing * label.size))
        } else {
            String::new()
        };
        for (line, at) in label.baselines() {
            let attributes = format!(
                " class=\"label\" text-anchor=\"middle\" font-size=\"{}\" textLength=\"{}\"{spacing}{look}{halo}{turn}",
                tenths(label.size),
                tenths(label.width(line)),
            );
            svg.text(at, &attributes, line);
        }
    }
}
