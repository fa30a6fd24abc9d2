//! Training and evaluation on made-up readers, whose truth is known, and on what others published.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod chance;
mod coverage;
mod device;
mod open_bandit;
mod rivals;
mod training;
mod upworthy;
mod world;
