//! A writer of SVG.

use std::fmt::{self, Write};

use super::text::escaped;
use crate::map::plane::Point;

/// An SVG document being written.
#[derive(Debug, Default)]
pub(crate) struct Svg(String);

impl Svg {
    /// Adds markup.
    pub(crate) fn push(&mut self, markup: fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = self.0.write_fmt(markup);
        self.0.push('\n');
    }

    /// Adds a text at a place.
    pub(crate) fn text(&mut self, at: Point, attributes: &str, text: &str) {
        let (x, y) = (tenths(at.0), tenths(at.1));
        self.push(format_args!("<text x=\"{x}\" y=\"{y}\"{attributes}>{}</text>", escaped(text)));
    }

    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

/// A number with at most one decimal.
pub(crate) fn tenths(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// Lines or rings as path data, rounded to tenths; those that vanish by rounding are left out.
pub(crate) fn path<'p>(courses: impl IntoIterator<Item = &'p [Point]>, is_closed: bool) -> String {
    let mut data = String::new();
    for course in courses {
        let mut steps: Vec<(i64, i64)> = course.iter().map(|&(x, y)| (step(x), step(y))).collect();
        steps.dedup();
        if is_closed && steps.len() > 1 && steps.first() == steps.last() {
            steps.pop();
        }
        if steps.len() < if is_closed { 3 } else { 2 } {
            continue;
        }
        let mut last: Option<(i64, i64)> = None;
        for (number, &(x, y)) in steps.iter().enumerate() {
            let (dx, dy) = last.map_or((x, y), |(x0, y0)| (x - x0, y - y0));
            match number {
                0 => data.push('M'),
                1 => data.push('l'),
                _ if dx >= 0 => data.push(' '),
                _ => {}
            }
            push_step(&mut data, dx);
            if dy >= 0 {
                data.push(' ');
            }
            push_step(&mut data, dy);
            last = Some((x, y));
        }
        if is_closed {
            data.push('z');
        }
    }
    data
}

#[expect(clippy::cast_possible_truncation, reason = "pictures are far smaller")]
fn step(value: f64) -> i64 {
    (value * 10.0).round() as i64
}

fn push_step(data: &mut String, tenths: i64) {
    let (whole, part) = (tenths.abs() / 10, tenths.abs() % 10);
    if tenths < 0 {
        data.push('-');
    }
    let _ = match (whole, part) {
        (whole, 0) => write!(data, "{whole}"),
        (0, part) => write!(data, ".{part}"),
        (whole, part) => write!(data, "{whole}.{part}"),
    };
}
