//! How much is made of n and of 2n, and how long n, 2n and 4n take.

use std::fs;
use std::time::Instant;

use suzerain::{Atlas, Basis, Position};
use time::macros::date;

use super::kinds::{
    Document, chain, comb, comb_askew, days, fan, lattice, nested, nested_askew, possible, relay, rivals, slivers,
    slivers_askew, spiked, squares, stacked, star, vague, wholes, within_circle,
};

/// Documents of one kind.
struct Kind {
    name: &'static str,
    /// How many are measured at first.
    count: usize,
    make: fn(usize) -> Document,
}

const fn kind(name: &'static str, count: usize, make: fn(usize) -> Document) -> Kind {
    Kind { name, count, make }
}

const KINDS: [Kind; 22] = [
    kind("polities in a chain", 20_000, |n| chain(n, &serde_json::json!([]))),
    kind("polities in a circle", 20_000, |n| chain(n, &serde_json::json!([{"polity": "P0"}]))),
    kind("bonds to one whole", 3, |n| lattice(17, 1, n)),
    kind("bonds to several", 3, |n| lattice(17, n, n)),
    kind("star", 2_001, |n| star(n | 1)),
    kind("rivals", 1_000, rivals),
    kind("nested squares", 400, nested),
    kind("nested, askew", 400, nested_askew),
    kind("nested, vague", 400, vague),
    kind("slivers", 1_000, slivers),
    kind("slivers, askew", 1_000, slivers_askew),
    kind("stacked squares", 200, stacked),
    kind("fan", 1_000, fan),
    kind("spikes", 2_000, spiked),
    kind("within, in a circle", 1_000, within_circle),
    kind("wholes of wholes", 1_000, wholes),
    kind("equal squares", 1_000, squares),
    kind("records", 10_000, days),
    kind("relay", 1_000, relay),
    kind("possible polities", 500, possible),
    kind("comb", 20_000, comb),
    kind("comb, askew", 5_000, comb_askew),
];

/// The bytes that lookups take, at n and at 2n: where each outline is apart from the others they double, and a little more.
/// Of outlines in each other there are as many regions, and of outlines that all cross the square of it, each with the
/// outlines over it.
#[test]
fn lookups_grow_with_the_answer() {
    let grown = |make: fn(usize) -> Document, count: usize| {
        let bytes = |count: usize| make(count).atlas().index_bytes(Basis::DeJure) as f64;
        bytes(2 * count) / bytes(count)
    };
    for (name, make, count) in [
        ("slivers", slivers as fn(usize) -> Document, 400),
        ("slivers, askew", slivers_askew, 400),
        ("fan", fan, 400),
        ("spikes", spiked, 400),
        ("comb", comb, 1_000),
        ("comb, askew", comb_askew, 400),
        ("records", days, 1_000),
        ("relay", relay, 200),
    ] {
        let grown = grown(make, count);
        assert!(grown < 3.0, "{name}: {grown}");
    }
    for (name, make, count, most) in [
        ("nested", nested as fn(usize) -> Document, 60, 5.0),
        ("nested, askew", nested_askew, 60, 5.0),
        ("stacked", stacked, 20, 10.0),
    ] {
        let grown = grown(make, count);
        assert!(grown < most, "{name}: {grown}");
    }
}

/// The processor's seconds and the peak of memory of each kind, at n, 2n and 4n: building, the first questions, the first
/// map. `HOSTILE_KIND` names the only one that is measured; in the folder `HOSTILE_FOLDER` the documents are left.
#[test]
#[ignore = "takes minutes"]
fn seconds_and_memory() {
    let only = std::env::var("HOSTILE_KIND").ok();
    let folder = std::env::var("HOSTILE_FOLDER").ok();
    for Kind { name, count, make } in KINDS {
        if only.as_ref().is_some_and(|only| only != name) {
            continue;
        }
        for count in [count, 2 * count, 4 * count] {
            let text = make(count).text();
            if let Some(folder) = &folder {
                fs::write(format!("{folder}/{}-{count}.json", name.replace([',', ' '], "-")), &text).unwrap();
            }
            reset_peak();
            let (begin, spent) = (Instant::now(), processor_seconds());
            let outcome = match Atlas::from_geojson(text.as_bytes()) {
                Ok(atlas) => {
                    ask(&atlas);
                    "answered".to_owned()
                }
                Err(error) => format!("refused: {:.90}", error.to_string().lines().last().unwrap_or_default().trim()),
            };
            let seconds = processor_seconds().zip(spent).map(|(now, then)| now - then);
            let (seconds, kilobytes) = (seconds.unwrap_or(begin.elapsed().as_secs_f64()), text.len() / 1000);
            println!("{name}, {count} ({kilobytes} kB): {seconds:.2} s, {}; {outcome}", peak());
        }
    }
}

fn ask(atlas: &Atlas) {
    let at = Position::from_lon_lat(0.5, 0.5).unwrap();
    for date in [date!(1002 - 01 - 01), date!(1900 - 01 - 01)] {
        let text = atlas.status_at(at, date).to_string();
        assert!(!text.is_empty());
    }
    // Not every kind has ground there.
    std::hint::black_box(atlas.sovereign_history_at(at));
    assert!(!atlas.on(date!(1900 - 01 - 01), Basis::DeFacto).shares().is_empty());
}

/// What this process has used of the processor, as far as the system tells it.
fn processor_seconds() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = status.rsplit(')').next()?.split_whitespace().collect();
    let ticks = |field: usize| fields.get(field)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / 100.0)
}

/// The peak of memory since it was reset, as far as the system tells it.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok())
        .map_or_else(String::new, |kilobytes| format!("{} MB", kilobytes / 1000))
}

fn reset_peak() {
    // Where there is no such file, there is no peak either.
    let _ = fs::write("/proc/self/clear_refs", "5");
}
