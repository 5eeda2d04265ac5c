//! What is found while a geometry is read.

use crate::io::import::drawing::Drawing;
use crate::io::import::{ImportProblemKind, RepairKind};

/// So many problems of one geometry are told; the others are counted.
const TOLD: usize = 100;

/// Gathers what is wrong with a geometry, and what was repaired.
#[derive(Debug)]
pub(super) struct Context<'a> {
    pub(super) drawing: &'a Drawing,
    /// The field and what is wrong there.
    pub(super) problems: Vec<(String, ImportProblemKind)>,
    /// How many more problems there are.
    pub(super) more: usize,
    pub(super) repairs: Vec<(RepairKind, usize)>,
    /// How many rings were smaller than the grid.
    pub(super) specks: usize,
    /// The member that is read, such as `geometry`.
    pub(super) field: String,
}

impl<'a> Context<'a> {
    pub(super) fn new(drawing: &'a Drawing, field: impl Into<String>) -> Self {
        let field = field.into();
        Self { drawing, problems: Vec::new(), more: 0, repairs: Vec::new(), specks: 0, field }
    }

    /// How many problems there are.
    pub(super) fn count(&self) -> usize {
        self.problems.len() + self.more
    }

    pub(super) fn problem(&mut self, below: &str, kind: ImportProblemKind) {
        if self.problems.len() < TOLD {
            self.problems.push((format!("{}{below}", self.field), kind));
        } else {
            self.more += 1;
        }
    }

    pub(super) fn malformed(&mut self, below: &str, message: impl Into<String>) {
        self.problem(below, ImportProblemKind::Malformed(message.into()));
    }
}
