//! The functions that few sites need: visitors download them only where a rule calls one.

use super::code::Function;
use super::convert;
use super::format::format;
use super::moment;
use super::operators::{count, fault, optional};
use super::platform::Platform;
use super::strings;
use crate::value::{Fault, Value, pairs};

/// `None`: the arguments are of types that the function does not take.
pub fn answer(function: Function, arguments: &[Value], platform: &dyn Platform) -> Option<Value> {
    let first = arguments.first()?;
    let second = arguments.get(1).unwrap_or(&Value::Null);
    let third = arguments.get(2).unwrap_or(&Value::Null);
    Some(match (function, first, second, third) {
        (Function::Size, Value::Map(items), ..) => count(items.len() / 2),
        (Function::Join, Value::List(items), Value::Text(mark), _) => strings::join(items, mark)?,
        (Function::Type, ..) => Value::Kind(convert::type_name(first).into()),
        (Function::Int, ..) => convert::to_int(first)?,
        (Function::Double, ..) => convert::to_double(first, platform)?,
        (Function::Text, ..) => Value::Text(convert::to_text(first, platform)?.into()),
        (Function::Instant, ..) => convert::to_instant(first)?,
        (Function::Duration, Value::Text(written), ..) => moment::parse_duration(written),
        (Function::Duration, Value::Duration(_), ..) => first.clone(),
        (Function::Format, Value::Text(text), Value::List(items), _) => format(text, items, platform)?,
        (Function::Part, _, Value::Int(which), Value::Text(zone)) => moment::part(first, *which, zone, platform),
        (Function::Greatest | Function::Least, Value::List(items), ..) => extreme(function, items)?,
        (Function::Round, Value::Double(number), Value::Int(how), _) => Value::Double(round(*number, *how)),
        (Function::Bits, Value::Int(a), Value::Int(b), Value::Int(which)) => bits(*a, *b, *which),
        (Function::Some, ..) => Value::Optional([first.clone()].into()),
        (Function::SomeUnlessZero, ..) if is_zero(first) => Value::Optional([].into()),
        (Function::SomeUnlessZero, ..) => Value::Optional([first.clone()].into()),
        (Function::HasValue, Value::Optional(inner), ..) => Value::Bool(!inner.is_empty()),
        (Function::Value, Value::Optional(inner), ..) => inner.first().cloned().unwrap_or(Value::Fault(Fault::Missing)),
        (Function::Items, Value::Optional(inner), ..) => Value::List(inner.clone()),
        (Function::At, ..) => optional(first, second),
        (Function::Map, Value::List(items), ..) => map(items)?,
        (_, Value::Text(of), ..) => strings::answer(function, of, second, third)?,
        _ => return None,
    })
}

/// A map of keys and values in turn, unless a key is of the wrong type or there twice.
fn map(items: &[Value]) -> Option<Value> {
    for (place, (key, _)) in pairs(items).enumerate() {
        if !matches!(key, Value::Int(_) | Value::Text(_) | Value::Bool(_)) {
            return None;
        }
        if pairs(items).take(place).any(|(other, _)| other.equals(key)) {
            return Some(Value::Fault(Fault::Range));
        }
    }
    Some(Value::Map(items.into()))
}

fn extreme(function: Function, items: &[Value]) -> Option<Value> {
    let mut best = items.first()?;
    for item in items {
        if !matches!(item, Value::Int(_) | Value::Double(_)) {
            return Some(fault(item));
        }
        let order = item.order(best)?;
        if if function == Function::Greatest { order.is_gt() } else { order.is_lt() } {
            best = item;
        }
    }
    Some(best.clone())
}

/// Beyond 2^52 every number is whole.
fn round(number: f64, how: i64) -> f64 {
    let toward_zero = number as i64 as f64;
    if number.is_nan() || number.abs() >= 4_503_599_627_370_496.0 {
        return number;
    }
    let away = if number < 0.0 { toward_zero - 1.0 } else { toward_zero + 1.0 };
    match how {
        0 if number > toward_zero => away,
        1 if number < toward_zero => away,
        3 if (number - toward_zero).abs() >= 0.5 => away,
        _ => toward_zero,
    }
}

fn bits(a: i64, b: i64, which: i64) -> Value {
    Value::Int(match which {
        0 => a & b,
        1 => a | b,
        2 => a ^ b,
        _ if b < 0 => return Value::Fault(Fault::Range),
        _ if b > 63 => 0,
        3 => a << b,
        // The bits that come in are zeros, whatever the sign is.
        _ => (a as u64 >> b) as i64,
    })
}

fn is_zero(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) | Value::Int(0) | Value::Duration(0) | Value::Instant(0, 0) => true,
        Value::Double(number) => *number == 0.0,
        Value::Text(text) => text.is_empty(),
        Value::List(items) | Value::Map(items) | Value::Optional(items) => items.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_four_ways() {
        for (number, rounded) in
            [(1.5, [2.0, 1.0, 1.0, 2.0]), (-1.5, [-1.0, -2.0, -1.0, -2.0]), (2.0, [2.0; 4]), (1e300, [1e300; 4])]
        {
            assert_eq!([0, 1, 2, 3].map(|how| round(number, how)), rounded);
        }
    }

    #[test]
    fn a_key_stands_once() {
        let items = [Value::Int(1), Value::Null, Value::Int(1), Value::Null];
        assert!(matches!(map(&items), Some(Value::Fault(Fault::Range))));
        assert!(map(&[Value::Null, Value::Null]).is_none());
    }
}
