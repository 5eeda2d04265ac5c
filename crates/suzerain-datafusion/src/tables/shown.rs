//! What a table shows.

use datafusion::arrow::array::RecordBatch;
use datafusion::arrow::datatypes::SchemaRef;
use datafusion::common::{DataFusionError, Result, plan_datafusion_err};
use serde_json::{Value, json};
use suzerain::{Basis, Position};
use time::Date;

use super::{changes, history, snapshot};
use crate::atlases::Atlases;

/// What a table shows, of which edition of which atlas.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    what: What,
    atlas: String,
    edition: String,
    atlases: Atlases,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum What {
    History(Position),
    Snapshot(Date, Basis),
    Changes(Date, Date),
}

impl Shown {
    /// What an atlas of the name has to show; fails where there is none.
    pub(super) fn new(what: What, atlas: String, atlases: &Atlases) -> Result<Self> {
        let edition = atlases.known(&atlas)?.edition().to_owned();
        Ok(Self { what, atlas, edition, atlases: atlases.clone() })
    }

    /// The columns.
    pub(super) fn schema(&self) -> SchemaRef {
        match self.what {
            What::History(_) => history::schema(),
            What::Snapshot(..) => snapshot::schema(),
            What::Changes(..) => changes::schema(),
        }
    }

    /// The rows, in these columns or all.
    pub(super) fn rows(&self, columns: Option<&[usize]>) -> Result<RecordBatch> {
        let known = self.atlases.known(&self.atlas)?;
        known.check(&self.atlas, &self.edition)?;
        let (atlas, schema) = (&known.atlas, self.schema());
        let rows = match self.what {
            What::History(place) => history::rows(atlas, place, &schema),
            What::Snapshot(date, basis) => {
                let is_drawn = columns.is_none_or(|columns| columns.contains(&snapshot::OUTLINE));
                snapshot::rows(atlas, date, basis, is_drawn, &schema)
            }
            What::Changes(from, to) => changes::rows(atlas, from, to, &schema),
        }?;
        match columns {
            Some(columns) => Ok(rows.project(columns)?),
            None => Ok(rows),
        }
    }

    /// As bytes, with the columns that are wanted of it.
    pub(crate) fn to_bytes(&self, columns: Option<&[usize]>) -> Vec<u8> {
        let what = match self.what {
            What::History(place) => json!({ "history": [place.lon(), place.lat()] }),
            What::Snapshot(date, basis) => json!({ "snapshot": [date.to_julian_day(), basis.as_str()] }),
            What::Changes(from, to) => json!({ "changes": [from.to_julian_day(), to.to_julian_day()] }),
        };
        let whole = json!({ "what": what, "atlas": self.atlas, "edition": self.edition, "columns": columns });
        whole.to_string().into_bytes()
    }

    /// From bytes that [`Shown::to_bytes`] gave, with the columns.
    pub(crate) fn from_bytes(bytes: &[u8], atlases: &Atlases) -> Result<(Self, Option<Vec<usize>>)> {
        let whole: Value = serde_json::from_slice(bytes).map_err(|error| plan_datafusion_err!("a table: {error}"))?;
        let text = |key: &str| Some(whole.get(key)?.as_str()?.to_owned());
        let shown = || Some((What::from_json(whole.get("what")?)?, text("atlas")?, text("edition")?));
        let (what, atlas, edition) = shown().ok_or_else(broken)?;
        let column = |number: &Value| usize::try_from(number.as_u64()?).ok();
        let columns = match whole.get("columns").and_then(Value::as_array) {
            Some(columns) => Some(columns.iter().map(column).collect::<Option<_>>().ok_or_else(broken)?),
            None => None,
        };
        Ok((Self { what, atlas, edition, atlases: atlases.clone() }, columns))
    }
}

impl What {
    fn from_json(value: &Value) -> Option<Self> {
        let pair = |key: &str| {
            let pair = value.get(key)?;
            Some((pair.get(0)?, pair.get(1)?))
        };
        let day = |value: &Value| Date::from_julian_day(i32::try_from(value.as_i64()?).ok()?).ok();
        if let Some((lon, lat)) = pair("history") {
            return Position::from_lon_lat(lon.as_f64()?, lat.as_f64()?).ok().map(Self::History);
        }
        if let Some((date, basis)) = pair("snapshot") {
            return Some(Self::Snapshot(day(date)?, basis.as_str()?.parse().ok()?));
        }
        let (from, to) = pair("changes")?;
        Some(Self::Changes(day(from)?, day(to)?))
    }
}

fn broken() -> DataFusionError {
    plan_datafusion_err!("a table of suzerain-datafusion is broken, or comes from another version")
}
