//! Finds a field in the text of a value.

use super::scanner::Scanner;
use crate::io::import::stop::Stop;

/// How many bytes of `text` lie before the value of a field such as `geometry.coordinates[0][3]`; where it is missing,
/// before the innermost object or list on the way to it.
pub(super) fn offset(text: &str, field: &str) -> usize {
    let mut found = 0;
    // Where the text ends or differs, the last position found stands.
    let _ = walk(text, field, &mut found);
    found
}

fn walk(text: &str, field: &str, found: &mut usize) -> Result<(), Stop> {
    let mut scanner = Scanner::new(text.as_bytes())?;
    let mut field = field;
    loop {
        scanner.peek()?;
        *found = usize::try_from(scanner.bytes()).unwrap_or_default();
        if let Some((index, rest)) = index(field) {
            scanner.expect(b'[', "a list")?;
            for _ in 0..index {
                scanner.value("a list")?;
                scanner.expect(b',', "a list")?;
            }
            field = rest;
        } else {
            let path = field.strip_prefix('.').unwrap_or(field);
            if path.is_empty() {
                return Ok(());
            }
            scanner.expect(b'{', "an object")?;
            loop {
                let name = scanner.name("an object")?;
                // A name may itself have dots and brackets.
                let rest = path.strip_prefix(name.as_str());
                if let Some(rest) = rest.filter(|rest| rest.is_empty() || rest.starts_with(['.', '['])) {
                    field = rest;
                    break;
                }
                scanner.value("an object")?;
                scanner.expect(b',', "an object")?;
            }
        }
    }
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
        let text = r#"{"a": {"b.c": [10, [20, 30]], "d": 1}, "e": 2}"#;
        let at = |field| &text[offset(text, field)..];
        assert!(at("e").starts_with("2}"));
        assert!(at("a.d").starts_with("1}"));
        assert!(at("a.b.c[1][1]").starts_with("30]"));
        assert!(at("a.missing").starts_with("{\"b.c\""));
        assert!(at("a.b.c[7]").starts_with("[10"));
    }
}
