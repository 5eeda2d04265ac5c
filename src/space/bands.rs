//! Bands of latitude, so that much can be treated a part at a time.

use std::ops::Range;

/// At least so many values in a band, about.
const FEW: usize = 2048;
/// So many bands at most.
const MOST: usize = 64;
/// So many values of a band tell about the others.
const SAMPLE: usize = 32;

/// Bands from south to north with about as many of the values in each; together they hold every number.
pub(super) fn bands(values: impl Iterator<Item = i32> + Clone) -> Vec<Range<i64>> {
    let count = values.clone().count();
    let wanted = (count / FEW).clamp(1, MOST);
    let whole = i64::from(i32::MIN)..i64::from(i32::MAX) + 1;
    if wanted == 1 {
        return vec![whole];
    }
    let mut sample: Vec<i32> = values.step_by((count / (wanted * SAMPLE)).max(1)).collect();
    sample.sort_unstable();
    sample.dedup();
    let starts = sample.chunks((sample.len() / wanted).max(1)).skip(1).filter_map(|chunk| chunk.first().copied());
    let mut ends: Vec<i64> = starts.map(i64::from).collect();
    ends.push(whole.end);
    let mut start = whole.start;
    ends.into_iter().map(|end| std::mem::replace(&mut start, end)..end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_hold_every_number_once() {
        for values in [vec![], vec![7; 100_000], (0..100_000).collect(), vec![i32::MIN, i32::MAX]] {
            let bands = bands(values.iter().copied());
            assert!(bands.len() <= 2 * MOST && bands.iter().all(|band| band.start < band.end));
            assert_eq!(bands.first().map(|band| band.start), Some(i64::from(i32::MIN)));
            assert_eq!(bands.last().map(|band| band.end), Some(i64::from(i32::MAX) + 1));
            assert!(bands.windows(2).all(|pair| pair[0].end == pair[1].start));
        }
        assert!(bands(0..100_000).len() > 40);
    }
}
