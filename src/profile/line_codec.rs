//! Texts and whole numbers ⇄ the items of the lines that are kept.
//!
//! Items of a line are parted by a space, lines by a line feed, so neither stands in an item as it is.

use alloc::rc::Rc;

use crate::limits;
use crate::prelude::*;
use crate::text::shared;

/// Writes a text. What parts items or lines, whatever else controls, and `%` become `%` and another letter: 64 places on,
/// or back.
#[inline(never)]
pub fn push_text(out: &mut String, text: &str) {
    for letter in text.chars() {
        if letter <= ' ' || letter == '%' {
            out.push('%');
            out.push(turned(letter));
        } else {
            out.push(letter);
        }
    }
}

/// Reads what [`push_text`] wrote; `None` where it ends in the middle.
#[inline(never)]
pub fn parse_text(item: &str) -> Option<Rc<str>> {
    let mut text = String::new();
    let mut letters = item.chars();
    while let Some(letter) = letters.next() {
        text.push(if letter == '%' { turned(letters.next()?) } else { letter });
    }
    Some(shared(&text))
}

fn turned(letter: char) -> char {
    char::from(letter as u8 ^ 64)
}

/// Writes a number as a further item of a line.
#[inline(never)]
pub fn push_item(out: &mut String, number: i64) {
    out.push(' ');
    push_36(out, number);
}

/// Writes a whole number with the digits 0 to 9 and a to z.
pub fn push_36(out: &mut String, number: i64) {
    if number < 0 {
        out.push('-');
    }
    push_digits(out, number.unsigned_abs());
}

fn push_digits(out: &mut String, number: u64) {
    if number >= 36 {
        push_digits(out, number / 36);
    }
    let digit = (number % 36) as u8;
    out.push(char::from(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 }));
}

/// Reads what [`push_36`] wrote; `None` where it wrote no such thing.
#[inline(never)]
pub fn parse_36(item: &str) -> Option<i64> {
    let digits = item.strip_prefix('-');
    let mut number = 0i64;
    for byte in digits.unwrap_or(item).bytes() {
        let digit = match byte {
            b'0'..=b'9' => byte - b'0',
            b'a'..=b'z' => byte - b'a' + 10,
            _ => return None,
        };
        // Too many digits give a wrong number, which the checksum of the record refuses.
        number = number.wrapping_mul(36).wrapping_add(i64::from(digit));
    }
    (!item.is_empty()).then_some(if digits.is_some() { number.wrapping_neg() } else { number })
}

/// The same of a moment, a stamp or a count: none lies outside the time there is, so that they can be reckoned with.
#[inline(never)]
pub fn parse_moment(item: &str) -> Option<i64> {
    Some(parse_36(item)?.clamp(limits::FIRST_MOMENT, limits::LAST_MOMENT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_come_back_and_no_item_parts_a_line() {
        for text in ["", "plain", "two words", "100 %", "a\nb\u{1e}c\u{1f}", "añb 😀%", "%20", "\u{0}"] {
            let mut out = String::new();
            push_text(&mut out, text);
            assert!(out.bytes().all(|byte| byte > b' '), "{out:?}");
            assert_eq!(parse_text(&out).as_deref(), Some(text));
        }
    }

    #[test]
    fn numbers_come_back() {
        for number in [0, 1, -1, 35, 36, -36, 1_796_000_000_000, i64::MAX, i64::MIN] {
            let mut out = String::from("x ");
            push_36(&mut out, number);
            assert_eq!(parse_36(&out[2..]), Some(number), "{out}");
        }
        let mut out = String::new();
        push_36(&mut out, 1295);
        assert_eq!(out, "zz");
    }

    #[test]
    fn what_nobody_wrote_is_refused() {
        for item in ["", "A", "1.5", "+1", "--1", "ñ"] {
            assert_eq!(parse_36(item), None, "{item}");
        }
        for item in ["%", "a%", "%`%"] {
            assert_eq!(parse_text(item), None, "{item}");
        }
    }
}
