//! The days on which a shape matters.

/// A half-open range of day numbers; `i32::MIN` and `i32::MAX` stand for an open side.
///
/// `space` does not know what the numbers count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Days {
    /// The first day.
    pub(crate) from: i32,
    /// The first day that no longer belongs.
    pub(crate) until: i32,
}

impl Days {
    /// Every day.
    pub(crate) const ALWAYS: Self = Self { from: i32::MIN, until: i32::MAX };

    /// The days from `from` to the day before `until`.
    pub(crate) const fn new(from: i32, until: i32) -> Self {
        Self { from, until }
    }

    /// Whether the day belongs. An open side has no last day, so `i32::MAX` counts as the day before it.
    pub(crate) fn hold(self, day: i32) -> bool {
        let day = day.min(i32::MAX - 1);
        self.from <= day && day < self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_day_belongs_to_the_successor() {
        let days = Days::new(3, 5);
        assert_eq!((2..=5).map(|day| days.hold(day)).collect::<Vec<_>>(), [false, true, true, false]);
        assert!(Days::ALWAYS.hold(i32::MIN) && Days::ALWAYS.hold(i32::MAX) && Days::ALWAYS.hold(0));
        assert!(!Days::new(5, 5).hold(5));
    }
}
