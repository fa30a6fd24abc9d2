//! Trains vectors of the items of a catalogue, from which a device makes recommendations by itself. The file that they go into is `tailorbird::vectors`.
//!
//! A site runs this when it builds, and no visitor downloads it. Everything is a function of its numbers: rows are worked on one by
//! one and sums are taken in blocks of one size, so that any number of workers gives the same bytes.
//!
//! | file | what it has |
//! |---|---|
//! | [`rows`] | sparse rows: which reader used which items |
//! | [`dense`] | sums over vectors |
//! | [`als`] | alternating least squares for implicit feedback |
//! | [`pairs`] | how many readers used two items both |
//! | [`subspace`] | the first eigenvectors of a symmetric matrix |
//! | [`symmetric`] | Cholesky's and Jacobi's ways with small matrices |
//! | [`ease`] | a linear model with a weight for each pair of items, to compare with |
//! | [`evaluate`] | nDCG and recall on held-out readers |
//! | [`quantise`] | 32 bits a number → 8 or 4 |
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing))]

pub mod als;
pub mod dense;
pub mod ease;
pub mod evaluate;
pub mod pairs;
pub mod quantise;
pub mod rows;
pub mod subspace;
pub mod symmetric;
#[cfg(target_arch = "wasm32")]
mod web;
