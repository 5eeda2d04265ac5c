//! The binary form: what comes back, what is refused, and that nothing panics.

mod asked;
mod changed;
mod damaged;
mod embedded;
mod round_trip;
mod samples;
