//! A lookup as lists of numbers, so that it can be written to a file and read without the records.

use super::lookup::{Lookup, OUTSIDE_SPACE, OUTSIDE_TIME};
use super::verdict::{Kind, Verdict};

/// The contents of a [`Lookup`], with lists of numbers of type `L`.
///
/// The answers of a region are spells: from the first of all days on a verdict, and from each change on another.
#[derive(Debug)]
pub(crate) struct LookupLists<L> {
    pub(crate) verdicts: Vec<Verdict>,
    /// For each region how many spells it has.
    pub(crate) sizes: Vec<u32>,
    /// The verdict of each spell.
    pub(crate) answers: L,
    /// All days of changes, ascending: the first from the day 0, and how far it is from each to the next.
    pub(crate) days: L,
    /// For each spell but the first of a region its first day: how many days lie between it and that of the one before.
    pub(crate) gaps: L,
}

impl Lookup {
    /// Its contents as lists.
    pub(crate) fn to_lists(&self, region_count: usize) -> LookupLists<Vec<u32>> {
        let spells: Vec<Vec<(i32, u32)>> = (0..region_count).map(|region| self.spells(region)).collect();
        let changes = |spells: &[(i32, u32)]| spells.iter().skip(1).map(|spell| spell.0).collect::<Vec<_>>();
        let mut days: Vec<i32> = spells.iter().flat_map(|spells| changes(spells)).collect();
        days.sort_unstable();
        days.dedup();
        let number = |day: i32| days.partition_point(|&known| known < day);
        let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let gaps = spells.iter().flat_map(|spells| {
            let mut next = 0;
            changes(spells).into_iter().map(number).map(move |day| small(day - std::mem::replace(&mut next, day + 1)))
        });
        let before = std::iter::once(&0).chain(&days);
        LookupLists {
            verdicts: self.verdicts().to_vec(),
            sizes: spells.iter().map(|spells| small(spells.len())).collect(),
            answers: spells.iter().flatten().map(|spell| spell.1).collect(),
            gaps: gaps.collect(),
            days: before.zip(&days).map(|(before, day)| day.wrapping_sub(*before).cast_unsigned()).collect(),
        }
    }

    /// The lookup with these contents, of so many regions.
    ///
    /// # Errors
    ///
    /// The first reason why the lists are not those of a lookup.
    pub(crate) fn from_lists<L: ExactSizeIterator<Item = u32>>(
        lists: LookupLists<L>,
        region_count: usize,
    ) -> Result<Self, &'static str> {
        let LookupLists { verdicts, sizes, mut answers, days, mut gaps } = lists;
        let is_bare = |number: u32, kind| verdicts.get(number as usize) == Some(&Verdict::bare(kind));
        if !is_bare(OUTSIDE_TIME, Kind::OutsideTime) || !is_bare(OUTSIDE_SPACE, Kind::OutsideSpace) {
            return Err("the first verdicts are not those outside the atlas");
        }
        if sizes.len() != region_count {
            return Err("there are not as many answers as regions");
        }
        let mut day = 0_i32;
        let days: Vec<i32> = days
            .map(|way| {
                day = day.wrapping_add_unsigned(way);
                day
            })
            .collect();
        if !days.is_sorted_by(|one, other| one < other) || days.last() == Some(&i32::MAX) {
            return Err("the days of changes do not ascend");
        }
        let mut regions = Vec::with_capacity(region_count);
        for size in sizes {
            let Some(changes) = (size as usize).checked_sub(1).filter(|&changes| changes <= gaps.len()) else {
                return Err("a region has no answer, or more than are listed");
            };
            let mut spells = Vec::with_capacity(changes + 1);
            let (mut start, mut next) = (i32::MIN, 0);
            for verdict in answers.by_ref().take(changes + 1) {
                if verdict as usize >= verdicts.len() {
                    return Err("an answer is a verdict that is not there");
                }
                spells.push((start, verdict));
                if spells.len() <= changes {
                    let gap = gaps.next().unwrap_or(u32::MAX);
                    let day = usize::checked_add(next, gap as usize);
                    let day = day.and_then(|day| Some((day, *days.get(day)?)));
                    let Some((number, day)) = day else { return Err("an answer begins on a day that is not there") };
                    (next, start) = (number + 1, day);
                }
            }
            if spells.len() != changes + 1 {
                return Err("a list is too short");
            }
            regions.push(spells);
        }
        if answers.len() > 0 || gaps.len() > 0 {
            return Err("a list is too long");
        }
        Ok(Self::of_spells(&regions, verdicts))
    }
}
