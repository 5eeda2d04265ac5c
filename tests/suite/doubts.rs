//! What answers print of their certainty and doubts, in a small atlas that has every kind of doubt.

use geo_types::Rect;
use suzerain::build::{
    EventDraft, HeldBy, PolityDraft, RivalDateDraft, SourceDraft, Statement, TerritoryDraft, UndrawnDraft,
};
use suzerain::model::{Bound, EventKind, PolityKind, TerritoryKind};
use suzerain::{Atlas, Certainty, Confidence, Doubt, Mode};

use crate::common::{at, atlas, day};

/// Five squares of one degree in a row from 10° E, accurate to 3 km, and checked up to 2000.
pub(crate) fn doubtful() -> Atlas {
    let square = |code: &str, name: &str, west: f64| {
        let square = Rect::new((west, 40.0), (west + 1.0, 41.0)).to_polygon();
        TerritoryDraft::new(code, TerritoryKind::Province, name).outline(square, 3000.0).citing("book")
    };
    let state = |code: &str, name: &str| PolityDraft::new(code, PolityKind::Kingdom, name).citing("book");
    let held = |code: &str, polity: &str, from: &str| {
        Statement::sovereignty(code, polity).from(from).confidence(Confidence::High).citing("book")
    };
    let part = |words: &str| UndrawnDraft::new(words).citing("map");
    Atlas::builder("doubtful")
        .checked_until("2000-01-01")
        .source(SourceDraft::new("book", "The Book"))
        .source(SourceDraft::new("map", "The Map"))
        .polity(state("A", "Aland"))
        .polity(state("B", "Bland"))
        .polity(state("C", "Cland"))
        .territory(square("west", "West", 10.0))
        .territory(square("middle", "Middle", 11.0))
        .territory(square("east", "East", 12.0))
        .territory(square("north", "North", 13.0))
        .territory(square("south", "South", 14.0))
        .event(EventDraft::new("war", EventKind::War, "The War", "1900-05").citing("book"))
        .statement(
            held("west", "A", "1900-01-01")
                .undrawn(part("the fort of Ham").held_by("B").during("1910-01-01".."1911-01-01"))
                .undrawn(part("Ix and Ux").held_by(HeldBy::condominium(["B", "C"])).during("1912-01-01".."1913-01-01"))
                .undrawn(part("the marsh").held_by(HeldBy::Vacant).during("1914-01-01".."1915-01-01"))
                .undrawn(part("the islands").held_by(HeldBy::contested(["B", "C"])).during("1916-01-01".."1917-01-01"))
                .undrawn(part("some villages").during("1918-01-01".."1919-01-01")),
        )
        .statement(held("middle", "A", "1800-01-01").until("1900-05").ended("war"))
        .statement(held("middle", "B", "1900-05").began("war"))
        .statement(
            Statement::control("middle", "C", Mode::Peacekeeping)
                .during("1990-01-01".."1995-01-01")
                .administered_by("A")
                .confidence(Confidence::High)
                .citing("book"),
        )
        .statement(Statement::sovereignty("east", "B").from("1900-01-01").confidence(Confidence::Low).citing("book"))
        .statement(held("north", "B", "1900-01-01").until("1950-03-01"))
        .statement(
            held("north", "C", "1950-03-01").rival_date(RivalDateDraft::new(Bound::From, "1950-01-01").citing("map")),
        )
        .statement(Statement::sovereignty("south", "C").from("1900-01-01").citing("book"))
        .build()
        .unwrap_or_else(|report| panic!("{report}"))
}

#[test]
fn answers_print_their_doubts_in_one_line() {
    let atlas = doubtful();
    for (lon, date, certainty, text, doubts) in [
        (10.5, "1905-01-01", Certainty::Certain, "Aland", &[][..]),
        (
            10.99,
            "1905-01-01",
            Certainty::Likely,
            "likely Aland: the line is 0.8 km away, drawn to 3 km; beyond it Bland",
            &["the line is 0.8 km away, drawn to 3 km; beyond it Bland"],
        ),
        // On both sides of the line is one holder.
        (10.99, "1900-03-01", Certainty::Certain, "Aland", &[]),
        (
            11.5,
            "1900-05-10",
            Certainty::Possible,
            "possibly Aland or Bland",
            &["the change (The War) came between 1900-05-01 and 1900-05-31"],
        ),
        (
            13.5,
            "1950-02-01",
            Certainty::Possible,
            "possibly Bland or Cland",
            &["the change came between 1950-01-01 and 1950-03-01; sources give different dates"],
        ),
        (
            12.5,
            "1950-01-01",
            Certainty::Likely,
            "likely Bland: the sources are of low confidence",
            &["the sources are of low confidence"],
        ),
        (
            14.5,
            "2500-01-01",
            Certainty::Likely,
            "likely Cland: the confidence of the sources is not stated; the atlas was checked only up to 2000-01-01",
            &["the confidence of the sources is not stated", "the atlas was checked only up to 2000-01-01"],
        ),
        (20.0, "2500-01-01", Certainty::Certain, "outside the atlas's ground", &[]),
    ] {
        let answer = atlas.controller_at(at(40.5, lon), day(date));
        assert_eq!((answer.to_string().as_str(), answer.certainty()), (text, certainty), "{lon} on {date}");
        let told: Vec<String> = answer.doubts().iter().map(ToString::to_string).collect();
        assert_eq!(told, doubts, "{lon} on {date}");
    }
}

#[test]
fn doubts_have_their_parts() {
    let atlas = doubtful();
    let only = |lon: f64, date: &str| {
        let doubts = atlas.controller_at(at(40.5, lon), day(date)).doubts();
        <[Doubt<'_>; 1]>::try_from(doubts).unwrap()
    };
    let [Doubt::Date(change)] = only(11.5, "1900-05-10") else { panic!() };
    assert_eq!(change.span().to_string(), "1900-05");
    assert_eq!(change.records().len(), 2);
    assert!(change.events().iter().map(|event| event.name()).eq(["The War"]) && !change.has_rival_dates());
    let [Doubt::Date(change)] = only(13.5, "1950-02-01") else { panic!() };
    assert!(change.events().is_empty() && change.has_rival_dates());
    let [Doubt::Line(line)] = only(10.99, "1905-01-01") else { panic!() };
    assert!((line.distance_m() - 848.0).abs() < 2.0 && (line.accuracy_m() - 3000.0).abs() < 0.1);
    assert_eq!(line.nearest().lon_e7(), 110_000_000);
    assert!(line.beyond().iter().map(ToString::to_string).eq(["Bland"]));
    let [Doubt::Undrawn(part)] = only(10.5, "1910-06-01") else { panic!() };
    assert_eq!(
        (part.undrawn().ground(), part.record().territory().to_string()),
        ("the fort of Ham", "west".to_owned())
    );
    let [Doubt::Source(source)] = only(12.5, "1950-01-01") else { panic!() };
    assert_eq!(
        (source.confidence(), source.record().territory().to_string()),
        (Some(Confidence::Low), "east".to_owned())
    );
    let [Doubt::Unchecked(last)] = only(10.5, "2000-01-02") else { panic!() };
    assert_eq!(last.checked_until(), day("2000-01-01"));
    assert_eq!(atlas.controller_at(at(40.5, 10.5), day("2000-01-01")).certainty(), Certainty::Certain);
    let words =
        [(11.5, "1900-05-10"), (10.99, "1905-01-01"), (10.5, "1910-06-01"), (12.5, "1950-01-01"), (10.5, "2500-01-01")]
            .map(|(lon, date)| only(lon, date).map(|doubt| doubt.word()));
    assert_eq!(words.concat(), ["date", "line", "undrawn", "source", "unchecked"]);
}

#[test]
fn a_holder_is_one_who_holds_in_every_candidate() {
    let atlas = doubtful();
    for (lon, date, polity, held) in [
        (10.5, "1905-01-01", "A", Some(Certainty::Certain)),
        (10.5, "1905-01-01", "B", None),
        (10.99, "1905-01-01", "A", Some(Certainty::Likely)),
        (12.5, "1950-01-01", "B", Some(Certainty::Likely)),
        (11.5, "1900-05-10", "A", Some(Certainty::Possible)),
        (11.5, "1900-05-10", "C", None),
        // Jointly with C.
        (10.5, "1912-06-01", "B", Some(Certainty::Possible)),
        // Who only contests does not hold.
        (10.5, "1916-06-01", "B", None),
    ] {
        let answer = atlas.controller_at(at(40.5, lon), day(date));
        assert_eq!(answer.is_held_by(polity).unwrap(), held, "{polity} at {lon} on {date}");
    }
}

#[test]
fn changes_at_the_ends_of_the_calendar_read_well() {
    let atlas = doubtful();
    let statement = |polity: &str, from: &str, until: &str| {
        Statement::sovereignty("far", polity).during(from..until).confidence(Confidence::High).citing("book")
    };
    let square = Rect::new((30.0, 40.0), (31.0, 41.0)).to_polygon();
    let atlas = atlas
        .to_builder()
        .checked_until("9999-01-01")
        .territory(TerritoryDraft::new("far", TerritoryKind::Province, "Far").outline(square, 10.0).citing("book"))
        .statement(statement("A", "[-9999-01-01..1800-01-01]", "1900"))
        // The same holder: no day of 1900 is in doubt.
        .statement(statement("A", "1900", "[1950-01-01..9999-12-31]"))
        .build()
        .unwrap_or_else(|report| panic!("{report}"));
    let told = |date: &str| -> Vec<String> {
        let answer = atlas.controller_at(at(40.5, 30.5), day(date));
        answer.doubts().iter().map(ToString::to_string).collect()
    };
    assert_eq!(told("1700-01-01"), ["the change came by 1800-01-01"]);
    assert_eq!(told("1850-01-01"), [""; 0]);
    assert_eq!(told("1900-06-01"), [""; 0]);
    assert_eq!(told("1960-01-01"), ["the change came on 1950-01-01 or later"]);
}

/// Whatever the words for the part, one or many, the sentence is one.
#[test]
fn undrawn_parts_read_well_whatever_they_are() {
    let atlas = doubtful();
    for (date, text, doubt) in [
        ("1910-06-01", "possibly Aland or Bland", "parts not drawn were held by Bland: the fort of Ham"),
        (
            "1912-06-01",
            "possibly Aland or Bland and Cland jointly",
            "parts not drawn were held by Bland and Cland jointly: Ix and Ux",
        ),
        ("1914-06-01", "possibly Aland or nobody", "parts not drawn were held by nobody: the marsh"),
        (
            "1916-06-01",
            "possibly Aland or contested by Bland and Cland",
            "parts not drawn were contested by Bland and Cland: the islands",
        ),
        ("1918-06-01", "possibly Aland or unrecorded", "parts not drawn were held by others: some villages"),
    ] {
        let answer = atlas.controller_at(at(40.5, 10.5), day(date));
        assert_eq!((answer.to_string().as_str(), answer.certainty()), (text, Certainty::Possible), "{date}");
        let told: Vec<String> = answer.doubts().iter().map(ToString::to_string).collect();
        assert_eq!(told, [doubt], "{date}");
        // Only the second candidate rests on the part, and on no other part of the record.
        let parts: Vec<Vec<&str>> =
            answer.candidates().map(|it| it.undrawn().map(suzerain::model::Undrawn::ground).collect()).collect();
        let ground = doubt.split_once(": ").unwrap().1;
        assert_eq!(parts, [vec![], vec![ground]], "{date}");
        assert!(answer.candidates().map(|it| it.is_of_undrawn_parts()).eq([false, true]), "{date}");
    }
}

#[test]
fn a_status_says_everything_once() {
    let atlas = doubtful();
    for (lon, date, text) in [
        (
            10.5,
            "1905-01-01",
            "40.5° N, 10.5° E on 1905-01-01\n\
             controller: Aland, certain\n  Aland: sovereignty of West, since 1900-01-01 [book]\n\
             sovereign: Aland, certain\n\
             territory: West\nsources:\n  book: The Book\n",
        ),
        (
            10.5,
            "1910-06-01",
            "40.5° N, 10.5° E on 1910-06-01\n\
             controller: possibly Aland or Bland: parts not drawn were held by Bland: the fort of Ham\n  \
             Aland: sovereignty of West, since 1900-01-01 [book]\n  \
             Bland: parts of West that are not drawn, 1910-01-01 to 1911-01-01 [map]\n\
             sovereign: possibly Aland or Bland, for the same reasons\n\
             territory: West\nsources:\n  book: The Book\n  map: The Map\n",
        ),
        (
            11.5,
            "1992-01-01",
            "40.5° N, 11.5° E on 1992-01-01\n\
             controller: Cland (peacekeeping; administered by Aland), certain\n  \
             Cland: control (peacekeeping) of Middle, 1990-01-01 to 1995-01-01 [book]\n\
             sovereign: Bland, certain\n  \
             Bland: sovereignty of Middle, since 1900-05 [book]\n    \
             began with: The War (1900-05)\n\
             territory: Middle\nsources:\n  book: The Book\n",
        ),
        (
            13.5,
            "1950-02-01",
            "40.5° N, 13.5° E on 1950-02-01\n\
             controller: possibly Bland or Cland: the change came between 1950-01-01 and 1950-03-01; sources give \
             different dates\n  \
             Bland: sovereignty of North, 1900-01-01 to 1950-03-01 [book]\n  \
             Cland: sovereignty of North, since 1950-03-01 [book]\n    \
             another date for its beginning: 1950-01-01 [map]\n\
             sovereign: possibly Bland or Cland, for the same reasons\n\
             territory: North\nsources:\n  book: The Book\n  map: The Map\n",
        ),
        (
            12.01,
            "2001-01-01",
            "40.5° N, 12.01° E on 2001-01-01\n\
             controller: likely Bland: the sources are of low confidence; the atlas was checked only up to \
             2000-01-01\n  \
             Bland: sovereignty of East, since 1900-01-01 [book], low confidence\n\
             sovereign: likely Bland, for the same reasons\n\
             territory: East\nsources:\n  book: The Book\n",
        ),
    ] {
        assert_eq!(atlas.status_at(at(40.5, lon), day(date)).to_string(), text);
    }
}

#[test]
fn spells_have_their_doubts() {
    let atlas = doubtful();
    let spells = |lon: f64| -> Vec<(String, Certainty, Vec<String>)> {
        let history = atlas.history_at(at(40.5, lon));
        let told = |doubts: &[Doubt<'_>]| doubts.iter().map(ToString::to_string).collect();
        history.iter().map(|spell| (spell.to_string(), spell.certainty(), told(&spell.doubts()))).collect()
    };
    let unchecked = "the atlas was checked only up to 2000-01-01".to_owned();
    let low = "the sources are of low confidence".to_owned();
    assert_eq!(
        spells(12.5).last().unwrap(),
        &("since 1900-01-01: Bland".to_owned(), Certainty::Likely, vec![low, unchecked.clone()])
    );
    let north = spells(13.5);
    assert_eq!(
        north[north.len() - 2..],
        [
            ("1900-01-01 to [1950-01-01..1950-03-01]: Bland".to_owned(), Certainty::Certain, vec![]),
            ("since [1950-01-01..1950-03-01]: Cland".to_owned(), Certainty::Certain, vec![unchecked]),
        ]
    );
    let west = spells(10.5);
    let fort = "parts not drawn were held by Bland: the fort of Ham".to_owned();
    let held = west.iter().find(|(text, ..)| text.ends_with(": Bland")).unwrap();
    assert_eq!((held.1, &held.2), (Certainty::Possible, &vec![fort.clone()]));
    assert!(west.iter().any(|(text, _, doubts)| text.ends_with(": Aland") && doubts.contains(&fort)), "{west:?}");
}

/// Each doubt of a spell but the last check is one of the answers on its days, and the grades agree far from lines.
#[test]
fn spells_agree_with_the_answers_of_their_days() {
    let doubtful = doubtful();
    let places = [10.5, 11.5, 12.5, 13.5, 14.5].map(|lon| (&doubtful, at(40.5, lon)));
    let known = [(39.786, 44.952), (39.6408, 46.5469), (39.7601, 46.7499)].map(|(lat, lon)| (atlas(), at(lat, lon)));
    for (atlas, place) in places.into_iter().chain(known) {
        for spell in atlas.history_at(place) {
            let period = spell.period();
            let Some(first) = period.from().map(suzerain::UncertainDate::latest) else { continue };
            if period.holds_on(first) != Some(Certainty::Certain) || first > atlas.checked_until() {
                continue;
            }
            let answer = atlas.controller_at(place, first);
            let weak = answer.doubts().iter().any(|doubt| matches!(doubt, Doubt::Source(_)));
            assert_eq!(spell.certainty() == Certainty::Likely, weak, "{place}: {spell}");
            assert_eq!(spell.doubts().iter().any(|doubt| matches!(doubt, Doubt::Source(_))), weak, "{place}: {spell}");
        }
    }
}

#[test]
fn the_embedded_atlas_says_what_it_does_not_know() {
    let near_julfa = atlas().controller_at(at(38.943, 45.63), day("2005-01-01")).to_string();
    assert!(near_julfa.starts_with("likely Iran: the line is ") && near_julfa.contains("beyond it Azerbaijan"));
    let later = atlas().controller_at(at(40.2, 44.5), day("2500-01-01")).to_string();
    assert!(later.starts_with("likely Armenia: ") && later.contains("the atlas was checked only up to "), "{later}");
    let ijevan = atlas().status_at(at(40.8788, 45.1485), day("1920-11-30")).to_string();
    let line = ijevan.lines().nth(1).unwrap();
    assert!(line.starts_with("controller: possibly ") && line.contains("sources give different dates"), "{ijevan}");
    let lachin = atlas().status_at(at(39.6408, 46.5469), day("2021-06-01")).to_string();
    assert!(lachin.contains("\ncontroller: "), "{lachin}");
    assert!(lachin.contains("Russia (peacekeeping; administered by Republic of Artsakh)"), "{lachin}");
}

#[test]
fn a_viewpoint_has_its_own_lines() {
    let claimed = |polity: &str| {
        Statement::claim(polity, "middle").from("1800-01-01").confidence(Confidence::High).citing("book")
    };
    let atlas = doubtful().to_builder().statement(claimed("C")).build().unwrap();
    let (beside, date) = (at(40.5, 10.99), day("1905-01-01"));
    assert_eq!(atlas.sovereign_at(beside, date).doubts().len(), 1);
    let seen = |polity: &str| atlas.seen_by(polity).unwrap().sovereign_at(beside, date).to_string();
    assert_eq!(seen("C"), "likely Aland: the line is 0.8 km away, drawn to 3 km; beyond it Cland");
    assert_eq!(seen("B"), "likely Aland: the line is 0.8 km away, drawn to 3 km; beyond it Bland");
    // Before the war the atlas states the same sovereign on both sides, but one of the two claims one side.
    let before = day("1900-03-01");
    assert_eq!(atlas.sovereign_at(beside, before).certainty(), Certainty::Certain);
    assert_eq!(atlas.seen_by("C").unwrap().sovereign_at(beside, before).certainty(), Certainty::Likely);
    // Who claims the other side too sees no line.
    let atlas = doubtful().to_builder().statement(claimed("A")).build().unwrap();
    assert_eq!(atlas.seen_by("A").unwrap().sovereign_at(beside, date).to_string(), "Aland");
}
