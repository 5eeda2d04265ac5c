//! What an atlas is made of: positions and dates, polities and territories, the ways of holding, and the records.
//!
//! Each file defines one concept.

pub(crate) mod attestation;
pub(crate) mod border_stage;
pub(crate) mod claim;
pub(crate) mod code;
pub(crate) mod control;
pub(crate) mod corridor;
pub(crate) mod date;
pub(crate) mod event;
pub(crate) mod landmark;
pub(crate) mod line;
pub(crate) mod name;
pub(crate) mod polity;
pub(crate) mod position;
pub(crate) mod presence;
pub(crate) mod recognition;
pub(crate) mod record;
pub(crate) mod source;
pub(crate) mod territory;
pub(crate) mod timeline;
pub(crate) mod undrawn;
pub(crate) mod word;
