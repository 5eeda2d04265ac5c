//! Codes and the numbers they are written as.

use std::collections::HashMap;

use crate::model::event::EventCode;
use crate::model::polity::PolityCode;
use crate::model::source::SourceCode;
use crate::model::territory::TerritoryCode;

/// Codes by their numbers, to be read.
#[derive(Default)]
pub(super) struct Codes {
    pub(super) sources: Vec<SourceCode>,
    pub(super) events: Vec<EventCode>,
    pub(super) polities: Vec<PolityCode>,
    pub(super) territories: Vec<TerritoryCode>,
}

/// The numbers of codes, to be written.
#[derive(Default)]
pub(super) struct CodeNumbers {
    pub(super) sources: HashMap<SourceCode, u32>,
    pub(super) events: HashMap<EventCode, u32>,
    pub(super) polities: HashMap<PolityCode, u32>,
    pub(super) territories: HashMap<TerritoryCode, u32>,
}
