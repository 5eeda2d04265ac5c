//! The maps of all days on one page.

use std::collections::BTreeSet;

use time::Date;

use super::cells::Cells;
use super::embed::Embedded;
use super::picture::Map;
use super::survey::Survey;
use super::text::escaped;
use crate::atlas::Atlas;

const HTML: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
/// One script in three files: what is so, how it is drawn, how it is read.
const SCRIPT: &str = concat!(
    "\"use strict\";\n(() => {\n",
    include_str!("page/answers.js"),
    include_str!("page/picture.js"),
    include_str!("page/reader.js"),
    "})();"
);

/// The maps of an atlas through time, as one HTML page that needs nothing else.
///
/// The page carries the pieces of ground, their histories and their sources, and finds the answer for any place and
/// any day as the library does. It loads nothing: no script, no style, no tile.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
/// use suzerain::map::Map;
///
/// let atlas = Atlas::south_caucasus();
/// let html = Map::through(atlas, atlas.days_of_change()).to_html();
/// assert!(html.starts_with("<!DOCTYPE html>") && html.len() < 1_000_000);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Page<'a> {
    atlas: &'a Atlas,
    days: Vec<Date>,
}

impl Map<'_> {
    /// The maps of an atlas on these days, as a page: its slider stops at each of them.
    ///
    /// [`Atlas::days_of_change`] has every day on which something changes. Days that the atlas does not cover are left
    /// out; without any day left, the page shows the first day covered.
    #[must_use]
    pub fn through(atlas: &Atlas, days: impl IntoIterator<Item = Date>) -> Page<'_> {
        let coverage = atlas.about().coverage();
        let days: BTreeSet<Date> = days.into_iter().filter(|&day| coverage.holds_on(day).is_some()).collect();
        Page { atlas, days: days.into_iter().collect() }
    }
}

impl Page<'_> {
    /// The days at which the slider stops, ascending.
    #[must_use]
    pub fn days(&self) -> &[Date] {
        &self.days
    }

    /// The page as an HTML document.
    #[must_use]
    pub fn to_html(&self) -> String {
        let atlas = self.atlas;
        let (cells, survey) = (Cells::new(atlas), Survey::of(atlas));
        let data = Embedded::new(atlas, &cells, &survey, &self.days).to_json();
        let about = atlas.about();
        let title = escaped(about.title().unwrap_or(about.name()));
        let mut html = String::with_capacity(HTML.len() + STYLE.len() + SCRIPT.len() + data.len() + 1000);
        let mut rest = HTML;
        while let Some((before, after)) = rest.split_once("{{") {
            html.push_str(before);
            let (name, after) = after.split_once("}}").unwrap_or_default();
            html.push_str(match name {
                "title" => &title,
                "style" => STYLE,
                "data" => &data,
                "script" => SCRIPT,
                _ => "",
            });
            rest = after;
        }
        html.push_str(rest);
        html
    }
}
