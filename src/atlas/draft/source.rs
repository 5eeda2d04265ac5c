//! Sources as they are given.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// A source to be added to an atlas.
///
/// # Example
///
/// ```
/// use suzerain::Atlas;
/// use suzerain::build::SourceDraft;
///
/// let survey = SourceDraft::new("survey", "Survey of the Valley").author("A Clerk").year("1811").licence("public domain");
/// let atlas = Atlas::builder("mine").source(survey).build()?;
/// assert_eq!(atlas.source("survey").and_then(|survey| survey.licence()), Some("public domain"));
/// # Ok::<(), suzerain::build::BuildReport>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceDraft {
    pub(crate) code: String,
    pub(crate) title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) author: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) publisher: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "text_or_number")]
    pub(crate) year: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) licence: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) note: Option<String>,
}

/// A year may be written as a number or as a text.
fn text_or_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    struct Year;
    impl Visitor<'_> for Year {
        type Value = Option<String>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a year")
        }

        fn visit_i64<E: Error>(self, year: i64) -> Result<Self::Value, E> {
            Ok(Some(year.to_string()))
        }

        fn visit_u64<E: Error>(self, year: u64) -> Result<Self::Value, E> {
            Ok(Some(year.to_string()))
        }

        fn visit_str<E: Error>(self, year: &str) -> Result<Self::Value, E> {
            Ok(Some(year.to_owned()))
        }

        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
    }
    deserializer.deserialize_any(Year)
}

impl SourceDraft {
    /// A source with this code and title.
    #[must_use]
    pub fn new(code: impl AsRef<str>, title: &str) -> Self {
        Self { code: code.as_ref().to_owned(), title: title.to_owned(), ..Self::default() }
    }

    /// Who wrote it.
    #[must_use]
    pub fn author(mut self, author: &str) -> Self {
        self.author = Some(author.to_owned());
        self
    }

    /// Who published it.
    #[must_use]
    pub fn publisher(mut self, publisher: &str) -> Self {
        self.publisher = Some(publisher.to_owned());
        self
    }

    /// When it was published.
    #[must_use]
    pub fn year(mut self, year: &str) -> Self {
        self.year = Some(year.to_owned());
        self
    }

    /// Where it can be read.
    #[must_use]
    pub fn url(mut self, url: &str) -> Self {
        self.url = Some(url.to_owned());
        self
    }

    /// The terms on which its data may be used.
    #[must_use]
    pub fn licence(mut self, licence: &str) -> Self {
        self.licence = Some(licence.to_owned());
        self
    }

    /// A remark.
    #[must_use]
    pub fn note(mut self, note: &str) -> Self {
        self.note = Some(note.to_owned());
        self
    }
}
