//! From one type to another, and from any type to text.

use crate::prelude::*;

use super::moment;
use super::operators::int;
use super::platform::Platform;
use crate::text::push_number;
use crate::value::{Fault, Value};

/// 2^63, the first number that is too large.
const TWO_63: f64 = 9_223_372_036_854_775_808.0;

/// The CEL name of a value's type.
pub fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Bool(_) => "bool",
        Value::Int(_) => "int",
        Value::Double(_) => "double",
        Value::Text(_) => "string",
        Value::List(_) => "list",
        Value::Map(_) => "map",
        Value::Instant(..) => "google.protobuf.Timestamp",
        Value::Duration(_) => "google.protobuf.Duration",
        Value::Optional(_) => "optional_type",
        Value::Kind(_) => "type",
        Value::Null | Value::Fault(_) => "null_type",
    }
}

/// `int(…)`
pub fn to_int(value: &Value) -> Option<Value> {
    Some(match value {
        Value::Int(_) => value.clone(),
        Value::Double(number) if *number > -TWO_63 && *number < TWO_63 => Value::Int(*number as i64),
        Value::Double(_) => Value::Fault(Fault::Range),
        Value::Text(text) => int(text.parse().ok()),
        Value::Instant(at, _) => Value::Int(at.div_euclid(1000)),
        _ => return None,
    })
}

/// `double(…)`
pub fn to_double(value: &Value, platform: &dyn Platform) -> Option<Value> {
    Some(Value::Double(match value {
        Value::Double(number) => *number,
        Value::Int(number) => *number as f64,
        Value::Text(text) => match decimal(text) {
            Some(None) => platform.parse(text),
            Some(Some(special)) => special,
            None => return Some(Value::Fault(Fault::Range)),
        },
        _ => return None,
    }))
}

/// Is it a number as people write it? `Some(Some(…))`: infinite, or none.
fn decimal(text: &str) -> Option<Option<f64>> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let lower = unsigned.to_ascii_lowercase();
    if matches!(&*lower, "inf" | "infinity") {
        return Some(Some(if negative { f64::NEG_INFINITY } else { f64::INFINITY }));
    }
    if lower == "nan" {
        return Some(Some(f64::NAN));
    }
    let mut digits = 0;
    let mut seen = 0;
    let mut before = b' ';
    for byte in lower.bytes() {
        // In order: 1 a point, 2 an exponent, 3 its sign.
        let stage = match byte {
            b'0'..=b'9' => {
                digits += 1;
                before = byte;
                continue;
            }
            b'.' => 1,
            b'e' if digits > 0 => {
                digits = 0;
                2
            }
            b'+' | b'-' if before == b'e' => 3,
            _ => return None,
        };
        if stage <= seen {
            return None;
        }
        (seen, before) = (stage, byte);
    }
    (digits > 0).then_some(None)
}

/// `timestamp(…)`
pub fn to_instant(value: &Value) -> Option<Value> {
    Some(match value {
        Value::Instant(..) => value.clone(),
        Value::Int(seconds) => moment::instant(seconds.checked_mul(1000), 0),
        Value::Text(text) => moment::parse_instant(text),
        _ => return None,
    })
}

/// `string(…)`
pub fn to_text(value: &Value, platform: &dyn Platform) -> Option<String> {
    let mut text = String::new();
    match value {
        Value::Text(same) | Value::Kind(same) => text.push_str(same),
        Value::Bool(truth) => text.push_str(if *truth { "true" } else { "false" }),
        Value::Int(number) => push_number(&mut text, *number, 1),
        Value::Double(number) => return Some(write_double(*number, platform)),
        Value::Instant(at, nanos) => moment::write_instant(&mut text, *at, *nanos),
        Value::Duration(nanos) => moment::write_duration(&mut text, *nanos),
        _ => return None,
    }
    Some(text)
}

/// A number with a fraction, infinite ones and none at all too.
pub fn write_double(number: f64, platform: &dyn Platform) -> String {
    if number.is_finite() { platform.digits(number) } else { special(number).to_owned() }
}

fn special(number: f64) -> &'static str {
    if number.is_nan() {
        "NaN"
    } else if number > 0.0 {
        "Infinity"
    } else {
        "-Infinity"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        for text in ["0", "-1.5", "+2", ".5", "5.", "1e9", "1.5E-7"] {
            assert_eq!(decimal(text), Some(None), "{text}");
        }
        for text in ["", ".", "-", "1e", "e5", "1.2.3", "1e5e5", "1e5.5", "0x10", "1-", " 1", "--1", "1e+-5"] {
            assert_eq!(decimal(text), None, "{text}");
        }
        assert_eq!(decimal("-Infinity"), Some(Some(f64::NEG_INFINITY)));
    }
}
