#![doc = include_str!("../README.md")]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails"))]

mod settings;
mod texts;
mod names;
mod atlases;
mod counter;
mod questions;
mod answers;
mod function;
mod metrics;
mod tables;
mod register;
pub mod expr_fn;
pub mod travel;

pub use atlases::{Atlases, Counts};
pub use register::register;
pub use settings::{BadValues, Settings};
