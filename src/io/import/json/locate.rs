//! Finds a field in the text of a value.

use std::borrow::Cow;

use crate::io::parts::parts;

/// How many bytes of `text` lie before the value of a field such as `geometry.coordinates[0][3]`; where it is missing,
/// before the innermost object or list on the way to it.
pub(super) fn offset(text: &str, field: &str) -> usize {
    let (mut begin, mut value, mut field) = (0, text, field);
    while !field.is_empty() {
        let found = if let Some((number, rest)) = index(field) {
            parts(value).get(number).map(|item| (*item, rest))
        } else {
            let path = field.strip_prefix('.').unwrap_or(field);
            parts(value).into_iter().find_map(|member| {
                // A name may itself have dots and brackets.
                let rest = path.strip_prefix(&*unescaped(member.name?.text)?)?;
                (rest.is_empty() || rest.starts_with(['.', '['])).then_some((member, rest))
            })
        };
        let Some((part, rest)) = found else { break };
        (begin, value, field) = (begin + part.value_begin, part.value, rest);
    }
    begin
}

/// A name without its escapes.
fn unescaped(name: &str) -> Option<Cow<'_, str>> {
    if name.contains('\\') { serde_json::from_str(&format!("\"{name}\"")).ok() } else { Some(name.into()) }
}

/// `[3].rest` as 3 and `.rest`.
fn index(field: &str) -> Option<(usize, &str)> {
    let (index, rest) = field.strip_prefix('[')?.split_once(']')?;
    Some((index.parse().ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_in_the_text() {
        let text = r#"{"a": {"b.c": [10, [20, 30]], "d": 1}, "e": 2, "t\u0065n": 10}"#;
        let at = |field| &text[offset(text, field)..];
        assert!(at("e").starts_with("2,"));
        assert!(at("ten").starts_with("10}"));
        assert!(at("a.d").starts_with("1}"));
        assert!(at("a.b.c[1][1]").starts_with("30]"));
        assert!(at("a.missing").starts_with("{\"b.c\""));
        assert!(at("a.b.c[7]").starts_with("[10"));
    }
}
