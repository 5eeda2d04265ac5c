//! Atlases that the tests share.

use geo_types::polygon;
use suzerain::build::Statement;
use suzerain::{Atlas, AtlasBuilder, Basis, Merge};

use crate::snapshot::maps;

/// A valley that has every member of the format at least once.
pub(crate) fn valley() -> Atlas {
    Atlas::from_geojson(include_str!("../data/full.geojson").as_bytes()).unwrap()
}

/// Grounds that cross and are both held: contested where they do.
pub(crate) fn crossing() -> Atlas {
    let ground = |builder: AtlasBuilder, code: &str, west: i64, holder: &str| {
        let corners = [(west, 0), (west + 20_000_000, 0), (west + 20_000_000, 10_000_000), (west, 10_000_000)];
        builder.territory(maps::territory(code, &corners, &[])).statement(
            Statement::sovereignty(code, holder).from("1900-05").until("[1920-03-01..1921-02-01]").citing("s"),
        )
    };
    let builder = ground(maps::empty("crossing").keep_contradictions(), "west", 100_000_000, "A");
    ground(builder, "east", 110_000_000, "B").build().unwrap()
}

/// Two layers, each of them asked first on one basis.
pub(crate) fn merged() -> Atlas {
    Merge::new(&valley(), &crossing()).base_first(Basis::DeJure).build().unwrap_or_else(|report| panic!("{report}"))
}

/// Many outlines that meet in one place: too many sets for a table of regions.
pub(crate) fn star() -> Atlas {
    let step = |number: i32, reach: f64| {
        let angle = f64::from(number) * std::f64::consts::TAU / 16.0;
        (20.0 + reach * angle.cos(), 30.0 + reach * angle.sin())
    };
    let builder = (0..16).fold(maps::empty("star").keep_contradictions(), |builder, number| {
        let (one, other) = (step(number, 3.0), step(number + 3, 2.0));
        let ray = polygon![(x: 20.0, y: 30.0), (x: one.0, y: one.1), (x: other.0, y: other.1)];
        let code = format!("ray{number}");
        let holder = ["A", "B", "C", "D"][usize::try_from(number).unwrap() % 4];
        builder
            .territory(
                suzerain::build::TerritoryDraft::new(&code, suzerain::model::TerritoryKind::Province, &code)
                    .outline(ray, 100.0)
                    .citing("s"),
            )
            .statement(Statement::sovereignty(&code, holder).citing("s"))
    });
    builder.build().unwrap_or_else(|report| panic!("{report}"))
}

/// All of the above, and one without anything.
pub(crate) fn all() -> Vec<Atlas> {
    let empty = Atlas::builder("empty").build().unwrap();
    vec![empty, valley(), crossing(), merged(), star(), maps::map(1, 440_000_000, 390_000_000).atlas]
}
