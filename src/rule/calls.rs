//! Calls: which function of the [`LIBRARY`] is meant, and what it comes down to for these arguments.

use crate::error::{self, say};
use crate::prelude::*;
use alloc::rc::Rc;

use super::check::{Bound, Checker, dotted};
use super::code::{Function, Op, PARTS};
use super::library::{Body, LIBRARY};
use super::macros::MACROS;
use super::node::{Checked, Node};
use super::parse::{Expr, ExprKind, parse};
use super::pattern;
use super::platform::Platform;
use super::types::{Argument, Type};
use crate::nearest::hint;
use crate::value::Value;

/// The names of the arguments within a function that is written in the language.
const ARGUMENTS: [&str; 4] = ["a", "b", "c", "d"];

impl Checker<'_> {
    pub(super) fn call(&mut self, of: Option<&Expr>, name: &str, arguments: &[Expr], column: u32) -> Option<Checked> {
        // `math.abs(x)` and `now.daysUntil(d)` are functions with a longer name, unless something is called so.
        let path = match of.map(|of| dotted(of).map(|(path, _)| path)) {
            None => Some(name.to_owned()),
            Some(Some(path)) => Some(say("{}.{}", &[&path, name])),
            Some(None) => None,
        };
        if let Some(path) = &path {
            if let Some(found) = self.site(path, arguments, column) {
                return found;
            }
            if let Some(expanded) = self.named_macro(path, arguments, column) {
                return expanded;
            }
            if of.is_some() && LIBRARY.iter().any(|(known, ..)| known == path) {
                return self.library(path, None, arguments, column);
            }
        }
        let Some(of) = of else {
            return if name == "matches" {
                self.matches(arguments.first(), arguments.get(1..).unwrap_or(&[]), column)
            } else {
                self.library(name, None, arguments, column)
            };
        };
        if let Some(expanded) = self.member_macro(of, name, arguments, column) {
            return expanded;
        }
        match name {
            "matches" => self.matches(Some(of), arguments, column),
            "format" => self.format(of, arguments, column),
            _ => self.library(name, Some(of), arguments, column),
        }
    }

    /// A function of the site: it is a fact.
    fn site(&mut self, path: &str, arguments: &[Expr], column: u32) -> Option<Option<Checked>> {
        let given: Vec<Argument> =
            arguments.iter().map(|argument| written(&argument.kind, self.scope.platform())).collect();
        Some(match self.scope.function(path, &given)? {
            Ok((number, ty)) => Some(Checked::new(Node::Load(number), ty, column)),
            Err((place, message)) => {
                let column = arguments.get(place).map_or(column, |argument| argument.column);
                self.trouble(column, message)
            }
        })
    }

    fn library(&mut self, name: &str, of: Option<&Expr>, arguments: &[Expr], column: u32) -> Option<Checked> {
        let all: Vec<Expr> = of.into_iter().chain(arguments).cloned().collect();
        let checked = self.exprs(&all);
        self.apply(name, of.is_some(), checked?, column)
    }

    /// A function of the library for arguments that are checked.
    pub(super) fn apply(&mut self, name: &str, member: bool, arguments: Vec<Checked>, column: u32) -> Option<Checked> {
        if let Some(which) = PARTS.iter().position(|part| *part == name).filter(|_| member) {
            return self.part_of_moment(which, arguments, column);
        }
        if matches!(name, "math.greatest" | "math.least") && !matches!(arguments.as_slice(), [one] if one.ty.is_list())
        {
            return self.extreme(name, arguments, column);
        }
        let types: Vec<Type> = arguments.iter().map(|argument| argument.ty.clone()).collect();
        let named: Vec<_> =
            LIBRARY.iter().filter(|(known, shape, _)| *known == name && shape.contains('.') == member).collect();
        let fitting: Vec<(&str, &Body, Type)> =
            named.iter().filter_map(|(_, shape, does)| Some((*shape, does, fit(shape, &types)?))).collect();
        match fitting.as_slice() {
            [] => self.misfit(name, &named.iter().map(|(_, shape, _)| *shape).collect::<Vec<_>>(), &arguments, column),
            [(_, does, ty)] => self.come_down(does, ty.clone(), arguments, column),
            [(_, first, ty), rest @ ..] if rest.iter().all(|(_, does, _)| does == first) => {
                let ty = rest.iter().fold(ty.clone(), |ty, (.., other)| ty.join(other));
                self.come_down(first, ty, arguments, column)
            }
            _ => self.dispatch(&fitting, arguments, column),
        }
    }

    /// The reason why no function takes these arguments.
    fn misfit(&mut self, name: &str, shapes: &[&str], arguments: &[Checked], column: u32) -> Option<Checked> {
        if shapes.is_empty() {
            let known = self.scope.functions();
            let known = LIBRARY.iter().map(|(name, ..)| *name).chain(PARTS).chain(MACROS).chain(known.iter().copied());
            let hint = hint(name, known);
            return self.trouble(column, say("there is no function “{}”{}", &[name, &hint]));
        }
        let count = |shape: &&str| parameters(shape).len();
        let member = shapes.iter().any(|shape| shape.contains('.'));
        if !shapes.iter().any(|shape| count(shape) == arguments.len()) {
            let mut counts: Vec<usize> = shapes.iter().map(|shape| count(shape) - usize::from(member)).collect();
            counts.dedup();
            let counts: Vec<String> = counts.into_iter().map(error::count).collect();
            let many = if counts == ["1"] { "" } else { "s" };
            return self.trouble(column, say("“{}” takes {} argument{}", &[name, &counts.join(" or "), many]));
        }
        // The first argument that no shape takes where the ones before it are taken.
        let wrong = (0..arguments.len()).find(|end| {
            let types: Vec<Type> = arguments.iter().take(end + 1).map(|argument| argument.ty.clone()).collect();
            !shapes.iter().any(|shape| takes(shape, &types).is_some())
        });
        let wrong = arguments.get(wrong.unwrap_or_default())?;
        self.trouble(wrong.column, say("“{}” does not take {} here", &[name, wrong.ty.describe()]))
    }

    fn come_down(&mut self, does: &Body, ty: Type, mut arguments: Vec<Checked>, column: u32) -> Option<Checked> {
        match does {
            Body::Call(function, numbers) => {
                arguments.extend(numbers.iter().map(|number| Checked::int(*number, column)));
                Some(Checked::new(Node::Call(*function, arguments), ty, column))
            }
            Body::Is("a") => arguments.pop(),
            Body::Is(text) => {
                let expr = parse(text).ok()?;
                let before = core::mem::take(&mut self.bound);
                let locals: Vec<u32> = arguments.iter().map(|_| self.local()).collect();
                for ((name, local), argument) in ARGUMENTS.iter().zip(&locals).zip(&arguments) {
                    self.bound.push(Bound { name: (*name).to_owned(), local: *local, ty: argument.ty.clone() });
                }
                let body = self.expr(&expr);
                self.bound = before;
                let body = Checked { ty, column, ..body? };
                Some(bind(locals.into_iter().zip(arguments).collect(), body))
            }
        }
    }

    /// Lowers a call whose function is known only when it runs.
    fn dispatch(&mut self, fitting: &[(&str, &Body, Type)], arguments: Vec<Checked>, column: u32) -> Option<Checked> {
        let locals: Vec<u32> = arguments.iter().map(|_| self.local()).collect();
        let again: Vec<Checked> = arguments
            .iter()
            .zip(&locals)
            .map(|(argument, local)| Checked { node: Node::Local(*local), ..argument.clone() })
            .collect();
        let mut answer = Checked::new(Node::Fail, Type::Dyn, column);
        for (shape, does, ty) in fitting.iter().rev() {
            let asked = parameters(shape).into_iter().zip(&again).filter(|(_, argument)| argument.ty.is_open());
            let tests: Vec<Checked> = asked.filter_map(|(shape, argument)| is_kind(shape, argument)).collect();
            let then = self.come_down(does, ty.clone(), again.clone(), column)?;
            let ty =
                if answer.ty == then.ty || matches!(answer.node, Node::Fail) { then.ty.clone() } else { Type::Dyn };
            let condition = Checked::new(Node::And(tests), Type::Bool, column);
            answer = Checked::new(Node::Choose(Box::new([condition, then, answer])), ty, column);
        }
        Some(bind(locals.into_iter().zip(arguments).collect(), answer))
    }

    fn part_of_moment(&mut self, which: usize, mut arguments: Vec<Checked>, column: u32) -> Option<Checked> {
        let name = PARTS.get(which)?;
        let of = arguments.first()?;
        match (&of.ty, arguments.len()) {
            (Type::Duration, 1) if which >= 6 => {}
            (Type::Instant, 1 | 2) => {}
            (ty, 1 | 2) if ty.is_open() => {}
            (Type::Duration, 1 | 2) => return self.trouble(column, say("a duration has no “{}” here", &[name])),
            (ty, 1 | 2) => {
                return self.trouble(of.column, say("“{}” does not take {} here", &[name, ty.describe()]));
            }
            _ => return self.trouble(column, say("“{}” takes 0 or 1 arguments", &[name])),
        }
        if let Some(zone) = arguments.get(1)
            && !zone.ty.is_text()
        {
            return self.trouble(zone.column, say("“{}” does not take {} here", &[name, zone.ty.describe()]));
        }
        arguments.insert(1, Checked::int(which as i64, column));
        if arguments.len() == 2 {
            arguments.push(Checked::text("", column));
        }
        // CEL counts the days of a month from 1 as getDate and from 0 as getDayOfMonth.
        Some(Checked::new(Node::Call(Function::Part, arguments), Type::Int, column))
    }

    /// The greatest or the least of several numbers.
    fn extreme(&mut self, name: &str, arguments: Vec<Checked>, column: u32) -> Option<Checked> {
        let is_list = matches!(arguments.as_slice(), [one] if one.ty.is_open());
        if let Some(wrong) = arguments.iter().find(|argument| !argument.ty.is_number()) {
            return self.trouble(wrong.column, say("“{}” does not take {} here", &[name, wrong.ty.describe()]));
        }
        let ty = arguments.iter().fold(Type::Free, |ty, argument| ty.join(&argument.ty));
        let function = if name == "math.greatest" { Function::Greatest } else { Function::Least };
        let list = Checked::new(Node::List(arguments.clone()), ty.clone().list(), column);
        let of_list = Checked::new(Node::Call(function, vec![list]), ty, column);
        if !is_list {
            return (!arguments.is_empty())
                .then_some(of_list)
                .or_else(|| self.trouble(column, say("“{}” takes numbers", &[name])));
        }
        // One argument of a type that is not known may be the list itself.
        let local = self.local();
        let value = arguments.into_iter().next()?;
        let again = Checked { node: Node::Local(local), ..value.clone() };
        let test = is_kind("[", &again)?;
        let itself = Checked::new(Node::Call(function, vec![again.clone()]), Type::Dyn, column);
        let single = Checked::new(Node::List(vec![again]), Type::Dyn.list(), column);
        let single = Checked::new(Node::Call(function, vec![single]), Type::Dyn, column);
        let body = Checked::new(Node::Choose(Box::new([test, itself, single])), Type::Dyn, column);
        Some(bind(vec![(local, value)], body))
    }

    /// A pattern is compiled with the rule, so it is known beforehand.
    fn matches(&mut self, of: Option<&Expr>, arguments: &[Expr], column: u32) -> Option<Checked> {
        let (Some(of), [pattern]) = (of, arguments) else {
            return self.trouble(column, "“matches” takes a text and a pattern");
        };
        let text = self.expr(of)?;
        if !text.ty.is_text() {
            return self.trouble(text.column, say("“matches” does not take {} here", &[text.ty.describe()]));
        }
        if let ExprKind::Text(source) = &pattern.kind {
            return match pattern::compile::within(self.scope, source) {
                Ok(table) => Some(Checked::new(Node::Matches(table.into(), Box::new(text)), Type::Bool, column)),
                // The column within the pattern is one after its quotation mark.
                Err(trouble) => self.trouble(pattern.column + trouble.column, trouble.message),
            };
        }
        let place = dotted(pattern).map_or(pattern.column, |(_, column)| column);
        let pattern = self.expr(pattern)?;
        if !pattern.ty.is_text() {
            return self.trouble(pattern.column, say("“matches” does not take {} here", &[pattern.ty.describe()]));
        }
        let parts = [text, Checked { column: place, ..pattern }];
        Some(Checked::new(Node::Pattern(Box::new(parts)), Type::Bool, column))
    }
}

/// Binds values one after the other for `body`. What costs nothing to say again is not bound.
pub(super) fn bind(values: Vec<(u32, Checked)>, body: Checked) -> Checked {
    values.into_iter().rev().fold(body, |body, (local, value)| {
        let (ty, column) = (body.ty.clone(), body.column);
        if matches!(value.node, Node::Const(_) | Node::Load(_) | Node::Local(_)) {
            return replace(body, local, &value);
        }
        Checked::new(Node::Let(local, Box::new([value, body])), ty, column)
    })
}

/// A part with a value in the place of what was bound to it.
pub(super) fn replace(body: Checked, local: u32, value: &Checked) -> Checked {
    match body.node {
        Node::Local(found) if found == local => value.clone(),
        _ => body.map(&mut |part| replace(part, local, value)),
    }
}

fn written(kind: &ExprKind, platform: &dyn Platform) -> Argument {
    match kind {
        ExprKind::Text(text) => Argument::Text(text.clone()),
        ExprKind::Int(number) => Argument::Number(*number as f64),
        ExprKind::Double(digits) => Argument::Number(platform.parse(digits)),
        ExprKind::Negate(inner) => match written(&inner.kind, platform) {
            Argument::Number(number) => Argument::Number(-number),
            other => other,
        },
        _ => Argument::Other,
    }
}

/// Is a value of the type that a shape begins with? `None`: any type will do.
fn is_kind(shape: &str, value: &Checked) -> Option<Checked> {
    let name = match shape.chars().next()? {
        'b' => "bool",
        'i' => "int",
        'd' => "double",
        's' => "string",
        't' => "google.protobuf.Timestamp",
        'u' => "google.protobuf.Duration",
        'k' => "type",
        '[' => "list",
        '{' => "map",
        '?' => "optional_type",
        _ => return None,
    };
    let column = value.column;
    let kind = Checked::new(Node::Call(Function::Type, vec![value.clone()]), Type::Kind, column);
    let name = Checked::new(Node::Const(Value::Kind(name.into())), Type::Kind, column);
    Some(Checked::new(Node::Binary(Op::Equal, Box::new(kind), Box::new(name)), Type::Bool, column))
}

/// The shapes of the parameters, the receiver first.
fn parameters(shape: &str) -> Vec<&str> {
    let mut rest = shape.split(':').next().unwrap_or_default();
    let mut all = Vec::new();
    while !rest.is_empty() {
        rest = rest.strip_prefix('.').unwrap_or(rest);
        let length = length(rest);
        all.extend(rest.get(..length).filter(|shape| !shape.is_empty()));
        rest = rest.get(length..).unwrap_or_default();
    }
    all
}

/// The number of letters that the first type of a shape takes.
fn length(shape: &str) -> usize {
    match shape.chars().next() {
        None => 0,
        Some('[' | '?') => 1 + length(shape.get(1..).unwrap_or_default()),
        Some('{') => {
            let key = length(shape.get(1..).unwrap_or_default());
            1 + key + length(shape.get(1 + key..).unwrap_or_default())
        }
        Some(_) => 1,
    }
}

/// The type of a function's result for arguments of these types; `None`: it does not take them.
fn fit(shape: &str, types: &[Type]) -> Option<Type> {
    let bound = takes(shape, types)?;
    (parameters(shape).len() == types.len()).then(|| result(shape.rsplit(':').next().unwrap_or_default(), &bound))
}

/// The types `A` and `B` where the first parameters take these types.
fn takes(shape: &str, types: &[Type]) -> Option<[Type; 2]> {
    let mut bound = [Type::Free, Type::Free];
    let parameters = parameters(shape);
    for (place, ty) in types.iter().enumerate() {
        unify(parameters.get(place)?, ty, &mut bound)?;
    }
    Some(bound)
}

fn unify(shape: &str, ty: &Type, bound: &mut [Type; 2]) -> Option<()> {
    let inner = shape.get(1..).unwrap_or_default();
    let letter = shape.chars().next()?;
    let fits = match (letter, ty) {
        ('A' | 'B', _) => {
            let place = usize::from(letter == 'B');
            let known = bound.get_mut(place)?;
            let fits = known.may_equal(ty);
            *known = known.join(ty);
            fits
        }
        ('*', _) => true,
        (_, ty) if ty.is_open() => true,
        ('[', Type::List(item)) | ('?', Type::Optional(item)) => return unify(inner, item, bound),
        ('{', Type::Map(types)) => {
            let key = length(inner);
            unify(inner, &(**types)[0], bound)?;
            return unify(inner.get(key..)?, &(**types)[1], bound);
        }
        ('b', Type::Bool) | ('i', Type::Int) | ('d', Type::Double) | ('t', Type::Instant) => true,
        ('u', Type::Duration) | ('k', Type::Kind) | ('n', Type::Null) => true,
        ('s', ty) => ty.is_text(),
        _ => false,
    };
    fits.then_some(())
}

fn result(shape: &str, bound: &[Type; 2]) -> Type {
    let inner = || result(shape.get(1..).unwrap_or_default(), bound);
    match shape.chars().next() {
        Some('A') => bound[0].clone(),
        Some('B') => bound[1].clone(),
        Some('b') => Type::Bool,
        Some('i') => Type::Int,
        Some('d') => Type::Double,
        Some('s') => Type::Text,
        Some('t') => Type::Instant,
        Some('u') => Type::Duration,
        Some('k') => Type::Kind,
        Some('[') => inner().list(),
        Some('?') => Type::Optional(Rc::new(inner())),
        _ => Type::Dyn,
    }
}
