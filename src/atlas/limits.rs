//! How large and how entangled an atlas may be.

/// How much a builder or an importer takes on before it refuses its input, so that no input ends the process or takes
/// the memory of the machine.
///
/// The defaults are far above any atlas that is known, and low enough that building one at a limit takes seconds and some
/// hundreds of megabytes. A refusal is an [`OverLimit`]; it names the limit and the method that raises it.
///
/// | Limit | Default | What is counted |
/// |---|---|---|
/// | [`bytes`](Self::bytes) | 512 MiB | an atlas document, which is in memory as a whole; one feature of a file that is imported may have an eighth of it |
/// | [`vertices`](Self::vertices) | 32 million | the positions of all outlines |
/// | [`records`](Self::records) | 1 million | statements: sovereignties, controls, claims, recognitions, presences, corridors and stages of borders |
/// | [`depth`](Self::depth) | 128 | polities each part of the next; territories each stated to be in the next, by `within` or `parts` |
/// | [`overlaps`](Self::overlaps) | 4 million | pairs of outlines that overlap, and pairs of territories of which one lies in the other |
/// | [`stacked`](Self::stacked) | 16 million | outlines over each other, added up over all regions in which the same outlines lie |
/// | [`crossings`](Self::crossings) | 2 million | places where edges of outlines cross |
/// | [`problems`](Self::problems) | 500 | problems that are kept with their places; the others are counted by kind |
///
/// What cannot be changed: 16,383 different outlines at one vertex, 128 levels of values in a JSON text, and a packed file
/// that becomes 100 times as large.
///
/// # Example
///
/// ```
/// use suzerain::Atlas;
/// use suzerain::build::{Limits, PolityDraft, ProblemKind, SourceDraft};
/// use suzerain::model::PolityKind;
///
/// // Five polities, each part of the next.
/// let chain = |limits| {
///     let mut builder = Atlas::builder("chain").source(SourceDraft::new("annals", "Annals")).limits(limits);
///     for number in 0..5 {
///         let polity = PolityDraft::new(format!("P{number}"), PolityKind::Kingdom, "One of five").citing("annals");
///         builder = builder.polity(if number < 4 { polity.part_of(format!("P{}", number + 1), ..) } else { polity });
///     }
///     builder.build()
/// };
/// assert!(chain(Limits::new()).is_ok());
/// let report = chain(Limits::new().depth(3)).expect_err("five are more than three");
/// let ProblemKind::OverLimit(over) = report.problems()[0].kind() else { panic!("{report}") };
/// assert_eq!((over.limit(), over.most()), ("depth", 3));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use]
pub struct Limits {
    pub(crate) bytes: usize,
    pub(crate) vertices: usize,
    pub(crate) records: usize,
    pub(crate) depth: usize,
    pub(crate) overlaps: usize,
    pub(crate) stacked: usize,
    pub(crate) crossings: usize,
    pub(crate) problems: usize,
}

impl Limits {
    /// No limits, for what was built before.
    pub(crate) const NONE: Self = Self {
        bytes: usize::MAX,
        vertices: usize::MAX,
        records: usize::MAX,
        depth: usize::MAX,
        overlaps: usize::MAX,
        stacked: usize::MAX,
        crossings: usize::MAX,
        problems: 500,
    };

    /// The defaults.
    pub const fn new() -> Self {
        Self {
            bytes: 512 << 20,
            vertices: 32_000_000,
            records: 1_000_000,
            depth: 128,
            overlaps: 4_000_000,
            stacked: 16_000_000,
            crossings: 2_000_000,
            problems: 500,
        }
    }

    /// The most bytes of an atlas document. A feature of a file that is imported may have an eighth of it.
    pub const fn bytes(mut self, most: usize) -> Self {
        self.bytes = most;
        self
    }

    /// The most positions of all outlines.
    pub const fn vertices(mut self, most: usize) -> Self {
        self.vertices = most;
        self
    }

    /// The most statements.
    pub const fn records(mut self, most: usize) -> Self {
        self.records = most;
        self
    }

    /// The most polities of which each is part of the next, and territories of which each is stated to be in the next.
    pub const fn depth(mut self, most: usize) -> Self {
        self.depth = most;
        self
    }

    /// The most pairs of outlines that overlap, and of territories of which one lies in the other.
    pub const fn overlaps(mut self, most: usize) -> Self {
        self.overlaps = most;
        self
    }

    /// How many outlines may lie over each other, added up over all regions in which the same outlines lie.
    ///
    /// Memory and the time of the first question grow with it. Where outlines cross very often it is estimated.
    pub const fn stacked(mut self, most: usize) -> Self {
        self.stacked = most;
        self
    }

    /// The most places where edges of outlines cross.
    ///
    /// Memory and the time of the first snapshot grow with it.
    pub const fn crossings(mut self, most: usize) -> Self {
        self.crossings = most;
        self
    }

    /// How many problems are kept with their places.
    pub const fn problems(mut self, most: usize) -> Self {
        self.problems = most;
        self
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}

/// Something is larger than a [limit](Limits) allows.
///
/// # Example
///
/// ```
/// use suzerain::Atlas;
/// use suzerain::build::{Limits, ProblemKind, Statement};
///
/// let builder = Atlas::builder("mine").limits(Limits::new().records(1));
/// let builder = builder.statement(Statement::claim("EAST", "valley")).statement(Statement::claim("WEST", "valley"));
/// let report = builder.build().expect_err("two are more than one");
/// let ProblemKind::OverLimit(over) = report.problems()[0].kind() else { unreachable!("{report}") };
/// assert_eq!(
///     over.to_string(),
///     "there are more than 1 statements; if that is meant, raise the limit with `Limits::records`"
/// );
/// assert_eq!((over.limit(), over.most()), ("records", 1));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there are more than {most} {}; {}", .limit.counted(), .limit.way_out())]
pub struct OverLimit {
    limit: Limit,
    most: usize,
}

impl OverLimit {
    pub(crate) const fn new(limit: Limit, most: usize) -> Self {
        Self { limit, most }
    }

    /// The name of the limit, which is that of the method of [`Limits`] that raises it.
    #[must_use]
    pub fn limit(&self) -> &'static str {
        self.limit.word()
    }

    /// How many are allowed.
    #[must_use]
    pub fn most(&self) -> usize {
        self.most
    }
}

/// What is limited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    Bytes,
    #[cfg(feature = "import")]
    FeatureBytes,
    Vertices,
    Records,
    Depth,
    Overlaps,
    Stacked,
    Crossings,
    AtOnePlace,
}

impl Limit {
    fn word(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            #[cfg(feature = "import")]
            Self::FeatureBytes => "bytes",
            Self::Vertices => "vertices",
            Self::Records => "records",
            Self::Depth => "depth",
            Self::Overlaps => "overlaps",
            Self::Stacked => "stacked",
            Self::Crossings => "crossings",
            Self::AtOnePlace => "outlines at one place",
        }
    }

    fn counted(self) -> &'static str {
        match self {
            Self::Bytes => "bytes in the document",
            #[cfg(feature = "import")]
            Self::FeatureBytes => "bytes in one feature (an eighth of the limit)",
            Self::Vertices => "positions of outlines",
            Self::Records => "statements",
            Self::Depth => "levels, each part of the next",
            Self::Overlaps => "pairs of outlines that overlap, or of territories one in the other",
            Self::Stacked => "outlines over each other, added up over all regions",
            Self::Crossings => "places where edges of outlines cross",
            Self::AtOnePlace => "different outlines that meet in one place",
        }
    }

    fn way_out(self) -> String {
        match self {
            Self::AtOnePlace => "draw fewer there".to_owned(),
            _ => format!("if that is meant, raise the limit with `Limits::{}`", self.word()),
        }
    }
}
