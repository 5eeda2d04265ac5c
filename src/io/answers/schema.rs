//! The schema of serialised answers.

/// The JSON Schema (draft 2020-12) of serialised answers: see [`answers`](crate::answers).
///
/// Each form is a definition of its own: `#/$defs/answer`, `status`, `spell`, `outcome`, `candidate`, `doubt`,
/// `record`, `border`, `changes` and `change`.
///
/// # Example
///
/// ```
/// let schema: serde_json::Value = serde_json::from_str(suzerain::answers::ANSWERS_SCHEMA)?;
/// assert!(schema["$defs"]["answer"].is_object());
/// # Ok::<(), serde_json::Error>(())
/// ```
pub const ANSWERS_SCHEMA: &str = include_str!("../answers.schema.json");
