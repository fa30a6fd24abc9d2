//! What went wrong, and exactly where: the one shape in which every room reports a problem.

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

/// One thing that is wrong.
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
    pub fn error(path: impl Into<String>, message: impl Into<Cow<'static, str>>) -> Self {
        Self { path: path.into(), message: message.into(), severity: Severity::Error, column: None, line: None }
    }

    /// Something about `path` that works but is probably not meant.
    pub fn warning(path: impl Into<String>, message: impl Into<Cow<'static, str>>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(path, message) }
    }
}
