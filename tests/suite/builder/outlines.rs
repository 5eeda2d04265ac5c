//! Outlines and how they nest.

use super::*;

// Outlines.

#[test]
fn extent_count() {
    let draft = || TerritoryDraft::new("new", TerritoryKind::Tract, "New").citing("gazette");
    assert_sole!(
        base().territory(draft()),
        ProblemKind::ExtentCount(_),
        "territory 'new': it has neither an outline nor parts; give it either an outline with its accuracy or parts"
    );
    assert_sole!(
        base().territory(draft().outline(rectangle(20.0, 40.0, 21.0, 41.0), 5.0).parts(["west"])),
        ProblemKind::ExtentCount(_),
        "territory 'new': it has both an outline and parts; give it either an outline with its accuracy or parts"
    );
    assert_sole!(
        base().territory(draft().outline(MultiPolygon::new(Vec::new()), 5.0)),
        ProblemKind::ExtentCount(_),
        "territory 'new': it has an empty outline; give it either an outline with its accuracy or parts"
    );
}

#[test]
fn ring_not_closed() {
    let text =
        feature(PROPERTIES, r#"{"type": "Polygon", "coordinates": [[[20, 40], [21, 40], [21, 41], [20, 41.5]]]}"#);
    assert_sole!(
        with_document(&text),
        ProblemKind::RingNotClosed { ring: 1, .. },
        "more.geojson, line 3, column 14: territory 'new': ring 1 of its outline is not closed: it begins at 40° N, 20° E and ends \
         at 41.5° N, 20° E; repeat the first position at the end"
    );
}

#[test]
fn invalid_vertex() {
    assert_sole!(
        base().territory(province("new", ring(&[(20.0, 40.0), (200.0, 40.0), (20.0, 41.0)]))),
        ProblemKind::InvalidVertex { ring: 1, vertex: 2, .. },
        "territory 'new': position 2 of ring 1 of its outline: longitude 200, latitude 40 is not a position: the \
         longitude must be within -180 to 180 degrees"
    );
    assert_sole!(
        base().territory(province("new", ring(&[(20.0, 40.0), (21.0, 40.0), (20.0, f64::NAN)]))),
        ProblemKind::InvalidVertex { ring: 1, vertex: 3, .. },
        "territory 'new': position 3 of ring 1 of its outline: longitude 20, latitude NaN is not a position: both \
         numbers must be finite"
    );
}

fn faulty(points: &[(f64, f64)], text: &str) {
    assert_sole!(
        base().territory(province("new", ring(points))),
        ProblemKind::FaultyRing { ring: 1, .. },
        format!("territory 'new': ring 1 of its outline, position {text}")
    );
}

#[test]
fn faulty_ring() {
    faulty(&[(20.0, 40.0), (21.0, 40.0)], "1, at 40° N, 20° E: the ring has fewer than three different vertices");
    faulty(
        &[(20.0, 40.0), (21.0, 40.0), (21.0, 40.0), (20.0, 41.0)],
        "3, at 40° N, 21° E: the vertex repeats the one before it",
    );
    faulty(
        &[(20.0, 40.0), (21.0, 40.0), (22.0, 40.0), (21.0, 40.0), (20.0, 41.0)],
        "3, at 40° N, 22° E: the line turns back on itself",
    );
    faulty(
        &[(-170.0, 40.0), (170.0, 40.0), (0.0, 60.0)],
        "1, at 40° N, 170° W: the edge spans more than 180 degrees of longitude; cut the outline at the antimeridian",
    );
}

/// Rings and positions are counted from 1, as those of the place.
#[test]
fn a_self_intersection_names_both_edges() {
    faulty(
        &[(20.0, 40.0), (22.0, 42.0), (22.0, 40.0), (20.0, 42.0)],
        "1, at 41° N, 21° E: the edge crosses or shares a stretch with the edge at ring 1, position 3",
    );
}

#[test]
fn a_fault_in_the_second_ring() {
    let outline = Polygon::new(
        rectangle(20.0, 40.0, 30.0, 50.0).exterior().clone(),
        vec![LineString::from(vec![(24.0, 44.0), (25.0, 44.0), (25.0, 44.0), (24.0, 45.0), (24.0, 44.0)])],
    );
    assert_sole!(
        base().territory(province("new", outline)),
        ProblemKind::FaultyRing { ring: 2, vertex: 3, .. },
        "territory 'new': ring 2 of its outline, position 3, at 44° N, 25° E: the vertex repeats the one before it"
    );
}

// Nesting.

#[test]
fn circle() {
    let whole =
        |code: &str, part: &str| TerritoryDraft::new(code, TerritoryKind::Tract, code).parts([part]).citing("gazette");
    let found = problems(base().territory(whole("one", "two")).territory(whole("two", "one")));
    let circles: Vec<String> = found
        .iter()
        .filter(|problem| matches!(problem.kind(), ProblemKind::Circle(_)))
        .map(ToString::to_string)
        .collect();
    assert!(
        circles.contains(&"territory 'one': it lies within itself by way of 'two'; break the circle".to_owned()),
        "{found:?}"
    );
    assert_eq!(circles.len(), found.len(), "{found:?}");
    assert_sole!(
        base().territory(whole("self", "self")),
        ProblemKind::Circle(_),
        "territory 'self': it lies within itself by way of itself; break the circle"
    );
}

#[test]
fn outside_parent() {
    assert_sole!(
        base().territory(province("new", rectangle(10.5, 40.5, 10.9, 41.5)).within("west")),
        ProblemKind::OutsideParent { .. },
        "territory 'new': it states to lie within 'west', but leaves it near 41.5° N, 10.9° E; correct an outline or 'within'"
    );
}

#[test]
fn overlapping_parts() {
    let found = sole(
        base()
            .territory(province("new", rectangle(20.0, 40.0, 22.0, 42.0)))
            .territory(province("newer", rectangle(21.0, 41.0, 23.0, 43.0)))
            .territory(
                TerritoryDraft::new("whole", TerritoryKind::State, "Whole").parts(["new", "newer"]).citing("gazette"),
            ),
    );
    let ProblemKind::OverlappingParts { one, other, at } = found.kind() else { panic!("{found:?}") };
    assert_eq!((one.as_str(), other.as_str()), ("new", "newer"));
    assert!((21.0..=22.0).contains(&at.lon()) && (41.0..=42.0).contains(&at.lat()), "{at} is not in both");
    assert_eq!(
        found.to_string(),
        format!("territory 'whole': its parts 'new' and 'newer' overlap near {at}; a whole's parts must not")
    );
}
