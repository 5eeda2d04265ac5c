//! The examples as a user runs them: what they print, and what they say of wrong arguments and broken input.
//!
//! `cargo test` builds the examples; after `cargo test --test examples` alone they are those of the last build.

#![cfg(feature = "embedded")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on fails"
)]

mod documents;
mod tables;
mod tag_csv;
mod texts;

use std::ffi::OsStr;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// What a run of an example left behind.
struct Run {
    code: Option<i32>,
    bytes: Vec<u8>,
    out: String,
    err: String,
}

/// The command of an example, which lies beside the folder of this test.
fn example(name: &str) -> Command {
    let tests = std::env::current_exe().unwrap();
    let target = tests.parent().and_then(|deps| deps.parent()).unwrap();
    let program = target.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    assert!(program.exists(), "{} is not built: run `cargo build --examples` first", program.display());
    let mut command = Command::new(program);
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    command.current_dir(root).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs an example with these arguments and this standard input.
fn run<A: AsRef<OsStr>>(name: &str, arguments: impl IntoIterator<Item = A>, input: &[u8]) -> Run {
    let mut child = example(name).args(arguments).spawn().unwrap();
    // A program that refuses its arguments does not read its input.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Run { code: output.status.code(), out: text(&output.stdout), err: text(&output.stderr), bytes: output.stdout }
}

/// Writes a file for a test; its path.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}
