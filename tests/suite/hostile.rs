//! No input ends the process, freezes it or eats the machine: valid documents of a few kilobytes that once did.
//!
//! Each kind is here in a small instance, and answered or refused. `growth` measures them at n, 2n and 4n.

use serde_json::{Value, json};
use suzerain::build::{BuildReport, Limits, PolityDraft, ProblemKind, SourceDraft};
use suzerain::error::DocumentError;
use suzerain::model::PolityKind;
use suzerain::{Atlas, Basis, Position};
use time::macros::date;
use time::{Date, Duration};

type Ring = Vec<[f64; 2]>;

/// A document in the making.
#[derive(Default)]
struct Document {
    header: serde_json::Map<String, Value>,
    features: Vec<Value>,
    polities: Vec<Value>,
    sovereignties: Vec<Value>,
}

impl Document {
    /// With two polities, A and B.
    fn new() -> Self {
        Self::default().polity("A", json!([])).polity("B", json!([]))
    }

    fn keeping_contradictions(mut self) -> Self {
        self.header.insert("contradictions".to_owned(), json!("contested"));
        self
    }

    fn polity(mut self, code: &str, part_of: Value) -> Self {
        self.polities.push(
            json!({"code": code, "kind": "kingdom", "names": [{"text": code}], "part_of": part_of, "sources": ["s"]}),
        );
        self
    }

    fn territory(mut self, code: &str, rings: &[Ring]) -> Self {
        let rings: Vec<Ring> = rings.iter().map(|ring| ring.iter().chain(ring.first()).copied().collect()).collect();
        let names = json!([{"text": code}]);
        let properties = json!({"kind": "province", "names": names, "accuracy_m": 100, "sources": ["s"]});
        let geometry = json!({"type": "Polygon", "coordinates": rings});
        self.features.push(json!({"type": "Feature", "id": code, "properties": properties, "geometry": geometry}));
        self
    }

    /// States what the last territory lies within.
    fn within(mut self, whole: &str) -> Self {
        self.features.last_mut().unwrap()["properties"]["within"] = json!(whole);
        self
    }

    fn composed(mut self, code: &str, parts: &[String]) -> Self {
        let names = json!([{"text": code}]);
        let properties = json!({"kind": "province", "names": names, "parts": parts, "sources": ["s"]});
        self.features.push(json!({"type": "Feature", "id": code, "properties": properties, "geometry": null}));
        self
    }

    fn sovereignty(mut self, territory: &str, holder: &str, from: Option<String>, until: Option<String>) -> Self {
        let mut record = json!({"territory": territory, "holder": holder, "sources": ["s"]});
        for (member, date) in [("from", from), ("until", until)] {
            if let Some(date) = date {
                record[member] = json!(date);
            }
        }
        self.sovereignties.push(record);
        self
    }

    fn always(self, territory: &str, holder: &str) -> Self {
        self.sovereignty(territory, holder, None, None)
    }

    fn text(mut self) -> String {
        self.header.insert("format".to_owned(), json!(1));
        self.header.insert("atlas".to_owned(), json!("hostile"));
        let document = json!({
            "type": "FeatureCollection", "suzerain": self.header, "features": self.features,
            "sources": [{"code": "s", "title": "S"}], "polities": self.polities, "sovereignties": self.sovereignties,
        });
        document.to_string()
    }

    fn build(self, limits: Limits) -> Result<Atlas, BuildReport> {
        let text = self.text();
        suzerain::AtlasBuilder::default().limits(limits).document("hostile", &text).unwrap().build()
    }

    fn atlas(self) -> Atlas {
        self.build(Limits::new()).unwrap_or_else(|report| panic!("{report}"))
    }
}

/// To a hundred-millionth: the grid has a tenth of that.
fn degrees(value: f64) -> f64 {
    (value * 1e7).round() / 1e7
}

fn square(x: f64, y: f64, side: f64) -> Ring {
    [[x, y], [x + side, y], [x + side, y + side], [x, y + side]].map(|[x, y]| [degrees(x), degrees(y)]).to_vec()
}

/// A place on a circle of so many degrees around the middle of the map.
fn rim(radius: f64, part: f64) -> [f64; 2] {
    let angle = part * std::f64::consts::TAU;
    [degrees(radius * angle.cos()), degrees(radius * angle.sin())]
}

fn at(lon: f64, lat: f64) -> Position {
    Position::from_lon_lat(lon, lat).unwrap()
}

fn day(number: usize) -> Date {
    date!(1000 - 01 - 01) + Duration::days(i64::try_from(number).unwrap())
}

fn holder(atlas: &Atlas, place: Position, date: Date) -> String {
    atlas.sovereign_at(place, date).to_string()
}

/// The name of the limit that a refusal is about.
fn limit(result: Result<Atlas, BuildReport>) -> &'static str {
    let report = result.expect_err("it is over a limit");
    let over = report.problems().iter().find_map(|problem| match problem.kind() {
        ProblemKind::OverLimit(over) => Some(over.limit()),
        _ => None,
    });
    let limit = over.unwrap_or_else(|| panic!("{report}"));
    assert!(report.to_string().contains(&format!("Limits::{limit}")), "{report}");
    limit
}

fn chain(count: usize, last: Value) -> Document {
    let valley = valley().always("valley", "P0");
    let polity = |document: Document, number: usize| {
        let whole = json!([{"polity": format!("P{}", number + 1)}]);
        document.polity(&format!("P{number}"), if number + 1 < count { whole } else { last.clone() })
    };
    (0..count).fold(valley, polity)
}

#[test]
fn long_chains_of_polities_are_refused_or_followed() {
    assert_eq!(limit(chain(20_000, json!([])).build(Limits::new())), "depth");
    let atlas = chain(3_000, json!([])).build(Limits::new().depth(3_000)).unwrap();
    let answer = atlas.sovereign_at(at(0.5, 0.5), date!(1900 - 01 - 01));
    let holder = answer.holder().unwrap();
    assert_eq!((holder.name(), holder.chain().count()), ("P2999", 3_000));
    // The binary form has no limit of its own.
    let again = Atlas::from_bytes(&atlas.to_bytes()).unwrap();
    assert_eq!(again.sovereign_at(at(0.5, 0.5), date!(1900 - 01 - 01)).to_string(), "P2999");
    assert!(again.verify().is_ok());
}

#[test]
fn circles_are_told_some_of_them() {
    let report = chain(5_000, json!([{"polity": "P0"}])).build(Limits::new()).unwrap_err();
    assert_eq!((report.problems().len(), report.count()), (500, 5_000));
    assert_eq!(report.counted().collect::<Vec<_>>(), [("of circles", 4_500)]);
    assert!(report.to_string().ends_with("and more: 4500 of circles"), "{report}");
    let first = report.problems()[0].to_string();
    assert!(first.contains("'P1', 'P2'") && first.ends_with("and 4979 more; break the circle"), "{first}");
    // One that is closed on some days only, and one that is never.
    let bonds = |last: &str| {
        let one = json!([{"polity": "B", "from": "1900", "until": "1950"}]);
        Document::default().polity("A", one).polity("B", json!([{"polity": "A", "from": last, "until": "1990"}]))
    };
    assert!(bonds("1951").build(Limits::new()).is_ok());
    let report = bonds("1940").build(Limits::new()).unwrap_err();
    assert_eq!(report.count(), 2);
    assert!(report.problems()[0].to_string().ends_with("part of itself by way of 'B'; break the circle"), "{report}");
}

/// Levels of polities, each bound to all of the next by uncertain dates.
fn lattice(levels: usize, width: usize, bonds: usize) -> Document {
    let mut document = Document::default().territory("valley", &[square(0.0, 0.0, 1.0)]).always("valley", "P0-0");
    for level in 0..levels {
        for number in 0..width {
            let bond = |bond: usize| {
                let whole = format!("P{}-{}", level + 1, bond % width);
                let (from, until) = (format!("[{}..1900]", 1000 + bond), format!("[1901..{}]", 1950 + bond));
                json!({"polity": whole, "from": from, "until": until})
            };
            let part_of = if level + 1 < levels { (0..bonds.max(width)).map(bond).collect() } else { json!([]) };
            document = document.polity(&format!("P{level}-{number}"), part_of);
        }
    }
    document
}

#[test]
fn many_ways_up_are_cut_and_that_is_told() {
    // Several bonds to the same whole are one way.
    let atlas = lattice(17, 1, 3).atlas();
    let answer = atlas.sovereign_at(at(0.5, 0.5), date!(1900 - 12 - 31));
    assert_eq!((answer.to_string().as_str(), answer.is_cut()), ("P16-0", false));
    let possible = atlas.sovereign_at(at(0.5, 0.5), date!(1500 - 01 - 01));
    assert_eq!((possible.candidates().len(), possible.is_cut()), (17, false));
    // Three wholes on each of 17 levels are 129 million ways; no polity that may be at the top is left out.
    let atlas = lattice(17, 3, 3).atlas();
    let answer = atlas.sovereign_at(at(0.5, 0.5), date!(1500 - 01 - 01));
    assert!(answer.is_cut() && answer.candidates().len() <= 257);
    let text = answer.candidates().map(|candidate| candidate.outcome().to_string()).collect::<Vec<_>>();
    assert!(
        (0..17).all(|level| (0..if level == 0 { 1 } else { 3 }).all(|it| text.contains(&format!("P{level}-{it}"))))
    );
}

#[test]
fn contested_ground_in_contested_ground_is_asked_once() {
    // Twenty frames around each other, each of two outlines that cross, with records that are nowhere sure.
    let mut document = Document::new().keeping_contradictions();
    for level in 0..20 {
        let side = f64::from(1 + level);
        for (code, shift) in [("a", 0.0), ("b", 0.3)] {
            let code = format!("{code}{level}");
            let ring = square(10.0 - side / 2.0 + shift, 10.0 - side / 2.0 - shift, side);
            let (from, until) = (Some("[1000..1900]".to_owned()), Some("[1901..1950]".to_owned()));
            let holder = if shift > 0.0 { "B" } else { "A" };
            document = document.territory(&code, &[ring]).sovereignty(&code, holder, from, until);
        }
    }
    let answer = document.atlas().sovereign_at(at(10.1, 9.9), date!(1500 - 01 - 01)).to_string();
    assert!(answer.contains('A') && answer.contains('B'), "{answer}");
}

/// A valley that as many polities hold.
fn rivals(count: usize) -> Document {
    (0..count).fold(valley(), |document, number| {
        let code = format!("P{number}");
        document.polity(&code, json!([])).always("valley", &code)
    })
}

/// A star that crosses itself very often.
fn star(count: usize) -> Document {
    let corner = |number: usize| rim(40.0, (number * (count / 2)) as f64 / count as f64);
    Document::new().territory("star", &[(0..count).map(corner).collect()])
}

#[test]
fn problems_are_kept_to_some_hundreds() {
    let report = rivals(400).build(Limits::new()).unwrap_err();
    assert_eq!((report.problems().len(), report.count()), (500, 400 * 399 / 2));
    assert_eq!(report.counted().collect::<Vec<_>>(), [("of contradictions", 79_300)]);
    let report = rivals(40).build(Limits::new().problems(3)).unwrap_err();
    assert_eq!((report.problems().len(), report.count()), (3, 780));
    // A star that crosses itself in two million places.
    let report = star(2001).build(Limits::new()).unwrap_err();
    assert!(report.count() < 300, "{}", report.count());
    assert!(report.to_string().contains("further places, or more"), "{report}");
}

/// Squares in each other, a metre apart.
fn nested(count: usize) -> Document {
    (0..count).fold(Document::new(), |document, number| {
        let (inset, code) = (number as f64 * 1e-5, format!("t{number}"));
        document.territory(&code, &[square(inset, inset, 80.0 - 2.0 * inset)]).always(&code, ["A", "B"][number % 2])
    })
}

/// The same, standing on their corners.
fn nested_askew(count: usize) -> Document {
    (0..count).fold(Document::new(), |document, number| {
        let (code, side) = (format!("t{number}"), degrees(40.0 - number as f64 * 1e-5));
        let ring = vec![[side, 0.0], [0.0, side], [-side, 0.0], [0.0, -side]];
        document.territory(&code, &[ring]).always(&code, ["A", "B"][number % 2])
    })
}

#[test]
fn long_edges_beside_each_other_are_found() {
    let atlas = nested(200).atlas();
    for number in [0, 1, 77, 150, 198] {
        let between = at(40.0, number as f64 * 1e-5 + 5e-6);
        assert_eq!(holder(&atlas, between, date!(1900 - 01 - 01)), ["A", "B"][number % 2]);
    }
    assert_eq!(holder(&atlas, at(40.0, 40.0), date!(1900 - 01 - 01)), "B");
    assert_eq!(limit(nested(100).build(Limits::new().overlaps(4_000))), "overlaps");
    let atlas = nested_askew(100).atlas();
    assert_eq!(holder(&atlas, at(20.0, 20.0 - 55e-6), date!(1900 - 01 - 01)), "B");
}

/// Squares along a falling line, each of which crosses all others.
fn stacked(count: usize) -> Document {
    (0..count).fold(Document::new().keeping_contradictions(), |document, number| {
        let (shift, code) = (number as f64 * 1e-6, format!("t{number}"));
        document.territory(&code, &[square(shift, -shift, 1.0)]).always(&code, ["A", "B"][number % 2])
    })
}

#[test]
fn squares_that_all_cross_are_answered_or_refused() {
    let atlas = stacked(40).atlas();
    let answer = atlas.sovereign_at(at(0.5, 0.5), date!(1900 - 01 - 01));
    assert_eq!(answer.candidates().next().unwrap().records().count(), 40);
    assert_eq!(holder(&atlas, at(0.5e-6, 0.5), date!(1900 - 01 - 01)), "A");
    let day = atlas.on(date!(1900 - 01 - 01), Basis::DeJure);
    assert!((day.shares().iter().map(|share| share.area_km2()).sum::<f64>() / day.total_area_km2() - 1.0).abs() < 1e-9);
    assert_eq!(limit(stacked(40).build(Limits::new().crossings(1_000))), "crossings");
    assert_eq!(limit(stacked(40).build(Limits::new().stacked(10_000))), "stacked");
    assert_eq!(limit(stacked(1_500).build(Limits::new())), "crossings");
    assert_eq!(limit(stacked(800).build(Limits::new())), "stacked");
}

/// Wedges around one vertex, each a territory.
fn fan(count: usize) -> Document {
    let part = |number: usize| rim(60.0, (number % count) as f64 / count as f64);
    (0..count).fold(Document::new(), |document, number| {
        let code = format!("t{number}");
        let ring = vec![[0.0, 0.0], part(number), part(number + 1)];
        document.territory(&code, &[ring]).always(&code, ["A", "B"][number % 2])
    })
}

#[test]
fn many_territories_at_one_vertex_are_told_apart() {
    let atlas = fan(1_200).atlas();
    for number in [0, 1, 13, 600, 1199] {
        let [lon, lat] = rim(30.0, (number as f64 + 0.5) / 1200.0);
        assert_eq!(holder(&atlas, at(lon, lat), date!(1900 - 01 - 01)), ["A", "B"][number % 2]);
    }
    assert!(!holder(&atlas, at(0.0, 0.0), date!(1900 - 01 - 01)).is_empty());
    let day = atlas.on(date!(1900 - 01 - 01), Basis::DeJure);
    assert_eq!(day.shares().len(), 2);
}

/// The corners of triangles that meet in one vertex.
fn spikes(count: usize) -> Ring {
    let part = |number: f64| rim(80.0, number / count as f64);
    (0..count).flat_map(|it| [[0.0, 0.0], part(it as f64), part(it as f64 + 0.5)]).collect()
}

fn spiked(count: usize) -> Document {
    Document::new().territory("star", &[spikes(count)]).always("star", "A")
}

#[test]
fn lines_through_one_vertex_are_sound_or_cross() {
    let atlas = spiked(3_000).atlas();
    let [lon, lat] = rim(79.0, 0.25 / 3000.0);
    assert_eq!(holder(&atlas, at(lon, lat), date!(1900 - 01 - 01)), "A");
    // Two of the triangles exchange their last corners: their lines cross in the vertex.
    let mut crossing = spikes(100);
    crossing.swap(2, 154);
    let report = Document::new().territory("star", &[crossing]).build(Limits::new()).unwrap_err();
    assert!(report.to_string().contains("the edge crosses"), "{report}");
}

/// Squares in a row, each stated to be in the next, and the last in the first.
fn within_circle(count: usize) -> Document {
    (0..count).fold(Document::new(), |document, number| {
        let ring = square(-170.0 + number as f64 * 0.0005, 0.0, 0.0004);
        document.territory(&format!("t{number}"), &[ring]).within(&format!("t{}", (number + 1) % count))
    })
}

/// A chain of wholes, each composed of the next only.
fn wholes(count: usize) -> Document {
    let first = Document::new().territory("t0", &[square(0.0, 0.0, 1.0)]);
    (1..count).fold(first, |document, number| document.composed(&format!("t{number}"), &[format!("t{}", number - 1)]))
}

#[test]
fn circles_of_territories_are_told() {
    // Broken, the circle is a chain.
    assert_eq!(limit(within_circle(1_000).build(Limits::new())), "depth");
    let report = within_circle(1_000).build(Limits::new().depth(1_000)).unwrap_err();
    let circles = report.problems().iter().filter(|problem| matches!(problem.kind(), ProblemKind::Circle(_)));
    assert_eq!((circles.count(), report.problems().len(), report.count()), (1, 500, 1_001));
    assert_eq!(limit(wholes(400).build(Limits::new())), "depth");
    let atlas = wholes(400).build(Limits::new().depth(400)).unwrap();
    assert_eq!(atlas.status_at(at(0.5, 0.5), date!(1900 - 01 - 01)).territories().len(), 400);
}

fn squares(count: usize) -> Document {
    (0..count).fold(Document::new().keeping_contradictions(), |document, number| {
        let code = format!("t{number}");
        document.territory(&code, &[square(0.0, 0.0, 1.0)]).always(&code, ["A", "B"][number % 2])
    })
}

#[test]
fn equal_outlines_are_answered_or_refused() {
    let atlas = squares(300).atlas();
    let answer = atlas.sovereign_at(at(0.5, 0.5), date!(1900 - 01 - 01));
    assert_eq!(answer.candidates().next().unwrap().records().count(), 300);
    assert_eq!(limit(squares(3_000).build(Limits::new())), "overlaps");
}

fn valley() -> Document {
    Document::new().territory("valley", &[square(0.0, 0.0, 1.0)])
}

/// Records of one day each.
fn days(count: usize) -> Document {
    let text = |number: usize| Some(day(number).to_string());
    (0..count).fold(valley(), |document, number| {
        document.sovereignty("valley", ["A", "B"][number % 2], text(number), text(number + 1))
    })
}

/// Some day in centuries.
fn span(number: usize) -> Option<String> {
    Some(format!("[{}..{}]", day(number), day(200_000 + number)))
}

/// Records that follow each other on uncertain dates, all of which may hold on one day.
fn relay(count: usize) -> Document {
    (0..count).fold(valley(), |document, number| {
        document.sovereignty("valley", ["A", "B"][number % 2], span(number), span(number + 1))
    })
}

/// The same of as many polities.
fn possible(count: usize) -> Document {
    (0..count).fold(valley(), |document, number| {
        let code = format!("P{number}");
        document.polity(&code, json!([])).sovereignty("valley", &code, span(number), span(number + count + 1))
    })
}

#[test]
fn many_records_of_one_territory_are_found_by_their_days() {
    let atlas = days(8_000).atlas();
    for number in [0, 1, 4_000, 7_999] {
        assert_eq!(holder(&atlas, at(0.5, 0.5), day(number)), ["A", "B"][number % 2]);
    }
    assert_eq!(holder(&atlas, at(0.5, 0.5), day(8_000)), "unrecorded");
    assert_eq!(atlas.sovereign_history_at(at(0.5, 0.5)).len(), 8_002);
    let answer = |atlas: &Atlas| {
        let answer = atlas.sovereign_at(at(0.5, 0.5), day(100_000));
        let records: usize = answer.candidates().map(|candidate| candidate.records().count()).sum();
        (answer.candidates().len(), records, answer.is_cut())
    };
    // On one day all may hold, or none.
    assert_eq!(answer(&relay(300).atlas()), (3, 300, false));
    // More polities than an answer lists.
    assert_eq!(answer(&possible(300).atlas()), (257, 256, true));
}

/// A comb whose lower tips lie on the edge below.
fn comb(count: usize) -> Document {
    let tooth =
        |number: usize| [degrees(-170.0 + 340.0 * (number + 1) as f64 / (count + 2) as f64), (number % 2) as f64];
    let comb = [[-170.0, 0.0], [170.0, 0.0]].into_iter().chain((0..count).rev().map(tooth));
    Document::new().territory("comb", &[comb.collect()]).always("comb", "A")
}

/// A zigzag from corner to corner.
fn comb_askew(count: usize) -> Document {
    let tooth = |number: usize| {
        let along = number as f64 * 1e-4;
        if number % 2 == 0 {
            [degrees(-40.0 + along), degrees(-40.0 - along)]
        } else {
            [degrees(40.0 + along), degrees(40.0 - along)]
        }
    };
    let ends = [[degrees(45.0 + count as f64 * 1e-4), 45.0], [-45.0, 45.0]];
    Document::new().territory("comb", &[(0..count).map(tooth).chain(ends).collect()]).always("comb", "A")
}

#[test]
fn combs_are_sound() {
    let atlas = comb(6_000).atlas();
    let tooth = |number: usize| [degrees(-170.0 + 340.0 * number as f64 / 6_002.0), 0.0];
    let [lon, _] = tooth(2);
    assert_eq!(holder(&atlas, at(lon, 0.1), date!(1900 - 01 - 01)), "A");
    let [lon, _] = tooth(3);
    assert_eq!(holder(&atlas, at(lon, 0.1), date!(1900 - 01 - 01)), "outside the atlas's ground");
}

#[test]
fn each_limit_refuses_and_says_how_it_is_raised() {
    let document = || valley().always("valley", "A");
    assert!(document().build(Limits::new().vertices(5).records(1)).is_ok());
    assert_eq!(limit(document().build(Limits::new().vertices(4))), "vertices");
    assert_eq!(limit(document().build(Limits::new().records(0))), "records");
    let text = document().text();
    let builder = suzerain::AtlasBuilder::default;
    assert!(builder().limits(Limits::new().bytes(text.len())).document("it", &text).is_ok());
    let error = builder().limits(Limits::new().bytes(text.len() - 1)).document("it", &text).unwrap_err();
    let DocumentError::OverLimit { over, .. } = &error else { panic!("{error}") };
    assert_eq!((over.limit(), over.most()), ("bytes", text.len() - 1));
    assert!(error.to_string().starts_with("it: there are more than") && error.to_string().ends_with("`Limits::bytes`"));
    let many = (0..3).fold(Atlas::builder("one").source(SourceDraft::new("s", "S")), |builder, number| {
        builder.polity(PolityDraft::new(format!("P{number}"), PolityKind::Kingdom, "").citing("s"))
    });
    let report = many.limits(Limits::new().problems(1)).build().unwrap_err();
    assert_eq!((report.problems().len(), report.count()), (1, 3));
    assert!(report.to_string().ends_with("and more: 2 with something missing"), "{report}");
}

#[cfg(feature = "import")]
#[test]
fn files_of_others_are_refused_where_they_have_no_end() {
    use suzerain::import::{GeoJson, Mapping};
    let read = |text: &str, limits: Limits| {
        let result = GeoJson::new(Mapping::new().name("name")).limits(limits).read(text.as_bytes());
        result.expect_err("it is hostile").to_string()
    };
    let feature = |name: &str, geometry: &str| {
        let properties = format!(r#"{{"name": "{name}"}}"#);
        let feature = format!(r#"{{"type": "Feature", "properties": {properties}, "geometry": {geometry}}}"#);
        format!(r#"{{"type": "FeatureCollection", "features": [{feature}]}}"#)
    };
    let error = read(&feature(&"x".repeat(2_000_000), "null"), Limits::new().bytes(8_000_000));
    assert!(error.contains("more than 1000000 bytes in one feature") && error.contains("`Limits::bytes`"), "{error}");
    let collections = r#"{"type": "GeometryCollection", "geometries": ["#;
    let deep = format!("{}{}", collections.repeat(500), "]}".repeat(500));
    assert!(read(&feature("deep", &deep), Limits::new()).contains("recursion limit"));
    let folders = format!("<kml>{}{}</kml>", "<Folder>".repeat(5_000), "</Folder>".repeat(5_000));
    assert!(read(&folders, Limits::new()).contains("more than 128 levels deep"));
    // One arc of a thousand positions, named a thousand times.
    let arc: Vec<String> =
        (0..1000).map(|number| format!("[{}, {}]", f64::from(number % 500) / 10.0, number % 7)).collect();
    let named = vec!["0"; 1000].join(", ");
    let bomb = format!(
        r#"{{"type": "Topology", "arcs": [[{}]], "objects": {{"it": {{"type": "GeometryCollection", "geometries": [
            {{"type": "Polygon", "properties": {{"name": "bomb"}}, "arcs": [[{named}]]}}]}}}}}}"#,
        arc.join(", ")
    );
    assert!(read(&bomb, Limits::new()).contains("1000000 positions, of which the file has 1000"));
}

/// Seconds and the peak of memory of each kind, at n, 2n and 4n: building, the first questions, the first map.
#[test]
#[ignore = "takes minutes"]
fn growth() {
    type Kind = (&'static str, usize, fn(usize) -> Document);
    let kinds: [Kind; 18] = [
        ("polities in a chain", 20_000, |n| chain(n, json!([]))),
        ("polities in a circle", 20_000, |n| chain(n, json!([{"polity": "P0"}]))),
        ("bonds to one whole", 3, |n| lattice(17, 1, n)),
        ("bonds to several", 3, |n| lattice(17, n, n)),
        ("star", 2_001, |n| star(n | 1)),
        ("rivals", 1_000, rivals),
        ("nested squares", 400, nested),
        ("nested, askew", 400, nested_askew),
        ("stacked squares", 200, stacked),
        ("fan", 1_000, fan),
        ("spikes", 2_000, spiked),
        ("within, in a circle", 1_000, within_circle),
        ("wholes of wholes", 1_000, wholes),
        ("equal squares", 1_000, squares),
        ("records", 10_000, days),
        ("relay", 1_000, relay),
        ("possible polities", 500, possible),
        ("comb", 20_000, comb),
    ];
    let askew: Kind = ("comb, askew", 5_000, comb_askew);
    for (name, count, make) in kinds.into_iter().chain([askew]) {
        for count in [count, 2 * count, 4 * count] {
            let text = make(count).text();
            reset_peak();
            let begin = std::time::Instant::now();
            let outcome = match Atlas::from_geojson(text.as_bytes()) {
                Ok(atlas) => {
                    ask(&atlas);
                    "answered".to_owned()
                }
                Err(error) => format!("refused: {:.90}", error.to_string().lines().last().unwrap_or_default().trim()),
            };
            let (seconds, kilobytes) = (begin.elapsed().as_secs_f64(), text.len() / 1000);
            println!("{name}, {count} ({kilobytes} kB): {seconds:.2} s, {}; {outcome}", peak());
        }
    }
}

fn ask(atlas: &Atlas) {
    for date in [date!(1002 - 01 - 01), date!(1900 - 01 - 01)] {
        let text = atlas.status_at(at(0.5, 0.5), date).to_string();
        assert!(!text.is_empty());
    }
    assert!(!atlas.sovereign_history_at(at(0.5, 0.5)).is_empty());
    assert!(!atlas.on(date!(1900 - 01 - 01), Basis::DeFacto).shares().is_empty());
}

/// The peak of memory since it was reset, as far as the system tells it.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok())
        .map_or_else(String::new, |kilobytes| format!("{} MB", kilobytes / 1000))
}

fn reset_peak() {
    // Where there is no such file, there is no peak either.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}
