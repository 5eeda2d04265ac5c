//! What is wrong with the parts of an atlas, all of it at once.

use std::fmt;
use std::sync::Arc;

use time::Date;

use super::limits::OverLimit;
use super::problem_list::{Labelled, ProblemList};
use crate::model::code::InvalidCode;
use crate::model::control::Basis;
use crate::model::date::{InvalidDate, InvalidPeriod, Period, UncertainDate};
use crate::model::position::Position;

/// Every problem that was found in what an atlas should be built from; never empty.
///
/// The first [hundreds](super::Limits::problems) are kept with their places, the others are counted by kind.
///
/// # Example
///
/// ```
/// use suzerain::Atlas;
/// use suzerain::build::{SourceDraft, Statement};
///
/// let builder = Atlas::builder("mine").source(SourceDraft::new("survey", "Survey"));
/// let report = builder.statement(Statement::claim("EAST", "valley").citing("gazette")).build().unwrap_err();
/// // The polity, the territory and the source.
/// assert_eq!((report.count(), report.problems().len()), (3, 3));
/// assert_eq!(report.counted().count(), 0);
/// assert!(report.to_string().starts_with("the atlas has 3 problems"));
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct BuildReport {
    problems: ProblemList<Problem>,
}

impl BuildReport {
    pub(crate) fn new(problems: ProblemList<Problem>) -> Self {
        Self { problems }
    }

    /// The problems that are kept, in the order of the documents.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        self.problems.as_slice()
    }

    /// How many problems there are, with those that are only counted.
    #[must_use]
    pub fn count(&self) -> usize {
        self.problems.len()
    }

    /// How many problems of each kind are only counted, by what they are called.
    pub fn counted(&self) -> impl Iterator<Item = (&'static str, usize)> + '_ {
        self.problems.more()
    }

    #[cfg(feature = "import")]
    pub(crate) fn into_list(self) -> ProblemList<Problem> {
        self.problems
    }
}

impl fmt::Display for BuildReport {
    /// A count, then a line for each problem that is kept, then how many more there are of each kind.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problems.len() {
            1 => f.write_str("the atlas has 1 problem")?,
            n => write!(f, "the atlas has {n} problems")?,
        }
        for problem in self.problems.as_slice() {
            write!(f, "\n  {problem}")?;
        }
        let more: Vec<String> = self.problems.more().map(|(label, count)| format!("{count} {label}")).collect();
        if more.is_empty() { Ok(()) } else { write!(f, "\n  and more: {}", more.join(", ")) }
    }
}

impl std::error::Error for BuildReport {}

/// One problem and where it is.
///
/// # Example
///
/// ```
/// use suzerain::Atlas;
/// use suzerain::build::{PolityDraft, ProblemKind};
/// use suzerain::model::PolityKind;
///
/// let report = Atlas::builder("mine").polity(PolityDraft::new("EAST", PolityKind::Kingdom, "East")).build();
/// let report = report.expect_err("a fact needs a source");
/// let problem = &report.problems()[0];
/// assert_eq!(problem.kind(), &ProblemKind::NoSource);
/// assert_eq!(problem.location().code(), Some("EAST"));
/// assert_eq!(problem.to_string(), "polity 'EAST': no source is cited; there is no fact without one");
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    pub(crate) place: Location,
    pub(crate) kind: ProblemKind,
}

impl Problem {
    /// Where it is.
    #[must_use]
    pub fn location(&self) -> &Location {
        &self.place
    }

    /// What it is.
    #[must_use]
    pub fn kind(&self) -> &ProblemKind {
        &self.kind
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.kind)
    }
}

/// Where a problem is: the element and, if it was read from a document, line and column.
///
/// # Example
///
/// ```
/// use suzerain::Atlas;
///
/// let document = r#"{
///   "type": "FeatureCollection",
///   "suzerain": { "format": 1, "atlas": "mine" },
///   "features": [],
///   "polities": [
///     { "code": "EAST", "kind": "kingdom", "names": [{ "text": "East", "lang": "en" }], "sources": ["survey"] }
///   ]
/// }"#;
/// let report = Atlas::builder("mine").document("mine.geojson", document)?.build().expect_err("no such source");
/// let location = report.problems()[0].location();
/// assert_eq!((location.document(), location.line(), location.column()), (Some("mine.geojson"), Some(6), Some(5)));
/// assert_eq!((location.kind(), location.code()), (Some("polity"), Some("EAST")));
/// assert_eq!(location.element(), "polity 'EAST'");
/// # Ok::<(), suzerain::error::DocumentError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Location {
    pub(crate) document: Option<Arc<str>>,
    pub(crate) line: Option<usize>,
    pub(crate) column: Option<usize>,
    pub(crate) element: String,
    pub(crate) kind: Option<&'static str>,
    pub(crate) code: Option<String>,
    pub(crate) field: Option<String>,
}

impl Location {
    /// The name of the document, if one was given.
    #[must_use]
    pub fn document(&self) -> Option<&str> {
        self.document.as_deref()
    }

    /// The line of the document, from 1: that of the fault where a text could not be read, else that on which the
    /// element begins.
    #[must_use]
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// The column of that line, in bytes from 1.
    #[must_use]
    pub fn column(&self) -> Option<usize> {
        self.column
    }

    /// The element: its kind, its codes and its dates.
    #[must_use]
    pub fn element(&self) -> &str {
        &self.element
    }

    /// The kind of the element, such as `territory`, `polity` or `sovereignty`; `None` for a problem of no element.
    #[must_use]
    pub fn kind(&self) -> Option<&str> {
        self.kind
    }

    /// The code of the element, or of the territory that a statement is about.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The member of the element, such as `properties.names[0].until`, where the problem is one member's.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.field.as_deref()
    }

    /// The place of a member of the element, or of the member that this place already is.
    pub(crate) fn member(&self, field: &str) -> Self {
        let field = match &self.field {
            Some(outer) => format!("{outer}.{field}"),
            None => field.to_owned(),
        };
        Self { field: Some(field), ..self.clone() }
    }
}

impl fmt::Display for Location {
    /// Document, line and column as far as they are known, then the element and its member.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(document) = &self.document {
            f.write_str(document)?;
            f.write_str(if self.line.is_some() { ", " } else { ": " })?;
        }
        if let Some(line) = self.line {
            write!(f, "line {line}")?;
            if let Some(column) = self.column {
                write!(f, ", column {column}")?;
            }
            f.write_str(": ")?;
        }
        f.write_str(&self.element)?;
        match &self.field {
            Some(field) => write!(f, ", {field}"),
            None => Ok(()),
        }
    }
}

/// What is wrong.
///
/// # Example
///
/// ```
/// use suzerain::Atlas;
/// use suzerain::build::{ProblemKind, SourceDraft};
///
/// let survey = SourceDraft::new("survey", "Survey");
/// let report = Atlas::builder("mine").source(survey.clone()).source(survey).build().unwrap_err();
/// let kind = report.problems()[0].kind();
/// assert!(matches!(kind, ProblemKind::DuplicateCode("source")));
/// assert_eq!(kind.to_string(), "the code is taken by another source; give each its own");
/// ```
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The element is not of the form of atlas documents.
    #[error("{0}")]
    Malformed(String),
    /// The document is of a format that this version does not read.
    #[error("format {found} is not known; this version reads format {known}")]
    UnknownFormat {
        /// The number in the document.
        found: u64,
        /// The number that can be read.
        known: u64,
    },
    /// No document says what the atlas is.
    #[error("'{0}' is not stated; one document's \"suzerain\" member, or the builder, must state it")]
    MissingHeader(&'static str),
    /// The layers that are asked de facto are not those that are asked de jure.
    #[error(
        "'precedence' names the layers {de_facto} de facto and {de_jure} de jure; name the same layers in both, each once"
    )]
    Precedence {
        /// The layers asked de facto.
        de_facto: String,
        /// The layers asked de jure.
        de_jure: String,
    },
    /// Two documents say differently what the atlas is.
    #[error("'{field}' is '{found}' here and '{known}' elsewhere; state it once")]
    RivalHeader {
        /// The member of the header.
        field: &'static str,
        /// What is said here.
        found: String,
        /// What was said before.
        known: String,
    },
    /// A code has a wrong form.
    #[error(transparent)]
    InvalidCode(#[from] InvalidCode),
    /// A code names two elements of one kind.
    #[error("the code is taken by another {0}; give each its own")]
    DuplicateCode(&'static str),
    /// A code names nothing.
    #[error("{what} '{code}' is not in the atlas; add it or correct the code")]
    UnknownCode {
        /// The kind of element that is missing.
        what: &'static str,
        /// Its code.
        code: String,
    },
    /// A word is not of its vocabulary.
    #[error("{field} '{word}' is not known; use one of: {allowed}")]
    UnknownWord {
        /// The member.
        field: &'static str,
        /// What it says.
        word: String,
        /// What it may say.
        allowed: String,
    },
    /// A member is missing.
    #[error("'{0}' is missing")]
    Missing(&'static str),
    /// A member does not belong to this kind of element.
    #[error("'{field}' does not belong to a {kind}; leave it out")]
    Misplaced {
        /// The member.
        field: &'static str,
        /// The kind of element.
        kind: &'static str,
    },
    /// A member has a value that cannot be.
    #[error("{field} is {value}; it must be {expected}")]
    OutOfRange {
        /// The member.
        field: &'static str,
        /// What it says.
        value: String,
        /// What it may say.
        expected: &'static str,
    },
    /// A date cannot be read.
    #[error(transparent)]
    InvalidDate(#[from] InvalidDate),
    /// A period ends before it begins.
    #[error("{0}; exchange or correct the dates")]
    PeriodReversed(#[from] InvalidPeriod),
    /// A fact has no source.
    #[error("no source is cited; there is no fact without one")]
    NoSource,
    /// A record does not say by whom the ground is held, or says it twice.
    #[error("it states {0} of 'holder', 'condominium', 'contested' and 'vacant'; state exactly one")]
    HolderCount(usize),
    /// A joint holding needs two polities.
    #[error("a {0} needs at least two different polities")]
    JointOfOne(&'static str),
    /// A territory has no ground, or two descriptions of it.
    #[error("it has {0}; give it either an outline with its accuracy or parts")]
    ExtentCount(&'static str),
    /// A ring's last position is not its first.
    #[error(
        "ring {ring} of its outline is not closed: it begins at {first} and ends at {last}; repeat the first position at the end"
    )]
    RingNotClosed {
        /// The ring, from 1, in the order of the outline.
        ring: usize,
        /// Where it begins.
        first: Position,
        /// Where it ends.
        last: Position,
    },
    /// A vertex of an outline is not a position.
    #[error("position {vertex} of ring {ring} of its outline: {error}")]
    InvalidVertex {
        /// The ring, from 1.
        ring: usize,
        /// The position in the ring, from 1.
        vertex: usize,
        /// Why it is none.
        error: crate::model::position::InvalidPosition,
    },
    /// A ring is faulty.
    #[error("ring {ring} of its outline, position {vertex}, at {at}: {fault}")]
    FaultyRing {
        /// The ring, from 1.
        ring: usize,
        /// The position in the ring, from 1.
        vertex: usize,
        /// Where that is.
        at: Position,
        /// What is wrong.
        fault: String,
    },
    /// Parts or `within` lead back to the territory itself.
    #[error("it lies within itself by way of {0}; break the circle")]
    Circle(String),
    /// A territory is not covered by the one it states to lie within.
    #[error("it states to lie within '{parent}', but leaves it near {at}; correct an outline or 'within'")]
    OutsideParent {
        /// The stated parent.
        parent: String,
        /// Where it leaves it.
        at: Position,
    },
    /// Parts of one territory overlap.
    #[error("its parts '{one}' and '{other}' overlap near {at}; a whole's parts must not")]
    OverlappingParts {
        /// One part.
        one: String,
        /// The other.
        other: String,
        /// Where.
        at: Position,
    },
    /// Two records of one basis give the same ground to different holders on one day.
    #[error(
        "on {day} it gives {one} {} what {other_place} gives {other}, near {at}, and neither territory lies \
         within the other; correct a date or a territory, or declare the ground contested or a condominium",
        .basis.phrase()
    )]
    Contradiction {
        /// The first day of which both are sure.
        day: Date,
        /// De facto or de jure.
        basis: Basis,
        /// The holder of this record.
        one: String,
        /// The holder of the other record.
        other: String,
        /// The other record.
        other_place: String,
        /// A place that both give.
        at: Position,
    },
    /// A polity holds ground, or belongs to another, before it exists or after it ends.
    #[error("polity '{polity}' {}; correct one of the dates", existence(*.bound, *.before))]
    OutsideExistence {
        /// The polity.
        polity: String,
        /// When it comes into being or ends.
        bound: UncertainDate,
        /// Whether the statement begins too early; else it ends too late.
        before: bool,
    },
    /// What is not drawn is dated outside the period of its record.
    #[error("it is dated {period}, outside the period of the record, {record}; correct one of the dates")]
    OutsideRecord {
        /// The period that is stated for it.
        period: Period,
        /// The period of the record.
        record: Period,
    },
    /// A stretch with an accuracy of its own leaves the outlines.
    #[error("no outline has an edge from {from} to {to}; copy neighbouring positions of an outline")]
    NotAnEdge {
        /// Where the missing edge would begin.
        from: Position,
        /// Where it would end.
        to: Position,
    },
    /// A polity is part of itself by way of others.
    #[error("it is part of itself by way of {0}; break the circle")]
    PartOfCircle(String),
    /// A corridor does not touch what it joins.
    #[error(
        "it does not touch '{end}', which it states to join: the gap is {gap_m:.0} m; correct the outline or 'joins'"
    )]
    CorridorEndApart {
        /// The end that is not reached.
        end: String,
        /// How far it is from the strip, in metres.
        gap_m: f64,
    },
    /// A corridor's stated width is far from that of its outline.
    #[error(
        "its width is stated as {stated_m:.0} m, but its outline is {measured_m:.0} m wide on average; correct one of them, or state 'drawn_width_m'"
    )]
    CorridorWidth {
        /// The stated width, in metres: `drawn_width_m` where it is given, otherwise `width_m`.
        stated_m: f64,
        /// The mean width of the outline, in metres.
        measured_m: f64,
    },
    /// A territory of kind enclave is not enclosed by one other polity on any day.
    #[error(
        "its kind is enclave, but on no day is it enclosed by the ground of one other polity: {0}; correct the kind or the outlines"
    )]
    NotEnclosed(String),
    /// A force has a presence where it has control.
    #[error("on {day} '{polity}' has control of this ground by {control}; state either the control or the presence")]
    PresenceBesideControl {
        /// The first day of which both are sure.
        day: Date,
        /// Whose force it is.
        polity: String,
        /// The control record.
        control: String,
    },
    /// Something is larger than a limit allows.
    #[error(transparent)]
    OverLimit(#[from] OverLimit),
}

impl Labelled for Problem {
    fn label(&self) -> &'static str {
        self.kind.label()
    }
}

impl ProblemKind {
    /// How problems of this kind are called where they are counted.
    fn label(&self) -> &'static str {
        match self {
            Self::Malformed(_) => "of form",
            Self::UnknownFormat { .. }
            | Self::MissingHeader(_)
            | Self::Precedence { .. }
            | Self::RivalHeader { .. } => "of headers",
            Self::InvalidCode(_) | Self::DuplicateCode(_) | Self::UnknownCode { .. } => "of codes",
            Self::UnknownWord { .. } | Self::Misplaced { .. } | Self::OutOfRange { .. } => "of values",
            Self::Missing(_) | Self::NoSource => "with something missing",
            Self::InvalidDate(_) | Self::PeriodReversed(_) | Self::OutsideRecord { .. } => "of dates",
            Self::HolderCount(_) | Self::JointOfOne(_) => "of holders",
            Self::ExtentCount(_)
            | Self::RingNotClosed { .. }
            | Self::InvalidVertex { .. }
            | Self::FaultyRing { .. }
            | Self::NotAnEdge { .. } => "of outlines",
            Self::Circle(_) | Self::PartOfCircle(_) => "of circles",
            Self::OutsideParent { .. } | Self::OverlappingParts { .. } => "of nesting",
            Self::Contradiction { .. } | Self::PresenceBesideControl { .. } => "of contradictions",
            Self::OutsideExistence { .. } => "of existence",
            Self::CorridorEndApart { .. } | Self::CorridorWidth { .. } => "of corridors",
            Self::NotEnclosed(_) => "of enclaves",
            Self::OverLimit(_) => "of limits",
        }
    }
}

/// The half-sentence on a polity's bounds.
fn existence(bound: UncertainDate, before: bool) -> String {
    if before { format!("comes into being only on {bound}") } else { format!("ends on {bound}") }
}
