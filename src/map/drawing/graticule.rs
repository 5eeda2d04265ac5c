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

/// The label of a meridian or a parallel.
#[derive(Debug)]
struct Degree {
    /// The middle of its baseline.
    at: Point,
    text: String,
    is_parallel: bool,
}

/// The meridians and parallels within a frame.
#[derive(Debug)]
pub(crate) struct Graticule {
    lines: Vec<Vec<Point>>,
    degrees: Vec<Degree>,
    size: f64,
}

impl Graticule {
    /// The graticule of a sheet, labelled in this text size along the left and the lower edge, outside the frame.
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
        let half = text::width(&text, self.size) / 2.0 + 0.4 * self.size;
        let at_edge = line.iter().filter_map(|stretch| stretch.first()).find(|at| {
            let (from_side, along) = if is_parallel { (at.0 - left, at.1) } else { (bottom - at.1, at.0) };
            let (first, last) = if is_parallel { (top, bottom) } else { (left, right) };
            from_side.abs() < 0.5 && first + half < along && along < last - half
        });
        if let Some(&(x, y)) = at_edge {
            let along = if is_parallel { y } else { x };
            let is_near = |degree: &Degree| {
                let other = if is_parallel { degree.at.1 } else { degree.at.0 };
                degree.is_parallel == is_parallel && (other - along).abs() < 2.0 * half
            };
            if !self.degrees.iter().any(is_near) {
                let at = if is_parallel { (left - 0.45 * self.size, y) } else { (x, bottom + 1.15 * self.size) };
                self.degrees.push(Degree { at, text, is_parallel });
            }
        }
        self.lines.extend(line);
    }

    pub(crate) fn write_lines(&self, svg: &mut Svg, colour: &str) {
        let data = path(self.lines.iter().map(Vec::as_slice), false);
        svg.push(format_args!(
            "<path class=\"graticule\" fill=\"none\" stroke=\"{colour}\" stroke-width=\".5\" d=\"{data}\"/>"
        ));
    }

    /// Writes the degrees outside the frame: below it, and on its left from bottom to top.
    pub(crate) fn write_degrees(&self, svg: &mut Svg, colour: &str) {
        for degree in &self.degrees {
            let (x, y) = degree.at;
            let turn = if degree.is_parallel {
                format!(" transform=\"rotate(-90 {} {})\"", tenths(x), tenths(y))
            } else {
                String::new()
            };
            let attributes = format!(
                " class=\"degree\" text-anchor=\"middle\" font-size=\"{}\" fill=\"{colour}\"{turn}",
                tenths(self.size)
            );
            svg.text(degree.at, &attributes, &degree.text);
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
