//! No input ends the process, freezes it or eats the machine: valid documents of a few kilobytes that once did.
//!
//! Each kind is here in a small instance, and answered or refused. `growth` counts what is made of n and of 2n of them,
//! and measures them at n, 2n and 4n.

mod growth;
mod kinds;

use kinds::{
    Document, chain, comb, day, days, degrees, fan, lattice, nested, nested_askew, possible, relay, rim, rivals,
    slivers, slivers_askew, spiked, spikes, square, squares, stacked, star, vague, valley, wholes, within_circle,
};
use serde_json::json;
use suzerain::build::{BuildReport, Limits, PolityDraft, ProblemKind, SourceDraft};
use suzerain::error::DocumentError;
use suzerain::model::PolityKind;
use suzerain::{Atlas, Basis, Doubt, Position};
use time::Date;
use time::macros::date;

fn at(lon: f64, lat: f64) -> Position {
    Position::from_lon_lat(lon, lat).unwrap()
}

fn holder(atlas: &Atlas, place: Position, date: Date) -> String {
    let answer = atlas.sovereign_at(place, date);
    answer.candidates().map(|candidate| candidate.outcome().to_string()).collect::<Vec<_>>().join(" or ")
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

#[test]
fn long_chains_of_polities_are_refused_or_followed() {
    assert_eq!(limit(chain(20_000, &json!([])).build(Limits::new())), "depth");
    let atlas = chain(3_000, &json!([])).build(Limits::new().depth(3_000)).unwrap();
    let answer = atlas.sovereign_at(at(0.5, 0.5), date!(1900 - 01 - 01));
    let top = answer.holder().unwrap();
    assert_eq!((top.name(), top.chain().count()), ("P2999", 3_000));
    // The binary form has no limit of its own.
    let again = Atlas::from_bytes(&atlas.to_bytes()).unwrap();
    assert_eq!(holder(&again, at(0.5, 0.5), date!(1900 - 01 - 01)), "P2999");
    assert!(again.verify().is_ok());
}

#[test]
fn circles_are_told_some_of_them() {
    let report = chain(5_000, &json!([{"polity": "P0"}])).build(Limits::new()).unwrap_err();
    assert_eq!((report.problems().len(), report.count()), (500, 5_000));
    assert_eq!(report.counted().collect::<Vec<_>>(), [("of circles", 4_500)]);
    assert!(report.to_string().ends_with("and more: 4500 of circles"), "{report}");
    let first = report.problems()[0].to_string();
    assert!(first.contains("'P1', 'P2'") && first.ends_with("and 4979 more; break the circle"), "{first}");
    // One that is closed on some days only, and one that is never.
    let bonds = |last: &str| {
        let one = json!([{"polity": "B", "from": "1900", "until": "1950"}]);
        Document::default().polity("A", &one).polity("B", &json!([{"polity": "A", "from": last, "until": "1990"}]))
    };
    assert!(bonds("1951").build(Limits::new()).is_ok());
    let report = bonds("1940").build(Limits::new()).unwrap_err();
    assert_eq!(report.count(), 2);
    assert!(report.problems()[0].to_string().ends_with("part of itself by way of 'B'; break the circle"), "{report}");
}

#[test]
fn many_ways_up_are_cut_and_that_is_told() {
    // Several bonds to the same whole are one way.
    let atlas = lattice(17, 1, 3).atlas();
    let answer = atlas.sovereign_at(at(0.5, 0.5), date!(1900 - 12 - 31));
    assert_eq!((answer.holder().map(|holder| holder.name()), answer.is_cut()), (Some("P16-0"), false));
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
    // Outlines a unit high and a unit apart.
    let atlas = slivers(300).atlas();
    for number in [0, 1, 150, 299] {
        let [own, gap] = [2, 1].map(|up| at(7.0, degrees(number as f64 * 2e-7 + f64::from(up) * 1e-7 - 2e-7)));
        assert_eq!(holder(&atlas, own, date!(1900 - 01 - 01)), ["A", "B"][number % 2]);
        assert_eq!(holder(&atlas, gap, date!(1900 - 01 - 01)), "outside the atlas's ground");
    }
    let day = slivers_askew(300).atlas();
    let day = day.on(date!(1900 - 01 - 01), Basis::DeJure);
    assert_eq!((day.shares().len(), day.total_area_km2() > 0.0), (2, true));
}

#[test]
fn lines_that_may_lie_far_away_are_marked_coarsely() {
    let atlas = vague(40).atlas();
    let is_line_near = |place: Position| {
        let doubts = atlas.sovereign_at(place, date!(1900 - 01 - 01)).doubts();
        doubts.iter().any(|doubt| matches!(doubt, Doubt::Line(_)))
    };
    assert_eq!([at(40.0, 40.0), at(40.0, 3.0), at(40.0, 9.5)].map(is_line_near), [false, true, false]);
}

#[test]
fn squares_that_all_cross_are_answered_or_refused() {
    let atlas = stacked(40).atlas();
    let answer = atlas.sovereign_at(at(0.5, 0.5), date!(1900 - 01 - 01));
    assert_eq!(answer.candidates().next().unwrap().records().count(), 40);
    assert_eq!(holder(&atlas, at(0.5e-6, 0.5), date!(1900 - 01 - 01)), "A");
    let day = atlas.on(date!(1900 - 01 - 01), Basis::DeJure);
    assert!(
        (day.shares().iter().map(suzerain::snapshot::Share::area_km2).sum::<f64>() / day.total_area_km2() - 1.0).abs()
            < 1e-9
    );
    assert_eq!(limit(stacked(40).build(Limits::new().crossings(1_000))), "crossings");
    assert_eq!(limit(stacked(40).build(Limits::new().stacked(10_000))), "stacked");
    assert_eq!(limit(stacked(1_500).build(Limits::new())), "crossings");
    assert_eq!(limit(stacked(800).build(Limits::new())), "stacked");
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

#[test]
fn equal_outlines_are_answered_or_refused() {
    let atlas = squares(300).atlas();
    let answer = atlas.sovereign_at(at(0.5, 0.5), date!(1900 - 01 - 01));
    assert_eq!(answer.candidates().next().unwrap().records().count(), 300);
    assert_eq!(limit(squares(3_000).build(Limits::new())), "overlaps");
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

#[test]
fn combs_are_sound() {
    let atlas = comb(6_000).atlas();
    let tooth = |number: usize| degrees(-85.0 + 170.0 * (number + 1) as f64 / 6_003.0);
    assert_eq!(holder(&atlas, at(tooth(2), 0.1), date!(1900 - 01 - 01)), "A");
    let lon = tooth(3);
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
