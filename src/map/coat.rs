//! How ground is painted: by who holds it, in which way and in whose right.

use super::cells::Numbers;
use crate::atlas::{Answer, Outcome};
use crate::model::control::{Basis, Mode};
use crate::snapshot::Snapshot;

/// What a piece of ground shows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Coat {
    /// The colour of the holder.
    Plain(usize),
    /// The colour of the sovereign, hatched in that of the holder.
    Hatched {
        /// Who holds it.
        over: usize,
        /// In which way.
        mode: Mode,
        /// In whose right; several where that is contested, joint or not sure.
        under: Vec<usize>,
    },
    /// The colours of all who hold it or may hold it, in stripes.
    Striped(Stripes, Vec<usize>),
    /// Nobody's.
    Vacant,
    /// Without a record.
    Unrecorded,
}

/// Why ground has the colours of several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stripes {
    Joint,
    Contested,
    Possible,
}

impl Coat {
    /// The coat of an answer; `None` for what the atlas does not cover.
    fn of(answer: &Answer<'_>, title: &Answer<'_>, basis: Basis, numbers: &Numbers) -> Option<Self> {
        let mut all: Vec<usize> = holders(answer, numbers);
        let mut candidates = answer.candidates();
        let first = candidates.next()?;
        if candidates.next().is_some() {
            let is_held = answer.candidates().all(|candidate| !candidate.outcome().holders().is_empty());
            return Some(match all.as_slice() {
                [] => Self::Unrecorded,
                // It is not sure which part of it holds.
                [only] if is_held => Self::Plain(*only),
                // Whose record stands first does not tell grounds apart.
                _ => {
                    all.sort_unstable();
                    Self::Striped(Stripes::Possible, all)
                }
            });
        }
        match first.outcome() {
            Outcome::Sole(holder) => {
                let (over, under) = (numbers.top(&holder), holders(title, numbers));
                let by_force = first.mode().filter(|&mode| mode != Mode::Administration);
                let is_own = under.is_empty() || under == [over];
                Some(match by_force.filter(|_| basis == Basis::DeFacto && !is_own) {
                    Some(mode) => Self::Hatched { over, mode, under },
                    None => Self::Plain(over),
                })
            }
            Outcome::Condominium(_) | Outcome::Contested(_) if all.len() == 1 => all.pop().map(Self::Plain),
            Outcome::Condominium(_) => Some(Self::Striped(Stripes::Joint, all)),
            Outcome::Contested(_) => Some(Self::Striped(Stripes::Contested, all)),
            Outcome::Vacant => Some(Self::Vacant),
            Outcome::Unrecorded => Some(Self::Unrecorded),
            Outcome::Outside(_) => None,
        }
    }

    /// The colour below a hatching, where it is one.
    pub(super) fn order(&self) -> u8 {
        match self {
            Self::Plain(_) => 0,
            Self::Hatched { .. } => 1,
            Self::Striped(..) => 2,
            Self::Vacant => 3,
            Self::Unrecorded => 4,
        }
    }
}

/// The coats of a snapshot: each once, and the one of each face.
#[derive(Debug)]
pub(super) struct Coats {
    pub(super) list: Vec<Coat>,
    pub(super) of_face: Vec<Option<usize>>,
}

impl Coats {
    pub(super) fn new(snapshot: &Snapshot<'_>, by_right: &Snapshot<'_>, numbers: &Numbers) -> Self {
        let plan = snapshot.atlas().plan();
        let (answers, titles) = (snapshot.answers_by_cell(), by_right.answers_by_cell());
        let of_cell: Vec<Option<Coat>> = answers
            .iter()
            .zip(&titles)
            .map(|(answer, title)| Coat::of(answer, title, snapshot.basis(), numbers))
            .collect();
        let mut list: Vec<Coat> = of_cell.iter().flatten().cloned().collect();
        list.sort_by(|one, other| one.order().cmp(&other.order()).then_with(|| one.cmp(other)));
        list.dedup();
        let number = |cell: u32| {
            let coat = of_cell.get(cell as usize)?.as_ref()?;
            list.iter().position(|known| known == coat)
        };
        let of_cell: Vec<Option<usize>> = (0..).take(of_cell.len()).map(number).collect();
        let of_face = plan.faces().iter().map(|face| of_cell.get(face.cell as usize).copied().flatten()).collect();
        Self { list, of_face }
    }

    pub(super) fn of(&self, face: u32) -> Option<usize> {
        self.of_face.get(face as usize).copied().flatten()
    }
}

/// The polities at the top of all chains of an answer, each once, in its order.
fn holders(answer: &Answer<'_>, numbers: &Numbers) -> Vec<usize> {
    let mut found = Vec::new();
    for holder in answer.candidates().flat_map(|candidate| candidate.outcome().holders()) {
        let number = numbers.top(&holder);
        if !found.contains(&number) {
            found.push(number);
        }
    }
    found
}
