//! The statistics: reference vectors, closed forms, and what random experiments give over and over.

#![cfg(all(feature = "analysis", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod closed_forms;
mod figures;
mod given;
mod upworthy;
mod vectors;
