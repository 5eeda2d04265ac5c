//! A map as it stands on its page: title, frame, ground, lines, labels, legend, sources.

use time::Date;

use super::clip;
use super::coat::Coats;
use super::colour::Colour;
use super::graticule::Graticule;
use super::paint::Paints;
use super::sheet::{Point, Sheet};
use super::stroke::{Stroke, courses, strokes};
use super::survey::Survey;
use super::svg::{Svg, path, tenths};
use super::text::{self, SANS, SERIF, escaped};
use crate::atlas::Atlas;
use crate::model::control::Basis;
use crate::model::word::Word;
use crate::snapshot::Snapshot;

/// One map on its page.
pub(super) struct Plate<'m> {
    pub(super) snapshot: &'m Snapshot<'m>,
    pub(super) atlas: &'m Atlas,
    /// The same day in right.
    pub(super) by_right: Snapshot<'m>,
    colours: &'m [Colour],
    pub(super) coats: Coats,
    pub(super) sheet: Sheet<'m>,
    pub(super) graticule: Graticule,
    pub(super) strokes: Vec<Option<Stroke>>,
    pub(super) width: f64,
    /// The size of plain text.
    pub(super) size: f64,
    /// How much wider lines and hatchings are than at 960 units.
    pub(super) scale: f64,
}

impl<'m> Plate<'m> {
    pub(super) fn new(snapshot: &'m Snapshot<'_>, survey: &'m Survey, width: f64) -> Self {
        let scale = (width / 960.0).sqrt().clamp(0.8, 1.6);
        let size = 11.0 * scale;
        let margin = 1.6 * size;
        let ground = &survey.ground;
        let sheet = Sheet::new(ground, (margin, margin + 6.2 * size), width - 2.0 * margin, 1.4 * size);
        let graticule = Graticule::new(&sheet, 0.72 * size);
        let (atlas, by_right, colours) = (snapshot.atlas(), snapshot.by_right(), survey.colours.as_slice());
        let coats = Coats::new(snapshot, &by_right, &survey.numbers);
        let strokes = strokes(snapshot, &ground.arcs);
        Self { snapshot, atlas, by_right, colours, coats, sheet, graticule, strokes, width, size, scale }
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
        let title = format!("{}, {}, {}", self.title(), long_date(date), basis.phrase());
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
        self.graticule.write_lines(svg);
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
    pub(super) fn corridors(&self) -> Vec<(&'m str, Vec<Vec<Point>>)> {
        let strips = self.snapshot.strips().map(|(name, ground)| {
            let rings = self.sheet.outlines(1, |face| ground.binary_search(&face).is_ok().then_some(0));
            (name, rings.into_iter().flatten().collect())
        });
        strips.collect()
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

fn tenths_of(value: f64) -> String {
    tenths(value)
}

/// The box around points.
pub(super) fn bounds<'p>(points: impl Iterator<Item = &'p Point>) -> [f64; 4] {
    let empty = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    points.fold(empty, |[a, b, c, d], &(x, y)| [a.min(x), b.min(y), c.max(x), d.max(y)])
}
