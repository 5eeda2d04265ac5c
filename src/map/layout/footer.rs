//! The footer of a map: edition, scale bar, legend and sources.

use std::collections::{BTreeMap, HashSet};

use super::content::Content;
use super::map_layout::MapLayout;
use crate::map::drawing::{Fills, Svg, legend, tenths, text};
use crate::model::source::Citation;

/// At most this many sources are named.
const MOST_SOURCES: usize = 6;

impl MapLayout<'_> {
    /// Writes what stands below the frame, and returns where the picture ends.
    pub(super) fn write_footer(&self, svg: &mut Svg, fills: &Fills<'_>, content: &Content) -> f64 {
        let [left, _, right, bottom] = self.sheet.frame;
        let (size, ink) = (self.size, self.ink());
        // Below the degrees.
        let bottom = bottom + 0.9 * size;
        svg.push(format_args!("<g class=\"legend\" font-size=\"{}\">", tenths(size)));
        legend::write_scale(svg, self.sheet.scale, right, bottom + 1.9 * size, 0.86 * size, ink);
        let ground = if self.backdrop.is_some() { " Land and waters: Natural Earth." } else { "" };
        let edition = format!("Edition {}. {}.{ground}", self.atlas.edition(), self.sheet.plan.projection.name());
        let lines = text::wrapped(&edition, 0.86 * size, (right - left) - 20.0 * size);
        let small = |size: f64| format!(" font-size=\"{}\" fill=\"{}\"", tenths(size), ink.soft);
        for (number, line) in (0..).zip(&lines) {
            svg.text((left, bottom + 1.5 * size + f64::from(number) * 1.1 * size), &small(0.86 * size), line);
        }
        let mut y = bottom + 2.4 * size + 1.1 * size * f64::from(u32::try_from(lines.len()).unwrap_or(1));
        if self.options.has_legend {
            for (entries, columns) in self.legend(fills, content) {
                y += legend::write(svg, &entries, columns, [left, y, right], size, ink) + 0.8 * size;
            }
            y += 0.4 * size;
        }
        if self.options.has_sources {
            for line in text::wrapped(&self.sources(), 0.8 * size, right - left) {
                svg.text((left, y), &small(0.8 * size), &line);
                y += 1.0 * size;
            }
        }
        svg.push(format_args!("</g>"));
        y + 0.6 * size
    }

    /// The sources of the records behind the map, those cited most often first.
    fn sources(&self) -> String {
        let mut counts: BTreeMap<&str, (usize, String)> = BTreeMap::new();
        let answers = self.snapshot.answers_by_cell();
        let mut seen = HashSet::new();
        let records = answers.iter().flat_map(|answer| answer.candidates().flat_map(|it| it.records()));
        // Records do not move within their atlas.
        let records = records.filter(|&record| seen.insert(std::ptr::from_ref(record)));
        let citations = records.flat_map(|record| record.attestation().citations());
        let codes: Vec<_> = citations.map(Citation::source).collect();
        for code in &codes {
            let Some(source) = self.atlas.source(code.as_str()) else { continue };
            counts.entry(code.as_str()).or_insert_with(|| (0, source.title().to_owned())).0 += 1;
        }
        let mut most: Vec<&(usize, String)> = counts.values().collect();
        most.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
        let named: Vec<&str> = most.iter().take(MOST_SOURCES).map(|(_, title)| title.as_str()).collect();
        match most.len() {
            0 => String::new(),
            count if count > named.len() => format!("Sources: {}; and {} more.", named.join("; "), count - named.len()),
            _ => format!("Sources: {}.", named.join("; ")),
        }
    }
}
