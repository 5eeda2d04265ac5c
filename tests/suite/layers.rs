//! The architecture, checked against the source files: folders form one straight ladder, and inside a folder no files
//! import each other in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The folders from the bottom up; each imports only from those before it.
const LADDER: [&str; 7] = ["space", "model", "atlas", "snapshot", "io", "map", "south_caucasus"];

/// A module as its path from the crate root: `["atlas", "status"]`.
type Module = Vec<String>;

/// The source files of a crate, by module.
struct Crate {
    /// The code of each module without comments, tests and test-only modules.
    code: BTreeMap<Module, String>,
}

impl Crate {
    fn read(root: &Path) -> Self {
        let mut files = BTreeMap::new();
        read_folder(root, &[], &mut files);
        let mut code: BTreeMap<Module, String> =
            files.into_iter().map(|(module, text)| (module, strip(&text))).collect();
        // `strip` has removed `#[cfg(test)] mod name;`, so a module that no parent declares is a test.
        let declared: BTreeSet<Module> = code
            .iter()
            .flat_map(|(module, text)| {
                declared_modules(text).into_iter().map(|name| [module.as_slice(), &[name]].concat()).collect::<Vec<_>>()
            })
            .collect();
        code.retain(|module, _| module.is_empty() || declared.contains(module));
        Self { code }
    }

    /// The module in which the item of an absolute path is defined: re-exports are followed.
    fn defining_module(&self, path: &[String]) -> Module {
        let mut length = path.len();
        while length > 0 && !self.code.contains_key(&path[..length]) {
            length -= 1;
        }
        let (module, rest) = path.split_at(length);
        if let Some(item) = rest.first() {
            for exported in self.uses(module).iter().filter(|import| import.name() == Some(item)) {
                if exported.path != path[..=length] {
                    return self.defining_module(&exported.path);
                }
            }
        }
        module.to_vec()
    }

    /// What the `use` declarations of a module bring into it.
    fn uses(&self, module: &[String]) -> Vec<Import> {
        let Some(text) = self.code.get(module) else { return Vec::new() };
        let declared = declared_modules(text);
        statements(text, "use ")
            .into_iter()
            .flat_map(|tree| expand(&tree))
            .filter_map(|(path, alias)| Some(Import { path: absolute(&path, module, &declared)?, alias }))
            .collect()
    }

    /// The modules that a module imports from.
    fn imports(&self, module: &[String]) -> BTreeSet<Module> {
        let text = &self.code[module];
        let declared = declared_modules(text);
        let mut paths: Vec<Vec<String>> = self.uses(module).into_iter().map(|import| import.path).collect();
        let body = without_declarations(text);
        let inline = inline_paths(&body);
        paths.extend(inline.iter().filter_map(|path| absolute(path, module, &declared)));
        if body.trim().is_empty() {
            // A file that only declares and re-exports imports nothing itself.
            return BTreeSet::new();
        }
        paths
            .iter()
            .map(|path| self.defining_module(path))
            .filter(|found| found != module && !found.is_empty())
            .collect()
    }
}

/// One name that a `use` brings in.
struct Import {
    path: Vec<String>,
    alias: Option<String>,
}

impl Import {
    fn name(&self) -> Option<&String> {
        self.alias.as_ref().or(self.path.last())
    }
}

fn read_folder(folder: &Path, module: &[String], files: &mut BTreeMap<Module, String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let child = || [module, std::slice::from_ref(&stem)].concat();
        if path.is_dir() {
            read_folder(&path, &child(), files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let own = if stem == "mod" || stem == "lib" { module.to_vec() } else { child() };
            files.insert(own, std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// A file without comments, attributes' test code and unit tests.
fn strip(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let text: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap()).collect();
    let mut kept = Vec::new();
    let mut lines = text.into_iter();
    while let Some(line) = lines.next() {
        if line.trim() == "#[cfg(test)]" {
            lines.next();
        } else {
            kept.push(line);
        }
    }
    kept.join("\n")
}

/// The statements that begin a line with this keyword, visibility aside, from behind the keyword to the semicolon.
fn statements(text: &str, keyword: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    let mut at_line_start = true;
    while !rest.is_empty() {
        if at_line_start {
            let line = rest.trim_start_matches([' ', '\t']);
            let line = line.strip_prefix("pub(crate) ").or(line.strip_prefix("pub(super) ")).unwrap_or(line);
            let line = line.strip_prefix("pub ").unwrap_or(line);
            if let Some(tail) = line.strip_prefix(keyword) {
                let (statement, after) = tail.split_once(';').unwrap_or((tail, ""));
                found.push(statement.to_owned());
                rest = after;
                at_line_start = false;
                continue;
            }
        }
        let end = rest.find('\n').map_or(rest.len(), |end| end + 1);
        rest = &rest[end..];
        at_line_start = true;
    }
    found
}

fn declared_modules(text: &str) -> Vec<String> {
    let is_name = |name: &String| name.chars().all(|c| c.is_alphanumeric() || c == '_');
    statements(text, "mod ").into_iter().filter(is_name).collect()
}

/// A file without its `use` and `mod` declarations, attributes and re-exports.
fn without_declarations(text: &str) -> String {
    let mut body = String::new();
    let mut depth_of_use = false;
    for line in text.lines() {
        let bare = line.trim_start();
        let bare = ["pub(crate) ", "pub(super) ", "pub "]
            .iter()
            .fold(bare, |bare, word| bare.strip_prefix(word).unwrap_or(bare));
        let declares = bare.starts_with("use ") || bare.starts_with("mod ") && bare.ends_with(';');
        if depth_of_use || declares {
            depth_of_use = !bare.contains(';');
        } else if !bare.starts_with("#[") && !bare.starts_with("#![") {
            body.push_str(line);
            body.push('\n');
        }
    }
    body
}

/// The paths of a use tree, each with its alias.
fn expand(tree: &str) -> Vec<(Vec<String>, Option<String>)> {
    let tree = tree.trim();
    let Some((prefix, list)) = tree.split_once('{') else {
        let (path, alias) =
            tree.split_once(" as ").map_or((tree, None), |(path, alias)| (path, Some(alias.trim().to_owned())));
        return vec![(path.split("::").map(|part| part.trim().to_owned()).collect(), alias)];
    };
    let prefix: Vec<String> =
        prefix.split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
    let list = list.trim_end().strip_suffix('}').unwrap_or(list);
    let (mut depth, mut start, mut items) = (0, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                items.push(&list[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    items.push(&list[start..]);
    let items = items.into_iter().filter(|item| !item.trim().is_empty());
    items
        .flat_map(expand)
        .map(|(path, alias)| {
            let path = if path == ["self"] { Vec::new() } else { path };
            ([prefix.clone(), path].concat(), alias)
        })
        .collect()
}

/// The paths in code that begin with `crate::` or `super::`, or with the name of a module.
fn inline_paths(body: &str) -> Vec<Vec<String>> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
    body.split(|c: char| !is_part(c))
        .filter(|path| path.contains("::"))
        .map(|path| path.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>())
        .filter(|path| path.len() > 1)
        .collect()
}

/// The path from the crate root; `None` for other crates and for items of the same file.
fn absolute(path: &[String], module: &[String], declared: &[String]) -> Option<Vec<String>> {
    let first = path.first()?;
    if first == "crate" {
        return Some(path[1..].to_vec());
    }
    if first == "self" {
        return Some([module, &path[1..]].concat());
    }
    let ups = path.iter().take_while(|part| *part == "super").count();
    if ups > 0 {
        let from =
            module.len().checked_sub(ups).unwrap_or_else(|| panic!("{module:?}: {path:?} leads out of the crate"));
        return Some([&module[..from], &path[ups..]].concat());
    }
    declared.contains(first).then(|| [module, path].concat())
}

fn own_crate() -> Crate {
    Crate::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../src"))
}

#[test]
fn each_folder_imports_only_from_below() {
    let source = own_crate();
    let row = |module: &[String]| LADDER.iter().position(|folder| module.first().is_some_and(|first| first == folder));
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for module in source.code.keys().filter(|module| !module.is_empty()) {
        let Some(own) = row(module) else {
            wrong.push(format!("{}: the folder has no row on the ladder", module.join("/")));
            continue;
        };
        for import in source.imports(module) {
            seen += 1;
            if row(&import).is_none_or(|other| other > own) {
                wrong.push(format!("{} imports from {}, above it", module.join("/"), import.join("/")));
            }
        }
    }
    assert!(seen > 300, "only {seen} imports found");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let source = own_crate();
    let graph: BTreeMap<&Module, BTreeSet<Module>> =
        source.code.keys().filter(|module| !module.is_empty()).map(|module| (module, source.imports(module))).collect();
    let reached = |from: &Module| {
        let (mut found, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(module) = open.pop() {
            for import in graph.get(module).into_iter().flatten() {
                if found.insert(import) {
                    open.push(import);
                }
            }
        }
        found
    };
    let reached: BTreeMap<&Module, BTreeSet<&Module>> = graph.keys().map(|module| (*module, reached(module))).collect();
    let leads = |from: &Module, to: &Module| reached.get(from).is_some_and(|found| found.contains(to));
    let mut circles = Vec::new();
    for (module, imports) in &graph {
        for import in imports.iter().filter(|import| leads(import, module)) {
            circles.push(format!("{} imports {}", module.join("/"), import.join("/")));
        }
    }
    assert!(circles.is_empty(), "files in circles:\n{}", circles.join("\n"));
}

#[test]
fn space_knows_no_politics() {
    let source = own_crate();
    let modules: Vec<&Module> =
        source.code.keys().filter(|module| module.first().is_some_and(|it| it == "space")).collect();
    assert!(modules.len() > 5);
    for module in modules {
        for import in source.imports(module) {
            assert_eq!(
                import.first().map(String::as_str),
                Some("space"),
                "{} imports {}",
                module.join("/"),
                import.join("/")
            );
        }
    }
}

/// Public signatures and conversions name `std`, `geo_types` and `time`, and what serialises; no other crate's types.
#[test]
fn public_signatures_use_two_crates() {
    const OWN: [&str; 9] = ["crate", "super", "self", "std", "core", "alloc", "geo_types", "time", "serde"];
    let source = own_crate();
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for (module, text) in &source.code {
        let declared = declared_modules(text);
        let is_foreign = |path: &[String]| {
            path.first().is_some_and(|first| !OWN.contains(&first.as_str()) && !declared.contains(first))
        };
        let imports = statements(text, "use ").into_iter().flat_map(|tree| expand(&tree));
        let foreign: BTreeSet<String> = imports
            .filter(|(path, _)| path.len() > 1 && is_foreign(path) && path[0].starts_with(char::is_lowercase))
            .flat_map(|(path, alias)| [path[0].clone(), alias.unwrap_or_else(|| path[path.len() - 1].clone())])
            .collect();
        let begins = ["pub fn ", "pub const fn ", "impl From<", "impl TryFrom<"];
        for signature in begins.iter().flat_map(|begin| text.split(begin).skip(1)) {
            let signature = signature.split(['{', ';']).next().unwrap();
            seen += 1;
            for word in
                signature.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| foreign.contains(*word))
            {
                wrong.push(format!("{}: {word} in {signature}", module.join("/")));
            }
        }
    }
    assert!(seen > 500, "only {seen} signatures found");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_reader_of_imports_reads() {
    let text = |text: &str| strip(text);
    let path = |path: &str| path.split('/').map(str::to_owned).collect::<Vec<_>>();
    let files = [
        ("", "mod a;\nmod b;\n"),
        ("a", "mod x;\nmod y;\n#[cfg(test)]\nmod t;\npub use x::{Thing, Other as Renamed};\n"),
        ("a/x", "use super::y::{self, Deep};\npub struct Thing;\n// crate::b::Comment\n"),
        ("a/y", "fn f() -> super::Thing { crate::b::make() }\n#[cfg(test)]\nmod tests {\nuse crate::b::InTest;\n}\n"),
        ("b", "use crate::a::{Renamed, x::Thing};\nuse std::fmt;\nfn make() {}\n"),
    ];
    let code = files.into_iter().map(|(module, code)| (path(module), text(code)));
    let source =
        Crate { code: code.map(|(module, code)| (if module == [""] { Vec::new() } else { module }, code)).collect() };
    let imports = |module: &str| source.imports(&path(module)).iter().map(|it| it.join("/")).collect::<Vec<_>>();
    assert!(imports("a").is_empty());
    assert_eq!(imports("a/x"), ["a/y"]);
    assert_eq!(imports("a/y"), ["a/x", "b"]);
    assert_eq!(imports("b"), ["a/x"]);
}
