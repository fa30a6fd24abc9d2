//! Texts and whole numbers ⇄ the items of the lines that are kept.
//!
//! Items of a line are parted by a space, lines by a line feed, so neither stands in an item as it is.

use alloc::rc::Rc;

use crate::limits;
use crate::prelude::*;

/// How many digits there are.
const BASE: u64 = 36;

/// Writes a text. What parts items or lines, and whatever else controls, becomes `%` and two digits.
#[inline(never)]
pub fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    // Whatever is as it is goes in one piece.
    while let Some(place) = rest.bytes().position(|byte| byte <= b' ' || byte == b'%') {
        let (plain, after) = rest.split_at_checked(place).unwrap_or_default();
        let byte = after.as_bytes().first().copied().unwrap_or_default();
        out.push_str(plain);
        out.push('%');
        out.push(digit(u64::from(byte >> 4)));
        out.push(digit(u64::from(byte & 15)));
        rest = after.get(1..).unwrap_or_default();
    }
    out.push_str(rest);
}

/// Reads what [`push_text`] wrote; `None` where it wrote no such thing.
#[inline(never)]
pub fn take_text(item: &str) -> Option<Rc<str>> {
    let mut text = String::new();
    let mut parts = pieces(item, '%');
    text.push_str(parts.word());
    for part in parts {
        let (code, plain) = part.split_at_checked(2)?;
        let [high, low] = *code.as_bytes() else {
            return None;
        };
        // What is escaped is below 128, so that it is one character.
        text.push(char::from(u8::try_from(value(high)? * 16 + value(low)?).ok()?));
        text.push_str(plain);
    }
    Some(shared(&text))
}

/// Writes a whole number with the digits 0 to 9 and a to z.
#[inline(never)]
pub fn push_36(out: &mut String, number: i64) {
    if number < 0 {
        out.push('-');
    }
    let mut rest = number.unsigned_abs();
    let start = out.len();
    loop {
        out.insert(start, digit(rest % BASE));
        rest /= BASE;
        if rest == 0 {
            break;
        }
    }
}

/// Reads what [`push_36`] wrote; `None` where it wrote no such thing.
#[inline(never)]
pub fn take_36(item: &str) -> Option<i64> {
    let digits = item.strip_prefix('-');
    let mut number = 0i64;
    let mut empty = true;
    for byte in digits.unwrap_or(item).bytes() {
        number = number.checked_mul(BASE as i64)?.checked_sub(value(byte)?)?;
        empty = false;
    }
    if empty {
        return None;
    }
    if digits.is_some() { Some(number) } else { number.checked_neg() }
}

/// The same of a moment, a stamp or a count: none lies outside the time there is, so that they can be reckoned with.
#[inline(never)]
pub fn take_moment(item: &str) -> Option<i64> {
    Some(take_36(item)?.clamp(limits::FIRST_MOMENT, limits::LAST_MOMENT))
}

fn digit(value: u64) -> char {
    let value = value as u8;
    char::from(if value < 10 { b'0' + value } else { b'a' + value - 10 })
}

fn value(byte: u8) -> Option<i64> {
    match byte {
        b'0'..=b'9' => Some(i64::from(byte - b'0')),
        b'a'..=b'z' => Some(i64::from(byte - b'a' + 10)),
        _ => None,
    }
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
            assert_eq!(take_text(&out).as_deref(), Some(text));
        }
    }

    #[test]
    fn numbers_come_back() {
        for number in [0, 1, -1, 35, 36, -36, 1_796_000_000_000, i64::MAX, i64::MIN] {
            let mut out = String::from("x ");
            push_36(&mut out, number);
            assert_eq!(take_36(&out[2..]), Some(number), "{out}");
        }
        let mut out = String::new();
        push_36(&mut out, 1295);
        assert_eq!(out, "zz");
    }

    #[test]
    fn what_nobody_wrote_is_refused() {
        for item in ["", "-", "A", "1.5", "+1", "1y2p0ij32e8e8", "-1y2p0ij32e8e9", "ñ"] {
            assert_eq!(take_36(item), None, "{item}");
        }
        for item in ["%", "%2", "%zg", "%ñ", "a%2"] {
            assert_eq!(take_text(item), None, "{item}");
        }
    }
}
