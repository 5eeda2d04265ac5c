//! Whether a file has the columns that a mapping names.

use std::collections::BTreeSet;

use super::collector::Collector;
use super::feature::Feature;
use super::sink::Sink;
use super::{ImportProblemKind, Mapping};

/// Hands the features of a file to its mapping, and remembers which of the mapped columns the file has. One that no
/// feature has is probably misspelt: it must not pass for a column without values.
pub(super) struct Columns<'m> {
    mapping: &'m Mapping,
    missing: Vec<&'m str>,
    /// Those of the header, or of the first feature where there is none.
    known: BTreeSet<String>,
    is_read: bool,
}

impl<'m> Columns<'m> {
    pub(super) fn new(mapping: &'m Mapping) -> Self {
        Self { mapping, missing: mapping.columns().collect(), known: BTreeSet::new(), is_read: false }
    }

    /// All features were read: reports the mapped columns that none of them has.
    pub(super) fn finish(self, collector: &mut Collector<'_>) {
        let known = if self.known.is_empty() {
            "none".to_owned()
        } else {
            self.known.into_iter().collect::<Vec<_>>().join(", ")
        };
        for column in self.missing.iter().filter(|_| self.is_read) {
            let message = format!("no feature has the column '{column}'; the columns are: {known}");
            collector
                .problem(collector.file().at(format!("properties.{column}")), ImportProblemKind::Malformed(message));
        }
    }
}

impl<'p> Sink<'p> for Columns<'_> {
    fn column(&mut self, name: &str) {
        self.missing.retain(|column| !column.eq_ignore_ascii_case(name));
        self.known.insert(name.to_owned());
    }

    fn feature(&mut self, collector: &mut Collector<'p>, feature: Feature) {
        if !self.is_read && self.known.is_empty() {
            self.known.extend(feature.properties.keys().cloned());
        }
        self.is_read = true;
        self.missing.retain(|column| feature.column(column).is_none());
        self.mapping.feature(collector, feature);
    }
}
