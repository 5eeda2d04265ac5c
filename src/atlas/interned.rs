//! Values that are kept as long as what owns them, each once.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

/// A set that only grows, so that references into it stay good: many threads read it and add to it without a lock.
///
/// It is a tree in which the hash of a value says which way to go. Finding or adding a value takes O(log n).
#[derive(Debug)]
pub(crate) struct Interned<T>(Branch<T>);

type Branch<T> = OnceLock<Box<Node<T>>>;

#[derive(Debug)]
struct Node<T> {
    value: T,
    branches: [Branch<T>; 4],
}

impl<T: Clone + Eq + Hash> Interned<T> {
    /// The kept copy of a value.
    pub(crate) fn get_or_insert(&self, value: &T) -> &T {
        let mut hasher = DefaultHasher::new();
        value.hash(&mut hasher);
        let (mut way, mut branch) = (hasher.finish(), &self.0);
        loop {
            // Another thread may be first here with another value, which is then passed like any other.
            let node = branch.get_or_init(|| Box::new(Node { value: value.clone(), branches: Default::default() }));
            if node.value == *value {
                return &node.value;
            }
            let [first, second, third, fourth] = &node.branches;
            branch = match way & 3 {
                0 => first,
                1 => second,
                2 => third,
                _ => fourth,
            };
            way >>= 2;
        }
    }
}

impl<T> Default for Interned<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_kept_once() {
        let kept = Interned::default();
        let first: Vec<&u32> = (0..1000).map(|value| kept.get_or_insert(&value)).collect();
        for (value, &first) in (0..1000).zip(&first) {
            assert_eq!(*first, value);
            assert!(std::ptr::eq(kept.get_or_insert(&value), first));
        }
    }

    #[test]
    fn threads_share_one_copy() {
        let kept: Interned<String> = Interned::default();
        let all = |_| (0..500).map(|value| kept.get_or_insert(&value.to_string())).collect::<Vec<_>>();
        let found: Vec<Vec<&String>> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..4).map(|thread| scope.spawn(move || all(thread))).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        for other in &found {
            assert!(found[0].iter().zip(other).all(|(&one, &other)| std::ptr::eq(one, other)));
        }
    }
}
