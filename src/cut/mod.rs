//! The engine cut to a manifest: which capabilities a program needs, and an engine without the others (author build).
//!
//! ```text
//! program ─ needs ─▶ capabilities ─┐
//! engine with marks ───────────────┴─ prune, tidy, write ─▶ engine
//! ```

mod data;
pub mod module;
pub mod needs;
mod prune;
mod tidy;
mod tree;
