//! Rules: CEL (Common Expression Language, <https://github.com/google/cel-spec>), parsed, checked and lowered
//! by the author build, and only evaluated by the runtime.
//!
//! ```text
//! "now.hour >= 18" ─ parse ─▶ Expr ─ check ─▶ Checked ─ fold ─▶ Checked ─ lower ─▶ code      (author)
//!                                                              code + facts ─ eval ─▶ Value   (runtime)
//! ```

pub mod code;
pub mod eval;
pub mod pattern;
pub mod value;

#[cfg(feature = "compile")]
pub mod check;
#[cfg(feature = "compile")]
pub mod fold;
#[cfg(feature = "compile")]
pub mod lower;
#[cfg(feature = "compile")]
pub mod parse;
#[cfg(feature = "compile")]
pub mod token;
#[cfg(feature = "compile")]
pub mod types;
