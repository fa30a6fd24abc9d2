//! The prior of a slot that learns, as `tailorbird train` writes it.

use super::json::{Json, Node};
use super::object::Object;
use super::values::{number, short, text, wrong};
use crate::error::say;
use crate::manifest::model::{Prior, PriorVariant};
use crate::manifest::report::{Place, Report};
use crate::prelude::*;

/// Reads a prior: how much what happens differs from what is to be expected, the checksum of the features, and of each variant the
/// means of its weights and the factor of their precision, as base64 of numbers with 16 bits.
pub fn prior(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Prior> {
    let object = Object::read(node, place, &["noise", "features", "variants", "trained"], report)?;
    for key in ["noise", "features", "variants"] {
        object.need(key, report)?;
    }
    let noise = object.part("noise", report, number)?;
    if noise <= 0.0 {
        object.error("noise", "the noise is a standard deviation: a number above 0", report);
    }
    let form = object.part("features", report, |node, place, report| match node.json {
        Json::Number(number) if number >= 0.0 && number == f64::from(number as u32) => Some(number as u32),
        _ => wrong(node, place, "the checksum of the features", report),
    });
    object.part("trained", report, text);
    let mut variants = Vec::new();
    object.part("variants", report, |node, place, report| {
        for (name, node) in Object::any(node, place, report)?.entries() {
            let place = place.key(name, node.at);
            let Some(packed) = text(node, &place, report) else {
                continue;
            };
            match numbers(&packed) {
                Some(numbers) => variants.push(PriorVariant { name: name.to_owned(), place: place.owned(), numbers }),
                None => report.error(&place, say("“{}” is no list of finite numbers as base64", &[short(&packed)])),
            }
        }
        Some(())
    });
    Some(Prior { place: place.owned(), noise, form: form?, variants })
}

/// Numbers of 16 bits (IEEE 754 binary16, the lower byte first) in base64; `None` where they are none, or not finite.
pub fn numbers(packed: &str) -> Option<Vec<f64>> {
    let (mut bits, mut have, mut bytes) = (0u32, 0, Vec::new());
    for letter in packed.trim_end_matches('=').bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        (bits, have) = (bits << 6 | u32::from(six), have + 6);
        if have >= 8 {
            have -= 8;
            bytes.push((bits >> have) as u8);
        }
    }
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().map(|pair| half(u16::from_le_bytes(*pair))).collect()
}

/// A number of 16 bits; `None` where it is not finite.
fn half(bits: u16) -> Option<f64> {
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f64::from(bits & 1023) / 1024.0);
    let size = match exponent {
        31 => return None,
        0 => fraction * power(-14),
        _ => (1.0 + fraction) * power(exponent - 15),
    };
    Some(if bits >> 15 == 1 { -size } else { size })
}

fn power(exponent: i32) -> f64 {
    f64::from_bits(((1023 + exponent) as u64) << 52)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_out_of_base64() {
        // 1, -2, 0.5, 65504, 2⁻²⁴, 0
        let bits: [u16; 6] = [0x3c00, 0xc000, 0x3800, 0x7bff, 0x0001, 0x0000];
        let values = [1.0, -2.0, 0.5, 65_504.0, power(-24), 0.0];
        for (bits, value) in bits.iter().zip(values) {
            assert_eq!(half(*bits), Some(value));
        }
        assert_eq!(numbers("ADwAwA=="), Some(vec![1.0, -2.0]));
        for wrong in ["AD", "AHw=", "*", "ADwA"] {
            assert_eq!(numbers(wrong), None, "{wrong}");
        }
    }
}
