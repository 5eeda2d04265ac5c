//! Drafts and where they were read from.

use std::sync::Arc;

use crate::atlas::problem::Location;

/// A draft and where it was read from.
#[derive(Debug, Clone)]
pub(crate) struct Entry<T> {
    pub(crate) draft: T,
    pub(crate) document: Option<Arc<str>>,
    pub(crate) line: Option<usize>,
    pub(crate) column: Option<usize>,
}

impl<T> Entry<T> {
    /// A draft that was made in code.
    pub(super) fn in_code(draft: T) -> Self {
        Self { draft, document: None, line: None, column: None }
    }

    /// A draft that was read at this line and column.
    pub(crate) fn read(draft: T, document: Option<Arc<str>>, (line, column): (usize, usize)) -> Self {
        Self { draft, document, line: Some(line), column: Some(column) }
    }

    /// The same entry with another draft.
    pub(crate) fn map<U>(self, draft: impl FnOnce(T) -> U) -> Entry<U> {
        Entry { draft: draft(self.draft), document: self.document, line: self.line, column: self.column }
    }

    /// The place of an element with a code.
    pub(super) fn place(&self, kind: &'static str, code: &str) -> Location {
        self.place_called(format!("{kind} '{code}'"), kind, Some(code))
    }

    /// The place of an element that has no code of its own; `code` is that of what it is about.
    pub(super) fn place_called(&self, element: String, kind: &'static str, code: Option<&str>) -> Location {
        let (document, code) = (self.document.clone(), code.map(str::to_owned));
        Location { document, line: self.line, column: self.column, element, kind: Some(kind), code, field: None }
    }
}
