//! The layout of a map: its frame, and what is written in which order.

use super::content::Content;
use super::inset::Inset;
use super::options::{Naming, Options};
use crate::atlas::Atlas;
use crate::map::context::MapContext;
use crate::map::dates::long_date;
use crate::map::drawing::text::{self, SANS, SERIF, escaped};
use crate::map::drawing::{
    Backdrop, Colour, FillStyles, Fills, Graticule, Ink, Sheet, ShownParts, Stroke, Svg, Texture, clip_line, courses,
    path, strokes, tenths,
};
use crate::map::plane::{Point, Rect};
use crate::map::projection::ProjectedPlan;
use crate::model::control::Basis;
use crate::model::word::Word;
use crate::snapshot::Snapshot;

/// A province of fewer units, at 960 units, has no space for its name.
const LEGIBLE: f64 = 80.0;

/// One map with all that stands around it.
pub(crate) struct MapLayout<'m> {
    pub(super) snapshot: &'m Snapshot<'m>,
    pub(super) atlas: &'m Atlas,
    pub(super) options: &'m Options,
    pub(super) naming: Naming<'m>,
    /// The same day de jure.
    pub(super) de_jure: Snapshot<'m>,
    colours: &'m [Colour],
    pub(super) styles: FillStyles,
    pub(super) sheet: Sheet<'m>,
    pub(super) backdrop: Option<Backdrop<'m>>,
    pub(super) graticule: Graticule,
    pub(super) parts: ShownParts,
    /// The stroke of each arc.
    pub(super) strokes: Vec<Option<Stroke>>,
    /// The size of plain text.
    pub(super) size: f64,
    /// The width of lines and hatchings, as a multiple of that at 960 units.
    pub(super) scale: f64,
}

impl<'m> MapLayout<'m> {
    /// The layout of a snapshot's map, whose plan is projected for what it shows.
    pub(crate) fn new(
        snapshot: &'m Snapshot<'_>,
        context: &'m MapContext,
        plan: &'m ProjectedPlan,
        options: &'m Options,
    ) -> Self {
        let scale = (options.width / 960.0).sqrt().clamp(0.8, 1.6);
        let size = 11.0 * scale;
        let margin = 1.6 * size;
        let sheet = Sheet::new(plan, (margin, margin + 6.2 * size), options.width - 2.0 * margin, 1.4 * size);
        let graticule = Graticule::new(&sheet, 0.72 * size);
        let (atlas, de_jure, colours) = (snapshot.atlas(), snapshot.by_right(), context.colours());
        let before = options.since.map(|(day, basis)| atlas.on(day, basis));
        let styles = FillStyles::new(snapshot, &de_jure, before.as_ref());
        let parts = ShownParts::new(snapshot, &sheet, LEGIBLE * scale);
        let strokes = strokes(snapshot, &parts, &plan.arcs);
        let backdrop = Backdrop::new(&sheet, atlas.landmarks(), snapshot.date());
        let naming = Naming { languages: &options.languages, day: snapshot.date() };
        Self {
            snapshot,
            atlas,
            options,
            naming,
            de_jure,
            colours,
            styles,
            sheet,
            backdrop,
            graticule,
            parts,
            strokes,
            size,
            scale,
        }
    }

    pub(super) fn ink(&self) -> &'static Ink {
        self.options.theme.ink()
    }

    /// The map as an SVG document.
    pub(crate) fn to_svg(&self) -> String {
        let (date, basis, ink) = (self.snapshot.date(), self.snapshot.basis(), self.ink());
        let prefix = format!("m{date}{}", basis.word().replace("de-", ""));
        let is_pale = self.options.since.is_some();
        let fills = Fills::new(self.colours, prefix.clone(), self.scale, self.options.theme, is_pale);
        let mut body = Svg::default();
        self.write_header(&mut body);
        self.write_backdrop(&mut body, &prefix);
        let mut content = Content::default();
        self.write_areas(&mut body, &fills, &mut content);
        self.write_waters(&mut body, &prefix);
        self.write_lines(&mut body, &prefix, &mut content);
        self.write_labels(&mut body, &fills, &mut content);
        let bottom = self.write_footer(&mut body, &fills, &content);
        let mut svg = Svg::default();
        let (width, height) = (tenths(self.options.width), tenths(bottom));
        let title = format!("{}, {}, {}", self.title(), long_date(date), basis.phrase());
        svg.push(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{prefix}-t {prefix}-d\" \
             font-family=\"{SANS}\" font-size=\"{}\" fill=\"{}\">",
            tenths(self.size),
            ink.text
        ));
        svg.push(format_args!("<title id=\"{prefix}-t\">{}</title>", escaped(&title)));
        svg.push(format_args!("<desc id=\"{prefix}-d\">{}</desc>", escaped(&self.description())));
        svg.push(format_args!("<defs>"));
        for (number, style) in self.styles.list.iter().enumerate().filter(|it| content.styles.contains(&it.0)) {
            fills.define(&mut svg, number, style);
        }
        for &texture in &content.textures {
            fills.define_texture(&mut svg, texture);
        }
        let [left, top, right, low] = self.sheet.frame.map(tenths);
        svg.push(format_args!(
            "<clipPath id=\"{prefix}-f\"><path d=\"M{left} {top}H{right}V{low}H{left}z\"/></clipPath>\n</defs>"
        ));
        svg.push(format_args!("<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>", ink.paper));
        svg.push(format_args!("{}</svg>", body.into_string()));
        svg.into_string()
    }

    fn title(&self) -> &str {
        let about = self.atlas.about();
        self.options.title.as_deref().or(about.title()).unwrap_or(about.name())
    }

    fn subtitle(&self) -> String {
        if let Some(subtitle) = &self.options.subtitle {
            return subtitle.clone();
        }
        let basis = match self.snapshot.basis() {
            Basis::DeFacto => "De facto control",
            Basis::DeJure => "De jure sovereignty",
        };
        match (self.options.since, &self.options.highlight) {
            (Some((day, _)), _) => format!("{basis}: what changed hands since {}", long_date(day)),
            (None, Some((name, _))) => format!("{basis}: the border of {name}"),
            (None, None) => basis.to_owned(),
        }
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
        let (left, size, ink) = (self.sheet.frame[0], self.size, self.ink());
        let serif = format!(" font-family=\"{SERIF}\"");
        // The widths are those of the sans font; serif text is hardly wider.
        let most = self.options.width - 2.0 * left;
        let fitting = |text: &str, wanted: f64| wanted.min(wanted * most / text::width(text, wanted).max(1.0));
        let title = self.title();
        let top = left + 1.1 * size;
        let own = fitting(title, 1.15 * size);
        svg.text((left, top), &format!("{serif} font-size=\"{}\" fill=\"{}\"", tenths(own), ink.soft), title);
        let day = long_date(self.snapshot.date());
        let attributes = format!("{serif} font-size=\"{}\"", tenths(2.3 * size));
        svg.text((left, top + 2.55 * size), &attributes, &day);
        let subtitle = self.subtitle();
        let own = fitting(&subtitle, 1.1 * size);
        svg.text(
            (left, top + 4.25 * size),
            &format!(" font-size=\"{}\" fill=\"{}\"", tenths(own), ink.soft),
            &subtitle,
        );
    }

    /// Writes sea and land, and the graticule over them.
    fn write_backdrop(&self, svg: &mut Svg, prefix: &str) {
        let ([left, top, right, bottom], ink) = (self.sheet.frame, self.ink());
        svg.push(format_args!(
            "<rect class=\"frame\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>",
            tenths(left),
            tenths(top),
            tenths(right - left),
            tenths(bottom - top),
            if self.backdrop.is_some() { ink.sea } else { ink.beyond }
        ));
        if let Some(backdrop) = &self.backdrop {
            let data = path(backdrop.land.iter().map(Vec::as_slice), true);
            svg.push(format_args!(
                "<path class=\"land\" fill=\"{}\" fill-rule=\"evenodd\" stroke=\"{}\" stroke-width=\".6\" \
                 clip-path=\"url(#{prefix}-f)\" d=\"{data}\"/>",
                ink.land, ink.shore
            ));
        }
        self.graticule.write_lines(svg, ink.grid);
    }

    fn write_areas(&self, svg: &mut Svg, fills: &Fills<'_>, content: &mut Content) {
        let outlines = self.sheet.outlines(self.styles.list.len(), |face| self.styles.of(face));
        for (number, (style, outline)) in self.styles.list.iter().zip(&outlines).enumerate() {
            let data = path(self.sheet.in_frame(outline).iter().map(Vec::as_slice), true);
            if data.is_empty() {
                continue;
            }
            content.styles.insert(number);
            let edge = fills.outline(style).map(|colour| format!(" stroke=\"{colour}\" stroke-width=\".7\""));
            svg.push(format_args!(
                "<path class=\"area\" fill=\"{}\"{} fill-rule=\"evenodd\" d=\"{data}\"/>",
                fills.fill(number, style),
                edge.unwrap_or_default()
            ));
        }
        for texture in Texture::ALL.into_iter().filter(|&texture| self.has(texture)) {
            let is_textured = |face: u32| texture == Texture::Unchecked || self.styles.has_undrawn(face);
            let outline = self.sheet.outlines(1, |face| self.styles.of(face).filter(|_| is_textured(face)).map(|_| 0));
            let rings: Vec<_> = outline.iter().flat_map(|rings| self.sheet.in_frame(rings)).collect();
            let data = path(rings.iter().map(Vec::as_slice), true);
            if data.is_empty() {
                continue;
            }
            content.textures.push(texture);
            svg.push(format_args!(
                "<path class=\"texture\" fill=\"{}\" fill-rule=\"evenodd\" d=\"{data}\"/>",
                fills.texture(texture)
            ));
        }
    }

    /// Whether ground of the atlas has a texture.
    fn has(&self, texture: Texture) -> bool {
        let faces = self.atlas.plan().faces();
        let mut covered = (0_u32..).zip(faces).filter(|(face, _)| self.styles.of(*face).is_some());
        match texture {
            Texture::Undrawn => covered.any(|(face, _)| self.styles.has_undrawn(face)),
            Texture::Unchecked => self.snapshot.date() > self.atlas.checked_until() && covered.next().is_some(),
        }
    }

    /// Writes lakes and rivers over the areas.
    fn write_waters(&self, svg: &mut Svg, prefix: &str) {
        let (Some(backdrop), ink) = (&self.backdrop, self.ink()) else { return };
        let lakes = path(backdrop.lakes.iter().map(|lake| lake.1.as_slice()), true);
        let rivers = path(backdrop.rivers.iter().map(|river| river.1.as_slice()), false);
        if lakes.is_empty() && rivers.is_empty() {
            return;
        }
        svg.push(format_args!("<g class=\"waters\" clip-path=\"url(#{prefix}-f)\" stroke=\"{}\">", ink.shore));
        svg.push(format_args!(
            "<path fill=\"{}\" stroke-width=\"{}\" d=\"{lakes}\"/>",
            ink.sea,
            tenths(0.6 * self.scale)
        ));
        svg.push(format_args!(
            "<path fill=\"none\" stroke-width=\"{}\" stroke-linejoin=\"round\" d=\"{rivers}\"/></g>",
            tenths(1.1 * self.scale)
        ));
    }

    fn write_lines(&self, svg: &mut Svg, prefix: &str, content: &mut Content) {
        svg.push(format_args!("<g fill=\"none\" stroke-linejoin=\"round\" clip-path=\"url(#{prefix}-f)\">"));
        self.write_bands(svg);
        self.write_highlight(svg);
        for stroke in Stroke::ALL {
            let courses = courses(&self.sheet, &self.strokes, stroke);
            let courses: Vec<_> = courses.iter().flat_map(|course| clip_line(course, self.sheet.frame)).collect();
            let data = path(courses.iter().map(Vec::as_slice), false);
            if !data.is_empty() {
                content.strokes.insert(stroke);
                let cap = if stroke == Stroke::Undetermined { " stroke-linecap=\"round\"" } else { "" };
                svg.push(format_args!(
                    "<path class=\"line {}\"{cap}{} d=\"{data}\"/>",
                    stroke.class(),
                    stroke.attributes(self.scale)
                ));
            }
        }
        for (_, rings) in self.corridors() {
            let data = path(self.sheet.in_frame(&rings).iter().map(Vec::as_slice), true);
            if data.is_empty() {
                continue;
            }
            content.has_corridors = true;
            svg.push(format_args!(
                "<path class=\"line corridor\" stroke=\"#5b2a86\" stroke-width=\"{}\" d=\"{data}\"/>",
                tenths(1.3 * self.scale)
            ));
        }
        svg.push(format_args!("</g>"));
        let [left, top, right, bottom] = self.sheet.frame;
        svg.push(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{}\"/>",
            tenths(left),
            tenths(top),
            tenths(right - left),
            tenths(bottom - top),
            self.ink().frame,
            tenths(self.scale)
        ));
        self.graticule.write_degrees(svg, self.ink().soft);
    }

    /// The corridors in force, each with its name and outline.
    pub(super) fn corridors(&self) -> Vec<(&'m str, Vec<Vec<Point>>)> {
        let strips = self.snapshot.strips().map(|(territory, faces)| {
            let rings = self.sheet.outlines(1, |face| faces.binary_search(&face).is_ok().then_some(0));
            (self.naming.territory(territory), rings.into_iter().flatten().collect())
        });
        strips.collect()
    }

    /// The inset that shows where on the globe the map lies, if there is space for it.
    pub(super) fn inset(&self, covered: impl Fn(Rect) -> f64) -> Option<Inset> {
        Inset::new(&self.sheet, self.size, covered)
    }
}
