//! The boundary in WebAssembly: texts and numbers in, lines and JSON text out. Runs in Node and in browsers; no page is needed.

#![cfg(all(target_arch = "wasm32", feature = "compile"))]
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

// A site, and a core that is asked about it.
mod asking;
mod formatters;
mod site;

// What it answers.
mod channel;
mod compiling;
mod deciding;
mod patching;
mod programs;
mod remembering;
