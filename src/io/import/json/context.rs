//! What is found while a geometry is read.

use crate::io::import::{ImportProblemKind, Repair, RepairKind};

/// Gathers what is wrong with a geometry, and what was repaired.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) repair: &'a Repair,
    /// The field and what is wrong there.
    pub(super) problems: Vec<(String, ImportProblemKind)>,
    pub(super) repairs: Vec<(RepairKind, usize)>,
    /// The member that is read, such as `geometry`.
    pub(super) field: String,
}

impl Context<'_> {
    pub(super) fn problem(&mut self, below: &str, kind: ImportProblemKind) {
        self.problems.push((format!("{}{below}", self.field), kind));
    }

    pub(super) fn malformed(&mut self, below: &str, message: impl Into<String>) {
        self.problem(below, ImportProblemKind::Malformed(message.into()));
    }
}
