//! Outlines whose edges nearly meet: areas, answers and what is drawn agree with an independent computation.

#![no_main]

#[path = "../../tests/snapshot/near_edges/laws.rs"]
mod laws;
#[path = "../../tests/snapshot/near_edges/outlines.rs"]
mod outlines;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut rest = bytes.chunks(4);
    let roll = |below: u64| {
        let mut number = [0; 8];
        for (to, from) in number.iter_mut().zip(rest.next().unwrap_or_default()) {
            *to = *from;
        }
        u64::from_le_bytes(number) % below
    };
    laws::check(&outlines::outlines(roll));
});
