//! Borders in words.

use std::fmt;

use super::border::{Border, Course};
use super::segment::{Feature, Segment};
use crate::model::position::Position;
use crate::model::territory::{Territory, TerritoryKind};
use crate::space::winding;

impl fmt::Display for Border<'_> {
    /// Several lines: each course with its ends, its length, the territories beside it and the features along it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [one, other] = &self.sides;
        write!(f, "{one} and {other}, {}, {}: ", self.date, self.basis.phrase())?;
        match self.courses.len() {
            0 => return writeln!(f, "no common border."),
            1 => writeln!(f, "{:.0} km.", self.length_km())?,
            count => writeln!(f, "{:.0} km in {count} parts.", self.length_km())?,
        }
        for (number, course) in (1..).zip(&self.courses) {
            writeln!(f, "{number}. {course}")?;
        }
        if let Some(accuracy) = self.accuracy_m() {
            writeln!(
                f,
                "Lengths follow the outlines, which lie up to {accuracy:.0} m off the true line and are smoother than \
                 it: on the ground the border is longer."
            )?;
        }
        Ok(())
    }
}

impl fmt::Display for Course<'_> {
    /// One paragraph: where it runs, how long it is, beside which territories, and the features along it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (length, date) = (self.length_km(), self.date);
        let left = self.names(Segment::left_territory);
        let right = self.names(Segment::right_territory);
        if self.is_closed {
            let sides = [(left, self.left()), (right, self.right())];
            let [inner, outer] = if self.holds_left() {
                sides
            } else {
                let [a, b] = sides;
                [b, a]
            };
            write!(f, "Round {} of {}", inner.0, inner.1)?;
            write!(f, ", which lies in {} of {}, from {}, {length:.0} km.", outer.0, outer.1, self.start())?;
        } else {
            let heading = heading(self.start().position(), self.end().position());
            write!(f, "From {} {heading} to {}, {length:.0} km.", self.start(), self.end())?;
            write!(f, " On the left {}: {left}. On the right {}: {right}.", self.left(), self.right())?;
        }
        // A river at an end of the course is mentioned there already.
        let at_ends: Vec<_> = self.ends.iter().flat_map(|end| &end.rivers).map(|river| river.code()).collect();
        let is_mentioned = |feature: &Feature<'_>| feature.landmark().is_some_and(|it| at_ends.contains(&it.code()));
        for feature in self.passes().into_iter().filter(|feature| !is_mentioned(feature)) {
            let name = feature.name_on(date);
            write!(f, " After {:.0} km it passes {name}", feature.after_km())?;
            if feature.distance_m() >= 50.0 {
                write!(f, " at {:.1} km", feature.distance_m() / 1e3)?;
            }
            write!(f, ".")?;
        }
        let mut kinds: Vec<(String, f64)> = Vec::new();
        for segment in &self.segments {
            let kind = match segment.stage {
                Some(stage) => format!("{}, {stage}", segment.status.phrase()),
                None => segment.status.phrase().to_owned(),
            };
            match kinds.iter_mut().find(|known| known.0 == kind) {
                Some(known) => known.1 += segment.length_km(),
                None => kinds.push((kind, segment.length_km())),
            }
        }
        match kinds.as_slice() {
            [(kind, _)] => write!(f, " All of it: {kind}."),
            several => several.iter().try_for_each(|(kind, km)| write!(f, " {kind}: {km:.0} km.")),
        }
    }
}

impl fmt::Display for Segment<'_> {
    /// `Tavush (Armenia) | Qazakh (Azerbaijan): 61.2 km, international border, within 3000 m`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.territories.map(|territory| territory.map_or("unnamed territory", first_name));
        let [left, right] = names;
        write!(
            f,
            "{left} ({}) | {right} ({}): {:.1} km, {}",
            self.left,
            self.right,
            self.length_km(),
            self.status.phrase()
        )?;
        if let Some(stage) = self.stage {
            write!(f, ", {stage}")?;
        }
        write!(f, ", within {:.0} m", self.accuracy_m)
    }
}

/// The first name of a territory.
fn first_name(territory: &Territory) -> &str {
    territory.names().first().map_or("", crate::model::name::Name::text)
}

impl<'a> Course<'a> {
    /// The names of the territories on one side in order, each once. A village or a tract goes by the name of its
    /// district or province.
    fn names(&self, side: impl Fn(&Segment<'a>) -> Option<&'a Territory>) -> String {
        use TerritoryKind::{City, District, Enclave, Exclave, Province, State};
        let mut names: Vec<&str> = Vec::new();
        for territory in self.segments.iter().filter_map(side) {
            let number = self.store.territory_number(territory.code());
            let lineage = number.map_or(&[][..], |number| self.store.lineage(number));
            let above = lineage.iter().filter_map(|&number| self.store.territory(number));
            let is_known = |it: &&Territory| {
                let kinds = [City, District, Enclave, Exclave, Province, State];
                kinds.contains(&it.kind()) && it.period().holds_on(self.date).is_some()
            };
            let name = above.into_iter().find(is_known).unwrap_or(territory).name_on(self.date);
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(", ")
    }

    /// Whether a closed course has its inside on the left.
    fn holds_left(&self) -> bool {
        winding(self.segments.iter().flat_map(|segment| segment.edges.iter().copied())).1 > 0
    }
}

/// The direction from one place to another, as one of eight points of the compass.
fn heading(from: Position, to: Position) -> &'static str {
    let east = (to.lon() - from.lon()) * from.lat().to_radians().cos();
    let north = to.lat() - from.lat();
    let (steep, flat) = (north.abs() > 2.4 * east.abs(), east.abs() > 2.4 * north.abs());
    match (north > 0.0, east > 0.0) {
        (false, _) if steep => "southwards",
        (true, _) if steep => "northwards",
        (_, true) if flat => "eastwards",
        (_, false) if flat => "westwards",
        (false, true) => "south-eastwards",
        (false, false) => "south-westwards",
        (true, true) => "north-eastwards",
        (true, false) => "north-westwards",
    }
}
