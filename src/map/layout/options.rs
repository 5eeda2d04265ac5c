//! What a caller can choose of a map.

use time::Date;

use crate::atlas::Atlas;
use crate::map::base::Town;
use crate::map::drawing::Theme;
use crate::map::plane::{Point, Rect};
use crate::model::control::Basis;
use crate::model::polity::Polity;
use crate::model::territory::Territory;

/// What a caller can choose of a map.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(crate) width: f64,
    pub(crate) extent: Extent,
    pub(crate) title: Option<String>,
    pub(crate) subtitle: Option<String>,
    /// Languages of names, the preferred first.
    pub(crate) languages: Vec<String>,
    pub(crate) theme: Theme,
    pub(crate) has_legend: bool,
    pub(crate) has_sources: bool,
    /// Whether lines have a band as wide as they are accurate.
    pub(crate) has_bands: bool,
    /// The day and basis since which changes are shown.
    pub(crate) since: Option<(Date, Basis)>,
    /// Lines in degrees that the map is about, with their name.
    pub(crate) highlight: Option<(String, Vec<Vec<Point>>)>,
}

/// Which part of an atlas a map shows.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Extent {
    /// All of it.
    Atlas,
    /// What these polities hold on the day, by number.
    Polities(Vec<u32>),
    /// West, south, east and north in degrees.
    Box(Rect),
}

/// The names to show on a day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Naming<'m> {
    pub(crate) languages: &'m [String],
    pub(crate) day: Date,
}

impl<'m> Naming<'m> {
    /// The name of a polity in the first language in which it has one, otherwise the one that the atlas shows.
    pub(crate) fn polity(self, polity: &'m Polity) -> &'m str {
        let in_language = |language: &'m String| polity.name_in(language, self.day);
        self.languages.iter().find_map(in_language).unwrap_or_else(|| polity.name_on(self.day))
    }

    /// The name of a polity by its number.
    pub(crate) fn polity_by_number(self, atlas: &'m Atlas, number: usize) -> &'m str {
        atlas.polities().get(number).map_or("", |polity| self.polity(polity))
    }

    /// The name of a territory.
    pub(crate) fn territory(self, territory: &'m Territory) -> &'m str {
        let in_language = |language: &'m String| territory.name_in(language, self.day);
        self.languages.iter().find_map(in_language).unwrap_or_else(|| territory.name_on(self.day))
    }

    /// The name of a town; `None` if it had none yet.
    pub(crate) fn town(self, town: &Town) -> Option<&'static str> {
        let shown = town.name_in("en", self.day)?;
        Some(self.languages.iter().find_map(|language| town.name_in(language, self.day)).unwrap_or(shown))
    }
}
