//! What an atlas is.

use time::Date;

use super::collection::CollectionMembers;
use crate::model::control::Basis;
use crate::model::date::Period;

/// What an atlas says of itself.
///
/// # Example
///
/// ```
/// use suzerain::Atlas;
/// use time::macros::date;
///
/// let atlas = Atlas::builder("valleys")
///     .edition("2026-1")
///     .title("The valleys, 1801 to 1917")
///     .viewpoint("treaties that both sides signed")
///     .coverage("1801".."1917-03-15")
///     .checked_until(date!(1914-07-28))
///     .build()?;
/// let about = atlas.about();
/// assert_eq!((about.name(), about.edition()), ("valleys", "2026-1"));
/// assert_eq!(about.title(), Some("The valleys, 1801 to 1917"));
/// assert_eq!(about.viewpoint(), Some("treaties that both sides signed"));
/// assert_eq!(about.coverage().to_string(), "1801 to 1917-03-15");
/// assert_eq!(about.checked_until(), Some(date!(1914-07-28)));
/// # Ok::<(), suzerain::build::BuildReport>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct About {
    pub(crate) name: String,
    pub(crate) edition: String,
    pub(crate) title: Option<String>,
    pub(crate) viewpoint: Option<String>,
    pub(crate) coverage: Period,
    pub(crate) checked_until: Option<Date>,
    /// Whether ground that outlines give to different holders is contested, and not refused.
    pub(crate) contradictions_kept: bool,
    /// The names of the layers of a merged atlas.
    pub(crate) layers: Vec<String>,
    /// In which order the layers are asked, de facto and de jure.
    pub(crate) precedence: [Vec<u8>; 2],
    /// What its documents say to other programs.
    pub(crate) collection: CollectionMembers,
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

    /// Whether ground that crossing outlines give to different holders is answered as contested. An atlas that does
    /// not keep contradictions has none.
    #[must_use]
    pub fn keeps_contradictions(&self) -> bool {
        self.contradictions_kept
    }

    /// The layers of a merged atlas in the order in which they are asked on this basis; empty if it was not merged.
    pub fn layers(&self, basis: Basis) -> impl Iterator<Item = &str> {
        self.precedence(basis).iter().filter_map(|&layer| self.layers.get(usize::from(layer))).map(String::as_str)
    }

    pub(crate) fn precedence(&self, basis: Basis) -> &[u8] {
        basis.of(&self.precedence).as_slice()
    }

    /// The time it covers; a question about another day is answered as outside.
    #[must_use]
    pub fn coverage(&self) -> Period {
        self.coverage
    }

    /// The last day up to which its records were checked against sources, if that is stated.
    #[must_use]
    pub fn checked_until(&self) -> Option<Date> {
        self.checked_until
    }
}
