//! Problems of a file, as many of them as are worth keeping.

use std::collections::BTreeMap;
use std::fmt;

use super::{ImportProblem, ImportProblemKind};

/// So many problems are kept with their places; the others are counted.
const KEPT: usize = 500;

/// So many problems are printed.
const SHOWN: usize = 20;

/// The first problems of a file, and how many more of each kind there are.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct ProblemList {
    kept: Vec<ImportProblem>,
    more: BTreeMap<&'static str, usize>,
}

impl ProblemList {
    pub(super) fn push(&mut self, problem: ImportProblem) {
        if self.kept.len() < KEPT {
            self.kept.push(problem);
        } else {
            self.count(problem.kind.label(), 1);
        }
    }

    /// Counts problems of a kind that are not kept.
    pub(super) fn count(&mut self, label: &'static str, count: usize) {
        *self.more.entry(label).or_default() += count;
    }

    /// Takes over the problems of another list.
    pub(super) fn append(&mut self, other: Self) {
        for problem in other.kept {
            self.push(problem);
        }
        for (label, count) in other.more {
            self.count(label, count);
        }
    }

    /// How many there are, whether they are kept or not.
    pub(super) fn len(&self) -> usize {
        self.kept.len() + self.more.values().sum::<usize>()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.kept.is_empty() && self.more.is_empty()
    }

    pub(super) fn as_slice(&self) -> &[ImportProblem] {
        &self.kept
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut ImportProblem> {
        self.kept.iter_mut()
    }

    /// Puts first what concerns the whole file, which is the cause of much else; then the features in their order; then
    /// what does not make an atlas.
    pub(super) fn sort(&mut self) {
        self.kept.sort_by_cached_key(|problem| {
            let ImportProblem { location, kind } = problem;
            let rank = match (location.feature, kind) {
                (Some(_), _) => 1,
                (None, ImportProblemKind::Atlas { .. }) => 2,
                (None, _) => 0,
            };
            (rank, location.document.clone(), location.feature)
        });
    }
}

/// Writes the first problems, each on a line that begins with `head`, and then how many more there are.
pub(super) fn write_lines(f: &mut fmt::Formatter<'_>, head: &str, problems: &ProblemList) -> fmt::Result {
    for problem in problems.kept.iter().take(SHOWN) {
        write!(f, "{head}{problem}")?;
    }
    let mut more = problems.more.clone();
    for problem in problems.kept.iter().skip(SHOWN) {
        *more.entry(problem.kind.label()).or_default() += 1;
    }
    if more.is_empty() {
        return Ok(());
    }
    let counts: Vec<String> = more.iter().map(|(label, count)| format!("{count} {label}")).collect();
    write!(f, "{head}and {} more: {}", more.values().sum::<usize>(), counts.join(", "))
}
