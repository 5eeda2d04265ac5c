//! What a module above keeps with an atlas, so that it is worked out once.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, OnceLock};

/// One value of a type that the atlas does not know.
///
/// It is set whole or not at all, and never changed: a panic leaves nothing half made behind.
#[derive(Debug, Default)]
pub(crate) struct Kept(AssertUnwindSafe<OnceLock<Arc<dyn Any + Send + Sync>>>);

impl Kept {
    /// The value, made when first asked for.
    pub(crate) fn get_or_init<T: Any + Send + Sync>(&self, make: impl Fn() -> T) -> Arc<T> {
        let kept = self.0.get_or_init(|| Arc::new(make()));
        // Kept as another type it is made anew each time: slow, but right.
        Arc::clone(kept).downcast().unwrap_or_else(|_| Arc::new(make()))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_value_is_made_once() {
        let (kept, count) = (Kept::default(), Cell::new(0));
        let ground = || {
            count.set(count.get() + 1);
            "ground".to_owned()
        };
        assert_eq!([kept.get_or_init(ground), kept.get_or_init(ground)].map(|it| (*it).clone()), ["ground", "ground"]);
        assert_eq!(count.get(), 1);
        assert_eq!(*kept.get_or_init(|| 7), 7);
    }
}
