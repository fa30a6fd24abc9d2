//! Mistakes in a message: the specification's kinds of errors, each with a sentence and its column.

use crate::prelude::*;
use crate::rule::parse;

/// The errors of the specification, and one of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ErrorKind {
    /// The text is no message.
    Syntax,
    /// A variant has not a key for each selector.
    VariantKeyMismatch,
    /// No variant is there for everything else.
    MissingFallbackVariant,
    /// A selector has no function.
    MissingSelectorAnnotation,
    /// A variable is declared twice, or after it was used.
    DuplicateDeclaration,
    /// An option is given twice.
    DuplicateOptionName,
    /// Two variants have the same keys.
    DuplicateVariant,
    /// There is no such variable.
    UnresolvedVariable,
    /// There is no such function.
    UnknownFunction,
    /// A value that cannot be selected on.
    BadSelector,
    /// A value that a function does not take.
    BadOperand,
    /// A value that an option does not take.
    BadOption,
    /// A key that can never match.
    BadVariantKey,
    /// Nothing that the specification minds: it would be ignored, and is most likely a slip.
    Slip,
}

impl ErrorKind {
    /// As the specification's own suite calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax-error",
            Self::VariantKeyMismatch => "variant-key-mismatch",
            Self::MissingFallbackVariant => "missing-fallback-variant",
            Self::MissingSelectorAnnotation => "missing-selector-annotation",
            Self::DuplicateDeclaration => "duplicate-declaration",
            Self::DuplicateOptionName => "duplicate-option-name",
            Self::DuplicateVariant => "duplicate-variant",
            Self::UnresolvedVariable => "unresolved-variable",
            Self::UnknownFunction => "unknown-function",
            Self::BadSelector => "bad-selector",
            Self::BadOperand => "bad-operand",
            Self::BadOption => "bad-option",
            Self::BadVariantKey => "bad-variant-key",
            Self::Slip => "slip",
        }
    }
}

/// Something wrong with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The kind of error.
    pub kind: ErrorKind,
    /// 1-based, in characters.
    pub column: u32,
    /// A sentence without a full stop.
    pub message: String,
}

/// A mistake, as an `Err`.
pub(super) fn trouble<T>(kind: ErrorKind, column: u32, message: impl Into<String>) -> Result<T, Trouble> {
    Err(Trouble { kind, column, message: message.into() })
}

impl From<Trouble> for parse::Trouble {
    fn from(Trouble { column, message, .. }: Trouble) -> Self {
        Self { column, message }
    }
}
