//! Repairs: each is made only where it is asked for, counted and listed; without it the fault is told.

use suzerain::import::{GeoJson, ImportError, Imported, Mapping, Repair, RepairKind};

use super::common::{held, refused};

fn file(geometries: &[&str]) -> String {
    let features: Vec<String> = geometries
        .iter()
        .enumerate()
        .map(|(number, geometry)| {
            format!(r#"{{"type": "Feature", "id": "f{number}", "properties": {{}}, "geometry": {geometry}}}"#)
        })
        .collect();
    format!("{{\"type\": \"FeatureCollection\", \"features\": [\n{}\n]}}", features.join(",\n"))
}

fn polygon(rings: &str) -> String {
    format!(r#"{{"type": "Polygon", "coordinates": [{rings}]}}"#)
}

fn read(text: &str, repair: Repair) -> Result<Imported, ImportError> {
    GeoJson::new(Mapping::new()).strict().repair(repair).read(text.as_bytes())
}

fn repaired(text: &str, repair: Repair) -> Imported {
    read(text, repair).unwrap_or_else(|error| panic!("{error}"))
}

/// A fault, what is said of it, the repair, what the report counts, and a place that is held afterwards.
#[test]
fn each_repair_is_made_counted_and_listed_only_if_asked_for() {
    let sound = polygon("[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]");
    let empty = r#"{"type": "Polygon", "coordinates": []}"#;
    let table = [
        (
            vec![polygon("[[0, 0], [1, 0], [1, 1], [0, 1]]")],
            "feature 1 ('f0'), line 2, & geometry.coordinates[0]: the ring is not closed: it begins at 0° N, 0° E and ends at 1° N, 0° E",
            Repair::new().close_rings(),
            vec![(RepairKind::RingClosed, 1)],
        ),
        (
            vec![polygon("[[0, 0], [1, 0], [1, 0], [1, 0], [1, 1], [0, 1], [0, 0]]")],
            "feature 1 ('f0'), line 2, column 1: territory 'f0': ring 1 of its outline",
            Repair::new().drop_duplicates(),
            vec![(RepairKind::DuplicateDropped, 2)],
        ),
        (
            // A line that goes out and back.
            vec![polygon("[[0, 0], [1, 0], [2, 0], [1, 0], [1, 1], [0, 1], [0, 0]]")],
            "territory 'f0': ring 1 of its outline",
            Repair::new().drop_duplicates(),
            vec![(RepairKind::DuplicateDropped, 2)],
        ),
        (
            vec![polygon("[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]], [], [[0.5, 0.5], [0.6, 0.5], [0.5, 0.5]]")],
            "geometry.coordinates[1]: the ring is empty",
            Repair::new().drop_empty(),
            vec![(RepairKind::EmptyRingDropped, 2)],
        ),
        (
            vec![sound.clone(), empty.to_owned(), "null".to_owned()],
            "feature 2 ('f1'), line 3, & geometry.coordinates: the geometry is empty & feature 3 ('f2'), line 4, ",
            Repair::new().drop_empty(),
            vec![(RepairKind::EmptyFeatureDropped, 2)],
        ),
        (
            vec![polygon("[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]")],
            "feature 1 ('f0'), line 2, column 1: territory 'f0': ring 1 of its outline",
            Repair::new().uncross(),
            vec![(RepairKind::Uncrossed, 1)],
        ),
    ];
    for (geometries, fault, repair, expected) in table {
        let geometries: Vec<&str> = geometries.iter().map(String::as_str).collect();
        let text = file(&geometries);
        refused(&text, read(&text, Repair::new()), fault);
        let imported = repaired(&text, repair);
        for (kind, count) in &expected {
            assert_eq!(imported.report().repair_count(*kind), *count, "{text}: {}", imported.report());
        }
        assert!(imported.report().to_string().contains("\nrepaired: feature "), "{}", imported.report());
        assert_eq!(imported.report().repairs().iter().map(suzerain::import::Repaired::kind).count(), {
            let features: std::collections::BTreeSet<_> =
                imported.report().repairs().iter().map(|it| it.location().feature()).collect();
            features.len()
        });
        assert_eq!(held(imported.atlas(), (0.2, 0.4), "1900-01-01"), "f0", "{text}");
        // All of them together do it too.
        assert!(read(&text, Repair::all(0.0)).is_ok(), "{text}");
    }
}

/// Two features whose common border was drawn twice: a sliver of both, and one of neither.
#[test]
fn borders_drawn_twice_are_snapped() {
    let text = file(&[
        &polygon("[[0, 0], [1, 0], [1.0004, 0.5], [1, 1], [0, 1], [0, 0]]"),
        &polygon("[[1.0003, 0.0002], [2, 0], [2, 1], [0.9998, 1], [1, 0.5003], [1.0003, 0.0002]]"),
    ]);
    let plain = repaired(&text, Repair::new());
    assert_eq!(held(plain.atlas(), (1.0002, 0.5), "1900-01-01"), "contested by f0 and f1");
    assert!(!plain.atlas().conflicts().is_empty());
    assert!(plain.report().repairs().is_empty());
    let snapped = repaired(&text, Repair::new().snap(0.001));
    assert_eq!(snapped.report().repair_count(RepairKind::Snapped), 3, "{}", snapped.report());
    assert_eq!(snapped.report().repairs()[0].location().id(), Some("f1"));
    assert!(snapped.atlas().conflicts().is_empty(), "{:?}", snapped.atlas().conflicts());
    // Too small a tolerance does nothing; nonsense is none.
    for tolerance in [0.0001, 0.0, -1.0, f64::NAN] {
        assert!(repaired(&text, Repair::new().snap(tolerance)).report().repairs().is_empty(), "{tolerance}");
    }
}

/// The tip of a notch is nearer to the neighbour's vertex than the wall beyond it is thick.
#[test]
fn snapping_makes_no_sound_outline_cross_itself() {
    let text = file(&[
        &polygon("[[0, 0], [1, 0], [1, 0.5], [1, 1], [0, 1], [0, 0]]"),
        &polygon(
            "[[1.0002, 0.3], [2, 0.3], [2, 0.4], [1.0006, 0.5], [2, 0.6], [2, 0.7], [1.0002, 0.7], [1.0002, 0.3]]",
        ),
    ]);
    let left = repaired(&text, Repair::new().snap(0.001));
    assert_eq!(left.report().repairs(), []);
    let note = left.report().notes().iter().find(|note| note.location().id() == Some("f1")).unwrap();
    assert!(note.text().contains("would cross itself"), "{note}");
    let drawn = repaired(&text, Repair::new().snap(0.001).uncross());
    assert_eq!(drawn.report().repair_count(RepairKind::Snapped), 1, "{}", drawn.report());
    assert_eq!(drawn.report().repair_count(RepairKind::Uncrossed), 1, "{}", drawn.report());
}

#[test]
fn a_hole_beside_its_shell_is_a_problem() {
    let shell = "[[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]";
    let with = |hole: &str| file(&[&polygon(&format!("{shell}, {hole}"))]);
    for beside in ["[[5, 0], [6, 0], [6, 1], [5, 0]]", "[[9, 9], [9, 10], [10, 10], [9, 9]]"] {
        refused(beside, read(&with(beside), Repair::new()), "geometry.coordinates[1]: the hole lies outside");
        let drawn = repaired(&with(beside), Repair::new().uncross());
        assert_eq!(drawn.report().repair_count(RepairKind::Uncrossed), 1, "{}", drawn.report());
    }
    // In the notch of a shell, within its box.
    let notched = "[[0, 0], [4, 0], [4, 4], [2, 1], [0, 4], [0, 0]], [[2, 2], [2.2, 3], [1.8, 3], [2, 2]]";
    refused(notched, read(&file(&[&polygon(notched)]), Repair::new()), "coordinates[1]: the hole lies outside");
    // Holes may touch their shell.
    for hole in
        ["[[1, 1], [1, 2], [2, 2], [1, 1]]", "[[0, 0], [1, 2], [2, 1], [0, 0]]", "[[2, 0], [1, 2], [3, 2], [2, 0]]"]
    {
        assert!(repaired(&with(hole), Repair::new()).report().repairs().is_empty(), "{hole}");
    }
}

#[test]
fn outlines_are_cut_at_the_antimeridian() {
    // One goes beyond 180, one is an edge of more than 180 degrees, as a map program writes it.
    for ring in [
        "[[170, 10], [190, 10], [190, 20], [170, 20], [170, 10]]",
        "[[170, 10], [-170, 10], [-170, 20], [170, 20], [170, 10]]",
    ] {
        let text = file(&[&polygon(ring)]);
        let fault = if ring.contains("190") {
            "geometry.coordinates[0][1]: longitude 190"
        } else {
            "territory 'f0': ring 1 of its outline, position 1, at 10° N, 170° E: the edge spans more than 180 degrees"
        };
        refused(ring, read(&text, Repair::new()), fault);
        let cut = repaired(&text, Repair::new().cut_antimeridian());
        assert_eq!(cut.report().repair_count(RepairKind::AntimeridianCut), 1, "{ring}");
        for (lon, expected) in [
            (175.0, "f0"),
            (-175.0, "f0"),
            (180.0, "f0"),
            (0.0, "outside the atlas's ground"),
            (165.0, "outside the atlas's ground"),
        ] {
            assert_eq!(held(cut.atlas(), (lon, 15.0), "1900-01-01"), expected, "{ring} at {lon}");
        }
    }
}

/// Turning such a number back by whole turns would never end.
#[test]
fn what_is_no_longitude_is_not_cut() {
    for lon in ["600", "1e30", "155555555555555555555555555555555555555"] {
        let text = file(&[&polygon(&format!("[[10, 10], [{lon}, 10], [20, 20], [10, 10]]"))]);
        refused(lon, read(&text, Repair::all(0.001)), "geometry.coordinates[0][1]: & longitude");
    }
}

/// A sound file is the same under all repairs.
#[test]
fn what_is_sound_is_not_touched() {
    let text = include_str!("../data/import/districts.geojson");
    let repaired = repaired(text, Repair::all(0.001));
    assert!(repaired.report().repairs().is_empty(), "{}", repaired.report());
    let plain = read(text, Repair::new()).unwrap();
    assert_eq!(plain.atlas().territories(), repaired.atlas().territories());
}
