//! The days on which something changes.

use time::Date;

use crate::model::date::Period;
use crate::model::timeline::turning_days;

/// The days on which a period begins or ends, surely or possibly.
pub(super) fn turns(period: Period) -> Vec<Date> {
    turning_days(&period).collect()
}
