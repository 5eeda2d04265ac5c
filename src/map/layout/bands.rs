//! Lines with the doubt about where they run, and lines that a map is about.

use std::collections::BTreeMap;

use super::map_layout::MapLayout;
use crate::map::drawing::{Stroke, Svg, clip_line, path, simplified, tenths};
use crate::map::plane::Point;

impl MapLayout<'_> {
    /// Writes a band along each border, twice as wide as it is accurate: the true line runs within it.
    pub(super) fn write_bands(&self, svg: &mut Svg) {
        if !self.options.has_bands {
            return;
        }
        // By width in tenths of a unit.
        let mut bands: BTreeMap<String, Vec<Vec<Point>>> = BTreeMap::new();
        for (arc, stroke) in self.sheet.plan.arcs.iter().zip(&self.strokes) {
            if !matches!(
                stroke,
                Some(Stroke::International | Stroke::Ceasefire | Stroke::Undetermined | Stroke::DeJure)
            ) {
                continue;
            }
            let mut known: Option<String> = None;
            for edge in arc.course.windows(2) {
                let &[a, b] = edge else { continue };
                let metres = f64::from(self.atlas.edge_accuracy_m(a, b)).max(0.0);
                let width = tenths(2.0 * metres * self.sheet.scale);
                let place = |at: crate::space::Vertex| self.sheet.point(f64::from(at.x) / 1e7, f64::from(at.y) / 1e7);
                let courses = bands.entry(width.clone()).or_default();
                if known.as_ref() == Some(&width)
                    && let Some(course) = courses.last_mut()
                {
                    course.push(place(b));
                } else {
                    courses.push(vec![place(a), place(b)]);
                    known = Some(width);
                }
            }
        }
        svg.push(format_args!(
            "<g class=\"bands\" stroke=\"#6a4a9c\" stroke-opacity=\".28\" stroke-linecap=\"round\">"
        ));
        for (width, courses) in &bands {
            let courses: Vec<_> =
                courses.iter().flat_map(|course| clip_line(&simplified(course, false), self.sheet.frame)).collect();
            let data = path(courses.iter().map(Vec::as_slice), false);
            svg.push(format_args!("<path stroke-width=\"{width}\" d=\"{data}\"/>"));
        }
        svg.push(format_args!("</g>"));
    }

    /// Writes the lines that the map is about.
    pub(super) fn write_highlight(&self, svg: &mut Svg) {
        let Some((_, lines)) = &self.options.highlight else { return };
        let courses = lines.iter().flat_map(|line| {
            let points: Vec<Point> = line.iter().map(|&(lon, lat)| self.sheet.point(lon, lat)).collect();
            clip_line(&simplified(&points, false), self.sheet.frame)
        });
        let courses: Vec<_> = courses.collect();
        let data = path(courses.iter().map(Vec::as_slice), false);
        svg.push(format_args!(
            "<path class=\"highlight\" stroke=\"#f0b400\" stroke-opacity=\".85\" stroke-width=\"{}\" d=\"{data}\"/>",
            tenths(6.0 * self.scale)
        ));
    }
}
