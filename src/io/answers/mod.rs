//! Answers serialised: the documented form of what an atlas answers, so that it can be kept and sent.
//!
//! Each file holds the form of one type. The forms only refer to what an atlas holds; none writes a whole list of it.

mod answer;
mod border;
mod candidate;
mod changes;
mod doubt;
mod evidence;
mod held;
mod named;
mod origin;
mod outcome;
mod record;
mod schema;
mod spell;
mod status;

pub use schema::ANSWERS_SCHEMA;
