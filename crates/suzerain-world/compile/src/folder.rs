//! The folder of the world's documents, as one atlas.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::Path;

use serde_json::Value;
use suzerain::{Atlas, AtlasBuilder};

use crate::document::{Element, document};
use crate::facts::Facts;
use crate::land::{Land, records};
use crate::problem::Problem;

/// What became of the documents.
#[derive(Debug)]
pub struct Compiled {
    /// The atlas, unless the builder refused it.
    pub atlas: Option<Atlas>,
    /// Everything that is wrong.
    pub problems: Vec<Problem>,
    /// The territories that facts name and `outlines.geojson` does not have, each with the number of its statements, which
    /// were left out.
    pub undrawn: BTreeMap<String, usize>,
}

/// Compiles the documents of a folder: `atlas.geojson`, `outlines.geojson`, `lines.geojson`, `pieces.tsv` and all `facts/*.facts`.
///
/// # Errors
///
/// A file that cannot be read.
pub fn compile(data: &Path) -> std::io::Result<Compiled> {
    let mut problems = Vec::new();
    let mut texts = BTreeMap::new();
    for entry in fs::read_dir(data.join("facts"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "facts") {
            let name = path.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
            let facts = Facts::read(&name, &fs::read_to_string(&path)?, &mut problems);
            texts.insert(name, facts);
        }
    }
    let outlines = fs::read_to_string(data.join("outlines.geojson"))?;
    let drawn = drawn(&outlines);
    let mut undrawn = BTreeMap::new();
    let mut of_file = elements(texts, &mut problems);
    for elements in of_file.values_mut() {
        elements.retain(|element| match &element.territory {
            Some(territory) if !drawn.contains(territory) => {
                *undrawn.entry(territory.clone()).or_insert(0) += 1;
                false
            }
            _ => true,
        });
    }
    of_file.values_mut().flatten().for_each(Element::begin_with_the_atlas);
    let pieces = pieces(&fs::read_to_string(data.join("pieces.tsv"))?);
    for elements in of_file.values_mut() {
        let more: Vec<Element> = elements.iter().flat_map(|element| element.of_pieces(&pieces)).collect();
        elements.extend(more);
    }
    let mut builder = AtlasBuilder::default();
    let mut origins = HashMap::new();
    for name in ["atlas.geojson", "outlines.geojson", "lines.geojson"] {
        let text = if name == "outlines.geojson" { outlines.clone() } else { fs::read_to_string(data.join(name))? };
        builder = builder.document(name, &text).map_err(std::io::Error::other)?;
    }
    for (file, elements) in of_file {
        let (text, lines) = document("world", &elements);
        builder = builder.document(&file, &text).map_err(std::io::Error::other)?;
        origins.insert(file, lines);
    }
    let atlas = match builder.build() {
        Ok(atlas) => Some(atlas),
        Err(report) => {
            problems.extend(report.problems().iter().map(|problem| located(problem, &origins)));
            None
        }
    };
    Ok(Compiled { atlas, problems, undrawn })
}

/// The codes of the territories that the outlines have.
fn drawn(outlines: &str) -> HashSet<String> {
    let document: Value = serde_json::from_str(outlines).unwrap_or_default();
    let features = document.get("features").and_then(Value::as_array).cloned().unwrap_or_default();
    features.iter().filter_map(|it| it.get("id").and_then(Value::as_str).map(str::to_owned)).collect()
}

/// The further pieces of each parcel that larger ones cut: rows of `PIECE<tab>PARCEL`.
fn pieces(table: &str) -> HashMap<String, Vec<String>> {
    let mut found: HashMap<String, Vec<String>> = HashMap::new();
    for (piece, parcel) in table.lines().filter_map(|line| line.split_once('\t')) {
        found.entry(parcel.to_owned()).or_default().push(piece.to_owned());
    }
    found
}

/// The elements of each file, with the records of its lands.
fn elements(texts: BTreeMap<String, Facts>, problems: &mut Vec<Problem>) -> BTreeMap<String, Vec<Element>> {
    let mut of_file: BTreeMap<String, Vec<Element>> = BTreeMap::new();
    let mut lands: Vec<Land> = Vec::new();
    for (file, facts) in texts {
        of_file.insert(file, facts.elements);
        lands.extend(facts.lands);
    }
    let mut of_territory: BTreeMap<&str, Vec<&Land>> = BTreeMap::new();
    for land in &lands {
        of_territory.entry(&land.territory).or_default().push(land);
    }
    for (territory, lands) in of_territory {
        for (file, element) in records(territory, &lands, problems) {
            of_file.entry(file).or_default().push(element);
        }
    }
    of_file
}

/// A problem of the builder, in the line of the text that it comes from.
fn located(problem: &suzerain::build::Problem, origins: &HashMap<String, Vec<usize>>) -> Problem {
    let place = problem.location();
    let file = place.document().unwrap_or_default();
    let line = place.line().unwrap_or_default();
    let origin = origins.get(file).and_then(|lines| lines.get(line.wrapping_sub(1))).copied();
    let element = match place.field() {
        Some(field) => format!("{}, {field}", place.element()),
        None => place.element().to_owned(),
    };
    Problem { file: file.to_owned(), line: origin.unwrap_or(line), text: format!("{element}: {}", problem.kind()) }
}
