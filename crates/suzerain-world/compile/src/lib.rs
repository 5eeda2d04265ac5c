//! Makes the atlas of `suzerain-world` from the documents that people write.
//!
//! Outlines are atlas documents that `data/ground/draw.py` draws. Facts are texts in a shorter form, which
//! `data/README.md` describes: one statement a line, and one timeline for each piece of land. They become atlas
//! documents, one for each text, and those go through the builder of the core as any others.

mod cases;
mod document;
mod facts;
mod folder;
mod land;
mod options;
mod problem;
mod token;

pub use cases::{Case, cases, failures};
pub use folder::{Compiled, compile};
pub use problem::Problem;
