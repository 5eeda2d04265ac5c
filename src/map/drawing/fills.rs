//! Fill styles as SVG fills: colours, and patterns for hatchings and stripes.

use super::colour::Colour;
use super::fill_style::{FillStyle, Several};
use super::svg::Svg;
use super::theme::Theme;
use crate::model::control::Mode;

/// The fill of areas that nobody holds.
const VACANT: &str = "#ffffff";

/// Writes fill styles as SVG. Patterns have names that begin with a prefix, so that several pictures can stand on one
/// page.
#[derive(Debug)]
pub(crate) struct Fills<'m> {
    colours: &'m [Colour],
    prefix: String,
    scale: f64,
    theme: Theme,
    /// On a map of changes: what did not change is pale.
    is_pale: bool,
}

/// A texture over the fills, for ground whose answer has a doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Texture {
    /// Others hold parts that are not drawn.
    Undrawn,
    /// The day is later than the last check of the atlas.
    Unchecked,
}

impl Texture {
    pub(crate) const ALL: [Self; 2] = [Self::Undrawn, Self::Unchecked];
}

impl<'m> Fills<'m> {
    pub(crate) fn new(colours: &'m [Colour], prefix: String, scale: f64, theme: Theme, is_pale: bool) -> Self {
        Self { colours, prefix, scale, theme, is_pale }
    }

    fn full(&self, polity: usize) -> String {
        let colour = self.colours.get(polity).map(|&colour| self.theme.shade(colour));
        colour.map_or_else(|| self.theme.ink().unrecorded.to_owned(), |colour| colour.to_string())
    }

    fn colour(&self, polity: usize) -> String {
        let paper = match self.theme {
            Theme::Light => Colour(0xfd, 0xfb, 0xf6),
            Theme::Dark => Colour(0x55, 0x52, 0x4d),
        };
        match self.colours.get(polity).filter(|_| self.is_pale) {
            Some(&colour) => self.theme.shade(colour).towards(paper, 0.55).to_string(),
            None => self.full(polity),
        }
    }

    /// The `fill` attribute of a style.
    pub(crate) fn fill(&self, number: usize, style: &FillStyle) -> String {
        match style {
            FillStyle::Plain(polity) => self.colour(*polity),
            FillStyle::Vacant => VACANT.to_owned(),
            FillStyle::Unrecorded => self.theme.ink().unrecorded.to_owned(),
            FillStyle::Administered { .. }
            | FillStyle::Hatched { .. }
            | FillStyle::Striped(..)
            | FillStyle::Changed { .. } => format!("url(#{}-{number})", self.prefix),
        }
    }

    /// The `fill` attribute of a texture.
    pub(crate) fn texture(&self, texture: Texture) -> String {
        match texture {
            Texture::Undrawn => format!("url(#{}-undrawn)", self.prefix),
            Texture::Unchecked => format!("url(#{}-unchecked)", self.prefix),
        }
    }

    /// The colour of a thin outline that closes the gap which anti-aliasing leaves between neighbours.
    pub(crate) fn outline(&self, style: &FillStyle) -> Option<String> {
        match style {
            FillStyle::Plain(polity) | FillStyle::Administered { over: polity, .. } => Some(self.colour(*polity)),
            FillStyle::Hatched { under, .. } => under.first().map(|&polity| self.colour(polity)),
            FillStyle::Changed { to, .. } => to.first().map(|&polity| self.full(polity)),
            FillStyle::Striped(..) | FillStyle::Vacant => None,
            FillStyle::Unrecorded => Some(self.theme.ink().unrecorded.to_owned()),
        }
    }

    /// Writes the pattern of a style, if it has one.
    pub(crate) fn define(&self, svg: &mut Svg, number: usize, style: &FillStyle) {
        let (turn, stripes, is_crossed): (i32, Vec<(String, f64)>, bool) = match style {
            FillStyle::Administered { over, under } => {
                let lines = under.iter().flat_map(|&polity| [(self.colour(*over), 5.2), (self.colour(polity), 1.1)]);
                (-45, lines.collect(), false)
            }
            FillStyle::Hatched { over, mode, under } => {
                let (turn, own, is_crossed) = match mode {
                    Mode::Administration | Mode::Occupation => (45, 2.6, false),
                    Mode::Peacekeeping => (-45, 1.7, true),
                    Mode::Lease => (0, 2.0, false),
                    Mode::Trusteeship => (90, 2.0, false),
                };
                let mut stripes: Vec<(String, f64)> =
                    under.iter().map(|&polity| (self.colour(polity), if is_crossed { 4.3 } else { 3.4 })).collect();
                stripes.push((self.colour(*over), own));
                (turn, stripes, is_crossed)
            }
            FillStyle::Striped(why, polities) => {
                let turn = match why {
                    Several::Contested => 45,
                    Several::Joint => 90,
                    Several::Possible => 135,
                };
                let gap = if *why == Several::Possible { 1.4 } else { 0.0 };
                let stripes =
                    polities.iter().flat_map(|&polity| [(self.colour(polity), 4.5), (VACANT.to_owned(), gap)]);
                (turn, stripes.filter(|stripe| stripe.1 > 0.0).collect(), false)
            }
            FillStyle::Changed { from, to } => {
                let of = |polities: &[usize], wide: f64| -> Vec<(String, f64)> {
                    match polities {
                        [] => vec![(self.theme.ink().unrecorded.to_owned(), wide)],
                        all => all.iter().map(|&polity| (self.full(polity), wide)).collect(),
                    }
                };
                let mut stripes = of(to, 7.0);
                stripes.extend(of(from, 2.0));
                (45, stripes, false)
            }
            FillStyle::Plain(_) | FillStyle::Vacant | FillStyle::Unrecorded => return,
        };
        let all: f64 = stripes.iter().map(|stripe| stripe.1).sum::<f64>() * self.scale;
        svg.push(format_args!(
            "<pattern id=\"{}-{number}\" width=\"{all:.2}\" height=\"{all:.2}\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate({turn})\">",
            self.prefix
        ));
        let mut at = 0.0;
        for (colour, width) in &stripes {
            let width = width * self.scale;
            // A little wider, so that no gap shows between stripes.
            svg.push(format_args!(
                "<rect x=\"{at:.2}\" width=\"{:.2}\" height=\"{all:.2}\" fill=\"{colour}\"/>",
                (width + 0.2).min(all - at)
            ));
            at += width;
        }
        if let Some((colour, width)) = stripes.last().filter(|_| is_crossed) {
            svg.push(format_args!("<rect width=\"{all:.2}\" height=\"{:.2}\" fill=\"{colour}\"/>", width * self.scale));
        }
        svg.push(format_args!("</pattern>"));
    }

    /// Writes the pattern of a texture.
    pub(crate) fn define_texture(&self, svg: &mut Svg, texture: Texture) {
        let (name, step, mark) = match texture {
            Texture::Undrawn => {
                let dot = 1.1 * self.scale;
                ("undrawn", 6.5, format!("<circle cx=\"{dot:.2}\" cy=\"{dot:.2}\" r=\"{dot:.2}\" fill=\"#2b2622\"/>"))
            }
            Texture::Unchecked => {
                let end = 3.0 * self.scale;
                let line = format!("<path d=\"M0 0V{end:.2}\" stroke=\"#2b2622\" stroke-width=\"{:.2}\"/>", self.scale);
                ("unchecked", 9.0, line)
            }
        };
        let step = step * self.scale;
        svg.push(format_args!(
            "<pattern id=\"{}-{name}\" width=\"{step:.2}\" height=\"{step:.2}\" patternUnits=\"userSpaceOnUse\" \
             patternTransform=\"rotate(30)\"><g opacity=\".55\">{mark}</g></pattern>",
            self.prefix
        ));
    }
}
