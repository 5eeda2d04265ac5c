//! Short digests that identify values by their content.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use xxhash_rust::xxh3::xxh3_64;

/// Hexadecimal digits of a digest as text.
const DIGITS: usize = 16;

/// A digest of the content of a `T`: 64 bits, as text 16 lower-case hexadecimal digits.
///
/// Equal content has an equal digest in every program and on every machine. Different content has different digests
/// but for a chance of about one in 10^19 for each pair; it is no protection against content made to collide.
///
/// # Example
///
/// ```
/// use suzerain::Atlas;
/// use suzerain::Fingerprint;
///
/// let atlas = Atlas::builder("empty").build()?;
/// let text = atlas.fingerprint().to_string();
/// assert_eq!(text.len(), 16);
/// assert_eq!(text.parse::<Fingerprint>()?, atlas.fingerprint());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Digest<T: ?Sized> {
    bits: u64,
    of: PhantomData<fn() -> T>,
}

impl<T: ?Sized> Digest<T> {
    /// The digest of these bytes: their XXH3 with 64 bits and seed 0.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self::from_bits(xxh3_64(bytes))
    }

    pub(crate) const fn from_bits(bits: u64) -> Self {
        Self { bits, of: PhantomData }
    }

    /// The digest as a number.
    ///
    /// # Example
    ///
    /// ```
    /// use suzerain::Fingerprint;
    ///
    /// let fingerprint: Fingerprint = "00000000000000ff".parse()?;
    /// assert_eq!(fingerprint.to_bits(), 255);
    /// # Ok::<(), suzerain::error::InvalidDigest>(())
    /// ```
    #[must_use]
    pub const fn to_bits(self) -> u64 {
        self.bits
    }
}

impl<T: ?Sized> Clone for Digest<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: ?Sized> Copy for Digest<T> {}

impl<T: ?Sized> PartialEq for Digest<T> {
    fn eq(&self, other: &Self) -> bool {
        self.bits == other.bits
    }
}

impl<T: ?Sized> Eq for Digest<T> {}

impl<T: ?Sized> PartialOrd for Digest<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: ?Sized> Ord for Digest<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bits.cmp(&other.bits)
    }
}

impl<T: ?Sized> Hash for Digest<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bits.hash(state);
    }
}

impl<T: ?Sized> fmt::Debug for Digest<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl<T: ?Sized> fmt::Display for Digest<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:016x}", self.bits))
    }
}

impl<T: ?Sized> FromStr for Digest<T> {
    type Err = InvalidDigest;

    fn from_str(text: &str) -> Result<Self, InvalidDigest> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let bits = u64::from_str_radix(text, 16).ok();
        match bits.filter(|_| text.len() == DIGITS && text.bytes().all(is_digit)) {
            Some(bits) => Ok(Self::from_bits(bits)),
            None => Err(InvalidDigest { text: text.to_owned() }),
        }
    }
}

impl<T: ?Sized> Serialize for Digest<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, T: ?Sized> Deserialize<'de> for Digest<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// A text that is no [`Digest`].
///
/// # Example
///
/// ```
/// use suzerain::Fingerprint;
///
/// let error = "FF".parse::<Fingerprint>().unwrap_err();
/// assert_eq!(error.to_string(), "'FF' is not a digest; write 16 hexadecimal digits in lower case");
/// assert_eq!(error.text(), "FF");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{text}' is not a digest; write 16 hexadecimal digits in lower case")]
pub struct InvalidDigest {
    text: String,
}

impl InvalidDigest {
    /// The text that was refused.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}
