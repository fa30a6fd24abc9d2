//! Whole numbers as digits, without the formatting machinery of `core::fmt` that visitors would download.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written() {
        for (number, digits, written) in [(0, 1, "0"), (7, 2, "07"), (-45, 1, "-45"), (i64::MIN, 1, "-9223372036854775808")] {
            let mut text = String::new();
            push_number(&mut text, number, digits);
            assert_eq!(text, written);
        }
    }
}
