//! Outlines whose edges nearly meet.

#[path = "../../../tests/snapshot/near_edges/laws.rs"]
pub(crate) mod laws;
#[path = "../../../tests/snapshot/near_edges/outlines.rs"]
pub(crate) mod outlines;
