//! The longitudes at which an atlas has no territory.

use crate::map::arcs::Arc;

/// Longitudes are looked at in sectors of one degree.
const SECTORS: u32 = 360;
/// The central meridian is moved by at most this many degrees so that the edge of the projection cuts no territory.
const FARTHEST_SHIFT: u32 = 30;
/// Without a gap of this many degrees, territory is taken to lie all round the globe.
const LEAST_GAP: u32 = 60;

/// Which one-degree sectors of longitude some arcs leave free.
///
/// Sector 0 begins at 180 W.
pub(super) struct LongitudeGaps {
    is_free: Vec<bool>,
}

impl LongitudeGaps {
    pub(super) fn new(arcs: &[&Arc]) -> Self {
        let mut is_free = vec![true; SECTORS as usize];
        let sector = |x: i32| (i64::from(x) + 1_800_000_000).div_euclid(10_000_000);
        for arc in arcs {
            for (a, b) in arc.course.iter().zip(arc.course.iter().skip(1)) {
                for number in sector(a.x.min(b.x))..=sector(a.x.max(b.x)) {
                    let number = usize::try_from(number.rem_euclid(i64::from(SECTORS))).unwrap_or_default();
                    if let Some(slot) = is_free.get_mut(number) {
                        *slot = false;
                    }
                }
            }
        }
        Self { is_free }
    }

    /// The meridian opposite the widest gap, as the central meridian of a map; 0 where there is no wide gap, since
    /// outlines end at the antimeridian.
    pub(super) fn opposite_widest(&self) -> f64 {
        // Twice round, so that a gap across the antimeridian counts as one.
        let (mut widest, mut end_of_widest, mut width) = (0_u32, 0_u32, 0_u32);
        for number in 0..2 * SECTORS {
            let is_free = self.is_free.get((number % SECTORS) as usize) != Some(&false);
            width = if is_free { (width + 1).min(SECTORS) } else { 0 };
            if width > widest {
                (widest, end_of_widest) = (width, number + 1);
            }
        }
        if !(LEAST_GAP..SECTORS).contains(&widest) {
            return 0.0;
        }
        // Sectors count from 180 W, so the number of a sector is the longitude opposite to it.
        let opposite = (f64::from(end_of_widest) - f64::from(widest) / 2.0).rem_euclid(360.0);
        if opposite >= 180.0 { opposite - 360.0 } else { opposite }
    }

    /// The central meridian nearest to `lon` whose opposite meridian lies in a gap; `lon` itself where none is near.
    ///
    /// The opposite of 0 always counts as a gap: outlines end at the antimeridian.
    pub(super) fn nearest_uncut(&self, lon: f64) -> f64 {
        let near = (0..=FARTHEST_SHIFT).flat_map(|by| [f64::from(by), -f64::from(by)]).map(|by| lon + by);
        let uncut = near.chain([0.0]).filter(|&near| near == 0.0 || self.is_free_at(near + 180.0));
        let nearest = uncut.min_by(|one, other| (one - lon).abs().total_cmp(&(other - lon).abs()));
        nearest.filter(|near| (near - lon).abs() <= f64::from(FARTHEST_SHIFT)).unwrap_or(lon)
    }

    fn is_free_at(&self, lon: f64) -> bool {
        let from_west = (lon + 180.0).rem_euclid(360.0);
        (0..).zip(&self.is_free).any(|(number, &is_free)| {
            let west = f64::from(number);
            west <= from_west && from_west < west + 1.0 && is_free
        })
    }
}
