//! The lines between faces of different classes, followed from node to node.

use crate::atlas::plan::{Line, NOWHERE, Plan, on_globe};
use crate::space::{Network, Path, Step, Vertex};

/// A path along lines that separate the same two classes.
#[derive(Debug, Clone)]
pub(super) struct ClassPath {
    pub(super) steps: Vec<Step>,
    /// The classes on the left and on the right along the steps.
    pub(super) classes: [u32; 2],
    /// Whether it returns to its start.
    pub(super) is_closed: bool,
}

/// The lines of a plan that separate two classes of faces.
pub(super) struct ClassLines<'p> {
    plan: &'p Plan,
    /// The class of each face; [`NOWHERE`] stands for none.
    class: &'p [u32],
    network: Network,
}

impl<'p> ClassLines<'p> {
    pub(super) fn new(plan: &'p Plan, class: &'p [u32]) -> Self {
        let lines = plan.lines().iter().enumerate().filter(|(_, line)| !line.is_pole() && pair(class, line).is_some());
        let network = Network::new(lines.map(|(number, line)| (number, ends(line))));
        Self { plan, class, network }
    }

    /// The classes left and right of a line that separates two.
    fn pair(&self, line: usize) -> Option<[u32; 2]> {
        pair(self.class, self.plan.lines().get(line)?)
    }

    /// How many lines end at a place of the globe.
    pub(super) fn count_at(&self, at: Vertex) -> usize {
        self.network.around(at).len()
    }

    /// The classes that meet at a place, ascending.
    pub(super) fn meeting(&self, at: Vertex) -> Vec<u32> {
        let around = self.network.around(at).iter();
        let mut found: Vec<u32> = around.filter_map(|&(_, line)| self.pair(line)).flatten().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Every place where lines end, once.
    pub(super) fn places(&self) -> impl Iterator<Item = Vertex> + '_ {
        self.network.vertices()
    }

    /// The paths between classes that are `wanted`, each directed from north to south. A closed path begins at its
    /// northernmost place and has the smaller class on its left.
    pub(super) fn paths(&self, wanted: impl Fn([u32; 2]) -> bool) -> Vec<ClassPath> {
        let starts = self.network.ends().filter(|&(_, line)| self.pair(line).is_some_and(&wanted));
        let ends = |line: usize| self.plan.lines().get(line).map(ends).unwrap_or_default();
        let sorted = |line: usize| self.pair(line).map(|[left, right]| [left.min(right), left.max(right)]);
        let paths = self.network.paths(&starts, ends, |one, other| sorted(one) == sorted(other));
        paths.into_iter().map(|path| self.directed(path)).collect()
    }

    /// A path in the direction that [`ClassLines::paths`] promises.
    fn directed(&self, mut path: Path) -> ClassPath {
        let north_first = |at: Vertex| (std::cmp::Reverse(at.y), at.x);
        if path.is_closed {
            let starts = path.steps.iter().map(|step| north_first(self.start(*step)));
            let first = starts.enumerate().min_by_key(|&(_, key)| key).map_or(0, |(number, _)| number);
            path.steps.rotate_left(first);
            if self.left_and_right(&path).is_some_and(|pair| pair[0] > pair[1]) {
                path.reverse();
            }
        } else {
            let ends = path.steps.first().zip(path.steps.last()).map(|(&a, &b)| (self.start(a), self.end(b)));
            if ends.is_some_and(|(start, end)| north_first(end) < north_first(start)) {
                path.reverse();
            }
        }
        let classes = self.left_and_right(&path).unwrap_or([NOWHERE; 2]);
        ClassPath { steps: path.steps, classes, is_closed: path.is_closed }
    }

    fn left_and_right(&self, path: &Path) -> Option<[u32; 2]> {
        let step = path.steps.first()?;
        let [left, right] = self.pair(step.edge)?;
        Some(if step.is_forward { [left, right] } else { [right, left] })
    }

    /// Where a step begins.
    pub(super) fn start(&self, step: Step) -> Vertex {
        let [a, b] = self.plan.lines().get(step.edge).map(ends).unwrap_or_default();
        if step.is_forward { a } else { b }
    }

    /// Where a step ends.
    pub(super) fn end(&self, step: Step) -> Vertex {
        self.start(Step { is_forward: !step.is_forward, ..step })
    }
}

fn ends(line: &Line) -> [Vertex; 2] {
    [on_globe(line.a), on_globe(line.b)]
}

fn pair(class: &[u32], line: &Line) -> Option<[u32; 2]> {
    let [left, right] = [line.left, line.right].map(|face| class.get(face as usize).copied().unwrap_or(NOWHERE));
    (left != right && left != NOWHERE && right != NOWHERE).then_some([left, right])
}
