//! The connected components of what each holder has.

use std::collections::{BTreeMap, BTreeSet};

use super::group::Groups;
use super::sum::Sum;
use crate::atlas::plan::{NOWHERE, Plan, on_globe};
use crate::atlas::store::Store;
use crate::atlas::verdict::Verdict;
use crate::space::{DisjointSets, Vertex, assemble, winding};

/// The components of a day: faces of one group that are connected along lines.
///
/// What peacekeepers hold is a component apart from what their state holds otherwise.
#[derive(Debug)]
pub(super) struct Components {
    pub(super) list: Vec<Component>,
    of_face: Vec<u32>,
}

/// A connected area of one group.
#[derive(Debug)]
pub(super) struct Component {
    pub(super) group: u32,
    /// The faces, ascending.
    pub(super) faces: Vec<u32>,
    pub(super) area_km2: f64,
    /// Whether it is held by peacekeepers, and so no part of their state's area.
    pub(super) is_peacekept: bool,
    /// Whether it is the largest component of its group, not counting those held by peacekeepers.
    pub(super) is_main: bool,
    /// All neighbouring components.
    pub(super) beside: BTreeSet<u32>,
    /// The neighbouring components along its outer rim.
    pub(super) around: BTreeSet<u32>,
    /// Whether part of its outer rim is the rim of the atlas.
    pub(super) is_open: bool,
}

impl Components {
    pub(super) fn new(store: &Store, plan: &Plan, groups: &Groups, verdicts: &[Verdict]) -> Self {
        let cells: Vec<bool> = verdicts.iter().map(|verdict| verdict.is_peacekept(store)).collect();
        let is_peacekept = |face: u32| {
            let face = plan.faces().get(face as usize);
            face.is_some_and(|face| cells.get(face.cell as usize) == Some(&true))
        };
        let kind = |face: u32| (groups.of(face), is_peacekept(face));
        let mut joined = DisjointSets::new(plan.faces().len());
        for line in plan.lines().iter().filter(|line| !line.is_pole()) {
            let (left, right) = (line.left, line.right);
            if left != NOWHERE && right != NOWHERE && kind(left) == kind(right) {
                joined.join(left, right);
            }
        }
        let mut this = Self { list: Vec::new(), of_face: Vec::with_capacity(plan.faces().len()) };
        let mut numbers: BTreeMap<u32, u32> = BTreeMap::new();
        let mut sums: Vec<Sum> = Vec::new();
        for (face, &area) in (0..).zip(plan.areas_km2(store)) {
            let next = u32::try_from(this.list.len()).unwrap_or(NOWHERE);
            let number = *numbers.entry(joined.root(face)).or_insert(next);
            if number == next {
                this.list.push(Component::new(kind(face)));
                sums.push(Sum::default());
            }
            this.of_face.push(number);
            if let (Some(component), Some(sum)) = (this.list.get_mut(number as usize), sums.get_mut(number as usize)) {
                component.faces.push(face);
                sum.add(area);
            }
        }
        for (component, sum) in this.list.iter_mut().zip(sums) {
            component.area_km2 = sum.value();
        }
        this.find_main();
        this.find_rims(plan);
        this
    }

    /// The component of a face.
    pub(super) fn of(&self, face: u32) -> u32 {
        self.of_face.get(face as usize).copied().unwrap_or(NOWHERE)
    }

    pub(super) fn get(&self, number: u32) -> Option<&Component> {
        self.list.get(number as usize)
    }

    fn find_main(&mut self) {
        let mut largest: BTreeMap<u32, (f64, usize)> = BTreeMap::new();
        for (number, component) in self.list.iter().enumerate().filter(|(_, component)| !component.is_peacekept) {
            let best = largest.entry(component.group).or_insert((component.area_km2, number));
            if component.area_km2 > best.0 {
                *best = (component.area_km2, number);
            }
        }
        for (_, number) in largest.into_values() {
            if let Some(component) = self.list.get_mut(number) {
                component.is_main = true;
            }
        }
    }

    fn find_rims(&mut self, plan: &Plan) {
        let mut rims: BTreeMap<u32, Vec<Rim>> = BTreeMap::new();
        for line in plan.lines().iter().filter(|line| !line.is_pole()) {
            let (left, right) = (self.of(line.left), self.of(line.right));
            if left != right {
                for (own, other, edge) in [(left, right, (line.a, line.b)), (right, left, (line.b, line.a))] {
                    if own != NOWHERE {
                        rims.entry(own).or_default().push(Rim { edge, other });
                    }
                }
            }
        }
        for (number, rim) in rims {
            let Some(component) = self.list.get_mut(number as usize) else { continue };
            component.beside = rim.iter().map(|rim| rim.other).filter(|&other| other != NOWHERE).collect();
            let edges: Vec<_> = rim.iter().map(|rim| (on_globe(rim.edge.0), on_globe(rim.edge.1))).collect();
            let rings = assemble(&edges);
            let along = |ring: &[u32]| ring.iter().filter_map(|&edge| rim.get(edge as usize)).collect::<Vec<_>>();
            let (mut outer, mut polar) = (Vec::new(), Vec::new());
            for ring in rings.iter().map(|ring| along(ring)) {
                match winding(ring.iter().map(|rim| rim.edge)) {
                    (0, area) if area > 0 => outer.extend(ring),
                    (0, _) => {}
                    _ => polar.extend(ring),
                }
            }
            // A rim around a pole has the component on one side and may have others on both; it counts only if there is
            // no other rim.
            for rim in if outer.is_empty() { polar } else { outer } {
                if rim.other == NOWHERE {
                    component.is_open = true;
                } else {
                    component.around.insert(rim.other);
                }
            }
        }
    }
}

/// An edge of the rim of a component, which is on its left.
struct Rim {
    edge: (Vertex, Vertex),
    /// The component on its right.
    other: u32,
}

impl Component {
    fn new((group, is_peacekept): (u32, bool)) -> Self {
        Self {
            group,
            faces: Vec::new(),
            area_km2: 0.0,
            is_peacekept,
            is_main: false,
            beside: BTreeSet::new(),
            around: BTreeSet::new(),
            is_open: false,
        }
    }
}
