//! Edges grouped by strips of latitude, for counting those beside a place.

use super::pairs::Edge;
use super::probe::Probe;
use super::vertex::Vertex;

/// The edges of a shape by the strips of latitude that they touch.
pub(crate) struct Strips {
    lowest: i64,
    height: i64,
    parts: Vec<Vec<Edge>>,
}

impl Strips {
    /// Groups the edges into strips in which about four edges begin.
    pub(crate) fn new(edges: &[Edge]) -> Self {
        let ys = || edges.iter().flat_map(|edge| [i64::from(edge.0.y), i64::from(edge.1.y)]);
        let (lowest, highest) = (ys().min().unwrap_or(0), ys().max().unwrap_or(0));
        let edge_count = i64::try_from(edges.len()).unwrap_or(i64::MAX);
        let strip_count = (edge_count / 4).clamp(1, 1 << 14);
        // Long edges touch many strips, so strips are made higher if edges would be stored more than about eight times
        // each.
        let rise = |edge: &Edge| (i64::from(edge.0.y) - i64::from(edge.1.y)).abs();
        let longest = edges.iter().map(rise).sum::<i64>() / edge_count.saturating_mul(7).max(1);
        let height = ((highest - lowest) / strip_count).max(longest) + 1;
        let count = usize::try_from((highest - lowest) / height).unwrap_or(0) + 1;
        let mut parts = vec![Vec::new(); count];
        let strip = |y: i32| usize::try_from((i64::from(y) - lowest) / height).unwrap_or(0);
        for &edge in edges {
            let (first, last) = (strip(edge.0.y.min(edge.1.y)), strip(edge.0.y.max(edge.1.y)));
            for part in parts.get_mut(first..=last).unwrap_or_default() {
                part.push(edge);
            }
        }
        Self { lowest, height, parts }
    }

    /// Whether the probe lies inside by the even-odd rule.
    pub(crate) fn hold(&self, probe: &Probe) -> bool {
        let Some(Vertex { y, .. }) = probe.square() else { return false };
        // An edge beside the probe spans the unit of latitude around it, so it is in this strip.
        let Ok(strip) = usize::try_from((i64::from(y) - self.lowest).div_euclid(self.height)) else {
            return false;
        };
        let edges = self.parts.get(strip).map_or(&[][..], Vec::as_slice);
        edges.iter().filter(|edge| probe.is_crossed_by(edge.0, edge.1)).count() % 2 == 1
    }
}
