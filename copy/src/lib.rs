//! Reads a site's copy: counts it as each channel does, and compares it with the facts and the voice that it was written for.
//!
//! Only tools run this, and no visitor downloads it. Everything is a function of what is handed in: how a language writes a number or a
//! date comes from the host's `Intl`, as written forms, so that every platform gives the same answer for the same forms.
//!
//! | room | what it has |
//! |---|---|
//! | [`fold`] | a text → what a reader sees of it, and where each piece of it stood |
//! | [`entity`] | addresses, mentions and hashtags in a text |
//! | [`channel`] | what each channel counts and how; its limits as dated data |
//! | [`brief`] | the facts of a brief, and what must and must not be said |
//! | [`voice`] | how a brand writes: read, measured, and how far a text is from it |
//! | [`words`] | lists of words by language: numbers, superlatives, guarantees, negations |
//! | [`proof`] | a text and its brief → everything that is wrong with it |
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic))]

pub mod answer;
pub mod brief;
pub mod channel;
pub mod entity;
pub mod file;
pub mod fold;
pub mod proof;
pub mod voice;
#[cfg(target_arch = "wasm32")]
mod web;
pub mod words;
