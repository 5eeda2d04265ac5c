//! Closed vocabularies: enums whose every variant is a word of the atlas document.

/// An enum whose every variant has one word, written in lower case with hyphens.
pub(crate) trait Word: Copy + PartialEq + 'static {
    /// Every variant with its word.
    const WORDS: &'static [(Self, &'static str)];

    /// The word of this variant.
    fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(value, _)| *value == self).map_or("", |(_, word)| word)
    }

    /// The variant of a word.
    fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
    }

    /// All words, for a message that says what is allowed.
    fn all_words() -> String {
        Self::WORDS.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(", ")
    }
}

/// A text that is not a word of a vocabulary, such as [`Basis`](crate::Basis) or [`Mode`](crate::Mode).
///
/// # Example
///
/// ```
/// use suzerain::Mode;
///
/// let error = "annexation".parse::<Mode>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "'annexation' is not a mode of control; \
///      use one of: administration, occupation, peacekeeping, lease, trusteeship"
/// );
/// assert_eq!((error.word(), error.vocabulary()), ("annexation", "mode of control"));
/// assert!(error.allowed().starts_with("administration, "));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{word}' is not a {vocabulary}; use one of: {allowed}")]
pub struct UnknownWord {
    pub(crate) word: String,
    pub(crate) vocabulary: &'static str,
    pub(crate) allowed: String,
}

impl UnknownWord {
    /// The text that was refused.
    #[must_use]
    pub fn word(&self) -> &str {
        &self.word
    }

    /// What the text should be, such as "basis" or "kind of polity".
    #[must_use]
    pub fn vocabulary(&self) -> &'static str {
        self.vocabulary
    }

    /// All words of the vocabulary, separated by commas.
    #[must_use]
    pub fn allowed(&self) -> &str {
        &self.allowed
    }
}

/// Gives an enum its words: the trait [`Word`], a list of all values, and conversions to and from text.
///
/// `Display`, `FromStr` and serde all use the words of the document.
macro_rules! vocabulary {
    ($name:ident, $vocabulary:literal, $($variant:ident = $word:literal),+ $(,)?) => {
        impl $name {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as documents write it.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }
        }

        impl $crate::model::word::Word for $name {
            const WORDS: &'static [(Self, &'static str)] = &[$((Self::$variant, $word)),+];
        }

        impl std::fmt::Display for $name {
            /// The word as documents write it.
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::model::word::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                use $crate::model::word::Word;
                Self::from_word(word).ok_or_else(|| $crate::model::word::UnknownWord {
                    word: word.to_owned(),
                    vocabulary: $vocabulary,
                    allowed: Self::all_words(),
                })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                word.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

pub(crate) use vocabulary;
