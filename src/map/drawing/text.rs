//! Text in pictures: how wide it is, where it breaks, and how it is escaped.

/// Widths of the printable ASCII characters of Arial, Helvetica and Liberation Sans, from the space on, in
/// thousandths of the size.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];

/// The font of all pictures: its widths are known, and it is available nearly everywhere under one of these names.
pub(crate) const SANS: &str = "Arial, Helvetica, 'Liberation Sans', Arimo, sans-serif";
/// The font of titles.
pub(crate) const SERIF: &str = "Georgia, 'Times New Roman', 'Liberation Serif', Tinos, serif";

/// The width of a text in the sans font at this size.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    let of = |c: char| {
        let place = (c as usize).checked_sub(' ' as usize);
        // Armenian and Georgian letters are wider than others beyond ASCII.
        let other =
            if ('\u{530}'..='\u{58f}').contains(&c) || ('\u{10a0}'..='\u{10ff}').contains(&c) { 700 } else { 600 };
        f64::from(place.and_then(|place| WIDTHS.get(place)).copied().unwrap_or(other))
    };
    text.chars().map(of).sum::<f64>() / 1e3 * size
}

/// The text in lines no wider than this, broken at spaces and behind hyphens; one word may be wider.
pub(crate) fn wrapped(text: &str, size: f64, widest: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words(text) {
        match lines.last_mut() {
            Some(line) => {
                let gap = if line.ends_with('-') && !line.ends_with(" -") { "" } else { " " };
                if width(line, size) + width(gap, size) + width(word, size) <= widest {
                    line.push_str(gap);
                    line.push_str(word);
                } else {
                    lines.push(word.to_owned());
                }
            }
            None => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The pieces between which a line can break.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().flat_map(|word| word.split_inclusive('-'))
}

/// The text in this many lines, as even as its words allow; `None` if it has fewer words.
pub(crate) fn balanced(text: &str, count: usize) -> Option<Vec<String>> {
    let words: Vec<&str> = words(text).collect();
    if words.len() < count {
        return None;
    }
    if count == 1 {
        return Some(vec![text.to_owned()]);
    }
    let widest = words
        .iter()
        .map(|word| width(word, 1.0))
        .fold(width(text, 1.0) / f64::from(u8::try_from(count).ok()?), f64::max);
    (0..60).find_map(|step| {
        let lines = wrapped(text, 1.0, widest * (1.0 + f64::from(step) / 20.0));
        (lines.len() <= count).then_some(lines)
    })
}

/// The text with the characters that XML reserves escaped.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            // XML does not allow control characters.
            c if c.is_control() => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_the_font() {
        // Arial: A 667, r 333, m 833, e 556, n 556, i 222, a 556.
        assert!((width("Armenia", 1000.0) - 3723.0).abs() < 1e-9);
    }

    #[test]
    fn lines_are_even() {
        assert_eq!(balanced("Nagorno-Karabakh Republic", 2).unwrap(), ["Nagorno-Karabakh", "Republic"]);
        assert_eq!(balanced("Armenia", 2), None);
    }

    #[test]
    fn markup_is_text() {
        assert_eq!(escaped("a<b> & \"c\"\n\u{1}"), "a&lt;b&gt; &amp; &quot;c&quot; \u{fffd}");
    }
}
