//! Rings of a foreign file, rounded to the grid of positions.

use super::drawing::Drawing;
use super::{ImportProblemKind, Repair, RepairKind, antimeridian};
use crate::model::position::{InvalidPosition, Position, units};
use crate::space::Vertex;

/// The area of a feature: rings, each open.
#[derive(Debug, Clone, Default)]
pub(super) struct Outline {
    pub(super) rings: Vec<Vec<Vertex>>,
    /// Where the rings of each part of it end; the even-odd rule is that of each part.
    pub(super) part_ends: Vec<usize>,
    /// Something is wrong with it that was reported: it is not checked further.
    pub(super) is_faulty: bool,
}

/// What happened to the rings of an outline, ring by ring in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// The number of the ring in its polygon, of the position in the ring if it is one, and what is wrong.
    pub(super) problems: Vec<(usize, Option<usize>, ImportProblemKind)>,
    pub(super) repairs: Vec<(RepairKind, usize)>,
    /// How many rings were smaller than the grid.
    pub(super) specks: usize,
    /// How many positions are wrong beside those in `problems`.
    pub(super) more: usize,
}

/// So many wrong positions of a ring are told.
const TOLD: usize = 3;

impl Findings {
    pub(super) fn repaired(&mut self, kind: RepairKind, count: usize) {
        if count == 0 {
            return;
        }
        match self.repairs.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, known)) => *known += count,
            None => self.repairs.push((kind, count)),
        }
    }
}

impl Outline {
    /// An outline of which nothing more is known than that something is wrong with it.
    pub(super) fn faulty() -> Self {
        Self { is_faulty: true, ..Self::default() }
    }

    /// Adds the rings of one polygon, closed, as the file has them: its shell and holes in it.
    ///
    /// Under the even-odd rule a hole outside its shell would add to the area: it is a problem, unless outlines are to be
    /// redrawn by that rule.
    pub(super) fn add_polygon(&mut self, rings: &mut Vec<Vec<[f64; 2]>>, drawing: &Drawing, findings: &mut Findings) {
        let first = self.rings.len();
        // Cut there, it is several shells and holes in any order.
        let is_cut = self.add(rings, drawing, findings);
        self.part_ends.push(self.rings.len());
        let added = self.rings.get(first..).unwrap_or_default();
        if is_cut || added.len() != rings.len() {
            return;
        }
        let [shell, holes @ ..] = added else { return };
        let strays: Vec<usize> =
            (1..).zip(holes).filter(|(_, hole)| is_beside(hole, shell)).map(|(it, _)| it).collect();
        if strays.is_empty() {
            return;
        }
        if drawing.repair.uncross {
            return findings.repaired(RepairKind::Uncrossed, strays.len());
        }
        self.is_faulty = true;
        for number in strays {
            let message = "the hole lies outside its polygon's first ring, out of which it should be cut; make it a polygon \
                           of its own, or ask for the repair";
            findings.problems.push((number, None, ImportProblemKind::Malformed(message.to_owned())));
        }
    }

    /// Adds rings, closed, as the file has them, of which any may lie in any other.
    pub(super) fn add_rings(&mut self, rings: &mut Vec<Vec<[f64; 2]>>, drawing: &Drawing, findings: &mut Findings) {
        self.add(rings, drawing, findings);
    }

    /// Adds rings; whether they were cut at the antimeridian.
    fn add(&mut self, rings: &mut Vec<Vec<[f64; 2]>>, drawing: &Drawing, findings: &mut Findings) -> bool {
        let before = findings.problems.len();
        let repair = &drawing.repair;
        for (number, ring) in rings.iter_mut().enumerate() {
            if let Err((at, kind)) = drawing.degrees(ring) {
                findings.problems.push((number, Some(at), kind));
            }
        }
        if findings.problems.len() > before {
            self.is_faulty = true;
            return false;
        }
        let mut is_cut = false;
        if repair.cut_antimeridian {
            if antimeridian::is_crossed(rings) {
                for ring in rings.iter_mut() {
                    close(ring, repair, findings);
                }
                if let Some(cut) = antimeridian::cut(rings) {
                    *rings = cut;
                    is_cut = true;
                }
            }
            let halved = rings.iter_mut().map(antimeridian::halve).sum::<usize>();
            findings.repaired(RepairKind::AntimeridianCut, usize::from(is_cut || halved > 0));
        }
        for (number, ring) in rings.iter_mut().enumerate() {
            if let Some(vertices) = rounded(number, ring, repair, findings) {
                self.rings.push(vertices);
            }
        }
        self.is_faulty |= findings.problems.len() > before;
        is_cut
    }

    /// Adds the parts of another outline.
    pub(super) fn append(&mut self, other: Self) {
        let first = self.rings.len();
        self.rings.extend(other.rings);
        self.part_ends.extend(other.part_ends.into_iter().map(|end| first + end));
        self.part_ends.push(self.rings.len());
        self.is_faulty |= other.is_faulty;
    }

    /// The rings of each part.
    pub(super) fn parts(&self) -> Vec<&[Vec<Vertex>]> {
        let (mut parts, mut first) = (Vec::with_capacity(self.part_ends.len()), 0);
        for &end in self.part_ends.iter().chain([&self.rings.len()]) {
            parts.extend(self.rings.get(first..end).filter(|part| !part.is_empty()));
            first = end;
        }
        parts
    }
}

impl From<Vec<Vec<Vertex>>> for Outline {
    /// An outline of one part.
    fn from(rings: Vec<Vec<Vertex>>) -> Self {
        Self { rings, ..Self::default() }
    }
}

/// Whether a hole lies beside a shell: no more than its box is looked at where both have very many vertices.
fn is_beside(hole: &[Vertex], shell: &[Vertex]) -> bool {
    let (low, high) = bounds(shell);
    let (hole_low, hole_high) = bounds(hole);
    if hole_low.x > high.x || hole_low.y > high.y || hole_high.x < low.x || hole_high.y < low.y {
        return true;
    }
    // Vertices of a hole may lie on the shell, but not the middles of two edges in a row.
    shell.len() <= LONGEST && hole.windows(2).take(2).all(|edge| matches!(edge, [a, b] if !has_middle(shell, *a, *b)))
}

/// A shell with more vertices than this is not searched for each of its holes.
const LONGEST: usize = 1 << 17;

fn bounds(ring: &[Vertex]) -> (Vertex, Vertex) {
    let corner = ring.first().copied().unwrap_or(Vertex { x: 0, y: 0 });
    ring.iter().fold((corner, corner), |(low, high), at| {
        let low = Vertex { x: low.x.min(at.x), y: low.y.min(at.y) };
        (low, Vertex { x: high.x.max(at.x), y: high.y.max(at.y) })
    })
}

/// Whether the middle of an edge lies in a ring; exact, in halves of a unit.
fn has_middle(ring: &[Vertex], a: Vertex, b: Vertex) -> bool {
    let (x, y) = (i128::from(a.x) + i128::from(b.x), i128::from(a.y) + i128::from(b.y));
    let twice = |at: &Vertex| (i128::from(at.x) * 2, i128::from(at.y) * 2);
    let edges = ring.iter().zip(ring.iter().cycle().skip(1));
    let is_crossed = |(from, to): &(&Vertex, &Vertex)| {
        let ((ax, ay), (bx, by)) = (twice(from), twice(to));
        let side = (bx - ax) * (y - ay) - (x - ax) * (by - ay);
        (ay > y) != (by > y) && (side > 0) == (by > ay)
    };
    edges.filter(is_crossed).count() % 2 == 1
}

/// Repeats the first position of a ring that does not, if that repair is wanted.
fn close(ring: &mut Vec<[f64; 2]>, repair: &Repair, findings: &mut Findings) {
    let (Some(&first), Some(&last)) = (ring.first(), ring.last()) else { return };
    if repair.close_rings && grid(first) != grid(last) {
        ring.push(first);
        findings.repaired(RepairKind::RingClosed, 1);
    }
}

/// A ring on the grid, open; `None` if nothing is left of it, or something is wrong with it.
fn rounded(number: usize, ring: &mut Vec<[f64; 2]>, repair: &Repair, findings: &mut Findings) -> Option<Vec<Vertex>> {
    let mut wrong = 0;
    for (at, &[lon, lat]) in ring.iter().enumerate() {
        if let Err(error) = Position::from_lon_lat(lon, lat) {
            wrong += 1;
            if wrong <= TOLD {
                findings.problems.push((number, Some(at), not_a_position([lon, lat], error)));
            }
        }
    }
    findings.more += usize::saturating_sub(wrong, TOLD);
    if wrong > 0 {
        return None;
    }
    close(ring, repair, findings);
    let (Some(&first), Some(&last)) = (ring.first(), ring.last()) else {
        if repair.drop_empty {
            findings.repaired(RepairKind::EmptyRingDropped, 1);
        } else {
            let message = "the ring is empty; leave it out, or ask for the repair";
            findings.problems.push((number, None, ImportProblemKind::Malformed(message.to_owned())));
        }
        return None;
    };
    if grid(first) != grid(last) {
        let location = |[lon, lat]: [f64; 2]| Position::from_e7(units(lon), units(lat));
        let kind = ImportProblemKind::RingNotClosed { first: location(first), last: location(last) };
        findings.problems.push((number, None, kind));
        return None;
    }
    ring.pop();
    let (path, dropped) = thinned(ring, repair.drop_duplicates);
    findings.repaired(RepairKind::DuplicateDropped, dropped);
    let is_thin = path.len() < 3;
    if is_thin && repair.drop_empty {
        findings.repaired(RepairKind::EmptyRingDropped, 1);
        return None;
    }
    // A ring that was one before it was rounded is smaller than the grid: it goes with the rounding.
    if is_thin && distinct(ring) >= 3 && is_speck(ring) {
        findings.specks += 1;
        return None;
    }
    // Through a reference: collected in place, the vertices would keep the memory of the path.
    Some(path.iter().map(|&(vertex, _)| vertex).collect())
}

/// What is wrong with two numbers: large ones are no degrees.
fn not_a_position([lon, lat]: [f64; 2], error: InvalidPosition) -> ImportProblemKind {
    if lon.abs().max(lat.abs()) > 1000.0 {
        let message = format!(
            "{lon}, {lat} is no longitude and latitude; the file seems to be projected, so state its coordinate system, or \
             save it as WGS84 (EPSG 4326)"
        );
        return ImportProblemKind::Malformed(message);
    }
    error.into()
}

/// An open ring of vertices that were moved, without those that fell on another or turn back.
pub(super) fn without_spikes(ring: &[Vertex]) -> Vec<Vertex> {
    let mut path: Vec<[f64; 2]> = Vec::with_capacity(ring.len());
    path.extend(ring.iter().map(|at| [f64::from(at.x) / 1e7, f64::from(at.y) / 1e7]));
    thinned(&path, true).0.iter().map(|&(vertex, _)| vertex).collect()
}

fn grid([lon, lat]: [f64; 2]) -> Vertex {
    Vertex { x: units(lon), y: units(lat) }
}

/// Whether a ring fits into a few steps of the grid.
fn is_speck(ring: &[[f64; 2]]) -> bool {
    let (low, high) = ring.iter().fold(([f64::MAX; 2], [f64::MIN; 2]), |(low, high), [lon, lat]| {
        ([low[0].min(*lon), low[1].min(*lat)], [high[0].max(*lon), high[1].max(*lat)])
    });
    (high[0] - low[0]).min(high[1] - low[1]) < 1e-6
}

/// How many different positions a ring has, counted up to three.
fn distinct(ring: &[[f64; 2]]) -> usize {
    let mut found: Vec<[f64; 2]> = Vec::with_capacity(3);
    for at in ring {
        if found.len() < 3 && !found.contains(at) {
            found.push(*at);
        }
    }
    found.len()
}

/// A vertex and the position it was rounded from.
type Rounded = (Vertex, [f64; 2]);

/// The vertices of an open ring without those that rounding put on another or turned back; without all such if they
/// are to be dropped, and then how many of them were the file's own.
fn thinned(ring: &[[f64; 2]], drop_all: bool) -> (Vec<Rounded>, usize) {
    let mut thinning = Thinning { path: Vec::with_capacity(ring.len()), drop_all, dropped: 0 };
    let mut before = None;
    for &raw in ring {
        thinning.push((grid(raw), raw), before);
        before = Some(raw);
    }
    thinning.close(before);
    (thinning.path, thinning.dropped)
}

struct Thinning {
    path: Vec<Rounded>,
    drop_all: bool,
    dropped: usize,
}

impl Thinning {
    /// Goes on to the next position of the file; `before` is the one before it there.
    fn push(&mut self, next: Rounded, mut before: Option<[f64; 2]>) {
        loop {
            let last = self.path.last().copied();
            let first = self.path.len().checked_sub(2).and_then(|number| self.path.get(number)).copied();
            if let Some(last) = last
                && last.0 == next.0
                && self.is_dropped(before == Some(next.1))
            {
                return;
            }
            let Some((first, last)) = first.zip(last).filter(|(first, last)| is_spike(first.0, last.0, next.0)) else {
                return self.path.push(next);
            };
            let is_own = before == Some(last.1) && is_raw_spike(first.1, last.1, next.1);
            if !self.is_dropped(is_own) {
                return self.path.push(next);
            }
            self.path.pop();
            if is_own {
                // Now the line comes from there.
                before = Some(first.1);
            }
        }
    }

    /// The seam: the ring goes on from its last vertex to its first.
    #[expect(clippy::float_cmp, reason = "only what the file says exactly is the file's own")]
    fn close(&mut self, end: Option<[f64; 2]>) {
        while self.path.len() > 2 {
            let (Some(&before), Some(&last), Some(&first), Some(&second)) =
                (self.path.get(self.path.len() - 2), self.path.last(), self.path.first(), self.path.get(1))
            else {
                break;
            };
            let is_end = end == Some(last.1);
            if last.0 == first.0 && self.is_dropped(is_end && last.1 == first.1)
                || is_spike(before.0, last.0, first.0)
                    && self.is_dropped(is_end && is_raw_spike(before.1, last.1, first.1))
            {
                self.path.pop();
            } else if is_spike(last.0, first.0, second.0)
                && self.is_dropped(is_end && is_raw_spike(last.1, first.1, second.1))
            {
                self.path.remove(0);
            } else {
                break;
            }
        }
    }

    /// Whether a vertex without use goes: one that rounding made does, the file's own only if that is wanted.
    fn is_dropped(&mut self, is_own: bool) -> bool {
        self.dropped += usize::from(is_own && self.drop_all);
        self.drop_all || !is_own
    }
}

/// Whether the line a-b-c turns back on itself at b.
fn is_spike(a: Vertex, b: Vertex, c: Vertex) -> bool {
    let (back, on) = (a.minus(b), c.minus(b));
    a != b
        && b != c
        && back.0 * on.1 == back.1 * on.0
        && back.0.signum() == on.0.signum()
        && back.1.signum() == on.1.signum()
}

/// Whether the line turned back before it was rounded.
#[expect(clippy::float_cmp, reason = "only what the file says exactly is the file's own")]
fn is_raw_spike(a: [f64; 2], b: [f64; 2], c: [f64; 2]) -> bool {
    let ([ax, ay], [bx, by], [cx, cy]) = (a, b, c);
    let (back, on) = ((ax - bx, ay - by), (cx - bx, cy - by));
    back.0 * on.1 == back.1 * on.0 && back.0 * on.0 + back.1 * on.1 > 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn add(ring: &[[f64; 2]], repair: Repair) -> (Outline, Findings) {
        let (mut outline, mut findings) = (Outline::default(), Findings::default());
        let drawing = Drawing { repair, projection: None };
        outline.add_polygon(&mut vec![ring.to_vec()], &drawing, &mut findings);
        (outline, findings)
    }

    #[test]
    fn what_rounding_made_is_dropped_in_silence() {
        let ring =
            [[0.0, 0.0], [1.0, 0.0], [1.000_000_01, 0.0], [1.0, 1.0], [1.000_000_02, 0.5], [0.0, 1.0], [0.0, 0.0]];
        let (outline, findings) = add(&ring, Repair::new());
        // (1, 1) to (1, 0.5) turns back only on the grid.
        assert_eq!(outline.rings.iter().map(Vec::len).collect::<Vec<_>>(), [4]);
        assert!(findings.problems.is_empty() && findings.repairs.is_empty());
        // The same place twice, with another between that only the grid puts there.
        let back = [[0.0, 0.0], [1.0, 0.0], [1.000_000_01, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0]];
        assert_eq!(add(&back, Repair::new()).0.rings.first().map(Vec::len), Some(3));
        let speck = [[5.0, 5.0], [5.000_000_01, 5.0], [5.0, 5.000_000_01], [5.0, 5.0]];
        let (outline, findings) = add(&speck, Repair::new());
        assert!(outline.rings.is_empty() && findings.problems.is_empty());
    }

    #[test]
    fn what_the_file_says_twice_is_the_files_own() {
        let ring = [[0.0, 0.0], [1.0, 0.0], [1.0, 0.0], [1.0, 1.0], [3.0, 3.0], [1.0, 1.0], [0.0, 0.0]];
        let (outline, findings) = add(&ring, Repair::new());
        assert_eq!(outline.rings.first().map(Vec::len), Some(6));
        assert!(findings.repairs.is_empty());
        let (outline, findings) = add(&ring, Repair::new().drop_duplicates());
        assert_eq!(outline.rings.first().map(Vec::len), Some(3));
        // The place said twice, and the spike and its way back.
        assert_eq!(findings.repairs, [(RepairKind::DuplicateDropped, 3)]);
    }
}
