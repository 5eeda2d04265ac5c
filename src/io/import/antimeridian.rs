//! Cuts outlines that cross 180 degrees of longitude.

/// What is not beyond this is rounded to 180 degrees.
const EDGE: f64 = 180.000_000_05;

/// A closed ring in degrees.
type Path = Vec<[f64; 2]>;

/// Whether rings go beyond 180 degrees, or have an edge that must mean the short way across it.
pub(super) fn is_crossed(rings: &[Path]) -> bool {
    rings.iter().any(|ring| {
        let is_beyond = ring.iter().any(|[lon, _]| lon.abs() > EDGE && lon.abs() <= 540.0);
        is_beyond || ring.windows(2).any(|edge| matches!(edge, [a, b] if is_long(*a, *b)))
    })
}

fn is_long([ax, ay]: [f64; 2], [bx, by]: [f64; 2]) -> bool {
    // An edge along a pole has no length, however many degrees it spans.
    #[expect(clippy::float_cmp, reason = "an edge along a pole lies on it exactly")]
    let is_on_a_pole = ay == by && ay.abs() == 90.0;
    (ax - bx).abs() > 180.0 && !is_on_a_pole
}

/// The rings of a polygon, closed, cut at each odd multiple of 180 degrees and put back within -180 to 180.
///
/// `None` if a ring goes around a pole or is no ring.
pub(super) fn cut(rings: &[Path]) -> Option<Vec<Path>> {
    let mut open: Vec<Path> = Vec::with_capacity(rings.len());
    for ring in rings {
        open.push(unrolled(ring)?);
    }
    // Holes may be unrolled on another turn than their shell: the shell decides.
    let middle = |path: &Path| {
        let (low, high) =
            path.iter().fold((f64::MAX, f64::MIN), |(low, high), [lon, _]| (low.min(*lon), high.max(*lon)));
        f64::midpoint(low, high)
    };
    if let Some(shell) = open.first().map(middle) {
        for hole in open.iter_mut().skip(1) {
            let turns = ((shell - middle(hole)) / 360.0).round() * 360.0;
            for [lon, _] in hole {
                *lon += turns;
            }
        }
    }
    let mut pieces = Vec::new();
    for turn in -2..=2_i8 {
        let shift = f64::from(turn) * 360.0;
        let mut here = open.clone();
        here.iter_mut().flatten().for_each(|[lon, _]| *lon -= shift);
        let east = west_of(&here, 180.0);
        let mirrored = mirror(east);
        pieces.extend(mirror(west_of(&mirrored, 180.0)));
    }
    for piece in &mut pieces {
        piece.extend(piece.first().copied());
    }
    Some(pieces)
}

/// The ring, open, with each edge the short way round; `None` if it does not come back to where it began.
fn unrolled(ring: &Path) -> Option<Path> {
    // Beyond a turn and a half it is no longitude; far beyond, turning it back would never end.
    if ring.iter().any(|[lon, _]| lon.is_nan() || lon.abs() > 540.0) {
        return None;
    }
    let (&[first, _], rest) = ring.split_first()?;
    let mut path = vec![*ring.first()?];
    let mut shift = 0.0;
    let mut before = first;
    for &[lon, lat] in rest {
        while lon + shift - before > 180.0 {
            shift -= 360.0;
        }
        while lon + shift - before < -180.0 {
            shift += 360.0;
        }
        before = lon + shift;
        path.push([before, lat]);
    }
    let is_back = (before - first).abs() < 1e-7;
    path.pop();
    (is_back && path.len() > 2).then_some(path)
}

fn mirror(mut rings: Vec<Path>) -> Vec<Path> {
    rings.iter_mut().flatten().for_each(|[lon, _]| *lon = -*lon);
    rings
}

/// The part of open rings (even-odd) that lies west of a meridian.
fn west_of(rings: &[Path], meridian: f64) -> Vec<Path> {
    let is_west = |[lon, _]: [f64; 2]| lon <= meridian;
    let mut whole = Vec::new();
    let mut chains: Vec<Path> = Vec::new();
    for ring in rings {
        let Some(outside) = ring.iter().position(|&at| !is_west(at)) else {
            whole.push(ring.clone());
            continue;
        };
        // From a vertex to the east once around: each stretch to the west is a chain between two crossings.
        let mut before = None;
        let mut chain: Option<Path> = None;
        for &at in ring.iter().cycle().skip(outside).take(ring.len() + 1) {
            if let Some(last) = before {
                match (is_west(last), is_west(at)) {
                    (false, true) => chain = Some(vec![crossing(last, at, meridian), at]),
                    (true, true) => chain.iter_mut().for_each(|chain| chain.push(at)),
                    (true, false) => {
                        if let Some(mut done) = chain.take() {
                            done.push(crossing(last, at, meridian));
                            chains.push(done);
                        }
                    }
                    (false, false) => {}
                }
            }
            before = Some(at);
        }
    }
    whole.extend(joined(&chains));
    whole
}

/// Where an edge meets the meridian.
fn crossing([ax, ay]: [f64; 2], [bx, by]: [f64; 2], meridian: f64) -> [f64; 2] {
    [meridian, ay + (by - ay) * ((meridian - ax) / (bx - ax))]
}

/// Joins chains along the meridian into open rings: the area lies between crossings in pairs, from the south.
fn joined(chains: &[Path]) -> Vec<Path> {
    let mut ends: Vec<(f64, usize, bool)> = Vec::with_capacity(chains.len() * 2);
    for (number, chain) in chains.iter().enumerate() {
        ends.extend(chain.first().map(|[_, lat]| (*lat, number, true)));
        ends.extend(chain.last().map(|[_, lat]| (*lat, number, false)));
    }
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    // The partner of each end: the chain and whether it is entered at its beginning.
    let partner = |number: usize, is_start: bool| {
        let at = ends.iter().position(|&(_, chain, start)| (chain, start) == (number, is_start))?;
        ends.get(at ^ 1).map(|&(_, chain, start)| (chain, start))
    };
    let mut used = vec![false; chains.len()];
    let mut rings = Vec::new();
    for begin in 0..chains.len() {
        let (mut number, mut forward) = (begin, true);
        let mut ring = Path::new();
        while let (Some(chain), Some(is_used @ false)) = (chains.get(number), used.get_mut(number)) {
            *is_used = true;
            if forward {
                ring.extend(chain);
            } else {
                ring.extend(chain.iter().rev());
            }
            let Some((next, is_start)) = partner(number, !forward) else { break };
            (number, forward) = (next, is_start);
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
    fn a_ring_around_the_pole_is_left() {
        let ring = vec![[0.0, 80.0], [120.0, 80.0], [-120.0, 80.0], [0.0, 80.0]];
        assert!(is_crossed(std::slice::from_ref(&ring)));
        assert!(cut(&[ring]).is_none());
    }
}
