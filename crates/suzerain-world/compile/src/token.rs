//! Lines and tokens of the texts of facts.

use suzerain::UncertainDate;

use crate::problem::Problem;

/// A line that says something: its number, whether it belongs to the line above, and its tokens.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) number: usize,
    pub(crate) is_member: bool,
    pub(crate) tokens: Vec<Token>,
}

/// A text in quotes, or anything else between blanks; blanks in brackets of a word part nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Token {
    Text(String),
    Word(String),
}

/// The lines of a text that say something; a backslash at the end of one joins it with the next.
pub(crate) fn lines(file: &str, text: &str, problems: &mut Vec<Problem>) -> Vec<Line> {
    let mut found = Vec::new();
    let mut joined = String::new();
    let mut begin = 0;
    for (index, line) in text.lines().enumerate() {
        if joined.is_empty() {
            begin = index + 1;
        }
        if let Some(start) = line.strip_suffix('\\') {
            joined.push_str(start);
            joined.push(' ');
            continue;
        }
        joined.push_str(line);
        match tokens(&joined) {
            Ok(tokens) if tokens.is_empty() => {}
            Ok(tokens) => {
                let is_member = joined.starts_with(char::is_whitespace);
                found.push(Line { number: begin, is_member, tokens });
            }
            Err(text) => problems.push(Problem { file: file.to_owned(), line: begin, text }),
        }
        joined.clear();
    }
    found
}

/// The tokens of a line, up to a comment.
pub(crate) fn tokens(line: &str) -> Result<Vec<Token>, String> {
    let mut found = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        if first == '#' {
            break;
        }
        let end = if first == '"' { quoted(rest)? } else { word(rest)? };
        let (token, after) = rest.split_at(end);
        found.push(match token.strip_prefix('"') {
            Some(text) => Token::Text(text.trim_end_matches('"').to_owned()),
            None => Token::Word(token.to_owned()),
        });
        rest = after.trim_start();
    }
    Ok(found)
}

/// Where a quoted text ends, its quotes included.
fn quoted(text: &str) -> Result<usize, String> {
    match text.char_indices().skip(1).find(|(_, it)| *it == '"') {
        Some((at, _)) => Ok(at + 1),
        None => Err("a quote is not closed".to_owned()),
    }
}

/// Where a word ends: at a blank outside its brackets.
fn word(text: &str) -> Result<usize, String> {
    let (mut depth, mut is_quoted) = (0_usize, false);
    for (at, it) in text.char_indices() {
        match it {
            '"' => is_quoted = !is_quoted,
            '(' if !is_quoted => depth += 1,
            ')' if !is_quoted => depth = depth.saturating_sub(1),
            it if it.is_whitespace() && depth == 0 && !is_quoted => return Ok(at),
            _ => {}
        }
    }
    if depth > 0 || is_quoted { Err("a bracket or a quote is not closed".to_owned()) } else { Ok(text.len()) }
}

/// A period as its two bounds, if a word is one: the first `..` outside square brackets parts them.
pub(crate) fn period(word: &str) -> Option<(Option<String>, Option<String>)> {
    let mut depth = 0_i32;
    for (at, it) in word.char_indices() {
        match it {
            '[' => depth += 1,
            ']' => depth -= 1,
            '.' if depth == 0 && word.get(at..).is_some_and(|rest| rest.starts_with("..")) => {
                let bound = |text: Option<&str>| text.filter(|text| !text.is_empty()).map(date);
                return Some((bound(word.get(..at)), bound(word.get(at + 2..))));
            }
            _ => {}
        }
    }
    None
}

/// Whether a word can be a date: it begins with a digit or with a bracket.
pub(crate) fn is_date(word: &str) -> bool {
    word.starts_with(|it: char| it.is_ascii_digit() || it == '[')
}

/// A date as documents write it: of a span between texts of different precision, the first and the last day.
pub(crate) fn date(text: &str) -> String {
    let ends = text.strip_prefix('[').and_then(|it| it.strip_suffix(']')).and_then(|it| it.split_once(".."));
    let spelled = |(first, last): (&str, &str)| {
        if first.len() == last.len() {
            return None;
        }
        let (first, last) = (first.parse::<UncertainDate>().ok()?, last.parse::<UncertainDate>().ok()?);
        Some(format!("[{}..{}]", first.earliest(), last.latest()))
    };
    ends.and_then(spelled).unwrap_or_else(|| text.to_owned())
}
