//! Addresses, mentions, hashtags and cashtags in a text, found as X finds them: `twitter-text`'s conformance suite says how.

pub mod domain;
pub mod letters;
pub mod punycode;
pub mod tag;
pub mod url;

use core::ops::Range;

/// A text with its letters by number, so that one can look back and ahead.
pub struct Letters<'a> {
    /// The text.
    pub text: &'a str,
    /// Its letters, each with its byte.
    all: Vec<(usize, char)>,
}

impl<'a> Letters<'a> {
    /// Of a text.
    pub fn new(text: &'a str) -> Self {
        Self { text, all: text.char_indices().collect() }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The letter of that number.
    pub fn get(&self, place: usize) -> Option<char> {
        self.all.get(place).map(|(_, letter)| *letter)
    }

    /// The letter before.
    pub fn before(&self, place: usize) -> Option<char> {
        self.get(place.checked_sub(1)?)
    }

    /// The first byte of a letter; behind the last one the length of the text.
    pub fn byte(&self, place: usize) -> usize {
        self.all.get(place).map_or(self.text.len(), |(byte, _)| *byte)
    }

    /// The text of some letters.
    pub fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(self.byte(range.start)..self.byte(range.end)).unwrap_or_default()
    }

    /// Does a text in ASCII stand here, in any case?
    pub fn starts(&self, place: usize, word: &str) -> bool {
        word.bytes()
            .enumerate()
            .all(|(step, byte)| self.get(place + step).is_some_and(|one| one.eq_ignore_ascii_case(&char::from(byte))))
    }

    /// Behind all letters from `place` on that are of a kind.
    pub fn behind(&self, place: usize, is_one: impl Fn(char) -> bool) -> usize {
        self.behind_within(place, self.len(), is_one)
    }

    /// The same for so many letters at most.
    pub fn behind_within(&self, place: usize, most: usize, is_one: impl Fn(char) -> bool) -> usize {
        let rest = self.all.get(place..).unwrap_or_default();
        place + rest.iter().take(most).take_while(|(_, letter)| is_one(*letter)).count()
    }
}
