//! Where on the way round the globe there is ground.

use super::arcs::Arc;

/// So many turns of the meridian are asked whether there is ground.
const COUNT: u32 = 360;
/// The middle of a map is moved by at most so many degrees for the edge of the projection to miss the ground.
const FARTHEST: u32 = 30;

/// Ground with a narrower stretch without any is all round the globe, and shown as the world mostly is.
const NARROWEST: u32 = 60;

/// The sectors between whole meridians that some arcs reach into.
pub(super) struct Sectors(Vec<bool>);

impl Sectors {
    pub(super) fn new(arcs: &[&Arc]) -> Self {
        let mut is_ground = vec![false; COUNT as usize];
        let sector = |x: i32| (i64::from(x) + 1_800_000_000).div_euclid(10_000_000);
        for arc in arcs {
            for (a, b) in arc.course.iter().zip(arc.course.iter().skip(1)) {
                for number in sector(a.x.min(b.x))..=sector(a.x.max(b.x)) {
                    let number = usize::try_from(number.rem_euclid(i64::from(COUNT))).unwrap_or_default();
                    if let Some(slot) = is_ground.get_mut(number) {
                        *slot = true;
                    }
                }
            }
        }
        Self(is_ground)
    }

    /// The meridian opposite the widest stretch without ground; 0 where there is ground all round, since outlines end
    /// at the antimeridian.
    pub(super) fn middle(&self) -> f64 {
        // Twice round, so that a stretch across the antimeridian is one.
        let (mut best, mut run) = ((0_u32, 0_u32), 0_u32);
        for number in 0..2 * COUNT {
            let taken = self.0.get((number % COUNT) as usize) == Some(&true);
            run = if taken { 0 } else { (run + 1).min(COUNT) };
            if run > best.0 {
                best = (run, number + 1);
            }
        }
        if best.0 < NARROWEST || best.0 >= COUNT {
            return 0.0;
        }
        let opposite = f64::from(best.1) - f64::from(best.0) / 2.0;
        let lon = opposite.rem_euclid(360.0);
        // Sector 0 begins at 180 W, half a turn before the opposite side of what it counts.
        if lon >= 180.0 { lon - 360.0 } else { lon }
    }

    /// The meridian nearest to this one whose opposite cuts no ground; this one where none is near.
    ///
    /// The opposite of 0 cuts none: outlines end at the antimeridian.
    pub(super) fn uncut(&self, lon: f64) -> f64 {
        let near = (0..=FARTHEST).flat_map(|by| [f64::from(by), -f64::from(by)]).map(|by| lon + by);
        let free = near.chain([0.0]).filter(|&near| near == 0.0 || self.is_free(near + 180.0));
        let nearest = free.min_by(|one, other| (one - lon).abs().total_cmp(&(other - lon).abs()));
        nearest.filter(|near| (near - lon).abs() <= f64::from(FARTHEST)).unwrap_or(lon)
    }

    fn is_free(&self, lon: f64) -> bool {
        let from_west = (lon + 180.0).rem_euclid(360.0);
        (0..).zip(&self.0).any(|(number, &is_ground)| {
            let west = f64::from(number);
            west <= from_west && from_west < west + 1.0 && !is_ground
        })
    }
}
