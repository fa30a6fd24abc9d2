//! Places in a text: its sentences, and the line and column of a byte.

use core::ops::Range;

/// The sentences of a text in one way of writing. A point within a number, an address or behind one digit ends none.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut start = 0;
    let mut back = ' ';
    for (at, letter) in text.char_indices() {
        let end = at + letter.len_utf8();
        let follows = text.get(end..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        let is_end = match letter {
            '\n' | '!' | '?' => true,
            '.' => follows.is_whitespace() && !is_short(text.get(start..at).unwrap_or_default(), back),
            _ => false,
        };
        if is_end {
            all.push(start..end);
            start = end;
        }
        back = letter;
    }
    all.push(start..text.len());
    all.retain(|range| text.get(range.clone()).is_some_and(|part| part.chars().any(char::is_alphanumeric)));
    all
}

/// Is the point behind an abbreviation or an ordinal, such as “24.” or “p.m.”?
fn is_short(before: &str, back: char) -> bool {
    let word = before.rsplit([' ', '\n', '.']).next().unwrap_or_default();
    let is_ordinal = !word.is_empty() && word.len() <= 2 && word.bytes().all(|byte| byte.is_ascii_digit());
    is_ordinal || word.chars().count() == 1 && back.is_alphabetic()
}

/// Where a byte is: line and column, counted from 1 in characters, and its place in code units of UTF-16.
pub fn place(text: &str, byte: usize) -> (u32, u32, u32) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line as u32, column as u32, before.encode_utf16().count() as u32)
}
