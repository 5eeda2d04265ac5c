//! Answers about a day of which only a span is known, against a question for each of its days.

use proptest::prelude::*;
use suzerain::{Atlas, Basis, Candidate, Certainty, Outcome, Position, UncertainDate};
use time::{Date, Duration};

/// Spans of up to two years, near the wars and after.
fn spans() -> impl Strategy<Value = UncertainDate> {
    let first = prop_oneof![1_988..1_995_i32, 2_020..2_026_i32, 1_801..2_030_i32];
    (first, 1..=365_u16, prop_oneof![Just(0), 0..40_i64, 0..700_i64]).prop_map(|(year, day, length)| {
        let first = Date::from_ordinal_date(year, day).unwrap();
        UncertainDate::between(first, first + Duration::days(length)).unwrap()
    })
}

fn places() -> impl Strategy<Value = Position> {
    (45.0..47.5_f64, 39.0..40.5_f64).prop_map(|(lon, lat)| Position::from_lon_lat(lon, lat).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_span_has_the_candidates_of_all_its_days(place in places(), days in spans()) {
        let atlas = Atlas::south_caucasus();
        for basis in [Basis::DeFacto, Basis::DeJure] {
            let found = atlas.answer_within(place, days, basis);
            let mut outcomes: Vec<Outcome<'_>> = Vec::new();
            let mut certainty = Certainty::Certain;
            let (mut day, mut first, mut is_divided) = (days.earliest(), None, false);
            while day <= days.latest() {
                let answer = atlas.answer(place, day, basis);
                is_divided |= *first.get_or_insert(answer.outcome()) != answer.outcome();
                certainty = certainty.min(answer.certainty());
                for outcome in answer.candidates().map(|candidate| Candidate::outcome(&candidate)) {
                    if !outcomes.contains(&outcome) {
                        outcomes.push(outcome);
                    }
                }
                day += Duration::days(1);
            }
            let mut seen: Vec<Outcome<'_>> = Vec::new();
            for outcome in found.candidates().iter().map(Candidate::outcome) {
                if !seen.contains(&outcome) {
                    seen.push(outcome);
                }
            }
            prop_assert_eq!(&seen, &outcomes, "{} {}", place, days);
            prop_assert_eq!(found.is_divided(), is_divided);
            let expected = if is_divided { Certainty::Possible } else { certainty };
            prop_assert_eq!(found.certainty(), expected, "{} {}", place, days);
            prop_assert!(found.certainty() != Certainty::Certain || found.doubts().is_empty());
        }
    }
}

#[test]
fn an_exact_day_is_asked_once() {
    let atlas = Atlas::south_caucasus();
    let karki = Position::from_lat_lon(39.786, 44.952).unwrap();
    let day = time::macros::date!(1992 - 05 - 15);
    let found = atlas.answer_within(karki, day.into(), Basis::DeFacto);
    assert_eq!(found.answers(), [atlas.controller_at(karki, day)]);
    assert_eq!(found.certainty(), Certainty::Possible);
    assert!(!found.is_divided());
    assert_eq!(found.candidates().len(), 2);
    assert_eq!(found.days().day(), Some(day));
}
