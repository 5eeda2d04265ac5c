//! The footer of a map: edition, scale bar, legend and sources.

use std::collections::{BTreeMap, HashSet};

use super::map_layout::MapLayout;
use crate::map::drawing::legend::{self, Entry, Sign};
use crate::map::drawing::{FillStyle, Fills, Several, Stroke, Svg, tenths, text};
use crate::model::source::Citation;

/// At most this many sources are named.
const MOST_SOURCES: usize = 6;

impl MapLayout<'_> {
    /// Writes what stands below the frame, and returns where the picture ends.
    pub(super) fn write_footer(&self, svg: &mut Svg, fills: &Fills<'_>, has_corridors: bool, has_rings: bool) -> f64 {
        let [left, _, right, bottom] = self.sheet.frame;
        let size = self.size;
        svg.push(format_args!("<g class=\"legend\" font-size=\"{}\">", tenths(size)));
        legend::write_scale(svg, self.sheet.scale, right, bottom + 1.9 * size, 0.86 * size);
        let edition = format!("Edition {}. {}.", self.atlas.edition(), self.sheet.plan.projection.name());
        let lines = text::wrapped(&edition, 0.86 * size, (right - left) - 20.0 * size);
        let small = format!(" font-size=\"{}\" fill=\"#6b5f52\"", tenths(0.86 * size));
        for (number, line) in (0..).zip(&lines) {
            svg.text((left, bottom + 1.5 * size + f64::from(number) * 1.1 * size), &small, line);
        }
        let top = bottom + 2.4 * size + 1.1 * size * f64::from(u32::try_from(lines.len()).unwrap_or(1));
        let entries = self.entries(fills, has_corridors, has_rings);
        let mut y = top + legend::write(svg, &entries, left, top, right - left, size) + 1.2 * size;
        for line in text::wrapped(&self.sources(), 0.8 * size, right - left) {
            svg.text((left, y), &format!(" font-size=\"{}\" fill=\"#6b5f52\"", tenths(0.8 * size)), &line);
            y += 1.0 * size;
        }
        svg.push(format_args!("</g>"));
        y + 0.6 * size
    }

    /// The entries of the legend: holders first, then lines.
    fn entries(&self, fills: &Fills<'_>, has_corridors: bool, has_rings: bool) -> Vec<Entry> {
        let name = |polity: &usize| {
            self.atlas.polities().get(*polity).map_or("", |polity| polity.name_on(self.snapshot.date()))
        };
        let names = |polities: &[usize], and: &str| polities.iter().map(name).collect::<Vec<_>>().join(and);
        let areas = self.styles.list.iter().enumerate().map(|(number, style)| {
            let text = match style {
                FillStyle::Plain(polity) => name(polity).to_owned(),
                FillStyle::Hatched { over, mode, under } => {
                    format!("{}: {mode}; de jure {}", name(over), names(under, " or "))
                }
                FillStyle::Striped(Several::Joint, polities) => format!("{} jointly", names(polities, " and ")),
                FillStyle::Striped(Several::Contested, polities) => {
                    format!("contested by {}", names(polities, " and "))
                }
                FillStyle::Striped(Several::Possible, polities) => format!("possibly {}", names(polities, " or ")),
                FillStyle::Vacant => "nobody's".to_owned(),
                FillStyle::Unrecorded => "unrecorded".to_owned(),
            };
            Entry { sign: Sign::Area(fills.fill(number, style)), text }
        });
        let lines = Stroke::ALL.into_iter().rev().filter(|stroke| self.strokes.contains(&Some(*stroke)));
        let lines = lines.map(|stroke| Entry { sign: Sign::Line(stroke), text: stroke.name().to_owned() });
        let corridor = has_corridors.then(|| Entry { sign: Sign::Corridor, text: "corridor".to_owned() });
        let ring = has_rings.then(|| Entry { sign: Sign::Ring, text: "area too small to see".to_owned() });
        areas.chain(lines).chain(corridor).chain(ring).collect()
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
