//! Cuts outlines that cross 180 degrees of longitude, and closes those around a pole.

/// What is not beyond this is rounded to 180 degrees.
const EDGE: f64 = 180.000_000_05;

/// Longitudes up to a turn and a half are turned back; beyond, it is no longitude.
const FARTHEST: f64 = 540.0;

/// A ring in degrees, closed or open.
type Path = Vec<[f64; 2]>;

/// Whether rings go beyond 180 degrees, or have an edge that must mean the short way across it.
pub(super) fn is_crossed(rings: &[Path]) -> bool {
    rings.iter().any(|ring| {
        let is_beyond = ring.iter().any(|[lon, _]| lon.abs() > EDGE && lon.abs() <= FARTHEST);
        is_beyond || ring.windows(2).any(|edge| matches!(edge, [a, b] if is_long(*a, *b)))
    })
}

/// Whether an edge spans more than half a turn, so that it means the short way round.
///
/// Not along a pole, where it has no length, however many degrees it spans; and not from -180 to 180, a whole turn,
/// unless the latitude differs: that is the border of a map of the world.
#[expect(clippy::float_cmp, reason = "an edge along a pole or a parallel lies on it exactly")]
fn is_long([ax, ay]: [f64; 2], [bx, by]: [f64; 2]) -> bool {
    let is_on_a_pole = ay == by && ay.abs() == 90.0;
    let is_whole_turn = ay == by && (ax - bx).abs() == 360.0;
    (ax - bx).abs() > 180.0 && !is_on_a_pole && !is_whole_turn
}

/// The rings of a polygon, closed, cut at each odd multiple of 180 degrees and put back within -180 to 180.
///
/// A ring that goes round the earth is closed over the pole that is nearer to its mean latitude: along 180 degrees to the
/// pole, and back along -180. `None` if a ring is no ring, or goes round more than once.
#[expect(clippy::float_cmp, reason = "crossings are put on 180 degrees exactly")]
pub(super) fn cut(rings: &[Path]) -> Option<Vec<Path>> {
    let (mut whole, mut chains) = (Vec::new(), Vec::new());
    let mut around: Path = Vec::new();
    for ring in rings {
        let Unrolled { path, turns } = unrolled(ring)?;
        if turns != 0 {
            around.extend(&path);
        }
        match split(&path, turns) {
            Some(split) => chains.extend(split),
            None => whole.push(wrapped(&path)),
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "rings have fewer vertices than there are whole numbers in a float")]
    let mean = around.iter().map(|[_, lat]| lat).sum::<f64>() / around.len().max(1) as f64;
    let pole = if mean < 0.0 { -90.0 } else { 90.0 };
    let mut pieces = joined(&chains, pole);
    pieces.extend(whole);
    // What runs along 180 degrees on the other side has no area here.
    pieces.retain(|piece| !piece.iter().all(|[lon, _]| *lon == 180.0) && !piece.iter().all(|[lon, _]| *lon == -180.0));
    for piece in &mut pieces {
        piece.extend(piece.first().copied());
    }
    Some(pieces)
}

/// Puts a vertex in the middle of each edge that spans more than half a turn on the map, but not along a pole: how many.
pub(super) fn halve(ring: &mut Path) -> usize {
    let mut halved = Path::with_capacity(ring.len());
    for &at in ring.iter() {
        #[expect(clippy::float_cmp, reason = "an edge along a pole lies on it exactly")]
        if let Some(&[lon, lat]) = halved.last()
            && (at[0] - lon).abs() > 180.0
            && !(at[1] == lat && lat.abs() == 90.0)
        {
            halved.push([f64::midpoint(lon, at[0]), f64::midpoint(lat, at[1])]);
        }
        halved.push(at);
    }
    let count = halved.len() - ring.len();
    *ring = halved;
    count
}

/// An open ring with each edge the short way round, and how many turns its end lies beyond its beginning, to the east.
struct Unrolled {
    path: Path,
    turns: i32,
}

/// `None` if the ring does not come back to where it began.
fn unrolled(ring: &Path) -> Option<Unrolled> {
    if ring.iter().any(|[lon, _]| lon.is_nan() || lon.abs() > FARTHEST) {
        return None;
    }
    let (&first, rest) = ring.split_first()?;
    let mut path = vec![first];
    let (mut shift, mut before) = (0.0, first);
    for &at in rest {
        if is_long(before, at) {
            let turns = ((at[0] - before[0]) / 360.0).round() * 360.0;
            shift -= turns;
        }
        before = at;
        path.push([at[0] + shift, at[1]]);
    }
    let &[end, lat] = path.last()?;
    #[expect(clippy::cast_possible_truncation, reason = "each edge adds half a turn at most")]
    let turns = ((end - first[0]) / 360.0).round() as i32;
    let is_back = (end - first[0] - f64::from(turns) * 360.0).abs() < 1e-7 && (lat - first[1]).abs() < 1e-7;
    path.pop();
    (is_back && turns.abs() <= 1 && path.len() > 2).then_some(Unrolled { path, turns })
}

/// In which turn a longitude lies: 0 from -180, exclusive, to 180, inclusive.
#[expect(clippy::cast_possible_truncation, reason = "longitudes are within a few turns")]
fn turn(lon: f64) -> i32 {
    ((lon - 180.0) / 360.0).ceil() as i32
}

/// A stretch of a ring within one turn, put back within -180 to 180, from one crossing of 180 degrees to the next.
struct Chain {
    path: Path,
    /// Where it begins and where it ends: on the east of the map or on its west.
    ends_east: [bool; 2],
}

/// The stretches of an open ring between its crossings of 180 degrees; `None` if it has none.
fn split(path: &Path, turns: i32) -> Option<Vec<Chain>> {
    let next = |number: usize| match path.get(number + 1) {
        Some(next) => Some(*next),
        None => path.first().map(|[lon, lat]| [lon + f64::from(turns) * 360.0, *lat]),
    };
    let first = (0..path.len())
        .find(|&number| path.get(number).zip(next(number)).is_some_and(|(from, to)| turn(from[0]) != turn(to[0])))?;
    let mut chains: Vec<Chain> = Vec::new();
    let mut open: Option<Chain> = None;
    // From the first crossing once around, and to it again.
    for step in 0..=path.len() {
        let number = (first + step) % path.len();
        let (from, to) = (*path.get(number)?, next(number)?);
        let (mut here, end) = (turn(from[0]), turn(to[0]));
        while here != end {
            let is_east = end > here;
            let meridian = f64::from(here) * 360.0 + if is_east { 180.0 } else { -180.0 };
            let lat = from[1] + (to[1] - from[1]) * ((meridian - from[0]) / (to[0] - from[0]));
            if let Some(mut chain) = open.take() {
                chain.path.push([if is_east { 180.0 } else { -180.0 }, lat]);
                chain.ends_east[1] = is_east;
                chains.push(chain);
            }
            if step == path.len() {
                return Some(chains);
            }
            let begin = [if is_east { -180.0 } else { 180.0 }, lat];
            open = Some(Chain { path: vec![begin], ends_east: [!is_east; 2] });
            here += if is_east { 1 } else { -1 };
        }
        if let Some(chain) = &mut open {
            chain.path.push([to[0] - f64::from(end) * 360.0, to[1]]);
        }
    }
    Some(chains)
}

/// A ring without crossings, put back within -180 to 180.
fn wrapped(path: &Path) -> Path {
    let shift = path.first().map_or(0.0, |[lon, _]| f64::from(turn(*lon)) * 360.0);
    path.iter().map(|[lon, lat]| [lon - shift, *lat]).collect()
}

/// An end of a chain: which, and whether it is its beginning.
type End = (usize, bool);

/// Joins chains along 180 degrees into open rings: on each side of the map the area lies between ends in pairs, from the
/// south; or from the pole on, where their number is odd because a ring goes round it.
fn joined(chains: &[Chain], pole: f64) -> Vec<Path> {
    let side = |is_east: bool| {
        let mut ends: Vec<(f64, End)> = Vec::new();
        for (number, chain) in chains.iter().enumerate() {
            let lats = [chain.path.first(), chain.path.last()].map(|end| end.map_or(0.0, |[_, lat]| *lat));
            for (is_begin, (lat, end_east)) in [true, false].into_iter().zip(lats.into_iter().zip(chain.ends_east)) {
                if end_east == is_east {
                    ends.push((lat, (number, is_begin)));
                }
            }
        }
        ends.sort_by(|a, b| a.0.total_cmp(&b.0));
        ends.into_iter().map(|(_, end)| end).collect::<Vec<End>>()
    };
    let sides = [side(false), side(true)];
    // The end at which the ring goes on, and whether it goes there over the pole.
    let partner = |end: End, is_east: bool| -> Option<(End, bool)> {
        let [here, there] = if is_east { [&sides[1], &sides[0]] } else { [&sides[0], &sides[1]] };
        let at = here.iter().position(|known| *known == end)?;
        let is_odd = here.len() % 2 == 1;
        let at_pole = if pole < 0.0 { 0 } else { here.len() - 1 };
        if is_odd && at == at_pole {
            return Some((*there.get(at)?, true));
        }
        let skip = usize::from(is_odd && pole < 0.0);
        Some((*here.get(((at - skip) ^ 1) + skip)?, false))
    };
    let mut used = vec![false; chains.len()];
    let mut rings = Vec::new();
    for begin in 0..chains.len() {
        let (mut number, mut forward) = (begin, true);
        let mut ring = Path::new();
        while let (Some(chain), Some(is_used @ false)) = (chains.get(number), used.get_mut(number)) {
            *is_used = true;
            if forward {
                ring.extend(&chain.path);
            } else {
                ring.extend(chain.path.iter().rev());
            }
            let [begins_east, ends_east] = chain.ends_east;
            let is_east = if forward { ends_east } else { begins_east };
            let Some(((next, is_begin), over_pole)) = partner((number, !forward), is_east) else { break };
            if over_pole {
                let lon = if is_east { 180.0 } else { -180.0 };
                ring.extend([[lon, pole], [-lon, pole]]);
            }
            (number, forward) = (next, is_begin);
        }
        if !ring.is_empty() {
            rings.push(ring);
        }
    }
    rings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn doubled_area(rings: &[Path]) -> f64 {
        let edges = |ring: &Path| ring.windows(2).map(|e| e[0][0] * e[1][1] - e[1][0] * e[0][1]).sum::<f64>();
        rings.iter().map(|ring| edges(ring).abs()).sum()
    }

    #[test]
    fn a_square_across_the_line_becomes_two() {
        for ring in [
            vec![[170.0, 0.0], [-170.0, 0.0], [-170.0, 10.0], [170.0, 10.0], [170.0, 0.0]],
            vec![[170.0, 0.0], [190.0, 0.0], [190.0, 10.0], [170.0, 10.0], [170.0, 0.0]],
            vec![[-190.0, 0.0], [-170.0, 0.0], [-170.0, 10.0], [-190.0, 10.0], [-190.0, 0.0]],
            vec![
                [170.0, 0.0],
                [180.0, 0.0],
                [-170.0, 0.0],
                [-170.0, 10.0],
                [-180.0, 10.0],
                [170.0, 10.0],
                [170.0, 0.0],
            ],
        ] {
            assert!(is_crossed(std::slice::from_ref(&ring)));
            let cut = cut(&[ring]).unwrap();
            assert_eq!(cut.len(), 2);
            assert!((doubled_area(&cut) - 400.0).abs() < 1e-9, "{cut:?}");
            assert!(cut.iter().flatten().all(|[lon, _]| lon.abs() <= 180.0));
        }
    }

    #[test]
    fn a_comb_with_a_hole_is_cut_into_its_teeth() {
        // Two teeth reach across; a hole lies on the line in the lower one.
        let comb = vec![
            [170.0, 0.0],
            [190.0, 0.0],
            [190.0, 10.0],
            [175.0, 10.0],
            [175.0, 20.0],
            [190.0, 20.0],
            [190.0, 30.0],
            [170.0, 30.0],
            [170.0, 0.0],
        ];
        let hole = vec![[178.0, 4.0], [178.0, 6.0], [182.0, 6.0], [182.0, 4.0], [178.0, 4.0]];
        let cut = cut(&[comb, hole]).unwrap();
        // The west is one ring with two bays, the east two teeth, one of them with a bay.
        assert_eq!(cut.len(), 3, "{cut:?}");
        assert!((doubled_area(&cut) - 2.0 * (20.0 * 30.0 - 15.0 * 10.0 - 8.0)).abs() < 1e-9, "{cut:?}");
    }

    #[test]
    fn a_square_beside_the_line_is_only_moved() {
        let beside = vec![[180.0, 0.0], [190.0, 0.0], [190.0, 10.0], [180.0, 10.0], [180.0, 0.0]];
        let cut = cut(&[beside]).unwrap();
        assert_eq!(cut.len(), 1, "{cut:?}");
        assert!((doubled_area(&cut) - 200.0).abs() < 1e-9, "{cut:?}");
        assert!(cut.iter().flatten().all(|[lon, _]| (-180.0..=-170.0).contains(lon)), "{cut:?}");
    }

    #[test]
    fn a_ring_around_a_pole_is_closed_over_it() {
        for (lat, turned) in [(80.0, false), (-80.0, false), (80.0, true), (-80.0, true)] {
            let mut ring = vec![[0.0, lat], [120.0, lat], [-120.0, lat], [0.0, lat]];
            if turned {
                ring.reverse();
            }
            assert!(is_crossed(std::slice::from_ref(&ring)));
            let cut = cut(&[ring]).unwrap();
            assert_eq!(cut.len(), 1);
            assert!((doubled_area(&cut) - 2.0 * 360.0 * 10.0).abs() < 1e-9, "{cut:?}");
        }
        // Beginning and ending on the line, and on longitudes beyond it.
        for shift in [-180.0, 0.0, 180.0] {
            let ring = (0..=18).map(|step| [shift + 20.0 * f64::from(step), -80.0]).collect::<Path>();
            let cut = cut(&[ring]).unwrap();
            assert!((doubled_area(&cut) - 2.0 * 360.0 * 10.0).abs() < 1e-9, "{shift}: {cut:?}");
        }
    }

    #[test]
    fn a_band_between_two_parallels_has_no_pole() {
        let ring = |lat: f64| vec![[0.0, lat], [120.0, lat], [-120.0, lat], [0.0, lat]];
        let cut = cut(&[ring(-60.0), ring(-80.0)]).unwrap();
        assert!((doubled_area(&cut) - 2.0 * 360.0 * 20.0).abs() < 1e-9, "{cut:?}");
        assert!(cut.iter().flatten().all(|[_, lat]| (-80.0..=-60.0).contains(lat)), "{cut:?}");
    }

    #[test]
    fn a_coast_that_wanders_over_the_line_is_closed_over_the_pole() {
        // The ring crosses 180 degrees three times.
        let ring = vec![
            [-170.0, -70.0],
            [0.0, -75.0],
            [170.0, -70.0],
            [-175.0, -72.0],
            [175.0, -78.0],
            [-170.0, -80.0],
            [-170.0, -70.0],
        ];
        let cut = cut(&[ring]).unwrap();
        let is_inside = |[x, y]: [f64; 2]| {
            let edges = cut.iter().flat_map(|ring| ring.windows(2));
            let crossed = edges.filter(|edge| {
                let ([ax, ay], [bx, by]) = (edge[0], edge[1]);
                (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
            });
            crossed.count() % 2 == 1
        };
        assert!(is_inside([0.0, -89.0]) && is_inside([179.9, -89.0]) && is_inside([-179.9, -89.0]));
        assert!(!is_inside([0.0, -60.0]) && !is_inside([179.9, -60.0]));
        // Between the second crossing and the third there is a bay.
        assert!(!is_inside([179.9, -77.0]) && is_inside([179.9, -73.0]) && is_inside([-179.9, -73.0]));
    }

    #[test]
    fn an_edge_around_the_world_is_halved() {
        let mut band = vec![[-180.0, -60.0], [180.0, -60.0], [180.0, 60.0], [-180.0, 60.0], [-180.0, -60.0]];
        assert!(!is_crossed(std::slice::from_ref(&band)));
        assert_eq!(halve(&mut band), 2);
        assert_eq!(band.len(), 7);
        let mut pole = vec![[-180.0, -90.0], [180.0, -90.0], [180.0, -80.0], [0.0, -70.0], [-180.0, -80.0]];
        assert_eq!(halve(&mut pole), 0);
    }
}
