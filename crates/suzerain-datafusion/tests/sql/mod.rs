//! The functions in sessions.

mod agree;
mod atlases;
pub(crate) mod common;
mod dates;
mod settings;
mod spread;
mod tables;
