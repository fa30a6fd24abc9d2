//! The most steps that a rule can take: an upper bound of what the machine counts, known while compiling.

use super::code::{Function, Loop, Op};
use super::node::{Checked, Node};
use super::types::Type;
use crate::limits;
use crate::prelude::*;
use crate::value::Value;
use alloc::rc::Rc;

/// The size of a value: bytes of a text, items of a list, and how large those can be.
#[derive(Clone, Debug, Default)]
struct Size {
    length: u64,
    inner: Option<Rc<Size>>,
}

impl Size {
    fn text(bytes: u64) -> Self {
        Self { length: bytes, inner: None }
    }

    fn list(length: u64, inner: Self) -> Self {
        Self { length, inner: Some(Rc::new(inner)) }
    }

    fn item(&self) -> Self {
        self.inner.as_deref().cloned().unwrap_or_default()
    }

    /// At least as large as both.
    fn max(self, other: Self) -> Self {
        let inner = match (self.inner, other.inner) {
            (Some(a), Some(b)) => Some(Rc::new((*a).clone().max((*b).clone()))),
            (a, b) => a.or(b),
        };
        Self { length: self.length.max(other.length), inner }
    }

    /// The cost of reading it.
    fn weight(&self) -> u64 {
        if self.inner.is_some() { self.length } else { self.length / 16 }
    }

    /// The cost of reading all that it holds.
    fn whole(&self) -> u64 {
        match &self.inner {
            Some(inner) => {
                self.length.saturating_mul(1u64.saturating_add(inner.weight()).saturating_add(inner.whole()))
            }
            None => 0,
        }
    }
}

/// The most steps that a checked rule can take.
pub fn cost(checked: &Checked) -> u64 {
    Costs { bound: Vec::new() }.cost_of(checked).0
}

fn sum(parts: &[u64]) -> u64 {
    parts.iter().fold(0, |sum, part| sum.saturating_add(*part))
}

struct Costs {
    bound: Vec<(u32, Size)>,
}

impl Costs {
    fn cost_of(&mut self, checked: &Checked) -> (u64, Size) {
        match &checked.node {
            Node::Const(value) => (1, size(value)),
            Node::Load(_) => (1, fact(&checked.ty)),
            Node::Local(local) => {
                let known = self.bound.iter().rev().find(|(bound, _)| bound == local);
                (1, known.map_or_else(|| fact(&checked.ty), |(_, size)| size.clone()))
            }
            Node::Let(local, parts) => {
                let (steps, value) = self.cost_of(&(**parts)[0]);
                let (more, size) = self.within(&[(*local, value)], &(**parts)[1]);
                (sum(&[steps, more, 1]), size)
            }
            Node::Each(how, locals, parts) => self.each(*how, locals, parts),
            Node::Choose(parts) => {
                let (condition, _) = self.cost_of(&(**parts)[0]);
                let ((then, a), (other, b)) = (self.cost_of(&(**parts)[1]), self.cost_of(&(**parts)[2]));
                (sum(&[condition, then.max(other), 2]), a.max(b))
            }
            Node::Binary(op, left, right) => {
                let ((a, left), (b, right)) = (self.cost_of(left), self.cost_of(right));
                let weight = match op {
                    Op::Equal | Op::NotEqual => {
                        left.weight().min(right.weight()).saturating_add(left.whole()).saturating_add(right.whole())
                    }
                    Op::Less | Op::LessEqual | Op::Greater | Op::GreaterEqual => 0,
                    Op::In => right.weight().saturating_mul(left.weight().saturating_add(1)),
                    _ => left.weight().saturating_add(right.weight()),
                };
                let size = match op {
                    Op::Add => {
                        let length = left.length.saturating_add(right.length);
                        Size { length, inner: left.clone().max(right).inner }
                    }
                    Op::Index => left.item(),
                    _ => Size::default(),
                };
                (sum(&[a, b, weight, 1]), size)
            }
            Node::Call(function, parts) => self.call(*function, parts),
            Node::List(parts) => {
                let (steps, sizes) = self.all(parts.iter());
                let inner = sizes.into_iter().fold(Size::default(), Size::max);
                (sum(&[steps, 1]), Size::list(parts.len() as u64, inner))
            }
            Node::Matches(_, text) => {
                let (steps, size) = self.cost_of(text);
                (sum(&[steps, size.weight(), 1]), Size::default())
            }
            Node::Pair(parts) => {
                let (steps, sizes) = self.all(parts.iter());
                (steps, sizes.into_iter().fold(Size::default(), Size::max))
            }
            _ => {
                let (steps, _) = self.all(checked.parts().into_iter());
                // Each operand has its jump and its joining beside it.
                (sum(&[steps, 2 * checked.parts().len() as u64, 1]), Size::default())
            }
        }
    }

    fn all<'a>(&mut self, parts: impl Iterator<Item = &'a Checked>) -> (u64, Vec<Size>) {
        let mut steps = 0u64;
        let mut sizes = Vec::new();
        for part in parts {
            let (more, size) = self.cost_of(part);
            steps = steps.saturating_add(more);
            sizes.push(size);
        }
        (steps, sizes)
    }

    fn within(&mut self, bound: &[(u32, Size)], body: &Checked) -> (u64, Size) {
        let before = self.bound.len();
        self.bound.extend_from_slice(bound);
        let answer = self.cost_of(body);
        self.bound.truncate(before);
        answer
    }

    fn each(&mut self, how: u64, locals: &[u32], parts: &[Checked; 2]) -> (u64, Size) {
        let (steps, range) = self.cost_of(&parts[0]);
        let bound: Vec<(u32, Size)> = locals.iter().map(|local| (*local, range.item())).collect();
        let (body, item) = self.within(&bound, &parts[1]);
        let steps = sum(&[steps, range.length.saturating_mul(body), 1]);
        let size = if Loop(how).has(Loop::GATHER) {
            // Pairs are two items each.
            Size::list(range.length.saturating_mul(2), item)
        } else {
            Size::default()
        };
        (steps, size)
    }

    fn call(&mut self, function: Function, parts: &[Checked]) -> (u64, Size) {
        let (steps, sizes) = self.all(parts.iter());
        let first = sizes.first().cloned().unwrap_or_default();
        let other = sizes.get(1).map_or(0, |size| size.length);
        let weights: Vec<u64> = sizes.iter().flat_map(|size| [size.weight(), size.whole()]).collect();
        let more = match function {
            Function::Contains | Function::StartsWith | Function::EndsWith | Function::Find | Function::FindLast => {
                (first.length / 16).saturating_mul(other / 16)
            }
            Function::Split => first.length.saturating_add((first.length / 16).saturating_mul(other / 16)),
            Function::Join => first.length.saturating_mul(other / 16),
            Function::Map => first.length.saturating_mul(first.length / 8),
            _ => 0,
        };
        let weight = sum(&weights).saturating_add(more);
        let size = match function {
            Function::Split => Size::list(first.length.saturating_add(1), Size::text(first.length)),
            Function::Quote => Size::text(first.length.saturating_mul(2).saturating_add(2)),
            Function::Join => {
                let mark = sizes.get(1).map_or(0, |mark| mark.length);
                Size::text(first.length.saturating_mul(first.item().length.saturating_add(mark)))
            }
            Function::Format => {
                let values = sizes.get(1).map_or(0, shown);
                Size::text(first.length.saturating_add(values).saturating_add(first.length.saturating_mul(500)))
            }
            Function::Text => Size::text(first.length.saturating_add(500)),
            Function::Some | Function::SomeUnlessZero => Size::list(1, first),
            Function::Value => first.item(),
            Function::At => Size::list(1, first.item()),
            _ => first,
        };
        (sum(&[steps, weight, 1]), size)
    }
}

/// The length of a value when it is shown.
fn shown(size: &Size) -> u64 {
    let inner = size.inner.as_deref().map_or(1, |inner| shown(inner).saturating_add(4));
    size.length.saturating_mul(inner).saturating_add(500)
}

fn size(value: &Value) -> Size {
    match value {
        Value::Text(text) => Size::text(text.len() as u64),
        Value::List(items) | Value::Map(items) | Value::Optional(items) => {
            Size::list(items.len() as u64, items.iter().map(size).fold(Size::default(), Size::max))
        }
        _ => Size::default(),
    }
}

/// The largest size of a value that comes from the page or the reader.
fn fact(ty: &Type) -> Size {
    match ty {
        Type::List(inner) => Size::list(limits::ENTRIES as u64, fact(inner)),
        Type::Text | Type::Dyn => Size::text(limits::TEXT as u64),
        Type::Word(words) => Size::text(words.iter().map(String::len).max().unwrap_or_default() as u64),
        _ => Size::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loops_multiply() {
        let list = Checked::new(Node::Const(Value::List((0..100).map(Value::Int).collect())), Type::Dyn, 1);
        let inner = Checked::new(Node::Const(Value::Bool(true)), Type::Bool, 1);
        let each =
            |range: Checked, body| Checked::new(Node::Each(Loop::ANY, vec![1], Box::new([range, body])), Type::Bool, 1);
        let twice = each(list.clone(), each(list, inner));
        assert!((10_000..12_000).contains(&cost(&twice)));
    }
}
