//! The examples that print texts: `controller_at`, `history`, `build_atlas`.

use super::run;

const NONE: [&str; 0] = [];

#[test]
fn controller_at_answers_for_one_place_and_day() {
    let run = run("controller_at", ["39.786", "44.952", "2000-01-01"], b"");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert!(run.out.contains("controller: Armenia, certain"), "{}", run.out);
    assert!(run.out.contains("sovereign: Azerbaijan, certain"), "{}", run.out);
}

#[test]
fn controller_at_walks_through_the_telling_cases() {
    let run = run("controller_at", NONE, b"");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    for line in ["Karki / Tigranashen (39.786° N, 44.952° E)", "  2020-11-25  controller: Azerbaijan, certain"] {
        assert!(run.out.lines().any(|it| it == line), "{line}\n{}", run.out);
    }
}

#[test]
fn history_tells_every_spell_on_both_bases() {
    let run = run("history", ["39.6408", "46.5469"], b"");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let spells: Vec<&str> =
        run.out.lines().filter(|line| line.starts_with("  ") && !line.starts_with("      ")).collect();
    let (in_fact, in_right) = spells.split_at(spells.iter().rposition(|line| *line == "  de jure").unwrap());
    assert_eq!(in_fact[..2], ["  de facto", "    1801-01-01 to 1805-05-26: Karabakh Khanate (administration)"]);
    assert_eq!(
        in_fact[in_fact.len() - 6..],
        [
            "    1936-12-05 to [1991-08-30..1991-12-26]: Soviet Union > Azerbaijan SSR > Lachin raion (sovereignty)",
            "    [1991-08-30..1991-12-26] to [1992-05-17..1992-05-18]: Azerbaijan > Lachin District (sovereignty)",
            "    [1992-05-17..1992-05-18] to 1998-06-26: Nagorno-Karabakh Republic (occupation)",
            "    1998-06-26 to 2020-12-01: Nagorno-Karabakh Republic > Kashatagh Province (occupation)",
            "    2020-12-01 to 2022-08-26: Russia (peacekeeping; administered by Republic of Artsakh)",
            "    since 2022-08-26: Azerbaijan > Lachin District (sovereignty)",
        ]
    );
    assert_eq!(in_right[1], "    1801-01-01 to 1813-10-24: Qajar Iran (sovereignty)");
    assert_eq!(
        in_right[in_right.len() - 1],
        "    since [1991-08-30..1991-12-26]: Azerbaijan > Lachin District (sovereignty)"
    );
    for line in [
        "      event: Armenian forces take Lachin; road to Armenia opened ([1992-05-17..1992-05-18])",
        "      event: Lachin town, Zabux and Sus handed to Azerbaijan (2022-08-26)",
        "      source: Lachin corridor, Wikipedia",
    ] {
        assert!(run.out.lines().any(|it| it == line), "{line}\n{}", run.out);
    }
}

#[test]
fn history_without_arguments_tells_of_three_places() {
    let run = run("history", NONE, b"");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    let places: Vec<&str> = run.out.lines().filter(|line| line.ends_with("E)")).collect();
    assert_eq!(
        places,
        [
            "Karki / Tigranashen (39.786° N, 44.952° E)",
            "Lachin town (39.6408° N, 46.5469° E)",
            "Shusha (39.7601° N, 46.7499° E)",
        ]
    );
    assert!(run.out.contains("    since [1990-01-19..1992-05-31]: Armenia (administration)\n"), "{}", run.out);
}

#[test]
fn history_beyond_the_ground_is_no_failure() {
    let run = run("history", ["-10", "0"], b"");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    assert_eq!(run.out.matches("outside the atlas's ground").count(), 2);
}

#[test]
fn wrong_arguments_are_named_and_end_with_2() {
    for (name, arguments, message) in [
        ("controller_at", &["39.786"][..], "controller_at: 1 arguments given, 3 wanted\nusage: controller_at "),
        ("controller_at", &["39.786", "44.952", "2000"], "controller_at: DATE '2000' is not one day"),
        ("history", &["39.786"], "history: 1 arguments given, 2 wanted\nusage: history [LATITUDE LONGITUDE]"),
        ("history", &["39.786", "44.952", "2000-01-01"], "history: 3 arguments given, 2 wanted\n"),
        ("history", &["39,786", "44.952"], "history: LATITUDE '39,786' is not a number of degrees, such as 39.786\n"),
        ("history", &["39.786", "east"], "history: LONGITUDE 'east' is not a number of degrees"),
        ("history", &["95", "44.952"], "history: LATITUDE LONGITUDE: longitude 44.952, latitude 95 is not a position"),
        ("history", &["NaN", "44.952"], "history: LATITUDE LONGITUDE: "),
        ("build_atlas", &["mine"], "build_atlas: unexpected argument 'mine'\n"),
    ] {
        let run = run(name, arguments, b"");
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{name} {arguments:?}");
        assert!(run.err.starts_with(message), "{name} {arguments:?}: {}", run.err);
    }
}

#[test]
fn build_atlas_asks_its_atlas() {
    let run = run("build_atlas", NONE, b"");
    assert_eq!((run.code, run.err.as_str()), (Some(0), ""));
    for line in [
        "  1801-03-01 to 1850: nobody",
        "  1850 to 1918-05: East and West jointly",
        "  1918-05 to 1921-03-01: contested by East and West",
        "  since 1921-03-01: East",
        "  1918-05-15: possibly contested by East and West or East and West jointly",
        "    de jure: East and West jointly",
        "  999 m from the border, beyond its accuracy of 100 m",
        "territory: The Mill Road < West Valley",
    ] {
        assert!(run.out.lines().any(|it| it == line), "{line}\n{}", run.out);
    }
}

#[test]
fn build_atlas_shows_every_problem_of_a_faulty_one() {
    let run = run("build_atlas", NONE, b"");
    let (_, report) = run.out.split_once("a faulty atlas:\n").unwrap();
    for problem in [
        "a period from 1850 until 1840 ends before it begins",
        "source 'almanac' is not in the atlas",
        "polity 'SOUTH' is not in the atlas",
        "'1875-02-30' is not a date",
        "no source is cited",
        "sovereignty of 'east-valley' by WEST, 1890 to 1900: on 1890-12-31 it gives WEST de jure",
        "it does not touch 'inn'",
        "its width is stated as 5000 m",
        "its kind is enclave, but on no day is it enclosed",
    ] {
        assert_eq!(report.lines().filter(|line| line.contains(problem)).count(), 1, "{problem}\n{report}");
    }
    assert!(report.starts_with("the atlas has 9 problems\n"), "{report}");
}
