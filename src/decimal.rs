//! Decimal text → the number nearest to it, exactly, in whole-number arithmetic. The standard library knows faster
//! ways, and brings 14 KB (brotli) of tables for them; a manifest has few numbers.

use core::cmp::Ordering;

use crate::prelude::*;

/// More digits than any number needs to be told from its neighbours (767); what follows only counts as "a little more".
const DIGITS: usize = 800;
/// More digits before the point than any number has.
const HUGE: i64 = 310;
/// So many zeros behind the point that nothing is left.
const TINY: i64 = -330;

/// A finite number as JSON and CEL write it: digits, then perhaps a point and digits, then perhaps an exponent.
pub fn parse(text: &str) -> Option<f64> {
    let (text, sign) = text.strip_prefix('-').map_or((text, 1.0), |text| (text, -1.0));
    let (number, exponent) =
        text.split_once(['e', 'E']).map_or((text, Some(0)), |(number, exponent)| (number, whole(exponent)));
    let (mut digits, mut exponent) = (Vec::new(), exponent?);
    let (mut point, mut more, mut any) = (false, false, false);
    for letter in number.bytes() {
        match letter {
            b'.' if !point => point = true,
            b'0'..=b'9' => {
                any = true;
                exponent -= i64::from(point);
                if digits.len() == DIGITS {
                    more |= letter != b'0';
                    exponent += 1;
                } else if letter != b'0' || !digits.is_empty() {
                    digits.push(u32::from(letter - b'0'));
                }
            }
            _ => return None,
        }
    }
    if more {
        digits.push(1);
        exponent -= 1;
    }
    nearest(&digits, exponent).filter(|number| any && number.is_finite()).map(|number| sign * number)
}

/// An exponent; one that is out of all reason stays so when the digits are counted in.
fn whole(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size = digits.bytes().fold(0, |sum, digit| (sum * 10 + i64::from(digit - b'0')).min(1 << 40));
    Some(if text.starts_with('-') { -size } else { size })
}

/// The number nearest to `digits` × 10^`exponent`; of two as near the even one (IEEE 754).
fn nearest(digits: &[u32], exponent: i64) -> Option<f64> {
    let size = digits.len() as i64 + exponent;
    if digits.is_empty() || size < TINY {
        return Some(0.0);
    }
    if size > HUGE {
        return None;
    }
    let (mut above, mut below) = (Big(vec![0]), Big(vec![1]));
    digits.iter().for_each(|digit| above.multiply(10, *digit));
    let scaled = if exponent < 0 { &mut below } else { &mut above };
    (0..exponent.unsigned_abs()).for_each(|_| scaled.multiply(10, 0));
    // Brought to 1 ≤ above ÷ below < 2, times two to the power of `scale`.
    let mut scale = above.bits() - below.bits();
    if scale < 0 {
        above.double(scale.unsigned_abs())
    } else {
        below.double(scale.unsigned_abs())
    }
    if above.compare(&below) == Ordering::Less {
        above.double(1);
        scale -= 1;
    }
    if scale > 1023 {
        return None;
    }
    // The smallest numbers have fewer bits.
    let lowest = scale.max(-1022);
    let mut bits = 0u64;
    for _ in lowest - scale..53 {
        bits <<= 1;
        if above.compare(&below) != Ordering::Less {
            above.subtract(&below);
            bits |= 1;
        }
        above.double(1);
    }
    let rest = if scale < -1075 { Ordering::Less } else { above.compare(&below) };
    bits += match rest {
        Ordering::Less => 0,
        Ordering::Equal => bits & 1,
        Ordering::Greater => 1,
    };
    // The first bit is not written: it counts one up in the exponent, and so does a carry beyond it.
    Some(f64::from_bits((((lowest + 1022) as u64) << 52) + bits))
}

/// A whole number of any size: 32 bits in each word, the lowest first, no zero at the end.
struct Big(Vec<u32>);

impl Big {
    fn bits(&self) -> i64 {
        self.0.len() as i64 * 32 - self.0.last().map_or(0, |word| i64::from(word.leading_zeros()))
    }

    fn multiply(&mut self, by: u32, mut carry: u32) {
        for word in &mut self.0 {
            let product = u64::from(*word) * u64::from(by) + u64::from(carry);
            (*word, carry) = (product as u32, (product >> 32) as u32);
        }
        if carry > 0 {
            self.0.push(carry);
        }
    }

    fn double(&mut self, times: u64) {
        self.multiply(1 << (times % 32), 0);
        let mut words = vec![0; (times / 32) as usize];
        words.append(&mut self.0);
        self.0 = words;
    }

    fn compare(&self, other: &Self) -> Ordering {
        let length = self.0.len().cmp(&other.0.len());
        length.then_with(|| self.0.iter().rev().cmp(other.0.iter().rev()))
    }

    /// `other` is not larger.
    fn subtract(&mut self, other: &Self) {
        let mut borrow = false;
        for (place, word) in self.0.iter_mut().enumerate() {
            let (less, first) = word.overflowing_sub(other.0.get(place).copied().unwrap_or(0));
            let (less, second) = less.overflowing_sub(u32::from(borrow));
            (*word, borrow) = (less, first || second);
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}

/// Is this a number as JSON writes it (RFC 8259, section 6)?
pub fn is_json(text: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_json_writes_them() {
        for text in ["0", "-1", "1.5", "1e3", "-0.5E-7"] {
            assert!(is_json(text) && parse(text).is_some(), "{text}");
        }
        for text in ["01", "1.", "-.5", "+1", "1e", "", "-", "0x1", "1e+", "1.e3"] {
            assert!(!is_json(text), "{text}");
        }
    }

    /// The standard library's answer, which is exact; what is infinite is no number here.
    fn agrees(text: &str) {
        let wanted = text.parse::<f64>().ok().filter(|number| number.is_finite()).map(f64::to_bits);
        assert_eq!(parse(text).map(f64::to_bits), wanted, "{text}");
    }

    #[test]
    fn numbers_where_rounding_is_hard() {
        let halfway = "1.00000000000000011102230246251565404236316680908203125";
        for text in [
            "0",
            "-0",
            "0.0e9",
            "1",
            "-1.5",
            ".5",
            "0.1",
            "1e22",
            "1e23",
            "9007199254740993",
            "9007199254740992.9",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.797693134862315807e308",
            "1.7976931348623159e308",
            "1e309",
            "-1e400",
            "1e999999999999999999999",
            "0e999999999999999999999",
            "5e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2.5e-324",
            "1e-330",
            "1e-400",
            "1e-999999999999999999999",
            "2.2250738585072011e-308",
            "2.2250738585072012e-308",
            "2.2250738585072014e-308",
            "4.4501477170144023e-308",
            "18446744073709551615",
            "4294967296",
            "1e-5",
            "123456.789e-3",
            halfway,
        ] {
            agrees(text);
        }
        agrees(&format!("{halfway}{}", "0".repeat(900)));
        agrees(&format!("{halfway}{}1", "0".repeat(900)));
        agrees(&format!("0.{}1e5000", "0".repeat(4990)));
        agrees(&format!("1{}e-5000", "0".repeat(5000)));
        for text in ["", "-", ".", "e5", "1e", "1e+", "1e-", "1e+-5", "1e5.0", "1..2", "--1", "1 ", "0x1", "NaN"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_of_every_size() {
        let mut seed = 1u64;
        for _ in 0..4000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let number = f64::from_bits(seed ^ (seed >> 31));
            if number.is_finite() {
                agrees(&format!("{number:e}"));
                // Fewer and more digits than the shortest that tells it.
                agrees(&format!("{number:.5e}"));
                agrees(&format!("{number:.40e}"));
            }
        }
        for number in [f64::MAX, f64::MIN_POSITIVE, f64::MIN_POSITIVE / 2.0, f64::from_bits(3)] {
            agrees(&format!("{number:.800e}"));
            agrees(&format!("{number}"));
        }
    }
}
