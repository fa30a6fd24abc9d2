//! A checked part of a rule: what it is, what it gives, and where it stands.

use crate::prelude::*;
use alloc::rc::Rc;

use super::code::{Function, Loop, Op};
use super::types::Type;
use crate::value::Value;

/// A checked part of a rule.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Its operation.
    pub node: Node,
    /// Its type.
    pub ty: Type,
    /// 1-based, in characters.
    pub column: u32,
}

/// The operations.
#[derive(Clone, Debug)]
pub enum Node {
    /// A value known beforehand.
    Const(Value),
    /// The value of a name.
    Load(u32),
    /// Whether a name is there.
    Present(u32),
    /// Whether an audience holds.
    Audience(u32),
    /// Whether a name's bits and a mask share one.
    InSet(u32, u64),
    /// The value that is bound.
    Local(u32),
    /// No answer.
    Fail,
    /// Nothing at all, where items are gathered.
    Nothing,
    /// Two items, where items are gathered.
    Pair(Box<[Checked; 2]>),
    /// `!`, `-` before a value
    Unary(Op, Box<Checked>),
    /// Two operands
    Binary(Op, Box<Checked>, Box<Checked>),
    /// `&&`
    And(Vec<Checked>),
    /// `||`
    Or(Vec<Checked>),
    /// `?:`
    Choose(Box<[Checked; 3]>),
    /// `[…]`
    List(Vec<Checked>),
    /// A function
    Call(Function, Vec<Checked>),
    /// A value that is bound for the second part.
    Let(u32, Box<[Checked; 2]>),
    /// The second part for every item of the first, with one or two names bound: see [`Loop`].
    Each(u64, Vec<u32>, Box<[Checked; 2]>),
    /// Whether a text matches a pattern that has to be known when everything is folded.
    Pattern(Box<[Checked; 2]>),
    /// Whether a text matches a pattern, by its table.
    Matches(Rc<[u8]>, Box<Checked>),
    /// The moment it is, compared with another.
    Clock(Op, Box<Checked>),
}

impl Checked {
    /// A part.
    pub fn new(node: Node, ty: Type, column: u32) -> Self {
        Self { node, ty, column }
    }

    /// A known whole number.
    pub fn int(number: i64, column: u32) -> Self {
        Self::new(Node::Const(Value::Int(number)), Type::Int, column)
    }

    /// A known text.
    pub fn text(text: &str, column: u32) -> Self {
        Self::new(Node::Const(Value::text(text)), Type::Text, column)
    }

    /// The list of what `body` gives for every item of `range`.
    pub fn gather(local: u32, range: Self, body: Self) -> Self {
        let (ty, column) = (body.ty.clone().list(), range.column);
        Self::new(Node::Each(Loop::GATHER, vec![local], Box::new([range, body])), ty, column)
    }

    /// Its parts.
    pub fn parts(&self) -> Vec<&Self> {
        match &self.node {
            Node::Const(_) | Node::Load(_) | Node::Present(_) | Node::Audience(_) | Node::InSet(..) => Vec::new(),
            Node::Local(_) | Node::Fail | Node::Nothing => Vec::new(),
            Node::Unary(_, inner) | Node::Matches(_, inner) | Node::Clock(_, inner) => vec![inner],
            Node::Binary(_, left, right) => vec![left, right],
            Node::And(parts) | Node::Or(parts) | Node::List(parts) | Node::Call(_, parts) => parts.iter().collect(),
            Node::Choose(parts) => parts.iter().collect(),
            Node::Pair(parts) | Node::Pattern(parts) => parts.iter().collect(),
            Node::Let(_, parts) | Node::Each(_, _, parts) => parts.iter().collect(),
        }
    }

    /// The same with every part changed.
    #[must_use]
    pub fn map(self, change: &mut dyn FnMut(Self) -> Self) -> Self {
        let mut boxed = |part: Box<Self>| Box::new(change(*part));
        let node = match self.node {
            Node::Unary(op, inner) => Node::Unary(op, boxed(inner)),
            Node::Matches(table, inner) => Node::Matches(table, boxed(inner)),
            Node::Clock(op, inner) => Node::Clock(op, boxed(inner)),
            Node::Binary(op, left, right) => Node::Binary(op, boxed(left), boxed(right)),
            Node::And(parts) => Node::And(parts.into_iter().map(change).collect()),
            Node::Or(parts) => Node::Or(parts.into_iter().map(change).collect()),
            Node::List(parts) => Node::List(parts.into_iter().map(change).collect()),
            Node::Call(function, parts) => Node::Call(function, parts.into_iter().map(change).collect()),
            Node::Choose(parts) => Node::Choose(Box::new(parts.map(change))),
            Node::Pair(parts) => Node::Pair(Box::new(parts.map(change))),
            Node::Pattern(parts) => Node::Pattern(Box::new(parts.map(change))),
            Node::Let(local, parts) => Node::Let(local, Box::new(parts.map(change))),
            Node::Each(how, locals, parts) => Node::Each(how, locals, Box::new(parts.map(change))),
            leaf => leaf,
        };
        Self { node, ..self }
    }
}
