//! The functions of a place and a day for data frames.
//!
//! They ask the atlases of the process, [`Atlases::shared`], which [`register`](crate::register) gives to a session. A
//! function of a session with other atlases is `context.udf("controller_at")?.call(arguments)`.
//!
//! # Example
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> datafusion::error::Result<()> {
//! use datafusion::dataframe;
//! use datafusion::prelude::{SessionContext, col};
//! use suzerain_datafusion::expr_fn::controller_at;
//!
//! let context = SessionContext::new();
//! suzerain_datafusion::register(&context)?;
//! let events = dataframe!("lon" => [44.952], "lat" => [39.786], "day" => ["2000-01-01"])?;
//! let held = events.select(vec![controller_at(col("lon"), col("lat"), col("day")).alias("held")])?;
//! assert!(held.to_string().await?.contains("| Armenia |"));
//! # Ok(())
//! # }
//! ```

use datafusion::logical_expr::{Expr, lit};

use crate::atlases::Atlases;
use crate::function::{Asked, PlaceFunction};

/// Who held the place de facto: the names of all candidates, with `; ` between them; `NULL` where nobody did.
#[must_use]
pub fn controller_at(lon: Expr, lat: Expr, date: Expr) -> Expr {
    call(Asked::Controller, vec![lon, lat, date])
}

/// Who held the place de jure: the names of all candidates, with `; ` between them; `NULL` where nobody did.
#[must_use]
pub fn sovereign_at(lon: Expr, lat: Expr, date: Expr) -> Expr {
    call(Asked::Sovereign, vec![lon, lat, date])
}

/// How the place was held de facto: `administration`, `occupation`, `peacekeeping`, `lease`, `trusteeship`, or
/// `sovereignty` where no control is recorded.
#[must_use]
pub fn control_mode_at(lon: Expr, lat: Expr, date: Expr) -> Expr {
    call(Asked::Mode, vec![lon, lat, date])
}

/// How certain the controller is: `certain`, `likely` or `possible`.
#[must_use]
pub fn certainty_at(lon: Expr, lat: Expr, date: Expr) -> Expr {
    call(Asked::Certainty, vec![lon, lat, date])
}

/// The whole answer, as a struct.
#[must_use]
pub fn answer_at(lon: Expr, lat: Expr, date: Expr) -> Expr {
    call(Asked::Answer, vec![lon, lat, date])
}

/// The functions of an atlas other than that of the session: by the name under which it was added, or the path of a
/// file.
///
/// # Example
///
/// ```
/// use datafusion::prelude::col;
/// use suzerain_datafusion::expr_fn::atlas;
///
/// let held = atlas("world.suz").controller_at(col("lon"), col("lat"), col("day"));
/// assert_eq!(held.to_string(), r#"controller_at(lon, lat, day, Utf8("world.suz"))"#);
/// ```
#[must_use]
pub fn atlas(name: &str) -> AtlasNamed<'_> {
    AtlasNamed { name }
}

/// An atlas that functions ask: see [`atlas`].
#[derive(Debug, Clone, Copy)]
pub struct AtlasNamed<'n> {
    name: &'n str,
}

impl AtlasNamed<'_> {
    /// As [`controller_at`].
    #[must_use]
    pub fn controller_at(self, lon: Expr, lat: Expr, date: Expr) -> Expr {
        call(Asked::Controller, vec![lon, lat, date, lit(self.name)])
    }

    /// As [`sovereign_at`].
    #[must_use]
    pub fn sovereign_at(self, lon: Expr, lat: Expr, date: Expr) -> Expr {
        call(Asked::Sovereign, vec![lon, lat, date, lit(self.name)])
    }

    /// As [`control_mode_at`].
    #[must_use]
    pub fn control_mode_at(self, lon: Expr, lat: Expr, date: Expr) -> Expr {
        call(Asked::Mode, vec![lon, lat, date, lit(self.name)])
    }

    /// As [`certainty_at`].
    #[must_use]
    pub fn certainty_at(self, lon: Expr, lat: Expr, date: Expr) -> Expr {
        call(Asked::Certainty, vec![lon, lat, date, lit(self.name)])
    }

    /// As [`answer_at`].
    #[must_use]
    pub fn answer_at(self, lon: Expr, lat: Expr, date: Expr) -> Expr {
        call(Asked::Answer, vec![lon, lat, date, lit(self.name)])
    }
}

fn call(asked: Asked, arguments: Vec<Expr>) -> Expr {
    PlaceFunction::udf(asked, Atlases::shared()).call(arguments)
}
