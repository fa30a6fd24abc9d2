//! A checked rule → code, and the constants that the code means by number.

use super::check::{Checked, Node};
use super::code::Op;
use super::value::Value;
use crate::prelude::*;
use crate::program::bytes::Writer;

/// The code of a rule. Its constants are numbered from 0.
pub fn lower(checked: &Checked) -> (Vec<u8>, Vec<Value>) {
    let mut lowering = Lowering { constants: Vec::new() };
    let code = lowering.code(checked);
    (code, lowering.constants)
}

/// The same with constants that several rules share.
pub fn lower_with(checked: &Checked, constants: &mut Vec<Value>) -> Vec<u8> {
    let mut lowering = Lowering { constants: core::mem::take(constants) };
    let code = lowering.code(checked);
    *constants = lowering.constants;
    code
}

struct Lowering {
    constants: Vec<Value>,
}

impl Lowering {
    fn code(&mut self, checked: &Checked) -> Vec<u8> {
        match &checked.node {
            Node::Const(value) => step(Op::Const, &[self.constant(value)]),
            Node::Load(name) => step(Op::Load, &[u64::from(*name)]),
            Node::Present(name) => step(Op::Present, &[u64::from(*name)]),
            Node::Audience(number) => step(Op::Audience, &[u64::from(*number)]),
            Node::InSet(name, mask) => step(Op::InSet, &[u64::from(*name), *mask]),
            Node::Unary(op, inner) => [self.code(inner), step(*op, &[])].concat(),
            Node::Binary(op, left, right) => [self.code(left), self.code(right), step(*op, &[])].concat(),
            Node::And(parts) => self.row(parts, Op::AndElse, Op::And),
            Node::Or(parts) => self.row(parts, Op::OrElse, Op::Or),
            Node::Choose(parts) => self.choose(parts),
            Node::List(parts) => self.all(parts, step(Op::List, &[parts.len() as u64])),
            Node::Call(function, parts) => self.all(parts, step(Op::Call, &[*function as u64])),
        }
    }

    fn all(&mut self, parts: &[Checked], last: Vec<u8>) -> Vec<u8> {
        let mut code: Vec<u8> = parts.iter().flat_map(|part| self.code(part)).collect();
        code.extend(last);
        code
    }

    /// `a && b && c`: after each operand a jump over the next one, where that can no longer change the answer.
    fn row(&mut self, parts: &[Checked], skip: Op, join: Op) -> Vec<u8> {
        let mut code = Vec::new();
        for (place, part) in parts.iter().enumerate() {
            let mut next = self.code(part);
            if place > 0 {
                next.extend(step(join, &[]));
                code.extend(step(skip, &[next.len() as u64]));
            }
            code.extend(next);
        }
        code
    }

    fn choose(&mut self, parts: &[Checked; 3]) -> Vec<u8> {
        let [mut code, mut then, other] =
            [0, 1, 2].map(|place| parts.get(place).map_or_else(Vec::new, |part| self.code(part)));
        then.extend(step(Op::Jump, &[other.len() as u64]));
        code.extend(step(Op::Branch, &[then.len() as u64, other.len() as u64]));
        [code, then, other].concat()
    }

    /// The number of a constant; equal ones of the same type are kept once.
    fn constant(&mut self, value: &Value) -> u64 {
        let same =
            |known: &Value| core::mem::discriminant(known) == core::mem::discriminant(value) && is_same(known, value);
        let place = self.constants.iter().position(same).unwrap_or_else(|| {
            self.constants.push(value.clone());
            self.constants.len() - 1
        });
        place as u64
    }
}

/// Alike to the last bit, so that 0.0 and -0.0 stay two.
fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Double(a), Value::Double(b)) => a.to_bits() == b.to_bits(),
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b.iter())
                    .all(|(a, b)| core::mem::discriminant(a) == core::mem::discriminant(b) && is_same(a, b))
        }
        _ => a.equals(b),
    }
}

fn step(op: Op, operands: &[u64]) -> Vec<u8> {
    let mut writer = Writer { bytes: vec![op as u8] };
    operands.iter().for_each(|operand| writer.number(*operand));
    writer.bytes
}
