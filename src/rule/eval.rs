//! A rule's code and what is true → a value. Total: any bytes give an answer, at worst a fault.

use crate::prelude::*;
use alloc::rc::Rc;

use super::code::{Function, Op};
use super::value::{Fault, Value};
use crate::message::digits::glue;
use crate::program::bytes::Reader;

/// What a rule can see. Whoever evaluates lends it; nothing is asked for on the way.
#[derive(Clone, Copy, Default)]
pub struct Sight<'a> {
    /// The program's constants.
    pub constants: &'a [Value],
    /// The value of each name.
    pub values: &'a [Value],
    /// The place of each name's value in its closed set, if it has one.
    pub ordinals: &'a [Option<u8>],
    /// Whether each name is there.
    pub present: &'a [bool],
    /// Whether each audience holds, as far as they are known.
    pub audiences: &'a [Value],
}

/// Runs `code` to its end.
pub fn eval(code: &[u8], sight: Sight<'_>) -> Value {
    let mut machine = Machine { code: Reader::new(code), stack: Vec::with_capacity(8), sight };
    while let Some(byte) = machine.code.byte() {
        if Op::of(byte).and_then(|op| machine.step(op)).is_none() {
            return Value::Fault(Fault::Type);
        }
    }
    machine.pop()
}

struct Machine<'a> {
    code: Reader<'a>,
    stack: Vec<Value>,
    sight: Sight<'a>,
}

impl Machine<'_> {
    /// `None` when the code itself is unsound.
    fn step(&mut self, op: Op) -> Option<()> {
        let value = match op {
            Op::Const => self.sight.constants.get(self.code.index()?)?.clone(),
            Op::Load => self.sight.values.get(self.code.index()?)?.clone(),
            Op::Present => Value::Bool(*self.sight.present.get(self.code.index()?)?),
            Op::Audience => self.sight.audiences.get(self.code.index()?)?.clone(),
            Op::InSet => {
                let ordinal = *self.sight.ordinals.get(self.code.index()?)?;
                in_set(ordinal, self.code.number()?)
            }
            Op::Not => match self.pop() {
                Value::Bool(truth) => Value::Bool(!truth),
                other => fault(&other),
            },
            Op::Negate => negate(&self.pop()),
            Op::AndElse => return self.skip_if(false),
            Op::OrElse => return self.skip_if(true),
            Op::Branch => return self.branch(),
            Op::Jump => {
                let bytes = self.code.index()?;
                return self.code.skip(bytes);
            }
            Op::List => {
                let count = self.code.index()?;
                let start = self.stack.len().checked_sub(count)?;
                list(self.stack.split_off(start))
            }
            Op::Call => {
                let function = Function::of(self.code.number()?)?;
                let last = self.pop();
                if function.arity() == 2 { call2(function, &self.pop(), &last) } else { call1(function, &last) }
            }
            _ => {
                let right = self.pop();
                binary(op, &self.pop(), &right)
            }
        };
        self.stack.push(value);
        Some(())
    }

    fn pop(&mut self) -> Value {
        self.stack.pop().unwrap_or(Value::Fault(Fault::Type))
    }

    fn skip_if(&mut self, truth: bool) -> Option<()> {
        let bytes = self.code.index()?;
        match self.stack.last() {
            Some(Value::Bool(found)) if *found == truth => self.code.skip(bytes),
            _ => Some(()),
        }
    }

    fn branch(&mut self) -> Option<()> {
        let (then, other) = (self.code.index()?, self.code.index()?);
        match self.pop() {
            Value::Bool(true) => Some(()),
            Value::Bool(false) => self.code.skip(then),
            value => {
                self.stack.push(fault(&value));
                self.code.skip(then.checked_add(other)?)
            }
        }
    }
}

/// A fault stays the fault that it is; anything else is of the wrong type.
fn fault(value: &Value) -> Value {
    Value::Fault(if let Value::Fault(fault) = value { *fault } else { Fault::Type })
}

fn in_set(ordinal: Option<u8>, mask: u64) -> Value {
    match ordinal {
        Some(ordinal) if ordinal < 64 => Value::Bool(mask >> ordinal & 1 == 1),
        _ => Value::Fault(Fault::Missing),
    }
}

fn list(values: Vec<Value>) -> Value {
    match values.iter().find(|value| matches!(value, Value::Fault(_))) {
        Some(value) => fault(value),
        None => Value::List(values.into()),
    }
}

fn negate(value: &Value) -> Value {
    match value {
        Value::Int(number) => int(number.checked_neg()),
        Value::Double(number) => Value::Double(-number),
        other => fault(other),
    }
}

fn int(result: Option<i64>) -> Value {
    result.map_or(Value::Fault(Fault::Overflow), Value::Int)
}

fn binary(op: Op, left: &Value, right: &Value) -> Value {
    match (left, right) {
        // `&&` and `||` look at both sides before a fault counts (CEL's commutative logic).
        _ if matches!(op, Op::And | Op::Or) => logic(op == Op::Or, left, right),
        (Value::Fault(_), _) => fault(left),
        (_, Value::Fault(_)) => fault(right),
        _ => match op {
            Op::Equal => Value::Bool(left.equals(right)),
            Op::NotEqual => Value::Bool(!left.equals(right)),
            Op::Less | Op::LessEqual | Op::Greater | Op::GreaterEqual => compare(op, left, right),
            Op::In => member(left, right),
            Op::Index => index(left, right),
            _ => arithmetic(op, left, right),
        },
    }
}

/// `winner` is the truth value that decides alone: false for `&&`, true for `||`.
fn logic(winner: bool, left: &Value, right: &Value) -> Value {
    match (left, right) {
        (Value::Bool(truth), _) | (_, Value::Bool(truth)) if *truth == winner => Value::Bool(winner),
        (Value::Bool(_), Value::Bool(_)) => Value::Bool(!winner),
        (Value::Bool(_), other) | (other, _) => fault(other),
    }
}

fn compare(op: Op, left: &Value, right: &Value) -> Value {
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

fn member(value: &Value, list: &Value) -> Value {
    match list {
        Value::List(values) => Value::Bool(values.iter().any(|item| item.equals(value))),
        other => fault(other),
    }
}

fn index(list: &Value, at: &Value) -> Value {
    match (list, at) {
        (Value::List(values), Value::Int(at)) => {
            let found = usize::try_from(*at).ok().and_then(|at| values.get(at));
            found.cloned().unwrap_or(Value::Fault(Fault::Missing))
        }
        _ => Value::Fault(Fault::Type),
    }
}

fn arithmetic(op: Op, left: &Value, right: &Value) -> Value {
    match (left, right) {
        (Value::Int(a), Value::Int(b)) => whole(op, *a, *b),
        (Value::Double(a), Value::Double(b)) => fraction(op, *a, *b),
        (Value::Text(a), Value::Text(b)) if op == Op::Add => Value::Text(glue(&[a, b]).into()),
        (Value::List(a), Value::List(b)) if op == Op::Add => Value::List(a.iter().chain(b.iter()).cloned().collect()),
        _ => Value::Fault(Fault::Type),
    }
}

fn whole(op: Op, a: i64, b: i64) -> Value {
    match op {
        Op::Add => int(a.checked_add(b)),
        Op::Subtract => int(a.checked_sub(b)),
        Op::Multiply => int(a.checked_mul(b)),
        Op::Divide | Op::Remainder if b == 0 => Value::Fault(Fault::Zero),
        Op::Divide => int(a.checked_div(b)),
        Op::Remainder => int(a.checked_rem(b)),
        _ => Value::Fault(Fault::Type),
    }
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

fn call1(function: Function, value: &Value) -> Value {
    match (function, value) {
        (Function::Size, Value::Text(text)) => count(code_points(text)),
        (Function::Size, Value::List(values)) => count(values.len()),
        (Function::LowerAscii, Value::Text(text)) => Value::Text(Rc::from(text.to_ascii_lowercase())),
        (Function::UpperAscii, Value::Text(text)) => Value::Text(Rc::from(text.to_ascii_uppercase())),
        (Function::Trim, Value::Text(text)) => Value::text(text.trim()),
        (_, other) => fault(other),
    }
}

/// Every byte that does not continue a character begins one.
fn code_points(text: &str) -> usize {
    text.bytes().filter(|byte| byte & 0xc0 != 0x80).count()
}

fn count(number: usize) -> Value {
    int(i64::try_from(number).ok())
}

fn call2(function: Function, left: &Value, right: &Value) -> Value {
    let (Value::Text(text), Value::Text(part)) = (left, right) else {
        return if matches!(left, Value::Fault(_)) { fault(left) } else { fault(right) };
    };
    Value::Bool(match function {
        Function::Contains => contains(text.as_bytes(), part.as_bytes()),
        Function::StartsWith => text.starts_with(&**part),
        _ => text.ends_with(&**part),
    })
}

/// The plain search: texts from a page are short, and the standard library's weighs 3 KB more.
fn contains(text: &[u8], part: &[u8]) -> bool {
    part.is_empty() || text.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unsound_code_gives_a_fault_and_ends() {
        for code in
            [&[255u8][..], &[Op::Const as u8, 9], &[Op::Jump as u8, 200], &[Op::Add as u8], &[], &[Op::Call as u8, 99]]
        {
            assert!(matches!(eval(code, Sight::default()), Value::Fault(_)), "{code:?}");
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
