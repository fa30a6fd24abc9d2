//! Small functions of texts, written by hand because those of the standard library are larger downloads.

use crate::prelude::*;

/// Appends a number with at least `digits` digits, without the formatting machinery of `core::fmt`.
pub fn push_number(text: &mut String, number: i64, digits: usize) {
    if number < 0 {
        text.push('-');
    }
    push_digits(text, number.unsigned_abs(), digits);
}

/// The digits before the last, then the last.
fn push_digits(text: &mut String, number: u64, digits: usize) {
    if number > 9 || digits > 1 {
        push_digits(text, number / 10, digits.saturating_sub(1));
    }
    text.push(char::from(b'0' + (number % 10) as u8));
}

/// Texts, one after the other: one loop where the standard library's `concat` and `join` would each bring 1 KB.
pub fn glue(parts: &[&str]) -> String {
    let mut text = String::new();
    parts.iter().for_each(|part| text.push_str(part));
    text
}

/// A text that several may hold.
#[inline(never)]
pub(crate) fn shared(text: &str) -> alloc::rc::Rc<str> {
    text.into()
}

/// The pieces of a text between the marks, which are ASCII. (`str::split` weighs 600 bytes more, and for each kind of mark anew.)
pub(crate) fn pieces(text: &str, mark: char) -> Pieces<'_> {
    Pieces { rest: Some(text), mark: mark as u8 }
}

/// The iterator of [`pieces`].
pub(crate) struct Pieces<'a> {
    rest: Option<&'a str>,
    mark: u8,
}

impl<'a> Pieces<'a> {
    /// The next one; empty where there is none.
    #[inline(never)]
    pub(crate) fn word(&mut self) -> &'a str {
        self.next().unwrap_or_default()
    }

    /// All that is left, its marks included.
    #[cfg(feature = "memory")]
    pub(crate) fn rest(&mut self) -> &'a str {
        self.rest.take().unwrap_or_default()
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'a str> {
        let text = self.rest?;
        let Some(end) = text.bytes().position(|byte| byte == self.mark) else {
            return self.rest.take();
        };
        self.rest = text.get(end + 1..);
        text.get(..end)
    }
}

/// The number of characters in a text: every byte that does not continue a character begins one.
pub fn points(text: &str) -> usize {
    text.bytes().filter(|byte| byte & 0xc0 != 0x80).count()
}

/// Every character that Unicode calls white space, with marks between them.
const SPACES: &str = " |\t|\n|\u{b}|\u{c}|\r|\u{85}|\u{a0}|\u{1680}|\u{2000}|\u{2001}|\u{2002}|\u{2003}|\u{2004}|\u{2005}|\u{2006}|\
    \u{2007}|\u{2008}|\u{2009}|\u{200a}|\u{2028}|\u{2029}|\u{202f}|\u{205f}|\u{3000}";

/// A text without white space around it, as the standard library does it with more tables and code.
pub fn trim(mut text: &str) -> &str {
    while let Some(rest) = pieces(SPACES, '|').find_map(|space| text.strip_prefix(space)) {
        text = rest;
    }
    while let Some(rest) = pieces(SPACES, '|').find_map(|space| text.strip_suffix(space)) {
        text = rest;
    }
    text
}

/// Where a part of some bytes begins, first or last. A plain search: texts from a page are short, and the standard
/// library's weighs 3 KB more.
pub fn find(text: &[u8], part: &[u8], last: bool) -> Option<usize> {
    let mut places = (0..=text.len().checked_sub(part.len())?)
        .filter(|at| text.get(*at..).is_some_and(|rest| rest.starts_with(part)));
    if last { places.next_back() } else { places.next() }
}

#[cfg(feature = "compile")]
/// Is this a number as JSON writes it (RFC 8259, section 6)?
pub fn is_json_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (number, exponent) =
        text.split_once(['e', 'E']).map_or((text, None), |(number, exponent)| (number, Some(exponent)));
    let (whole, fraction) = number.split_once('.').map_or((number, None), |(whole, fraction)| (whole, Some(fraction)));
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

/// The longest beginning of `text` with at most `bytes` bytes.
pub fn cut(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written() {
        for (number, digits, written) in
            [(0, 1, "0"), (7, 2, "07"), (-45, 1, "-45"), (i64::MIN, 1, "-9223372036854775808")]
        {
            let mut text = String::new();
            push_number(&mut text, number, digits);
            assert_eq!(text, written);
        }
    }

    #[test]
    fn white_space_is_what_the_library_says() {
        for letter in '\0'..=char::MAX {
            let text = format!("{letter} a{letter}b {letter}");
            assert_eq!(trim(&text), text.trim(), "{letter:?}");
        }
        assert_eq!(trim(" \u{3000}\t"), "");
    }

    #[cfg(feature = "compile")]
    #[test]
    fn numbers_as_json_writes_them() {
        for text in ["0", "-1", "1.5", "1e3", "-0.5E-7"] {
            assert!(is_json_number(text), "{text}");
        }
        for text in ["01", "1.", "-.5", "+1", "1e", "", "-", "0x1", "1e+", "1.e3"] {
            assert!(!is_json_number(text), "{text}");
        }
    }

    #[test]
    fn texts_are_cut_between_characters() {
        assert_eq!(cut("añb", 2), "a");
        assert_eq!(cut("añb", 9), "añb");
    }
}
