//! Cases: places and days with the holder that sources name.

use std::fs;
use std::path::Path;

use suzerain::{Atlas, Basis, Certainty, Outcome, Position, UncertainDate};
use time::Date;

use crate::problem::Problem;
use crate::token::{Line, Token, lines};

/// A place and a day, and who holds it by a source.
#[derive(Debug, Clone)]
pub struct Case {
    /// The file and the line in it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The place.
    pub position: Position,
    /// The day.
    pub day: Date,
    /// In fact or by right.
    pub basis: Basis,
    /// The code of the polity on top; `A|B`, `A&B`, `-`, or `A/B` for a possible answer.
    pub expected: String,
    /// Whether the answer must be certain.
    pub is_certain: bool,
    /// The name of the place.
    pub place: String,
}

/// All cases of a folder of `.cases` files.
///
/// # Errors
///
/// A file that cannot be read.
pub fn cases(folder: &Path, problems: &mut Vec<Problem>) -> std::io::Result<Vec<Case>> {
    let mut found = Vec::new();
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?.iter().map(fs::DirEntry::path).collect();
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|it| it == "cases")) {
        let file = path.file_name().map_or_else(String::new, |it| it.to_string_lossy().into_owned());
        for line in lines(&file, &fs::read_to_string(path)?, problems) {
            match case(&file, &line) {
                Ok(case) => found.push(case),
                Err(text) => problems.push(Problem { file: file.clone(), line: line.number, text }),
            }
        }
    }
    Ok(found)
}

fn case(file: &str, line: &Line) -> Result<Case, String> {
    let words: Vec<&str> = line
        .tokens
        .iter()
        .map(|it| match it {
            Token::Word(text) | Token::Text(text) => text.as_str(),
        })
        .collect();
    let [latitude, longitude, day, basis, expected, place, sources @ ..] = words.as_slice() else {
        return Err("a case is `LATITUDE LONGITUDE DAY fact|right HOLDER \"place\" @source`".to_owned());
    };
    if !sources.iter().any(|it| it.starts_with('@')) {
        return Err("a case has no @source".to_owned());
    }
    let number = |text: &str| text.parse::<f64>().map_err(|_| format!("'{text}' is no number of degrees"));
    let position = Position::from_lat_lon(number(latitude)?, number(longitude)?).map_err(|error| error.to_string())?;
    let date: UncertainDate = day.parse().map_err(|error| format!("{error}"))?;
    let basis = match *basis {
        "fact" => Basis::DeFacto,
        "right" => Basis::DeJure,
        other => return Err(format!("'{other}' is not fact or right")),
    };
    let (expected, is_certain) = match expected.strip_suffix("=certain") {
        Some(rest) => (rest, true),
        None => (*expected, false),
    };
    Ok(Case {
        file: file.to_owned(),
        line: line.number,
        position,
        day: date.earliest(),
        basis,
        expected: expected.to_owned(),
        is_certain,
        place: (*place).to_owned(),
    })
}

/// The cases that the atlas answers otherwise.
#[must_use]
pub fn failures(atlas: &Atlas, cases: &[Case]) -> Vec<Problem> {
    cases
        .iter()
        .filter_map(|case| Some(Problem { file: case.file.clone(), line: case.line, text: failure(atlas, case)? }))
        .collect()
}

fn failure(atlas: &Atlas, case: &Case) -> Option<String> {
    let answer = atlas.answer(case.position, case.day, case.basis);
    let mut found: Vec<String> = answer.candidates().map(|it| spelled(&it.outcome())).collect();
    let mut expected: Vec<String> = case.expected.split('/').map(sorted).collect();
    found.sort();
    found.dedup();
    expected.sort();
    let what = format!("{} on {}, {}", case.place, case.day, case.basis.phrase());
    if found != expected {
        return Some(format!("{what}: {} expected, the atlas says {} ({answer})", case.expected, found.join("/")));
    }
    let is_uncertain = case.is_certain && answer.certainty() != Certainty::Certain;
    is_uncertain.then(|| {
        let doubts: Vec<String> = answer.doubts().iter().map(ToString::to_string).collect();
        format!("{what}: not certain: {}", doubts.join("; "))
    })
}

/// An outcome as cases write it, with the codes of the polities on top.
fn spelled(outcome: &Outcome<'_>) -> String {
    let codes = |mark: &str| {
        let mut codes: Vec<String> = outcome.holders().iter().map(|it| it.polity().code().to_string()).collect();
        codes.sort_unstable();
        codes.join(mark)
    };
    match outcome {
        Outcome::Sole(_) => codes(""),
        Outcome::Condominium(_) => codes("&"),
        Outcome::Contested(_) => codes("|"),
        Outcome::Vacant => "-".to_owned(),
        other => other.word().to_owned(),
    }
}

/// `A|B` and `A&B` in the order of their codes.
fn sorted(text: &str) -> String {
    match text.chars().find(|it| ['|', '&'].contains(it)) {
        Some(mark) => {
            let mut codes: Vec<&str> = text.split(mark).collect();
            codes.sort_unstable();
            codes.join(&mark.to_string())
        }
        None => text.to_owned(),
    }
}
