//! Two strips and the same in words.

use std::fmt::Write;

use time::Date;

use super::axis::Axis;
use super::blocks::blocks;
use crate::atlas::{Atlas, Outcome, Spell};
use crate::map::context::MapContext;
use crate::map::dates::period_in_words;
use crate::map::drawing::text::{self, SANS, SERIF, escaped};
use crate::map::drawing::{Colour, Svg, Theme, tenths};
use crate::model::control::Basis;
use crate::model::date::Certainty;
use crate::model::position::Position;
use crate::model::territory::{Territory, TerritoryKind};

/// The width of the picture.
const WIDTH: f64 = 960.0;
/// Where the strips begin and end.
const STRIP: (f64, f64) = (84.0, WIDTH - 18.0);
/// The height of a strip.
const HIGH: f64 = 30.0;
/// The size of plain text.
const SIZE: f64 = 12.0;

/// Who held one place through time, de facto and de jure, as SVG: two strips, and the same in words.
///
/// The colours are those of the maps of the same atlas. A change on an uncertain date fades in over the span in which it
/// fell, and a spell that is only [likely](Spell::certainty) is paler. Years are linear, with a break where nothing happens for long. The same atlas and place give the same bytes.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::map::Timeline;
/// use suzerain::{Atlas, Position};
///
/// let lachin = Position::from_lat_lon(39.6408, 46.5469)?;
/// let svg = Timeline::of(Atlas::south_caucasus(), lachin).to_svg();
/// assert!(svg.starts_with("<svg"));
/// assert!(svg.contains("From 1 December 2020 until 26 August 2022: Russia, peacekeeping"));
/// # }
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Debug, Clone)]
pub struct Timeline<'a> {
    atlas: &'a Atlas,
    position: Position,
    context: Option<&'a MapContext>,
    strips: [(Basis, Vec<Spell<'a>>); 2],
}

impl<'a> Timeline<'a> {
    /// The timeline of a place. Outside the coverage of the atlas its strips are empty.
    #[must_use]
    pub fn of(atlas: &'a Atlas, position: Position) -> Self {
        let strips = [Basis::DeFacto, Basis::DeJure].map(|basis| (basis, atlas.history(position, basis)));
        Self { atlas, position, context: None, strips }
    }

    /// The same timeline, drawn faster: the colours are taken from a context and not worked out again.
    ///
    /// The context of another atlas is ignored.
    #[must_use]
    pub fn with_context(self, context: &'a MapContext) -> Self {
        Self { context: Some(context), ..self }
    }

    /// The timeline as an SVG document, 960 units wide.
    #[must_use]
    pub fn to_svg(&self) -> String {
        match self.context.filter(|context| context.is_of(self.atlas)) {
            Some(context) => self.drawn(context.colours()),
            None => self.drawn(MapContext::of(self.atlas).colours()),
        }
    }

    /// The timeline as a PNG, with so many pixels for each unit.
    ///
    /// # Errors
    ///
    /// As [`Map::to_png`](crate::map::Map::to_png).
    #[cfg(feature = "png")]
    pub fn to_png(&self, zoom: f32) -> Result<Vec<u8>, crate::map::InvalidPng> {
        crate::map::png::png(&self.to_svg(), zoom)
    }

    fn drawn(&self, colours: &[Colour]) -> String {
        let axis = Axis::new(self.atlas, self.strips.iter().flat_map(|strip| &strip.1), STRIP);
        let mut defs = Svg::default();
        let mut body = Svg::default();
        let name = self.name(&axis);
        let serif = format!(" font-family=\"{SERIF}\"");
        body.text((18.0, 34.0), &format!("{serif} font-size=\"24\""), &name);
        body.text((18.0, 54.0), " fill=\"#6b5f52\"", &self.position.to_string());
        let mut top = 72.0;
        for (basis, spells) in &self.strips {
            body.text((18.0, top + HIGH / 2.0 + 4.0), "", basis.phrase());
            Self::write_strip(&mut defs, &mut body, &axis, colours, (top, spells));
            top += HIGH + 8.0;
        }
        axis.write(&mut body, top, (72.0, top - 8.0));
        let bottom = self.write_lists(&mut body, colours, top + 34.0);
        let (width, height) = (tenths(WIDTH), tenths(bottom));
        let mut svg = Svg::default();
        svg.push(format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\" font-family=\"{SANS}\" \
             font-size=\"{}\" fill=\"#2b2622\">",
            escaped(&format!("Who held {name}, de facto and de jure")),
            tenths(SIZE)
        ));
        svg.push(format_args!("<defs>\n{}</defs>", defs.into_string()));
        svg.push(format_args!("<rect width=\"{width}\" height=\"{height}\" fill=\"#fdfbf6\"/>"));
        svg.push(format_args!("{}</svg>", body.into_string()));
        svg.into_string()
    }

    /// The name of the place: that of its most specific territory, but of a corridor, military zone or tract only where
    /// there is no other.
    fn name(&self, axis: &Axis) -> String {
        use TerritoryKind::{Corridor, MilitaryZone, Tract};
        let on = |day: Date| {
            let all = self.atlas.territories_at(self.position, day);
            let is_lasting = |it: &&&Territory| !matches!(it.kind(), Corridor | MilitaryZone | Tract);
            all.iter().find(is_lasting).or(all.first()).copied()
        };
        let found = on(axis.last).or_else(|| on(axis.first));
        found.map_or_else(|| self.position.to_string(), |territory| territory.name_on(axis.last).to_owned())
    }

    fn write_strip(
        defs: &mut Svg,
        body: &mut Svg,
        axis: &Axis,
        colours: &[Colour],
        (top, spells): (f64, &[Spell<'a>]),
    ) {
        let (left, right) = STRIP;
        body.push(format_args!(
            "<rect x=\"{left}\" y=\"{top}\" width=\"{}\" height=\"{HIGH}\" fill=\"#e9eef0\"/>",
            right - left
        ));
        for (number, spell) in spells.iter().enumerate() {
            let period = spell.period();
            let is_likely = spell.certainty() == Certainty::Likely;
            if is_likely {
                body.push(format_args!("<g opacity=\".7\">"));
            }
            let begun = period.from().map_or((left, left), |from| axis.span(from));
            let end = period.until().map_or(right, |until| axis.span(until).1);
            for (stripe, colour) in stripes(spell, colours) {
                let (y, high) = (top + stripe.0 * HIGH, (stripe.1 - stripe.0) * HIGH);
                // Over the span of an uncertain beginning the colour fades in.
                if begun.1 - begun.0 > 0.5 {
                    let id = format!("g{}-{number}-{}", tenths(top), tenths(y)).replace('.', "_");
                    defs.push(format_args!(
                        "<linearGradient id=\"{id}\"><stop stop-color=\"{colour}\" stop-opacity=\"0\"/>\
                         <stop offset=\"1\" stop-color=\"{colour}\"/></linearGradient>"
                    ));
                    write_rect(body, (begun.0, begun.1), y, high, &format!("url(#{id})"));
                }
                write_rect(body, (begun.1, end), y, high, &colour);
            }
            if is_likely {
                body.push(format_args!("</g>"));
            }
            if begun.1 - begun.0 <= 0.5 && begun.1 > left {
                body.push(format_args!(
                    "<path d=\"M{x} {top}v{HIGH}\" stroke=\"#fdfbf6\" stroke-width=\".7\"/>",
                    x = tenths(begun.1)
                ));
            }
        }
        Self::write_names(body, axis, top, spells);
        body.push(format_args!(
            "<rect x=\"{left}\" y=\"{top}\" width=\"{}\" height=\"{HIGH}\" fill=\"none\" stroke=\"#2b2622\" \
             stroke-width=\".8\"/>",
            right - left
        ));
    }

    /// Names the holders on the strip, each block once, where there is space between breaks.
    fn write_names(body: &mut Svg, axis: &Axis, top: f64, spells: &[Spell<'a>]) {
        let size = 0.95 * SIZE;
        for block in blocks(axis, spells, STRIP) {
            let wide = text::width(block.name, size);
            let stretches = block.stretches.iter().flat_map(|&(start, end)| axis.stretches(start, end));
            let longest = stretches.max_by(|one, other| (one.1 - one.0).total_cmp(&(other.1 - other.0)));
            if let Some((start, end)) = longest.filter(|(start, end)| wide + 8.0 < end - start) {
                let attributes = format!(
                    " class=\"label\" text-anchor=\"middle\" font-size=\"{}\" textLength=\"{}\"",
                    tenths(size),
                    tenths(wide)
                );
                body.text((f64::midpoint(start, end), top + HIGH / 2.0 + 4.0), &attributes, block.name);
            }
        }
    }

    /// Lists the spells in two columns, and returns where these end.
    fn write_lists(&self, body: &mut Svg, colours: &[Colour], top: f64) -> f64 {
        let own = (WIDTH - 36.0 - 24.0) / 2.0;
        let mut bottom = top;
        for ((basis, spells), left) in self.strips.iter().zip([18.0, 18.0 + own + 24.0]) {
            let title = match basis {
                Basis::DeFacto => "De facto",
                Basis::DeJure => "De jure",
            };
            body.text((left, top), &format!(" font-family=\"{SERIF}\" font-size=\"16\""), title);
            let mut y = top + 20.0;
            if spells.is_empty() {
                body.text((left, y), " fill=\"#6b5f52\"", "outside the atlas");
                y += 18.0;
            }
            for spell in spells {
                for (stripe, colour) in stripes(spell, colours) {
                    write_rect(
                        body,
                        (left, left + 14.0),
                        y - 10.0 + stripe.0 * 11.0,
                        (stripe.1 - stripe.0) * 11.0,
                        &colour,
                    );
                }
                let words = described(spell);
                for line in text::wrapped(&words, SIZE, own - 20.0) {
                    body.text((left + 20.0, y), "", &line);
                    y += 15.0;
                }
                y += 3.0;
            }
            bottom = bottom.max(y);
        }
        bottom + 6.0
    }
}

/// A spell in words: when, how certain unless it is certain, who, how, and the administration beside a force.
fn described(spell: &Spell<'_>) -> String {
    let candidate = spell.candidate();
    let grade = match spell.certainty() {
        Certainty::Certain => "",
        Certainty::Likely => "likely ",
        Certainty::Possible => "possibly ",
    };
    let who = match spell.outcome() {
        Outcome::Sole(holder) => holder.chain_text(),
        other => other.to_string(),
    };
    let mut words = format!("{}: {grade}{who}", capitalised(&period_in_words(spell.period())));
    // Writing to a string does not fail.
    if let Some(mode) = candidate.mode() {
        let _ = write!(words, ", {mode}");
    }
    if candidate.is_of_undrawn_parts() {
        words.push_str(", parts not drawn");
    }
    if let Some(polity) = candidate.administration() {
        let _ = write!(words, ", administered by {}", polity.name_on(candidate.day()));
    }
    words
}

fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// The colours of a spell, one for each holder, with the upper and the lower end of each stripe as shares of the height.
fn stripes(spell: &Spell<'_>, colours: &[Colour]) -> Vec<((f64, f64), String)> {
    let holders = spell.outcome().holders();
    let mut found: Vec<String> = Vec::new();
    for holder in &holders {
        let colour = colours.get(holder.number()).map(ToString::to_string).unwrap_or_default();
        if !found.contains(&colour) {
            found.push(colour);
        }
    }
    if found.is_empty() {
        found.push(Theme::Light.ink().unrecorded.to_owned());
    }
    let all = f64::from(u32::try_from(found.len()).unwrap_or(1));
    let edges = std::iter::successors(Some(0.0), |edge| Some(edge + 1.0));
    edges.zip(found).map(|(edge, colour)| ((edge / all, (edge + 1.0) / all), colour)).collect()
}

fn write_rect(body: &mut Svg, (from, until): (f64, f64), y: f64, high: f64, fill: &str) {
    if until > from {
        body.push(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\"/>",
            tenths(from),
            tenths(y),
            tenths(until - from),
            tenths(high)
        ));
    }
}
