//! Sources, citations of them, and how far they can be trusted.

use std::fmt;

use super::code::Code;
use super::word::vocabulary;

/// The code of a [`Source`].
pub type SourceCode = Code<Source>;

/// A work that facts are cited from.
///
/// # Example
///
/// ```
/// use suzerain::Atlas;
/// use suzerain::build::SourceDraft;
///
/// let survey = SourceDraft::new("survey", "Survey of the Valley").author("A Clerk").year("1811");
/// let atlas = Atlas::builder("mine").source(survey).build()?;
/// let survey = atlas.source("survey").expect("it was added");
/// assert_eq!(survey.to_string(), "A Clerk: Survey of the Valley, 1811");
/// assert_eq!((survey.author(), survey.publisher()), (Some("A Clerk"), None));
/// # Ok::<(), suzerain::build::BuildReport>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Source {
    pub(crate) code: SourceCode,
    pub(crate) title: String,
    pub(crate) author: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) year: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) licence: Option<String>,
    pub(crate) note: Option<String>,
}

impl Source {
    /// Its code.
    #[must_use]
    pub fn code(&self) -> SourceCode {
        self.code
    }

    /// Its title.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Who wrote it.
    #[must_use]
    pub fn author(&self) -> Option<&str> {
        self.author.as_deref()
    }

    /// Who published it.
    #[must_use]
    pub fn publisher(&self) -> Option<&str> {
        self.publisher.as_deref()
    }

    /// When it was published.
    #[must_use]
    pub fn year(&self) -> Option<&str> {
        self.year.as_deref()
    }

    /// Where it can be read.
    #[must_use]
    pub fn url(&self) -> Option<&str> {
        self.url.as_deref()
    }

    /// The terms on which its data may be used.
    #[must_use]
    pub fn licence(&self) -> Option<&str> {
        self.licence.as_deref()
    }

    /// A remark on it.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
}

impl fmt::Display for Source {
    /// Author, title, publisher and year, as far as they are known; a year that already ends the title is left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(author) = &self.author {
            write!(f, "{author}: ")?;
        }
        f.write_str(&self.title)?;
        let year = self.year.as_ref().filter(|&year| !self.title.ends_with(year.as_str()));
        for part in self.publisher.as_ref().into_iter().chain(year) {
            write!(f, ", {part}")?;
        }
        Ok(())
    }
}

/// A place in a source that states a fact.
///
/// # Example
///
/// ```
/// use suzerain::Atlas;
/// use suzerain::build::{PolityDraft, SourceDraft};
/// use suzerain::model::PolityKind;
///
/// let east = PolityDraft::new("EAST", PolityKind::Kingdom, "East").citing_at("survey", "p. 7");
/// let atlas = Atlas::builder("mine").source(SourceDraft::new("survey", "Survey")).polity(east).build()?;
/// let citation = &atlas.polities()[0].citations()[0];
/// assert_eq!((citation.source().as_str(), citation.at()), ("survey", Some("p. 7")));
/// assert_eq!(citation.to_string(), "survey (p. 7)");
/// # Ok::<(), suzerain::build::BuildReport>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Citation {
    pub(crate) source: SourceCode,
    pub(crate) at: Option<String>,
}

impl Citation {
    /// The source that is cited.
    #[must_use]
    pub fn source(&self) -> SourceCode {
        self.source
    }

    /// The page, section or row in it.
    #[must_use]
    pub fn at(&self) -> Option<&str> {
        self.at.as_deref()
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.at {
            Some(at) => write!(f, "{} ({at})", self.source),
            None => write!(f, "{}", self.source),
        }
    }
}

/// How far the sources of a fact can be trusted.
///
/// This is doubt about the source only; see [`Certainty`](crate::Certainty) for doubt about the day.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Confidence};
///
/// assert_eq!("medium".parse::<Confidence>()?, Confidence::Medium);
/// // Facts of which two sources agree.
/// let records = Atlas::south_caucasus().records();
/// let sure = records.iter().filter(|record| record.attestation().confidence() >= Some(Confidence::High)).count();
/// assert!((1..records.len()).contains(&sure));
/// # }
/// # Ok::<(), suzerain::error::UnknownWord>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Confidence {
    /// Sources disagree.
    Low,
    /// One source, or a fact that was not checked against another.
    Medium,
    /// Sources agree.
    High,
}

vocabulary! {
    Confidence,
    "confidence",
    Low = "low",
    Medium = "medium",
    High = "high",
}
