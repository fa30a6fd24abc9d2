//! Trains the prior of a slot that learns on a log of what was shown and what came of it, and reckons what such a slot would have earned
//! on a log whose propensities are known.
//!
//! A site runs this when it builds, and no visitor downloads it. Everything is a function of its numbers, without chance.
//!
//! | file | what it has |
//! |---|---|
//! | [`slot`] | what a program says of a slot that learns |
//! | [`log`] | rows: what was shown, by which features, and what came of it |
//! | [`sums`] | squares and products of rows, by fold and variant |
//! | [`fit`] | sums → weights of each variant, drawn to what all have in common |
//! | [`prior`] | weights → what a device begins with |
//! | [`half`] | numbers of 16 bits |
//! | [`device`] | one reader's device: the same arithmetic as `tailorbird::decide::belief` |
//! | [`strength`] | how many views a prior is worth, by readers who were held out |
//! | [`policy`] | what would have been shown instead |
//! | [`estimate`] | what that would have earned: IPS, SNIPS and DR, with intervals |
//! | [`train`] | a log → a prior, and what it is worth |
//! | [`evaluate`] | a log and a slot → what the slot would have earned |
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing))]

pub mod device;
pub mod estimate;
pub mod evaluate;
pub mod fit;
pub mod half;
pub mod log;
pub mod policy;
pub mod prior;
pub mod slot;
pub mod strength;
pub mod sums;
pub mod train;
#[cfg(target_arch = "wasm32")]
mod web;
