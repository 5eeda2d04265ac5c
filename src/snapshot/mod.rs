//! The whole map on one day: borders, enclaves, tripoints, areas and changes.
//!
//! [`Atlas::on`](crate::Atlas::on) resolves every territory for one day and one basis, which gives a
//! [`Snapshot`]. What a map of that day shows is then computed from the outlines; none of it is
//! stored:
//!
//! ```
//! # #[cfg(feature = "embedded")] {
//! use suzerain::{Atlas, Basis};
//! use time::macros::date;
//!
//! let atlas = Atlas::south_caucasus();
//! let day = atlas.on(date!(2005-01-01), Basis::DeJure);
//!
//! let armenia = day.extent_of("ARM")?;                          // geo_types::MultiPolygon, RFC 7946
//! assert!(!armenia.0.is_empty());
//! assert!((day.area_km2("ARM")? / 29_743.0 - 1.0).abs() < 0.01);
//!
//! let border = day.border_between("ARM", "AZE")?;               // courses from tripoint to tripoint
//! assert!((border.courses()[0].length_km() / 675.0 - 1.0).abs() < 0.01);
//! println!("{border}");                                         // described in sentences
//!
//! assert_eq!(day.enclaves().len(), 4);                          // computed from the outlines
//! let in_fact = atlas.on(date!(2005-01-01), Basis::DeFacto);
//! assert!(in_fact.enclaves().is_empty());
//!
//! let changes = atlas.changes(date!(2020-09-27), date!(2020-12-31));
//! for change in changes.iter() { println!("{change}"); }        // from whom, to whom, when, km2, by which event
//! for ledger in changes.ledgers() { println!("{ledger}"); }     // what each gained and lost
//! # }
//! # Ok::<(), suzerain::UnknownCode>(())
//! ```
//!
//! # Shares
//!
//! The map is divided by the polity at the top of the part-of chain. An area counts as a polity's only if that polity
//! is the sole holder and the only candidate. Areas that are held jointly, are contested, have several candidates, are
//! vacant or have no record are shares of their own, each with an [`Answer`](crate::Answer). All shares together make
//! up the whole map.
//!
//! # Lines
//!
//! Outlines that share vertices share their lines exactly, so there are no slivers. A vertex of one outline on an edge
//! of another is handled exactly as well. Where one outline lies inside another, the inner one is cut out of the outer.
//! Territories on the two sides of the antimeridian are neighbours. At the rim of an atlas, where its territories end,
//! nothing is known of what lies beyond, be it sea or land: the rim is no border and encloses nothing.
//!
//! # Units
//!
//! Areas are in square kilometres and lengths in kilometres, both on the WGS84 ellipsoid; accuracies and distances are
//! in metres. The name of each method says which.

mod border;
mod border_geojson;
mod border_text;
mod change;
mod changes;
mod changes_geojson;
mod class_paths;
mod components;
mod conflict;
mod conflicts;
mod connection;
mod corridor;
mod day;
mod enclave;
mod end;
mod extent;
#[cfg(feature = "map")]
mod for_map;
mod geojson;
mod group;
mod numbered;
mod segment;
mod share;
mod shares_in;
mod sum;
mod territory_names;
mod tripoint;

pub use border::{Border, Course};
pub use change::Change;
pub use changes::{Changes, Ledger};
pub use conflict::{Conflict, ConflictKind};
pub use corridor::CorridorOnDay;
pub use day::Snapshot;
pub use enclave::{Enclave, Exclave};
pub use end::End;
pub use segment::{BorderStatus, Feature, Segment};
pub use share::Share;
pub use tripoint::Tripoint;
