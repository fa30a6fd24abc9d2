//! Patterns: RE2's syntax (<https://github.com/google/re2/wiki/Syntax>), made into a table by the author build; the
//! runtime only walks the table, one step for each byte of the text, so no pattern can take long.
//!
//! ```text
//! "^/(a+)+$" ─ parse ─▶ Node ─ nfa ─▶ Nfa ─ dfa ─▶ Dfa ─ compile ─▶ table      (author)
//!                                                       table + text ─ matches ─▶ bool   (runtime)
//! ```

pub mod table;

#[cfg(feature = "compile")]
pub mod case_folding;
#[cfg(feature = "compile")]
pub mod chars;
#[cfg(feature = "compile")]
mod class;
#[cfg(feature = "compile")]
pub mod compile;
#[cfg(feature = "compile")]
pub mod dfa;
#[cfg(feature = "compile")]
pub mod minimize;
#[cfg(feature = "compile")]
pub mod nfa;
#[cfg(feature = "compile")]
pub mod parse;
#[cfg(feature = "compile")]
pub mod path;
