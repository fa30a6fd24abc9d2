//! Memory: tabs that open, look late, write, sleep and die on one store → nothing is lost, and nothing counts twice.

#![cfg(feature = "compile")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

// A device, its store and its pages.
#[path = "../chance/xorshift.rs"]
mod chance;
mod device;
mod entries;
mod pages;
mod tab;
mod truth;

// What holds for them.
mod damage;
mod declaring;
mod erasing;
mod imports;
mod tabs;
mod time;
mod writers;
