//! A rule's tree → the same with every name resolved and every type known, or everything that is wrong with it.

use crate::prelude::*;
use alloc::rc::Rc;

use super::code::{Function, Op};
use super::parse::{Expr, ExprKind, Trouble};
use super::types::{Meaning, Scope, Type};
use super::value::Value;
use crate::nearest::hint;

/// A checked part of a rule.
#[derive(Clone, Debug)]
pub struct Checked {
    /// What it is.
    pub node: Node,
    /// What it gives.
    pub ty: Type,
}

/// What a checked part can be.
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
    /// Whether a name's ordinal is in a set.
    InSet(u32, u64),
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
}

/// Functions of a text or list, with what they give.
const METHODS: [(&str, Function); 7] = [
    ("contains", Function::Contains),
    ("startsWith", Function::StartsWith),
    ("endsWith", Function::EndsWith),
    ("size", Function::Size),
    ("lowerAscii", Function::LowerAscii),
    ("upperAscii", Function::UpperAscii),
    ("trim", Function::Trim),
];

/// Functions that count what happened in a slot.
pub const COUNTERS: [&str; 4] = ["seen", "clicked", "dismissed", "converted"];

/// Checks a whole rule, which must give true or false.
pub fn check(expr: &Expr, scope: &mut dyn Scope) -> Result<Checked, Vec<Trouble>> {
    let mut checker = Checker { scope, troubles: Vec::new() };
    let checked = checker.expr(expr);
    if let Some(Checked { ty, .. }) = &checked
        && !matches!(ty, Type::Bool | Type::Any)
    {
        checker.trouble::<()>(expr.column, format!("a rule must be true or false, but this is {}", ty.describe()));
    }
    match checked {
        Some(checked) if checker.troubles.is_empty() => Ok(checked),
        _ => Err(checker.troubles),
    }
}

struct Checker<'a> {
    scope: &'a mut dyn Scope,
    troubles: Vec<Trouble>,
}

impl Checker<'_> {
    fn trouble<T>(&mut self, column: u32, message: impl Into<String>) -> Option<T> {
        self.troubles.push(Trouble { column, message: message.into() });
        None
    }

    /// `None` when something in it is wrong; what is wrong is then noted, and the rest is checked all the same.
    fn expr(&mut self, expr: &Expr) -> Option<Checked> {
        let known = |value, ty: Type| Some(Checked { node: Node::Const(value), ty });
        match &expr.kind {
            ExprKind::Null => known(Value::Null, Type::Null),
            ExprKind::Bool(truth) => known(Value::Bool(*truth), Type::Bool),
            ExprKind::Int(number) => known(Value::Int(*number), Type::Int),
            ExprKind::Double(number) => known(Value::Double(*number), Type::Double),
            ExprKind::Text(text) => known(Value::text(text), Type::Text),
            ExprKind::Name(_) | ExprKind::Select(..) => self.name(expr),
            ExprKind::Index(list, at) => self.index(list, at),
            ExprKind::Call(of, name, arguments) => self.call(of.as_deref(), name, arguments, expr.column),
            ExprKind::List(items) => self.list(items),
            ExprKind::Not(inner) => self.unary(Op::Not, inner),
            ExprKind::Negate(inner) => self.unary(Op::Negate, inner),
            ExprKind::Binary(mark, left, right) => self.binary(mark, left, right, expr.column),
            ExprKind::And(parts) => self.truths(parts).map(|parts| Checked { node: Node::And(parts), ty: Type::Bool }),
            ExprKind::Or(parts) => self.truths(parts).map(|parts| Checked { node: Node::Or(parts), ty: Type::Bool }),
            ExprKind::Choose(parts) => self.choose(parts),
        }
    }

    fn name(&mut self, expr: &Expr) -> Option<Checked> {
        let Some((path, column)) = dotted(expr) else {
            return self.trouble(expr.column, "only names have members");
        };
        match self.scope.meaning(&path) {
            Some(Meaning::Name(number, ty)) => Some(Checked { node: Node::Load(number), ty }),
            Some(Meaning::Audience(number)) => Some(Checked { node: Node::Audience(number), ty: Type::Bool }),
            Some(Meaning::Group) => self.trouble(column, format!("“{path}” is a group of names; name a member")),
            None => {
                let known = self.scope.known();
                let hint = hint(&path, known.iter().map(String::as_str));
                self.trouble(column, format!("there is no name “{path}”{hint}"))
            }
        }
    }

    fn truths(&mut self, parts: &[Expr]) -> Option<Vec<Checked>> {
        let checked: Vec<Option<Checked>> = parts.iter().map(|part| self.truth(part)).collect();
        checked.into_iter().collect()
    }

    fn truth(&mut self, expr: &Expr) -> Option<Checked> {
        let checked = self.expr(expr)?;
        match checked.ty {
            Type::Bool | Type::Any => Some(checked),
            ty => self.trouble(expr.column, format!("true or false was expected, but this is {}", ty.describe())),
        }
    }

    fn unary(&mut self, op: Op, inner: &Expr) -> Option<Checked> {
        let checked = if op == Op::Not { self.truth(inner)? } else { self.expr(inner)? };
        if op == Op::Negate && !checked.ty.is_number() {
            return self.trouble(inner.column, format!("a number was expected, but this is {}", checked.ty.describe()));
        }
        let ty = checked.ty.clone();
        Some(Checked { node: Node::Unary(op, Box::new(checked)), ty })
    }

    fn choose(&mut self, parts: &[Expr; 3]) -> Option<Checked> {
        let [condition, then, other] = parts;
        let (condition, then, other_checked) = (self.truth(condition), self.expr(then), self.expr(other));
        let (condition, then, other_checked) = (condition?, then?, other_checked?);
        if !then.ty.meets(&other_checked.ty) {
            let message = format!("both choices must be of one type, but this is {}", other_checked.ty.describe());
            return self.trouble(other.column, message);
        }
        let ty = if then.ty == other_checked.ty { then.ty.clone() } else { join(&then.ty, &other_checked.ty) };
        Some(Checked { node: Node::Choose(Box::new([condition, then, other_checked])), ty })
    }

    fn list(&mut self, items: &[Expr]) -> Option<Checked> {
        let checked: Vec<Option<Checked>> = items.iter().map(|item| self.expr(item)).collect();
        let checked: Vec<Checked> = checked.into_iter().collect::<Option<_>>()?;
        let mut ty = checked.first().map_or(Type::Any, |first| first.ty.clone());
        for (item, expr) in checked.iter().zip(items) {
            if matches!(item.ty, Type::List(_)) {
                return self.trouble(expr.column, "a list holds no lists here");
            }
            if !ty.meets(&item.ty) {
                return self.trouble(
                    expr.column,
                    format!("the items of a list must be of one type, but this is {}", item.ty.describe()),
                );
            }
            ty = join(&ty, &item.ty);
        }
        Some(Checked { node: Node::List(checked), ty: Type::List(Rc::new(ty)) })
    }

    fn index(&mut self, list: &Expr, at: &Expr) -> Option<Checked> {
        // `page.query['a-b']` is `page.query.a-b`, for keys that are no names.
        if let (Some((path, column)), ExprKind::Text(key)) = (dotted(list), &at.kind) {
            return match self.scope.meaning(&format!("{path}.{key}")) {
                Some(Meaning::Name(number, ty)) => Some(Checked { node: Node::Load(number), ty }),
                _ => self.trouble(column, format!("“{path}” has no member “{key}”")),
            };
        }
        let (list_checked, at_checked) = (self.expr(list), self.expr(at));
        let (list_checked, at_checked) = (list_checked?, at_checked?);
        let Type::List(item) = list_checked.ty.clone() else {
            return self
                .trouble(list.column, format!("a list was expected, but this is {}", list_checked.ty.describe()));
        };
        if !matches!(at_checked.ty, Type::Int | Type::Any) {
            return self
                .trouble(at.column, format!("a whole number was expected, but this is {}", at_checked.ty.describe()));
        }
        let node = Node::Binary(Op::Index, Box::new(list_checked), Box::new(at_checked));
        Some(Checked { node, ty: (*item).clone() })
    }

    fn binary(&mut self, mark: &str, left: &Expr, right: &Expr, column: u32) -> Option<Checked> {
        let (a, b) = (self.expr(left), self.expr(right));
        let (a, b) = (a?, b?);
        let (op, ty) = match mark {
            "==" => (Op::Equal, self.comparable(&a, &b, left, right, column)?),
            "!=" => (Op::NotEqual, self.comparable(&a, &b, left, right, column)?),
            "<" => (Op::Less, self.ordered(&a, &b, mark, column)?),
            "<=" => (Op::LessEqual, self.ordered(&a, &b, mark, column)?),
            ">" => (Op::Greater, self.ordered(&a, &b, mark, column)?),
            ">=" => (Op::GreaterEqual, self.ordered(&a, &b, mark, column)?),
            "in" => (Op::In, self.member(&a, &b, left, right)?),
            "+" => (Op::Add, self.arithmetic(&a, &b, mark, column)?),
            "-" => (Op::Subtract, self.arithmetic(&a, &b, mark, column)?),
            "*" => (Op::Multiply, self.arithmetic(&a, &b, mark, column)?),
            "/" => (Op::Divide, self.arithmetic(&a, &b, mark, column)?),
            _ => (Op::Remainder, self.arithmetic(&a, &b, mark, column)?),
        };
        Some(Checked { node: Node::Binary(op, Box::new(a), Box::new(b)), ty })
    }

    fn comparable(&mut self, a: &Checked, b: &Checked, left: &Expr, right: &Expr, column: u32) -> Option<Type> {
        if !a.ty.meets(&b.ty) {
            let message = format!("{} and {} are never equal", a.ty.describe(), b.ty.describe());
            return self.trouble(column, message);
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
            return self.trouble(at.column, format!("“{text}” is none of {}{hint}", quoted(words)));
        }
        Some(())
    }

    fn ordered(&mut self, a: &Checked, b: &Checked, mark: &str, column: u32) -> Option<Type> {
        let ordered = |ty: &Type| !matches!(ty, Type::List(_) | Type::Null | Type::Word(_));
        if a.ty.meets(&b.ty) && ordered(&a.ty) && ordered(&b.ty) {
            return Some(Type::Bool);
        }
        self.trouble(column, format!("“{mark}” does not compare {} with {}", a.ty.describe(), b.ty.describe()))
    }

    fn member(&mut self, a: &Checked, b: &Checked, left: &Expr, right: &Expr) -> Option<Type> {
        let Type::List(item) = &b.ty else {
            return self.trouble(right.column, format!("“in” wants a list here, but this is {}", b.ty.describe()));
        };
        if !item.meets(&a.ty) {
            return self.trouble(left.column, format!("{} is never in this list", a.ty.describe()));
        }
        self.word(item, a, left)?;
        if let (Node::List(items), ExprKind::List(exprs)) = (&b.node, &right.kind) {
            for (item, expr) in items.iter().zip(exprs) {
                self.word(&a.ty, item, expr)?;
            }
        }
        Some(Type::Bool)
    }

    fn arithmetic(&mut self, a: &Checked, b: &Checked, mark: &str, column: u32) -> Option<Type> {
        match (&a.ty, &b.ty) {
            (Type::Int, Type::Int) => Some(Type::Int),
            (Type::Double, Type::Double) if mark != "%" => Some(Type::Double),
            (a, b) if mark == "+" && a.is_text() && b.is_text() => Some(Type::Text),
            (Type::List(a), Type::List(b)) if mark == "+" && a.meets(b) => Some(Type::List(Rc::new(join(a, b)))),
            (a, b) if a.is_number() && b.is_number() && mark != "%" => {
                self.trouble(column, "whole numbers and numbers with a fraction do not mix; write 1.0 for 1")
            }
            (a, b) => self.trouble(column, format!("“{mark}” does not take {} and {}", a.describe(), b.describe())),
        }
    }

    fn call(&mut self, of: Option<&Expr>, name: &str, arguments: &[Expr], column: u32) -> Option<Checked> {
        match (of, name) {
            (None, "has") => self.has(arguments, column),
            (None, _) if COUNTERS.contains(&name) => self.counter(name, arguments, column),
            (None, "size") => self.method(Function::Size, arguments.iter(), name, column),
            (Some(of), _) => match METHODS.iter().find(|(known, _)| *known == name) {
                Some((_, function)) => self.method(*function, core::iter::once(of).chain(arguments), name, column),
                None => self.no_function(name, METHODS.iter().map(|(known, _)| *known), column),
            },
            (None, _) => self.no_function(name, COUNTERS.into_iter().chain(["has", "size"]), column),
        }
    }

    fn no_function<T>(&mut self, name: &str, known: impl Iterator<Item = &'static str>, column: u32) -> Option<T> {
        let hint = hint(name, known);
        self.trouble(column, format!("there is no function “{name}”{hint}"))
    }

    fn has(&mut self, arguments: &[Expr], column: u32) -> Option<Checked> {
        let [argument] = arguments else {
            return self.trouble(column, "“has” takes one name");
        };
        match self.expr(argument)?.node {
            Node::Load(number) => Some(Checked { node: Node::Present(number), ty: Type::Bool }),
            _ => self.trouble(argument.column, "“has” takes a name, such as has(preference.name)"),
        }
    }

    fn counter(&mut self, function: &str, arguments: &[Expr], column: u32) -> Option<Checked> {
        let [Expr { kind: ExprKind::Text(place), column: at }] = arguments else {
            let place = if function == "converted" { "'GOAL'" } else { "'SLOT' or 'SLOT/VARIANT'" };
            return self.trouble(column, format!("“{function}” takes one text: {place}"));
        };
        match self.scope.counter(function, place) {
            Ok(number) => Some(Checked { node: Node::Load(number), ty: Type::Int }),
            Err(message) => self.trouble(*at, message),
        }
    }

    fn method<'b>(
        &mut self,
        function: Function,
        arguments: impl Iterator<Item = &'b Expr>,
        name: &str,
        column: u32,
    ) -> Option<Checked> {
        let arguments: Vec<&Expr> = arguments.collect();
        if arguments.len() != function.arity() {
            let wanted = if function.arity() == 2 { "a text and one more" } else { "one value" };
            return self.trouble(column, format!("“{name}” takes {wanted}"));
        }
        let checked: Vec<Option<Checked>> = arguments.iter().map(|argument| self.expr(argument)).collect();
        let checked: Vec<Checked> = checked.into_iter().collect::<Option<_>>()?;
        for (argument, expr) in checked.iter().zip(&arguments) {
            let list = function == Function::Size && matches!(argument.ty, Type::List(_));
            if !argument.ty.is_text() && !list {
                return self
                    .trouble(expr.column, format!("“{name}” takes a text, but this is {}", argument.ty.describe()));
            }
        }
        let ty = match function {
            Function::Contains | Function::StartsWith | Function::EndsWith => Type::Bool,
            Function::Size => Type::Int,
            Function::LowerAscii | Function::UpperAscii | Function::Trim => Type::Text,
        };
        Some(Checked { node: Node::Call(function, checked), ty })
    }
}

/// The name that a chain of members spells, and where it begins.
fn dotted(expr: &Expr) -> Option<(String, u32)> {
    match &expr.kind {
        ExprKind::Name(name) => Some((name.clone(), expr.column)),
        ExprKind::Select(of, member) => dotted(of).map(|(path, column)| (path + "." + member, column)),
        _ => None,
    }
}

/// The type that takes both.
fn join(a: &Type, b: &Type) -> Type {
    match (a, b) {
        _ if a == b => a.clone(),
        (Type::Any | Type::Null, other) | (other, Type::Any | Type::Null) => other.clone(),
        _ if a.is_text() && b.is_text() => Type::Text,
        _ => Type::Any,
    }
}

fn quoted(words: &[String]) -> String {
    let shown: Vec<String> = words.iter().take(12).map(|word| format!("“{word}”")).collect();
    shown.join(", ") + if words.len() > 12 { ", …" } else { "" }
}
