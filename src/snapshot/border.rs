//! The line between two holders.

use std::collections::BTreeMap;
use std::fmt;

use time::Date;

use super::class_paths::{ClassLines, ClassPath};
use super::day::{Snapshot, held_by};
use super::end::End;
use super::segment::{BorderStatus, Feature, Segment};
use crate::atlas::debug_line::debug_line;
use crate::atlas::holder_chains::HolderChains;
use crate::atlas::plan::{Line, NOWHERE};
use crate::atlas::store::Store;
use crate::atlas::verdict::{Choice, Kind, Verdict};
use crate::atlas::{Answer, UnknownCode, vertex};
use crate::model::border_stage::{BorderStage, Stage};
use crate::model::control::Basis;
use crate::model::date::Certainty;
use crate::model::landmark::{Landmark, LandmarkKind};
use crate::model::position::Position;
use crate::model::territory::TerritoryKind;
use crate::space::{Bounds, Shape, Step, Vertex, distance_m, length_m, window_m};

/// The border of two holders, course by course.
///
/// Courses run from north to south. The one that begins furthest north comes first; those around enclaves come last.
/// The order in which the two sides were named does not matter.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// let day = Atlas::south_caucasus().on(date!(2005-01-01), Basis::DeJure);
/// let border = day.border_between("ARM", "AZE")?;
/// let [main, nakhchivan, ..] = border.courses() else { unreachable!() };
/// assert!((main.length_km() / 675.0 - 1.0).abs() < 0.01);
/// assert!((nakhchivan.length_km() / 245.0 - 1.0).abs() < 0.01);
/// assert_eq!(border.length_km(), day.border_between("AZE", "ARM")?.length_km());
/// # }
/// # Ok::<(), suzerain::UnknownCode>(())
/// ```
#[derive(Clone)]
pub struct Border<'a> {
    pub(super) date: Date,
    pub(super) basis: Basis,
    pub(super) sides: [Answer<'a>; 2],
    pub(super) courses: Vec<Course<'a>>,
}

/// One course of a border: from one end to the other, or around an enclave.
///
/// # Example
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use suzerain::{Atlas, Basis};
/// use time::macros::date;
///
/// let day = Atlas::south_caucasus().on(date!(2005-01-01), Basis::DeJure);
/// let border = day.border_between("ARM", "AZE")?;
/// let main = &border.courses()[0];
/// assert_eq!((main.left().to_string(), main.right().to_string()), ("Azerbaijan".into(), "Armenia".into()));
/// assert!(!main.is_closed() && main.start().position().lat() > main.end().position().lat());
/// let sum_km: f64 = main.segments().iter().map(|segment| segment.length_km()).sum();
/// assert!((sum_km / main.length_km() - 1.0).abs() < 1e-9);
/// # }
/// # Ok::<(), suzerain::UnknownCode>(())
/// ```
#[derive(Clone)]
pub struct Course<'a> {
    pub(super) store: &'a Store,
    pub(super) date: Date,
    pub(super) sides: [Answer<'a>; 2],
    pub(super) ends: [End<'a>; 2],
    pub(super) is_closed: bool,
    pub(super) segments: Vec<Segment<'a>>,
}

impl<'a> Border<'a> {
    /// The two holders, by code.
    #[must_use]
    pub fn sides(&self) -> &[Answer<'a>; 2] {
        &self.sides
    }

    /// The day.
    #[must_use]
    pub fn date(&self) -> Date {
        self.date
    }

    /// Whether it lies between those who hold de facto or de jure.
    #[must_use]
    pub fn basis(&self) -> Basis {
        self.basis
    }

    /// Its courses; empty if the two have no common border.
    #[must_use]
    pub fn courses(&self) -> &[Course<'a>] {
        &self.courses
    }

    /// The segments of all courses, in order.
    pub fn segments(&self) -> impl Iterator<Item = &Segment<'a>> {
        self.courses.iter().flat_map(|course| &course.segments)
    }

    /// The length of all courses in km on the ellipsoid, along the outlines.
    ///
    /// Outlines are smoother than the true line: the less accurate they are, the more so.
    #[must_use]
    pub fn length_km(&self) -> f64 {
        self.courses.iter().map(Course::length_km).sum()
    }

    /// How far its least accurate segment may lie from the true line, in metres; `None` if there is no border.
    #[must_use]
    pub fn accuracy_m(&self) -> Option<f64> {
        self.segments().map(Segment::accuracy_m).max_by(f64::total_cmp)
    }
}

impl<'a> Course<'a> {
    /// The holder on the left, looking along the course.
    #[must_use]
    pub fn left(&self) -> &Answer<'a> {
        &self.sides[0]
    }

    /// The holder on the right.
    #[must_use]
    pub fn right(&self) -> &Answer<'a> {
        &self.sides[1]
    }

    /// Its northern end; of a closed course, its northernmost place.
    #[must_use]
    pub fn start(&self) -> &End<'a> {
        &self.ends[0]
    }

    /// Its southern end; of a closed course, the same as the start.
    #[must_use]
    pub fn end(&self) -> &End<'a> {
        &self.ends[1]
    }

    /// Whether it is closed: it returns to its start.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.is_closed
    }

    /// Its segments from start to end.
    #[must_use]
    pub fn segments(&self) -> &[Segment<'a>] {
        &self.segments
    }

    /// Its length in km on the ellipsoid, along the outline.
    #[must_use]
    pub fn length_km(&self) -> f64 {
        self.segments.iter().map(Segment::length_km).sum()
    }

    /// The lakes, reserves and rivers along it, in order: those that it may touch, given the accuracies of line and
    /// feature.
    #[must_use]
    pub fn passes(&self) -> Vec<Feature<'a>> {
        let kinds = [TerritoryKind::Lake, TerritoryKind::Reserve];
        let grounds = &self.store.grounds;
        let territories = (0_u32..).zip(&self.store.territories);
        let on_day = territories
            .filter(|(_, it)| kinds.contains(&it.kind) && it.period.holds_on(self.date).is_some())
            .filter_map(|(number, territory)| {
                let leaves = self.store.leaves(number).iter();
                let shapes: Vec<&Shape> = leaves.filter_map(|&s| grounds.shapes.get(s as usize)).collect();
                let edges: Vec<(Vertex, Vertex)> = shapes.iter().flat_map(|shape| shape.edges()).collect();
                let covers = |at: Vertex| shapes.iter().any(|shape| shape.contains(at));
                let (distance_m, after_km) =
                    self.nearest(&edges, territory.accuracy_m().unwrap_or_default(), covers)?;
                Some(Feature { territory: Some(territory), landmark: None, distance_m, after_km })
            });
        let landmarks = self.store.landmarks.iter().filter_map(|landmark| {
            let course: Vec<Vertex> = landmark.course.iter().map(|&place| vertex(place)).collect();
            let single = course.first().map(|&place| (place, place));
            let mut edges: Vec<(Vertex, Vertex)> = course.iter().copied().zip(course.iter().skip(1).copied()).collect();
            edges.extend(single.filter(|_| course.len() == 1));
            let (distance_m, after_km) = self.nearest(&edges, landmark.accuracy_m(), |_| false)?;
            Some(Feature { territory: None, landmark: Some(landmark), distance_m, after_km })
        });
        let mut found: Vec<Feature<'a>> = on_day.chain(landmarks).collect();
        found.sort_by(|one, other| one.after_km.total_cmp(&other.after_km));
        found
    }

    /// How near the course comes to a feature, in metres, and after how many km; `None` if the accuracies rule out that
    /// they touch.
    fn nearest(&self, feature: &[(Vertex, Vertex)], own_m: f64, covers: impl Fn(Vertex) -> bool) -> Option<(f64, f64)> {
        let (mut best, mut after_m): (Option<(f64, f64)>, f64) = (None, 0.0);
        for segment in &self.segments {
            let reach = segment.accuracy_m + own_m;
            for &(a, b) in &segment.edges {
                let windows = window_m(a, reach);
                let near = |edge: Bounds| windows.iter().any(|window| window.join(Bounds::of_edge(a, b)).meets(edge));
                let from = |p: Vertex, (a, b): (Vertex, Vertex)| {
                    if a == b { distance_m(a, p, p).0 } else { distance_m(p, a, b).0 }
                };
                let distances = feature
                    .iter()
                    .filter(|&&(c, d)| near(Bounds::of_edge(c, d)))
                    .flat_map(|&(c, d)| [from(a, (c, d)), from(b, (c, d)), distance_m(c, a, b).0]);
                let metres = if covers(a) || covers(b) { 0.0 } else { distances.fold(f64::INFINITY, f64::min) };
                if metres <= reach && best.is_none_or(|(nearest, _)| metres < nearest) {
                    best = Some((metres, after_m / 1e3));
                }
                after_m += length_m(&[a, b]);
            }
        }
        best
    }
}

impl<'a> Snapshot<'a> {
    /// All borders: each pair of holders once, in the order of [`Snapshot::shares`].
    ///
    /// Areas that are held jointly, are contested or have several candidates have borders too; vacant areas and those
    /// without a record have none.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::{Atlas, Basis};
    /// use time::macros::date;
    ///
    /// let borders = Atlas::south_caucasus().on(date!(2005-01-01), Basis::DeJure).borders();
    /// let [first, ..] = borders.as_slice() else { unreachable!("there are borders") };
    /// let sides: Vec<String> = first.sides().iter().map(ToString::to_string).collect();
    /// assert_eq!(sides, ["Armenia", "Azerbaijan"]);
    /// assert!(borders.iter().all(|border| border.length_km() > 0.0 && border.accuracy_m().is_some()));
    /// # }
    /// ```
    #[must_use]
    pub fn borders(&self) -> Vec<Border<'a>> {
        let lines = ClassLines::new(self.plan, self.groups.of_face());
        let is_peopled = |pair: [u32; 2]| pair.iter().all(|&group| self.groups.is_peopled(group));
        let mut pairs: BTreeMap<[u32; 2], Vec<ClassPath>> = BTreeMap::new();
        for path in lines.paths(is_peopled) {
            let [left, right] = path.classes;
            pairs.entry([left.min(right), left.max(right)]).or_default().push(path);
        }
        let answer = |group: u32| self.answer(group);
        pairs.into_iter().map(|(pair, paths)| self.border(pair, paths, &lines, &answer)).collect()
    }

    /// The border of two polities, which may be parts of others; without courses if they have none.
    ///
    /// If one is part of the other, it is the border of the part with the rest.
    ///
    /// # Errors
    ///
    /// [`UnknownCode`] if the atlas has no polity with one of these codes.
    pub fn border_between(&self, one: impl AsRef<str>, other: impl AsRef<str>) -> Result<Border<'a>, UnknownCode> {
        let (one, other) = (one.as_ref(), other.as_ref());
        // The smaller code is class 0, whichever was named first.
        let polities = [self.polity(one.min(other))?, self.polity(one.max(other))?];
        let of_cell = (0..).zip(&self.verdicts).map(|(cell, verdict)| match held_by(verdict, &polities) {
            Some(0) => 0,
            Some(_) => 1,
            None => self.groups.of_cell(cell).saturating_add(2),
        });
        let of_cell: Vec<u32> = of_cell.collect();
        let of = |cell: u32| of_cell.get(cell as usize).copied().unwrap_or(NOWHERE);
        let class: Vec<u32> = self.plan.faces().iter().map(|face| of(face.cell)).collect();
        let lines = ClassLines::new(self.plan, &class);
        let paths = lines.paths(|[left, right]| left.max(right) == 1);
        let answer = |class: u32| match polities.get(class as usize) {
            Some(&number) => {
                let choice = Choice { chains: HolderChains::one(&[number]), ..Choice::bare(Kind::Sole) };
                self.answer_of(&Verdict::of_choices(self.store, vec![choice]))
            }
            None => self.answer(class - 2),
        };
        Ok(self.border([0, 1], paths, &lines, &answer))
    }

    fn border(
        &self,
        pair: [u32; 2],
        paths: Vec<ClassPath>,
        lines: &ClassLines<'_>,
        answer: &dyn Fn(u32) -> Answer<'a>,
    ) -> Border<'a> {
        let mut courses: Vec<Course<'a>> = paths.into_iter().map(|path| self.course(&path, lines, answer)).collect();
        courses.sort_by_key(|course| {
            let start = course.start().position;
            (course.is_closed, -start.lat_e7(), start.lon_e7())
        });
        Border { date: self.date, basis: self.basis, sides: pair.map(answer), courses }
    }

    fn course(&self, path: &ClassPath, lines: &ClassLines<'_>, answer: &dyn Fn(u32) -> Answer<'a>) -> Course<'a> {
        let end = |at: Vertex| {
            let meets = if path.is_closed { Vec::new() } else { lines.meeting(at) };
            let others = meets.into_iter().filter(|class| !path.classes.contains(class)).map(answer).collect();
            let is_rim = !path.is_closed && lines.count_at(at) == 1;
            let rivers = if path.is_closed { Vec::new() } else { self.rivers_at(at) };
            End { position: Position::from_e7(at.x, at.y), date: self.date, meets: others, rivers, is_rim }
        };
        let ends = path.steps.first().zip(path.steps.last());
        let ends = ends.map_or([Vertex::default(); 2], |(&first, &last)| [lines.start(first), lines.end(last)]);
        Course {
            store: self.store,
            date: self.date,
            sides: path.classes.map(answer),
            ends: ends.map(end),
            is_closed: path.is_closed,
            segments: self.segments(&path.steps),
        }
    }

    /// The steps as segments, which end where the territories beside them, the status, the stage or the accuracy
    /// change.
    fn segments(&self, steps: &[Step]) -> Vec<Segment<'a>> {
        let mut segments: Vec<Segment<'a>> = Vec::new();
        let mut known = None;
        for step in steps {
            let Some(line) = self.plan.lines().get(step.edge) else { continue };
            let Line { a, b, left, right, accuracy_m } = *line;
            let (edge, faces) = if step.is_forward { ((a, b), [left, right]) } else { ((b, a), [right, left]) };
            let territories = faces.map(|face| self.territory_beside(face));
            let status = self.status(left, right);
            let key = (territories, status, accuracy_m, self.stage(faces));
            if known != Some(key) {
                let [left, right] = faces.map(|face| self.answer_of(&self.verdict(face)));
                let territories = territories.map(|number| number.and_then(|number| self.store.territory(number)));
                let accuracy_m = f64::from(accuracy_m);
                let (length_m, edges, stage) = (0.0, Vec::new(), self.stage(faces));
                segments.push(Segment { left, right, territories, status, stage, accuracy_m, length_m, edges });
                known = Some(key);
            }
            if let Some(segment) = segments.last_mut() {
                segment.push(edge);
            }
        }
        segments
    }

    /// The most specific territory of a face that is not a lake, a reserve or a corridor.
    fn territory_beside(&self, face: u32) -> Option<u32> {
        use TerritoryKind::{Corridor, Lake, Reserve};
        let is_feature = |number: u32| {
            self.store.territory(number).is_none_or(|territory| matches!(territory.kind, Corridor | Lake | Reserve))
        };
        let lineage = &self.plan.cell_of(face)?.lineage;
        lineage.iter().copied().find(|&number| !is_feature(number)).or(lineage.first().copied())
    }

    /// The rivers that a place may lie on.
    fn rivers_at(&self, at: Vertex) -> Vec<&'a Landmark> {
        let is_near = |landmark: &&Landmark| {
            let windows = window_m(at, landmark.accuracy_m());
            let course = landmark.course.iter().map(|&place| vertex(place));
            let mut edges = course.clone().zip(course.skip(1));
            edges.any(|(a, b)| {
                windows.iter().any(|window| window.meets(Bounds::of_edge(a, b)))
                    && distance_m(at, a, b).0 <= landmark.accuracy_m()
            })
        };
        let rivers = self.store.landmarks.iter().filter(|landmark| landmark.kind == LandmarkKind::River);
        rivers.filter(is_near).collect()
    }

    /// How far the line between two faces is settled on the day: the furthest stage that is certain to be reached.
    fn stage(&self, faces: [u32; 2]) -> Option<Stage> {
        if self.store.border_stages.is_empty() {
            return None;
        }
        let lineage = |face: u32| self.plan.cell_of(face).map_or(&[][..], |cell| &cell.lineage);
        let along = |stage: &BorderStage| {
            let numbers: Vec<u32> = stage.along.iter().filter_map(|&code| self.store.territory_number(code)).collect();
            numbers.is_empty() || faces.iter().any(|&face| numbers.iter().any(|number| lineage(face).contains(number)))
        };
        let tops = faces.map(|face| {
            let verdict = self.verdict(face);
            let top = verdict.candidates.first().and_then(|choice| choice.chains.tops().next());
            top.and_then(|number| self.store.polity(number)).map(|polity| polity.code)
        });
        let between = |stage: &BorderStage| {
            let [one, other] = stage.between.map(Some);
            tops == [one, other] || tops == [other, one]
        };
        let stages = self.store.border_stages.iter();
        let on_day = stages.filter(|stage| stage.attestation.period.holds_on(self.date) == Some(Certainty::Certain));
        on_day.filter(|stage| between(stage) && along(stage)).map(|stage| stage.stage).max()
    }

    fn verdict(&self, face: u32) -> Verdict {
        let cell = self.plan.faces().get(face as usize).and_then(|face| self.verdicts.get(face.cell as usize));
        cell.cloned().unwrap_or_else(|| Verdict::bare(Kind::OutsideSpace))
    }
}

/// The length by status.
impl Border<'_> {
    /// The length of the segments with this status, in km.
    ///
    /// # Example
    ///
    /// ```
    /// # #[cfg(feature = "embedded")] {
    /// use suzerain::snapshot::BorderStatus;
    /// use suzerain::{Atlas, Basis};
    /// use time::macros::date;
    ///
    /// let day = Atlas::south_caucasus().on(date!(2005-01-01), Basis::DeJure);
    /// let border = day.border_between("ARM", "AZE")?;
    /// assert_eq!(border.length_km_of(BorderStatus::CeasefireLine), 0.0);
    /// assert!((border.length_km_of(BorderStatus::International) / border.length_km() - 1.0).abs() < 1e-9);
    /// # }
    /// # Ok::<(), suzerain::UnknownCode>(())
    /// ```
    #[must_use]
    pub fn length_km_of(&self, status: BorderStatus) -> f64 {
        self.segments().filter(|segment| segment.status == status).map(Segment::length_km).sum()
    }
}

impl fmt::Debug for Border<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { date, basis, sides: [one, other], courses } = self;
        let (count, km) = (courses.len(), self.length_km());
        debug_line(f, "Border", format_args!("{one} and {other}, {date}, {basis}: {km:.1} km in {count} courses"))
    }
}

impl fmt::Debug for Course<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (left, right) = (self.left(), self.right());
        let (count, km) = (self.segments.len(), self.length_km());
        debug_line(f, "Course", format_args!("{left} | {right}: {km:.1} km in {count} segments"))
    }
}
