//! Importers, tested through their public interface.

mod basemaps;
mod cases;
mod cliopatria;
mod common;
mod containers;
mod cshapes;
mod dates;
mod errors;
mod flatgeobuf;
mod formats;
mod geojson;
mod linked_places;
mod natural_earth;
mod near_edges;
mod open_historical_map;
mod repairs;
mod shapefile;
mod whole_cshapes;
