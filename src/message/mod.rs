//! Messages: Unicode MessageFormat 2 (LDML 48, <https://unicode.org/reports/tr35/tr35-messageFormat.html>), parsed,
//! checked and lowered by the author build, and only formatted by the runtime.
//!
//! ```text
//! "Hello, {$preference.name}!" ─ parse ─▶ pieces ─ check, lower ─▶ Message        (author)
//!                                         Message + facts ─ format ─▶ text        (runtime)
//! ```

pub mod digits;
pub mod format;
pub mod host;

#[cfg(feature = "compile")]
pub mod lower;
#[cfg(feature = "compile")]
pub mod parse;
