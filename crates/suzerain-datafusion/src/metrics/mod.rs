//! What the functions of a plan met, among its metrics.
//!
//! DataFusion gives a function no metrics. So a rule of the logical optimizer gives every function of a plan a counter of
//! its own, and a rule of the physical one puts a node above whatever calls such functions, which shows their counters in
//! `EXPLAIN ANALYZE` and passes rows on untouched.

mod node;
mod rules;

pub(crate) use node::SuzerainCountsExec;
pub(crate) use rules::{GiveCounters, ShowCounters, show_counters};
