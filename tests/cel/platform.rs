//! What a browser tells rules, natively: zones from the bundled database, numbers as JavaScript writes them.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use tailorbird::rule::platform::{self, Platform as _};

/// Numbers from here on are written with an exponent, even by `toFixed`.
const LARGE: f64 = 1e21;

/// More digits than any double has, so that they are all there.
const ALL_DIGITS: usize = 1100;

/// The platform of the tests.
pub struct Platform;

impl platform::Platform for Platform {
    fn offset(&self, zone: &str, at: i64) -> Option<i64> {
        let zone = TimeZone::get(zone).ok()?;
        // The database ends a day before the year 9999 does; nothing changes in that day.
        let latest = Timestamp::MAX.as_second() * 1000;
        let at = Timestamp::from_millisecond(at.min(latest)).ok()?;
        Some(i64::from(zone.to_offset(at).seconds()) * 1000)
    }

    fn digits(&self, number: f64) -> String {
        digits(number)
    }

    fn fixed(&self, number: f64, digits: u8, exponential: bool) -> String {
        if exponential { to_exponential(number, digits.into()) } else { to_fixed(number, digits.into()) }
    }
}

fn sign(number: f64) -> &'static str {
    if number < 0.0 { "-" } else { "" }
}

/// The digits of a number without its point, and the power of ten of the first one.
fn parts(written: &str) -> (String, i32) {
    let (mantissa, exponent) = written.split_once('e').unwrap_or((written, "0"));
    (mantissa.replace('.', ""), exponent.parse().unwrap_or(0))
}

/// JavaScript's `String(number)`.
pub fn digits(number: f64) -> String {
    if number == 0.0 {
        return "0".to_owned();
    }
    if !number.is_finite() {
        let name = if number.is_nan() { "NaN" } else { "Infinity" };
        return format!("{}{name}", sign(number));
    }
    let (digits, exponent) = parts(&format!("{:e}", number.abs()));
    let count = digits.len() as i32;
    let point = exponent + 1;
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    let written = match point {
        _ if count <= point && point <= 21 => format!("{digits}{}", zeros(point - count)),
        1..=21 => format!("{}.{}", &digits[..point as usize], &digits[point as usize..]),
        -5..=0 => format!("0.{}{digits}", zeros(-point)),
        _ => with_exponent(&digits, exponent),
    };
    format!("{}{written}", sign(number))
}

fn with_exponent(digits: &str, exponent: i32) -> String {
    let (first, rest) = digits.split_at(1);
    let point = if rest.is_empty() { "" } else { "." };
    format!("{first}{point}{rest}e{exponent:+}")
}

/// JavaScript's `number.toFixed(count)`: of two numbers that are as near, the larger one.
fn to_fixed(number: f64, count: usize) -> String {
    if !number.is_finite() {
        return digits(number);
    }
    // From here on a number has no fraction, and JavaScript would write an exponent: the face writes all its digits.
    if number.abs() >= LARGE {
        return format!("{number:.count$}");
    }
    let all = format!("{:.ALL_DIGITS$}", number.abs());
    let (whole, fraction) = all.split_once('.').unwrap_or((&all, ""));
    let kept = half_up(&format!("{whole}{fraction}"), whole.len() + count);
    let (whole, fraction) = kept.split_at(kept.len() - count);
    let point = if count == 0 { "" } else { "." };
    format!("{}{whole}{point}{fraction}", sign(number))
}

/// JavaScript's `number.toExponential(count)`.
fn to_exponential(number: f64, count: usize) -> String {
    if !number.is_finite() {
        return digits(number);
    }
    let (all, exponent) = parts(&format!("{:.ALL_DIGITS$e}", number.abs()));
    let kept = half_up(&all, count + 1);
    let carried = (kept.len() - (count + 1)) as i32;
    format!("{}{}", sign(number), with_exponent(&kept[..=count], exponent + carried))
}

/// The first digits, rounded by the one after them. One more than asked for when all of them were nines.
fn half_up(digits: &str, count: usize) -> String {
    let (kept, rest) = digits.split_at(count);
    if !rest.starts_with(|digit| digit >= '5') {
        return kept.to_owned();
    }
    let nines = kept.len() - kept.trim_end_matches('9').len();
    let (head, _) = kept.split_at(kept.len() - nines);
    let head = match head.as_bytes() {
        [] => "1".to_owned(),
        [before @ .., last] => format!("{}{}", String::from_utf8_lossy(before), char::from(last + 1)),
    };
    format!("{head}{}", "0".repeat(nines))
}

#[cfg(test)]
mod tests {
    use super::*;

    // What Node 20 gives.
    #[test]
    fn numbers_are_written_as_javascript_does() {
        for (number, written) in [
            (0.0, "0"),
            (-0.0, "0"),
            (1.0, "1"),
            (-12.5, "-12.5"),
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (123456789012345680000.0, "123456789012345680000"),
            (1.5e300, "1.5e+300"),
            (0.000001, "0.000001"),
            (1e-7, "1e-7"),
            (1.25e-7, "1.25e-7"),
            (5e-324, "5e-324"),
            (0.1 + 0.2, "0.30000000000000004"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "-Infinity"),
        ] {
            assert_eq!(digits(number), written);
        }
    }

    #[test]
    fn numbers_are_rounded_as_javascript_does() {
        for (number, count, fixed, exponential) in [
            (2.5, 0, "3", "3e+0"),
            (-2.5, 0, "-3", "-3e+0"),
            (1.005, 2, "1.00", "1.00e+0"),
            (1.45, 1, "1.4", "1.4e+0"),
            (0.5, 0, "1", "5e-1"),
            (9.99, 1, "10.0", "1.0e+1"),
            (-0.0001, 2, "-0.00", "-1.00e-4"),
            (0.0, 3, "0.000", "0.000e+0"),
            (1052.032911275, 6, "1052.032911", "1.052033e+3"),
            (1e21, 2, "1000000000000000000000.00", "1.00e+21"),
            (123.456, 0, "123", "1e+2"),
        ] {
            assert_eq!(Platform.fixed(number, count, false), fixed);
            assert_eq!(Platform.fixed(number, count, true), exponential);
        }
    }

    #[test]
    fn zones_know_their_offsets() {
        const HOUR: i64 = 3_600_000;
        assert_eq!(Platform.offset("Europe/Berlin", 1_774_746_000_000 - 1), Some(HOUR));
        assert_eq!(Platform.offset("Europe/Berlin", 1_774_746_000_000), Some(2 * HOUR));
        assert_eq!(Platform.offset("Europe/Berlin", 253_402_300_799_999), Some(HOUR));
        assert_eq!(Platform.offset("UTC", 0), Some(0));
        assert_eq!(Platform.offset("Nowhere/At_All", 0), None);
    }
}
