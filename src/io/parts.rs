//! The members and items of a JSON text, with their places in it.

use std::fmt;

use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

/// A member of an object or an item of a list; offsets are bytes from the beginning of the text that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part<'t> {
    /// The name of a member; `None` for an item.
    pub(super) name: Option<Name<'t>>,
    /// Where the part begins: behind the bracket or the comma before it.
    pub(super) begin: usize,
    /// Where its value begins.
    pub(super) value_begin: usize,
    pub(super) value: &'t str,
}

/// The name of a member, as it is written between its quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name<'t> {
    pub(super) text: &'t str,
    /// Where its first quote is.
    pub(super) begin: usize,
    /// Where the colon behind it is.
    pub(super) colon: usize,
}

/// The parts of an object or a list; none of another value, or of a text that is not JSON.
pub(super) fn parts(text: &str) -> Vec<Part<'_>> {
    let Ok(Values(values)) = serde_json::from_str(text) else { return Vec::new() };
    let mut parts = Vec::with_capacity(values.len());
    let mut end = 0;
    for value in values.into_iter().map(RawValue::get) {
        let value_begin = offset(text, value);
        // White space, a bracket or a comma, and the name and colon of a member.
        let gap = text.get(end..value_begin).unwrap_or_default();
        let begin = end + gap.find(['{', '[', ',']).map_or(0, |at| at + 1);
        let name = gap.find('"').zip(gap.rfind('"')).zip(gap.rfind(':')).map(|((first, last), colon)| Name {
            text: gap.get(first + 1..last).unwrap_or_default(),
            begin: end + first,
            colon: end + colon,
        });
        parts.push(Part { name, begin, value_begin, value });
        end = value_begin + value.len();
    }
    parts
}

/// How many bytes of a text lie before a part of it.
pub(super) fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// The values in an object or a list.
struct Values<'t>(Vec<&'t RawValue>);

impl<'de> Deserialize<'de> for Values<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Values<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object or a list")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Values<'de>, A::Error> {
                let mut values = Vec::new();
                while let Some((IgnoredAny, value)) = members.next_entry()? {
                    values.push(value);
                }
                Ok(Values(values))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Values<'de>, A::Error> {
                let mut values = Vec::new();
                while let Some(value) = items.next_element()? {
                    values.push(value);
                }
                Ok(Values(values))
            }
        }
        deserializer.deserialize_any(Collect)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_know_their_places() {
        let text = r#" { "a:\"" : [1, 2] ,"b":{} }"#;
        let [a, b] = parts(text)[..] else { panic!("two members") };
        let name = a.name.unwrap();
        assert_eq!(
            (name.text, &text[name.begin..name.begin + 2], &text[name.colon..=name.colon]),
            (r#"a:\""#, "\"a", ":")
        );
        assert_eq!((a.value, &text[a.begin..a.begin + 2]), ("[1, 2]", " \""));
        assert_eq!((b.value, &text[b.begin..b.value_begin]), ("{}", "\"b\":"));
        let items: Vec<(&str, usize)> = parts(a.value).iter().map(|item| (item.value, item.begin)).collect();
        assert_eq!(items, [("1", 1), ("2", 3)]);
        for text in ["", "{}", "[]", "7", "[1", "{\"a\" 1}"] {
            assert_eq!(parts(text), [], "{text}");
        }
    }
}
