//! How large a territory is.

use super::{Atlas, UnknownCode};
use crate::space;

impl Atlas {
    /// The area of a territory in km2 on the ellipsoid.
    ///
    /// # Errors
    ///
    /// [`UnknownCode`] when the atlas has no territory of this code.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::Atlas;
    ///
    /// let atlas = Atlas::south_caucasus();
    /// let karki = atlas.territory("karki").expect("a territory of the atlas");
    /// assert!((5.0..50.0).contains(&atlas.area_km2(karki.code())?));
    /// # }
    /// # Ok::<(), suzerain::UnknownCode>(())
    /// ```
    pub fn area_km2(&self, territory: impl AsRef<str>) -> Result<f64, UnknownCode> {
        let store = self.store();
        let (number, _) = store.known_territory(territory.as_ref())?;
        let shapes = store.leaves(number).iter().filter_map(|&shape| store.grounds.shapes.get(shape as usize));
        Ok(shapes.map(space::area_km2).sum())
    }
}
