//! Messages: Unicode MessageFormat 2 (LDML 48, <https://unicode.org/reports/tr35/tr35-messageFormat.html>), parsed,
//! checked and lowered by the author build, and only formatted by the runtime.
//!
//! ```text
//! ".match $n one {{…}} * {{…}}" ─ parse ─▶ tree ─ check, resolve, lower ─▶ what is left ─ encode ─▶ parts   (author)
//!                                                              parts + facts ─ select, format ─▶ text   (runtime)
//! ```
//!
//! Compiling finds out the type of each expression (a fact, a number, a moment), which function formats it and with
//! which options. A program keeps texts, facts, options as `Intl` takes them, and variants in the order in which they
//! are tried.

pub mod format;
pub mod host;

#[cfg(feature = "compile")]
pub mod check;
#[cfg(feature = "compile")]
pub mod custom;
#[cfg(feature = "compile")]
pub mod encode;
#[cfg(feature = "compile")]
mod functions;
#[cfg(feature = "compile")]
pub mod lower;
#[cfg(feature = "compile")]
mod moments;
#[cfg(feature = "compile")]
mod options;
#[cfg(feature = "compile")]
pub mod parse;
#[cfg(feature = "compile")]
pub mod resolve;
#[cfg(feature = "compile")]
pub mod resolved;
#[cfg(feature = "compile")]
mod scan;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "compile")]
pub mod tree;
#[cfg(feature = "compile")]
pub mod trouble;
