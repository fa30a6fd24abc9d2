//! Whole numbers as digits and texts put together, without the formatting machinery of `core::fmt` that visitors would download.

use crate::prelude::*;

/// Appends a number with at least `digits` digits.
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
}
