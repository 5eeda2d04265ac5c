//! The page of all days: it carries the answers of the library.

use std::time::{Duration, Instant};

use serde_json::Value;
use suzerain::map::Map;
use suzerain::{Basis, Position};
use time::Date;
use time::macros::date;

use super::atlas;

fn html() -> String {
    Map::through(atlas(), atlas().days_of_change()).to_html()
}

fn data(html: &str) -> Value {
    let (_, behind) = html.split_once("<script type=\"application/json\" id=\"data\">").unwrap();
    serde_json::from_str(behind.split_once("</script>").unwrap().0).unwrap()
}

#[test]
fn it_is_small_quick_to_make_and_self_contained() {
    let _ = atlas().on(date!(2000 - 01 - 01), Basis::DeFacto).shares();
    let begun = Instant::now();
    let html = html();
    let limit = Duration::from_secs(if cfg!(debug_assertions) { 20 } else { 2 });
    assert!(begun.elapsed() < limit, "{:?}", begun.elapsed());
    assert!(html.len() < 1_200_000, "{} bytes", html.len());
    let (page, behind) = html.split_once("<script type=\"application/json\"").unwrap();
    let code = behind.split_once("</script>").unwrap().1;
    for part in [page, code] {
        for loading in
            ["src=", "href=\"http", "url(http", "@import", "import(", "fetch(", "XMLHttpRequest", "WebSocket"]
        {
            assert!(!part.contains(loading), "'{loading}' loads something");
        }
    }
    assert!(page.contains("default-src 'none'"), "the page forbids loading");
    assert_eq!(html.matches("<script").count(), 2);
    assert_eq!(html, self::html(), "the same atlas gives the same bytes");
}

#[test]
fn it_is_accessible() {
    let html = html();
    for need in [
        "lang=\"en\"",
        "aria-live=\"polite\"",
        "name=\"viewport\"",
        "prefers-color-scheme: dark",
        "@media print",
        "type=\"range\"",
        "type=\"search\"",
        "role=\"status\"",
        "aria-label=\"Zoom in\"",
        "aria-pressed",
        "<noscript>",
        "<title>South Caucasus",
    ] {
        assert!(html.contains(need), "{need}");
    }
}

#[test]
fn its_slider_stops_on_the_days_asked_for() {
    let days = [date!(2010 - 01 - 01), date!(1700 - 01 - 01), date!(1914 - 01 - 01), date!(2010 - 01 - 01)];
    let page = Map::through(atlas(), days);
    assert_eq!(page.days(), [date!(1914 - 01 - 01), date!(2010 - 01 - 01)]);
    let stops: Vec<i64> =
        data(&page.to_html())["days"].as_array().unwrap().iter().map(|it| it.as_i64().unwrap()).collect();
    assert_eq!(stops, [date!(1914 - 01 - 01), date!(2010 - 01 - 01)].map(|day| i64::from(day.to_julian_day())));
}

#[test]
fn days_of_change_are_those_on_which_answers_change() {
    let days = atlas().days_of_change();
    assert!(days.is_sorted() && days.len() > 150, "{} days", days.len());
    let places: Vec<Position> = grid().into_iter().step_by(7).collect();
    let answers = |day: Date| -> Vec<String> {
        let both = |&at: &Position| [atlas().controller_at(at, day), atlas().sovereign_at(at, day)];
        places.iter().flat_map(both).map(|answer| answer.to_string()).collect()
    };
    for pair in days.windows(2) {
        // Nothing changes from a day of change to the day before the next.
        assert_eq!(answers(pair[0]), answers(pair[1].previous_day().unwrap()), "between {} and {}", pair[0], pair[1]);
    }
}

/// The atlas of the page, read as its script reads it.
struct Carried {
    data: Value,
    arcs: Vec<Vec<(i64, i64)>>,
}

impl Carried {
    fn new() -> Self {
        let data = data(&html());
        let unit = data["unit"].as_i64().unwrap();
        let arcs = data["courses"].as_str().unwrap().lines().map(|line| course(line, unit)).collect();
        Self { data, arcs }
    }

    /// The cell of a place: an edge counts where it passes strictly east of it.
    fn cell(&self, x: i64, y: i64) -> Option<usize> {
        let faces = self.data["faces"].as_array().unwrap();
        let face = faces.iter().find(|face| {
            let rings = face["rings"].as_array().unwrap().iter().flat_map(|ring| ring.as_array().unwrap());
            let edges = rings.flat_map(|arc| {
                let arc = &self.arcs[usize::try_from(arc.as_i64().unwrap().abs() - 1).unwrap()];
                arc.iter().zip(&arc[1..])
            });
            let crossed = edges.filter(|&(a, b)| {
                let (low, high) = if a.1 < b.1 { (a, b) } else { (b, a) };
                (a.1 > y) != (b.1 > y) && (high.0 - low.0) * (y - low.1) > (high.1 - low.1) * (x - low.0)
            });
            crossed.count() % 2 == 1
        })?;
        usize::try_from(face["cell"].as_u64().unwrap()).ok()
    }

    /// Kind, chains of codes, mode and sources of each candidate.
    fn answer(
        &self,
        cell: usize,
        day: Date,
        basis: Basis,
    ) -> Vec<(String, Vec<Vec<String>>, Option<String>, Vec<String>)> {
        let step = self.step(cell, day, basis);
        let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let candidates = step[1].as_array().unwrap().iter().map(|spell| {
            let spell = &self.data["spells"][number(spell)];
            let choice = &self.data["choices"][number(&spell[1])];
            let chains = choice["chains"].as_array().unwrap().iter().map(|chain| {
                chain
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|polity| text(&self.data["polities"][number(polity)]["code"]))
                    .collect()
            });
            let records =
                choice["records"].as_array().unwrap().iter().map(|record| &self.data["records"][number(record)]);
            let sources = records.flat_map(|record| record["cites"].as_array().unwrap());
            let sources = sources.map(|cite| text(&self.data["sources"][number(&cite[0])]["text"]));
            (text(&choice["kind"]), chains.collect(), choice["mode"].as_str().map(str::to_owned), sources.collect())
        });
        candidates.collect()
    }
}

impl Carried {
    /// The doubts that do not come from lines or from the day of the last check.
    fn doubts(&self, cell: usize, day: Date, basis: Basis) -> Vec<[String; 2]> {
        let step = self.step(cell, day, basis);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let doubts = step.get(2).into_iter().flat_map(|it| it.as_array().unwrap());
        let doubts = doubts.map(|it| &self.data["doubts"][usize::try_from(it.as_u64().unwrap()).unwrap()]);
        doubts.map(|it| [text(&it[0]), text(&it[1])]).collect()
    }

    fn step(&self, cell: usize, day: Date, basis: Basis) -> &Value {
        let key = if basis == Basis::DeFacto { "de_facto" } else { "de_jure" };
        let steps = self.data["cells"][cell][key].as_array().unwrap();
        let day = i64::from(day.to_julian_day());
        steps.iter().rfind(|step| step[0].as_i64().unwrap() <= day).unwrap()
    }
}

fn course(line: &str, unit: i64) -> Vec<(i64, i64)> {
    let mut numbers = Vec::new();
    let (mut value, mut shift) = (0_u64, 0);
    for byte in line.bytes().map(|byte| u64::from(byte - 63)) {
        value |= (byte & 31) << shift;
        shift += 5;
        if byte & 32 == 0 {
            numbers.push((value >> 1).cast_signed() ^ -(value & 1).cast_signed());
            (value, shift) = (0, 0);
        }
    }
    let mut at = (0, 0);
    let step = |pair: &[i64]| {
        at = (at.0 + pair[0] * unit, at.1 + pair[1] * unit);
        at
    };
    numbers.chunks(2).map(step).collect()
}

/// Places all over the atlas and beyond, corners of outlines among them.
fn grid() -> Vec<Position> {
    let steps =
        (0..46).flat_map(|lat| (0..56).map(move |lon| (36.0 + f64::from(lat) * 0.2, 39.8 + f64::from(lon) * 0.2)));
    steps.map(|(lat, lon)| Position::from_lat_lon(lat, lon).unwrap()).collect()
}

#[test]
fn it_carries_the_answers_of_the_library() {
    let carried = Carried::new();
    let corners = carried.arcs.iter().step_by(5).filter_map(|arc| arc.get(arc.len() / 2));
    let corners = corners.map(|&(x, y)| {
        let degrees = |units: i64| f64::from(i32::try_from(units).unwrap()) / 1e7;
        Position::from_lon_lat(degrees(x), degrees(y)).unwrap()
    });
    let days: Vec<Date> = atlas().days_of_change().into_iter().step_by(9).collect();
    let (mut asked, mut outside, mut doubted) = (0, 0, 0);
    for place in grid().into_iter().chain(corners) {
        let cell = carried.cell(place.lon_e7().into(), place.lat_e7().into());
        let Some(cell) = cell else {
            assert!(atlas().history_at(place).is_empty(), "{place} is in no face");
            outside += 1;
            continue;
        };
        for &day in &days {
            for basis in [Basis::DeFacto, Basis::DeJure] {
                let answer = match basis {
                    Basis::DeFacto => atlas().controller_at(place, day),
                    Basis::DeJure => atlas().sovereign_at(place, day),
                };
                let known: Vec<_> = answer
                    .candidates()
                    .map(|candidate| {
                        let holders = candidate.outcome().holders();
                        let chain =
                            |holder: &suzerain::Holder<'_>| holder.chain().map(|it| it.code().to_string()).collect();
                        let citations = candidate.records().flat_map(|record| record.attestation().citations());
                        let sources = citations.map(|it| atlas().source(it.source().as_str()).unwrap().to_string());
                        let word = candidate.outcome().word().to_owned();
                        (
                            word,
                            holders.iter().map(chain).collect(),
                            candidate.mode().map(|it| it.to_string()),
                            sources.collect(),
                        )
                    })
                    .collect();
                assert_eq!(carried.answer(cell, day, basis), known, "{place} on {day}, {basis}");
                let mut doubts: Vec<[String; 2]> = Vec::new();
                for doubt in answer.doubts().iter().filter(|it| !matches!(it.word(), "line" | "unchecked")) {
                    let doubt = [doubt.word().to_owned(), doubt.to_string()];
                    if !doubts.contains(&doubt) {
                        doubts.push(doubt);
                    }
                }
                assert_eq!(carried.doubts(cell, day, basis), doubts, "{place} on {day}, {basis}");
                doubted += doubts.len();
                asked += 1;
            }
        }
    }
    assert!(asked > 50_000 && outside > 100, "{asked} answers, {outside} places outside");
    assert!(doubted > 100, "{doubted} doubts");
}
