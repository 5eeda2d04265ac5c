//! The embedded atlas of the South Caucasus.
//!
//! Its documents lie in `src/south_caucasus/data` of the repository, with a README that says where every outline came
//! from and how it was made. They are what people review; compiled in is only their [binary form](crate::binary), which
//! `tests/binary` makes of them and compares, byte by byte.

use std::sync::LazyLock;

use crate::atlas::Atlas;

static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    #[expect(clippy::panic, reason = "the bytes are compiled in; the tests read them")]
    match Atlas::from_bytes(include_bytes!("data/south-caucasus.suz")) {
        Ok(atlas) => atlas,
        Err(error) => panic!("{error}"),
    }
});

impl Atlas {
    /// The atlas of the South Caucasus: the Armenia–Azerbaijan border region, from 1801 to today.
    ///
    /// It is compiled in (feature `embedded`), read when it is first asked for, and shared from then on. Its
    /// viewpoint and its edition are in [`Atlas::about`].
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::Atlas;
    ///
    /// let atlas = Atlas::south_caucasus();
    /// assert_eq!(atlas.about().name(), "south-caucasus");
    /// assert!(atlas.about().viewpoint().is_some() && atlas.polities().len() > 100);
    /// # }
    /// ```
    #[must_use]
    pub fn south_caucasus() -> &'static Self {
        &ATLAS
    }
}
