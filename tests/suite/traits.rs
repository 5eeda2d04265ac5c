//! What types are: shared between threads, small, and cheap to copy.

use std::sync::{Arc, LazyLock};

use suzerain::build::{
    BuildReport, EventDraft, Location, PolityDraft, Problem, ProblemKind, SourceDraft, Statement, TerritoryDraft,
};
use suzerain::error::{
    DocumentError, InvalidCode, InvalidDate, InvalidPeriod, InvalidPosition, InvalidWindow, LengthMismatch,
};
use suzerain::model::{
    Attestation, Bound, Citation, Claim, Corridor, EventKind, Extent, Holding, Membership, Name, PolityKind, Presence,
    Recognition, RivalDate, TerritoryKind,
};
use suzerain::{
    About, Answer, Atlas, AtlasBuilder, Basis, Candidate, Certainty, Code, Confidence, Event, EventCode, Holder,
    Holders, Mode, Nearest, Outcome, Outside, Period, Polity, PolityCode, Position, Record, Source, SourceCode, Spell,
    Status, Territory, TerritoryCode, UncertainDate, UnknownCode, Viewpoint, Window,
};
use time::macros::date;

use crate::common::{at, atlas};

static SHARED: LazyLock<Atlas> = LazyLock::new(|| Atlas::south_caucasus().clone());

fn is_shared<T: Send + Sync>() {}
fn is_shown<T: std::fmt::Debug>() {}
fn is_owned<T: Send + Sync + Clone + std::fmt::Debug + 'static>() {}
fn is_value<T: Send + Sync + Copy + Eq + std::hash::Hash + Ord + std::fmt::Debug + std::fmt::Display + 'static>() {}
fn is_reference<T: Copy + Eq>() {}
fn is_error<T: std::error::Error + Send + Sync + 'static>() {}

#[test]
fn everything_is_send_and_sync() {
    is_owned::<Atlas>();
    is_owned::<AtlasBuilder>();
    is_owned::<SourceDraft>();
    is_owned::<EventDraft>();
    is_owned::<PolityDraft>();
    is_owned::<TerritoryDraft>();
    is_owned::<Statement>();
    is_owned::<About>();
    is_owned::<Attestation>();
    is_owned::<Citation>();
    is_owned::<Claim>();
    is_owned::<Corridor>();
    is_owned::<Event>();
    is_owned::<Extent>();
    is_owned::<Holding>();
    is_owned::<Membership>();
    is_owned::<Name>();
    is_owned::<Outside>();
    is_owned::<Period>();
    is_owned::<Location>();
    is_owned::<Polity>();
    is_owned::<Presence>();
    is_owned::<Problem>();
    is_owned::<ProblemKind>();
    is_owned::<Recognition>();
    is_owned::<Record>();
    is_owned::<RivalDate>();
    is_owned::<Source>();
    is_owned::<Territory>();
    is_owned::<Window>();
    is_owned::<Answer<'static>>();
    is_owned::<Candidate<'static>>();
    is_owned::<Holder<'static>>();
    is_owned::<Nearest<'static>>();
    is_owned::<Holders<'static>>();
    is_owned::<Outcome<'static>>();
    is_owned::<Spell<'static>>();
    is_owned::<Status<'static>>();
    is_owned::<Viewpoint<'static>>();
    is_owned::<UnknownCode>();
    is_shared::<DocumentError>();
    is_shown::<DocumentError>();
}

#[test]
fn values_are_copied_compared_hashed_and_ordered() {
    is_value::<Position>();
    is_value::<UncertainDate>();
    is_value::<PolityCode>();
    is_value::<TerritoryCode>();
    is_value::<EventCode>();
    is_value::<SourceCode>();
    is_value::<Code<str>>();
    is_value::<Certainty>();
    is_value::<Basis>();
    is_value::<Bound>();
    is_value::<Mode>();
    is_value::<Confidence>();
    is_value::<PolityKind>();
    is_value::<TerritoryKind>();
    is_value::<EventKind>();
}

#[test]
fn what_borrows_the_atlas_is_copied_and_compared() {
    is_reference::<Answer<'static>>();
    is_reference::<Candidate<'static>>();
    is_reference::<Holder<'static>>();
    is_reference::<Holders<'static>>();
    is_reference::<Outcome<'static>>();
    is_reference::<Spell<'static>>();
}

#[test]
fn errors_are_errors() {
    is_error::<BuildReport>();
    is_error::<DocumentError>();
    is_error::<InvalidCode>();
    is_error::<InvalidDate>();
    is_error::<InvalidPeriod>();
    is_error::<InvalidPosition>();
    is_error::<InvalidWindow>();
    is_error::<LengthMismatch>();
    is_error::<UnknownCode>();
    is_error::<ProblemKind>();
}

#[test]
fn sizes() {
    assert_eq!(size_of::<Atlas>(), size_of::<usize>());
    assert_eq!(size_of::<Position>(), 8);
    assert_eq!(size_of::<UncertainDate>(), 8);
    assert_eq!(size_of::<Option<UncertainDate>>(), 8);
    assert_eq!(size_of::<Period>(), 16);
    assert_eq!(size_of::<PolityCode>(), 32);
    assert_eq!(size_of::<Certainty>(), 1);
    assert_eq!(size_of::<Basis>(), 1);
    assert_eq!(size_of::<Mode>(), 1);
    assert!(size_of::<Answer<'_>>() <= 32, "{}", size_of::<Answer<'_>>());
    assert!(size_of::<Candidate<'_>>() <= 24, "{}", size_of::<Candidate<'_>>());
    assert!(size_of::<Outcome<'_>>() <= 48, "{}", size_of::<Outcome<'_>>());
}

#[test]
fn a_clone_shares_the_atlas() {
    let clone = atlas().clone();
    assert!(std::ptr::eq(clone.territories(), atlas().territories()));
    assert!(std::ptr::eq(clone.records(), SHARED.records()));
    assert!(std::ptr::eq(Atlas::south_caucasus(), Atlas::south_caucasus()));
}

#[test]
fn many_threads_ask_one_atlas() {
    let own = Arc::new(SHARED.clone());
    std::thread::scope(|scope| {
        for thread in 0..4_u8 {
            let own = Arc::clone(&own);
            scope.spawn(move || {
                for step in 0..500_u16 {
                    let place = at(39.786 + f64::from(step) / 1e6, 44.952 + f64::from(thread) / 1e6);
                    assert_eq!(own.controller_at(place, date!(2000 - 01 - 01)).to_string(), "Armenia");
                    assert_eq!(SHARED.sovereign_at(place, date!(2000 - 01 - 01)).to_string(), "Azerbaijan");
                }
            });
        }
    });
}

/// An answer outlives the question: it borrows only the atlas.
#[test]
fn an_answer_can_be_kept() {
    let kept: Answer<'static> = {
        let place = at(39.786, 44.952);
        Atlas::south_caucasus().controller_at(place, date!(2000 - 01 - 01))
    };
    let handle = std::thread::spawn(move || kept.to_string());
    assert_eq!(handle.join().unwrap(), "Armenia");
}

/// What an answer or a spell names lasts as long as the atlas, not as the answer.
#[test]
fn what_an_answer_names_can_be_kept() {
    fn controller(atlas: &Atlas, place: Position) -> Option<&Polity> {
        Some(atlas.controller_at(place, date!(2000 - 01 - 01)).holder()?.polity())
    }
    fn records(atlas: &Atlas, place: Position) -> Vec<&Record> {
        let answer = atlas.sovereign_at(place, date!(2000 - 01 - 01));
        answer.candidates().flat_map(|candidate| candidate.records()).collect()
    }
    fn outcomes(atlas: &Atlas, place: Position) -> Vec<Outcome<'_>> {
        atlas.history_at(place).iter().map(Spell::outcome).collect()
    }
    fn events(atlas: &Atlas, place: Position) -> Vec<&Event> {
        atlas.history_at(place).iter().flat_map(Spell::began).collect()
    }
    let karki = at(39.786, 44.952);
    assert_eq!(controller(atlas(), karki).map(Polity::code), Some("ARM".parse().unwrap()));
    assert_eq!(records(atlas(), karki).len(), 1);
    assert!(outcomes(atlas(), karki).iter().any(|outcome| outcome.to_string() == "Armenia"));
    assert!(!events(atlas(), karki).is_empty());
}

#[test]
fn an_answer_knows_its_question() {
    let (karki, day) = (at(39.786, 44.952), date!(2000 - 01 - 01));
    for basis in [Basis::DeFacto, Basis::DeJure] {
        let answer = atlas().answer(karki, day, basis);
        assert_eq!((answer.position(), answer.date(), answer.basis()), (Some(karki), day, basis));
        assert_eq!(atlas().on(day, basis).answer_at(karki), answer);
    }
    let share = &atlas().on(day, Basis::DeJure).shares()[0];
    assert_eq!((share.answer().position(), share.answer().date()), (None, day));
}

#[test]
fn equal_answers_are_those_to_equal_questions() {
    let (karki, day) = (at(39.786, 44.952), date!(2000 - 01 - 01));
    let other = Atlas::from_bytes(&atlas().to_bytes()).unwrap();
    assert_eq!(atlas().controller_at(karki, day), other.controller_at(karki, day));
    assert_eq!(atlas().status_at(karki, day), other.status_at(karki, day));
    assert_eq!(atlas().history_at(karki), other.history_at(karki));
    assert_ne!(atlas().controller_at(karki, day), atlas().controller_at(karki, day.next_day().unwrap()));
    assert_ne!(atlas().controller_at(karki, day), atlas().sovereign_at(karki, day));
    assert_ne!(atlas().history_at(karki), atlas().sovereign_history_at(karki));
}

/// `{:?}` is for the logs of programs: a line, not the whole atlas.
#[test]
fn what_is_shown_for_debugging_is_one_short_line() {
    let check = |shown: String| assert!(shown.len() < 400 && !shown.contains('\n'), "{} bytes: {shown}", shown.len());
    check(format!("{:?}", atlas()));
    check(format!("{:#?}", atlas()));
    check(format!("{:?}", atlas().seen_by("ARM").unwrap()));
    let farukh = at(40.0164, 46.8011);
    for place in [at(39.786, 44.952), at(39.8177, 46.7528), farukh, at(0.0, 0.0)] {
        for day in [date!(1918 - 06 - 01), date!(1992 - 05 - 15), date!(2022 - 06 - 01)] {
            let answer = atlas().controller_at(place, day);
            check(format!("{answer:?}"));
            check(format!("{:?}", atlas().status_at(place, day)));
            for candidate in answer.candidates() {
                check(format!("{candidate:?}"));
                check(format!("{:?}", candidate.outcome()));
                candidate.outcome().holders().iter().for_each(|holder| check(format!("{holder:?}")));
            }
        }
        atlas().history_at(place).iter().for_each(|spell| check(format!("{spell:?}")));
    }
    let answer = atlas().controller_at(at(39.786, 44.952), date!(2000 - 01 - 01));
    assert_eq!(format!("{answer:?}"), "Answer(de-facto, 2000-01-01, 39.786° N, 44.952° E: Armenia)");
}

#[test]
fn codes_are_taken_as_getters_give_them() {
    let record = &atlas().records()[0];
    let territory = record.territory();
    assert_eq!(atlas().territory(territory), atlas().territory(territory.as_str()));
    assert_eq!(atlas().territory(territory), atlas().territory(territory));
    assert_eq!(atlas().area_km2(territory), atlas().area_km2(territory));
    let polity = atlas().polity("ARM").unwrap();
    assert_eq!(atlas().seen_by(polity.code()).unwrap().polity(), polity);
    let day = atlas().on(date!(2010 - 01 - 01), Basis::DeFacto);
    let held = atlas().controller_at(at(40.18, 44.51), date!(2010 - 01 - 01));
    assert_eq!(held.is_held_by(polity.code()), Ok(Some(Certainty::Certain)));
    assert!(day.border_between(polity.code(), "AZE").is_ok());
}

#[test]
fn unknown_codes_are_one_error() {
    let day = atlas().on(date!(2010 - 01 - 01), Basis::DeFacto);
    let answer = atlas().controller_at(at(40.18, 44.51), date!(2010 - 01 - 01));
    for code in ["ATLANTIS", "no code", ""] {
        let errors: [UnknownCode; 7] = [
            answer.is_held_by(code).unwrap_err(),
            atlas().seen_by(code).unwrap_err(),
            day.area_km2(code).unwrap_err(),
            day.extent_of(code).unwrap_err(),
            day.border_between("ARM", code).unwrap_err(),
            day.neighbours(code).unwrap_err(),
            day.connects(at(40.18, 44.51), at(40.18, 44.51), &[code]).unwrap_err(),
        ];
        for error in errors {
            assert_eq!((error.kind(), error.code()), ("polity", code));
            assert_eq!(error.to_string(), format!("the atlas has no polity '{code}'"));
        }
        let error = atlas().area_km2(code).unwrap_err();
        assert_eq!((error.kind(), error.code()), ("territory", code));
        assert!(atlas().polity(code).is_none() && atlas().territory(code).is_none() && atlas().event(code).is_none());
        assert!(atlas().source(code).is_none() && atlas().landmark(code).is_none());
    }
}
