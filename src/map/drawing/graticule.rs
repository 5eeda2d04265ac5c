//! Meridians and parallels, with their degrees at the frame.

use super::clip::clip_line;
use super::sheet::Sheet;
use super::svg::{Svg, path, tenths};
use super::text;
use crate::map::plane::{Point, Rect};

/// At most this many lines each way.
const MOST: f64 = 8.0;
/// Just less than half a turn, so that both ends stay on their side of the map.
const HALF_TURN: f64 = 179.999;
/// Lines are drawn through this many places.
const PLACES: u32 = 48;

/// The meridians and parallels within a frame.
#[derive(Debug)]
pub(crate) struct Graticule {
    lines: Vec<Vec<Point>>,
    /// The labels at the frame with the boxes around them.
    degrees: Vec<(Rect, String)>,
    size: f64,
}

impl Graticule {
    /// The graticule of a sheet, labelled in this text size along the left and the lower edge.
    pub(crate) fn new(sheet: &Sheet<'_>, size: f64) -> Self {
        let [west, south, east, north] = sheet.plan.bounds;
        let span = (east - west).max(north - south);
        let step = [0.5, 1.0, 2.0, 5.0, 10.0, 20.0].into_iter().find(|step| span / step <= MOST).unwrap_or(30.0);
        let lon0 = sheet.plan.projection.lon0();
        // Beyond the bounds, since the frame is wider than they are.
        let wide = ((west - step).max(-HALF_TURN), (east + step).min(HALF_TURN));
        let tall = ((south - step).max(-90.0), (north + step).min(90.0));
        let mut this = Self { lines: Vec::new(), degrees: Vec::new(), size };
        for edge in [wide.0, wide.1].into_iter().filter(|edge| edge.abs() >= HALF_TURN) {
            let line: Vec<Point> = fine(tall).map(|lat| sheet.point(lon0 + edge, lat)).collect();
            this.lines.extend(clip_line(&line, sheet.frame));
        }
        for lon in steps(step, lon0 + wide.0, lon0 + wide.1) {
            let line: Vec<Point> = fine(tall).map(|lat| sheet.point(lon, lat)).collect();
            this.add(clip_line(&line, sheet.frame), sheet.frame, degrees(lon, 'E', 'W'), false);
        }
        for lat in steps(step, tall.0, tall.1) {
            let line: Vec<Point> = fine(wide).map(|lon| sheet.point(lon0 + lon, lat)).collect();
            this.add(clip_line(&line, sheet.frame), sheet.frame, degrees(lat, 'N', 'S'), true);
        }
        this
    }

    fn add(&mut self, line: Vec<Vec<Point>>, frame: Rect, text: String, is_parallel: bool) {
        let [left, top, right, bottom] = frame;
        let (wide, high, gap) = (text::width(&text, self.size), self.size, 0.4 * self.size);
        let start = line.iter().filter_map(|stretch| stretch.first()).find(|at| {
            let (from_side, along) = if is_parallel { (at.0 - left, at.1) } else { (bottom - at.1, at.0) };
            let (first, last) =
                if is_parallel { (top + 2.0 * high, bottom - 2.5 * high) } else { (left, right - wide) };
            from_side.abs() < 0.5 && first + gap < along && along < last - 2.0 * gap
        });
        if let Some(&(x, y)) = start {
            let (x, y) = if is_parallel { (left + gap, y - gap) } else { (x + gap, bottom - gap) };
            let rect = [x, y - 0.8 * high, x + wide, y + 0.2 * high];
            let is_near = |other: &Rect| {
                rect[0] - gap < other[2] && other[0] < rect[2] + gap && rect[1] < other[3] && other[1] < rect[3]
            };
            if !self.degrees.iter().any(|(other, _)| is_near(other)) {
                self.degrees.push((rect, text));
            }
        }
        self.lines.extend(line);
    }

    /// The boxes around the labels at the frame.
    pub(crate) fn boxes(&self) -> impl Iterator<Item = Rect> {
        self.degrees.iter().map(|(rect, _)| *rect)
    }

    pub(crate) fn write_lines(&self, svg: &mut Svg) {
        let data = path(self.lines.iter().map(Vec::as_slice), false);
        svg.push(format_args!(
            "<path class=\"graticule\" fill=\"none\" stroke=\"#c3cfd5\" stroke-width=\".5\" d=\"{data}\"/>"
        ));
    }

    /// Written after the areas, which would hide them.
    pub(crate) fn write_degrees(&self, svg: &mut Svg) {
        let attributes = format!(
            " font-size=\"{}\" fill=\"#5d686e\" stroke=\"#fff\" stroke-opacity=\".6\" stroke-width=\"2\" \
             stroke-linejoin=\"round\" paint-order=\"stroke\"",
            tenths(self.size)
        );
        for (rect, text) in &self.degrees {
            svg.text((rect[0], rect[3] - 0.2 * self.size), &attributes, text);
        }
    }
}

/// The multiples of a step in a span.
fn steps(step: f64, from: f64, until: f64) -> impl Iterator<Item = f64> {
    std::iter::successors(Some((from / step).ceil()), |number| Some(number + 1.0))
        .map(move |number| number * step)
        .take_while(move |&degrees| degrees <= until)
}

fn fine((from, until): (f64, f64)) -> impl Iterator<Item = f64> {
    (0..=PLACES).map(move |number| from + (until - from) * f64::from(number) / f64::from(PLACES))
}

fn degrees(degrees: f64, positive: char, negative: char) -> String {
    let degrees = if degrees > 180.0 {
        degrees - 360.0
    } else if degrees < -180.0 {
        degrees + 360.0
    } else {
        degrees
    };
    if degrees.abs().min(180.0 - degrees.abs()) < 1e-9 {
        return format!("{}°", tenths(degrees.abs()));
    }
    let letter = if degrees < 0.0 { negative } else { positive };
    format!("{}° {letter}", tenths(degrees.abs()))
}
