//! Problems, and where exactly they are: the one shape in which every room reports them.

use crate::prelude::*;
use alloc::borrow::Cow;

/// Whether a problem stops the work or only deserves a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// Nothing is compiled, or nothing of the page is changed.
    Error,
    /// The work goes on.
    Warning,
}

/// A problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// A JSON pointer (RFC 6901) into the manifest or into what was handed in; empty for the whole.
    pub path: String,
    /// A sentence without a full stop.
    pub message: Cow<'static, str>,
    /// Whether it stops the work.
    pub severity: Severity,
    /// 1-based, counted in characters, inside a rule, a message, or the line of a JSON text.
    pub column: Option<u32>,
    /// 1-based line of a JSON text.
    pub line: Option<u32>,
}

impl Problem {
    /// An error about `path`.
    #[inline(never)]
    pub fn error(path: impl Into<String>, message: impl Into<Cow<'static, str>>) -> Self {
        Self { path: path.into(), message: message.into(), severity: Severity::Error, column: None, line: None }
    }

    /// Something about `path` that works but is probably not meant.
    pub fn warning(path: impl Into<String>, message: impl Into<Cow<'static, str>>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(path, message) }
    }
}

/// A sentence with the next of `parts` in place of each `{}`. All sentences are put together here, so that the
/// formatting machinery of `core::fmt` stays out of the author build.
#[cfg(feature = "compile")]
pub fn say(sentence: &str, parts: &[&str]) -> String {
    let mut said = String::new();
    let mut parts = parts.iter();
    for letter in sentence.chars() {
        match letter {
            '{' => parts.next().into_iter().for_each(|part| said.push_str(part)),
            '}' => {}
            letter => said.push(letter),
        }
    }
    said
}

/// A whole number in digits, as a part of a sentence.
#[cfg(feature = "compile")]
pub fn count(number: impl TryInto<u64>) -> String {
    digits(number.try_into().unwrap_or(u64::MAX))
}

#[cfg(feature = "compile")]
fn digits(number: u64) -> String {
    let mut text = if number > 9 { digits(number / 10) } else { String::new() };
    text.push(char::from(b'0' + (number % 10) as u8));
    text
}
