//! Short debug output: the types of this module borrow the whole atlas, which would fill hundreds of megabytes.

use std::fmt;

/// No line is longer, in characters.
const LONGEST: usize = 300;

/// Writes the name of a type and one line of text, shortened if it is long.
pub(super) fn line(f: &mut fmt::Formatter<'_>, name: &str, text: &dyn fmt::Display) -> fmt::Result {
    let text = text.to_string();
    let first = text.lines().next().unwrap_or_default();
    write!(f, "{name}({}", first.chars().take(LONGEST).collect::<String>())?;
    f.write_str(if first.chars().count() > LONGEST { "...)" } else { ")" })
}
