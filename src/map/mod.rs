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
//! Drawing cannot fail, and the same atlas and options give the same bytes. A map shows the whole atlas, 960 units wide, unless
//! you choose otherwise:
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! use suzerain::map::{Colour, Map, MapContext, Theme};
//! use suzerain::{Atlas, Basis, Position};
//! use time::macros::date;
//!
//! let atlas = Atlas::south_caucasus();
//! let context = MapContext::of(atlas).with_colour("ARM", Colour(0xd9, 0xa4, 0x41))?;
//! let before = atlas.on(date!(2020-09-26), Basis::DeFacto);
//! let day = atlas.on(date!(2021-06-01), Basis::DeFacto);
//!
//! let map = Map::of(&day).with_context(&context).width(1600).title("After the war").languages(["hy"]);
//! let svg = map.around(["ARM", "ARTSAKH"])?.theme(Theme::Dark).with_accuracy().without_sources().to_svg();
//! let corner = |lat, lon| Position::from_lat_lon(lat, lon).expect("a place on the globe");
//! let lachin = Map::of(&day).within(corner(39.3, 46.0), corner(40.0, 47.0)).to_svg();
//! let changes = Map::of(&day).changed_since(&before).to_svg(); // what changed hands between two days
//! let border = Map::of(&day).along(&day.border_between("ARM", "AZE")?).to_svg();
//! # assert!([svg, lachin, changes, border].iter().all(|svg| svg.starts_with("<svg")));
//! # }
//! # Ok::<(), suzerain::UnknownCode>(())
//! ```
//!
//! With the feature `png`, `to_png` instead of `to_svg` gives pixels.
//!
//! # One day
//!
//! The Lachin corridor after the war of 2020. The repository has more in `docs`.
//!
//! <div style="overflow-x: auto">
#![cfg_attr(doc, doc = include_str!("../../docs/2021.svg"))]
//! </div>
//!
//! # What a map shows
//!
//! | On the map | Means |
//! |---|---|
//! | a colour | held by the polity at the top of the part-of chain, which is the sovereign too |
//! | a colour with thin lines in another | administered by a polity that is not the sovereign: a de facto state on its own ground, or a neighbour; the lines have the sovereign's colour |
//! | the sovereign's colour, hatched in the holder's | occupied (stripes), held by peacekeepers (a grid), leased or held in trust |
//! | stripes of several colours | contested, held jointly, or (with white) possibly held by one or another |
//! | dots | others hold parts of this ground that are not drawn |
//! | short strokes | the day is later than the last check of the atlas |
//! | grey | no record |
//! | white | held by nobody |
//! | a solid line | an international border |
//! | a red dashed line | a ceasefire line: a de facto holder is not the sovereign |
//! | a dotted line | an undetermined border |
//! | a line of dashes and dots | a border de jure only: one polity holds both sides de facto |
//! | a thin dashed line | a border within a polity, such as that of a union republic; between provinces, where they are large enough to read |
//! | a band along a line | how far the line may lie from the true one, if the map is drawn [with accuracy](Map::with_accuracy) |
//! | a violet outline | a corridor |
//! | a ring | an enclave, or another detached piece, too small to see |
//!
//! Each record states the mode of control: the rule for a de facto state is the same as for any other polity. Where it
//! administers ground it has its colour, with lines that tell whose title it is; where it occupies, the sovereign's colour is
//! below.
//!
//! # Names
//!
//! Every holder is named before anything smaller, then other large pieces, then enclaves. A name stays on its ground, along it
//! if it is long, or has a leader; it crosses no line, and keeps off lakes where it can. An enclave that is too crowded for its
//! name has a number, which the legend explains.
//!
//! With more than 40 holders, as on a map of the world, names stand on their own ground or, beside it, on nobody's; a holder
//! whose name has no space has a number there, and the legend has an entry for each holder that is not named on the map.
//!
//! Towns have the name of the day; they, and the rivers and lakes behind the map, are known for the South
//! Caucasus, land and sea for the world.
//!
//! # Extent, projection and colours
//!
//! Areas are true: the projection is Albers' equal-area conic, fitted to the extent, or Equal Earth for an extent of more
//! than half the globe.
//!
//! Colours are chosen over all days of the atlas: a polity has the same colour on every map, and its successor keeps it. Two
//! polities whose territory touches, in whatever centuries, have different colours, and those that touch on some day have
//! colours that readers with red-green colour blindness can tell apart, as far as 22 colours allow.
//! [`MapContext::with_colour`] sets one.

mod arcs;
mod base;
mod cell_histories;
mod colours;
mod context;
mod dates;
mod drawing;
mod label;
mod layout;
mod page;
mod picture;
mod plane;
#[cfg(feature = "png")]
mod png;
mod polity_number;
mod projection;
mod timeline;

pub use context::MapContext;
pub use drawing::{Colour, Theme};
pub use page::Page;
pub use picture::Map;
#[cfg(feature = "png")]
pub use png::InvalidPng;
pub use timeline::Timeline;
