//! An independent computation of answers, and the laws of maps, as the tests have them.

#![allow(dead_code, unused_imports, reason = "the tests use the rest")]

#[path = "../../../tests/suite/common.rs"]
pub(crate) mod common;
#[path = "../../../tests/suite/dice.rs"]
pub(crate) mod dice;
#[path = "../../../tests/suite/ground.rs"]
pub(crate) mod ground;
#[path = "../../../tests/snapshot/laws.rs"]
pub(crate) mod laws;
#[path = "../../../tests/snapshot/maps.rs"]
pub(crate) mod maps;
pub(crate) mod near_edges;
#[path = "../../../tests/suite/oracle/mod.rs"]
pub(crate) mod oracle;
#[path = "../../../tests/suite/partition.rs"]
pub(crate) mod partition;
