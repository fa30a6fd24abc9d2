//! Learning: what happened with topics, in whatever order, by whomever and however often anybody looked → the same interests.

#![cfg(feature = "compile")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

// Pages on a store, and what happens on them.
#[path = "../chance/xorshift.rs"]
mod chance;
#[path = "../memory/entries.rs"]
mod entries;
mod evidence;
mod pages;

// What holds for them.
mod sums;
mod until;
mod visits;
