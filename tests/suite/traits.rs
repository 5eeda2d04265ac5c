//! What types are: shared between threads, small, and cheap to copy.

use std::sync::{Arc, LazyLock};

use suzerain::{
    About, Answer, Atlas, AtlasBuilder, Attestation, Basis, BorderDistance, Bound, BuildReport, Candidate, Certainty,
    Citation, Claim, Code, Confidence, Corridor, DocumentError, Event, EventCode, EventDraft, EventKind, Extent,
    Holder, Holders, Holding, InvalidCode, InvalidDate, InvalidPeriod, InvalidPosition, LengthMismatch, Membership,
    Mode, Name, Outcome, Outside, Period, Place, Polity, PolityCode, PolityDraft, PolityKind, Position, Presence,
    Problem, ProblemKind, Recognition, Record, RivalDate, Source, SourceCode, SourceDraft, Spell, Statement, Status,
    Territory, TerritoryCode, TerritoryDraft, TerritoryKind, UncertainDate,
};
use time::macros::date;

use crate::common::{at, atlas};

static SHARED: LazyLock<Atlas> = LazyLock::new(|| Atlas::south_caucasus().clone());

fn is_shared<T: Send + Sync>() {}
fn is_shown<T: std::fmt::Debug>() {}
fn is_owned<T: Send + Sync + Clone + std::fmt::Debug + 'static>() {}
fn is_value<T: Send + Sync + Copy + Eq + std::hash::Hash + Ord + std::fmt::Debug + std::fmt::Display + 'static>() {}
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
    is_owned::<BorderDistance>();
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
    is_owned::<Place>();
    is_owned::<Polity>();
    is_owned::<Presence>();
    is_owned::<Problem>();
    is_owned::<ProblemKind>();
    is_owned::<Recognition>();
    is_owned::<Record>();
    is_owned::<RivalDate>();
    is_owned::<Source>();
    is_owned::<Territory>();
    is_owned::<Answer<'static>>();
    is_owned::<Candidate<'static>>();
    is_owned::<Holder<'static>>();
    is_owned::<Holders<'static>>();
    is_owned::<Outcome<'static>>();
    is_owned::<Spell<'static>>();
    is_owned::<Status<'static>>();
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
fn errors_are_errors() {
    is_error::<BuildReport>();
    is_error::<DocumentError>();
    is_error::<InvalidCode>();
    is_error::<InvalidDate>();
    is_error::<InvalidPeriod>();
    is_error::<InvalidPosition>();
    is_error::<LengthMismatch>();
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
    assert_eq!(size_of::<BorderDistance>(), 24);
    assert!(size_of::<Answer<'_>>() <= 40, "{}", size_of::<Answer<'_>>());
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
