#![doc = include_str!("../README.md")]

mod codec;
mod cluster;

pub use cluster::{client, executor, scheduler};
pub use codec::{LogicalCodec, PhysicalCodec};
