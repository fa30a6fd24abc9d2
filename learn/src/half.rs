//! Numbers of 16 bits (IEEE 754 binary16), as priors are written.

/// The greatest that there is.
const MOST: f64 = 65_504.0;
/// The least above nothing.
const LEAST: f64 = 1.0 / 16_777_216.0;

/// The bits of the nearest one; of two as near, the even one. What is too great becomes the greatest.
pub fn bits(number: f64) -> u16 {
    let sign = if number.is_sign_negative() { 0x8000 } else { 0 };
    let size = number.abs();
    let size = if size < MOST { size } else { MOST };
    // From 2⁻¹⁴ on there are 1024 numbers to each power of two, and below that they stand as close as there.
    let exponent = ((size.to_bits() >> 52) as i32 - 1023).max(-14);
    let step = LEAST * f64::from(1 << (exponent + 14));
    let steps = (size / step).round_ties_even() as u16;
    sign | ((((exponent + 14) as u16) << 10) + steps)
}

/// What bits say.
pub fn number(bits: u16) -> f64 {
    let (exponent, fraction) = (i32::from(bits >> 10 & 31), f64::from(bits & 1023));
    let size = match exponent {
        0 => fraction * LEAST,
        _ => (1024.0 + fraction) * LEAST * f64::from(1u32 << (exponent - 1)),
    };
    if bits >> 15 == 1 { -size } else { size }
}

/// The nearest one.
pub fn nearest(value: f64) -> f64 {
    number(bits(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_come_back_and_what_lies_between_goes_to_the_nearest() {
        for one in 0..0x7c00u16 {
            assert_eq!((bits(number(one)), bits(-number(one))), (one, one | 0x8000), "{one:#x}");
        }
        for (value, expected) in [(1.0, 0x3c00), (-2.0, 0xc000), (65_504.0, 0x7bff), (1e9, 0x7bff), (LEAST, 1)] {
            assert_eq!(bits(value), expected, "{value}");
        }
        assert_eq!(bits(1.0 + 1.0 / 2048.0), 0x3c00, "of two as near the even one");
        assert_eq!(bits(1.0 + 3.0 / 2048.0), 0x3c02);
        assert_eq!(bits(2.0 - 1e-9), 0x4000);
        assert!((nearest(0.1) - 0.1).abs() < 5e-5);
    }
}
