//! How large a territory is.

use super::Atlas;
use crate::space;

impl Atlas {
    /// The ground of a territory in km2 on the ellipsoid; `None` for an unknown code.
    #[must_use]
    pub fn area_km2(&self, territory: &str) -> Option<f64> {
        let store = self.store();
        let number = store.territory_number(territory.parse().ok()?)?;
        let shapes = store.leaves(number).iter().filter_map(|&shape| store.grounds.shapes.get(shape as usize));
        Some(shapes.map(space::area_km2).sum())
    }
}
