//! The functions in sessions.

mod agree;
mod atlases;
mod common;
mod dates;
mod settings;
mod spread;
mod tables;
