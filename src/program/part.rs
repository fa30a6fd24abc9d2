//! Messages and their pieces, as a program keeps them.

#[cfg(feature = "compile")]
use alloc::vec::Vec;
use core::slice::Iter;

use super::bytes::Span;
use super::records::records;
use super::table::{Record, Word, rows};

records! {
    /// A lowered message.
    Message {
        /// Its parts, a range of `parts`; where something is selected, what is selected by.
        parts: Span,
        /// How many of the messages after it are its variants: their parts begin with a key for each selector, and the
        /// first whose keys match is said.
        variants: u32,
    }

    /// A piece of a message.
    Part {
        /// Where it comes from, how it is written, how it is set apart and whether it may be missing: a byte each.
        kind: u32,
        /// A range of the text, or the number of a name, constant or argument in `start`, or the numbers of the parts
        /// that it is reckoned from.
        operand: Span,
        /// The message plus one that says the options of how it is written.
        options: u32,
    }
}

/// The source of a piece of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Source {
    /// The site's own words; as a key, a text or a plural category.
    Text,
    /// A literal in braces: the site's own, set apart like a value.
    Literal,
    /// A fact.
    Name,
    /// A number among the constants.
    Constant,
    /// An argument that the caller hands in.
    Argument,
    /// Two parts added.
    Sum,
    /// A part taken from the one before it.
    Less,
    /// The whole number nearest to a part.
    Whole,
    /// A hundred times a part.
    Hundredfold,
    /// An element begins: JSON text up to what is in it.
    Open,
    /// An element ends.
    Close,
    /// An element that has nothing in it: JSON text.
    Alone,
    /// A key that anything matches.
    Any,
}

/// The format of a piece of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum How {
    /// As it is.
    Plain,
    /// As the language writes numbers.
    Number,
    /// As the language writes dates.
    Moment,
    /// As the language counts: what is selected by.
    Plural,
    /// As the language writes lists.
    List,
    /// As the language says how long from now.
    Relative,
}

/// The isolate around a value, so that a name written in another direction cannot disturb the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Isolate {
    /// It runs in the direction of the message.
    None,
    /// From left to right.
    Left,
    /// From right to left.
    Right,
    /// As its first letter that has a direction.
    First,
}

impl Part {
    /// A part.
    #[cfg(feature = "compile")]
    pub fn of(source: Source, how: How, isolate: Isolate, operand: Span) -> Self {
        let kind = u32::from_le_bytes([source as u8, how as u8, isolate as u8, 0]);
        Self { kind, operand, options: 0 }
    }

    /// The same, written and set apart in another way.
    #[cfg(feature = "compile")]
    #[must_use]
    pub fn written(self, how: How, isolate: Isolate, options: u32) -> Self {
        let kind = self.kind & 0xff00_00ff | (how as u32) << 8 | (isolate as u32) << 16;
        Self { kind, options, ..self }
    }

    /// Is it a fact that may be missing?
    pub fn may_lack(&self) -> bool {
        self.kind >> 24 > 0
    }

    /// The source.
    pub fn source(&self) -> Source {
        match self.kind as u8 {
            1 => Source::Literal,
            2 => Source::Name,
            3 => Source::Constant,
            4 => Source::Argument,
            5 => Source::Sum,
            6 => Source::Less,
            7 => Source::Whole,
            8 => Source::Hundredfold,
            9 => Source::Open,
            10 => Source::Close,
            11 => Source::Alone,
            12 => Source::Any,
            _ => Source::Text,
        }
    }

    /// The format.
    pub fn how(&self) -> How {
        match (self.kind >> 8) as u8 {
            1 => How::Number,
            2 => How::Moment,
            3 => How::Plural,
            4 => How::List,
            5 => How::Relative,
            _ => How::Plain,
        }
    }

    /// The letter that begins its isolate, if it has one.
    pub fn isolate(&self) -> Option<char> {
        match self.kind >> 16 & 3 {
            0 => None,
            which => char::from_u32(0x2065 + which),
        }
    }
}
