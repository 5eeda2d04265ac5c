//! The answers of every region of the index through time, laid out for speed.

use hashbrown::HashMap;
use time::Date;

use super::store::Store;
use super::timelines::Timelines;
use super::verdict::{Kind, Verdict};
use crate::model::control::Basis;
use crate::model::date::Period;
use crate::space::Region;

/// Who held each region when, on one basis.
///
/// A region and a day lead to a verdict in two steps, or one more for every eightfold of changes: the slot of the
/// region, the verdict. Equal verdicts are kept once.
#[derive(Debug)]
pub(crate) struct Lookup {
    /// The slots of the regions, in their order, and then those that they lead to.
    slots: Vec<Slot>,
    verdicts: Vec<Verdict>,
    /// To how many slots, one after the other, every region leads at least.
    levels: u32,
}

/// How many answers a slot holds.
const ANSWERS: usize = 8;

/// Answers through time, in one cache line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(align(64))]
struct Slot {
    /// The days from which the answers after the first hold, ascending; unused ones are [`NEVER`].
    changes: [i32; ANSWERS],
    /// The number of a verdict, or with [`DEEPER`] that of another slot.
    answers: [u32; ANSWERS],
}

/// Later than all days, and far from where differences overflow.
const NEVER: i32 = 1 << 30;
const DEEPER: u32 = 1 << 31;
/// The verdict on days that the atlas does not cover.
pub(super) const OUTSIDE_TIME: u32 = 0;
/// The verdict where the atlas has no ground.
pub(super) const OUTSIDE_SPACE: u32 = 1;

impl Lookup {
    /// Asks for every region's answers through time. O(n) in the changes of all regions.
    pub(crate) fn new(store: &Store, basis: Basis) -> Self {
        let index = &store.grounds.index;
        let mut timelines = Timelines::new(store, basis);
        timelines.number(Verdict::bare(Kind::OutsideTime));
        timelines.number(Verdict::bare(Kind::OutsideSpace));
        let covered = Covered::by(store.about.coverage);
        let regions = (0..).take(index.region_count());
        let spells: Vec<Vec<(i32, u32)>> = regions
            .map(|region| match index.region_shapes(region) {
                [] => covered.spells([(Date::MIN, OUTSIDE_SPACE)]),
                shapes => {
                    let lineage = store.lineage_of_shapes(&store.deciding(shapes.to_vec()));
                    covered.spells(timelines.spells(&lineage))
                }
            })
            .collect();
        Self::of_spells(&spells, timelines.into_verdicts())
    }

    /// The answers of regions with these spells, each a first day and the number of a verdict.
    pub(super) fn of_spells(spells: &[Vec<(i32, u32)>], verdicts: Vec<Verdict>) -> Self {
        let mut builder = Builder::default();
        let levels = usual_levels(spells);
        builder.slots.resize(spells.len(), Slot::EMPTY);
        for (region, spells) in spells.iter().enumerate() {
            let slot = builder.slot(spells, levels);
            if let Some(place) = builder.slots.get_mut(region) {
                *place = slot;
            }
        }
        Self { slots: builder.slots, verdicts, levels }
    }

    /// The spells of a region.
    pub(super) fn spells(&self, region: usize) -> Vec<(i32, u32)> {
        let mut spells = Vec::new();
        let mut open = vec![(region, i32::MIN)];
        while let Some((slot, start)) = open.pop() {
            let Some(slot) = self.slots.get(slot) else { continue };
            let mut deeper = Vec::new();
            let starts = std::iter::once(start).chain(slot.changes.into_iter().take_while(|&change| change != NEVER));
            for (start, answer) in starts.zip(slot.answers) {
                if answer & DEEPER == 0 {
                    spells.push((start, answer));
                } else {
                    deeper.push(((answer & !DEEPER) as usize, start));
                }
            }
            open.extend(deeper);
        }
        spells.sort_unstable();
        spells
    }

    /// The verdicts of a region through the time that the atlas covers, each with its first day.
    pub(super) fn through_time(&self, region: Region) -> Vec<(Date, &Verdict)> {
        let spells = self.spells(region as usize).into_iter().filter(|spell| spell.1 != OUTSIDE_TIME);
        spells.filter_map(|(start, verdict)| Some((date(start)?, self.verdicts.get(verdict as usize)?))).collect()
    }

    pub(super) fn verdicts(&self) -> &[Verdict] {
        &self.verdicts
    }

    /// The verdict in a region on a day; `None` where regions have no numbers.
    #[inline]
    pub(crate) fn on(&self, region: Region, date: Date) -> Option<&Verdict> {
        let day = day(date);
        let mut answer = self.slots.get(region as usize)?.on(day);
        // So many steps are no question, and are not guessed.
        for _ in 1..self.levels {
            answer = self.slots.get((answer & !DEEPER) as usize)?.on(day);
        }
        while answer & DEEPER != 0 {
            answer = self.slots.get((answer & !DEEPER) as usize)?.on(day);
        }
        self.verdicts.get(answer as usize)
    }

    /// Bytes of memory, without the lists of the choices.
    pub(crate) fn bytes(&self) -> usize {
        let choices = self.verdicts.iter().map(|verdict| size_of_val(&*verdict.candidates));
        size_of_val(&*self.slots) + size_of_val(&*self.verdicts) + choices.sum::<usize>()
    }
}

impl Slot {
    const EMPTY: Self = Self { changes: [NEVER; ANSWERS], answers: [OUTSIDE_TIME; ANSWERS] };

    /// The answer on a day: all changes are compared, which is quicker than to search.
    ///
    /// A change that has come counts as -1, by the sign of a difference; four lanes of this become vector code.
    #[inline]
    fn on(&self, day: i32) -> u32 {
        let has_begun = |change: i32| change.wrapping_sub(day + 1) >> 31;
        let [c0, c1, c2, c3, c4, c5, c6, c7] = self.changes;
        let two = |one: i32, other: i32| has_begun(one) + has_begun(other);
        let begun = two(c0, c4) + two(c1, c5) + two(c2, c6) + two(c3, c7);
        self.answers.get(begun.unsigned_abs() as usize).copied().unwrap_or(OUTSIDE_TIME)
    }
}

/// Days in their order, for comparing only: years are 512 apart.
#[inline]
fn day(date: Date) -> i32 {
    date.year() * 512 + i32::from(date.ordinal())
}

/// The day of a number; the first of all days stands for an open beginning.
fn date(day: i32) -> Option<Date> {
    if day == i32::MIN {
        return Some(Date::MIN);
    }
    Date::from_ordinal_date(day.div_euclid(512), u16::try_from(day.rem_euclid(512)).ok()?).ok()
}

/// The days that the atlas covers.
struct Covered {
    first: i32,
    end: i32,
}

impl Covered {
    fn by(coverage: Period) -> Self {
        let first = coverage.from().map_or(i32::MIN, |from| day(from.earliest()));
        Self { first, end: coverage.until().map_or(NEVER, |until| day(until.latest())) }
    }

    /// The spells within the days covered, between those that are not. The first begins before all days.
    fn spells(&self, spells: impl IntoIterator<Item = (Date, u32)>) -> Vec<(i32, u32)> {
        let mut kept = vec![(i32::MIN, OUTSIDE_TIME)];
        let within = spells.into_iter().map(|(start, verdict)| (day(start).max(self.first), verdict));
        for (start, verdict) in within.take_while(|&(start, _)| start < self.end).chain([(self.end, OUTSIDE_TIME)]) {
            // Two spells that begin on one day: the later takes the place of the other.
            if kept.last().is_some_and(|last| last.0 == start) {
                kept.pop();
            }
            if start != NEVER && kept.last().is_none_or(|last| last.1 != verdict) {
                kept.push((start, verdict));
            }
        }
        // Those of all regions are kept together for a while.
        kept.shrink_to_fit();
        kept
    }
}

#[derive(Default)]
struct Builder {
    slots: Vec<Slot>,
    /// Where slots are that others lead to, by their answers: regions beside each other have many in common.
    deeper: HashMap<Slot, u32>,
}

impl Builder {
    /// A slot with these answers, or with slots that have them, on so many levels at least.
    fn slot(&mut self, spells: &[(i32, u32)], levels: u32) -> Slot {
        let levels = levels.max(levels_of(spells));
        let part = ANSWERS.pow(levels - 1);
        let mut slot = Slot::EMPTY;
        let starts = spells.iter().skip(part).step_by(part);
        slot.changes.iter_mut().zip(starts).for_each(|(to, &(start, _))| *to = start);
        for (to, spells) in slot.answers.iter_mut().zip(spells.chunks(part)) {
            *to = match spells {
                [(_, verdict)] if levels == 1 => *verdict,
                spells => {
                    let deeper = self.slot(spells, levels - 1);
                    *self.deeper.entry(deeper).or_insert_with(|| {
                        self.slots.push(deeper);
                        u32::try_from(self.slots.len() - 1).unwrap_or(0)
                    }) | DEEPER
                }
            };
        }
        slot
    }
}

/// How many levels of slots so many answers need.
fn levels_of(spells: &[(i32, u32)]) -> u32 {
    spells.len().saturating_sub(1).checked_ilog(ANSWERS).unwrap_or(0) + 1
}

/// The levels that do for three regions of four.
fn usual_levels(spells: &[Vec<(i32, u32)>]) -> u32 {
    let mut levels: Vec<u32> = spells.iter().map(|spells| levels_of(spells)).collect();
    levels.sort_unstable();
    levels.get(levels.len() * 3 / 4).copied().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use time::Duration;
    use time::macros::date;

    use super::*;

    /// So many spells, the first from before all days, and then every third day from 1800 on; the verdicts are counted
    /// from a number on.
    fn spells(count: u32, from: u32) -> Vec<(i32, u32)> {
        let start = |at: u32| if at == 0 { i32::MIN } else { day(nth(at)) };
        (0..count).map(|at| (start(at), from + at)).collect()
    }

    fn nth(at: u32) -> Date {
        date!(1800 - 01 - 01) + Duration::days(i64::from(at) * 3)
    }

    #[test]
    fn every_spell_is_found_however_many_there_are() {
        let counts = [1, 2, 7, 8, 9, 63, 64, 65, 600];
        // The last has verdicts of its own; the others share theirs.
        let regions: Vec<_> = counts.iter().map(|&count| spells(count, if count < 600 { 1 } else { 100 })).collect();
        let verdicts = (0..700).map(|number| Verdict { viewer: Some(number), ..Verdict::bare(Kind::Vacant) }).collect();
        let lookup = Lookup::of_spells(&regions, verdicts);
        assert_eq!(lookup.verdicts().len(), 700);
        for (region, spells) in (0..).zip(&regions) {
            assert_eq!(&lookup.spells(region as usize), spells);
            let through_time: Vec<_> =
                lookup.through_time(region).into_iter().map(|(first, it)| (first, it.viewer)).collect();
            for (at, &(_, verdict)) in (0..).zip(spells) {
                let first = if at == 0 { Date::MIN } else { nth(at) };
                assert_eq!(through_time[at as usize], (first, Some(verdict)));
                let last = nth(at + 1).previous_day().unwrap();
                for asked in [first, last] {
                    assert_eq!(lookup.on(region, asked).unwrap().viewer, Some(verdict), "{at} of {region} on {asked}");
                }
            }
            assert_eq!(lookup.on(region, Date::MAX).unwrap().viewer, spells.last().map(|last| last.1));
        }
        // Those after the regions are slots that others lead to.
        assert!(lookup.through_time(9_999).is_empty() && lookup.on(9_999, Date::MAX).is_none());
    }

    #[test]
    fn regions_mostly_have_so_many_levels() {
        let levels = |counts: &[u32]| usual_levels(&counts.iter().map(|&count| spells(count, 1)).collect::<Vec<_>>());
        assert_eq!(
            [levels(&[]), levels(&[1]), levels(&[8]), levels(&[9]), levels(&[64]), levels(&[65])],
            [1, 1, 1, 2, 2, 3]
        );
        assert_eq!(levels(&[65, 9, 1, 1, 1, 1, 1, 1]), 2);
        assert_eq!(levels(&[65, 1, 1, 1, 1, 1, 1, 1]), 1);
    }

    #[test]
    fn days_that_are_not_covered_have_no_verdict() {
        let (y1900, y1910, y1920, y1930) =
            (date!(1900 - 01 - 01), date!(1910 - 01 - 01), date!(1920 - 01 - 01), date!(1930 - 01 - 01));
        let outside = (i32::MIN, OUTSIDE_TIME);
        let since = Covered { first: day(y1900), end: NEVER };
        assert_eq!(
            since.spells([(Date::MIN, 5), (y1910, 6), (y1920, 6), (y1930, 7)]),
            [outside, (day(y1900), 5), (day(y1910), 6), (day(y1930), 7)]
        );
        // What began before is in force on the first day.
        let later = Covered { first: day(y1920), end: NEVER };
        assert_eq!(later.spells([(Date::MIN, 5), (y1900, 6), (y1910, 7)]), [outside, (day(y1920), 7)]);
        let until = Covered { first: i32::MIN, end: day(y1920) };
        assert_eq!(
            until.spells([(Date::MIN, 5), (y1910, 6), (y1920, 7), (y1930, 8)]),
            [outside, (day(Date::MIN), 5), (day(y1910), 6), (day(y1920), OUTSIDE_TIME)]
        );
    }
}
