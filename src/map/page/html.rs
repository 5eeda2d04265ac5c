//! The page as an HTML document.

use std::collections::BTreeSet;

use time::Date;

use super::data::PageData;
use crate::atlas::Atlas;
use crate::map::cell_histories::CellHistories;
use crate::map::context::MapContext;
use crate::map::drawing::text::escaped;
use crate::map::picture::Map;

const HTML: &str = include_str!("page.html");
const STYLE: &str = include_str!("page.css");
/// One script in three files.
const SCRIPT: &str = concat!(
    "\"use strict\";\n(() => {\n",
    include_str!("answers.js"),
    include_str!("picture.js"),
    include_str!("reader.js"),
    "})();"
);

/// The maps of an atlas through time as one self-contained HTML page.
///
/// The page carries the lines of the atlas, the histories of all places and their sources, and answers for any place and
/// any day as the library does. It loads nothing: no script, no style, no tile. The same atlas and days give the same
/// bytes.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
/// use suzerain::map::Map;
///
/// let atlas = Atlas::south_caucasus();
/// let page = Map::through(atlas, atlas.days_of_change());
/// assert!(page.days().len() > 150);
/// let html = page.to_html();
/// assert!(html.starts_with("<!DOCTYPE html>") && html.len() < 1_200_000);
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Page<'a> {
    atlas: &'a Atlas,
    days: Vec<Date>,
    context: Option<&'a MapContext>,
}

impl Map<'_> {
    /// The page of an atlas whose slider stops at these days, in any order; [`Atlas::days_of_change`] has every day on
    /// which something changes.
    ///
    /// Days that the atlas does not cover are left out. If none are left, the page shows the first day covered.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::Atlas;
    /// use suzerain::map::Map;
    /// use time::macros::date;
    ///
    /// let days = [date!(2010-01-01), date!(1914-01-01), date!(1700-01-01)];
    /// let page = Map::through(Atlas::south_caucasus(), days);
    /// assert_eq!(page.days(), [date!(1914-01-01), date!(2010-01-01)]);
    /// # }
    /// ```
    #[must_use]
    pub fn through(atlas: &Atlas, days: impl IntoIterator<Item = Date>) -> Page<'_> {
        let coverage = atlas.about().coverage();
        let days: BTreeSet<Date> = days.into_iter().filter(|&day| coverage.holds_on(day).is_some()).collect();
        Page { atlas, days: days.into_iter().collect(), context: None }
    }
}

impl<'a> Page<'a> {
    /// The same page with the colours of a context.
    ///
    /// The context of another atlas is ignored.
    #[must_use]
    pub fn with_context(self, context: &'a MapContext) -> Self {
        Self { context: Some(context), ..self }
    }

    /// The days at which the slider stops, ascending and each once.
    #[must_use]
    pub fn days(&self) -> &[Date] {
        &self.days
    }

    /// The page as an HTML document.
    #[must_use]
    pub fn to_html(&self) -> String {
        let atlas = self.atlas;
        let histories = CellHistories::new(atlas);
        let own;
        let context = if let Some(context) = self.context.filter(|context| context.is_of(atlas)) {
            context
        } else {
            own = MapContext::new(atlas, &histories);
            &own
        };
        let data = PageData::new(atlas, &histories, context, &self.days).to_json();
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
