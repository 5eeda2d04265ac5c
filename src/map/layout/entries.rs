//! What the legend of a map says.

use super::content::Content;
use super::map_layout::MapLayout;
use crate::map::dates::long_date;
use crate::map::drawing::legend::{Entry, Sign};
use crate::map::drawing::{FillStyle, Fills, Several, Texture};
use crate::model::control::Mode;
use crate::model::polity::PolityKind;

impl MapLayout<'_> {
    /// The parts of the legend, each in at most so many columns: areas, textures and lines; of many holders first those
    /// whose names are not on the map, then the other areas by kind.
    pub(super) fn legend(&self, fills: &Fills<'_>, content: &Content) -> Vec<(Vec<Entry>, u32)> {
        let signs = self.signs(fills, content);
        let Some(key) = &content.key else {
            let area =
                |(number, style)| Entry { sign: Sign::Area(fills.fill(number, style)), text: self.meaning(style) };
            return vec![(self.areas(content).map(area).chain(signs).collect(), 4)];
        };
        let mut holders: Vec<(usize, Entry)> = Vec::new();
        let mut kinds: Vec<(String, String, Vec<String>)> = Vec::new();
        for (number, style) in self.areas(content) {
            let fill = fills.fill(number, style);
            if let FillStyle::Plain(holder) | FillStyle::Administered { over: holder, .. } = style {
                let mark = key.numbers.get(holder).copied();
                let is_plain = matches!(style, FillStyle::Plain(_));
                // Who holds no ground as the sovereign has a number too, but no other entry here.
                let is_told = if is_plain { !key.named.contains(holder) } else { mark.is_some() };
                if is_told && !holders.iter().any(|it| mark.is_some() && it.0 == mark.unwrap_or_default()) {
                    let name = self.names(&[*holder], "");
                    let text = mark.map_or_else(|| name.clone(), |mark| format!("{mark} {name}"));
                    holders.push((mark.unwrap_or(usize::MAX), Entry { sign: Sign::Area(fill.clone()), text }));
                }
                if is_plain {
                    continue;
                }
            }
            let (kind, case) = self.kind(style);
            match kinds.iter_mut().find(|known| known.0 == kind) {
                Some(known) => known.2.extend(case),
                None => kinds.push((kind, fill, case.into_iter().collect())),
            }
        }
        holders.sort_by(|one, other| (one.0, &one.1.text).cmp(&(other.0, &other.1.text)));
        let kinds = kinds.into_iter().map(|(kind, fill, cases)| {
            let text = if cases.is_empty() { kind } else { format!("{kind}: {}", cases.join("; ")) };
            Entry { sign: Sign::Area(fill), text }
        });
        vec![(holders.into_iter().map(|it| it.1).collect(), 6), (kinds.collect(), 1), (signs, 5)]
    }

    /// The fill styles of the map with their numbers.
    fn areas(&self, content: &Content) -> impl Iterator<Item = (usize, &FillStyle)> {
        self.styles.list.iter().enumerate().filter(|(number, _)| content.styles.contains(number))
    }

    /// The entries for textures, lines and marks.
    fn signs(&self, fills: &Fills<'_>, content: &Content) -> Vec<Entry> {
        let checked = long_date(self.atlas.checked_until());
        let textures = content.textures.iter().map(|&texture| Entry {
            sign: Sign::Texture(fills.texture(texture)),
            text: match texture {
                Texture::Undrawn => "others hold parts that are not drawn".to_owned(),
                Texture::Unchecked => format!("not checked: the atlas was checked up to {checked}"),
            },
        });
        let land = content
            .has_land
            .then(|| Entry { sign: Sign::Area(self.ink().land.to_owned()), text: "land outside the atlas".to_owned() });
        let lines = content.strokes.iter().rev();
        let lines = lines.map(|&stroke| Entry { sign: Sign::Line(stroke), text: stroke.name().to_owned() });
        let highlight = self.options.highlight.as_ref();
        let highlight = highlight.map(|(name, _)| Entry { sign: Sign::Highlight, text: format!("border of {name}") });
        let others = [
            (content.has_corridors, Sign::Corridor, "corridor"),
            (content.has_rings, Sign::Ring, "area too small to see"),
            (self.options.has_bands, Sign::Band, "where the true line may run"),
        ];
        let others = others.into_iter().filter(|other| other.0);
        let others = others.map(|(_, sign, text)| Entry { sign, text: text.to_owned() });
        let places = (1..).zip(&content.places);
        let places = places.map(|(number, name)| Entry { sign: Sign::Number(number), text: name.clone() });
        textures.chain(land).chain(highlight).chain(lines).chain(others).chain(places).collect()
    }

    /// What a fill style means.
    fn meaning(&self, style: &FillStyle) -> String {
        let names = |polities: &[usize], and: &str| self.names(polities, and);
        match style {
            FillStyle::Plain(polity) => names(&[*polity], ""),
            FillStyle::Administered { over, under } => {
                let how = if self.is_de_facto_state(*over) { ", a de facto state" } else { ": administration" };
                format!("{}{how}; de jure {}", names(&[*over], ""), names(under, " or "))
            }
            FillStyle::Hatched { over, mode, under } => {
                format!("{}: {mode}; de jure {}", names(&[*over], ""), names(under, " or "))
            }
            FillStyle::Striped(Several::Joint, polities) => format!("{} jointly", names(polities, " and ")),
            FillStyle::Striped(Several::Contested, polities) => format!("contested by {}", names(polities, " and ")),
            FillStyle::Striped(Several::Possible, polities) => format!("possibly {}", names(polities, " or ")),
            FillStyle::Vacant => "nobody's".to_owned(),
            FillStyle::Unrecorded => "unrecorded".to_owned(),
            FillStyle::Changed { from, to } => format!("{}; before {}", names(to, " or "), names(from, " or ")),
        }
    }

    /// What a fill style means, as a kind of which a legend lists the cases.
    fn kind(&self, style: &FillStyle) -> (String, Option<String>) {
        let names = |polities: &[usize], and: &str| self.names(polities, and);
        let (kind, case) = match style {
            FillStyle::Administered { over, under } | FillStyle::Hatched { over, under, .. } => {
                let kind = match style {
                    FillStyle::Hatched { mode, .. } => mode.to_string(),
                    _ if self.is_de_facto_state(*over) => "de facto states".to_owned(),
                    _ => Mode::Administration.to_string(),
                };
                return (kind, Some(format!("{} (de jure {})", names(&[*over], ""), names(under, " or "))));
            }
            FillStyle::Striped(Several::Joint, polities) => ("held jointly", names(polities, " and ")),
            FillStyle::Striped(Several::Contested, polities) => ("contested", names(polities, " and ")),
            FillStyle::Striped(Several::Possible, polities) => ("possibly", names(polities, " or ")),
            FillStyle::Changed { from, to } => {
                ("changed hands", format!("{} (before {})", names(to, " or "), names(from, " or ")))
            }
            FillStyle::Plain(_) | FillStyle::Vacant | FillStyle::Unrecorded => return (self.meaning(style), None),
        };
        (kind.to_owned(), Some(case))
    }

    fn names(&self, polities: &[usize], and: &str) -> String {
        let all = polities.iter().map(|&polity| self.naming.polity_by_number(self.atlas, polity));
        if polities.is_empty() { "nobody".to_owned() } else { all.collect::<Vec<_>>().join(and) }
    }

    fn is_de_facto_state(&self, polity: usize) -> bool {
        self.atlas.polities().get(polity).is_some_and(|it| it.kind() == PolityKind::DeFactoState)
    }
}
