//! The whole of `CShapes` 2.0, against an independent computation. `SUZERAIN_CSHAPES` names the file in `TopoJSON`, coded by
//! Gleditsch and Ward; without it nothing is tested, and that is said.

use std::collections::BTreeSet;
use std::time::Instant;

use serde_json::Value;
use suzerain::import::CShapes;
use suzerain::snapshot::ConflictKind;
use suzerain::{Answer, Atlas, Position};
use time::{Date, Duration, Month};

/// A row of the file as the test reads it: days inclusive, rings in degrees as they stand.
struct Row {
    code: u64,
    owner: u64,
    status: String,
    start: Date,
    end: Date,
    rings: Vec<Vec<[f64; 2]>>,
    bounds: [f64; 4],
}

fn date(text: &Value) -> Date {
    let parts: Vec<i32> = text.as_str().unwrap().split('-').map(|part| part.parse().unwrap()).collect();
    let month = Month::try_from(u8::try_from(parts[1]).unwrap()).unwrap();
    Date::from_calendar_date(parts[0], month, u8::try_from(parts[2]).unwrap()).unwrap()
}

fn whole(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| value.as_str().unwrap().parse().unwrap())
}

fn rows(file: &Value) -> Vec<Row> {
    assert!(file.get("transform").is_none(), "the test reads files without quantisation");
    let position = |at: &Value| [at[0].as_f64().unwrap(), at[1].as_f64().unwrap()];
    let arcs: Vec<Vec<[f64; 2]>> = file["arcs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|arc| arc.as_array().unwrap().iter().map(position).collect())
        .collect();
    let ring = |numbers: &Value| -> Vec<[f64; 2]> {
        let mut ring: Vec<[f64; 2]> = Vec::new();
        for number in numbers.as_array().unwrap() {
            let number = number.as_i64().unwrap();
            let arc = &arcs[usize::try_from(if number < 0 { !number } else { number }).unwrap()];
            ring.pop();
            if number < 0 {
                ring.extend(arc.iter().rev());
            } else {
                ring.extend(arc);
            }
        }
        ring
    };
    let objects = file["objects"].as_object().unwrap().values();
    let geometries = objects.flat_map(|object| object["geometries"].as_array().unwrap());
    geometries
        .map(|geometry| {
            let polygons = match geometry["type"].as_str().unwrap() {
                "Polygon" => vec![&geometry["arcs"]],
                _ => geometry["arcs"].as_array().unwrap().iter().collect(),
            };
            let rings: Vec<_> = polygons.iter().flat_map(|polygon| polygon.as_array().unwrap()).map(ring).collect();
            let all = || rings.iter().flatten();
            let bounds = [
                all().map(|at| at[0]).fold(f64::MAX, f64::min),
                all().map(|at| at[1]).fold(f64::MAX, f64::min),
                all().map(|at| at[0]).fold(f64::MIN, f64::max),
                all().map(|at| at[1]).fold(f64::MIN, f64::max),
            ];
            let row = &geometry["properties"];
            Row {
                code: whole(&row["gwcode"]),
                owner: whole(&row["owner"]),
                status: row["status"].as_str().unwrap().to_owned(),
                start: date(&row["start"]),
                end: date(&row["end"]),
                bounds,
                rings,
            }
        })
        .collect()
}

impl Row {
    fn holds_on(&self, day: Date) -> bool {
        self.start <= day && day <= self.end
    }

    /// Casts a ray to the east and counts.
    fn has(&self, [x, y]: [f64; 2]) -> bool {
        let [west, south, east, north] = self.bounds;
        if x < west || x > east || y < south || y > north {
            return false;
        }
        let crossings = self.rings.iter().flat_map(|ring| ring.windows(2)).filter(|edge| {
            let ([ax, ay], [bx, by]) = (edge[0], edge[1]);
            (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
        });
        crossings.count() % 2 == 1
    }
}

/// The state at the top of the chain of dependencies.
fn top(rows: &[Row], code: u64, day: Date) -> u64 {
    let is_dependent = |row: &&Row| {
        row.code == code
            && row.holds_on(day)
            && row.owner != code
            && matches!(row.status.as_str(), "colony" | "protectorate")
    };
    rows.iter().find(is_dependent).map_or(code, |row| top(rows, row.owner, day))
}

/// Who holds and in whose right.
fn expected(rows: &[Row], at: [f64; 2], day: Date) -> [BTreeSet<String>; 2] {
    let found = || rows.iter().filter(|row| row.holds_on(day) && row.has(at));
    let named = |code: u64| format!("gw{}", top(rows, code, day));
    let holder = |row: &Row| match row.status.as_str() {
        "mandate" | "occupied" => named(row.owner),
        _ => named(row.code),
    };
    [found().map(holder).collect(), found().map(|row| named(row.code)).collect()]
}

fn codes(answer: &Answer<'_>) -> BTreeSet<String> {
    answer.candidates().flat_map(|it| it.outcome().holders()).map(|it| it.polity().code().to_string()).collect()
}

/// A generator of its own: the same questions everywhere (splitmix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    fn between(&mut self, from: f64, to: f64) -> f64 {
        from + (to - from) * f64::from(u32::try_from(self.next() >> 32).unwrap()) / f64::from(u32::MAX)
    }
}

fn compare(atlas: &Atlas, rows: &[Row]) {
    let mut random = Random(2026);
    let (first, last) =
        (rows.iter().map(|row| row.start).min().unwrap(), rows.iter().map(|row| row.end).max().unwrap());
    let days = usize::try_from((last - first).whole_days()).unwrap();
    let mut on_land = 0;
    for number in 0..20_000 {
        // A third anywhere, the others near a vertex: there the borders are.
        let at = if number % 3 == 0 {
            [random.between(-180.0, 180.0), random.between(-90.0, 90.0)]
        } else {
            let row = &rows[random.below(rows.len())];
            let ring = &row.rings[random.below(row.rings.len())];
            let [x, y] = ring[random.below(ring.len())];
            let [x, y] = [x + random.between(-0.2, 0.2), y + random.between(-0.2, 0.2)];
            [x.clamp(-180.0, 180.0), y.clamp(-90.0, 90.0)]
        };
        // A third on the first day of a row or the last one of another.
        let row = &rows[random.below(rows.len())];
        let day = match number % 6 {
            1 => row.start,
            2 => row.end,
            _ => first + Duration::days(i64::try_from(random.below(days + 1)).unwrap()),
        };
        let position = Position::from_lon_lat(at[0], at[1]).unwrap();
        let [held, right] = expected(rows, [position.lon(), position.lat()], day);
        assert_eq!(codes(&atlas.controller_at(position, day)), held, "{position} on {day}, de facto");
        assert_eq!(codes(&atlas.sovereign_at(position, day)), right, "{position} on {day}, de jure");
        on_land += usize::from(!held.is_empty());
    }
    assert!(on_land > 8_000, "{on_land} places are held by somebody");
}

#[test]
fn the_whole_file_answers_as_an_independent_computation() {
    let Some(path) = std::env::var_os("SUZERAIN_CSHAPES") else {
        eprintln!("SKIPPED: SUZERAIN_CSHAPES does not name the file of CShapes 2.0");
        return;
    };
    let bytes = std::fs::read(path).unwrap();
    let begin = Instant::now();
    let imported = CShapes::new().read(bytes.as_slice()).unwrap_or_else(|error| panic!("{error}"));
    eprintln!("imported in {:.2} s", begin.elapsed().as_secs_f64());
    assert!(imported.report().repairs().is_empty() && imported.report().features_skipped() == 0);
    let file: Value = serde_json::from_slice(&bytes).unwrap();
    let rows = rows(&file);
    assert_eq!(imported.report().features_imported(), rows.len());
    let atlas = imported.atlas();
    compare(atlas, &rows);

    let gaps: Vec<String> = atlas
        .conflicts()
        .iter()
        .filter(|conflict| matches!(conflict.kind(), ConflictKind::Gap { .. }))
        .map(ToString::to_string)
        .collect();
    assert!(gaps.iter().any(|gap| gap.starts_with("gap, 1991-12-21 to 1991-12-26: ")), "{gaps:#?}");
}
