//! A map as it stands on its page: title, frame, ground, lines, labels, legend, sources.

use time::Date;

use super::cells::Numbers;
use super::clip;
use super::coat::Coats;
use super::colour::Colour;
use super::paint::Paints;
use super::sheet::{Ground, Point, Sheet};
use super::stroke::{Stroke, courses, strokes};
use super::svg::{Svg, path, tenths};
use super::text::{self, SANS, SERIF, escaped};
use crate::atlas::Atlas;
use crate::control::Basis;
use crate::snapshot::Snapshot;
use crate::word::Word;

/// One map on its page.
pub(super) struct Plate<'m> {
    pub(super) snapshot: &'m Snapshot<'m>,
    pub(super) atlas: &'m Atlas,
    pub(super) colours: &'m [Colour],
    pub(super) coats: Coats,
    pub(super) sheet: Sheet<'m>,
    pub(super) strokes: Vec<Option<Stroke>>,
    pub(super) width: f64,
    /// The size of plain text.
    pub(super) size: f64,
    /// How much wider lines and hatchings are than at 960 units.
    pub(super) scale: f64,
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
            let line: Vec<Point> =
                fine(tall.0, tall.1).map(|lat| self.sheet.place(lon, lat)).filter(is_inside).collect();
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
        svg.push(format_args!(
            "<path class=\"graticule\" fill=\"none\" stroke=\"#c3cfd5\" stroke-width=\".5\" d=\"{data}\"/>"
        ));
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
                svg.push(format_args!(
                    "<path class=\"line {word}\"{cap}{} d=\"{data}\"/>",
                    stroke.attributes(self.scale)
                ));
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
    pub(super) fn corridors(&self) -> Vec<(String, Vec<Vec<Point>>)> {
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
    let degrees = if degrees > 180.0 {
        degrees - 360.0
    } else if degrees < -180.0 {
        degrees + 360.0
    } else {
        degrees
    };
    let letter = if degrees < 0.0 { negative } else { positive };
    format!("{}° {letter}", tenths(degrees.abs()))
}

fn tenths_of(value: f64) -> String {
    tenths(value)
}

/// The box around points.
pub(super) fn bounds<'p>(points: impl Iterator<Item = &'p Point>) -> [f64; 4] {
    let empty = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    points.fold(empty, |[a, b, c, d], &(x, y)| [a.min(x), b.min(y), c.max(x), d.max(y)])
}
