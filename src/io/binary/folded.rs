//! Signed numbers as unsigned ones.

/// A signed number as an unsigned one, small where it is near 0: the sign is the lowest bit.
pub(super) fn folded(number: i32) -> u32 {
    (number.cast_unsigned() << 1) ^ (number >> 31).cast_unsigned()
}

/// The number that was [`folded`].
pub(super) fn unfolded(folded: u32) -> i32 {
    ((folded >> 1) ^ (folded & 1).wrapping_neg()).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_come_back() {
        for number in [0, 1, -1, 2, -2, i32::MAX, i32::MIN] {
            assert_eq!(unfolded(folded(number)), number);
        }
        assert_eq!([0, -1, 1, -2].map(folded), [0, 1, 2, 3]);
    }
}
