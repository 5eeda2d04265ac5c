//! Well-known text of coordinate systems, as a tree.

/// An element such as `DATUM["D_WGS_1984", ...]`.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Element {
    /// In capitals.
    pub(super) keyword: String,
    pub(super) texts: Vec<String>,
    pub(super) numbers: Vec<f64>,
    pub(super) elements: Vec<Element>,
}

/// Texts are no longer, in bytes; elements nest no deeper.
const LONGEST: usize = 1 << 16;
const DEEPEST: usize = 20;

impl Element {
    /// Reads a text; `None` if it is none of this form.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut rest = text.get(..text.len().min(LONGEST))?.trim();
        element(&mut rest, 0)
    }

    /// The name of an element: its first text.
    pub(super) fn name(&self) -> &str {
        self.texts.first().map_or("", String::as_str)
    }

    /// The first element below this one, at any depth, with one of these keywords.
    pub(super) fn find(&self, keywords: &[&str]) -> Option<&Self> {
        let here = self.elements.iter().find(|below| keywords.contains(&below.keyword.as_str()));
        here.or_else(|| self.elements.iter().find_map(|below| below.find(keywords)))
    }

    /// The first of the elements directly below this one with one of these keywords.
    pub(super) fn child(&self, keywords: &[&str]) -> Option<&Self> {
        self.elements.iter().find(|below| keywords.contains(&below.keyword.as_str()))
    }
}

fn element(rest: &mut &str, depth: usize) -> Option<Element> {
    let open = rest.find(['[', '('])?;
    let (keyword, below) = rest.split_at(open);
    let mut element = Element { keyword: keyword.trim().to_ascii_uppercase(), ..Element::default() };
    if depth > DEEPEST
        || element.keyword.is_empty()
        || !element.keyword.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    {
        return None;
    }
    *rest = below.get(1..)?;
    loop {
        *rest = rest.trim_start();
        if let Some(text) = rest.strip_prefix('"') {
            let end = text.find('"')?;
            element.texts.push(text.get(..end)?.to_owned());
            *rest = text.get(end + 1..)?;
        } else {
            let end = rest.find([',', '[', '(', ']', ')'])?;
            if rest.get(end..)?.starts_with(['[', '(']) {
                element.elements.push(self::element(rest, depth + 1)?);
            } else {
                // A word such as `north` says nothing that is needed.
                element.numbers.extend(rest.get(..end)?.trim().parse::<f64>());
                *rest = rest.get(end..)?;
            }
        }
        *rest = rest.trim_start();
        if let Some(further) = rest.strip_prefix(',') {
            *rest = further;
        } else {
            *rest = rest.strip_prefix([']', ')'])?;
            return Some(element);
        }
    }
}

/// Letters and digits in small letters, by which names are compared.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_read_as_trees() {
        let tree = Element::parse("A [\"one\", 1.5, B(\"two\",north), C[-2] ]").unwrap();
        assert_eq!((tree.name(), tree.numbers.as_slice()), ("one", [1.5].as_slice()));
        assert_eq!(tree.find(&["B"]).map(Element::name), Some("two"));
        assert_eq!(tree.child(&["C"]).map(|it| it.numbers.clone()), Some(vec![-2.0]));
        for text in ["", "A", "A[", "A[\"x", "[1]", "A[B[1]", "A[1 2"] {
            assert_eq!(Element::parse(text), None, "{text}");
        }
        assert_eq!(Element::parse(&"A[".repeat(100_000)), None);
    }
}
