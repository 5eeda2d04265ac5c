//! A map as it stands on its page: title, frame, ground, lines, labels, legend, sources.

use std::collections::BTreeMap;

use time::Date;

use super::cells::Numbers;
use super::clip;
use super::coat::{Coat, Coats, Stripes};
use super::colour::Colour;
use super::label::{Label, Labels, Style};
use super::legend::{self, Entry, Sign};
use super::paint::Paints;
use super::pieces::{Piece, pieces};
use super::raster::Raster;
use super::sheet::{Ground, Point, Sheet};
use super::stroke::{self, Stroke, courses, strokes};
use super::svg::{Svg, path, tenths};
use super::text::{self, SANS, SERIF, escaped};
use crate::atlas::Atlas;
use crate::atlas::plan::NOWHERE;
use crate::control::Basis;
use crate::polity::PolityCode;
use crate::snapshot::Snapshot;
use crate::word::Word;

/// Ground narrower than this many units is shown by a ring round it.
const SMALLEST: f64 = 9.0;
/// So many small grounds are named at most.
const MOST_RINGS: usize = 16;

/// One map on its page.
pub(super) struct Plate<'m> {
    snapshot: &'m Snapshot<'m>,
    atlas: &'m Atlas,
    colours: &'m [Colour],
    coats: Coats,
    sheet: Sheet<'m>,
    strokes: Vec<Option<Stroke>>,
    width: f64,
    /// The size of plain text.
    size: f64,
    /// How much wider lines and hatchings are than at 960 units.
    scale: f64,
}

/// Ground too small to see, in a ring.
struct Ringed {
    middle: Point,
    radius: f64,
    fill: String,
    name: Option<String>,
}

impl<'m> Plate<'m> {
    pub(super) fn new(
        snapshot: &'m Snapshot<'_>,
        ground: &'m Ground,
        numbers: &Numbers,
        colours: &'m [Colour],
        width: f64,
    ) -> Self {
        let scale = (width / 960.0).sqrt().clamp(0.8, 1.6);
        let size = 11.0 * scale;
        let margin = 1.6 * size;
        let sheet = Sheet::new(ground, (margin, margin + 6.2 * size), width - 2.0 * margin, 1.4 * size);
        let coats = Coats::new(snapshot, numbers);
        let strokes = strokes(snapshot, &ground.arcs);
        Self { snapshot, atlas: snapshot.atlas(), colours, coats, sheet, strokes, width, size, scale }
    }

    pub(super) fn to_svg(&self) -> String {
        let (date, basis) = (self.snapshot.date(), self.snapshot.basis());
        let prefix = format!("m{date}{}", basis.word().replace("de-", ""));
        let paints = Paints::new(self.colours, prefix.clone(), self.scale);
        let mut body = Svg::default();
        self.write_header(&mut body);
        self.write_ground(&mut body, &paints);
        let corridors = self.write_lines(&mut body, &prefix);
        let rings = self.write_labels(&mut body, &paints);
        let bottom = self.write_foot(&mut body, &paints, corridors, rings);
        let mut svg = Svg::default();
        let (width, height) = (tenths(self.width), tenths(bottom));
        let title = format!("{}, {}, {basis}", self.title(), long_date(date));
        svg.push(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{prefix}-t {prefix}-d\" \
             font-family=\"{SANS}\" font-size=\"{}\" fill=\"#2b2622\">",
            tenths(self.size)
        ));
        svg.push(format_args!("<title id=\"{prefix}-t\">{}</title>", escaped(&title)));
        svg.push(format_args!("<desc id=\"{prefix}-d\">{}</desc>", escaped(&self.description())));
        svg.push(format_args!("<defs>"));
        for (number, coat) in self.coats.list.iter().enumerate() {
            paints.define(&mut svg, number, coat);
        }
        let [left, top, right, low] = self.sheet.frame.map(tenths_of);
        svg.push(format_args!(
            "<clipPath id=\"{prefix}-f\"><path d=\"M{left} {top}H{right}V{low}H{left}z\"/></clipPath>\n</defs>"
        ));
        svg.push(format_args!("<rect width=\"{width}\" height=\"{height}\" fill=\"#fdfbf6\"/>"));
        svg.push(format_args!("{}</svg>", body.into_string()));
        svg.into_string()
    }

    fn title(&self) -> &str {
        let about = self.atlas.about();
        about.title().unwrap_or(about.name())
    }

    /// Who holds how much, in words.
    fn description(&self) -> String {
        let shares = self.snapshot.holders();
        let held: Vec<String> =
            shares.iter().map(|share| format!("{} {:.0} km2", share.answer(), share.area_km2())).collect();
        match (held.is_empty(), self.snapshot.basis()) {
            (true, _) => "The atlas does not cover this day.".to_owned(),
            (_, Basis::DeFacto) => format!("Held in fact by: {}.", held.join("; ")),
            (_, Basis::DeJure) => format!("Held in right by: {}.", held.join("; ")),
        }
    }

    fn write_header(&self, svg: &mut Svg) {
        let (left, size) = (self.sheet.frame[0], self.size);
        let subtitle = match self.snapshot.basis() {
            Basis::DeFacto => "Who held the ground in fact (de facto)",
            Basis::DeJure => "In whose right the ground was held (de jure)",
        };
        let serif = format!(" font-family=\"{SERIF}\"");
        // Serif text is at most about as wide as sans.
        let most = self.width - 2.0 * left;
        let fitting = |text: &str, wanted: f64| wanted.min(wanted * most / text::width(text, wanted).max(1.0));
        let title = self.title();
        let top = left + 1.1 * size;
        let own = fitting(title, 1.15 * size);
        svg.text((left, top), &format!("{serif} font-size=\"{}\" fill=\"#6b5f52\"", tenths(own)), title);
        let day = long_date(self.snapshot.date());
        let attributes = format!("{serif} font-size=\"{}\"", tenths(2.3 * size));
        svg.text((left, top + 2.55 * size), &attributes, &day);
        let own = fitting(subtitle, 1.1 * size);
        svg.text((left, top + 4.25 * size), &format!(" font-size=\"{}\" fill=\"#4a443e\"", tenths(own)), subtitle);
    }

    fn write_ground(&self, svg: &mut Svg, paints: &Paints<'_>) {
        let [left, top, right, bottom] = self.sheet.frame;
        svg.push(format_args!(
            "<rect class=\"frame\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#e9eef0\"/>",
            tenths(left),
            tenths(top),
            tenths(right - left),
            tenths(bottom - top)
        ));
        self.write_graticule(svg);
        let outlines = self.sheet.outlines(self.coats.list.len(), |face| self.coats.of(face));
        for (number, (coat, outline)) in self.coats.list.iter().zip(&outlines).enumerate() {
            let data = path(self.sheet.in_frame(outline).iter().map(Vec::as_slice), true);
            if data.is_empty() {
                continue;
            }
            let edge = paints.edge(coat).map(|colour| format!(" stroke=\"{colour}\" stroke-width=\".7\""));
            svg.push(format_args!(
                "<path class=\"ground\" fill=\"{}\"{} fill-rule=\"evenodd\" d=\"{data}\"/>",
                paints.fill(number, coat),
                edge.unwrap_or_default()
            ));
        }
    }

    /// Meridians and parallels, with their degrees at the frame.
    fn write_graticule(&self, svg: &mut Svg) {
        let [west, south, east, north] = self.sheet.ground.bounds;
        let span = (east - west).max(north - south);
        let step = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0].into_iter().find(|step| span / step <= 8.0).unwrap_or(30.0);
        let [left, top, right, bottom] = self.sheet.frame;
        let lon0 = self.sheet.ground.albers.constants()[0];
        let is_inside = |at: &Point| left <= at.0 && at.0 <= right && top <= at.1 && at.1 <= bottom;
        let steps = |from: f64, until: f64| {
            let first = ((from - step) / step).ceil();
            std::iter::successors(Some(first), |number| Some(number + 1.0))
                .map(move |number| number * step)
                .take_while(move |&degrees| degrees <= until + step)
        };
        let fine = |from: f64, until: f64| (0..=48).map(move |n| from + (until - from) * f64::from(n) / 48.0);
        let (wide, tall) = ((west - step, east + step), ((south - step).max(-90.0), (north + step).min(90.0)));
        let mut lines: Vec<Vec<Point>> = Vec::new();
        let mut degrees = Svg::default();
        let size = 0.72 * self.size;
        let attributes = format!(" font-size=\"{}\" fill=\"#7d8a91\"", tenths(size));
        for lon in steps(lon0 + wide.0, lon0 + wide.1) {
            let line: Vec<Point> = fine(tall.0, tall.1).map(|lat| self.sheet.place(lon, lat)).filter(is_inside).collect();
            if let Some(&(x, _)) = line.first().filter(|at| at.0 > left + 2.0 * size && at.0 < right - 3.0 * size) {
                degrees.text((x + 2.0, bottom - 0.35 * size), &attributes, &degrees_text(lon, 'E', 'W'));
            }
            lines.push(line);
        }
        for lat in steps(south, north).filter(|lat| lat.abs() <= 90.0) {
            let line: Vec<Point> =
                fine(wide.0, wide.1).map(|lon| self.sheet.place(lon0 + lon, lat)).filter(is_inside).collect();
            if let Some(&(_, y)) = line.first().filter(|at| at.1 > top + 2.0 * size && at.1 < bottom - 2.0 * size) {
                degrees.text((left + 0.35 * size, y - 2.0), &attributes, &degrees_text(lat, 'N', 'S'));
            }
            lines.push(line);
        }
        let data = path(lines.iter().map(Vec::as_slice), false);
        svg.push(format_args!("<path class=\"graticule\" fill=\"none\" stroke=\"#c3cfd5\" stroke-width=\".5\" d=\"{data}\"/>"));
        svg.push(format_args!("{}", degrees.into_string().trim_end()));
    }

    /// Writes the lines; whether there are corridors.
    fn write_lines(&self, svg: &mut Svg, prefix: &str) -> bool {
        svg.push(format_args!("<g fill=\"none\" stroke-linejoin=\"round\" clip-path=\"url(#{prefix}-f)\">"));
        for stroke in Stroke::ALL {
            let courses = courses(&self.sheet, &self.strokes, stroke);
            let courses: Vec<_> = courses.iter().flat_map(|course| clip::line(course, self.sheet.frame)).collect();
            let data = path(courses.iter().map(Vec::as_slice), false);
            if !data.is_empty() {
                let cap = if stroke == Stroke::Undetermined { " stroke-linecap=\"round\"" } else { "" };
                let word = format!("{stroke:?}").to_lowercase();
                svg.push(format_args!("<path class=\"line {word}\"{cap}{} d=\"{data}\"/>", stroke.attributes(self.scale)));
            }
        }
        let corridors = self.corridors();
        for (_, rings) in &corridors {
            let data = path(self.sheet.in_frame(rings).iter().map(Vec::as_slice), true);
            svg.push(format_args!(
                "<path class=\"line corridor\" stroke=\"#5b2a86\" stroke-width=\"{}\" d=\"{data}\"/>",
                tenths(1.3 * self.scale)
            ));
        }
        svg.push(format_args!("</g>"));
        let [left, top, right, bottom] = self.sheet.frame;
        svg.push(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#2b2622\" stroke-width=\"{}\"/>",
            tenths(left),
            tenths(top),
            tenths(right - left),
            tenths(bottom - top),
            tenths(self.scale)
        ));
        !corridors.is_empty()
    }

    /// The corridors in force: name and outline.
    fn corridors(&self) -> Vec<(String, Vec<Vec<Point>>)> {
        let plan = self.atlas.store.plan();
        let mut found = Vec::new();
        for corridor in self.snapshot.corridors() {
            let Some(territory) = corridor.territory() else { continue };
            let Some(number) = self.atlas.store.territory_number(territory.code()) else { continue };
            let ground = plan.ground(number);
            let rings = self.sheet.outlines(1, |face| ground.binary_search(&face).is_ok().then_some(0));
            found.push((territory.name_on(self.snapshot.date()).to_owned(), rings.into_iter().flatten().collect()));
        }
        found
    }

    /// Places and writes the labels; whether there are rings.
    fn write_labels(&self, svg: &mut Svg, paints: &Paints<'_>) -> bool {
        let plan = self.atlas.store.plan();
        let groups = self.snapshot.group_by_face();
        let pieces = pieces(&self.sheet.ground.arcs, groups, plan.areas(&self.atlas.store));
        let step = (self.width / 240.0).max(2.0);
        let raster = Raster::new(&self.sheet, plan.faces().len(), step);
        let mut labels = Labels::new(raster, groups.to_vec(), self.sheet.frame);
        let rings = self.rings(paints);
        for ring in &rings {
            let (x, y, r) = (ring.middle.0, ring.middle.1, ring.radius + 1.0);
            labels.keep_free([x - r, y - r, x + r, y + r]);
        }
        self.put_holders(&mut labels, &pieces);
        let small = 0.86 * self.size;
        for (name, outline) in self.corridors() {
            let points = outline.iter().flatten();
            let bounds = bounds(points);
            let middle = (f64::midpoint(bounds[0], bounds[2]), f64::midpoint(bounds[1], bounds[3]));
            labels.put_beside(middle, 1.0, &name, small);
        }
        for ring in &rings {
            if let Some(name) = &ring.name {
                labels.put_beside(ring.middle, ring.radius, name, small);
            }
        }
        self.put_parts(&mut labels);
        for ring in &rings {
            svg.push(format_args!(
                "<circle class=\"ring\" cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"{}\" stroke=\"#2b2622\" stroke-width=\"{}\"/>",
                tenths(ring.middle.0),
                tenths(ring.middle.1),
                tenths(ring.radius),
                ring.fill,
                tenths(0.9 * self.scale)
            ));
        }
        for label in &labels.placed {
            self.write_label(svg, label);
        }
        !rings.is_empty()
    }

    /// Grounds apart that are too small to see.
    fn rings(&self, paints: &Paints<'_>) -> Vec<Ringed> {
        let date = self.snapshot.date();
        let plan = self.atlas.store.plan();
        let by_right = self.snapshot.by_right();
        // Ground held in one way by one right: a place that is another's in right is a ground apart too.
        let mut pairs: Vec<(u32, u32)> =
            self.snapshot.group_by_face().iter().copied().zip(by_right.group_by_face().iter().copied()).collect();
        let of_face = pairs.clone();
        pairs.sort_unstable();
        pairs.dedup();
        let number = |pair: &(u32, u32)| pairs.binary_search(pair).ok().and_then(|number| u32::try_from(number).ok());
        let groups: Vec<u32> = of_face.iter().map(|pair| number(pair).unwrap_or_default()).collect();
        let pieces = pieces(&self.sheet.ground.arcs, &groups, plan.areas(&self.atlas.store));
        let peopled = |piece: &&Piece| {
            let group = usize::try_from(piece.group).ok().and_then(|group| pairs.get(group));
            group.is_some_and(|pair| self.snapshot.is_peopled(pair.0)) && self.has_neighbour(piece)
        };
        let mut found = Vec::new();
        for piece in pieces.iter().filter(peopled) {
            let [left, top, right, bottom] = self.extent(&piece.faces);
            let wide = (right - left).max(bottom - top);
            let frame = self.sheet.frame;
            if left < frame[0] || top < frame[1] || right > frame[2] || bottom > frame[3] {
                continue;
            }
            if wide > SMALLEST * self.scale || found.len() >= MOST_RINGS {
                continue;
            }
            let Some(coat) = piece.faces.first().and_then(|&face| self.coats.of(face)) else { continue };
            let fill = self.coats.list.get(coat).map_or_else(String::new, |known| paints.fill(coat, known));
            let name = self.snapshot.territory_of(&piece.faces).map(|territory| territory.name_on(date).to_owned());
            let middle = (f64::midpoint(left, right), f64::midpoint(top, bottom));
            let radius = (wide / 2.0).max(2.2 * self.scale) + self.scale;
            let fill = if wide < 5.0 * self.scale { fill } else { "none".to_owned() };
            found.push(Ringed { middle, radius, fill, name });
        }
        found
    }

    /// Whether other ground lies beside a piece: an island is no ground apart.
    fn has_neighbour(&self, piece: &Piece) -> bool {
        let is_inside = |face: u32| piece.faces.binary_search(&face).is_ok();
        self.sheet.ground.arcs.iter().any(|arc| {
            let inside = [arc.left, arc.right].map(is_inside);
            inside[0] != inside[1] && arc.left != NOWHERE && arc.right != NOWHERE
        })
    }

    /// The box around some faces.
    fn extent(&self, faces: &[u32]) -> [f64; 4] {
        let is_inside = |face: u32| faces.binary_search(&face).is_ok().then_some(0);
        let outline = self.sheet.outlines(1, is_inside);
        bounds(outline.iter().flatten().flatten())
    }

    /// Names the polities at the top on their main ground, and their other grounds by what these are.
    fn put_holders(&self, labels: &mut Labels, pieces: &[Piece]) {
        let date = self.snapshot.date();
        let sizes = [1.7, 1.5, 1.3, 1.1, 0.95, 0.85].map(|share| share * self.size);
        for piece in pieces {
            let Some(polity) = self.snapshot.sole_holder(piece.group) else { continue };
            let patch = labels.raster.patch(|face| piece.faces.binary_search(&face).is_ok());
            if piece.is_main {
                let limit = match patch.len() {
                    0..300 => 2,
                    300..1200 => 1,
                    _ => 0,
                };
                let name = polity.name_on(date);
                let fits = labels.put_on(&patch, name, Style::Holder, sizes.get(limit..).unwrap_or(&[]))
                    || labels.put_on(&patch, name, Style::Place, &[1.1, 0.95, 0.8].map(|share| share * self.size));
                if !fits && self.is_visible(piece) {
                    self.put_beside(labels, piece, polity.name_on(date));
                }
            } else if let Some(territory) = self.snapshot.territory_of(&piece.faces).filter(|_| self.is_visible(piece)) {
                let name = territory.name_on(date);
                let sizes = [1.1, 0.95, 0.85].map(|share| share * self.size);
                if !labels.put_on(&patch, name, Style::Place, &sizes) {
                    self.put_beside(labels, piece, name);
                }
            }
        }
    }

    fn put_beside(&self, labels: &mut Labels, piece: &Piece, name: &str) {
        let [left, top, right, bottom] = self.extent(&piece.faces);
        labels.put_beside((f64::midpoint(left, right), f64::midpoint(top, bottom)), 0.0, name, 0.86 * self.size);
    }

    /// Whether a piece is shown without a ring.
    fn is_visible(&self, piece: &Piece) -> bool {
        let [left, top, right, bottom] = self.extent(&piece.faces);
        (right - left).max(bottom - top) > SMALLEST * self.scale
    }

    /// Names the parts of polities where they have room.
    fn put_parts(&self, labels: &mut Labels) {
        let plan = self.atlas.store.plan();
        let date = self.snapshot.date();
        let chains: Vec<Vec<PolityCode>> = self.snapshot.answers_by_cell().iter().map(stroke::chain).collect();
        let mut parts: BTreeMap<(usize, PolityCode), Vec<u32>> = BTreeMap::new();
        for (face, of) in (0..).zip(plan.faces()) {
            for (depth, &polity) in chains.get(of.cell as usize).into_iter().flatten().enumerate().skip(1) {
                parts.entry((depth, polity)).or_default().push(face);
            }
        }
        for ((depth, code), faces) in parts {
            let Some(polity) = self.atlas.polity(code.as_str()) else { continue };
            let patch = labels.raster.patch(|face| faces.binary_search(&face).is_ok());
            let sizes: &[f64] = if depth == 1 { &[1.05, 0.92, 0.8] } else { &[0.92, 0.8] };
            let sizes: Vec<f64> = sizes.iter().map(|share| share * self.size).collect();
            labels.put_on(&patch, polity.name_on(date), Style::Part(depth), &sizes);
        }
    }

    fn write_label(&self, svg: &mut Svg, label: &Label) {
        if let Some((from, end)) = label.leader {
            svg.push(format_args!(
                "<circle cx=\"{}\" cy=\"{}\" r=\"{}\"/>",
                tenths(from.0),
                tenths(from.1),
                tenths(1.1 * self.scale)
            ));
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

    /// Writes what stands below the frame; where the page ends.
    fn write_foot(&self, svg: &mut Svg, paints: &Paints<'_>, corridors: bool, rings: bool) -> f64 {
        let [left, _, right, bottom] = self.sheet.frame;
        let size = self.size;
        svg.push(format_args!("<g class=\"legend\" font-size=\"{}\">", tenths(size)));
        legend::write_scale(svg, self.sheet.scale, right, bottom + 1.9 * size, 0.86 * size);
        let edition = format!("Edition {}. Albers equal-area projection.", self.atlas.edition());
        let lines = text::wrapped(&edition, 0.86 * size, (right - left) - 20.0 * size);
        let small = format!(" font-size=\"{}\" fill=\"#6b5f52\"", tenths(0.86 * size));
        for (number, line) in (0..).zip(&lines) {
            svg.text((left, bottom + 1.5 * size + f64::from(number) * 1.1 * size), &small, line);
        }
        let top = bottom + 2.4 * size + 1.1 * size * f64::from(u32::try_from(lines.len()).unwrap_or(1));
        let entries = self.entries(paints, corridors, rings);
        let mut y = top + legend::write(svg, &entries, left, top, right - left, size) + 1.2 * size;
        for line in text::wrapped(&self.sources(), 0.8 * size, right - left) {
            svg.text((left, y), &format!(" font-size=\"{}\" fill=\"#6b5f52\"", tenths(0.8 * size)), &line);
            y += 1.0 * size;
        }
        svg.push(format_args!("</g>"));
        y + 0.6 * size
    }

    /// The legend: holders first, then lines.
    fn entries(&self, paints: &Paints<'_>, corridors: bool, rings: bool) -> Vec<Entry> {
        let name = |polity: &usize| {
            self.atlas.polities().get(*polity).map_or("", |polity| polity.name_on(self.snapshot.date()))
        };
        let names = |polities: &[usize], and: &str| polities.iter().map(name).collect::<Vec<_>>().join(and);
        let ground = self.coats.list.iter().enumerate().map(|(number, coat)| {
            let text = match coat {
                Coat::Plain(polity) => name(polity).to_owned(),
                Coat::Hatched { over, mode, under } => {
                    format!("{}: {mode}; in right {}", name(over), names(under, " or "))
                }
                Coat::Striped(Stripes::Joint, polities) => format!("{} jointly", names(polities, " and ")),
                Coat::Striped(Stripes::Contested, polities) => format!("contested by {}", names(polities, " and ")),
                Coat::Striped(Stripes::Possible, polities) => format!("possibly {}", names(polities, " or ")),
                Coat::Vacant => "nobody's".to_owned(),
                Coat::Unrecorded => "unrecorded".to_owned(),
            };
            Entry { sign: Sign::Ground(paints.fill(number, coat)), text }
        });
        let lines = Stroke::ALL.into_iter().rev().filter(|stroke| self.strokes.contains(&Some(*stroke)));
        let lines = lines.map(|stroke| Entry { sign: Sign::Line(stroke), text: stroke.name().to_owned() });
        let corridor = corridors.then(|| Entry { sign: Sign::Corridor, text: "corridor".to_owned() });
        let ring = rings.then(|| Entry { sign: Sign::Ring, text: "ground too small to see".to_owned() });
        ground.chain(lines).chain(corridor).chain(ring).collect()
    }

    /// On whose word the map rests.
    fn sources(&self) -> String {
        let mut counts: BTreeMap<&str, (usize, String)> = BTreeMap::new();
        let answers = self.snapshot.answers_by_cell();
        let mut records: Vec<&crate::record::Record> = Vec::new();
        for record in answers.iter().flat_map(|answer| answer.candidates().flat_map(|it| it.records().collect::<Vec<_>>())) {
            if !records.iter().any(|known| std::ptr::eq(*known, record)) {
                records.push(record);
            }
        }
        let citations = records.iter().flat_map(|record| record.attestation().citations());
        let codes: Vec<_> = citations.map(crate::source::Citation::source).collect();
        for code in &codes {
            let Some(source) = self.atlas.source(code.as_str()) else { continue };
            counts.entry(code.as_str()).or_insert_with(|| (0, source.title().to_owned())).0 += 1;
        }
        let mut most: Vec<&(usize, String)> = counts.values().collect();
        most.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
        let told: Vec<&str> = most.iter().take(6).map(|(_, title)| title.as_str()).collect();
        match most.len() {
            0 => String::new(),
            count if count > told.len() => format!("Sources: {}; and {} more.", told.join("; "), count - told.len()),
            _ => format!("Sources: {}.", told.join("; ")),
        }
    }
}

/// A day as people write it.
pub(super) fn long_date(date: Date) -> String {
    let (day, month) = (date.day(), date.month());
    match date.year() {
        year if year > 0 => format!("{day} {month} {year}"),
        year => format!("{day} {month} {} BC", 1 - year),
    }
}

fn degrees_text(degrees: f64, positive: char, negative: char) -> String {
    let degrees = if degrees > 180.0 { degrees - 360.0 } else if degrees < -180.0 { degrees + 360.0 } else { degrees };
    let letter = if degrees < 0.0 { negative } else { positive };
    format!("{}° {letter}", tenths(degrees.abs()))
}

fn tenths_of(value: f64) -> String {
    tenths(value)
}

/// The box around points.
fn bounds<'p>(points: impl Iterator<Item = &'p Point>) -> [f64; 4] {
    let empty = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    points.fold(empty, |[a, b, c, d], &(x, y)| [a.min(x), b.min(y), c.max(x), d.max(y)])
}
