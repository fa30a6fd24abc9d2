//! A checked rule → code, and the constants that the code means by number.

use super::code::Op;
use super::node::{Checked, Node};
use crate::limits;
use crate::prelude::*;
use crate::program::bytes::Writer;
use crate::value::Value;

/// The code of a rule. Its constants are numbered from 0.
pub fn lower(checked: &Checked) -> (Vec<u8>, Vec<Value>) {
    let mut constants = Vec::new();
    let code = lower_with(checked, &mut constants);
    (code, constants)
}

/// The same with constants that several rules share.
pub fn lower_with(checked: &Checked, constants: &mut Vec<Value>) -> Vec<u8> {
    Lowering { constants, bound: Vec::new() }.code(checked)
}

struct Lowering<'a> {
    constants: &'a mut Vec<Value>,
    /// The bindings, in the order in which the machine keeps them.
    bound: Vec<u32>,
}

impl Lowering<'_> {
    fn code(&mut self, checked: &Checked) -> Vec<u8> {
        match &checked.node {
            Node::Const(value) => step(Op::Const, &[self.constant(value)]),
            Node::Load(name) => step(Op::Load, &[u64::from(*name)]),
            Node::Present(name) => step(Op::Present, &[u64::from(*name)]),
            Node::Audience(number) => step(Op::Audience, &[u64::from(*number)]),
            Node::InSet(..) => sets(core::slice::from_ref(checked)),
            Node::Local(local) => match self.bound.iter().rposition(|bound| bound == local) {
                Some(place) => step(Op::Local, &[place as u64]),
                None => step(Op::Fail, &[]),
            },
            Node::Fail | Node::Pattern(_) => step(Op::Fail, &[]),
            Node::Nothing => Vec::new(),
            Node::Pair(parts) => self.all(&**parts, Vec::new()),
            Node::Unary(op, inner) => [self.code(inner), step(*op, &[])].concat(),
            Node::Binary(op, left, right) => [self.code(left), self.code(right), step(*op, &[])].concat(),
            Node::And(parts) => self.row(parts, Op::AndElse, Op::And),
            Node::Or(parts) => self.row(parts, Op::OrElse, Op::Or),
            Node::Choose(parts) => self.choose(parts),
            Node::List(parts) => self.all(parts, step(Op::List, &[parts.len() as u64])),
            Node::Call(function, parts) => self.all(parts, step(Op::Call, &[*function as u64, parts.len() as u64])),
            Node::Let(local, parts) => {
                let [value, body] = &**parts;
                let value = self.code(value);
                let body = self.within(&[*local], body);
                [value, step(Op::Let, &[body.len() as u64]), body].concat()
            }
            Node::Each(how, locals, parts) => {
                let [range, body] = &**parts;
                let range = self.code(range);
                let body = self.within(locals, body);
                [range, step(Op::Each, &[*how, body.len() as u64]), body].concat()
            }
            Node::Matches(table, text) => {
                [self.code(text), step(Op::Matches, &[table.len() as u64]), table.to_vec()].concat()
            }
            Node::Clock(op, bound) => [self.code(bound), step(Op::Clock, &[*op as u64])].concat(),
        }
    }

    fn within(&mut self, locals: &[u32], body: &Checked) -> Vec<u8> {
        self.bound.extend_from_slice(locals);
        let code = self.code(body);
        self.bound.truncate(self.bound.len() - locals.len());
        code
    }

    fn all(&mut self, parts: &[Checked], last: Vec<u8>) -> Vec<u8> {
        let mut code: Vec<u8> = parts.iter().flat_map(|part| self.code(part)).collect();
        code.extend(last);
        code
    }

    /// `a && b && c` as `a && (b && c)`: after each operand a jump over all that follow, where they can no longer
    /// change the answer.
    fn row(&mut self, parts: &[Checked], skip: Op, join: Op) -> Vec<u8> {
        let both_are_sets = |one: &Checked, other: &Checked| {
            join == Op::And && [one, other].iter().all(|part| matches!(part.node, Node::InSet(..)))
        };
        let codes: Vec<Vec<u8>> = parts
            .chunk_by(both_are_sets)
            .map(|parts| match parts {
                [part] => self.code(part),
                _ => sets(parts),
            })
            .collect();
        let mut codes = codes.into_iter().rev();
        let last = codes.next().unwrap_or_default();
        codes.fold(last, |rest, part| {
            let rest = [rest, step(join, &[])].concat();
            [part, step(skip, &[rest.len() as u64]), rest].concat()
        })
    }

    fn choose(&mut self, parts: &[Checked; 3]) -> Vec<u8> {
        let [code, mut then, other] =
            [0, 1, 2].map(|place| parts.get(place).map_or_else(Vec::new, |part| self.code(part)));
        then.extend(step(Op::Jump, &[other.len() as u64]));
        let branch = step(Op::Branch, &[then.len() as u64, other.len() as u64]);
        [code, branch, then, other].concat()
    }

    /// The number of a constant; of the first ones equal ones of the same type are kept once.
    fn constant(&mut self, value: &Value) -> u64 {
        let mut first = self.constants.iter().take(limits::SHARED_CONSTANTS);
        let place = first.position(|known| is_same(known, value)).unwrap_or_else(|| {
            self.constants.push(value.clone());
            self.constants.len() - 1
        });
        place as u64
    }
}

/// Alike to the last bit, so that 0.0 and -0.0 stay two, and so do 1 and 1.0.
fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Double(a), Value::Double(b)) => a.to_bits() == b.to_bits(),
        (Value::List(a), Value::List(b))
        | (Value::Map(a), Value::Map(b))
        | (Value::Optional(a), Value::Optional(b)) => {
            a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| is_same(a, b))
        }
        _ => core::mem::discriminant(a) == core::mem::discriminant(b) && a.equals(b),
    }
}

fn step(op: Op, operands: &[u64]) -> Vec<u8> {
    let mut writer = Writer { bytes: vec![op as u8] };
    operands.iter().for_each(|operand| writer.number(*operand));
    writer.bytes
}

/// A single step for all of these sets.
fn sets(parts: &[Checked]) -> Vec<u8> {
    let mut sets = Writer::default();
    for part in parts {
        if let Node::InSet(name, mask) = part.node {
            sets.number(u64::from(name));
            sets.bytes.extend(mask.to_le_bytes());
        }
    }
    let mut writer = Writer { bytes: vec![Op::InSets as u8] };
    writer.block(&sets.bytes);
    writer.bytes
}
