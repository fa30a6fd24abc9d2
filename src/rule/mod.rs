//! Rules: CEL (Common Expression Language, <https://github.com/google/cel-spec>), parsed, checked and lowered
//! by the author build, and only evaluated by the runtime.
//!
//! ```text
//! "now.hour >= 18" ─ parse ─▶ Expr ─ check ─▶ Checked ─ fold ─▶ Checked ─ lower ─▶ code      (author)
//!                                                              code + facts ─ eval ─▶ Value   (runtime)
//! ```
//!
//! The whole language is there but for unsigned numbers, bytes and messages, which no page needs. Patterns and formats
//! stand in the rule as texts, because they are compiled with it.

pub mod code;
#[cfg(feature = "full")]
mod convert;
pub mod env;
pub mod eval;
#[cfg(feature = "full")]
mod format;
#[cfg(feature = "full")]
mod full_functions;
mod functions;
#[cfg(feature = "full")]
pub(crate) mod moment;
mod operators;
pub mod pattern;
pub mod platform;
#[cfg(feature = "full")]
mod strings;
mod weight;

#[cfg(feature = "compile")]
mod calls;
#[cfg(feature = "compile")]
pub mod check;
#[cfg(feature = "compile")]
mod check_format;
#[cfg(feature = "compile")]
mod check_operators;
#[cfg(feature = "compile")]
mod clock;
#[cfg(feature = "compile")]
pub mod cost;
#[cfg(feature = "compile")]
pub mod fold;
#[cfg(feature = "compile")]
pub mod known;
#[cfg(feature = "compile")]
mod library;
#[cfg(feature = "compile")]
pub mod lower;
#[cfg(feature = "compile")]
mod macros;
#[cfg(feature = "compile")]
pub mod needs_full;
#[cfg(feature = "compile")]
pub mod node;
#[cfg(feature = "compile")]
pub mod parse;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "compile")]
mod threshold;
#[cfg(feature = "compile")]
pub mod token;
#[cfg(feature = "compile")]
pub mod types;
