#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| suzerain_fuzz::run("exports", bytes));
