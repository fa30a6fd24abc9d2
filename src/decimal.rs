//! Decimal text → a number. Reading decimals exactly takes tables of 14 KB (brotli), which every platform has
//! already: a page lends its own.

use std::sync::OnceLock;

/// Reads a decimal number.
type Parse = fn(&str) -> Option<f64>;

static LENT: OnceLock<Parse> = OnceLock::new();

/// Lends the platform's way to read decimals; the first one counts.
pub fn lend(parse: Parse) {
    let _ = LENT.set(parse);
}

/// A finite number as JSON and CEL write it: digits, then perhaps a point and digits, then perhaps an exponent.
pub fn parse(text: &str) -> Option<f64> {
    LENT.get().map_or_else(|| native(text), |parse| parse(text)).filter(|number| number.is_finite())
}

#[cfg(not(target_arch = "wasm32"))]
fn native(text: &str) -> Option<f64> {
    text.parse().ok()
}

#[cfg(target_arch = "wasm32")]
fn native(_: &str) -> Option<f64> {
    None
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
}
