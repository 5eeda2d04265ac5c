//! The layout of a map: its frame, and what is written in which order.

use time::Date;

use crate::atlas::Atlas;
use crate::map::context::MapContext;
use crate::map::drawing::text::{self, SANS, SERIF, escaped};
use crate::map::drawing::{
    Colour, FillStyles, Fills, Graticule, Sheet, Stroke, Svg, clip_line, courses, path, strokes, tenths,
};
use crate::map::plane::Point;
use crate::model::control::Basis;
use crate::model::word::Word;
use crate::snapshot::Snapshot;

/// One map with all that stands around it.
pub(crate) struct MapLayout<'m> {
    pub(super) snapshot: &'m Snapshot<'m>,
    pub(super) atlas: &'m Atlas,
    /// The same day de jure.
    pub(super) de_jure: Snapshot<'m>,
    colours: &'m [Colour],
    pub(super) styles: FillStyles,
    pub(super) sheet: Sheet<'m>,
    pub(super) graticule: Graticule,
    /// The stroke of each arc.
    pub(super) strokes: Vec<Option<Stroke>>,
    pub(super) width: f64,
    /// The size of plain text.
    pub(super) size: f64,
    /// The width of lines and hatchings, as a multiple of that at 960 units.
    pub(super) scale: f64,
}

impl<'m> MapLayout<'m> {
    pub(crate) fn new(snapshot: &'m Snapshot<'_>, context: &'m MapContext, width: f64) -> Self {
        let scale = (width / 960.0).sqrt().clamp(0.8, 1.6);
        let size = 11.0 * scale;
        let margin = 1.6 * size;
        let sheet = Sheet::new(context.plan(), (margin, margin + 6.2 * size), width - 2.0 * margin, 1.4 * size);
        let graticule = Graticule::new(&sheet, 0.72 * size);
        let (atlas, de_jure, colours) = (snapshot.atlas(), snapshot.by_right(), context.colours());
        let styles = FillStyles::new(snapshot, &de_jure);
        let strokes = strokes(snapshot, &context.plan().arcs);
        Self { snapshot, atlas, de_jure, colours, styles, sheet, graticule, strokes, width, size, scale }
    }

    /// The map as an SVG document.
    pub(crate) fn to_svg(&self) -> String {
        let (date, basis) = (self.snapshot.date(), self.snapshot.basis());
        let prefix = format!("m{date}{}", basis.word().replace("de-", ""));
        let fills = Fills::new(self.colours, prefix.clone(), self.scale);
        let mut body = Svg::default();
        self.write_header(&mut body);
        self.write_areas(&mut body, &fills);
        let has_corridors = self.write_lines(&mut body, &prefix);
        let has_rings = self.write_labels(&mut body, &fills);
        let bottom = self.write_footer(&mut body, &fills, has_corridors, has_rings);
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
        for (number, style) in self.styles.list.iter().enumerate() {
            fills.define(&mut svg, number, style);
        }
        let [left, top, right, low] = self.sheet.frame.map(tenths);
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
        let shares = self.snapshot.shares();
        let held: Vec<String> = shares
            .iter()
            .map(|share| format!("{} {:.0} km2", share.answer().holder_text(), share.area_km2()))
            .collect();
        match (held.is_empty(), self.snapshot.basis()) {
            (true, _) => "The atlas does not cover this day.".to_owned(),
            (_, Basis::DeFacto) => format!("Held de facto by: {}.", held.join("; ")),
            (_, Basis::DeJure) => format!("Held de jure by: {}.", held.join("; ")),
        }
    }

    fn write_header(&self, svg: &mut Svg) {
        let (left, size) = (self.sheet.frame[0], self.size);
        let subtitle = match self.snapshot.basis() {
            Basis::DeFacto => "De facto control",
            Basis::DeJure => "De jure sovereignty",
        };
        let serif = format!(" font-family=\"{SERIF}\"");
        // The widths are those of the sans font; serif text is hardly wider.
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

    fn write_areas(&self, svg: &mut Svg, fills: &Fills<'_>) {
        let [left, top, right, bottom] = self.sheet.frame;
        svg.push(format_args!(
            "<rect class=\"frame\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#e9eef0\"/>",
            tenths(left),
            tenths(top),
            tenths(right - left),
            tenths(bottom - top)
        ));
        self.graticule.write_lines(svg);
        let outlines = self.sheet.outlines(self.styles.list.len(), |face| self.styles.of(face));
        for (number, (style, outline)) in self.styles.list.iter().zip(&outlines).enumerate() {
            let data = path(self.sheet.in_frame(outline).iter().map(Vec::as_slice), true);
            if data.is_empty() {
                continue;
            }
            let edge = fills.outline(style).map(|colour| format!(" stroke=\"{colour}\" stroke-width=\".7\""));
            svg.push(format_args!(
                "<path class=\"area\" fill=\"{}\"{} fill-rule=\"evenodd\" d=\"{data}\"/>",
                fills.fill(number, style),
                edge.unwrap_or_default()
            ));
        }
    }

    /// Writes the lines, and returns whether there are corridors.
    fn write_lines(&self, svg: &mut Svg, prefix: &str) -> bool {
        svg.push(format_args!("<g fill=\"none\" stroke-linejoin=\"round\" clip-path=\"url(#{prefix}-f)\">"));
        for stroke in Stroke::ALL {
            let courses = courses(&self.sheet, &self.strokes, stroke);
            let courses: Vec<_> = courses.iter().flat_map(|course| clip_line(course, self.sheet.frame)).collect();
            let data = path(courses.iter().map(Vec::as_slice), false);
            if !data.is_empty() {
                let cap = if stroke == Stroke::Undetermined { " stroke-linecap=\"round\"" } else { "" };
                svg.push(format_args!(
                    "<path class=\"line {}\"{cap}{} d=\"{data}\"/>",
                    stroke.class(),
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

    /// The corridors in force, each with its name and outline.
    pub(super) fn corridors(&self) -> Vec<(&'m str, Vec<Vec<Point>>)> {
        let strips = self.snapshot.strips().map(|(name, faces)| {
            let rings = self.sheet.outlines(1, |face| faces.binary_search(&face).is_ok().then_some(0));
            (name, rings.into_iter().flatten().collect())
        });
        strips.collect()
    }
}

/// A day in words, such as `1 January 2010`.
fn long_date(date: Date) -> String {
    let (day, month) = (date.day(), date.month());
    match date.year() {
        year if year > 0 => format!("{day} {month} {year}"),
        year => format!("{day} {month} {} BC", 1 - year),
    }
}
