//! Every way to take one item of each of several lists.

/// The most ways that are listed of one thing; what is left out is said.
pub(super) const MOST_WAYS: usize = 256;

/// Ways, and whether some are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Ways<T> {
    pub(super) list: Vec<T>,
    pub(super) is_cut: bool,
}

/// Every way to take one item of each list, the items of the last list changing fastest.
///
/// Where there are more than [`MOST_WAYS`], some are left out; each item of each list is still in one of them.
pub(super) fn ways<T: Clone>(lists: &[Vec<T>]) -> Ways<Vec<T>> {
    let all = lists.iter().try_fold(1_usize, |product, list| product.checked_mul(list.len()));
    let is_cut = all.is_none_or(|all| all > MOST_WAYS);
    let mut numbers: Vec<Vec<usize>> = Vec::new();
    if is_cut {
        let longest = lists.iter().map(Vec::len).max().unwrap_or(0);
        numbers.extend((0..longest).map(|item| lists.iter().map(|list| item % list.len().max(1)).collect()));
    }
    for way in 0..all.unwrap_or(usize::MAX).min(MOST_WAYS) {
        if numbers.len() >= MOST_WAYS {
            break;
        }
        let way = digits(way, lists);
        if !numbers.contains(&way) {
            numbers.push(way);
        }
    }
    let items = |numbers: Vec<usize>| lists.iter().zip(numbers).filter_map(|(list, item)| list.get(item).cloned());
    Ways { list: numbers.into_iter().map(|way| items(way).collect()).collect(), is_cut }
}

/// A number written with one digit for each list.
fn digits<T>(mut number: usize, lists: &[Vec<T>]) -> Vec<usize> {
    let mut digits: Vec<usize> = Vec::with_capacity(lists.len());
    for list in lists.iter().rev() {
        let length = list.len().max(1);
        digits.push(number % length);
        number /= length;
    }
    digits.reverse();
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_are_listed_in_order() {
        let found = ways(&[vec![1, 2], vec![3], vec![4, 5]]);
        let expected = vec![vec![1, 3, 4], vec![1, 3, 5], vec![2, 3, 4], vec![2, 3, 5]];
        assert_eq!(found, Ways { list: expected, is_cut: false });
        assert_eq!(ways::<u8>(&[]), Ways { list: vec![vec![]], is_cut: false });
        assert_eq!(ways::<u8>(&[vec![], vec![1]]), Ways { list: vec![], is_cut: false });
    }

    #[test]
    fn a_cut_says_so_and_leaves_out_no_item() {
        let lists: Vec<Vec<usize>> = (1..40).map(|length| (0..length).collect()).collect();
        let found = ways(&lists);
        assert!(found.is_cut && found.list.len() == MOST_WAYS);
        for (place, list) in lists.iter().enumerate() {
            assert!(list.iter().all(|item| found.list.iter().any(|way| way[place] == *item)));
        }
        let long = ways(&[(0..1000).collect(), vec![0, 1]]);
        assert!(long.is_cut && long.list.len() == 1000);
    }
}
