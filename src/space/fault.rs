//! What is wrong with an outline.

use std::fmt;

use super::vertex::Vertex;

/// A fault of an outline and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Fault {
    /// The ring, counted from 0 in the order given.
    pub(crate) ring: usize,
    /// The vertex of the ring, counted from 0; for an edge, its first end.
    pub(crate) vertex: usize,
    /// The place on the map.
    pub(crate) at: Vertex,
    /// What is wrong.
    pub(crate) kind: FaultKind,
}

/// What can be wrong with an outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum FaultKind {
    /// The shape has no ring.
    NoRings,
    /// The ring has fewer than three distinct vertices.
    TooFewVertices,
    /// The vertex lies outside the map.
    OffMap,
    /// The vertex is the same as the one before it.
    RepeatedVertex,
    /// At this vertex the line turns back on itself.
    Spike,
    /// The edge spans more than 180 degrees of longitude: it must be cut at the antimeridian.
    EdgeTooLong,
    /// The edge crosses another edge of the shape, or shares a segment with it.
    SelfIntersection {
        /// The ring of the other edge.
        other_ring: usize,
        /// The first end of the other edge.
        other_vertex: usize,
    },
    /// Edges cross here and in about as many further places, which are not told one by one.
    MoreIntersections(usize),
    /// The ring is of a part of the outline that lies inside another part.
    InsideAnotherPart,
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRings => f.write_str("the outline has no ring"),
            Self::TooFewVertices => f.write_str("the ring has fewer than three different vertices"),
            Self::OffMap => f.write_str("the vertex lies outside the map"),
            Self::RepeatedVertex => f.write_str("the vertex repeats the one before it"),
            Self::Spike => f.write_str("the line turns back on itself"),
            Self::EdgeTooLong => {
                f.write_str("the edge spans more than 180 degrees of longitude; cut the outline at the antimeridian")
            }
            Self::SelfIntersection { other_ring, other_vertex } => write!(
                f,
                "the edge crosses or shares a stretch with the edge at ring {}, position {}",
                other_ring + 1,
                other_vertex + 1
            ),
            Self::MoreIntersections(count) => {
                write!(f, "edges cross here and in about {count} further places, or more")
            }
            Self::InsideAnotherPart => {
                f.write_str("the part lies inside another part of the outline; leave it out, or cut a hole for it")
            }
        }
    }
}
