//! Maps drawn from the atlas itself, without a web service.
//!
//! - [`Map::of`] draws a [`Snapshot`](crate::Snapshot), one day on one basis, as SVG.
//! - [`Map::through`] makes one self-contained HTML [`Page`] of the maps of many days: a slider over the days on which
//!   something changed, with the history and the sources of every place.
//! - [`Timeline`] draws the history of one place as SVG.
//! - [`MapContext`] holds what the maps of an atlas share. Make one if you draw several.
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
//! Drawing cannot fail, and the same atlas gives the same bytes. The only option is the [width](Map::width): 960 units
//! unless you choose another, and at least 240.
//!
//! # Four days
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
//! | a colour | held by the polity at the top of the part-of chain; on a de facto map also what it administers without being the sovereign |
//! | the sovereign's colour, hatched in the holder's | occupied (stripes), held by peacekeepers (a grid), leased or held in trust |
//! | stripes of several colours | contested, held jointly, or (with white) possibly held by one or another |
//! | grey | no record |
//! | white | held by nobody |
//! | a solid line | an international border |
//! | a red dashed line | a ceasefire line: a de facto holder is not the sovereign |
//! | a dotted line | an undetermined border |
//! | a line of dashes and dots | a border de jure only: one polity holds both sides de facto |
//! | a thin dashed line | a border within a polity, such as that of a union republic |
//! | a violet outline | a corridor |
//! | a ring | an enclave, or another detached piece, too small to see |
//!
//! # Extent, projection and colours
//!
//! The frame holds the territory that had several sovereigns and was once held de facto by a polity that was not its
//! sovereign. An atlas without such territory, or with such territory on many sides of the globe, is shown whole.
//!
//! Areas are true: the projection is Albers' equal-area conic, fitted to the extent, or Equal Earth for an extent of more
//! than half the globe.
//!
//! Colours are chosen over all days of the atlas: a polity has the same colour on every map, and polities whose territory
//! touches on some day have different colours, as far as nine colours that readers with red-green colour blindness can
//! tell apart allow.

mod arcs;
mod cell_histories;
mod context;
mod drawing;
mod label;
mod layout;
mod page;
mod picture;
mod plane;
mod polity_number;
mod projection;
mod timeline;

pub use context::MapContext;
pub use page::Page;
pub use picture::Map;
pub use timeline::Timeline;
