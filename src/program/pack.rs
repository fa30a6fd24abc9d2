//! The words of a language that come by themselves: a program without them decides alike, and has nothing to say in it.

use super::Program;
#[cfg(any(feature = "marks", feature = "testing"))]
use super::bytes::{Span, checksum};
#[cfg(any(feature = "marks", feature = "testing"))]
use crate::capability::{Capability, mark};
#[cfg(any(feature = "marks", feature = "testing"))]
use crate::error::Problem;
#[cfg(any(feature = "marks", feature = "testing"))]
use crate::prelude::*;

/// Where words come by themselves, the count of a span has so many bits; those above are the number, plus one, of the language among
/// whose words it is. 0 is none: it is among the texts that the program has.
#[cfg(any(feature = "marks", feature = "compile"))]
pub const COUNTED: u32 = 20;

#[cfg(any(feature = "marks", feature = "testing"))]
impl Program {
    /// Have the words of this language not come yet?
    pub fn lacks(&self, locale: usize) -> bool {
        if !self.asks(Capability::Split) {
            return false;
        }
        mark::split();
        let come = self.spoken.get(locale).map_or(0, Vec::len);
        self.packs.get(locale).is_some_and(|pack| pack.count as usize != come)
    }

    /// Takes in the words of a language.
    ///
    /// # Errors
    /// When they are damaged, or those of another program.
    pub fn speak(&mut self, locale: usize, words: Vec<u8>) -> Result<(), Problem> {
        mark::split();
        let fits =
            self.packs.get(locale).is_some_and(|pack| (pack.count, pack.sum) == (words.len() as u32, checksum(&words)));
        if !fits {
            return Err(Problem::error("", "these words are damaged, or were built with another manifest"));
        }
        while self.spoken.len() <= locale {
            self.spoken.push(Vec::new());
        }
        if let Some(place) = self.spoken.get_mut(locale) {
            *place = words;
        }
        Ok(())
    }

    /// The words at `span`, which says their language; none where they have not come.
    pub(super) fn spoken_at(&self, span: Span) -> &[u8] {
        let words = self.spoken.get((span.count >> COUNTED) as usize - 1).map_or(&[][..], |words| words);
        Span { count: span.count & ((1 << COUNTED) - 1), ..span }.of(words)
    }
}

#[cfg(not(any(feature = "marks", feature = "testing")))]
impl Program {
    /// Whole engines have all words.
    #[inline(always)]
    pub fn lacks(&self, _: usize) -> bool {
        false
    }
}
