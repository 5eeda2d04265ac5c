//! Well-known binary: geometries of databases.

use super::drawn::Line;

/// A geometry, as far as an atlas has a use for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shapes {
    /// The rings of each polygon.
    Polygons(Vec<Vec<Line>>),
    Points(Vec<[f64; 2]>),
    Lines(Vec<Line>),
    Collection(Vec<Shapes>),
    /// A kind that is not read, such as a curve, by its number.
    Other(u32),
}

/// Collections nest no deeper.
const DEEPEST: usize = 16;

/// Reads a geometry; `None` if the bytes break off or are none.
pub(super) fn parse(bytes: &[u8]) -> Option<Shapes> {
    let mut cursor = Cursor { bytes, is_little: true, width: 2 };
    cursor.shapes(0)
}

struct Cursor<'b> {
    bytes: &'b [u8],
    is_little: bool,
    /// Numbers of a position.
    width: usize,
}

impl Cursor<'_> {
    fn shapes(&mut self, depth: usize) -> Option<Shapes> {
        let (&order, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        self.is_little = order == 1;
        let code = self.number()?;
        // Heights and measures are flags above, in one dialect, and thousands in the other.
        let plain = code & 0x0FFF_FFFF;
        let dimensions = (code >> 31) + ((code >> 30) & 1) + [0, 1, 1, 2].get(plain as usize / 1000)?;
        if code & 0x2000_0000 != 0 {
            self.number()?;
        }
        let width = 2 + usize::try_from(dimensions).ok()?;
        self.width = width;
        Some(match plain % 1000 {
            1 => Shapes::Points(self.position()?.into_iter().collect()),
            2 => Shapes::Lines(vec![self.line()?]),
            3 => Shapes::Polygons(vec![self.polygon()?]),
            kind @ 4..=7 if depth < DEEPEST => {
                let count = self.number()? as usize;
                // Each has 5 bytes at least: more than there are bytes are none.
                let mut parts = Vec::with_capacity(count.min(self.bytes.len() / 5));
                for _ in 0..count {
                    parts.push(self.shapes(depth + 1)?);
                }
                if kind == 7 { Shapes::Collection(parts) } else { joined(kind, parts)? }
            }
            kind => Shapes::Other(kind),
        })
    }

    fn number(&mut self) -> Option<u32> {
        let (four, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        Some(if self.is_little { u32::from_le_bytes(*four) } else { u32::from_be_bytes(*four) })
    }

    fn real(&mut self) -> Option<f64> {
        let (eight, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        Some(if self.is_little { f64::from_le_bytes(*eight) } else { f64::from_be_bytes(*eight) })
    }

    /// A position; `Some(None)` for one of no numbers, which stands for an empty point.
    #[expect(clippy::option_option, reason = "the bytes may break off, and a point may be empty")]
    fn position(&mut self) -> Option<Option<[f64; 2]>> {
        let at = [self.real()?, self.real()?];
        for _ in 2..self.width {
            self.real()?;
        }
        Some(Some(at).filter(|at| !at.iter().all(|number| number.is_nan())))
    }

    fn line(&mut self) -> Option<Line> {
        let count = self.number()? as usize;
        let mut line = Line::with_capacity(count.min(self.bytes.len() / 16));
        for _ in 0..count {
            line.push(self.position()?.unwrap_or([f64::NAN; 2]));
        }
        Some(line)
    }

    fn polygon(&mut self) -> Option<Vec<Line>> {
        let count = self.number()? as usize;
        let mut rings = Vec::with_capacity(count.min(self.bytes.len() / 4));
        for _ in 0..count {
            rings.push(self.line()?);
        }
        Some(rings)
    }
}

/// The parts of a multiple geometry as one; `None` if one of them is of another kind.
fn joined(kind: u32, parts: Vec<Shapes>) -> Option<Shapes> {
    let (mut points, mut lines, mut polygons) = (Vec::new(), Vec::new(), Vec::new());
    for part in parts {
        match (kind, part) {
            (4, Shapes::Points(part)) => points.extend(part),
            (5, Shapes::Lines(part)) => lines.extend(part),
            (6, Shapes::Polygons(part)) => polygons.extend(part),
            _ => return None,
        }
    }
    Some(match kind {
        4 => Shapes::Points(points),
        5 => Shapes::Lines(lines),
        _ => Shapes::Polygons(polygons),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(is_little: bool, code: u32, numbers: &[f64], counts: &[u32]) -> Vec<u8> {
        let mut bytes = vec![u8::from(is_little)];
        let number = |number: u32| if is_little { number.to_le_bytes() } else { number.to_be_bytes() };
        for count in std::iter::once(&code).chain(counts) {
            bytes.extend(number(*count));
        }
        for real in numbers {
            bytes.extend(if is_little { real.to_le_bytes() } else { real.to_be_bytes() });
        }
        bytes
    }

    #[test]
    fn geometries_are_read_in_both_orders_and_dialects() {
        let ring = vec![[1.0, 2.0], [3.0, 4.0], [1.0, 2.0]];
        let polygon = Shapes::Polygons(vec![vec![ring]]);
        let flat = [1.0, 2.0, 3.0, 4.0, 1.0, 2.0];
        let tall = [1.0, 2.0, 9.0, 3.0, 4.0, 9.0, 1.0, 2.0, 9.0];
        for is_little in [true, false] {
            assert_eq!(parse(&bytes(is_little, 3, &flat, &[1, 3])), Some(polygon.clone()));
            assert_eq!(parse(&bytes(is_little, 1003, &tall, &[1, 3])), Some(polygon.clone()));
            assert_eq!(parse(&bytes(is_little, 0x8000_0003, &tall, &[1, 3])), Some(polygon.clone()));
            let mut several = bytes(!is_little, 6, &[], &[1]);
            several.extend(bytes(is_little, 3, &flat, &[1, 3]));
            assert_eq!(parse(&several), Some(polygon.clone()));
        }
        assert_eq!(parse(&bytes(true, 10, &[], &[])), Some(Shapes::Other(10)));
    }

    #[test]
    fn bytes_that_break_off_are_none() {
        let whole = bytes(true, 3, &[1.0, 2.0, 3.0, 4.0, 1.0, 2.0], &[1, 3]);
        for end in 0..whole.len() {
            assert_eq!(parse(&whole[..end]), None, "{end}");
        }
        // A count without what it counts.
        assert_eq!(parse(&bytes(true, 3, &[], &[u32::MAX])), None);
        assert_eq!(parse(&bytes(true, 7, &[], &[u32::MAX])), None);
    }
}
