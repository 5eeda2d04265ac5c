//! Arbitrary text as an uncertain date: what is read is printed and read the same.

#![no_main]

use libfuzzer_sys::fuzz_target;
use suzerain::UncertainDate;

fuzz_target!(|text: &str| {
    let Ok(date) = text.parse::<UncertainDate>() else { return };
    assert!(date.earliest() <= date.latest());
    assert_eq!(date.to_string().parse(), Ok(date));
});
