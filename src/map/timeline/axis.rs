//! Days along a strip: linear, with breaks where nothing happens.

use time::{Date, Month};

use crate::atlas::{Atlas, Spell};
use crate::map::drawing::{Svg, tenths};
use crate::model::date::UncertainDate;

/// A stretch without a change is broken if it takes more than this share of the whole.
const LONG: f64 = 0.18;
/// The width of a break, as a share of the strip.
const BREAK: f64 = 0.045;
/// Around a break so many days stay on each side of the changes that it lies between.
const BESIDE: f64 = 1200.0;
/// The width of the zigzag that shows a break, in units.
const WIDTH_OF_ZIGZAG: f64 = 12.0;
/// The least distance between years on the axis, in units.
const LEAST_STEP: f64 = 40.0;

/// The days along strips between two edges.
#[derive(Debug)]
pub(super) struct Axis {
    pub(super) first: Date,
    pub(super) last: Date,
    edges: (f64, f64),
    /// Julian days that are left out: from, until.
    breaks: Vec<(f64, f64)>,
}

impl Axis {
    /// From the first day covered to a little after the last change on record, for a place with these spells.
    pub(super) fn new<'s>(atlas: &Atlas, spells: impl Iterator<Item = &'s Spell<'s>>, edges: (f64, f64)) -> Self {
        let bounds = atlas.records().iter().map(|record| record.attestation().period());
        let days: Vec<UncertainDate> = bounds.flat_map(|period| [period.from(), period.until()]).flatten().collect();
        let coverage = atlas.about().coverage();
        let first = coverage.from().map(UncertainDate::earliest);
        let first = first.or_else(|| days.iter().map(|day| day.earliest()).min()).unwrap_or(Date::MIN);
        let last = coverage.until().map(UncertainDate::latest);
        let last = last.unwrap_or_else(|| {
            let change = days.iter().map(|day| day.latest()).max().unwrap_or(first).max(first);
            let after = (change.to_julian_day() - first.to_julian_day()) / 40 + 30;
            Date::from_julian_day(change.to_julian_day().saturating_add(after)).unwrap_or(change)
        });
        let mut this = Self { first, last: last.max(first.next_day().unwrap_or(first)), edges, breaks: Vec::new() };
        let bounds = spells.flat_map(|spell| [spell.period().from(), spell.period().until()]).flatten();
        let mut turns: Vec<f64> = bounds.flat_map(|date| [julian(date.earliest()), julian(date.latest())]).collect();
        turns.extend([julian(this.first), julian(this.last)]);
        turns.retain(|&turn| julian(this.first) <= turn && turn <= julian(this.last));
        turns.sort_unstable_by(f64::total_cmp);
        let whole = julian(this.last) - julian(this.first);
        for pair in turns.windows(2) {
            let &[from, until] = pair else { continue };
            if until - from > LONG * whole && until - from > 4.0 * BESIDE {
                this.breaks.push((from + BESIDE, until - BESIDE));
            }
        }
        this
    }

    /// Where a day is.
    pub(super) fn at(&self, day: Date) -> f64 {
        let day = julian(day).clamp(julian(self.first), julian(self.last));
        let (left, right) = self.edges;
        let width_of_break = BREAK * (right - left);
        let (mut gone, mut passed) = (0.0, 0.0);
        for &(from, until) in &self.breaks {
            let share = ((day - from) / (until - from)).clamp(0.0, 1.0);
            gone += (until - from) * share;
            passed += width_of_break * share;
        }
        left + (day - julian(self.first) - gone) * self.units_per_day() + passed
    }

    fn units_per_day(&self) -> f64 {
        let (left, right) = self.edges;
        let count: f64 = self.breaks.iter().map(|_| 1.0).sum();
        let left_out: f64 = self.breaks.iter().map(|(from, until)| until - from).sum();
        let days = (julian(self.last) - julian(self.first) - left_out).max(1.0);
        (right - left) * (1.0 - BREAK * count) / days
    }

    /// Where the span of a date begins and ends.
    pub(super) fn span(&self, date: UncertainDate) -> (f64, f64) {
        (self.at(date.earliest()), self.at(date.latest()))
    }

    /// The stretches between two places on the strip that no break cuts.
    pub(super) fn stretches(&self, from: f64, until: f64) -> Vec<(f64, f64)> {
        let mut rest = from;
        let mut found = Vec::new();
        for x in self.breaks.iter().filter_map(|&cut| self.middle_of(cut)).filter(|&x| from < x && x < until) {
            found.push((rest, x - WIDTH_OF_ZIGZAG / 2.0));
            rest = x + WIDTH_OF_ZIGZAG / 2.0;
        }
        found.push((rest, until));
        found
    }

    /// Where the zigzag of a break is.
    fn middle_of(&self, (from, until): (f64, f64)) -> Option<f64> {
        Date::from_julian_day(rounded(f64::midpoint(from, until))).ok().map(|day| self.at(day))
    }

    /// Writes years below the strips, and the breaks across them.
    pub(super) fn write(&self, svg: &mut Svg, top: f64, strips: (f64, f64)) {
        let (first, last) = (self.first.year(), self.last.year());
        let year = self.units_per_day() * 365.25;
        let steps = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000];
        let step = steps.into_iter().find(|&step| f64::from(step) * year >= LEAST_STEP).unwrap_or(2500);
        let mut number = first.div_euclid(step) * step;
        while number <= last {
            let day = Date::from_calendar_date(number, Month::January, 1).ok().filter(|&day| day >= self.first);
            let is_left_out =
                |day: Date| self.breaks.iter().any(|&(from, until)| from < julian(day) && julian(day) < until);
            if let Some(x) = day.filter(|&day| !is_left_out(day)).map(|day| self.at(day)) {
                svg.push(format_args!(
                    "<path d=\"M{} {}v5\" stroke=\"#2b2622\" stroke-width=\".8\"/>",
                    tenths(x),
                    tenths(top - 4.0)
                ));
                let name = if number > 0 { number.to_string() } else { format!("{} BC", 1 - number) };
                svg.text((x.max(self.edges.0), top + 13.0), " text-anchor=\"middle\" font-size=\"11\"", &name);
            }
            number += step;
        }
        for x in self.breaks.iter().filter_map(|&cut| self.middle_of(cut)) {
            let (above, below) = (strips.0 - 3.0, strips.1 + 3.0);
            let count = 2.0 * ((below - above) / 8.0).round();
            let steps = std::iter::successors(Some(0.0), |step| (*step < count).then_some(step + 1.0));
            let zigzag: Vec<String> = steps
                .map(|step| {
                    let side = if step % 2.0 == 0.0 { -2.5 } else { 2.5 };
                    format!("{} {}", tenths(x + side), tenths(above + (below - above) * step / count))
                })
                .collect();
            svg.push(format_args!(
                "<path class=\"break\" d=\"M{line}\" fill=\"none\" stroke=\"#fdfbf6\" stroke-width=\"5\"/>\
                 <path d=\"M{line}\" fill=\"none\" stroke=\"#2b2622\" stroke-width=\".7\" transform=\"translate(-2.5 0)\"/>\
                 <path d=\"M{line}\" fill=\"none\" stroke=\"#2b2622\" stroke-width=\".7\" transform=\"translate(2.5 0)\"/>",
                line = zigzag.join("L")
            ));
        }
    }
}

fn julian(day: Date) -> f64 {
    f64::from(day.to_julian_day())
}

#[expect(clippy::cast_possible_truncation, reason = "between two Julian days")]
fn rounded(day: f64) -> i32 {
    day.round() as i32
}
