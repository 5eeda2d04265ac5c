#![allow(unused, dead_code, clippy::all)]
mod suite {
    pub(crate) mod builder;
    pub(crate) mod common;
    pub(crate) mod ground;
    pub(crate) mod partition;
    pub(crate) mod oracle;
    mod answers;
    mod doubts;
    mod grid;
    mod history;
    mod seed_facts;
    mod near;
    mod merging;
}
use suite::{builder, common, ground, partition};
#[test]
fn verify_embedded() {
    common::atlas().verify().unwrap();
}
