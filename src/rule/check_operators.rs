//! Operators: which types they take, and what they give.

use crate::error::say;
use crate::prelude::*;

use super::check::Checker;
use super::code::Op;
use super::node::{Checked, Node};
use super::parse::{Expr, ExprKind};
use super::types::Type;
use crate::nearest::hint;
use crate::value::Value;

/// Operators with two operands, as they are written.
const MARKS: [(&str, Op); 12] = [
    ("==", Op::Equal),
    ("!=", Op::NotEqual),
    ("<", Op::Less),
    ("<=", Op::LessEqual),
    (">", Op::Greater),
    (">=", Op::GreaterEqual),
    ("in", Op::In),
    ("+", Op::Add),
    ("-", Op::Subtract),
    ("*", Op::Multiply),
    ("/", Op::Divide),
    ("%", Op::Remainder),
];

impl Checker<'_> {
    pub(super) fn binary(&mut self, mark: &str, left: &Expr, right: &Expr, column: u32) -> Option<Checked> {
        let (a, b) = (self.expr(left), self.expr(right));
        let (a, b) = (a?, b?);
        let op = MARKS.iter().find(|(known, _)| *known == mark)?.1;
        let ty = match op {
            Op::Equal | Op::NotEqual => self.comparable(&a, &b, left, right, column)?,
            Op::Less | Op::LessEqual | Op::Greater | Op::GreaterEqual => self.ordered(&a, &b, mark, column)?,
            Op::In => self.member(&a, &b, left, right)?,
            _ => self.arithmetic(&a, &b, mark, column)?,
        };
        Some(Checked::new(Node::Binary(op, Box::new(a), Box::new(b)), ty, column))
    }

    fn comparable(&mut self, a: &Checked, b: &Checked, left: &Expr, right: &Expr, column: u32) -> Option<Type> {
        if !a.ty.may_equal(&b.ty) {
            let message = say("{} and {} are never equal", &[a.ty.describe(), b.ty.describe()]);
            self.misuse(column, message)?;
        }
        self.word(&a.ty, b, right)?;
        self.word(&b.ty, a, left)?;
        Some(Type::Bool)
    }

    /// A text beside a word of a closed set must be one of its words.
    fn word(&mut self, ty: &Type, other: &Checked, at: &Expr) -> Option<()> {
        if let (Type::Word(words), Node::Const(Value::Text(text))) = (ty, &other.node)
            && !words.iter().any(|word| **word == **text)
        {
            let hint = hint(text, words.iter().map(String::as_str));
            return self.trouble(at.column, say("“{}” is none of {}{}", &[text, &quoted(words), &hint]));
        }
        Some(())
    }

    fn ordered(&mut self, a: &Checked, b: &Checked, mark: &str, column: u32) -> Option<Type> {
        let ordered = |ty: &Type| {
            !matches!(ty, Type::List(_) | Type::Map(_) | Type::Optional(_) | Type::Kind | Type::Null | Type::Word(_))
        };
        if a.ty.may_equal(&b.ty) && ordered(&a.ty) && ordered(&b.ty) {
            return Some(Type::Bool);
        }
        self.misuse(column, say("“{}” does not compare {} with {}", &[mark, a.ty.describe(), b.ty.describe()]))?;
        Some(Type::Bool)
    }

    fn member(&mut self, a: &Checked, b: &Checked, left: &Expr, right: &Expr) -> Option<Type> {
        let item = match &b.ty {
            Type::List(item) => &**item,
            Type::Map(types) => &(**types)[0],
            ty if ty.is_open() => return Some(Type::Bool),
            ty => {
                self.misuse(right.column, say("“in” wants a list here, but this is {}", &[ty.describe()]))?;
                return Some(Type::Bool);
            }
        };
        if !item.may_equal(&a.ty) {
            self.misuse(left.column, say("{} is never in this list", &[a.ty.describe()]))?;
        }
        self.word(item, a, left)?;
        if let (Node::List(items), ExprKind::List(exprs)) = (&b.node, &right.kind) {
            for (item, (_, expr)) in items.iter().zip(exprs) {
                self.word(&a.ty, item, expr)?;
            }
        }
        Some(Type::Bool)
    }

    fn arithmetic(&mut self, a: &Checked, b: &Checked, mark: &str, column: u32) -> Option<Type> {
        match (&a.ty, &b.ty) {
            (Type::Int, Type::Int) => Some(Type::Int),
            (Type::Double, Type::Double) if mark != "%" => Some(Type::Double),
            (a, b) if a.is_open() || b.is_open() => Some(Type::Dyn),
            (a, b) if mark == "+" && a.is_text() && b.is_text() => Some(Type::Text),
            (Type::List(a), Type::List(b)) if mark == "+" => Some(a.join(b).list()),
            (Type::Instant, Type::Duration) if matches!(mark, "+" | "-") => Some(Type::Instant),
            (Type::Duration, Type::Instant) if mark == "+" => Some(Type::Instant),
            (Type::Instant, Type::Instant) if mark == "-" => Some(Type::Duration),
            (Type::Duration, Type::Duration) if matches!(mark, "+" | "-") => Some(Type::Duration),
            (a, b) if a.is_number() && b.is_number() && mark != "%" => {
                self.misuse(column, "whole numbers and numbers with a fraction do not mix; write 1.0 for 1")?;
                Some(Type::Dyn)
            }
            (a, b) => {
                self.misuse(column, say("“{}” does not take {} and {}", &[mark, a.describe(), b.describe()]))?;
                Some(Type::Dyn)
            }
        }
    }
}

fn quoted(words: &[String]) -> String {
    let shown: Vec<String> = words.iter().take(12).map(|word| say("“{}”", &[word])).collect();
    shown.join(", ") + if words.len() > 12 { ", …" } else { "" }
}
