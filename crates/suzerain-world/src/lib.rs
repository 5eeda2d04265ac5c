#![doc = include_str!("../README.md")]

use std::sync::LazyLock;

use suzerain::{Atlas, Merge};

static WORLD: LazyLock<Atlas> = LazyLock::new(|| {
    #[expect(clippy::panic, reason = "the bytes are compiled in; the tests read them")]
    match Atlas::from_bytes(include_bytes!("../data/world.suz")) {
        Ok(atlas) => atlas,
        Err(error) => panic!("{error}"),
    }
});

static WITH_CAUCASUS: LazyLock<Atlas> = LazyLock::new(|| {
    #[expect(clippy::panic, reason = "both atlases are compiled in; the tests merge them")]
    match Merge::new(&WORLD, Atlas::south_caucasus()).build() {
        Ok(atlas) => atlas,
        Err(error) => panic!("{error}"),
    }
});

/// The atlas of the world, from 1 January 1946.
///
/// It is read when it is first asked for, and shared from then on. Its viewpoint, its edition and the day up to which it
/// was checked are in [`Atlas::about`].
///
/// # Example
///
/// ```
/// use suzerain::Position;
/// use time::macros::date;
///
/// let stanley = Position::from_lat_lon(22.285, 114.158)?; // Hong Kong, Central
/// let holder = |day| suzerain_world::atlas().controller_at(stanley, day).holder().map(|it| it.name());
/// assert_eq!(holder(date!(1997-06-30)), Some("United Kingdom"));
/// assert_eq!(holder(date!(1997-07-01)), Some("People's Republic of China"));
/// # Ok::<(), suzerain::error::InvalidPosition>(())
/// ```
#[must_use]
pub fn atlas() -> &'static Atlas {
    &WORLD
}

/// The world with the [atlas of the South Caucasus](Atlas::south_caucasus) over it: in the Caucasus that one answers, from
/// 1801 on, and elsewhere the world.
///
/// The two are merged when this is first asked for, which takes about a second.
#[must_use]
pub fn atlas_with_caucasus() -> &'static Atlas {
    &WITH_CAUCASUS
}
