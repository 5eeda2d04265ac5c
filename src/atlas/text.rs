//! Phrases that several answers use.

use std::fmt::Display;

/// A distance for people: metres below 100, otherwise kilometres with one decimal below 10.
pub(crate) fn metres(metres: f64) -> String {
    let kilometres = metres / 1000.0;
    if metres < 99.5 {
        format!("{metres:.0} m")
    } else if kilometres < 9.95 {
        let text = format!("{kilometres:.1}");
        format!("{} km", text.strip_suffix(".0").unwrap_or(&text))
    } else {
        format!("{kilometres:.0} km")
    }
}

/// `A`, `A or B`, `A, B or C`; what reads the same is named once.
pub(crate) fn either<T: Display>(items: &[T]) -> String {
    let mut texts: Vec<String> = Vec::with_capacity(items.len());
    for text in items.iter().map(ToString::to_string) {
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    match texts.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_short() {
        let texts = [0.4, 58.2, 99.6, 612.0, 3000.0, 9960.0, 123_456.0].map(metres);
        assert_eq!(texts, ["0 m", "58 m", "0.1 km", "0.6 km", "3 km", "10 km", "123 km"]);
        assert_eq!([either(&[1]), either(&[1, 2, 1]), either(&[1, 2, 3])], ["1", "1 or 2", "1, 2 or 3"]);
    }
}
