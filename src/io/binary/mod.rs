//! The binary form of an atlas, which the module [`binary`](crate::binary) describes.

mod answers;
mod codes;
mod elements;
mod error;
mod file;
mod folded;
mod ground;
mod model;
mod packed;
mod texts;
mod values;
mod verify;
mod wire;

pub use error::BinaryError;
pub use file::BINARY_FORMAT;
#[cfg(feature = "import")]
pub(super) use file::MAGIC;
