//! The area of a feature, drawn polygon by polygon.

use super::ImportLocation;
use super::ImportProblemKind;
use super::collector::Collector;
use super::drawing::Drawing;
use super::geometry::Form;
use super::rings::{Findings, Outline};
use crate::model::position::{Position, units};
use crate::space::Vertex;

/// A closed ring or a line, as the file has it.
pub(super) type Line = Vec<[f64; 2]>;

/// Draws the area of a feature, and reports what is wrong with it and what was repaired.
pub(super) struct Drawn<'c, 'p> {
    collector: &'c mut Collector<'p>,
    location: &'c ImportLocation,
    drawing: Drawing,
    outline: Outline,
    findings: Findings,
}

impl<'c, 'p> Drawn<'c, 'p> {
    pub(super) fn new(collector: &'c mut Collector<'p>, location: &'c ImportLocation) -> Self {
        let drawing = collector.drawing();
        Self { collector, location, drawing, outline: Outline::default(), findings: Findings::default() }
    }

    /// Adds a polygon, its shell first; `field` names a ring of it, and a position in that.
    pub(super) fn polygon(&mut self, mut rings: Vec<Line>, field: impl Fn(usize, Option<usize>) -> String) {
        self.outline.add_polygon(&mut rings, &self.drawing, &mut self.findings);
        self.report(field);
    }

    /// Adds rings of which any may lie in any other.
    pub(super) fn rings(&mut self, mut rings: Vec<Line>, field: impl Fn(usize, Option<usize>) -> String) {
        self.outline.add_rings(&mut rings, &self.drawing, &mut self.findings);
        self.report(field);
    }

    /// A polygon cannot be drawn.
    pub(super) fn faulty(&mut self, field: &str, message: impl Into<String>) {
        self.outline.is_faulty = true;
        self.collector.problem(self.location.at(field), ImportProblemKind::Malformed(message.into()));
    }

    fn report(&mut self, field: impl Fn(usize, Option<usize>) -> String) {
        for (ring, at, kind) in self.findings.problems.drain(..) {
            self.collector.problem(self.location.at(field(ring, at)), kind);
        }
    }

    /// The area.
    pub(super) fn finish(self) -> Form {
        let Self { collector, location, outline, findings, .. } = self;
        collector.more_problems(MORE_POSITIONS, findings.more);
        collector.specks(location, findings.specks);
        for (kind, count) in findings.repairs {
            collector.repaired(location, kind, count);
        }
        if outline.rings.is_empty() && !outline.is_faulty { Form::None } else { Form::Area(outline) }
    }
}

/// How wrong positions beyond the first of each ring are counted.
pub(super) const MORE_POSITIONS: &str = "of positions";

/// Lines as vertices; `None` if a position of them is wrong, which is reported.
pub(super) fn vertices(
    collector: &mut Collector<'_>,
    location: &ImportLocation,
    lines: Vec<Line>,
) -> Option<Vec<Vec<Vertex>>> {
    let drawing = collector.drawing();
    let mut drawn = Vec::with_capacity(lines.len());
    for mut line in lines {
        if let Err((_, kind)) = drawing.degrees(&mut line) {
            collector.problem(location.clone(), kind);
            return None;
        }
        let mut vertices = Vec::with_capacity(line.len());
        for &[lon, lat] in &line {
            match Position::from_lon_lat(lon, lat) {
                Ok(_) => vertices.push(Vertex { x: units(lon), y: units(lat) }),
                Err(error) => {
                    collector.problem(location.clone(), error);
                    return None;
                }
            }
        }
        drawn.push(vertices);
    }
    Some(drawn)
}
