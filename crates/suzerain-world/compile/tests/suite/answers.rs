//! Places and days with the holders that sources name.

use suzerain_world_compile::{cases, failures};

use crate::common::data;

#[test]
fn every_case_is_answered_as_its_source_says() {
    let mut problems = Vec::new();
    let cases = cases(&data().join("cases"), &mut problems).unwrap();
    assert!(cases.len() >= 600, "{} cases", cases.len());
    let failures = failures(suzerain_world::atlas(), &cases);
    problems.extend(failures);
    let text: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{} of {} cases:\n{}", problems.len(), cases.len(), text.join("\n"));
}
