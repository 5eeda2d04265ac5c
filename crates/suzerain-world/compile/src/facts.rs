//! One text of facts: its elements, and the timelines of land.

use serde_json::{Map, Value, json};

use crate::document::Element;
use crate::land::Land;
use crate::options::Options;
use crate::problem::Problem;
use crate::token::{Line, Token, is_date, lines, period};

/// What a text says.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) elements: Vec<Element>,
    pub(crate) lands: Vec<Land>,
}

/// To what an indented line belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Above {
    Nothing,
    Polity,
    /// So many of the last lands.
    Lands(usize),
}

impl Facts {
    pub(crate) fn read(file: &str, text: &str, problems: &mut Vec<Problem>) -> Self {
        let mut facts = Self::default();
        let mut above = Above::Nothing;
        for line in lines(file, text, problems) {
            let read = if line.is_member {
                facts.member(above, &line)
            } else {
                facts.statement(file, &line).map(|found| above = found)
            };
            if let Err(text) = read {
                problems.push(Problem { file: file.to_owned(), line: line.number, text });
                if !line.is_member {
                    above = Above::Nothing;
                }
            }
        }
        facts
    }

    fn statement(&mut self, file: &str, line: &Line) -> Result<Above, String> {
        let Some((Token::Word(word), rest)) = line.tokens.split_first() else {
            return Err("a statement begins with a word, such as land".to_owned());
        };
        match word.as_str() {
            "source" => self.source(line.number, rest)?,
            "event" => self.event(line.number, rest)?,
            "polity" => {
                self.polity(line.number, rest)?;
                return Ok(Above::Polity);
            }
            "land" => return self.land(file, rest),
            "claim" => self.claim(line.number, rest)?,
            "recognition" => self.recognition(line.number, rest)?,
            "presence" => self.presence(line.number, rest)?,
            "corridor" => self.corridor(line.number, rest)?,
            other => {
                return Err(format!(
                    "'{other}' is not source, event, polity, land, claim, recognition, presence or corridor; a line that \
                     belongs to the one above is indented"
                ));
            }
        }
        Ok(Above::Nothing)
    }

    fn member(&mut self, above: Above, line: &Line) -> Result<(), String> {
        match above {
            Above::Nothing => Err("this indented line belongs to nothing above".to_owned()),
            Above::Polity => match self.elements.last_mut() {
                Some(polity) => polity_member(&mut polity.json, &line.tokens),
                None => Ok(()),
            },
            Above::Lands(count) => {
                let first = self.lands.len().saturating_sub(count);
                self.lands.iter_mut().skip(first).try_for_each(|land| land.add(line))
            }
        }
    }

    fn push(&mut self, list: &'static str, territory: Option<&str>, json: Map<String, Value>, line: usize) {
        let territory = territory.map(str::to_owned);
        self.elements.push(Element { list, territory, json: Value::Object(json), line });
    }

    fn source(&mut self, line: usize, tokens: &[Token]) -> Result<(), String> {
        let [Token::Word(code), Token::Text(title), rest @ ..] = tokens else {
            return Err("a source is `source CODE \"Title\" …`".to_owned());
        };
        let mut json = object(json!({"code": code, "title": title}));
        for pair in rest.chunks(2) {
            let [Token::Word(member), value] = pair else {
                return Err(
                    "after the title: author, publisher, year, url, licence, note, each with its value".to_owned()
                );
            };
            let value = text_of(value);
            match member.as_str() {
                "year" => {
                    let year: i64 = value.parse().map_err(|_| format!("'{value}' is no year"))?;
                    json.insert(member.clone(), Value::from(year));
                }
                "author" | "publisher" | "url" | "licence" | "note" => {
                    json.insert(member.clone(), Value::from(value));
                }
                other => return Err(format!("'{other}' is not author, publisher, year, url, licence or note")),
            }
        }
        self.push("sources", None, json, line);
        Ok(())
    }

    fn event(&mut self, line: usize, tokens: &[Token]) -> Result<(), String> {
        let [Token::Word(code), Token::Word(kind), Token::Text(name), Token::Word(date), rest @ ..] = tokens else {
            return Err("an event is `event CODE KIND \"Name\" DATE @source`".to_owned());
        };
        let options = Options::read(rest)?;
        options.no_words()?;
        let mut json = object(json!({"code": code, "kind": kind, "name": name}));
        options.add_to(&mut json);
        let (from, until) = period(date).unwrap_or_else(|| (Some(date.clone()), None));
        json.extend(from.map(|it| ("from".to_owned(), Value::from(it))));
        json.extend(until.map(|it| ("until".to_owned(), Value::from(it))));
        self.push("events", None, json, line);
        Ok(())
    }

    fn polity(&mut self, line: usize, tokens: &[Token]) -> Result<(), String> {
        let [Token::Word(code), Token::Word(kind), Token::Text(name), rest @ ..] = tokens else {
            return Err("a polity is `polity CODE KIND \"Name\" FROM..UNTIL @source`".to_owned());
        };
        let options = Options::read(rest)?;
        options.no_words()?;
        let mut json = object(json!({"code": code, "kind": kind, "names": [{"text": name, "lang": "en"}]}));
        options.add_to(&mut json);
        json.remove("confidence");
        self.push("polities", None, json, line);
        Ok(())
    }

    fn land(&mut self, file: &str, tokens: &[Token]) -> Result<Above, String> {
        let shared = Options::read(tokens)?;
        if shared.words.is_empty() {
            return Err("a land is `land CODE…`, with lines below".to_owned());
        }
        for territory in &shared.words {
            self.lands.push(Land {
                file: file.to_owned(),
                territory: territory.clone(),
                shared: shared.clone(),
                titles: Vec::new(),
                facts: Vec::new(),
            });
        }
        Ok(Above::Lands(shared.words.len()))
    }

    fn claim(&mut self, line: usize, tokens: &[Token]) -> Result<(), String> {
        let options = Options::read(tokens)?;
        let [polity, territories @ ..] = options.words.as_slice() else {
            return Err("a claim is `claim POLITY CODE… FROM..UNTIL @source`".to_owned());
        };
        for territory in territories {
            let mut json = object(json!({"polity": polity, "territory": territory}));
            options.add_to(&mut json);
            self.push("claims", Some(territory), json, line);
        }
        Ok(())
    }

    fn recognition(&mut self, line: usize, tokens: &[Token]) -> Result<(), String> {
        let options = Options::read(tokens)?;
        let mut parts = options.words.split(|word| word == "of");
        let (Some(recognising), Some([of])) = (parts.next(), parts.next()) else {
            return Err("a recognition is `recognition POLITY… of POLITY FROM..UNTIL @source`".to_owned());
        };
        for by in recognising {
            let mut json = object(json!({"by": by, "of": of}));
            options.add_to(&mut json);
            self.push("recognitions", None, json, line);
        }
        Ok(())
    }

    fn presence(&mut self, line: usize, tokens: &[Token]) -> Result<(), String> {
        let [Token::Word(polity), Token::Word(territory), Token::Text(force), rest @ ..] = tokens else {
            return Err("a presence is `presence POLITY CODE \"force\" FROM..UNTIL @source`".to_owned());
        };
        let options = Options::read(rest)?;
        options.no_words()?;
        let mut json = object(json!({"polity": polity, "territory": territory, "force": force}));
        options.add_to(&mut json);
        self.push("presences", Some(territory), json, line);
        Ok(())
    }

    fn corridor(&mut self, line: usize, tokens: &[Token]) -> Result<(), String> {
        let Some(at) = tokens.iter().position(|token| matches!(token, Token::Text(_))) else {
            return Err("a corridor states its regime in quotes".to_owned());
        };
        let (head, rest) = tokens.split_at(at);
        let words: Vec<&str> = head.iter().map(text_of).collect();
        let [territory, "joins", one, other, "host", host, "width", width] = words.as_slice() else {
            return Err(
                "a corridor is `corridor CODE joins A B host POLITY width METRES \"regime\" FROM..UNTIL @source`"
                    .to_owned(),
            );
        };
        let width: f64 = width.parse().map_err(|_| format!("'{width}' is no width in metres"))?;
        let Some((regime, rest)) = rest.split_first() else { return Ok(()) };
        let options = Options::read(rest)?;
        let mut json = object(json!({
            "territory": territory, "joins": [one, other], "host": host, "width_m": width, "regime": text_of(regime),
        }));
        options.add_to(&mut json);
        self.push("corridors", Some(territory), json, line);
        Ok(())
    }
}

/// Adds a line below a polity: a name, what it is part of, its patrons, its successors.
fn polity_member(polity: &mut Value, tokens: &[Token]) -> Result<(), String> {
    let Some((Token::Word(word), rest)) = tokens.split_first() else {
        return Err("a line of a polity begins with name, in, patron or then".to_owned());
    };
    let Some(json) = polity.as_object_mut() else { return Ok(()) };
    match (word.as_str(), rest) {
        ("name", [Token::Text(text), rest @ ..]) => {
            let options = Options::read(rest)?;
            let mut name = object(json!({"text": text, "lang": options.words.first().map_or("en", String::as_str)}));
            let is_dated = options.period.is_some();
            add_period(&mut name, options.period);
            if let Some(Value::Array(names)) = json.get_mut("names") {
                // The first name of the day is shown, so those of a period come first.
                let at = if is_dated { 0 } else { names.len() };
                names.insert(at, Value::Object(name));
            }
        }
        ("in" | "patron", [Token::Word(whole), rest @ ..]) => {
            let options = Options::read(rest)?;
            options.no_words()?;
            let mut bond = object(json!({"polity": whole}));
            add_period(&mut bond, options.period);
            append(json, if word == "in" { "part_of" } else { "patrons" }, Value::Object(bond));
        }
        ("then", rest) if !rest.is_empty() => {
            rest.iter().map(text_of).filter(|it| !it.starts_with('@') && !is_date(it)).for_each(|code| {
                append(json, "successors", Value::from(code));
            });
        }
        _ => {
            return Err(
                "a line of a polity is `name \"Text\" LANG`, `in POLITY`, `patron POLITY` or `then POLITY`".to_owned()
            );
        }
    }
    Ok(())
}

fn add_period(json: &mut Map<String, Value>, period: Option<(Option<String>, Option<String>)>) {
    let (from, until) = period.unwrap_or_default();
    json.extend(from.map(|it| ("from".to_owned(), Value::from(it))));
    json.extend(until.map(|it| ("until".to_owned(), Value::from(it))));
}

fn append(json: &mut Map<String, Value>, member: &str, value: Value) {
    match json.get_mut(member) {
        Some(Value::Array(list)) => list.push(value),
        _ => {
            json.insert(member.to_owned(), Value::Array(vec![value]));
        }
    }
}

fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn text_of(token: &Token) -> &str {
    match token {
        Token::Text(text) | Token::Word(text) => text,
    }
}
