//! Snapshots: figures of the embedded atlas, properties of generated maps, maps round the globe.

mod embedded;
mod enclosed;
mod generated;
mod globe;
mod held_apart;
mod laws;
pub(crate) mod maps;
mod natural_earth;
mod near_edges;
