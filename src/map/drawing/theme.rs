//! Light and dark pictures.

use super::colour::Colour;

/// Whether a picture is drawn on light or on dark paper.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::map::{Map, Theme};
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// let day = Atlas::south_caucasus().on(date!(2010-01-01), Basis::DeFacto);
/// let [light, dark] = [Theme::Light, Theme::Dark].map(|theme| Map::of(&day).theme(theme).to_svg());
/// assert_eq!(light, Map::of(&day).to_svg());
/// assert_ne!(dark, light);
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Theme {
    /// Dark text on light paper.
    #[default]
    Light,
    /// Light text on dark paper; the colours of polities are the same, a little darker.
    Dark,
}

/// The colours of a picture other than those of polities.
#[derive(Debug)]
pub(crate) struct Ink {
    pub(crate) paper: &'static str,
    pub(crate) text: &'static str,
    pub(crate) soft: &'static str,
    pub(crate) sea: &'static str,
    /// Land that the atlas does not cover.
    pub(crate) land: &'static str,
    /// Outside the atlas where neither land nor sea is known.
    pub(crate) beyond: &'static str,
    pub(crate) shore: &'static str,
    pub(crate) water_text: &'static str,
    pub(crate) grid: &'static str,
    pub(crate) frame: &'static str,
    /// Behind text on the map, which is dark in both themes where it stands on a polity's colour.
    pub(crate) halo: &'static str,
    pub(crate) unrecorded: &'static str,
    /// Behind the lines of the legend, which are as dark as on the map.
    pub(crate) line_back: Option<&'static str>,
}

const LIGHT: Ink = Ink {
    paper: "#fdfbf6",
    text: "#2b2622",
    soft: "#6b5f52",
    sea: "#dbe8f0",
    land: "#efece4",
    beyond: "#f1efea",
    shore: "#9db4c2",
    water_text: "#3f6f8f",
    grid: "#c3cfd5",
    frame: "#2b2622",
    halo: "#ffffff",
    unrecorded: "#dfe1e2",
    line_back: None,
};

const DARK: Ink = Ink {
    paper: "#1c1b19",
    text: "#ece6dc",
    soft: "#b3a998",
    sea: "#223038",
    land: "#3b3a36",
    beyond: "#2c2b28",
    shore: "#4d6472",
    water_text: "#8fb8d0",
    grid: "#3f4b52",
    frame: "#a89f92",
    halo: "#ded8cd",
    unrecorded: "#a6a7a6",
    line_back: Some("#bdb5a8"),
};

impl Theme {
    pub(crate) fn ink(self) -> &'static Ink {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
        }
    }

    /// The colour of a polity on this paper.
    pub(crate) fn shade(self, colour: Colour) -> Colour {
        match self {
            Self::Light => colour,
            Self::Dark => colour.towards(Colour(0, 0, 0), 0.18),
        }
    }
}
