//! Maps: pictures from the atlas itself, without a web service.
//!
//! - [`Map::of`] draws a [`Snapshot`](crate::Snapshot), one day and one basis, as SVG.
//! - [`Map::through`] puts the maps of many days on one HTML [`Page`] that needs nothing else: a slider over the days on
//!   which something changed, the history and the sources of every place.
//! - [`Timeline`] draws the history of one place as SVG.
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! use suzerain::map::Map;
//! use suzerain::{Atlas, Basis};
//! use time::macros::date;
//!
//! let day = Atlas::south_caucasus().on(date!(2010-01-01), Basis::DeFacto);
//! let svg = Map::of(&day).width(800).to_svg();
//! assert!(svg.contains("NAGORNO-"));
//! # }
//! ```
//!
//! # Four telling days
//!
//! Drawn by [`Map::of`]: the Russian Empire and its governorates, the Soviet Union and its republics, the ceasefire line
//! of 1994, and the Lachin corridor after the war of 2020.
//!
//! <div style="overflow-x: auto">
#![cfg_attr(doc, doc = include_str!("../../docs/1914.svg"))]
#![cfg_attr(doc, doc = include_str!("../../docs/1923.svg"))]
#![cfg_attr(doc, doc = include_str!("../../docs/2010.svg"))]
#![cfg_attr(doc, doc = include_str!("../../docs/2021.svg"))]
//! </div>
//!
//! # What a map shows
//!
//! | On the map | Means |
//! |---|---|
//! | a colour | the polity at the top of the part-of chain; on a map in fact also where it administers ground of another's right |
//! | the sovereign's colour, hatched in the holder's | ground that is occupied (stripes), kept by peacekeepers (a grid), leased or held in trust |
//! | stripes of several colours | contested, held jointly, or (with white) possibly held by one or another |
//! | grey; white | ground without a record; ground that is nobody's |
//! | a solid line | an international border |
//! | a red dashed line | a ceasefire line: a holder in fact is not the sovereign |
//! | a dotted line | an undetermined border |
//! | a line of dashes and dots | a border in right through ground that one polity holds in fact |
//! | a thin dashed line | a border within a polity, such as that of a union republic |
//! | a violet outline | a corridor |
//! | a ring | an enclave, or other ground apart, too small to see |
//!
//! Areas are true: Albers' equal-area conic projection, fitted to the extent; of ground that goes more than half round the
//! globe Equal Earth. The frame holds the ground that had several sovereigns and was once held in fact by another; an
//! atlas without such ground, or with such ground on many sides of the globe, is shown whole. Colours are chosen over all days of the
//! atlas: a polity has the same colour on every map, and those whose ground touches on some day have different ones as
//! far as a palette that colour-blind readers can use allows. The same atlas gives the same bytes.

mod albers;
mod arcs;
mod cells;
mod clip;
mod coat;
mod colour;
mod days;
mod embed;
mod equal_earth;
mod foot;
mod graticule;
mod ground;
mod label;
mod legend;
mod naming;
mod paged;
mod paint;
mod picture;
mod pieces;
mod plate;
mod projection;
mod raster;
mod room;
mod sectors;
mod sheet;
mod stroke;
mod survey;
mod svg;
mod text;
mod timeline;

pub use paged::Page;
pub use picture::Map;
pub use timeline::Timeline;
