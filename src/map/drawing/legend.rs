//! The legend and the scale bar.

use super::stroke::Stroke;
use super::svg::{Svg, tenths};
use super::text;
use super::theme::Ink;
use crate::map::plane::Point;

/// An entry of the legend: a sign and what it means.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) sign: Sign,
    pub(crate) text: String,
}

/// A sign of the legend.
#[derive(Debug, Clone)]
pub(crate) enum Sign {
    /// An area with this fill.
    Area(String),
    /// An area with this texture.
    Texture(String),
    /// A line of this kind.
    Line(Stroke),
    /// The outline of a corridor.
    Corridor,
    /// The ring round an area too small to see.
    Ring,
    /// A band along lines, as wide as they are accurate.
    Band,
    /// A line that a map is about.
    Highlight,
    /// A number on the map.
    Number(usize),
}

/// The attributes of a band along lines, without its width.
const BAND: &str = "stroke=\"#6a4a9c\" stroke-opacity=\".28\" stroke-width=\"7\"";
/// The attributes of a line that a map is about.
const HIGHLIGHT: &str = "stroke=\"#f0b400\" stroke-opacity=\".85\" stroke-width=\"6\"";

/// Writes entries in at most so many columns between a left and a right edge, and returns the height that they take.
pub(crate) fn write(
    svg: &mut Svg,
    entries: &[Entry],
    most_columns: u32,
    [left, top, right]: [f64; 3],
    size: f64,
    ink: &Ink,
) -> f64 {
    let (sign, gap, width) = (2.1 * size, 1.6 * size, right - left);
    let widest = entries.iter().map(|entry| text::width(&entry.text, size)).fold(0.0, f64::max);
    // Long entries take several lines: of many columns, and rather than that there is one column.
    let columns = [80.0, 68.0].into_iter().find_map(|ems| {
        let widest = widest.min(ems / f64::from(most_columns) * size);
        (2..=most_columns).rev().find(|&columns| column(width, columns, gap) >= sign + widest)
    });
    let columns = columns.unwrap_or(1);
    let own = column(width, columns, gap);
    let rows: Vec<Vec<String>> = entries.iter().map(|entry| text::wrapped(&entry.text, size, own - sign)).collect();
    let height =
        |lines: &Vec<String>| f64::from(u32::try_from(lines.len()).unwrap_or(u32::MAX)) * 1.2 * size + 0.35 * size;
    let all: f64 = rows.iter().map(height).sum();
    // The shortest columns that hold all entries in order.
    let fits = |limit: f64| {
        let (mut used, mut y) = (1, 0.0);
        for own in rows.iter().map(height) {
            if y > 0.0 && y + own > limit {
                (used, y) = (used + 1, 0.0);
            }
            y += own;
        }
        used <= columns
    };
    let limits = std::iter::successors(Some(all / f64::from(columns)), |limit| Some(limit + 0.4 * size));
    let limit = limits.take(4000).find(|&limit| fits(limit)).unwrap_or(all);
    let (mut x, mut y, mut lowest) = (left, 0.0, 0.0_f64);
    for (entry, lines) in entries.iter().zip(&rows) {
        let own_height = height(lines);
        if y > 0.0 && y + own_height > limit {
            (x, y) = (x + own + gap, 0.0);
        }
        write_sign(svg, &entry.sign, (x, top + y), size, ink);
        for (line, text) in (0..).zip(lines) {
            let at = (x + sign, top + y + 0.85 * size + f64::from(line) * 1.2 * size);
            let width = tenths(text::width(text, size));
            svg.text(at, &format!(" textLength=\"{width}\""), text);
        }
        y += own_height;
        lowest = lowest.max(y);
    }
    lowest
}

fn column(width: f64, columns: u32, gap: f64) -> f64 {
    (width - f64::from(columns - 1) * gap) / f64::from(columns)
}

fn write_sign(svg: &mut Svg, sign: &Sign, (x, y): Point, size: f64, ink: &Ink) {
    let (wide, high, middle) = (1.6 * size, 0.95 * size, y + 0.5 * size);
    let (left, right) = (tenths(x), tenths(x + wide));
    if let Some(back) = ink.line_back.filter(|_| !matches!(sign, Sign::Area(_) | Sign::Number(_))) {
        svg.push(format_args!(
            "<rect x=\"{left}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{back}\"/>",
            tenths(y),
            tenths(wide),
            tenths(high)
        ));
    }
    match sign {
        Sign::Area(fill) | Sign::Texture(fill) => svg.push(format_args!(
            "<rect x=\"{left}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\" stroke=\"#6b645c\" \
             stroke-width=\".5\"/>",
            tenths(y),
            tenths(wide),
            tenths(high)
        )),
        Sign::Line(stroke) => svg.push(format_args!(
            "<path d=\"M{left} {m}H{right}\" fill=\"none\" stroke-linecap=\"{}\"{}/>",
            if *stroke == Stroke::Undetermined { "round" } else { "butt" },
            stroke.attributes(size / 11.0),
            m = tenths(middle)
        )),
        Sign::Band | Sign::Highlight => svg.push(format_args!(
            "<path d=\"M{left} {m}H{right}\" fill=\"none\" {}/>",
            if matches!(sign, Sign::Band) { BAND } else { HIGHLIGHT },
            m = tenths(middle)
        )),
        Sign::Number(number) => {
            svg.text((x + wide / 2.0, y + 0.85 * size), " text-anchor=\"middle\"", &number.to_string());
        }
        Sign::Corridor => svg.push(format_args!(
            "<rect x=\"{left}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#5b2a86\" \
             stroke-width=\"1.3\"/>",
            tenths(y + 0.2 * size),
            tenths(wide),
            tenths(high - 0.4 * size)
        )),
        Sign::Ring => svg.push(format_args!(
            "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"none\" stroke=\"#2b2622\" stroke-width=\"1\"/>",
            tenths(x + wide / 2.0),
            tenths(middle),
            tenths(0.4 * size)
        )),
    }
}

/// Writes a scale bar of a round number of kilometres whose right end is near `right`.
pub(crate) fn write_scale(svg: &mut Svg, units_per_m: f64, right: f64, y: f64, size: f64, ink: &Ink) {
    let most = 16.0 * size / (units_per_m * 1e3);
    let km = [1.0, 2.0, 5.0].iter().flat_map(|step| (0..=4).map(move |power| step * 10_f64.powi(power)));
    let km = km.filter(|&km| km <= most).fold(1.0, f64::max);
    let (wide, left) = (km * 1e3 * units_per_m, right - km * 1e3 * units_per_m - 2.4 * size);
    let (half, high) = (wide / 2.0, 0.35 * size);
    for (number, fill) in [(0.0, ink.text), (1.0, ink.paper)] {
        svg.push(format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"{fill}\" stroke=\"{}\" \
             stroke-width=\".6\"/>",
            tenths(left + number * half),
            tenths(y),
            tenths(half),
            tenths(high),
            ink.text
        ));
    }
    let (middle, end) = (tenths(km / 2.0), format!("{km:.0} km"));
    let is_roomy = half > f64::midpoint(text::width(&middle, size), text::width(&end, size)) + 0.5 * size;
    let marks = [Some((0.0, "0".to_owned())), Some((half, middle)).filter(|_| is_roomy), Some((wide, end))];
    for (at, label) in marks.into_iter().flatten() {
        svg.text((left + at, y - 0.4 * size), " text-anchor=\"middle\"", &label);
    }
}
