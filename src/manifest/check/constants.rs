//! The constants of a rule: each has to have the form of what it is compared with, and none may be a computation that always
//! fails.

use super::checker::Checker;
use super::facts::FactTable;
use super::forms;
use super::forms_of_pages::Part;
use crate::error::say;
use crate::manifest::model::Source;
use crate::manifest::time::dates::{self, DateTime};
use crate::prelude::*;
use crate::program::fact::Fact;
use crate::rule::code::{Function, Op};
use crate::rule::fold::constant;
use crate::rule::node::{Checked, Node};
use crate::rule::parse::Trouble;
use crate::value::{Fault, Value};

/// Reports the constants of a rule that cannot be meant: an error for a comparison that can never hold, a warning for a part
/// that always fails.
pub fn constants(checker: &mut Checker<'_>, source: &Source, rule: &Checked) {
    let mut walk = Walk { facts: &checker.facts, bound: Vec::new(), errors: Vec::new(), warnings: Vec::new() };
    walk.visit(rule);
    let Walk { errors, warnings, .. } = walk;
    checker.report.troubles(&source.place, errors);
    warnings.into_iter().for_each(|trouble| checker.report.doubt(&source.place, trouble));
}

struct Walk<'a, 'm> {
    facts: &'a FactTable<'m>,
    /// The names that macros bring, each with the fact whose value or item it is.
    bound: Vec<(u32, Fact)>,
    errors: Vec<Trouble>,
    warnings: Vec<Trouble>,
}

impl Walk<'_, '_> {
    fn visit(&mut self, part: &Checked) {
        match constant(part, self.facts) {
            Some(Value::Fault(Fault::Cost)) | None => {}
            Some(Value::Fault(_)) => return self.fails(part),
            Some(_) => return,
        }
        match &part.node {
            Node::Binary(Op::Equal | Op::NotEqual, left, right) => self.both(left, right, Part::Whole),
            Node::Binary(Op::Less | Op::LessEqual | Op::Greater | Op::GreaterEqual, left, right) => {
                self.both(left, right, Part::Order);
            }
            Node::Binary(Op::In, item, list) => self.both(item, list, Part::Whole),
            Node::Binary(Op::Divide | Op::Remainder, _, by) if matches!(by.node, Node::Const(Value::Int(0))) => {
                self.warnings
                    .push(Trouble { column: by.column, message: "this divides by zero, which always fails".into() });
            }
            Node::Call(Function::StartsWith, parts) => self.call(parts, Part::Start),
            Node::Call(Function::EndsWith, parts) => self.call(parts, Part::End),
            Node::Call(Function::Contains, parts) => self.call(parts, Part::Middle),
            Node::Call(Function::Part, parts) => self.zone(parts),
            Node::Each(_, locals, parts) => self.bind(locals.last().copied(), &(**parts)[0]),
            Node::Let(local, parts) => self.bind(Some(*local), &(**parts)[0]),
            _ => {}
        }
        part.parts().into_iter().for_each(|part| self.visit(part));
    }

    /// A name that stands for a fact or for an item of one.
    fn bind(&mut self, local: Option<u32>, value: &Checked) {
        if let (Some(local), Some(fact)) = (local, self.fact(value)) {
            self.bound.push((local, fact));
        }
    }

    fn fact(&self, part: &Checked) -> Option<Fact> {
        match part.node {
            Node::Load(number) => self.facts.fact(number),
            Node::Local(local) => self.bound.iter().find(|(bound, _)| *bound == local).map(|(_, fact)| *fact),
            _ => None,
        }
    }

    fn both(&mut self, left: &Checked, right: &Checked, part: Part) {
        self.compare(left, right, part);
        self.compare(right, left, part);
    }

    fn call(&mut self, parts: &[Checked], part: Part) {
        if let [of, text] = parts {
            self.compare(of, text, part);
        }
    }

    /// A fact beside a text or a list of texts.
    fn compare(&mut self, of: &Checked, other: &Checked, part: Part) {
        let Some(fact) = self.fact(of) else {
            return;
        };
        match &other.node {
            Node::Const(Value::Text(text)) => {
                let message = forms::wrong(fact, text, part, self.facts.platform);
                self.errors.extend(message.map(|message| Trouble { column: other.column, message }));
            }
            Node::List(items) => items.iter().for_each(|item| self.compare(of, item, part)),
            _ => {}
        }
    }

    /// The zone on whose clock a part of a moment is asked for.
    fn zone(&mut self, parts: &[Checked]) {
        if let [_, _, zone] = parts
            && let Node::Const(Value::Text(name)) = &zone.node
            && let Some(message) = forms::wrong_zone(name, self.facts.platform)
        {
            self.errors.push(Trouble { column: zone.column, message });
        }
    }

    /// The smallest part that fails, and why.
    fn fails(&mut self, part: &Checked) {
        let failing = |part: &&Checked| matches!(constant(part, self.facts), Some(Value::Fault(_)));
        if let Some(inner) = part.parts().into_iter().find(failing) {
            return self.fails(inner);
        }
        if let Some(message) = why(part, constant(part, self.facts)) {
            self.warnings.push(Trouble { column: part.column, message });
        }
    }
}

/// Why a part always fails.
fn why(part: &Checked, value: Option<Value>) -> Option<String> {
    let text = |parts: &[Checked]| match parts {
        [Checked { node: Node::Const(Value::Text(text)), .. }, ..] => Some((**text).to_owned()),
        _ => None,
    };
    Some(match (&part.node, value) {
        // Nothing is asked for its value only where failing is meant.
        (Node::Call(Function::Value, _), _) => return None,
        (Node::Call(Function::Instant, parts), _) if text(parts).is_some() => no_moment(&text(parts)?),
        (Node::Call(Function::Duration, parts), _) if text(parts).is_some() => {
            say("“{}” is no duration, such as '36h' or '1h30m', so this always fails", &[&text(parts)?])
        }
        (Node::Call(Function::Int | Function::Double, parts), _) if text(parts).is_some() => {
            say("“{}” is no number, so this always fails", &[&text(parts)?])
        }
        (_, Some(Value::Fault(Fault::Zero))) => "this divides by zero, which always fails".to_owned(),
        (_, Some(Value::Fault(Fault::Range))) => "the result is out of range, so this always fails".to_owned(),
        (_, Some(Value::Fault(Fault::Missing))) => "there is no such item, so this always fails".to_owned(),
        _ => "this always fails".to_owned(),
    })
}

/// A moment without its time of day or its offset is the usual mistake.
fn no_moment(text: &str) -> String {
    let meant = match dates::parse(text) {
        Some(DateTime::Day(_)) => say("; did you mean “{}T00:00:00Z”?", &[text]),
        Some(DateTime::Local(_)) if text.matches(':').count() == 1 => say("; did you mean “{}:00Z”?", &[text]),
        Some(DateTime::Local(_)) => say("; did you mean “{}Z”?", &[text]),
        _ => String::new(),
    };
    say("“{}” is no moment, such as '2026-12-24T18:00:00Z', so this always fails{}", &[text, &meant])
}
