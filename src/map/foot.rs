//! What stands below a map.

use std::collections::{BTreeMap, HashSet};

use super::coat::{Coat, Stripes};
use super::legend::{self, Entry, Sign};
use super::paint::Paints;
use super::plate::Plate;
use super::stroke::Stroke;
use super::svg::{Svg, tenths};
use super::text;

impl Plate<'_> {
    /// Writes what stands below the frame; where the page ends.
    pub(super) fn write_foot(&self, svg: &mut Svg, paints: &Paints<'_>, corridors: bool, rings: bool) -> f64 {
        let [left, _, right, bottom] = self.sheet.frame;
        let size = self.size;
        svg.push(format_args!("<g class=\"legend\" font-size=\"{}\">", tenths(size)));
        legend::write_scale(svg, self.sheet.scale, right, bottom + 1.9 * size, 0.86 * size);
        let edition = format!("Edition {}. {}.", self.atlas.edition(), self.sheet.ground.projection.name());
        let lines = text::wrapped(&edition, 0.86 * size, (right - left) - 20.0 * size);
        let small = format!(" font-size=\"{}\" fill=\"#6b5f52\"", tenths(0.86 * size));
        for (number, line) in (0..).zip(&lines) {
            svg.text((left, bottom + 1.5 * size + f64::from(number) * 1.1 * size), &small, line);
        }
        let top = bottom + 2.4 * size + 1.1 * size * f64::from(u32::try_from(lines.len()).unwrap_or(1));
        let entries = self.entries(paints, corridors, rings);
        let mut y = top + legend::write(svg, &entries, left, top, right - left, size) + 1.2 * size;
        for line in text::wrapped(&self.sources(), 0.8 * size, right - left) {
            svg.text((left, y), &format!(" font-size=\"{}\" fill=\"#6b5f52\"", tenths(0.8 * size)), &line);
            y += 1.0 * size;
        }
        svg.push(format_args!("</g>"));
        y + 0.6 * size
    }

    /// The legend: holders first, then lines.
    fn entries(&self, paints: &Paints<'_>, corridors: bool, rings: bool) -> Vec<Entry> {
        let name = |polity: &usize| {
            self.atlas.polities().get(*polity).map_or("", |polity| polity.name_on(self.snapshot.date()))
        };
        let names = |polities: &[usize], and: &str| polities.iter().map(name).collect::<Vec<_>>().join(and);
        let ground = self.coats.list.iter().enumerate().map(|(number, coat)| {
            let text = match coat {
                Coat::Plain(polity) => name(polity).to_owned(),
                Coat::Hatched { over, mode, under } => {
                    format!("{}: {mode}; in right {}", name(over), names(under, " or "))
                }
                Coat::Striped(Stripes::Joint, polities) => format!("{} jointly", names(polities, " and ")),
                Coat::Striped(Stripes::Contested, polities) => format!("contested by {}", names(polities, " and ")),
                Coat::Striped(Stripes::Possible, polities) => format!("possibly {}", names(polities, " or ")),
                Coat::Vacant => "nobody's".to_owned(),
                Coat::Unrecorded => "unrecorded".to_owned(),
            };
            Entry { sign: Sign::Ground(paints.fill(number, coat)), text }
        });
        let lines = Stroke::ALL.into_iter().rev().filter(|stroke| self.strokes.contains(&Some(*stroke)));
        let lines = lines.map(|stroke| Entry { sign: Sign::Line(stroke), text: stroke.name().to_owned() });
        let corridor = corridors.then(|| Entry { sign: Sign::Corridor, text: "corridor".to_owned() });
        let ring = rings.then(|| Entry { sign: Sign::Ring, text: "ground too small to see".to_owned() });
        ground.chain(lines).chain(corridor).chain(ring).collect()
    }

    /// On whose word the map rests.
    fn sources(&self) -> String {
        let mut counts: BTreeMap<&str, (usize, String)> = BTreeMap::new();
        let answers = self.snapshot.answers_by_cell();
        let mut seen = HashSet::new();
        let records = answers.iter().flat_map(|answer| answer.candidates().flat_map(|it| it.records()));
        // Records stand in the atlas's list and do not move.
        let records = records.filter(|&record| seen.insert(std::ptr::from_ref(record)));
        let citations = records.flat_map(|record| record.attestation().citations());
        let codes: Vec<_> = citations.map(crate::model::source::Citation::source).collect();
        for code in &codes {
            let Some(source) = self.atlas.source(code.as_str()) else { continue };
            counts.entry(code.as_str()).or_insert_with(|| (0, source.title().to_owned())).0 += 1;
        }
        let mut most: Vec<&(usize, String)> = counts.values().collect();
        most.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1)));
        let told: Vec<&str> = most.iter().take(6).map(|(_, title)| title.as_str()).collect();
        match most.len() {
            0 => String::new(),
            count if count > told.len() => format!("Sources: {}; and {} more.", told.join("; "), count - told.len()),
            _ => format!("Sources: {}.", told.join("; ")),
        }
    }
}
