//! Two shapes that overlap.

use super::vertex::Vertex;

/// Two shapes whose interiors meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Overlap {
    /// The smaller number of the two shapes.
    pub(crate) a: u32,
    /// The larger number.
    pub(crate) b: u32,
    /// How the two shapes are related.
    pub(crate) relation: Relation,
    /// A place on the outline of one of them where both overlap, or within a unit of it.
    pub(crate) at: Vertex,
}

/// How two overlapping shapes are related.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// Each has a part outside the other.
    Crossing,
    /// The first lies inside the second.
    AInB,
    /// The second lies inside the first.
    BInA,
    /// They are equal.
    Equal,
}

impl Overlap {
    /// The same with the smaller number first.
    pub(super) fn in_order(self) -> Self {
        if self.a < self.b {
            return self;
        }
        let relation = match self.relation {
            Relation::AInB => Relation::BInA,
            Relation::BInA => Relation::AInB,
            relation => relation,
        };
        Self { a: self.b, b: self.a, relation, at: self.at }
    }
}
