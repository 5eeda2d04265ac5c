//! The options of a statement: sources, events, confidence, notes.

use serde_json::{Map, Value, json};

use crate::token::{Token, is_date, period, tokens};

/// What may follow the first words of a statement, in any order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    pub(crate) sources: Vec<Value>,
    pub(crate) confidence: Option<String>,
    pub(crate) began: Option<String>,
    pub(crate) ended: Option<String>,
    pub(crate) administered_by: Option<String>,
    pub(crate) rival_dates: Vec<Value>,
    pub(crate) undrawn: Vec<Value>,
    pub(crate) note: Option<String>,
    pub(crate) period: Option<(Option<String>, Option<String>)>,
    /// Words that are no option, in their order.
    pub(crate) words: Vec<String>,
}

impl Options {
    /// Reads the options among tokens; what is no option stays in `words`.
    pub(crate) fn read(tokens: &[Token]) -> Result<Self, String> {
        let mut options = Self::default();
        let mut rest = tokens.iter();
        while let Some(token) = rest.next() {
            match token {
                Token::Text(text) => options.add_note(text),
                Token::Word(word) if word == "by" => match rest.next() {
                    Some(Token::Word(polity)) => options.administered_by = Some(polity.clone()),
                    _ => return Err("'by' needs a polity".to_owned()),
                },
                Token::Word(word) => options.add_word(word)?,
            }
        }
        Ok(options)
    }

    fn add_note(&mut self, text: &str) {
        match &mut self.note {
            Some(note) => {
                note.push(' ');
                note.push_str(text);
            }
            None => self.note = Some(text.to_owned()),
        }
    }

    fn add_word(&mut self, word: &str) -> Result<(), String> {
        if let Some(source) = word.strip_prefix('@') {
            self.sources.push(citation(source)?);
        } else if let Some(confidence) = word.strip_prefix('~') {
            self.confidence = Some(confidence.to_owned());
        } else if let Some(events) = word.strip_prefix('!') {
            (self.began, self.ended) = period(events).unwrap_or_else(|| (Some(events.to_owned()), None));
        } else if let Some(inner) = bracketed(word, "rival") {
            self.rival_dates.push(rival_date(inner)?);
        } else if let Some(inner) = bracketed(word, "undrawn") {
            self.undrawn.push(undrawn(inner)?);
        } else if let Some(found) = period(word).filter(|_| word.starts_with('.') || is_date(word)) {
            if self.period.is_some() {
                return Err(format!("'{word}' is a second period"));
            }
            self.period = Some(found);
        } else {
            self.words.push(word.to_owned());
        }
        Ok(())
    }

    /// Refuses words that are no option.
    pub(crate) fn no_words(&self) -> Result<(), String> {
        match self.words.first() {
            Some(word) => Err(format!("'{word}' is not expected here")),
            None => Ok(()),
        }
    }

    /// Adds the members that every statement has.
    pub(crate) fn add_to(&self, json: &mut Map<String, Value>) {
        let mut set = |name: &str, value: Option<&String>| {
            if let Some(value) = value {
                json.insert(name.to_owned(), Value::from(value.as_str()));
            }
        };
        let (from, until) = self.period.clone().unwrap_or_default();
        set("from", from.as_ref());
        set("until", until.as_ref());
        set("began", self.began.as_ref());
        set("ended", self.ended.as_ref());
        set("administered_by", self.administered_by.as_ref());
        set("note", self.note.as_ref());
        // A record of medium confidence is answered as certain by the core. What was not checked against a second source
        // is not that sure here: it states none, and is likely.
        set("confidence", self.confidence.as_ref().filter(|it| *it != "medium"));
        json.insert("sources".to_owned(), Value::from(self.sources.clone()));
        for (name, list) in [("rival_dates", &self.rival_dates), ("undrawn", &self.undrawn)] {
            if !list.is_empty() {
                json.insert(name.to_owned(), Value::from(list.clone()));
            }
        }
    }
}

/// A source, with its place in brackets if it is stated.
fn citation(text: &str) -> Result<Value, String> {
    match text.split_once('(') {
        None => Ok(Value::from(text)),
        Some((code, place)) => match place.strip_suffix(')') {
            Some(place) => Ok(json!({"source": code, "at": place.trim_matches('"')})),
            None => Err(format!("'@{text}' does not end with a bracket")),
        },
    }
}

fn bracketed<'a>(word: &'a str, name: &str) -> Option<&'a str> {
    word.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')')
}

/// `from 1975-04-29 @source`, in brackets.
fn rival_date(text: &str) -> Result<Value, String> {
    let inner = Options::read(&tokens(text)?)?;
    let [bound, date] = inner.words.as_slice() else {
        return Err("a rival date is `rival(from DATE @source)` or `rival(until DATE @source)`".to_owned());
    };
    let mut value = json!({"bound": bound, "date": date, "sources": inner.sources});
    add_note(&mut value, &inner);
    Ok(value)
}

/// `"ground" HOLDER FROM..UNTIL @source`, in brackets; holder and period may be absent.
fn undrawn(text: &str) -> Result<Value, String> {
    let inner = Options::read(&tokens(text)?)?;
    let Some(ground) = &inner.note else {
        return Err("an undrawn part is `undrawn(\"ground\" HOLDER FROM..UNTIL @source)`".to_owned());
    };
    let mut value = json!({"ground": ground, "sources": inner.sources});
    if let Some(object) = value.as_object_mut() {
        if !inner.words.is_empty() {
            object.extend(holder(&inner.words)?);
        }
        let (from, until) = inner.period.unwrap_or_default();
        object.extend(from.map(|it| ("from".to_owned(), Value::from(it))));
        object.extend(until.map(|it| ("until".to_owned(), Value::from(it))));
    }
    Ok(value)
}

fn add_note(value: &mut Value, options: &Options) {
    if let (Some(object), Some(note)) = (value.as_object_mut(), &options.note) {
        object.insert("note".to_owned(), Value::from(note.as_str()));
    }
}

/// The members that say who holds: `GHA`, `GBR & EGY`, `IND | PAK`, `-`.
pub(crate) fn holder(words: &[String]) -> Result<Map<String, Value>, String> {
    let text = words.join(" ");
    let several = |mark: char| -> Value { text.split(mark).map(|it| Value::from(it.trim())).collect() };
    let (member, value) = match text.as_str() {
        "-" => ("vacant", Value::from(true)),
        text if text.contains('&') => ("condominium", several('&')),
        text if text.contains('|') => ("contested", several('|')),
        text if text.contains(' ') => return Err(format!("'{text}' is no holder: one code, A & B, A | B or -")),
        "" => return Err("the holder is missing".to_owned()),
        text => ("holder", Value::from(text)),
    };
    Ok(Map::from_iter([(member.to_owned(), value)]))
}
