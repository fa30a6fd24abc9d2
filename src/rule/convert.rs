//! From one type to another, and from any type to text.

use crate::prelude::*;

use super::eval::Services;
use super::moment;
use super::operators::int;
use super::parts::between;
use super::value::{Fault, Value, pairs};
use crate::message::digits::push_number;

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
pub fn to_double(value: &Value, services: &dyn Services) -> Option<Value> {
    Some(Value::Double(match value {
        Value::Double(number) => *number,
        Value::Int(number) => *number as f64,
        Value::Text(text) => match decimal(text) {
            Some(None) => services.parse(text),
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
pub fn to_text(value: &Value, services: &dyn Services) -> Option<String> {
    let mut text = String::new();
    match value {
        Value::Text(same) | Value::Kind(same) => text.push_str(same),
        Value::Bool(truth) => text.push_str(if *truth { "true" } else { "false" }),
        Value::Int(number) => push_number(&mut text, *number, 1),
        Value::Double(number) => return Some(write_double(*number, services)),
        Value::Instant(at, nanos) => moment::write_instant(&mut text, *at, *nanos),
        Value::Duration(nanos) => moment::write_duration(&mut text, *nanos),
        _ => return None,
    }
    Some(text)
}

fn write_double(number: f64, services: &dyn Services) -> String {
    if number.is_finite() { services.digits(number) } else { special(number).to_owned() }
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

/// What `%s` shows: lists and maps too, maps in the order of their keys as they are shown.
pub fn show(value: &Value, services: &dyn Services) -> Option<String> {
    let mut parts = Vec::new();
    match value {
        Value::Null => return Some("null".to_owned()),
        Value::List(items) => {
            for item in items.iter() {
                parts.push(show(item, services)?);
            }
        }
        Value::Map(items) => {
            for (key, value) in pairs(items) {
                let entry = between(&show(key, services)?, ": ", &show(value, services)?);
                let place = parts.iter().take_while(|other| **other < entry).count();
                parts.insert(place, entry);
            }
        }
        _ => return to_text(value, services),
    }
    let mut inner = String::new();
    for (place, part) in parts.iter().enumerate() {
        inner.push_str(if place > 0 { ", " } else { "" });
        inner.push_str(part);
    }
    Some(if matches!(value, Value::List(_)) { between("[", &inner, "]") } else { between("{", &inner, "}") })
}

/// What `%d`, `%b`, `%o` and `%x` show: a number to the base 10, 2, 8 or 16, and a text's bytes to the base 16.
pub fn radix(value: &Value, base: u64) -> Option<Value> {
    let mut text = String::new();
    match value {
        Value::Int(number) => {
            if *number < 0 {
                text.push('-');
            }
            push_radix(&mut text, number.unsigned_abs(), base, 1);
        }
        Value::Bool(truth) if base == 2 => push_radix(&mut text, u64::from(*truth), 2, 1),
        Value::Double(number) if base == 10 && !number.is_finite() => {
            text = special(*number).to_owned();
        }
        Value::Text(bytes) if base == 16 => {
            bytes.bytes().for_each(|byte| push_radix(&mut text, u64::from(byte), 16, 2))
        }
        _ => return None,
    }
    Some(Value::Text(text.into()))
}

fn push_radix(text: &mut String, mut number: u64, base: u64, least: usize) {
    let mut reversed = Vec::new();
    while number > 0 || reversed.len() < least {
        reversed.push(b"0123456789abcdef".get((number % base.max(2)) as usize).map_or('0', |digit| char::from(*digit)));
        number /= base.max(2);
    }
    reversed.iter().rev().for_each(|digit| text.push(*digit));
}

/// What `%f` and `%e` show.
pub fn fixed(value: &Value, digits: u8, exponential: bool, services: &dyn Services) -> Option<Value> {
    let number = match value {
        Value::Double(number) => *number,
        Value::Int(number) => *number as f64,
        _ => return None,
    };
    if !number.is_finite() {
        return Some(Value::Text(write_double(number, services).into()));
    }
    let written = services.fixed(number, digits, exponential);
    // JavaScript writes the exponent with as few digits as it has; here it has two at least.
    let Some((mantissa, exponent)) = written.split_once('e') else {
        return Some(Value::Text(written.into()));
    };
    let (sign, digits) = exponent.split_at_checked(1)?;
    Some(Value::Text(between(mantissa, &between("e", sign, if digits.len() < 2 { "0" } else { "" }), digits).into()))
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

    #[test]
    fn digits_to_any_base() {
        for (number, base, text) in
            [(5, 2, "101"), (-30, 16, "-1e"), (0, 8, "0"), (i64::MIN, 10, "-9223372036854775808")]
        {
            assert!(radix(&Value::Int(number), base).unwrap().equals(&Value::text(text)));
        }
    }
}
