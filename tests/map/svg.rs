//! A reader of SVG, as far as these tests need one.

use std::collections::BTreeMap;

/// An element with its attributes and the text behind it.
#[derive(Debug, Clone)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> &str {
        self.attributes.get(name).map_or("", String::as_str)
    }

    pub(crate) fn number(&self, name: &str) -> f64 {
        self.get(name).parse().unwrap_or_else(|_| panic!("{name} of {self:?}"))
    }
}

/// Every element of a document in order; panics where tags do not match.
pub(crate) fn elements(svg: &str) -> Vec<Element> {
    let (mut found, mut open, mut rest) = (Vec::new(), Vec::new(), svg);
    while let Some(at) = rest.find('<') {
        let end = at + rest[at..].find('>').expect("a tag that ends");
        let (tag, behind) = (&rest[at + 1..end], &rest[end + 1..]);
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name));
        } else {
            let (body, is_empty) = tag.strip_suffix('/').map_or((tag, false), |body| (body, true));
            let (name, attributes) = body.split_once([' ', '\n']).unwrap_or((body, ""));
            if !is_empty {
                open.push(name.to_owned());
            }
            let text = behind[..behind.find('<').unwrap_or(behind.len())].to_owned();
            found.push(Element { name: name.to_owned(), attributes: read(attributes), text });
        }
        rest = behind;
    }
    assert!(open.is_empty(), "{open:?} stay open");
    found
}

fn read(mut text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    while let Some((name, rest)) = text.split_once("=\"") {
        let (value, rest) = rest.split_once('"').expect("a quoted value");
        assert!(found.insert(name.trim().to_owned(), value.to_owned()).is_none(), "{name} is there twice");
        text = rest;
    }
    assert!(text.trim().is_empty(), "'{text}'");
    found
}

/// The corners of path data of the commands M, l, z, H, V and v.
pub(crate) fn corners(data: &str) -> Vec<(f64, f64)> {
    let (mut found, mut at) = (Vec::new(), (0.0, 0.0));
    let mut rest = data;
    while let Some(verb) = rest.chars().next() {
        let end = rest[1..].find(|c: char| c.is_ascii_alphabetic()).map_or(rest.len(), |end| end + 1);
        let numbers = numbers(&rest[1..end]);
        match verb {
            'M' => numbers.chunks(2).for_each(|pair| {
                at = (pair[0], pair[1]);
                found.push(at);
            }),
            'l' => numbers.chunks(2).for_each(|pair| {
                at = (at.0 + pair[0], at.1 + pair[1]);
                found.push(at);
            }),
            'H' => at.0 = numbers[0],
            'V' => at.1 = numbers[0],
            'v' => at.1 += numbers[0],
            'z' => assert!(numbers.is_empty()),
            other => panic!("'{other}' in path data"),
        }
        found.push(at);
        rest = &rest[end..];
    }
    found
}

/// Numbers parted by spaces, or by a sign or a second point.
fn numbers(text: &str) -> Vec<f64> {
    let (mut found, mut word) = (Vec::new(), String::new());
    for c in text.chars().chain([' ']) {
        let is_new = c == ' ' || c == '-' && !word.is_empty() || c == '.' && word.contains('.');
        if is_new && !word.is_empty() {
            found.push(word.parse().unwrap_or_else(|_| panic!("'{word}'")));
            word.clear();
        }
        if c != ' ' {
            word.push(c);
        }
    }
    found
}

/// A label: boxes that cover it, more than one if it is turned, and its text.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    pub(crate) boxes: Vec<[f64; 4]>,
    pub(crate) text: String,
}

impl Label {
    /// Whether two labels lie on each other.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let meet = |one: &[f64; 4], other: &[f64; 4]| {
            one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
        };
        self.boxes.iter().any(|one| other.boxes.iter().any(|other| meet(one, other)))
    }
}

/// The numbers in the legend with the first line of what they stand for.
pub(crate) fn numbers_of_legend(elements: &[Element]) -> BTreeMap<String, String> {
    let legend = elements.iter().position(|it| it.get("class") == "legend").expect("a legend");
    let texts: Vec<&Element> = elements[legend..].iter().filter(|it| it.name == "text").collect();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    let apart = texts.windows(2).filter(|pair| is_number(&pair[0].text) && !pair[1].get("textLength").is_empty());
    let apart = apart.map(|pair| (pair[0].text.clone(), pair[1].text.clone()));
    let entries = texts.iter().filter(|it| !it.get("textLength").is_empty());
    let together = entries.filter_map(|it| it.text.split_once(' ')).filter(|it| is_number(it.0));
    apart.chain(together.map(|(number, name)| (number.to_owned(), name.to_owned()))).collect()
}

/// All labels, a line of text each.
pub(crate) fn labels(elements: &[Element]) -> Vec<Label> {
    let labels = elements.iter().filter(|it| it.get("class") == "label");
    labels
        .map(|it| {
            let (x, y, wide, size) = (it.number("x"), it.number("y"), it.number("textLength"), it.number("font-size"));
            let whole = [x - wide / 2.0, y - 0.72 * size, x + wide / 2.0, y + 0.2 * size];
            let turn = it.get("transform").strip_prefix("rotate(").map(|text| numbers(text.trim_end_matches(')')));
            let boxes = turn.map_or_else(|| vec![whole], |turn| turned(whole, &turn, size));
            Label { boxes, text: it.text.clone() }
        })
        .collect()
}

/// Squares along a box that is turned by degrees around a point.
fn turned(whole: [f64; 4], turn: &[f64], size: f64) -> Vec<[f64; 4]> {
    let (sin, cos) = turn[0].to_radians().sin_cos();
    let (low, half) = (f64::midpoint(whole[1], whole[3]) - turn[2], 0.4 * size);
    let count = ((whole[2] - whole[0]) / size).ceil().max(1.0);
    let steps = std::iter::successors(Some(0.0), |step| (*step < count).then_some(step + 1.0));
    let square = |step: f64| {
        let along = whole[0] + half + (whole[2] - whole[0] - 2.0 * half) * step / count - turn[1];
        let (x, y) = (turn[1] + cos * along - sin * low, turn[2] + sin * along + cos * low);
        [x - half, y - half, x + half, y + half]
    };
    steps.map(square).collect()
}
