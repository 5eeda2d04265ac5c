//! Problems, as many of them as are worth keeping.

use std::collections::BTreeMap;

use super::limits::Limits;

/// A problem that is counted with others of its kind.
pub(crate) trait Labelled {
    /// How problems of its kind are called: `of codes`.
    fn label(&self) -> &'static str;
}

/// The first problems, and how many more of each kind there are.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ProblemList<P> {
    kept: Vec<P>,
    most: usize,
    more: BTreeMap<&'static str, usize>,
}

impl<P: Labelled> ProblemList<P> {
    /// An empty list that keeps so many problems.
    pub(crate) fn keeping(most: usize) -> Self {
        Self { kept: Vec::new(), most, more: BTreeMap::new() }
    }

    /// Keeps so many problems from here on.
    pub(crate) fn keep(&mut self, most: usize) {
        self.most = most;
    }

    pub(crate) fn push(&mut self, problem: P) {
        // A report without any problem would say that all is well.
        if self.kept.len() < self.most.max(1) {
            self.kept.push(problem);
        } else {
            self.count(problem.label(), 1);
        }
    }

    /// Counts problems of a kind that are not kept.
    pub(crate) fn count(&mut self, label: &'static str, count: usize) {
        if count > 0 {
            *self.more.entry(label).or_default() += count;
        }
    }

    /// Whether further problems are only counted.
    pub(crate) fn is_full(&self) -> bool {
        self.kept.len() >= self.most.max(1)
    }

    /// How many there are, whether they are kept or not.
    pub(crate) fn len(&self) -> usize {
        self.kept.len() + self.more.values().sum::<usize>()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.kept.is_empty() && self.more.is_empty()
    }

    pub(crate) fn as_slice(&self) -> &[P] {
        &self.kept
    }

    #[cfg(feature = "import")]
    pub(crate) fn into_kept(self) -> Vec<P> {
        self.kept
    }

    /// How many problems of each kind are not kept, by what they are called.
    pub(crate) fn more(&self) -> impl Iterator<Item = (&'static str, usize)> + '_ {
        self.more.iter().map(|(&label, &count)| (label, count))
    }
}

impl<P: Labelled> Default for ProblemList<P> {
    fn default() -> Self {
        Self::keeping(Limits::new().problems)
    }
}

impl<P: Labelled> Extend<P> for ProblemList<P> {
    fn extend<I: IntoIterator<Item = P>>(&mut self, problems: I) {
        problems.into_iter().for_each(|problem| self.push(problem));
    }
}
