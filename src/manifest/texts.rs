//! The texts of a program: each is stored once.

use super::index::Index;
use crate::prelude::*;
use crate::program::bytes::Span;
use crate::program::pack::COUNTED;

/// Every text of a program.
#[derive(Default)]
pub struct Texts {
    /// All of them, end to end.
    pub all: String,
    known: Index,
    /// Those of each language, where they come by themselves.
    pub languages: Vec<String>,
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

    /// The place of words of one language: see [`crate::program::pack`].
    pub fn place_of(&mut self, locale: usize, text: &str) -> Span {
        match self.languages.get_mut(locale) {
            Some(language) if text.len() >> COUNTED == 0 => {
                let start = language.len() as u32;
                language.push_str(text);
                Span { start, count: text.len() as u32 | (locale as u32 + 1) << COUNTED }
            }
            _ => self.place(text),
        }
    }

    /// From now on words of each of so many languages have a place of their own.
    pub fn split(&mut self, locales: usize) {
        self.languages = vec![String::new(); locales];
    }

    /// The text at a place.
    pub fn at(&self, span: Span) -> Option<&str> {
        self.all.get(span.start as usize..)?.get(..span.count as usize)
    }
}
