//! The footer of a map: edition, scale bar, legend and sources.

use std::collections::{BTreeMap, HashSet};

use super::map_layout::MapLayout;
use crate::map::dates::long_date;
use crate::map::drawing::legend::{self, Entry, Sign};
use crate::map::drawing::{FillStyle, Fills, Several, Stroke, Svg, Texture, tenths, text};
use crate::model::polity::PolityKind;
use crate::model::source::Citation;

/// At most this many sources are named.
const MOST_SOURCES: usize = 6;

impl MapLayout<'_> {
    /// Writes what stands below the frame, and returns where the picture ends.
    pub(super) fn write_footer(&self, svg: &mut Svg, fills: &Fills<'_>, has_corridors: bool, has_rings: bool) -> f64 {
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
            let entries = self.entries(fills, has_corridors, has_rings);
            y += legend::write(svg, &entries, (left, y), right - left, size, ink) + 1.2 * size;
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

    /// The entries of the legend: holders first, then textures and lines.
    fn entries(&self, fills: &Fills<'_>, has_corridors: bool, has_rings: bool) -> Vec<Entry> {
        let areas = self.styles.list.iter().enumerate();
        let areas = areas
            .map(|(number, style)| Entry { sign: Sign::Area(fills.fill(number, style)), text: self.meaning(style) });
        let texture = |texture: Texture, text: String| {
            self.has(texture).then(|| Entry { sign: Sign::Texture(fills.texture(texture)), text })
        };
        let checked = long_date(self.atlas.checked_until());
        let textures = [
            texture(Texture::Undrawn, "others hold parts that are not drawn".to_owned()),
            texture(Texture::Unchecked, format!("not checked: the atlas was checked up to {checked}")),
        ];
        let land = self
            .backdrop
            .is_some()
            .then(|| Entry { sign: Sign::Area(self.ink().land.to_owned()), text: "land outside the atlas".to_owned() });
        let lines = Stroke::ALL.into_iter().rev().filter(|stroke| self.strokes.contains(&Some(*stroke)));
        let lines = lines.map(|stroke| Entry { sign: Sign::Line(stroke), text: stroke.name().to_owned() });
        let highlight = self.options.highlight.as_ref();
        let highlight = highlight.map(|(name, _)| Entry { sign: Sign::Highlight, text: format!("border of {name}") });
        let others = [
            (has_corridors, Sign::Corridor, "corridor"),
            (has_rings, Sign::Ring, "area too small to see"),
            (self.options.has_bands, Sign::Band, "where the true line may run"),
        ];
        let others = others.into_iter().filter(|other| other.0);
        let others = others.map(|(_, sign, text)| Entry { sign, text: text.to_owned() });
        let textures = textures.into_iter().flatten().chain(land);
        areas.chain(textures).chain(highlight).chain(lines).chain(others).collect()
    }

    /// What a fill style means.
    fn meaning(&self, style: &FillStyle) -> String {
        let name = |polity: usize| self.naming.polity_by_number(self.atlas, polity);
        let names = |polities: &[usize], and: &str| {
            let all: Vec<&str> = polities.iter().map(|&polity| name(polity)).collect();
            if all.is_empty() { "nobody".to_owned() } else { all.join(and) }
        };
        match style {
            FillStyle::Plain(polity) => name(*polity).to_owned(),
            FillStyle::Administered { over, under } => {
                let is_de_facto =
                    self.atlas.polities().get(*over).is_some_and(|it| it.kind() == PolityKind::DeFactoState);
                let how = if is_de_facto { ", a de facto state" } else { ": administration" };
                format!("{}{how}; de jure {}", name(*over), names(under, " or "))
            }
            FillStyle::Hatched { over, mode, under } => {
                format!("{}: {mode}; de jure {}", name(*over), names(under, " or "))
            }
            FillStyle::Striped(Several::Joint, polities) => format!("{} jointly", names(polities, " and ")),
            FillStyle::Striped(Several::Contested, polities) => {
                format!("contested by {}", names(polities, " and "))
            }
            FillStyle::Striped(Several::Possible, polities) => format!("possibly {}", names(polities, " or ")),
            FillStyle::Vacant => "nobody's".to_owned(),
            FillStyle::Unrecorded => "unrecorded".to_owned(),
            FillStyle::Changed { from, to } => {
                format!("{}; before {}", names(to, " or "), names(from, " or "))
            }
        }
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
