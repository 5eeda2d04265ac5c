//! Atlases written for other programs.

mod csv;
mod flat;
mod linked_places;
mod row;
mod timespan;
