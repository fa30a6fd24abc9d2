//! Macros: what looks like a call but decides itself when its parts are looked at.

use crate::error::{count, say};
use crate::prelude::*;
use crate::text::push_number;
use alloc::rc::Rc;

use super::calls::bind;
use super::check::{Bound, Checker, dotted};
use super::code::{Function, Loop, Op};
use super::node::{Checked, Node};
use super::parse::{Expr, ExprKind};
use super::pattern;
use super::types::Type;
use crate::value::Value;

/// Their names, for "did you mean".
pub(super) const MACROS: [&str; 19] = [
    "has",
    "dyn",
    "matches",
    "format",
    "all",
    "exists",
    "exists_one",
    "existsOne",
    "map",
    "filter",
    "transformList",
    "transformMap",
    "transformMapEntry",
    "optMap",
    "optFlatMap",
    "cel.bind",
    "cel.block",
    "cel.index",
    "cel.iterVar",
];

impl Checker<'_> {
    /// Macros that are called by their name alone.
    pub(super) fn named_macro(&mut self, name: &str, arguments: &[Expr], column: u32) -> Option<Option<Checked>> {
        Some(match (name, arguments) {
            ("has", [argument]) => self.has(argument),
            ("has", _) => self.trouble(column, "“has” takes one name"),
            ("page.at", [pattern]) => self.page_at(pattern, column),
            ("dyn", [argument]) => self.expr(argument).map(|checked| Checked { ty: Type::Dyn, ..checked }),
            ("cel.bind", [name, value, body]) => {
                let Some(name) = binder(name) else {
                    return Some(self.trouble(name.column, "a name was expected"));
                };
                self.bind_in(vec![(name, value)], body, column)
            }
            ("cel.block", [Expr { kind: ExprKind::List(values), .. }, body]) => {
                let named =
                    values.iter().enumerate().map(|(place, (_, value))| (say("@index{}", &[&count(place)]), value));
                self.bind_in(named.collect(), body, column)
            }
            ("cel.index" | "cel.iterVar", _) => {
                let name = special(name, arguments)?;
                self.expr(&Expr { kind: ExprKind::Name(name), column })
            }
            _ => return None,
        })
    }

    /// Whether the page's path is one that a pattern of paths means.
    fn page_at(&mut self, pattern: &Expr, column: u32) -> Option<Checked> {
        let path = Expr {
            kind: ExprKind::Select(
                Box::new(Expr { kind: ExprKind::Name("page".into()), column }),
                "path".into(),
                false,
            ),
            column,
        };
        let path = self.expr(&path)?;
        let ExprKind::Text(source) = &pattern.kind else {
            return self.trouble(pattern.column, "a pattern of paths is a text that stands here, such as '/shop/:id'");
        };
        let table =
            pattern::path::path_pattern(source).and_then(|pattern| pattern::compile::within(self.scope, &pattern));
        match table {
            Ok(table) => Some(Checked::new(Node::Matches(table.into(), Box::new(path)), Type::Bool, column)),
            Err(trouble) => self.trouble(pattern.column + trouble.column, trouble.message),
        }
    }

    fn bind_in(&mut self, values: Vec<(String, &Expr)>, body: &Expr, _column: u32) -> Option<Checked> {
        let before = self.bound.len();
        let mut checked = Vec::new();
        for (name, value) in values {
            let value = self.expr(value)?;
            let local = self.local();
            self.bound.push(Bound { name, local, ty: value.ty.clone() });
            checked.push((local, value));
        }
        let body = self.expr(body);
        self.bound.truncate(before);
        Some(bind(checked, body?))
    }

    /// Whether a fact is there, or a map has a key.
    fn has(&mut self, argument: &Expr) -> Option<Checked> {
        let column = argument.column;
        let checked = self.expr(argument)?;
        if let Node::Load(number) = checked.node {
            return Some(Checked::new(Node::Present(number), Type::Bool, column));
        }
        let (of, key) = match (&argument.kind, checked.node) {
            (ExprKind::Select(..), Node::Binary(Op::Index, of, key)) => (*of, *key),
            (ExprKind::Select(..), Node::Call(Function::At, mut parts)) if parts.len() == 2 => {
                let key = parts.pop()?;
                (parts.pop()?, key)
            }
            _ => return self.trouble(column, "“has” takes a name, such as has(preference.name)"),
        };
        let found = Checked::new(Node::Call(Function::At, vec![of, key]), Type::Dyn, column);
        Some(Checked::new(Node::Call(Function::HasValue, vec![found]), Type::Bool, column))
    }

    /// Macros of a list, a map or an optional. `None`: it is no macro.
    pub(super) fn member_macro(
        &mut self,
        of: &Expr,
        name: &str,
        arguments: &[Expr],
        column: u32,
    ) -> Option<Option<Checked>> {
        let names: Vec<String> = arguments.iter().map_while(binder).collect();
        let both = |count: usize| arguments.len() == count && names.len() >= 2;
        let one = |count: usize| arguments.len() == count && !names.is_empty();
        let split = |count: usize| Some((names.get(..count)?.to_vec(), arguments.get(count..)?));
        let (vars, parts) = match name {
            "all" | "exists" | "exists_one" | "existsOne" if both(3) => split(2)?,
            "all" | "exists" | "exists_one" | "existsOne" | "filter" | "optMap" | "optFlatMap" if one(2) => split(1)?,
            "map" if one(2) || one(3) => split(1)?,
            "transformList" | "transformMap" | "transformMapEntry" if both(3) || both(4) => split(2)?,
            _ if MACROS.get(4..15).is_some_and(|macros| macros.contains(&name)) => {
                return Some(self.trouble(column, say("“{}” takes a name, and what to do with it", &[name])));
            }
            _ => return None,
        };
        Some(if name.starts_with("opt") {
            self.optional(of, name == "optMap", vars, parts, column)
        } else {
            self.each(of, name, vars, parts, column)
        })
    }

    fn optional(&mut self, of: &Expr, wrap: bool, vars: Vec<String>, parts: &[Expr], column: u32) -> Option<Checked> {
        let of = self.expr(of)?;
        let inner = match &of.ty {
            Type::Optional(inner) => (**inner).clone(),
            ty if ty.is_open() => Type::Dyn,
            ty => return self.trouble(of.column, say("an optional was expected, but this is {}", &[ty.describe()])),
        };
        let (whole, local) = (self.local(), self.local());
        let again = Checked { node: Node::Local(whole), ..of.clone() };
        let [name] = <[String; 1]>::try_from(vars).ok()?;
        self.bound.push(Bound { name, local, ty: inner.clone() });
        let body = self.expr(parts.first()?);
        self.bound.pop();
        let body = body?;
        let ty = if wrap { Type::Optional(Rc::new(body.ty.clone())) } else { body.ty.clone() };
        let body = if wrap { Checked::new(Node::Call(Function::Some, vec![body]), ty.clone(), column) } else { body };
        let value = Checked::new(Node::Call(Function::Value, vec![again.clone()]), inner, column);
        let then = bind(vec![(local, value)], body);
        let there = Checked::new(Node::Call(Function::HasValue, vec![again]), Type::Bool, column);
        let none = Checked::new(Node::Const(Value::Optional([].into())), ty.clone(), column);
        let choose = Checked::new(Node::Choose(Box::new([there, then, none])), ty, column);
        Some(bind(vec![(whole, of)], choose))
    }

    fn each(&mut self, of: &Expr, name: &str, vars: Vec<String>, parts: &[Expr], column: u32) -> Option<Checked> {
        let range = self.expr(of)?;
        let both = vars.len() == 2;
        let types: Vec<Type> = match &range.ty {
            Type::List(item) if both => vec![Type::Int, (**item).clone()],
            Type::List(item) => vec![(**item).clone()],
            Type::Map(types) => types.iter().take(vars.len()).cloned().collect(),
            ty if ty.is_open() => vec![Type::Dyn; 2],
            ty => return self.trouble(range.column, say("a list was expected, but this is {}", &[ty.describe()])),
        };
        let before = self.bound.len();
        let mut locals = Vec::new();
        for (name, ty) in vars.into_iter().zip(types.iter().cloned()) {
            let local = self.local();
            locals.push(local);
            self.bound.push(Bound { name, local, ty });
        }
        let body = self.body(name, parts, &types, &locals, column);
        self.bound.truncate(before);
        let (body, kind) = body?;
        let how = kind | if both { Loop::BOTH } else { 0 };
        let ty = if kind == Loop::GATHER { body.ty.clone().list() } else { Type::Bool };
        let list = Checked::new(Node::Each(how, locals, Box::new([range.clone(), body])), ty, column);
        Some(match name {
            "exists_one" | "existsOne" => {
                let size = Checked::new(Node::Call(Function::Size, vec![list]), Type::Int, column);
                let one = Box::new(Checked::int(1, column));
                Checked::new(Node::Binary(Op::Equal, Box::new(size), one), Type::Bool, column)
            }
            "transformMap" | "transformMapEntry" => {
                let ty = match (&list.ty, name) {
                    (Type::List(ty), "transformMapEntry") => (**ty).clone(),
                    (Type::List(value), _) => Type::Map(Rc::new([types.first()?.clone(), (**value).clone()])),
                    _ => Type::Dyn,
                };
                Checked::new(Node::Call(Function::Map, vec![list]), ty, column)
            }
            _ => list,
        })
    }

    /// The body for each item, and whether its results are gathered or joined.
    fn body(
        &mut self,
        name: &str,
        parts: &[Expr],
        types: &[Type],
        locals: &[u32],
        column: u32,
    ) -> Option<(Checked, u64)> {
        let last = parts.last()?;
        match name {
            "all" => return Some((self.truth(last)?, 0)),
            "exists" => return Some((self.truth(last)?, Loop::ANY)),
            _ => {}
        }
        let local =
            |place: usize| Some(Checked::new(Node::Local(*locals.get(place)?), types.get(place)?.clone(), column));
        let (condition, item) = match (name, parts) {
            ("filter" | "exists_one" | "existsOne", _) => (Some(last), local(0)?),
            (_, [condition, _]) => (Some(condition), self.expr(last)?),
            _ => (None, self.expr(last)?),
        };
        let ty = item.ty.clone();
        let item = match name {
            "transformMap" => Checked::new(Node::Pair(Box::new([local(0)?, item])), ty.clone(), column),
            "transformMapEntry" => self.entry(item, column)?,
            _ => item,
        };
        let Some(condition) = condition else {
            return Some((item, Loop::GATHER));
        };
        let condition = self.truth(condition)?;
        let nothing = Checked::new(Node::Nothing, ty.clone(), column);
        Some((Checked::new(Node::Choose(Box::new([condition, item, nothing])), ty, column), Loop::GATHER))
    }

    /// The key and the value of a map with one entry.
    fn entry(&mut self, map: Checked, column: u32) -> Option<Checked> {
        let ty = map.ty.clone();
        let local = self.local();
        let again = Checked::new(Node::Local(local), ty.clone(), column);
        let key = self.local();
        let first = Checked::new(Node::Local(key), Type::Dyn, column);
        let keys = Checked::gather(key, again.clone(), first);
        let key =
            Checked::new(Node::Binary(Op::Index, Box::new(keys), Box::new(Checked::int(0, column))), Type::Dyn, column);
        let value = Checked::new(Node::Binary(Op::Index, Box::new(again), Box::new(key.clone())), Type::Dyn, column);
        let pair = Checked::new(Node::Pair(Box::new([key, value])), ty, column);
        Some(bind(vec![(local, map)], pair))
    }
}

/// The name that a macro binds.
fn binder(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Name(name) => Some(name.clone()),
        ExprKind::Call(Some(of), name, arguments) => special(&say("{}.{}", &[&dotted(of)?.0, name]), arguments),
        _ => None,
    }
}

/// The names that `cel.index(1)` and `cel.iterVar(0, 1)` stand for.
fn special(name: &str, arguments: &[Expr]) -> Option<String> {
    let number = |expr: &Expr| {
        let ExprKind::Int(number) = expr.kind else { return None };
        let mut digits = String::new();
        push_number(&mut digits, number, 1);
        Some(digits)
    };
    match (name, arguments) {
        ("cel.index", [place]) => Some(say("@index{}", &[&number(place)?])),
        ("cel.iterVar", [depth, place]) => Some(say("@iter{}:{}", &[&number(depth)?, &number(place)?])),
        _ => None,
    }
}
