//! The steps of building: drafts in, an atlas or every problem out.
//!
//! Each step works on what the steps before could make sense of, so that one mistake does not hide another.

use super::builder::AtlasBuilder;
use super::{consistency, contradictions, ground, read, regime};
use crate::atlas::Atlas;
use crate::atlas::draft::OutlineDraft;
use crate::atlas::limits::{Limit, Limits, OverLimit};
use crate::atlas::problem::{BuildReport, Location, Problem, ProblemKind};
use crate::atlas::problem_list::ProblemList;
use crate::atlas::store::{Model, Places, Store};
use crate::space::{Index, Overlap, Shape};

impl Atlas {
    /// A builder for an atlas of this name.
    pub fn builder(name: &str) -> AtlasBuilder {
        AtlasBuilder::new(name)
    }
}

impl AtlasBuilder {
    /// Checks everything that was added and makes an atlas of it.
    ///
    /// The order in which parts were added does not matter.
    ///
    /// # Errors
    ///
    /// [`BuildReport`] with every problem: codes that are wrong, taken or unknown; dates that cannot be read and
    /// periods that end before they begin; facts without a source; rings that are not closed or cross themselves;
    /// territories that leave the one they lie within and wholes whose parts overlap; records that contradict each
    /// other; polities that hold territory before they exist or after they end; corridors that do not touch what they
    /// join or are not as wide as stated; enclaves that are not enclosed; a presence beside a control of one force;
    /// stretches with an accuracy of their own that no outline has; whatever is over one of the [`Limits`].
    pub fn build(mut self) -> Result<Atlas, BuildReport> {
        let limits = self.limits;
        let mut problems = std::mem::take(&mut self.problems);
        if let Some(over) = self.over_limit() {
            problems.push(of_the_atlas(over));
            return Err(BuildReport::new(problems));
        }
        let (model, drafts) = read::model(&self, &mut problems);
        // Outlines are most of an atlas: they are moved, and all other drafts let go of.
        let outline = |draft: usize| self.territories.get_mut(draft)?.draft.outline.take();
        let outlines: Vec<_> = drafts.into_iter().map(outline).collect();
        drop(self);
        let grounds = match ground::survey(&model, outlines, limits, &mut problems) {
            Ok(grounds) => grounds,
            Err(over) => {
                problems.push(of_the_atlas(over));
                return Err(BuildReport::new(problems));
            }
        };
        let (store, places) = Store::new(model, grounds);
        check_statements(&store, &places, limits, &mut problems);
        consistency::check_lines(&store, &places, &mut problems);
        regime::check(&store, &places, &mut problems);
        if problems.is_empty() { Ok(Atlas::from_store(store)) } else { Err(BuildReport::new(problems)) }
    }

    /// Assembles an atlas that was built before; checks all but what reads outlines. `bytes` is the size of the file.
    ///
    /// The elements have no places in a document, so problems are only counted.
    ///
    /// # Errors
    ///
    /// The limit that the file is over.
    pub(crate) fn known(
        model: Model,
        shapes: Vec<Shape>,
        overlaps: Vec<Overlap>,
        index: Index,
        bytes: usize,
    ) -> Result<(Store, usize), OverLimit> {
        let mut problems = ProblemList::default();
        // A file has some bytes for each pair of outlines that overlap, and the others are few.
        let most = Limits::new().overlaps.max(bytes);
        let grounds = ground::known(&model, shapes, overlaps, index, most, &mut problems)?;
        let (store, places) = Store::new(model, grounds);
        if problems.is_empty() {
            check_statements(&store, &places, Limits::NONE, &mut problems);
        }
        Ok((store, problems.len()))
    }

    /// The first limit that the number of what was added is over.
    fn over_limit(&self) -> Option<OverLimit> {
        let Limits { records, vertices, .. } = self.limits;
        if self.statements.len() > records {
            return Some(OverLimit::new(Limit::Records, records));
        }
        let outlines = self.territories.iter().filter_map(|entry| entry.draft.outline.as_ref());
        let count: usize = outlines.map(OutlineDraft::vertex_count).sum();
        (count > vertices).then(|| OverLimit::new(Limit::Vertices, vertices))
    }
}

/// A problem of the atlas as a whole.
fn of_the_atlas(over: OverLimit) -> Problem {
    let place = Location { element: "the atlas".to_owned(), ..Location::default() };
    Problem { place, kind: ProblemKind::OverLimit(over) }
}

/// Checks statements against each other, against the polities and against the outlines.
fn check_statements(store: &Store, places: &Places, limits: Limits, problems: &mut ProblemList<Problem>) {
    consistency::check(store, places, limits, problems);
    contradictions::check(store, places, problems);
}
