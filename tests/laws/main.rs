//! The laws as properties: thousands of random manifests, bytes, readers and moments → what must hold for all of them.

#![cfg(feature = "compile")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

// What they hold for.
#[path = "../chance/splitmix.rs"]
mod chance;
mod plain;
mod random;
mod walk;

// The laws.
mod clocks;
mod compiling;
mod deciding;
mod limits;
mod machine;
mod outputs;
mod programs;
mod ranking;
mod telling;
mod until;
mod words;
