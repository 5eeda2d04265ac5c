//! How areas are filled: by who holds them, in which way, and who is the sovereign.

use crate::atlas::{Answer, Doubt, Holder, Outcome};
use crate::model::control::{Basis, Mode};
use crate::snapshot::Snapshot;

/// How an area is filled.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FillStyle {
    /// The colour of the holder, who is also the sovereign.
    Plain(usize),
    /// The colour of the holder with thin lines in that of the sovereign: an administration, such as that of a de facto
    /// state on its own ground.
    Administered {
        /// The holder.
        over: usize,
        /// The sovereign; several where sovereignty is contested, joint or uncertain.
        under: Vec<usize>,
    },
    /// The colour of the sovereign, hatched in that of the holder: held by force, or by an agreement that leaves the title.
    Hatched {
        /// The holder.
        over: usize,
        /// The way of holding.
        mode: Mode,
        /// The sovereign; several where sovereignty is contested, joint or uncertain.
        under: Vec<usize>,
    },
    /// The colours of all who hold the area or may hold it, in stripes.
    Striped(Several, Vec<usize>),
    /// Held by nobody.
    Vacant,
    /// Without a record.
    Unrecorded,
    /// On a map of changes: the colour of those who hold the area, with stripes in that of those who held it before.
    Changed {
        /// Those who held it.
        from: Vec<usize>,
        /// Those who hold it.
        to: Vec<usize>,
    },
}

/// Why an area has the colours of several polities.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Several {
    Joint,
    Contested,
    Possible,
}

impl FillStyle {
    /// The style of an answer, where `de_jure` is the answer about sovereignty; `None` outside coverage.
    fn of(answer: &Answer<'_>, de_jure: &Answer<'_>, basis: Basis) -> Option<Self> {
        let mut all: Vec<usize> = holders(answer);
        let mut candidates = answer.candidates();
        let first = candidates.next()?;
        if candidates.next().is_some() {
            let is_held = answer.candidates().all(|candidate| !candidate.outcome().holders().is_empty());
            return Some(match all.as_slice() {
                [] => Self::Unrecorded,
                // Every candidate has the same polity at the top: only the part below it is uncertain.
                [only] if is_held => Self::Plain(*only),
                // Sorted, so that the order of the candidates makes no second style.
                _ => {
                    all.sort_unstable();
                    Self::Striped(Several::Possible, all)
                }
            });
        }
        match first.outcome() {
            Outcome::Sole(holder) => {
                let (over, under) = (holder.number(), holders(de_jure));
                let is_sovereign = under.is_empty() || under == [over];
                Some(match first.mode().filter(|_| basis == Basis::DeFacto && !is_sovereign) {
                    Some(Mode::Administration) => Self::Administered { over, under },
                    Some(mode) => Self::Hatched { over, mode, under },
                    None => Self::Plain(over),
                })
            }
            Outcome::Condominium(_) | Outcome::Contested(_) if all.len() == 1 => all.pop().map(Self::Plain),
            Outcome::Condominium(_) => Some(Self::Striped(Several::Joint, all)),
            Outcome::Contested(_) => Some(Self::Striped(Several::Contested, all)),
            Outcome::Vacant => Some(Self::Vacant),
            Outcome::Unrecorded | Outcome::Unlisted => Some(Self::Unrecorded),
            Outcome::Outside(_) => None,
        }
    }

    /// The style of an area on a map of changes, if it was held differently before.
    fn of_change(before: &Answer<'_>, after: &Answer<'_>) -> Option<Self> {
        let tops = |answer: &Answer<'_>| -> Vec<(&'static str, Vec<usize>)> {
            let of = |outcome: Outcome<'_>| outcome.holders().iter().map(Holder::number).collect();
            answer.candidates().map(|it| (it.outcome().word(), of(it.outcome()))).collect()
        };
        (tops(before) != tops(after)).then(|| Self::Changed { from: holders(before), to: holders(after) })
    }

    /// The place of its kind in the legend and in the order of drawing.
    fn order(&self) -> u8 {
        match self {
            Self::Changed { .. } => 0,
            Self::Plain(_) => 1,
            Self::Administered { .. } => 2,
            Self::Hatched { .. } => 3,
            Self::Striped(..) => 4,
            Self::Vacant => 5,
            Self::Unrecorded => 6,
        }
    }
}

/// The fill styles of a snapshot: each once, and the one of each face.
#[derive(Debug)]
pub(crate) struct FillStyles {
    /// In the order of the legend.
    pub(crate) list: Vec<FillStyle>,
    of_face: Vec<Option<usize>>,
    /// Whether others hold parts of each face that are not drawn.
    has_undrawn: Vec<bool>,
}

impl FillStyles {
    /// The fill styles of a snapshot, where `de_jure` is the same day de jure; of a map of changes since `before`, if that
    /// is given.
    pub(crate) fn new(snapshot: &Snapshot<'_>, de_jure: &Snapshot<'_>, before: Option<&Snapshot<'_>>) -> Self {
        let (atlas, basis) = (snapshot.atlas(), snapshot.basis());
        let (answers, titles) = (snapshot.answers_by_cell(), de_jure.answers_by_cell());
        let earlier = before.map(Snapshot::answers_by_cell).unwrap_or_default();
        let style = |(number, (answer, title)): (usize, (&Answer<'_>, &Answer<'_>))| {
            let own = FillStyle::of(answer, title, basis)?;
            let change = earlier.get(number).and_then(|before| FillStyle::of_change(before, answer));
            Some(change.unwrap_or(own))
        };
        let of_cell: Vec<Option<FillStyle>> = answers.iter().zip(&titles).enumerate().map(style).collect();
        let mut list: Vec<FillStyle> = of_cell.iter().flatten().cloned().collect();
        list.sort_by(|one, other| one.order().cmp(&other.order()).then_with(|| one.cmp(other)));
        list.dedup();
        let number = |style: &Option<FillStyle>| {
            let style = style.as_ref()?;
            list.iter().position(|known| known == style)
        };
        let of_cell: Vec<Option<usize>> = of_cell.iter().map(number).collect();
        let is_undrawn = |answer: &Answer<'_>| answer.doubts().iter().any(|doubt| matches!(doubt, Doubt::Undrawn(_)));
        let undrawn: Vec<bool> = answers.iter().map(is_undrawn).collect();
        let faces = atlas.plan().faces();
        let of_face = faces.iter().map(|face| of_cell.get(face.cell as usize).copied().flatten()).collect();
        let has_undrawn = faces.iter().map(|face| undrawn.get(face.cell as usize) == Some(&true)).collect();
        Self { list, of_face, has_undrawn }
    }

    /// The number of the style of a face; `None` outside coverage.
    pub(crate) fn of(&self, face: u32) -> Option<usize> {
        self.of_face.get(face as usize).copied().flatten()
    }

    /// Whether others hold parts of a face that are not drawn.
    pub(crate) fn has_undrawn(&self, face: u32) -> bool {
        self.has_undrawn.get(face as usize) == Some(&true)
    }
}

/// The polities at the top of all chains of an answer, each once, in the order of the answer.
fn holders(answer: &Answer<'_>) -> Vec<usize> {
    let mut found = Vec::new();
    for holder in answer.candidates().flat_map(|candidate| candidate.outcome().holders()) {
        let number = holder.number();
        if !found.contains(&number) {
            found.push(number);
        }
    }
    found
}
