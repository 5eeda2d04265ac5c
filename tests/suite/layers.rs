//! The modules form one straight ladder: each imports only from those below it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// From the bottom up.
const LADDER: [&str; 25] = [
    "code",
    "word",
    "position",
    "date",
    "name",
    "source",
    "space",
    "event",
    "attestation",
    "polity",
    "control",
    "territory",
    "record",
    "claim",
    "recognition",
    "presence",
    "corridor",
    "border_stage",
    "landmark",
    "timeline",
    "atlas",
    "snapshot",
    "io",
    "map",
    "south_caucasus",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
}

/// The code of a file without comments and without its tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    text.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>().join("\n")
}

/// The first names behind every `crate::` and every chain of `super::` that leads out of the module, and the globs.
fn imports(code: &str, depth: usize) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        found.extend(first_names(&code[at + "crate::".len()..]));
    }
    let mut rest = code;
    while let Some(at) = rest.find("super::") {
        rest = &rest[at..];
        let mut count = 0;
        while let Some(next) = rest.strip_prefix("super::") {
            rest = next;
            count += 1;
        }
        if count >= depth {
            found.extend(first_names(rest));
        }
    }
    found
}

/// The first name of a path, or the first names of a list of paths in braces.
fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| {
        let text = text.trim_start();
        let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '*')).unwrap_or(text.len());
        text[..end].to_owned()
    };
    let Some(list) = path.strip_prefix('{') else { return vec![name(path)] };
    let (mut depth, mut names, mut start) = (0, Vec::new(), 0);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(name(&list[start..at]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(name(&list[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn each_module_imports_only_from_below() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let row = |module: &str| LADDER.iter().position(|known| *known == module);
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for file in files {
        let within = file.strip_prefix(&root).unwrap();
        let mut path: Vec<String> =
            within.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if path == ["lib"] {
            continue;
        }
        if path.last().is_some_and(|last| last == "mod") {
            path.pop();
        }
        let Some(own) = row(&path[0]) else {
            wrong.push(format!("{}: module '{}' has no row on the ladder", within.display(), path[0]));
            continue;
        };
        let text = std::fs::read_to_string(&file).unwrap();
        for import in imports(&code(&text), path.len()) {
            seen += 1;
            match row(&import) {
                Some(other) if other < own || (other == own && path[0] == import) => {}
                Some(_) => wrong.push(format!("{}: '{}' imports from '{import}', above it", within.display(), path[0])),
                None => wrong.push(format!("{}: imports '{import}', which is no module", within.display())),
            }
        }
    }
    assert!(seen > 100, "only {seen} imports found");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn space_knows_no_politics() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/space");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 5);
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for import in imports(&code(&text), 2) {
            assert!(
                ["space", "position", "date", "code", "word"].contains(&import.as_str()),
                "{} imports '{import}'",
                file.display()
            );
        }
    }
}

#[test]
fn the_reader_of_imports_reads() {
    let text = "use crate::{a::{X, Y}, b, c::Z};\nuse super::super::d::E;\nuse super::near::F;\nlet x = crate::g::h();\n// crate::comment\n";
    let found: Vec<String> = imports(&code(text), 2).into_iter().collect();
    assert_eq!(found, ["a", "b", "c", "d", "g"]);
}
