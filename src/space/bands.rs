//! Bands of latitude, so that large inputs can be processed one part at a time.

use std::ops::Range;

use super::bins::Bins;

/// A band has at least about this many values.
const FEW: usize = 2048;
/// How many values of a band are sampled.
const SAMPLE: usize = 32;

/// Bands from south to north with about the same number of values in each, roughly `most` at most. Together they cover
/// every number.
pub(super) fn bands(values: impl Iterator<Item = i32> + Clone, most: usize) -> Vec<Range<i64>> {
    let count = values.clone().count();
    let wanted = (count / FEW).clamp(1, most.max(1));
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

/// The items in each band, in their order; an item reaches from one latitude to another.
pub(super) fn within(bands: &[Range<i64>], reaches: impl Iterator<Item = (i32, i32)>) -> Bins {
    let band = |y: i32| u32::try_from(bands.partition_point(|band| band.end <= i64::from(y))).unwrap_or(u32::MAX);
    let mut pairs = Vec::with_capacity(reaches.size_hint().0);
    for (number, (south, north)) in (0..).zip(reaches) {
        let first = band(south);
        // Most items lie in one band.
        let is_one = bands.get(first as usize).is_some_and(|band| i64::from(north) < band.end);
        pairs.extend((first..=if is_one { first } else { band(north) }).map(|band| (band, number)));
    }
    Bins::new(bands.len(), &pairs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_hold_every_number_once() {
        for values in [vec![], vec![7; 100_000], (0..100_000).collect(), vec![i32::MIN, i32::MAX]] {
            let bands = bands(values.iter().copied(), 64);
            assert!(bands.len() <= 128 && bands.iter().all(|band| band.start < band.end));
            assert_eq!(bands.first().map(|band| band.start), Some(i64::from(i32::MIN)));
            assert_eq!(bands.last().map(|band| band.end), Some(i64::from(i32::MAX) + 1));
            assert!(bands.windows(2).all(|pair| pair[0].end == pair[1].start));
        }
        let many = bands(0..100_000, 64);
        assert!(many.len() > 40);
        let bins = within(&many, [(0, 99_999), (5, 5)].into_iter());
        assert_eq!(bins.get(0), [0, 1]);
        assert!((1..many.len()).all(|band| bins.get(band) == [0]));
    }
}
