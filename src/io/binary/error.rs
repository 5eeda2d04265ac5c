//! Why bytes are not an atlas.

use crate::atlas::BuildReport;

/// Bytes that could not be read as an atlas, or an atlas that is not what it would be if it were built.
///
/// # Example
///
/// ```
/// use suzerain::Atlas;
/// use suzerain::error::BinaryError;
///
/// let mut bytes = Atlas::builder("empty").build()?.to_bytes();
/// bytes.pop();
/// let error = Atlas::from_bytes(&bytes).unwrap_err();
/// assert!(matches!(error, BinaryError::Length { stated, found } if stated == found + 1));
///
/// let error = Atlas::from_bytes(b"{}").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "these bytes are not the binary form of an atlas; an atlas document is read with Atlas::from_geojson, and \
///      Atlas::to_bytes makes the binary form of it"
/// );
/// # Ok::<(), suzerain::build::BuildReport>(())
/// ```
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum BinaryError {
    /// They do not begin as the binary form of an atlas does.
    #[error(
        "these bytes are not the binary form of an atlas; an atlas document is read with Atlas::from_geojson, and \
         Atlas::to_bytes makes the binary form of it"
    )]
    NotAnAtlas,
    /// They are of a format that this version does not read.
    #[error(
        "binary format {found} is not known, this version reads format {known}; build the atlas again from its documents"
    )]
    UnknownFormat {
        /// The number in the header.
        found: u32,
        /// The number that can be read.
        known: u32,
    },
    /// They end too early, or go on behind the end.
    #[error("the header states {stated} bytes, but there are {found}; copy the whole file again")]
    Length {
        /// The length of the whole in the header.
        stated: u64,
        /// How many bytes there are.
        found: u64,
    },
    /// They are not those that were written.
    #[error("the checksum is wrong, so the bytes were damaged; copy the file again, or build it from its documents")]
    Checksum,
    /// They were written so, but are no atlas.
    #[error("the part '{part}' is faulty at byte {at}: {reason}; build the atlas again from its documents")]
    Malformed {
        /// The part of the file.
        part: &'static str,
        /// How many bytes of the part had been read.
        at: usize,
        /// What is wrong.
        reason: &'static str,
    },
    /// What is recorded does not pass the checks of [`AtlasBuilder::build`](crate::AtlasBuilder::build).
    #[error(transparent)]
    Report(#[from] BuildReport),
    /// [`Atlas::verify`](crate::Atlas::verify) built the atlas again from its records and outlines, and it differs.
    #[error("built again from its records and outlines, the atlas has another {0}; build it again from its documents")]
    Differs(&'static str),
}

/// What is wrong in which part of the bytes.
pub(super) struct Malformed {
    pub(super) part: &'static str,
    pub(super) at: usize,
    pub(super) reason: &'static str,
}

impl From<Malformed> for BinaryError {
    fn from(Malformed { part, at, reason }: Malformed) -> Self {
        Self::Malformed { part, at, reason }
    }
}
