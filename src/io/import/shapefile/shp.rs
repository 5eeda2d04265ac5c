//! The outlines of a shapefile, record by record, as they are written: nothing is closed, turned or sorted.

use std::io::Read;

use super::bytes::{Fault, four, take};

/// A closed or open ring in degrees.
type Path = Vec<[f64; 2]>;

/// The records of a `.shp` file.
pub(super) struct Shapes<R> {
    reader: R,
    read: u64,
    length: u64,
}

/// What a record holds.
pub(super) enum Content {
    Null,
    Rings(Vec<Path>),
    /// A kind of shape that has no area.
    Other(&'static str),
}

const HEADER: usize = 100;
const RECORD_HEADER: usize = 8;

impl<R: Read> Shapes<R> {
    pub(super) fn open(mut reader: R) -> Result<Self, Fault> {
        let header = take(&mut reader, HEADER, "its header")?;
        if i32::from_be_bytes(four(&header, 0)) != 9994 {
            return Err(Fault::syntax("it is no .shp file: it does not begin with 9994"));
        }
        // Lengths count words of two bytes.
        let length = u64::from(u32::from_be_bytes(four(&header, 24))) * 2;
        Ok(Self { reader, read: HEADER as u64, length })
    }

    pub(super) fn bytes(&self) -> u64 {
        self.read
    }

    /// The next record; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Content>, Fault> {
        if self.read >= self.length {
            return Ok(None);
        }
        let header = take(&mut self.reader, RECORD_HEADER, "the header of the record")?;
        let length = usize::try_from(u32::from_be_bytes(four(&header, 4))).unwrap_or(usize::MAX).saturating_mul(2);
        let content = take(&mut self.reader, length, "the record")?;
        self.read += (RECORD_HEADER + length) as u64;
        let kind = match i32::from_le_bytes(four(&content, 0)) {
            _ if length < 4 => return Err(Fault::syntax("the record has no kind of shape")),
            0 => return Ok(Some(Content::Null)),
            5 | 15 | 25 => return rings(&content).map(|rings| Some(Content::Rings(rings))),
            1 | 11 | 21 => "point",
            3 | 13 | 23 => "line",
            8 | 18 | 28 => "list of points",
            31 => "multipatch",
            other => return Err(Fault::syntax(format!("{other} is not a kind of shape"))),
        };
        Ok(Some(Content::Other(kind)))
    }
}

/// Where the numbers of parts begin in a polygon.
const PARTS: usize = 44;

fn rings(content: &[u8]) -> Result<Vec<Path>, Fault> {
    let count = |at| usize::try_from(i32::from_le_bytes(four(content, at))).ok();
    let counts = count(36).zip(count(40)).filter(|&(parts, points)| {
        let points_begin = parts.checked_mul(4).and_then(|bytes| bytes.checked_add(PARTS));
        let end = points_begin.and_then(|begin| points.checked_mul(16)?.checked_add(begin));
        end.is_some_and(|end| end <= content.len())
    });
    let Some((parts, points)) = counts else {
        return Err(Fault::syntax("the record is shorter than its numbers of rings and positions say"));
    };
    let begin = PARTS + parts * 4;
    let positions: Path = content
        .get(begin..begin + points * 16)
        .unwrap_or_default()
        .chunks_exact(16)
        .map(|pair| {
            let number = |at: usize| {
                pair.get(at..at + 8).and_then(|eight| eight.try_into().ok()).map_or(f64::NAN, f64::from_le_bytes)
            };
            [number(0), number(8)]
        })
        .collect();
    let mut starts: Vec<usize> = (0..parts).filter_map(|part| count(PARTS + part * 4)).collect();
    starts.push(points);
    let is_ordered = starts.len() == parts + 1 && starts.windows(2).all(|pair| pair.first() <= pair.last());
    if !is_ordered || starts.first() != Some(&0) && points > 0 {
        return Err(Fault::syntax("the rings of the record do not follow each other"));
    }
    Ok(starts
        .windows(2)
        .map(|pair| match pair {
            &[from, to] => positions.get(from..to).unwrap_or_default().to_vec(),
            _ => Path::new(),
        })
        .collect())
}

/// The rings by polygons: each that runs clockwise begins one.
pub(super) fn polygons(rings: Vec<Path>) -> Vec<Vec<Path>> {
    let mut polygons: Vec<Vec<Path>> = Vec::new();
    for ring in rings {
        let doubled: f64 = ring
            .windows(2)
            .map(|edge| match edge {
                &[[ax, ay], [bx, by]] => ax * by - bx * ay,
                _ => 0.0,
            })
            .sum();
        match polygons.last_mut() {
            Some(polygon) if doubled > 0.0 => polygon.push(ring),
            _ => polygons.push(vec![ring]),
        }
    }
    polygons
}
