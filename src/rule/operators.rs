//! Operators: operands → a value. A fault among the operands is the result.

use crate::prelude::*;
use alloc::rc::Rc;

use super::code::Op;
#[cfg(feature = "full")]
use super::moment;
#[cfg(feature = "full")]
use crate::capability::mark;
use crate::text::glue;
#[cfg(feature = "full")]
use crate::value::look_up;
use crate::value::{Fault, Value};

/// A fault stays the fault that it is; anything else is of the wrong type.
pub fn fault(value: &Value) -> Value {
    Value::Fault(if let Value::Fault(fault) = value { *fault } else { Fault::Type })
}

/// A list, unless one of its items is a fault.
pub fn list(values: Vec<Value>) -> Value {
    match values.iter().find(|value| matches!(value, Value::Fault(_))) {
        Some(value) => fault(value),
        None => Value::List(values.into()),
    }
}

/// `-a`
pub fn negate(value: &Value) -> Value {
    match value {
        Value::Int(number) => int(number.checked_neg()),
        Value::Double(number) => Value::Double(-number),
        #[cfg(feature = "full")]
        Value::Duration(number) => number.checked_neg().map_or(Value::Fault(Fault::Range), Value::Duration),
        other => fault(other),
    }
}

/// A whole number, if there is one.
pub fn int(result: Option<i64>) -> Value {
    result.map_or(Value::Fault(Fault::Range), Value::Int)
}

/// A size as a value.
pub fn count(number: usize) -> Value {
    int(i64::try_from(number).ok())
}

/// `winner` is the truth value that decides alone: false for `&&`, true for `||`.
pub fn logic(winner: bool, left: &Value, right: &Value) -> Value {
    match (left, right) {
        (Value::Bool(truth), _) | (_, Value::Bool(truth)) if *truth == winner => Value::Bool(winner),
        (Value::Bool(_), Value::Bool(_)) => Value::Bool(!winner),
        (Value::Bool(_), other) | (other, _) => fault(other),
    }
}

/// `<`, `<=`, `>` and `>=`
pub fn compare(op: Op, left: &Value, right: &Value) -> Value {
    match left.order(right) {
        Some(order) => Value::Bool(match op {
            Op::Less => order.is_lt(),
            Op::LessEqual => order.is_le(),
            Op::Greater => order.is_gt(),
            _ => order.is_ge(),
        }),
        // Not-a-number is ordered before, after and beside nothing.
        None if matches!((left, right), (Value::Int(_) | Value::Double(_), Value::Int(_) | Value::Double(_))) => {
            Value::Bool(false)
        }
        None => Value::Fault(Fault::Type),
    }
}

/// `a in b`
pub fn is_in(value: &Value, list: &Value) -> Value {
    match list {
        Value::List(values) => Value::Bool(values.iter().any(|item| item.equals(value))),
        #[cfg(feature = "full")]
        Value::Map(map) => Value::Bool(look_up(map, value).is_some()),
        other => fault(other),
    }
}

/// The item of a list, a map or an optional of one; of an optional as an optional.
pub fn index(of: &Value, at: &Value) -> Value {
    match of {
        #[cfg(feature = "full")]
        Value::Optional(_) => {
            mark::cel();
            optional(of, at)
        }
        _ => find(of, at).map_or_else(Value::Fault, |found| found.cloned().unwrap_or(Value::Fault(Fault::Missing))),
    }
}

/// The same as an optional: none where nothing is.
#[cfg(feature = "full")]
pub fn optional(of: &Value, at: &Value) -> Value {
    if let Value::Optional(inner) = of {
        return inner.first().map_or_else(|| of.clone(), |inner| optional(inner, at));
    }
    find(of, at).map_or_else(Value::Fault, |found| Value::Optional(found.cloned().into_iter().collect()))
}

fn find<'a>(of: &'a Value, at: &Value) -> Result<Option<&'a Value>, Fault> {
    match (of, at) {
        #[cfg(feature = "full")]
        (Value::Map(map), key) => Ok(look_up(map, key)),
        (Value::List(values), Value::Int(at)) => Ok(usize::try_from(*at).ok().and_then(|at| values.get(at))),
        // A number with a fraction of nothing is a place too.
        #[cfg(feature = "full")]
        (Value::List(_), Value::Double(at)) if *at == *at as i64 as f64 => find(of, &Value::Int(*at as i64)),
        _ => Err(Fault::Type),
    }
}

/// `+ - * / %`
pub fn binary(op: Op, left: &Value, right: &Value) -> Value {
    match (left, right) {
        (Value::Int(a), Value::Int(b)) => whole(op, *a, *b),
        (Value::Double(a), Value::Double(b)) => fraction(op, *a, *b),
        (Value::Text(a), Value::Text(b)) if op == Op::Add => Value::Text(glue(&[a, b]).into()),
        (Value::List(a), Value::List(b)) if op == Op::Add => Value::List(joined(a, b)),
        #[cfg(feature = "full")]
        _ => {
            mark::cel();
            moment::arithmetic(op, left, right)
        }
        #[cfg(not(feature = "full"))]
        _ => Value::Fault(Fault::Type),
    }
}

fn joined(a: &[Value], b: &[Value]) -> Rc<[Value]> {
    let mut all = Vec::with_capacity(a.len() + b.len());
    for item in a.iter().chain(b) {
        all.push(item.clone());
    }
    all.into()
}

fn whole(op: Op, a: i64, b: i64) -> Value {
    match op {
        Op::Add => int(a.checked_add(b)),
        Op::Subtract => int(a.checked_sub(b)),
        Op::Multiply => int(product(a, b)),
        Op::Divide | Op::Remainder if b == 0 => Value::Fault(Fault::Zero),
        Op::Divide => int(a.checked_div(b)),
        Op::Remainder => int(a.checked_rem(b)),
        _ => Value::Fault(Fault::Type),
    }
}

/// Checked by dividing again, because the compiler would do it with 128 bits, by a function that nothing else needs.
fn product(a: i64, b: i64) -> Option<i64> {
    let product = a.wrapping_mul(b);
    (a == 0 || product.checked_div(a) == Some(b)).then_some(product)
}

fn fraction(op: Op, a: f64, b: f64) -> Value {
    match op {
        Op::Add => Value::Double(a + b),
        Op::Subtract => Value::Double(a - b),
        Op::Multiply => Value::Double(a * b),
        Op::Divide => Value::Double(a / b),
        _ => Value::Fault(Fault::Type),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_checked_as_the_library_does_it() {
        let numbers =
            [0, 1, -1, 2, -2, 3, 1 << 31, -(1 << 31), 3_037_000_500, 1 << 62, i64::MAX, i64::MIN, i64::MIN + 1];
        for (a, b) in numbers.iter().flat_map(|a| numbers.map(|b| (*a, b))) {
            assert_eq!(product(a, b), a.checked_mul(b), "{a} {b}");
        }
    }

    #[test]
    fn a_decided_side_wins_over_a_fault() {
        let fault = Value::Fault(Fault::Zero);
        assert!(logic(true, &fault, &Value::Bool(true)).holds());
        assert!(matches!(logic(false, &fault, &Value::Bool(false)), Value::Bool(false)));
        assert!(matches!(logic(true, &fault, &Value::Bool(false)), Value::Fault(Fault::Zero)));
    }
}
