//! Outlines whose edges nearly meet: areas, answers and what is drawn agree with an independent computation.

mod laws;
mod outlines;

use std::time::{Duration, Instant};

use crate::dice::Dice;

/// The outlines of a number.
fn outlines(seed: u64) -> Vec<Vec<outlines::Point>> {
    let mut dice = Dice(seed);
    outlines::outlines(|below| dice.below(below))
}

#[test]
fn areas_agree_on_a_thousand_inputs() {
    for seed in 0..1000 {
        laws::check(&outlines(seed));
    }
}

/// What holds of outlines holds of any of them.
#[test]
fn areas_agree_for_every_choice_of_outlines() {
    for seed in 1000..1040 {
        let all = outlines(seed);
        for choice in 1..1_u32 << all.len() {
            let some = (0..).zip(&all).filter(|&(number, _)| choice & 1 << number != 0);
            laws::check(&some.map(|(_, ring)| ring.clone()).collect::<Vec<_>>());
        }
    }
}

/// `SECONDS=3600 cargo test --release --all-features --test suite near_edges::for_long -- --ignored --nocapture`, from the
/// number in `FROM`; each number that fails is printed.
#[test]
#[ignore = "it takes as long as it is told to"]
fn for_long() {
    let number =
        |name: &str, otherwise: u64| std::env::var(name).ok().and_then(|it| it.parse().ok()).unwrap_or(otherwise);
    let (start, most) = (Instant::now(), Duration::from_secs(number("SECONDS", 60)));
    let (first, mut seed, mut failed) = (number("FROM", 10_000), number("FROM", 10_000), 0);
    while start.elapsed() < most {
        if std::panic::catch_unwind(|| laws::check(&outlines(seed))).is_err() {
            println!("input {seed} fails");
            failed += 1;
        }
        seed += 1;
    }
    println!("{} inputs in {:?}, {failed} fail", seed - first, start.elapsed());
    assert_eq!(failed, 0);
}
