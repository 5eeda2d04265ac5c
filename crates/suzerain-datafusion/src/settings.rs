//! The settings of a session: `SET suzerain.atlas = '...'`.

use std::any::Any;

use datafusion::common::config::{ConfigEntry, ConfigExtension, ConfigOptions, ExtensionOptions};
use datafusion::common::{Result, plan_err};

/// The settings of a session, which [`register`](crate::register) adds to it.
///
/// | In SQL | Values | At first |
/// |---|---|---|
/// | `SET suzerain.atlas = 'NAME'` | a name under which an atlas is [registered](crate::Atlases), or the path of a file | `south-caucasus` |
/// | `SET suzerain.bad_positions = 'error'` | `null`, or `error`: what a row gives whose degrees are no position | `null` |
/// | `SET suzerain.bad_dates = 'error'` | `null`, or `error`: what a row gives whose day is no day | `null` |
///
/// A row with a `NULL` among its arguments gives `NULL` in any case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// The atlas that is asked where a query names none: a name, or the path of a file.
    pub atlas: String,
    /// What a row gives whose degrees are no position.
    pub bad_positions: BadValues,
    /// What a row gives whose text or number is no day.
    pub bad_dates: BadValues,
}

impl Settings {
    /// The settings among those of a session; those at first where it has none.
    pub(crate) fn of(options: &ConfigOptions) -> Self {
        options.extensions.get::<Self>().cloned().unwrap_or_default()
    }
}

impl Default for Settings {
    fn default() -> Self {
        let (bad_positions, bad_dates) = (BadValues::Null, BadValues::Null);
        Self { atlas: crate::Atlases::SOUTH_CAUCASUS.to_owned(), bad_positions, bad_dates }
    }
}

/// What a row gives that cannot be asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "a value or a failure")]
pub enum BadValues {
    /// `NULL`; such rows are [counted](crate::Counts).
    Null,
    /// The query fails, and says what is wrong with the first such row of the batch.
    Error,
}

impl BadValues {
    fn as_str(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Error => "error",
        }
    }

    fn of(key: &str, text: &str) -> Result<Self> {
        match text.to_ascii_lowercase().as_str() {
            "null" => Ok(Self::Null),
            "error" => Ok(Self::Error),
            _ => plan_err!("suzerain.{key} is 'null' or 'error', not '{text}'"),
        }
    }
}

impl ConfigExtension for Settings {
    const PREFIX: &'static str = "suzerain";
}

impl ExtensionOptions for Settings {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn cloned(&self) -> Box<dyn ExtensionOptions> {
        Box::new(self.clone())
    }

    fn set(&mut self, key: &str, value: &str) -> Result<()> {
        match key {
            "atlas" => value.clone_into(&mut self.atlas),
            "bad_positions" => self.bad_positions = BadValues::of(key, value)?,
            "bad_dates" => self.bad_dates = BadValues::of(key, value)?,
            _ => return plan_err!("suzerain.{key} is no setting: atlas, bad_positions and bad_dates are"),
        }
        Ok(())
    }

    fn entries(&self) -> Vec<ConfigEntry> {
        let entry = |key: &str, value: &str, description| ConfigEntry {
            key: format!("suzerain.{key}"),
            value: Some(value.to_owned()),
            description,
        };
        vec![
            entry("atlas", &self.atlas, "The atlas that is asked where a query names none: a name or a file"),
            entry(
                "bad_positions",
                self.bad_positions.as_str(),
                "What a row gives whose degrees are no position: null or error",
            ),
            entry("bad_dates", self.bad_dates.as_str(), "What a row gives whose day is no day: null or error"),
        ]
    }
}
