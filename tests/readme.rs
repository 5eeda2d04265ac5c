//! The programs of the README, built and run as a new package would: two dependencies, and nothing of this workspace.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The Rust snippets of the README, from the top.
fn snippets() -> Vec<String> {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md")).unwrap();
    let blocks = text.split("\n```rust\n").skip(1);
    blocks.map(|block| block.split_once("\n```\n").expect("a snippet ends").0.to_owned() + "\n").collect()
}

/// A package as `cargo new`, `cargo add suzerain` and `cargo add time --features macros` make it, a program a snippet;
/// the versions of everything else are those of this workspace, so that nothing is downloaded.
fn package(programs: &[String]) -> PathBuf {
    let (root, package) =
        (Path::new(env!("CARGO_MANIFEST_DIR")).join(".."), Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme"));
    let root = root.canonicalize().unwrap();
    // As in the workspace, so that what the two share is compiled once.
    let workspace = std::fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let begin = workspace.find("[profile.dev]").unwrap();
    let profile = &workspace[begin..workspace.find("[profile.test]").unwrap()];
    let manifest = format!(
        "[package]\nname = \"readme\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         suzerain = {{ path = '{}' }}\ntime = {{ version = \"0.3\", features = [\"macros\"] }}\n\n{profile}",
        root.display()
    );
    // Only what the README has now.
    let _ = std::fs::remove_dir_all(package.join("src"));
    std::fs::create_dir_all(package.join("src/bin")).unwrap();
    std::fs::write(package.join("Cargo.toml"), manifest).unwrap();
    std::fs::copy(root.join("Cargo.lock"), package.join("Cargo.lock")).unwrap();
    for (number, program) in programs.iter().enumerate() {
        std::fs::write(package.join(format!("src/bin/snippet_{number}.rs")), program).unwrap();
    }
    package
}

/// What Cargo prints for this command in a package that shares the target folder of this test.
fn cargo(package: &Path, arguments: &[&str]) -> String {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(package).env("CARGO_TARGET_DIR", target);
    let output = command.args(arguments).args(["--offline", "--quiet"]).output().unwrap();
    assert!(output.status.success(), "cargo {arguments:?}\n{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn each_program_runs() {
    let programs = snippets();
    assert!(programs.len() >= 2, "the README has {} programs", programs.len());
    let package = package(&programs);
    cargo(&package, &["build", "--bins"]);
    for (number, program) in programs.iter().enumerate() {
        let printed = cargo(&package, &["run", "--bin", &format!("snippet_{number}")]);
        // A line that prints says at its end what it prints.
        let expected = program.lines().filter(|line| line.trim_start().starts_with("println!"));
        let expected = expected.filter_map(|line| line.split_once("// ")).map(|(_, expected)| expected);
        let mut lines = printed.lines();
        for expected in expected {
            assert_eq!(lines.next(), Some(expected), "snippet {number} prints\n{printed}");
        }
    }
}

#[test]
fn the_first_program_follows_the_two_commands_that_it_needs() {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md")).unwrap();
    let (begin, _) = text.split_once("```rust\n").unwrap();
    assert!(begin.ends_with("```sh\ncargo add suzerain\ncargo add time --features macros\n```\n\n"), "{begin}");
}
