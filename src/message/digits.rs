//! Whole numbers as digits and texts put together, without the formatting machinery of `core::fmt` that visitors would download.

use crate::prelude::*;

/// Appends a number with at least `digits` digits.
pub fn push_number(text: &mut String, number: i64, digits: usize) {
    if number < 0 {
        text.push('-');
    }
    let mut rest = number.unsigned_abs();
    let mut reversed = Vec::with_capacity(20);
    while rest > 0 || reversed.len() < digits.max(1) {
        reversed.push(char::from(b'0' + (rest % 10) as u8));
        rest /= 10;
    }
    text.extend(reversed.iter().rev());
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
