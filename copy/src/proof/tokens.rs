//! The words of a text, each with its bytes.

use core::ops::Range;

/// A word and its bytes.
pub type Word<'t> = (&'t str, Range<usize>);

/// The words of a text. An apostrophe between letters is a part of one.
pub fn words(text: &str) -> Vec<Word<'_>> {
    let is_part = |at: usize, one: char| {
        let next = text.get(at + one.len_utf8()..).and_then(|rest| rest.chars().next());
        let before = text.get(..at).and_then(|rest| rest.chars().next_back());
        let joins = one == '\'' && next.is_some_and(char::is_alphabetic) && before.is_some_and(char::is_alphabetic);
        one.is_alphanumeric() || joins
    };
    let mut all: Vec<Word<'_>> = Vec::new();
    let mut start = None;
    for (at, one) in text.char_indices().chain(core::iter::once((text.len(), ' '))) {
        match (start, is_part(at, one)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                all.push((text.get(from..at).unwrap_or_default(), from..at));
                start = None;
            }
            _ => {}
        }
    }
    all
}
