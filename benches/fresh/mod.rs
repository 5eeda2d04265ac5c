//! Measurements in fresh processes of the bench itself.

use std::process::Command;

const RUNS: usize = 41;

/// Whether this process is one of those that [`print_medians`] starts: then it prints its microseconds and ends.
pub(crate) fn is_one() -> bool {
    std::env::args().any(|argument| argument == "--once")
}

/// Starts this program many times; of each number of microseconds that it prints, the median and the worst are printed.
pub(crate) fn print_medians(bench: &str, names: &[&str]) {
    let program = std::env::current_exe().expect("this program");
    let runs: Vec<Vec<u64>> = (0..RUNS)
        .map(|_| {
            let output = Command::new(&program).arg("--once").output().expect("this program runs");
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            text.split_whitespace().map(|it| it.parse().expect("microseconds")).collect()
        })
        .collect();
    for (index, name) in names.iter().enumerate() {
        let mut column: Vec<u64> = runs.iter().map(|run| run[index]).collect();
        column.sort_unstable();
        let (median, worst) = (column[RUNS / 2] as f64 / 1000.0, column[RUNS - 1] as f64 / 1000.0);
        println!("{bench}: first {name} after {median:.2} ms (median of {RUNS} processes), {worst:.2} ms (worst)");
    }
}
