//! Many threads ask an atlas its first questions at once: what is worked out on the way is worked out once, and right.

use std::sync::Barrier;

use suzerain::snapshot::Share;
use suzerain::{Atlas, Basis, Position};
use time::Date;
use time::macros::date;

use crate::common::at;

const THREADS: usize = 64;
const DAYS: [Date; 3] = [date!(1850 - 01 - 01), date!(1955 - 06 - 15), date!(1999 - 01 - 01)];

fn places() -> [Position; 4] {
    [at(40.5, 10.5), at(40.5, 11.0001), at(40.5, 12.5), at(41.5, 10.0)]
}

/// One of the questions whose first answer leaves something behind.
fn ask(atlas: &Atlas, number: usize) -> String {
    let (place, day) = (places()[number % 4], DAYS[number % 3]);
    let basis = if number.is_multiple_of(2) { Basis::DeFacto } else { Basis::DeJure };
    let answer = atlas.answer(place, day, basis);
    match number % 8 {
        0 => answer.to_string(),
        1 => format!("{} {:?}", answer.certainty(), answer.doubts()),
        2 => format!("{:?}", atlas.nearest(place, day, basis)),
        3 => atlas.history_at(place).iter().map(|spell| format!("{}: {}\n", spell.period(), spell.outcome())).collect(),
        4 => atlas.on(day, basis).shares().iter().map(Share::area_km2).map(|km2| format!("{km2} ")).collect(),
        5 => format!("{:?} {:?}", atlas.fingerprint(), atlas.days_of_change()),
        6 => atlas.on(day, basis).borders().iter().map(|border| format!("{border}\n")).collect(),
        _ => atlas.conflicts().iter().map(|conflict| format!("{conflict}\n")).collect(),
    }
}

/// Each round a fresh atlas: each thread begins with another question, and asks all.
fn race(rounds: usize) {
    let bytes = Atlas::from_geojson(include_bytes!("../data/full.geojson").as_slice()).unwrap().to_bytes();
    let questions = 0..24;
    let alone = Atlas::from_bytes(&bytes).unwrap();
    let expected: Vec<String> = questions.clone().map(|number| ask(&alone, number)).collect();
    for _ in 0..rounds {
        let (atlas, start) = (Atlas::from_bytes(&bytes).unwrap(), Barrier::new(THREADS));
        std::thread::scope(|scope| {
            for thread in 0..THREADS {
                let (atlas, start, expected, questions) = (&atlas, &start, &expected, questions.clone());
                scope.spawn(move || {
                    start.wait();
                    for number in questions.map(|number| (number + thread) % 24) {
                        assert_eq!(ask(atlas, number), expected[number], "question {number}");
                    }
                });
            }
        });
    }
}

#[test]
fn first_questions_of_many_threads_have_the_answers_of_one() {
    race(10);
}

/// A thousand atlases: `cargo test --release --test suite -- --ignored first_questions`
#[test]
#[ignore = "takes minutes"]
fn first_questions_of_many_threads_a_thousand_times() {
    race(1_000);
}
