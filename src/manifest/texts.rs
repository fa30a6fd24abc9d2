//! The texts of a program: each is stored once.

use super::index::Index;
use crate::prelude::*;
use crate::program::bytes::Span;

/// Every text of a program.
#[derive(Default)]
pub struct Texts {
    /// All of them, end to end.
    pub all: String,
    known: Index,
}

impl Texts {
    /// The place of a text, which is added if it is new.
    pub fn place(&mut self, text: &str) -> Span {
        let start = self.known.get(text).copied().unwrap_or_else(|| {
            let start = self.all.len() as u32;
            self.all.push_str(text);
            self.known.insert(text.to_owned(), start);
            start
        });
        Span { start, count: text.len() as u32 }
    }

    /// The text at a place.
    pub fn at(&self, span: Span) -> Option<&str> {
        self.all.get(span.start as usize..)?.get(..span.count as usize)
    }
}
