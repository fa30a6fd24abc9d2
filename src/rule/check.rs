//! A rule's tree → the same with every name resolved and every type known, or everything that is wrong with it.

use crate::error::say;
use crate::prelude::*;
use alloc::rc::Rc;

use super::code::{Function, Op};
use super::node::{Checked, Node};
use super::parse::{Expr, ExprKind, Trouble};
use super::types::{Meaning, Scope, Type};
use crate::nearest::hint;
use crate::value::Value;

/// Checks a whole rule, which must give true or false.
///
/// # Errors
/// Everything that is wrong with it.
pub fn check(expr: &Expr, scope: &mut dyn Scope) -> Result<Checked, Vec<Trouble>> {
    let mut checker = Checker::new(scope, false);
    let checked = checker.expr(expr);
    if let Some(Checked { ty, .. }) = &checked
        && !(*ty == Type::Bool || ty.is_open())
    {
        checker.trouble::<()>(expr.column, say("a rule must be true or false, but this is {}", &[ty.describe()]));
    }
    checker.finish(checked)
}

/// Checks an expression of any type. When it is `lenient`, what is wrong is a fault where it happens, as in an
/// expression that nobody has checked.
///
/// # Errors
/// Everything that is wrong with it.
pub fn check_any(expr: &Expr, scope: &mut dyn Scope, lenient: bool) -> Result<Checked, Vec<Trouble>> {
    let mut checker = Checker::new(scope, lenient);
    let checked = checker.expr(expr);
    checker.finish(checked)
}

/// A name that a macro or a binding brings.
pub(super) struct Bound {
    /// As it is written.
    pub name: String,
    /// Its number, which no other binding of the rule has.
    pub local: u32,
    /// Its type.
    pub ty: Type,
}

pub(super) struct Checker<'a> {
    pub(super) scope: &'a mut dyn Scope,
    pub(super) bound: Vec<Bound>,
    troubles: Vec<Trouble>,
    locals: u32,
    lenient: bool,
}

impl<'a> Checker<'a> {
    fn new(scope: &'a mut dyn Scope, lenient: bool) -> Self {
        Self { scope, bound: Vec::new(), troubles: Vec::new(), locals: 0, lenient }
    }

    fn finish(self, checked: Option<Checked>) -> Result<Checked, Vec<Trouble>> {
        match checked {
            Some(checked) if self.troubles.is_empty() => Ok(checked),
            _ => Err(self.troubles),
        }
    }

    /// Notes what is wrong; the rest is checked all the same.
    pub(super) fn trouble<T>(&mut self, column: u32, message: impl Into<String>) -> Option<T> {
        if !self.lenient {
            self.troubles.push(Trouble { column, message: message.into() });
        }
        None
    }

    /// Notes operands of wrong types. In an expression that nobody has checked they are found when it runs.
    pub(super) fn misuse(&mut self, column: u32, message: impl Into<String>) -> Option<()> {
        self.trouble::<()>(column, message);
        self.lenient.then_some(())
    }

    /// The number of a new binding.
    pub(super) fn local(&mut self) -> u32 {
        self.locals += 1;
        self.locals
    }

    /// `None` when something in it is wrong.
    pub(super) fn expr(&mut self, expr: &Expr) -> Option<Checked> {
        let checked = self.part(expr);
        match checked {
            None if self.lenient => Some(Checked::new(Node::Fail, Type::Dyn, expr.column)),
            checked => checked,
        }
    }

    fn part(&mut self, expr: &Expr) -> Option<Checked> {
        let column = expr.column;
        let known = |value, ty: Type| Some(Checked::new(Node::Const(value), ty, column));
        match &expr.kind {
            ExprKind::Null => known(Value::Null, Type::Null),
            ExprKind::Bool(truth) => known(Value::Bool(*truth), Type::Bool),
            ExprKind::Int(number) => known(Value::Int(*number), Type::Int),
            ExprKind::Double(digits) => match self.scope.platform().parse(digits) {
                number if number.is_finite() => known(Value::Double(number), Type::Double),
                _ => self.trouble(column, "this is no number"),
            },
            ExprKind::Text(text) => known(Value::text(text), Type::Text),
            ExprKind::Name(_) => self.name(expr),
            ExprKind::Select(of, member, maybe) => self.select(expr, of, member, *maybe),
            ExprKind::Index(of, at, maybe) => self.index(of, at, *maybe),
            ExprKind::Call(of, name, arguments) => self.call(of.as_deref(), name, arguments, column),
            ExprKind::List(items) => self.list(items, column),
            ExprKind::Map(entries) => self.map(entries, column),
            ExprKind::Not(inner) => self.unary(Op::Not, inner),
            ExprKind::Negate(inner) => self.unary(Op::Negate, inner),
            ExprKind::Binary(mark, left, right) => self.binary(mark, left, right, column),
            ExprKind::And(parts) => self.truths(parts).map(|parts| Checked::new(Node::And(parts), Type::Bool, column)),
            ExprKind::Or(parts) => self.truths(parts).map(|parts| Checked::new(Node::Or(parts), Type::Bool, column)),
            ExprKind::Choose(parts) => self.choose(parts, column),
        }
    }

    /// All parts, so that everything that is wrong in them is noted.
    pub(super) fn exprs(&mut self, parts: &[Expr]) -> Option<Vec<Checked>> {
        let checked: Vec<Option<Checked>> = parts.iter().map(|part| self.expr(part)).collect();
        checked.into_iter().collect()
    }

    fn name(&mut self, expr: &Expr) -> Option<Checked> {
        let (path, column) = dotted(expr)?;
        self.resolve(&path, column).or_else(|| {
            if self.scope.meaning(&path) == Some(Meaning::Group) {
                return self.trouble(column, say("“{}” is a group of names; name a member", &[&path]));
            }
            let known = self.scope.known();
            let hint = hint(&path, known.iter().map(String::as_str));
            self.trouble(column, say("there is no name “{}”{}", &[&path, &hint]))
        })
    }

    /// The meaning of a name: a binding, a fact, an audience or a type.
    fn resolve(&mut self, path: &str, column: u32) -> Option<Checked> {
        if let Some(bound) = self.bound.iter().rev().find(|bound| bound.name == path) {
            return Some(Checked::new(Node::Local(bound.local), bound.ty.clone(), column));
        }
        let (node, ty) = match self.scope.meaning(path) {
            Some(Meaning::Name(number, ty)) => (Node::Load(number), ty),
            Some(Meaning::Audience(number)) => (Node::Audience(number), Type::Bool),
            Some(Meaning::Group) => return None,
            None => (Node::Const(Value::Kind((*KINDS.iter().find(|kind| **kind == path)?).into())), Type::Kind),
        };
        Some(Checked::new(node, ty, column))
    }

    /// A name with a member is first looked up as a whole: `page.query.color` is one fact.
    fn select(&mut self, expr: &Expr, of: &Expr, member: &str, maybe: bool) -> Option<Checked> {
        let path = dotted(expr).filter(|(path, _)| !self.is_bound(root(path)));
        if let Some((path, column)) = &path
            && let Some(found) = self.resolve(path, *column)
        {
            return Some(if maybe { self.maybe(found) } else { found });
        }
        // Where nothing of it is known, the whole path is what is wrong.
        if let Some((path, _)) = &path
            && !self.is_known(path)
        {
            return self.name(expr);
        }
        let of = self.expr(of)?;
        let key = Checked::new(Node::Const(Value::text(member)), Type::Text, expr.column);
        self.at(of, key, maybe, expr.column)
    }

    fn is_bound(&self, name: &str) -> bool {
        self.bound.iter().any(|bound| bound.name == name)
    }

    /// Does a name begin with one that has members of its own?
    fn is_known(&mut self, path: &str) -> bool {
        let ends: Vec<usize> = path.match_indices('.').map(|(at, _)| at).collect();
        ends.iter().rev().any(|end| {
            let before = path.get(..*end).unwrap_or_default();
            let has_members = |ty: &Type| matches!(ty, Type::Map(_) | Type::Optional(_)) || ty.is_open();
            matches!(self.scope.meaning(before), Some(Meaning::Name(_, ty)) if has_members(&ty))
        })
    }

    /// A fact that may be missing, as an optional.
    fn maybe(&mut self, found: Checked) -> Checked {
        let (column, ty) = (found.column, Type::Optional(Rc::new(found.ty.clone())));
        let there = match found.node {
            Node::Load(number) => Node::Present(number),
            _ => Node::Const(Value::Bool(true)),
        };
        let some = Checked::new(Node::Call(Function::Some, vec![found]), ty.clone(), column);
        let none = Checked::new(Node::Const(Value::Optional([].into())), ty.clone(), column);
        let there = Checked::new(there, Type::Bool, column);
        Checked::new(Node::Choose(Box::new([there, some, none])), ty, column)
    }

    fn index(&mut self, of: &Expr, at: &Expr, maybe: bool) -> Option<Checked> {
        // `page.query['a-b']` is `page.query.a-b`, for keys that are no names.
        if let (Some((path, column)), ExprKind::Text(key)) = (dotted(of), &at.kind)
            && self.scope.meaning(&path) == Some(Meaning::Group)
            && !self.is_bound(root(&path))
        {
            return match self.resolve(&say("{}.{}", &[&path, key]), column) {
                Some(found) if maybe => Some(self.maybe(found)),
                None => self.trouble(column, say("“{}” has no member “{}”", &[&path, key])),
                found => found,
            };
        }
        let (of_checked, at_checked) = (self.expr(of), self.expr(at));
        self.at(of_checked?, at_checked?, maybe, of.column)
    }

    /// The item of a list, a map or an optional of one.
    fn at(&mut self, of: Checked, key: Checked, maybe: bool, column: u32) -> Option<Checked> {
        let (inner, optional) = match &of.ty {
            Type::Optional(inner) => ((**inner).clone(), true),
            ty => (ty.clone(), maybe),
        };
        let ty = match &inner {
            Type::List(item) if matches!(key.ty, Type::Int) || key.ty.is_open() => (**item).clone(),
            Type::List(_) => {
                let message = say("a whole number was expected, but this is {}", &[key.ty.describe()]);
                return self.trouble(key.column, message);
            }
            Type::Map(types) if (**types)[0].may_equal(&key.ty) => (**types)[1].clone(),
            Type::Map(_) => {
                return self.trouble(key.column, say("{} is no key of this map", &[key.ty.describe()]));
            }
            ty if ty.is_open() => Type::Dyn,
            ty if matches!(key.node, Node::Const(Value::Text(_))) => {
                return self.trouble(column, say("{} has no members", &[ty.describe()]));
            }
            ty => return self.trouble(column, say("a list was expected, but this is {}", &[ty.describe()])),
        };
        let parts = (Box::new(of), Box::new(key));
        Some(if optional {
            let node = Node::Call(Function::At, vec![*parts.0, *parts.1]);
            Checked::new(node, Type::Optional(Rc::new(ty)), column)
        } else {
            Checked::new(Node::Binary(Op::Index, parts.0, parts.1), ty, column)
        })
    }

    fn truths(&mut self, parts: &[Expr]) -> Option<Vec<Checked>> {
        let checked: Vec<Option<Checked>> = parts.iter().map(|part| self.truth(part)).collect();
        checked.into_iter().collect()
    }

    pub(super) fn truth(&mut self, expr: &Expr) -> Option<Checked> {
        let checked = self.expr(expr)?;
        match &checked.ty {
            Type::Bool => Some(checked),
            ty if ty.is_open() => Some(checked),
            ty => {
                let message = say("true or false was expected, but this is {}", &[ty.describe()]);
                self.misuse(expr.column, message).map(|()| checked)
            }
        }
    }

    fn unary(&mut self, op: Op, inner: &Expr) -> Option<Checked> {
        let checked = if op == Op::Not { self.truth(inner)? } else { self.expr(inner)? };
        if op == Op::Negate && !checked.ty.is_number() && checked.ty != Type::Duration {
            return self.trouble(inner.column, say("a number was expected, but this is {}", &[checked.ty.describe()]));
        }
        let ty = checked.ty.clone();
        Some(Checked::new(Node::Unary(op, Box::new(checked)), ty, inner.column))
    }

    fn choose(&mut self, parts: &[Expr; 3], column: u32) -> Option<Checked> {
        let [condition, then, other] = parts;
        let (condition, then, other_checked) = (self.truth(condition), self.expr(then), self.expr(other));
        let (condition, then, other_checked) = (condition?, then?, other_checked?);
        if !then.ty.may_equal(&other_checked.ty) {
            let message = say("both choices must be of one type, but this is {}", &[other_checked.ty.describe()]);
            self.misuse(other.column, message)?;
        }
        let ty = then.ty.join(&other_checked.ty);
        Some(Checked::new(Node::Choose(Box::new([condition, then, other_checked])), ty, column))
    }

    fn list(&mut self, items: &[(bool, Expr)], column: u32) -> Option<Checked> {
        let mut ty = Type::Free;
        let mut parts = Vec::new();
        let checked: Vec<Option<Checked>> = items.iter().map(|(maybe, item)| self.item(*maybe, item)).collect();
        for (item, (maybe, _)) in checked.into_iter().zip(items) {
            let item = item?;
            let inner = match (&item.ty, maybe) {
                (Type::List(inner), true) => (**inner).clone(),
                (inner, _) => inner.clone(),
            };
            ty = ty.join(&inner);
            parts.push((*maybe, item));
        }
        Some(Checked::new(list_of(parts, column), ty.list(), column))
    }

    /// An item of a list; one that is there only if its optional has a value is a list of none or one.
    fn item(&mut self, maybe: bool, expr: &Expr) -> Option<Checked> {
        let item = self.expr(expr)?;
        if !maybe {
            return Some(item);
        }
        let inner = match &item.ty {
            Type::Optional(inner) => (**inner).clone(),
            ty if ty.is_open() => Type::Dyn,
            ty => {
                return self.trouble(expr.column, say("an optional was expected, but this is {}", &[ty.describe()]));
            }
        };
        Some(Checked::new(Node::Call(Function::Items, vec![item]), inner.list(), expr.column))
    }

    /// A map is made of a list of its keys and values in turn.
    fn map(&mut self, entries: &[(bool, Expr, Expr)], column: u32) -> Option<Checked> {
        let mut types = [Type::Free, Type::Free];
        let mut parts = Vec::new();
        for (maybe, key, value) in entries {
            let (key, value) = (self.expr(key), self.item(*maybe, value));
            let (key, value) = (key?, value?);
            if !matches!(key.ty, Type::Int | Type::Bool) && !key.ty.is_text() {
                let message =
                    say("a key is a whole number, a text, true or false, but this is {}", &[key.ty.describe()]);
                return self.trouble(key.column, message);
            }
            let inner = match (&value.ty, maybe) {
                (Type::List(inner), true) => (**inner).clone(),
                (inner, _) => inner.clone(),
            };
            types = [types[0].join(&key.ty), types[1].join(&inner)];
            if *maybe {
                // [value].map(value, key and value): nothing for none.
                let local = self.local();
                let item = Checked::new(Node::Local(local), inner, column);
                let body = Checked::new(Node::Pair(Box::new([key, item])), Type::Dyn, column);
                parts.push((true, Checked::gather(local, value, body)));
            } else {
                parts.extend([(false, key), (false, value)]);
            }
        }
        let list = Checked::new(list_of(parts, column), Type::Dyn.list(), column);
        Some(Checked::new(Node::Call(Function::Map, vec![list]), Type::Map(Rc::new(types)), column))
    }
}

/// A list of items, and of lists that are taken in as a whole.
fn list_of(parts: Vec<(bool, Checked)>, column: u32) -> Node {
    let mut lists: Vec<Node> = vec![Node::List(Vec::new())];
    for (whole, part) in parts {
        match (lists.last_mut(), whole) {
            (Some(Node::List(items)), false) => items.push(part),
            (_, false) => lists.push(Node::List(vec![part])),
            (_, true) => lists.push(part.node),
        }
    }
    let add = |left: Node, right: Node| {
        let [left, right] = [left, right].map(|node| Box::new(Checked::new(node, Type::Dyn.list(), column)));
        Node::Binary(Op::Add, left, right)
    };
    lists.into_iter().reduce(add).unwrap_or(Node::Fail)
}

/// The names of types.
const KINDS: [&str; 11] = [
    "bool",
    "int",
    "double",
    "string",
    "list",
    "map",
    "null_type",
    "type",
    "optional_type",
    "google.protobuf.Timestamp",
    "google.protobuf.Duration",
];

/// The name that a chain of members spells, and where it begins.
pub(super) fn dotted(expr: &Expr) -> Option<(String, u32)> {
    match &expr.kind {
        ExprKind::Name(name) => Some((name.clone(), expr.column)),
        ExprKind::Select(of, member, _) => dotted(of).map(|(path, column)| (path + "." + member, column)),
        _ => None,
    }
}

fn root(path: &str) -> &str {
    path.split('.').next().unwrap_or_default()
}
