//! Coats as fills: colours and hatchings.

use super::coat::{Coat, Stripes};
use super::colour::Colour;
use super::svg::Svg;
use crate::model::control::Mode;

/// Ground that is nobody's.
const VACANT: &str = "#ffffff";
/// Ground without a record.
const UNRECORDED: &str = "#dfe1e2";

/// The fills of coats; hatchings are patterns with names of their own, so that pictures can stand on one page.
#[derive(Debug)]
pub(super) struct Paints<'m> {
    colours: &'m [Colour],
    prefix: String,
    scale: f64,
}

impl<'m> Paints<'m> {
    pub(super) fn new(colours: &'m [Colour], prefix: String, scale: f64) -> Self {
        Self { colours, prefix, scale }
    }

    fn colour(&self, polity: usize) -> String {
        self.colours.get(polity).map_or_else(|| UNRECORDED.to_owned(), ToString::to_string)
    }

    /// The fill of a coat.
    pub(super) fn fill(&self, number: usize, coat: &Coat) -> String {
        match coat {
            Coat::Plain(polity) => self.colour(*polity),
            Coat::Hatched { .. } | Coat::Striped(..) => format!("url(#{}-{number})", self.prefix),
            Coat::Vacant => VACANT.to_owned(),
            Coat::Unrecorded => UNRECORDED.to_owned(),
        }
    }

    /// A colour that closes the hair between neighbours.
    pub(super) fn edge(&self, coat: &Coat) -> Option<String> {
        match coat {
            Coat::Plain(polity) => Some(self.colour(*polity)),
            Coat::Hatched { under, .. } => under.first().map(|&polity| self.colour(polity)),
            Coat::Striped(..) | Coat::Vacant => None,
            Coat::Unrecorded => Some(UNRECORDED.to_owned()),
        }
    }

    /// The pattern of a coat, where it has one.
    pub(super) fn define(&self, svg: &mut Svg, number: usize, coat: &Coat) {
        let (turn, stripes, is_crossed): (i32, Vec<(String, f64)>, bool) = match coat {
            Coat::Hatched { over, mode, under } => {
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
            Coat::Striped(why, polities) => {
                let turn = match why {
                    Stripes::Contested => 45,
                    Stripes::Joint => 90,
                    Stripes::Possible => 135,
                };
                let gap = if *why == Stripes::Possible { 1.4 } else { 0.0 };
                let stripes =
                    polities.iter().flat_map(|&polity| [(self.colour(polity), 4.5), (VACANT.to_owned(), gap)]);
                (turn, stripes.filter(|stripe| stripe.1 > 0.0).collect(), false)
            }
            Coat::Plain(_) | Coat::Vacant | Coat::Unrecorded => return,
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
            // A little more, so that no hair of the paper is seen between stripes.
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
