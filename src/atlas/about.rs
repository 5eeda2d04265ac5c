//! What an atlas is.

use crate::date::Period;

/// What an atlas says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct About {
    pub(crate) name: String,
    pub(crate) edition: String,
    pub(crate) title: Option<String>,
    pub(crate) viewpoint: Option<String>,
    pub(crate) coverage: Period,
}

impl About {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The edition of its data: a change of data is a change of answers.
    #[must_use]
    pub fn edition(&self) -> &str {
        &self.edition
    }

    /// Its title, for people.
    #[must_use]
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// By which viewpoint it states what is de jure.
    #[must_use]
    pub fn viewpoint(&self) -> Option<&str> {
        self.viewpoint.as_deref()
    }

    /// The time it covers; a question about another day is answered as outside.
    #[must_use]
    pub fn coverage(&self) -> Period {
        self.coverage
    }
}
