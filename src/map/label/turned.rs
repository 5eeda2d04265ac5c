//! Names along areas that are long and lie aslant.

use super::lettering::Label;
use super::raster::{Raster, number};
use crate::map::plane::Point;

/// An area is long if it is this many times as long as wide.
const LONG: f64 = 1.7;
/// Names are turned by at least and at most so many degrees.
const TURNS: (f64, f64) = (12.0, 62.0);
/// At most this many places are tried.
const TRIES: usize = 400;

/// The direction of a long area in degrees, clockwise from east; `None` if it is not long, or lies along the lines of text.
pub(super) fn lengthwise(raster: &Raster, squares: &[usize]) -> Option<f64> {
    let count = number(squares.len().max(1));
    let points = || squares.iter().map(|&square| raster.middle(square));
    let sum = points().fold((0.0, 0.0), |sum, at| (sum.0 + at.0, sum.1 + at.1));
    let middle = (sum.0 / count, sum.1 / count);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for (x, y) in points().map(|at| (at.0 - middle.0, at.1 - middle.1)) {
        (xx, xy, yy) = (xx + x * x, xy + x * y, yy + y * y);
    }
    let turn = (2.0 * xy).atan2(xx - yy) / 2.0;
    let spread = ((xx - yy).powi(2) / 4.0 + xy * xy).sqrt();
    let (long, wide) = (f64::midpoint(xx, yy) + spread, f64::midpoint(xx, yy) - spread);
    let degrees = turn.to_degrees();
    let is_aslant = (TURNS.0..=TURNS.1).contains(&degrees.abs());
    (is_aslant && long.sqrt() > LONG * wide.max(0.0).sqrt()).then_some(degrees)
}

/// The label turned along an area, at the place nearest to the middle where it stays on free squares of it.
pub(super) fn place_turned(
    raster: &Raster,
    squares: &[usize],
    is_free: impl Fn(usize) -> bool,
    label: &Label,
    turn: f64,
) -> Option<Label> {
    let mut own = squares.to_vec();
    own.sort_unstable();
    let (wide, high) = (label.rect[2] + 1.2 * label.size, label.rect[3] + 0.7 * label.size);
    let (sin, cos) = turn.to_radians().sin_cos();
    let across = (high / raster.step).ceil().max(1.0);
    let along = (wide / raster.step).ceil().max(1.0);
    let steps = |count: f64| std::iter::successors(Some(0.0), move |step| (*step < count).then_some(step + 1.0));
    let stays = |at: Point| {
        steps(along).all(|i| {
            steps(across).all(|j| {
                let (u, v) = ((i / along - 0.5) * wide, (j / across - 0.5) * high);
                let square = raster.square_at((at.0 + cos * u - sin * v, at.1 + sin * u + cos * v));
                square.is_some_and(|square| is_free(square) && own.binary_search(&square).is_ok())
            })
        })
    };
    let count = number(own.len().max(1));
    let sum = own.iter().map(|&square| raster.middle(square)).fold((0.0, 0.0), |sum, at| (sum.0 + at.0, sum.1 + at.1));
    let middle = (sum.0 / count, sum.1 / count);
    let away = |at: Point| (at.0 - middle.0).powi(2) + (at.1 - middle.1).powi(2);
    let every = (own.len() / TRIES).max(1);
    let mut places: Vec<Point> = own.iter().step_by(every).map(|&square| raster.middle(square)).collect();
    places.sort_by(|one, other| away(*one).total_cmp(&away(*other)));
    let at = places.into_iter().find(|&at| stays(at))?;
    let mut label = label.clone().centred(at);
    label.turn = turn;
    Some(label)
}
