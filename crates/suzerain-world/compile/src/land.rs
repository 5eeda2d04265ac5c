//! Timelines of land: titles that follow each other, and what was held in fact.

use serde_json::{Map, Value};
use suzerain::{Mode, UncertainDate};

use crate::document::Element;
use crate::options::{Options, holder};
use crate::problem::Problem;
use crate::token::{self, Line, Token, is_date, period};

/// What one file says of one territory.
#[derive(Debug, Clone)]
pub(crate) struct Land {
    pub(crate) file: String,
    pub(crate) territory: String,
    /// Of the line that names the territory, for lines that state none.
    pub(crate) shared: Options,
    pub(crate) titles: Vec<Title>,
    pub(crate) facts: Vec<Fact>,
}

/// From a day on, who has the title; nobody on record if the holder is absent.
#[derive(Debug, Clone)]
pub(crate) struct Title {
    pub(crate) line: usize,
    pub(crate) from: Option<String>,
    pub(crate) holder: Option<Map<String, Value>>,
    pub(crate) options: Options,
}

/// Who holds it in fact, and how, over a period.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    pub(crate) line: usize,
    pub(crate) holder: Map<String, Value>,
    pub(crate) mode: String,
    pub(crate) options: Options,
}

impl Land {
    /// Adds a line of the timeline.
    pub(crate) fn add(&mut self, line: &Line) -> Result<(), String> {
        match line.tokens.split_first() {
            Some((Token::Word(word), rest)) if word == "fact" => self.add_fact(line.number, rest),
            Some((Token::Word(word), rest)) => self.add_title(line.number, word, rest),
            _ => Err("a line of a land begins with a date, with .. or with fact".to_owned()),
        }
    }

    fn add_title(&mut self, line: usize, date: &str, rest: &[Token]) -> Result<(), String> {
        let from = match date {
            ".." => None,
            date if is_date(date) && period(date).is_none() => Some(token::date(date)),
            other => {
                return Err(format!(
                    "'{other}' is no date; a line of a land is `DATE HOLDER` or `fact FROM..UNTIL HOLDER`"
                ));
            }
        };
        let options = self.with_shared(Options::read(rest)?);
        if options.period.is_some() {
            return Err("a title lasts until the next line; only `fact` has a period".to_owned());
        }
        let is_end = options.words.first().is_some_and(|word| word == "?");
        let held = if is_end { None } else { Some(holder(&options.words)?) };
        self.titles.push(Title { line, from, holder: held, options });
        Ok(())
    }

    fn add_fact(&mut self, line: usize, rest: &[Token]) -> Result<(), String> {
        let mut options = self.with_shared(Options::read(rest)?);
        if options.period.is_none() {
            return Err("`fact` needs a period, FROM..UNTIL".to_owned());
        }
        let is_mode = |word: &String| Mode::ALL.iter().any(|mode| mode.as_str() == word);
        let mode = match options.words.last() {
            Some(last) if is_mode(last) => options.words.pop().unwrap_or_default(),
            _ => Mode::Administration.to_string(),
        };
        self.facts.push(Fact { line, holder: holder(&options.words)?, mode, options });
        Ok(())
    }

    fn with_shared(&self, mut options: Options) -> Options {
        if options.sources.is_empty() {
            options.sources.clone_from(&self.shared.sources);
        }
        options.confidence = options.confidence.or_else(|| self.shared.confidence.clone());
        options
    }
}

/// The records of all that is said of one territory, in one file or in several.
pub(crate) fn records(territory: &str, lands: &[&Land], problems: &mut Vec<Problem>) -> Vec<(String, Element)> {
    let mut titles: Vec<(&str, &Title)> =
        lands.iter().flat_map(|land| land.titles.iter().map(|title| (land.file.as_str(), title))).collect();
    titles.sort_by_key(|(_, title)| {
        title.from.as_deref().map(|text| text.parse::<UncertainDate>().ok().map(UncertainDate::earliest))
    });
    let mut found = Vec::new();
    for (index, (file, title)) in titles.iter().enumerate() {
        let next = titles.get(index + 1).map(|(_, title)| *title);
        let mut fault = |text: String| problems.push(Problem { file: (*file).to_owned(), line: title.line, text });
        if next.is_some_and(|next| next.from.is_none()) {
            fault(format!("two titles of {territory} begin before 1946"));
        }
        let Some(holder) = &title.holder else { continue };
        let mut options = title.options.clone();
        options.period = Some((title.from.clone(), next.and_then(|next| next.from.clone())));
        if let Some(next) = next {
            options.ended = options.ended.or_else(|| next.options.began.clone());
        }
        found.push(((*file).to_owned(), element("sovereignties", territory, title.line, holder, &options)));
    }
    for land in lands {
        for fact in &land.facts {
            let mut record = element("controls", territory, fact.line, &fact.holder, &fact.options);
            if let Some(object) = record.json.as_object_mut() {
                object.insert("mode".to_owned(), Value::from(fact.mode.as_str()));
            }
            found.push((land.file.clone(), record));
        }
    }
    found
}

fn element(
    list: &'static str,
    territory: &str,
    line: usize,
    holder: &Map<String, Value>,
    options: &Options,
) -> Element {
    let mut json = holder.clone();
    json.insert("territory".to_owned(), Value::from(territory));
    options.add_to(&mut json);
    Element { list, territory: Some(territory.to_owned()), json: Value::Object(json), line }
}
