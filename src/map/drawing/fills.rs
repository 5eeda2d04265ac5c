//! Fill styles as SVG fills: colours, and patterns for hatchings and stripes.

use super::colour::Colour;
use super::fill_style::{FillStyle, Several};
use super::svg::Svg;
use crate::model::control::Mode;

/// The fill of areas that nobody holds.
const VACANT: &str = "#ffffff";
/// The fill of areas without a record.
pub(crate) const UNRECORDED: &str = "#dfe1e2";

/// Writes fill styles as SVG. Patterns have names that begin with a prefix, so that several pictures can stand on one
/// page.
#[derive(Debug)]
pub(crate) struct Fills<'m> {
    colours: &'m [Colour],
    prefix: String,
    scale: f64,
}

impl<'m> Fills<'m> {
    pub(crate) fn new(colours: &'m [Colour], prefix: String, scale: f64) -> Self {
        Self { colours, prefix, scale }
    }

    fn colour(&self, polity: usize) -> String {
        self.colours.get(polity).map_or_else(|| UNRECORDED.to_owned(), ToString::to_string)
    }

    /// The `fill` attribute of a style.
    pub(crate) fn fill(&self, number: usize, style: &FillStyle) -> String {
        match style {
            FillStyle::Plain(polity) => self.colour(*polity),
            FillStyle::Hatched { .. } | FillStyle::Striped(..) => format!("url(#{}-{number})", self.prefix),
            FillStyle::Vacant => VACANT.to_owned(),
            FillStyle::Unrecorded => UNRECORDED.to_owned(),
        }
    }

    /// The colour of a thin outline that closes the gap which anti-aliasing leaves between neighbours.
    pub(crate) fn outline(&self, style: &FillStyle) -> Option<String> {
        match style {
            FillStyle::Plain(polity) => Some(self.colour(*polity)),
            FillStyle::Hatched { under, .. } => under.first().map(|&polity| self.colour(polity)),
            FillStyle::Striped(..) | FillStyle::Vacant => None,
            FillStyle::Unrecorded => Some(UNRECORDED.to_owned()),
        }
    }

    /// Writes the pattern of a style, if it has one.
    pub(crate) fn define(&self, svg: &mut Svg, number: usize, style: &FillStyle) {
        let (turn, stripes, is_crossed): (i32, Vec<(String, f64)>, bool) = match style {
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
}
