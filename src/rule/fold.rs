//! A checked rule → a smaller one with the same answer: what is known beforehand is computed, and a condition over
//! one closed set (`now.hour >= 5 && now.hour < 11`) becomes the set of the values for which it holds. Sets are
//! smaller to keep and faster to ask, and they say exactly when the answer can change.

use super::check::{Checked, Node};
use super::eval::{Sight, eval};
use super::lower::lower;
use super::types::Type;
use super::value::Value;
use crate::prelude::*;

/// The ordinals that a name can have, each with its value; `None`: the set is not closed.
pub type Closed<'a> = &'a dyn Fn(u32) -> Option<Vec<(u8, Value)>>;

/// Folds the whole rule.
pub fn fold(checked: Checked, closed: Closed<'_>) -> Checked {
    let Checked { node, ty } = checked;
    let all = |parts: Vec<Checked>| parts.into_iter().map(|part| fold(part, closed)).collect::<Vec<_>>();
    let one = |part: Box<Checked>| Box::new(fold(*part, closed));
    let node = match node {
        Node::Unary(op, inner) => Node::Unary(op, one(inner)),
        Node::Binary(op, left, right) => Node::Binary(op, one(left), one(right)),
        Node::And(parts) => Node::And(merge(all(parts), |a, b| a & b)),
        Node::Or(parts) => Node::Or(merge(all(parts), |a, b| a | b)),
        Node::Choose(parts) => Node::Choose(Box::new(parts.map(|part| fold(part, closed)))),
        Node::List(parts) => Node::List(all(parts)),
        Node::Call(function, parts) => Node::Call(function, all(parts)),
        leaf => leaf,
    };
    settle(Checked { node, ty }, closed)
}

/// One part left of several is that part.
fn settle(checked: Checked, closed: Closed<'_>) -> Checked {
    let checked = match checked.node {
        Node::And(mut parts) | Node::Or(mut parts) if parts.len() == 1 => match parts.pop() {
            Some(part) => part,
            None => {
                return Checked { node: Node::Const(Value::Bool(true)), ty: Type::Bool };
            }
        },
        node => Checked { node, ty: checked.ty },
    };
    let mut reads = Reads::default();
    reads.visit(&checked);
    match reads {
        Reads { blocked: true, .. } => checked,
        Reads { name: None, .. } => compute(checked),
        Reads { name: Some(name), .. } => tabulate(checked, name, closed),
    }
}

/// Sets over the same name become one.
fn merge(parts: Vec<Checked>, join: fn(u64, u64) -> u64) -> Vec<Checked> {
    let mut merged: Vec<Checked> = Vec::new();
    for part in parts {
        if let Node::InSet(name, mask) = part.node
            && let Some(Checked { node: Node::InSet(_, known), .. }) =
                merged.iter_mut().find(|other| matches!(other.node, Node::InSet(same, _) if same == name))
        {
            *known = join(*known, mask);
        } else {
            merged.push(part);
        }
    }
    merged
}

/// Which names a part reads.
#[derive(Default)]
struct Reads {
    /// The only one.
    name: Option<u32>,
    /// More than one, or something that is no fact's value.
    blocked: bool,
}

impl Reads {
    fn visit(&mut self, checked: &Checked) {
        match &checked.node {
            Node::Const(_) => {}
            Node::Load(name) | Node::InSet(name, _) => {
                self.blocked |= self.name.is_some_and(|other| other != *name);
                self.name = Some(*name);
            }
            Node::Present(_) | Node::Audience(_) => self.blocked = true,
            Node::Unary(_, inner) => self.visit(inner),
            Node::Binary(_, left, right) => [left, right].into_iter().for_each(|part| self.visit(part)),
            Node::Choose(parts) => parts.iter().for_each(|part| self.visit(part)),
            Node::And(parts) | Node::Or(parts) | Node::List(parts) | Node::Call(_, parts) => {
                parts.iter().for_each(|part| self.visit(part));
            }
        }
    }
}

/// A part that reads nothing becomes its value. A fault stays code, so that it is reported where it happens.
fn compute(checked: Checked) -> Checked {
    let (code, constants) = lower(&checked);
    match eval(&code, Sight { constants: &constants, ..Sight::default() }) {
        Value::Fault(_) => checked,
        value => Checked { node: Node::Const(value), ty: checked.ty },
    }
}

/// A condition over one closed set becomes the set of ordinals for which it holds.
fn tabulate(checked: Checked, name: u32, closed: Closed<'_>) -> Checked {
    let Some(members) = closed(name).filter(|_| checked.ty == Type::Bool) else {
        return checked;
    };
    let (code, constants) = lower(&checked);
    let mut mask = 0u64;
    for (ordinal, value) in &members {
        let values = vec![value.clone(); name as usize + 1];
        let ordinals = vec![Some(*ordinal); name as usize + 1];
        let sight = Sight { constants: &constants, values: &values, ordinals: &ordinals, ..Sight::default() };
        match eval(&code, sight) {
            Value::Bool(holds) => mask |= u64::from(holds) << ordinal,
            _ => return checked,
        }
    }
    Checked { node: Node::InSet(name, mask), ty: Type::Bool }
}
