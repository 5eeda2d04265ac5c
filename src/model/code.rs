//! Short codes that identify polities, territories, events and sources.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The longest code, in bytes.
const CAPACITY: usize = 31;

/// The code of a `T`: 1 to 31 ASCII letters, digits, `-`, `.` or `_`.
///
/// Codes are `Copy`, compare byte by byte and stay the same from one edition of an atlas to the next. A code of
/// one kind is not a code of another: `Code<Polity>` and `Code<Territory>` are different types.
///
/// # Example
///
/// ```
/// use suzerain::PolityCode;
///
/// let armenia: PolityCode = "ARM".parse()?;
/// assert_eq!(armenia, "ARM");
/// assert_eq!(PolityCode::try_from("ARM")?, armenia);
/// assert!("no spaces".parse::<PolityCode>().is_err());
/// # Ok::<(), suzerain::error::InvalidCode>(())
/// ```
pub struct Code<T: ?Sized> {
    length: u8,
    /// The text, padded with zeros, so that codes compare as these bytes do.
    bytes: [u8; CAPACITY],
    of: PhantomData<fn() -> T>,
}

impl<T: ?Sized> Code<T> {
    /// The code of this text.
    ///
    /// # Errors
    ///
    /// [`InvalidCode`] when `text` is empty, longer than 31 bytes, or has another character than ASCII letters,
    /// digits, `-`, `.` and `_`.
    ///
    /// # Example
    ///
    /// ```
    /// use suzerain::TerritoryCode;
    ///
    /// let karki = TerritoryCode::new("karki")?;
    /// assert_eq!(karki.as_str(), "karki");
    /// assert!(TerritoryCode::new("").is_err());
    /// # Ok::<(), suzerain::error::InvalidCode>(())
    /// ```
    pub fn new(text: &str) -> Result<Self, InvalidCode> {
        let fail = |kind| InvalidCode { text: text.to_owned(), kind };
        if text.is_empty() {
            return Err(fail(InvalidCodeKind::Empty));
        }
        if let Some(character) = text.chars().find(|c| !c.is_ascii_alphanumeric() && !"-._".contains(*c)) {
            return Err(fail(InvalidCodeKind::Character(character)));
        }
        let mut bytes = [0; CAPACITY];
        let slot = bytes.get_mut(..text.len()).ok_or_else(|| fail(InvalidCodeKind::TooLong))?;
        slot.copy_from_slice(text.as_bytes());
        let length = u8::try_from(text.len()).map_err(|_| fail(InvalidCodeKind::TooLong))?;
        Ok(Self { length, bytes, of: PhantomData })
    }

    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let used = self.bytes.get(..usize::from(self.length)).unwrap_or_default();
        std::str::from_utf8(used).unwrap_or_default()
    }
}

impl<T: ?Sized> Clone for Code<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Code<T> {}

impl<T: ?Sized> PartialEq for Code<T> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl<T: ?Sized> Eq for Code<T> {}

impl<T: ?Sized> PartialEq<str> for Code<T> {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl<T: ?Sized> PartialEq<&str> for Code<T> {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl<T: ?Sized> PartialOrd for Code<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: ?Sized> Ord for Code<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bytes.cmp(&other.bytes)
    }
}

impl<T: ?Sized> Hash for Code<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}

impl<T: ?Sized> fmt::Debug for Code<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Code").field(&self.as_str()).finish()
    }
}

impl<T: ?Sized> fmt::Display for Code<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl<T: ?Sized> PartialEq<Code<T>> for str {
    fn eq(&self, other: &Code<T>) -> bool {
        self == other.as_str()
    }
}

impl<T: ?Sized> PartialEq<Code<T>> for &str {
    fn eq(&self, other: &Code<T>) -> bool {
        *self == other.as_str()
    }
}

impl<T: ?Sized> AsRef<str> for Code<T> {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl<T: ?Sized> From<Code<T>> for String {
    fn from(code: Code<T>) -> Self {
        code.as_str().to_owned()
    }
}

impl<T: ?Sized> FromStr for Code<T> {
    type Err = InvalidCode;

    fn from_str(text: &str) -> Result<Self, InvalidCode> {
        Self::new(text)
    }
}

impl<T: ?Sized> TryFrom<&str> for Code<T> {
    type Error = InvalidCode;

    fn try_from(text: &str) -> Result<Self, InvalidCode> {
        Self::new(text)
    }
}

impl<T: ?Sized> TryFrom<String> for Code<T> {
    type Error = InvalidCode;

    fn try_from(text: String) -> Result<Self, InvalidCode> {
        Self::new(&text)
    }
}

impl<T: ?Sized> Serialize for Code<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de, T: ?Sized> Deserialize<'de> for Code<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::new(&text).map_err(serde::de::Error::custom)
    }
}

/// A text that cannot be a [`Code`].
///
/// # Example
///
/// ```
/// use suzerain::PolityCode;
///
/// let error = PolityCode::new("no spaces").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "'no spaces' is not a code: ' ' is not allowed; use ASCII letters, digits, '-', '.' and '_'"
/// );
/// assert_eq!(error.text(), "no spaces");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{text}' is not a code: {kind}")]
pub struct InvalidCode {
    text: String,
    kind: InvalidCodeKind,
}

impl InvalidCode {
    /// The text that was refused.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Why it was refused.
    #[must_use]
    pub fn kind(&self) -> &InvalidCodeKind {
        &self.kind
    }
}

/// Why a text cannot be a [`Code`].
///
/// # Example
///
/// ```
/// use suzerain::TerritoryCode;
/// use suzerain::error::InvalidCodeKind;
///
/// let refused = |text: &str| TerritoryCode::new(text).map_err(|error| error.kind().clone());
/// assert_eq!(refused(""), Err(InvalidCodeKind::Empty));
/// assert_eq!(refused("Kərki"), Err(InvalidCodeKind::Character('ə')));
/// assert_eq!(refused("the-village-of-karki-or-tigranashen"), Err(InvalidCodeKind::TooLong));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidCodeKind {
    /// Nothing was given.
    #[error("it is empty; give 1 to 31 characters")]
    Empty,
    /// It has more than 31 bytes.
    #[error("it is longer than 31 characters; shorten it")]
    TooLong,
    /// It has this character.
    #[error("{0:?} is not allowed; use ASCII letters, digits, '-', '.' and '_'")]
    Character(char),
}
