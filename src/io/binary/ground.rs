//! Outlines, how they overlap, and the index over them.

use super::error::Malformed;
use super::packed::gone;
use super::wire::{Reader, Wire, Writer};
use crate::space::{Index, Overlap, Relation, Ring, Shape, Stored, Vertex};

/// Writes the outlines: the first vertex of each ring, and the ways from vertex to vertex.
pub(super) fn write_shapes(shapes: &[Shape], to: &mut Writer) {
    let rings = || shapes.iter().flat_map(Shape::rings).map(Ring::vertices);
    let pair = |vertex: &Vertex| [vertex.x, vertex.y];
    to.list(&shapes.iter().map(|shape| count(shape.rings().len())).collect::<Vec<_>>());
    to.packed(&rings().map(|ring| count(ring.len())).collect::<Vec<_>>());
    to.places(rings().filter_map(<[Vertex]>::first).map(pair));
    to.ways(rings().flat_map(|ring| ring.iter().map(pair).zip(ring.iter().skip(1).map(pair))));
}

/// Reads the outlines.
pub(super) fn read_shapes(from: &mut Reader<'_>) -> Result<Vec<Shape>, Malformed> {
    let sizes: Vec<u32> = from.list()?;
    let (mut lengths, mut firsts, mut ways) = (from.packed()?, from.places()?, from.ways()?);
    from.end()?;
    if lengths.len() != firsts.len() {
        return Err(from.malformed("there are not as many rings as first vertices"));
    }
    let mut shapes = Vec::with_capacity(sizes.len());
    for size in sizes {
        let mut rings = Vec::new();
        for (length, first) in lengths.by_ref().zip(firsts.by_ref()).take(size as usize) {
            let rest = (length as usize).checked_sub(1).filter(|&rest| rest <= ways.len());
            let rest = rest.ok_or_else(|| from.malformed("a ring has no vertex, or more than there are"))?;
            let mut vertices = Vec::with_capacity(rest + 1);
            let mut at = first;
            vertices.push(Vertex::new(at[0], at[1]));
            for way in ways.by_ref().take(rest) {
                at = gone(at, way);
                vertices.push(Vertex::new(at[0], at[1]));
            }
            rings.push(Ring::new(vertices));
        }
        if rings.len() != size as usize {
            return Err(from.malformed("there are less rings than outlines have"));
        }
        shapes.push(Shape::restored(rings).map_err(|reason| from.malformed(reason))?);
    }
    if lengths.len() > 0 || ways.len() > 0 {
        return Err(from.malformed("there are more vertices than rings have"));
    }
    Ok(shapes)
}

const RELATIONS: [Relation; 4] = [Relation::Crossing, Relation::AInB, Relation::BInA, Relation::Equal];

/// Writes which outlines overlap.
pub(super) fn write_overlaps(overlaps: &[Overlap], to: &mut Writer) {
    let relation = |overlap: &Overlap| RELATIONS.iter().position(|&known| known == overlap.relation).unwrap_or(0);
    to.packed(&overlaps.iter().map(|overlap| overlap.a).collect::<Vec<_>>());
    to.packed(&overlaps.iter().map(|overlap| overlap.b).collect::<Vec<_>>());
    to.packed(&overlaps.iter().map(|overlap| count(relation(overlap))).collect::<Vec<_>>());
    to.places(overlaps.iter().map(|overlap| [overlap.at.x, overlap.at.y]));
}

/// Reads which of so many outlines overlap.
pub(super) fn read_overlaps(from: &mut Reader<'_>, shape_count: usize) -> Result<Vec<Overlap>, Malformed> {
    let (ones, others, relations, places) = (from.packed()?, from.packed()?, from.packed()?, from.places()?);
    from.end()?;
    let length = ones.len();
    if [others.len(), relations.len(), places.len()] != [length; 3] {
        return Err(from.malformed("its lists are not of one length"));
    }
    let mut overlaps: Vec<Overlap> = Vec::with_capacity(length);
    for (((a, b), relation), [x, y]) in ones.zip(others).zip(relations).zip(places) {
        let at = Vertex::new(x, y);
        let is_sound = a < b
            && (b as usize) < shape_count
            && at.is_on_map()
            && overlaps.last().is_none_or(|last| (last.a, last.b) < (a, b));
        let relation = RELATIONS.get(relation as usize).filter(|_| is_sound);
        let relation = *relation.ok_or_else(|| from.malformed("two outlines that are not there overlap"))?;
        overlaps.push(Overlap { a, b, relation, at });
    }
    Ok(overlaps)
}

/// Writes the index.
pub(super) fn write_index(index: &Index, to: &mut Writer) {
    let stored = index.stored();
    to.places(std::iter::once(stored.corner));
    stored.grid.iter().for_each(|number| number.write(to));
    to.packed(&stored.kinds);
    to.packed(&stored.lengths);
    to.packed(&stored.palettes);
    to.packed(&stored.starts);
    to.packed(&stored.runs);
    to.packed(&stored.block_sizes);
    to.packed(&stored.block_regions);
    to.packed(&stored.block_runs);
    to.packed(&stored.pairs);
    to.list(&stored.region_sizes);
    to.packed(&stored.region_shapes);
    to.places(stored.course);
}

/// Reads the index over so many outlines.
pub(super) fn read_index(from: &mut Reader<'_>, shape_count: usize) -> Result<Index, Malformed> {
    let corner = from.places()?.next().ok_or_else(|| from.malformed("its grid has no corner"))?;
    let stored = Stored {
        corner,
        grid: [Wire::read(from)?, Wire::read(from)?, Wire::read(from)?],
        kinds: from.packed()?,
        lengths: from.packed()?,
        palettes: from.packed()?,
        starts: from.packed()?,
        runs: from.packed()?,
        block_sizes: from.packed()?,
        block_regions: from.packed()?,
        block_runs: from.packed()?,
        pairs: from.packed()?,
        region_sizes: from.list()?,
        region_shapes: from.packed()?,
        course: from.places()?,
    };
    from.end()?;
    Index::restored(stored, shape_count).map_err(|reason| from.malformed(reason))
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
