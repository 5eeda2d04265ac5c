//! Circles and chains of things that are part of each other.
//!
//! Each is a list of numbers: what the thing of that number is part of. Chains may be as long as a document; nothing here
//! is recursive.

/// The groups of things each of which is part of itself by way of the others, each group ascending, by their first.
///
/// Tarjan, Depth-first search and linear graph algorithms (SIAM Journal on Computing 1, 1972). O(n) in the bonds.
pub(super) fn circles(wholes: &[Vec<u32>]) -> Vec<Vec<u32>> {
    let mut found: Vec<Vec<u32>> = Vec::new();
    let mut search = Search::new(wholes.len());
    for start in 0..wholes.len() {
        search.from(start, wholes, |group| {
            let is_own = |&number: &u32| wholes.get(number as usize).is_some_and(|wholes| wholes.contains(&number));
            if group.len() > 1 || group.first().is_some_and(is_own) {
                let mut group = group.to_vec();
                group.sort_unstable();
                found.push(group);
            }
        });
    }
    found.sort_unstable();
    found
}

/// All numbers in an order in which each comes after what it is part of, circles apart.
pub(super) fn wholes_first(wholes: &[Vec<u32>]) -> Vec<u32> {
    let mut order = Vec::with_capacity(wholes.len());
    let mut search = Search::new(wholes.len());
    for start in 0..wholes.len() {
        search.from(start, wholes, |group| order.extend_from_slice(group));
    }
    order
}

/// How many things there are in the longest chain of which each is part of the next; a circle counts as one.
pub(super) fn longest_chain(wholes: &[Vec<u32>]) -> usize {
    let mut lengths = vec![0_usize; wholes.len()];
    for number in wholes_first(wholes) {
        let above = wholes.get(number as usize).into_iter().flatten();
        let longest = above.filter_map(|&whole| lengths.get(whole as usize)).max().copied().unwrap_or(0);
        if let Some(length) = lengths.get_mut(number as usize) {
            *length = longest + 1;
        }
    }
    lengths.into_iter().max().unwrap_or(0)
}

/// A search in depth that gives connected groups, each after all that it leads to.
struct Search {
    /// When each thing was found, from 1; 0 for not yet.
    found: Vec<usize>,
    /// The earliest thing of the path that each leads back to.
    least: Vec<usize>,
    is_open: Vec<bool>,
    open: Vec<u32>,
    count: usize,
}

impl Search {
    fn new(count: usize) -> Self {
        Self { found: vec![0; count], least: vec![0; count], is_open: vec![false; count], open: Vec::new(), count: 0 }
    }

    /// Goes on from a thing, unless it was found before.
    fn from(&mut self, start: usize, wholes: &[Vec<u32>], mut group: impl FnMut(&[u32])) {
        if self.found.get(start) != Some(&0) {
            return;
        }
        // The things of the path, each with the number of the next of its wholes.
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        self.enter(start);
        while let Some((here, next)) = path.last_mut() {
            let here = *here;
            let whole = wholes.get(here).and_then(|wholes| wholes.get(*next)).map(|&whole| whole as usize);
            *next += 1;
            if let Some(whole) = whole {
                match self.found.get(whole) {
                    Some(0) => {
                        self.enter(whole);
                        path.push((whole, 0));
                    }
                    Some(&found) if self.is_open.get(whole) == Some(&true) => self.lower(here, found),
                    _ => {}
                }
                continue;
            }
            path.pop();
            let least = self.least.get(here).copied().unwrap_or(0);
            if let Some(&(below, _)) = path.last() {
                self.lower(below, least);
            }
            if self.found.get(here) == Some(&least) {
                let first = self.open.iter().rposition(|&member| member as usize == here).unwrap_or(0);
                let members = self.open.split_off(first);
                for &member in &members {
                    if let Some(is_open) = self.is_open.get_mut(member as usize) {
                        *is_open = false;
                    }
                }
                group(&members);
            }
        }
    }

    fn enter(&mut self, number: usize) {
        self.count += 1;
        if let (Some(found), Some(least), Some(is_open)) =
            (self.found.get_mut(number), self.least.get_mut(number), self.is_open.get_mut(number))
        {
            (*found, *least, *is_open) = (self.count, self.count, true);
            self.open.push(u32::try_from(number).unwrap_or(u32::MAX));
        }
    }

    fn lower(&mut self, number: usize, to: usize) {
        if let Some(least) = self.least.get_mut(number) {
            *least = to.min(*least);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_are_groups() {
        let wholes = [vec![1], vec![2, 4], vec![0], vec![0], vec![], vec![5]];
        assert_eq!(circles(&wholes), [vec![0, 1, 2], vec![5]]);
        assert_eq!(circles(&[vec![1], vec![]]), Vec::<Vec<u32>>::new());
        let order = wholes_first(&wholes);
        let place = |number: u32| order.iter().position(|&other| other == number);
        assert!(order.len() == 6 && place(4) < place(0) && place(0) < place(3));
    }

    #[test]
    fn long_chains_end() {
        let chain: Vec<Vec<u32>> =
            (1..=200_000).map(|whole| if whole < 200_000 { vec![whole] } else { vec![] }).collect();
        assert_eq!(longest_chain(&chain), 200_000);
        let round: Vec<Vec<u32>> = (1..=200_000).map(|whole| vec![whole % 200_000]).collect();
        assert_eq!(circles(&round).len(), 1);
    }
}
