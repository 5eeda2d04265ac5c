//! Lines between ground of different classes, followed from node to node.

use crate::atlas::plan::{NOWHERE, Plan, on_globe};
use crate::space::Vertex;

/// A line followed from a node to a node, or round.
#[derive(Debug, Clone)]
pub(super) struct Path {
    pub(super) steps: Vec<Step>,
    /// The classes on the left and on the right along the steps.
    pub(super) classes: [u32; 2],
    pub(super) is_closed: bool,
}

/// A line of the plan, followed from `a` to `b` or back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub(super) line: usize,
    pub(super) is_forward: bool,
}

/// The lines of a plan that part two classes of ground.
pub(super) struct Trace<'p> {
    plan: &'p Plan,
    /// The class of each face; [`NOWHERE`] takes no part.
    class: &'p [u32],
    /// The ends of the lines, by place.
    spokes: Vec<(Vertex, usize)>,
}

impl<'p> Trace<'p> {
    pub(super) fn new(plan: &'p Plan, class: &'p [u32]) -> Self {
        let mut this = Self { plan, class, spokes: Vec::new() };
        for (number, line) in plan.lines().iter().enumerate().filter(|(_, line)| !line.is_pole()) {
            if this.pair(number).is_some() {
                this.spokes.extend([(on_globe(line.a), number), (on_globe(line.b), number)]);
            }
        }
        this.spokes.sort_unstable();
        this
    }

    /// The class of a face.
    pub(super) fn class(&self, face: u32) -> u32 {
        self.class.get(face as usize).copied().unwrap_or(NOWHERE)
    }

    /// The classes left and right of a line that it parts.
    fn pair(&self, line: usize) -> Option<[u32; 2]> {
        let line = self.plan.lines().get(line)?;
        let pair = [self.class(line.left), self.class(line.right)];
        (pair[0] != pair[1] && pair[0] != NOWHERE && pair[1] != NOWHERE).then_some(pair)
    }

    /// The lines that end at a place of the globe.
    pub(super) fn around(&self, at: Vertex) -> &[(Vertex, usize)] {
        let first = self.spokes.partition_point(|spoke| spoke.0 < at);
        let end = self.spokes.partition_point(|spoke| spoke.0 <= at);
        self.spokes.get(first..end).unwrap_or_default()
    }

    /// The classes that meet at a place, ascending.
    pub(super) fn meeting(&self, at: Vertex) -> Vec<u32> {
        let mut found: Vec<u32> = self.around(at).iter().filter_map(|&(_, line)| self.pair(line)).flatten().collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The line that goes on from `line` at a place, if it is no node.
    fn next(&self, at: Vertex, line: usize) -> Option<usize> {
        let &[(_, one), (_, other)] = self.around(at) else { return None };
        let next = if one == line { other } else { one };
        let sorted = |pair: [u32; 2]| [pair[0].min(pair[1]), pair[0].max(pair[1])];
        (next != line && self.pair(line).map(sorted) == self.pair(next).map(sorted)).then_some(next)
    }

    /// Every place where lines end, once.
    pub(super) fn places(&self) -> impl Iterator<Item = Vertex> + '_ {
        self.spokes.chunk_by(|one, other| one.0 == other.0).filter_map(|spokes| spokes.first().map(|spoke| spoke.0))
    }

    /// The paths between classes that are `wanted`, each directed from north to south; a path that goes round
    /// begins at its northernmost place and has the smaller class on its left.
    pub(super) fn paths(&self, wanted: impl Fn([u32; 2]) -> bool) -> Vec<Path> {
        let mut is_used = vec![false; self.plan.lines().len()];
        let mut paths = Vec::new();
        // First from nodes, then what goes round.
        for from_nodes in [true, false] {
            for &(at, line) in &self.spokes {
                let is_new = is_used.get(line) == Some(&false) && self.pair(line).is_some_and(&wanted);
                if is_new && (!from_nodes || self.next(at, line).is_none()) {
                    paths.push(self.follow(at, line, &mut is_used));
                }
            }
        }
        paths
    }

    /// Follows a line away from a place.
    fn follow(&self, start: Vertex, line: usize, is_used: &mut [bool]) -> Path {
        let (mut at, mut here, mut steps) = (start, line, Vec::new());
        let is_node = self.next(start, line).is_none();
        loop {
            if let Some(used) = is_used.get_mut(here) {
                *used = true;
            }
            let Some(line) = self.plan.lines().get(here) else { break };
            let is_forward = on_globe(line.a) == at;
            steps.push(Step { line: here, is_forward });
            at = on_globe(if is_forward { line.b } else { line.a });
            match self.next(at, here) {
                Some(next) if is_used.get(next) == Some(&false) => here = next,
                _ => break,
            }
        }
        let mut path = Path { steps, classes: [NOWHERE; 2], is_closed: at == start && !is_node };
        self.direct(&mut path);
        path
    }

    /// Turns a path so that it runs as [`Trace::paths`] says.
    fn direct(&self, path: &mut Path) {
        let north_first = |at: Vertex| (std::cmp::Reverse(at.y), at.x);
        if path.is_closed {
            let starts = path.steps.iter().map(|step| north_first(self.start(*step)));
            let first = starts.enumerate().min_by_key(|&(_, key)| key).map_or(0, |(number, _)| number);
            path.steps.rotate_left(first);
            if self.left_and_right(path).is_some_and(|pair| pair[0] > pair[1]) {
                reverse(path);
            }
        } else {
            let ends = path.steps.first().zip(path.steps.last()).map(|(&a, &b)| (self.start(a), self.end(b)));
            if ends.is_some_and(|(start, end)| north_first(end) < north_first(start)) {
                reverse(path);
            }
        }
        path.classes = self.left_and_right(path).unwrap_or([NOWHERE; 2]);
    }

    fn left_and_right(&self, path: &Path) -> Option<[u32; 2]> {
        let step = path.steps.first()?;
        let [left, right] = self.pair(step.line)?;
        Some(if step.is_forward { [left, right] } else { [right, left] })
    }

    /// Where a step begins.
    pub(super) fn start(&self, step: Step) -> Vertex {
        let line = self.plan.lines().get(step.line);
        line.map_or_else(Default::default, |line| on_globe(if step.is_forward { line.a } else { line.b }))
    }

    /// Where a step ends.
    pub(super) fn end(&self, step: Step) -> Vertex {
        self.start(Step { line: step.line, is_forward: !step.is_forward })
    }
}

fn reverse(path: &mut Path) {
    path.steps.reverse();
    for step in &mut path.steps {
        step.is_forward = !step.is_forward;
    }
}
