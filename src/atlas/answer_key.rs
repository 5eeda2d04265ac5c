//! What answers with the same candidates share.

use super::Answer;

/// What the answers of one atlas share that rest on the same records: a key for what is made of an answer once and used
/// for all like it, as the texts of a column are.
///
/// Answers with equal keys have the same candidates: the same outcomes, polities and modes of control. Their places and
/// days differ, and with these the names of the day, the certainty and the doubts. Answers with different keys may be
/// alike all the same. A key is a number in memory: it means something as long as its atlas (or a clone of it) lives,
/// beside other keys of that atlas, and cannot be stored. To compare two, or to hash one, is O(1).
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use std::collections::HashMap;
///
/// use suzerain::{AnswerKey, Atlas, Position};
/// use time::macros::date;
///
/// let atlas = Atlas::south_caucasus();
/// let yerevan = Position::from_lat_lon(40.18, 44.51)?;
/// let gyumri = Position::from_lat_lon(40.79, 43.85)?;
/// let questions = [(yerevan, date!(1999-01-01)), (gyumri, date!(2005-05-05)), (yerevan, date!(1960-01-01))];
///
/// // How many rows each kind of answer has, without a look at its holders.
/// let mut rows: HashMap<AnswerKey, usize> = HashMap::new();
/// for (place, day) in questions {
///     *rows.entry(atlas.controller_at(place, day).key()).or_default() += 1;
/// }
/// assert_eq!(rows.len(), 2);
/// assert_eq!(rows[&atlas.controller_at(yerevan, date!(2000-01-01)).key()], 2);
/// # }
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AnswerKey(usize);

impl Answer<'_> {
    /// What it shares with all answers that rest on the same records.
    #[must_use]
    #[inline]
    pub fn key(&self) -> AnswerKey {
        AnswerKey(std::ptr::from_ref(self.verdict).addr())
    }
}
