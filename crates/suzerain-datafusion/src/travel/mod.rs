//! Plans that another process works out: for those who write codecs, as the crate `suzerain-ballista` is one.
//!
//! An atlas does not travel: every process has it, under the same name or as a file of the same path. So a plan that leaves
//! its process says which edition it asks ([`name_editions`]), and a process whose atlas is of another edition refuses to
//! answer, with both editions in the error.

mod bytes;
mod editions;

pub use bytes::{
    function_from_bytes, function_to_bytes, node_from_bytes, node_to_bytes, table_from_bytes, table_to_bytes,
};
pub use editions::name_editions;
