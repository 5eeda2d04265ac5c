//! What lookups answer: sets of shapes, and who of them matters when.

use super::days::Days;
use super::hash::QuickMap;
use super::sets::{SetId, Sets};

/// The number of a region: the places that lie in the same shapes.
pub(crate) type Region = u32;

/// The region outside all shapes.
pub(crate) const NOWHERE: Region = 0;

/// How many answers a slot holds.
const ANSWERS: usize = 8;

/// Answers through time, in one cache line of 64 bytes.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
struct Slot {
    /// The days from which the answers after the first hold, ascending; unused ones, and always the last,
    /// are `i32::MAX`, which no day reaches.
    changes: [i32; ANSWERS],
    answers: [Answer; ANSWERS],
}

impl Slot {
    /// The answer on a day: all changes are compared, which is quicker than to search.
    fn answer(&self, day: i32) -> Answer {
        let passed: u32 = self.changes.iter().map(|&change| u32::from(change <= day)).sum();
        self.answers.get(passed as usize).copied().unwrap_or(0)
    }
}

/// No shape (0), one shape (its number and 1), several (the number of a list, with the top bit), or in a
/// slot only, the number of another slot, with the second bit.
pub(super) type Answer = u32;

const SEVERAL: Answer = 1 << 31;
const DEEPER: Answer = 1 << 30;

/// All regions of an index.
#[derive(Debug)]
pub(crate) struct Regions {
    /// The slot of each region.
    slots: Vec<Slot>,
    /// More slots, of regions with many changes.
    deeper: Vec<Slot>,
    /// The shapes of each region, whatever the day.
    shapes: Lists,
    /// The answers of several shapes.
    several: Lists,
}

impl Regions {
    /// The shapes of a region, ascending.
    pub(super) fn shapes(&self, region: Region) -> &[u32] {
        self.shapes.get(region)
    }

    /// What is in force in a region on a day before `i32::MAX`.
    pub(super) fn answer(&self, region: Region, day: i32) -> Answer {
        let mut answer = self.slots.get(region as usize).map_or(0, |slot| slot.answer(day));
        while answer & (SEVERAL | DEEPER) == DEEPER {
            answer = self.deeper.get((answer & !DEEPER) as usize).map_or(0, |slot| slot.answer(day));
        }
        answer
    }

    /// Tells the shapes of an answer, ascending.
    pub(super) fn tell(&self, answer: Answer, mut found: impl FnMut(u32)) {
        if answer & SEVERAL != 0 {
            self.several.get(answer & !SEVERAL).iter().copied().for_each(found);
        } else if let Some(shape) = answer.checked_sub(1) {
            found(shape);
        }
    }

    /// Bytes of memory.
    pub(crate) fn bytes(&self) -> usize {
        (self.slots.len() + self.deeper.len()) * size_of::<Slot>() + self.shapes.bytes() + self.several.bytes()
    }
}

/// Gives regions their numbers.
#[derive(Debug)]
pub(super) struct RegionsBuilder<'a> {
    days: &'a [Days],
    numbers: QuickMap<SetId, Region>,
    answers: QuickMap<Vec<u32>, u32>,
    regions: Regions,
}

impl<'a> RegionsBuilder<'a> {
    /// Only [`NOWHERE`], which is the region of the empty set.
    pub(super) fn new(days: &'a [Days], sets: &Sets) -> Self {
        let regions =
            Regions { slots: Vec::new(), deeper: Vec::new(), shapes: Lists::default(), several: Lists::default() };
        let mut builder = Self { days, numbers: QuickMap::default(), answers: QuickMap::default(), regions };
        builder.region(Sets::EMPTY, sets);
        builder
    }

    /// The region of the places in just these shapes.
    pub(super) fn region(&mut self, set: SetId, sets: &Sets) -> Region {
        if let Some(&known) = self.numbers.get(&set) {
            return known;
        }
        let members = sets.members(set);
        let number = u32::try_from(self.regions.slots.len()).unwrap_or(u32::MAX);
        let (changes, answers) = self.timeline(members);
        let slot = self.slot(&changes, &answers);
        self.regions.slots.push(slot);
        self.regions.shapes.push(members);
        self.numbers.insert(set, number);
        number
    }

    /// The regions.
    pub(super) fn finish(self) -> Regions {
        self.regions
    }

    fn days(&self, shape: u32) -> Days {
        self.days.get(shape as usize).copied().unwrap_or(Days::ALWAYS)
    }

    /// The days on which the answer changes, and the answers before, between and after them.
    fn timeline(&mut self, members: &[u32]) -> (Vec<i32>, Vec<Answer>) {
        let mut days: Vec<i32> = members
            .iter()
            .flat_map(|&shape| [self.days(shape).from, self.days(shape).until])
            .filter(|&day| day != i32::MIN && day != i32::MAX)
            .collect();
        days.sort_unstable();
        days.dedup();
        let mut answers = vec![self.answer(members, i32::MIN)];
        let mut changes = Vec::new();
        for day in days {
            let answer = self.answer(members, day);
            if answers.last() != Some(&answer) {
                answers.push(answer);
                changes.push(day);
            }
        }
        (changes, answers)
    }

    /// A slot with these answers, or with slots that have them.
    fn slot(&mut self, changes: &[i32], answers: &[Answer]) -> Slot {
        let mut part = 1;
        while part * ANSWERS < answers.len() {
            part *= ANSWERS;
        }
        let mut slot = Slot { changes: [i32::MAX; ANSWERS], answers: [0; ANSWERS] };
        let starts = changes.iter().skip(part - 1).step_by(part);
        slot.changes.iter_mut().zip(starts).for_each(|(to, &day)| *to = day);
        for (number, answers) in answers.chunks(part).enumerate() {
            let answer = match answers {
                [answer] if part == 1 => *answer,
                _ => {
                    let changes = changes.get(number * part..).unwrap_or_default();
                    let changes = changes.get(..answers.len() - 1).unwrap_or_default();
                    let slot = self.slot(changes, answers);
                    self.regions.deeper.push(slot);
                    u32::try_from(self.regions.deeper.len() - 1).unwrap_or(0) | DEEPER
                }
            };
            if let Some(to) = slot.answers.get_mut(number) {
                *to = answer;
            }
        }
        slot
    }

    fn answer(&mut self, members: &[u32], day: i32) -> Answer {
        let on_day: Vec<u32> = members.iter().copied().filter(|&shape| self.days(shape).hold(day)).collect();
        match on_day.as_slice() {
            [] => 0,
            [shape] => shape + 1,
            several => {
                let lists = &mut self.regions.several;
                if let Some(&known) = self.answers.get(several) {
                    return known;
                }
                let number = lists.push(several) | SEVERAL;
                self.answers.insert(on_day, number);
                number
            }
        }
    }
}

/// Lists of shapes, end to end.
#[derive(Debug, Default)]
struct Lists {
    ends: Vec<u32>,
    shapes: Vec<u32>,
}

impl Lists {
    fn push(&mut self, list: &[u32]) -> u32 {
        self.shapes.extend_from_slice(list);
        self.ends.push(u32::try_from(self.shapes.len()).unwrap_or(u32::MAX));
        u32::try_from(self.ends.len() - 1).unwrap_or(u32::MAX)
    }

    fn get(&self, number: u32) -> &[u32] {
        let number = number as usize;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        let end = self.ends.get(number).copied().unwrap_or(start);
        self.shapes.get(start as usize..end as usize).unwrap_or_default()
    }

    fn bytes(&self) -> usize {
        (self.ends.len() + self.shapes.len()) * 4
    }
}
