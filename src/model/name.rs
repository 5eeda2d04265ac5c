//! Names over periods and languages.

use time::Date;

use super::date::Period;

/// One name of a polity or a territory, in one language, over a period.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::Atlas;
/// use time::macros::date;
///
/// let artsakh = Atlas::south_caucasus().polity("ARTSAKH").expect("a polity of the atlas");
/// let first = &artsakh.names()[0];
/// assert_eq!((first.text(), first.language()), ("Nagorno-Karabakh Republic", Some("en")));
/// assert_eq!(first.period().to_string(), "until 2017-02-20");
/// assert_eq!(artsakh.name_on(date!(2018-01-01)), "Republic of Artsakh");
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Name {
    pub(crate) text: String,
    pub(crate) language: Option<String>,
    pub(crate) period: Period,
}

impl Name {
    /// The name as it is written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The language, as a BCP 47 tag such as `en` or `hy`, if it is stated.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// When it was the name.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }
}

/// The name to show on `day`: the first English one of that day, otherwise the first of that day, otherwise the first.
pub(crate) fn shown_on(names: &[Name], day: Date) -> Option<&str> {
    let on_day = || names.iter().filter(|name| name.period.holds_on(day).is_some());
    on_day()
        .find(|name| name.language() == Some("en"))
        .or_else(|| on_day().next())
        .or_else(|| names.first())
        .map(Name::text)
}

/// The first name in `language` on `day`.
pub(crate) fn in_language<'a>(names: &'a [Name], language: &str, day: Date) -> Option<&'a str> {
    names.iter().find(|name| name.language() == Some(language) && name.period.holds_on(day).is_some()).map(Name::text)
}
