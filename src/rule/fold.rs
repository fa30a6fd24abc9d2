//! A checked rule → a smaller one with the same answer: what is known beforehand is computed, and a condition over
//! one closed set (`now.hour >= 5 && now.hour < 11`) becomes the set of the values for which it holds. So does one
//! that asks only whether a text is one of the site's words. Sets are smaller to keep and faster to ask, and they say
//! exactly when the answer can change.

use super::calls::replace;
use super::clock::clock;
use super::code::{Loop, Op};
use super::env::{Env, Reading};
use super::eval::Machine;
use super::known::Known;
use super::lower::lower;
use super::node::{Checked, Node};
use super::pattern;
use super::threshold::held_against;
use super::types::Type;
use crate::prelude::*;
use crate::value::Value;

/// Folds the whole rule.
pub fn fold(checked: Checked, known: &mut dyn Known) -> Checked {
    let checked = match checked.node {
        // A binding of a known value is replaced by it.
        Node::Let(local, parts) => {
            let [value, body] = *parts;
            let value = fold(value, known);
            if matches!(value.node, Node::Const(_)) {
                return fold(replace(body, local, &value), known);
            }
            let body = fold(body, known);
            Checked { node: Node::Let(local, Box::new([value, body])), ..checked }
        }
        node => Checked { node, ..checked }.map(&mut |part| fold(part, known)),
    };
    let checked = simplify(clock(checked, known), known);
    let mut reads = Reads::default();
    reads.visit(&checked, &mut Vec::new());
    match reads {
        Reads { blocked: true, .. } => checked,
        Reads { name: None, .. } => compute(checked, known),
        Reads { name: Some(name), .. } => tabulate(checked, name, known),
    }
}

/// The result of an operator whose operands are known.
fn simplify(checked: Checked, known: &dyn Known) -> Checked {
    let Checked { node, ty, column } = checked;
    let node = match node {
        Node::And(parts) => return row(parts, false, column, known),
        Node::Or(parts) => return row(parts, true, column, known),
        Node::Choose(parts) => match (*parts)[0].node {
            Node::Const(Value::Bool(truth)) => {
                let [_, then, other] = *parts;
                return if truth { then } else { other };
            }
            _ => Node::Choose(parts),
        },
        Node::Pattern(parts) => match &(*parts)[1].node {
            Node::Const(Value::Text(pattern)) => match pattern::compile::within(known, pattern) {
                Ok(table) => {
                    let [text, _] = *parts;
                    Node::Matches(table.into(), Box::new(text))
                }
                Err(_) => Node::Pattern(parts),
            },
            _ => Node::Pattern(parts),
        },
        node => node,
    };
    Checked { node, ty, column }
}

/// `&&` and `||`: the truth value that decides alone wins, the other one says nothing, and sets over the same name
/// become one. Sets come first, because they are the cheapest to ask.
fn row(parts: Vec<Checked>, winner: bool, column: u32, known: &dyn Known) -> Checked {
    let mut sets: Vec<Checked> = Vec::new();
    let mut others: Vec<Checked> = Vec::new();
    for part in parts {
        match part.node {
            Node::Const(Value::Bool(truth)) if truth == winner => return part,
            Node::Const(Value::Bool(_)) => {}
            Node::InSet(name, mask) => {
                let same = |other: &&mut Checked| matches!(other.node, Node::InSet(known, _) if known == name);
                match sets.iter_mut().find(same) {
                    Some(Checked { node: Node::InSet(_, joined), .. }) if winner => *joined |= mask,
                    // A list can be in two sets without being in what they share.
                    Some(Checked { node: Node::InSet(_, joined), .. }) if !known.is_list(name) => *joined &= mask,
                    _ => sets.push(part),
                }
            }
            _ => others.push(part),
        }
    }
    // The intersection of two sets may be nothing, or everything.
    let mut all = Vec::new();
    for part in sets {
        let part = match part.node {
            Node::InSet(name, mask) => set(part.column, name, mask, known),
            _ => part,
        };
        match part.node {
            Node::Const(Value::Bool(truth)) if truth == winner => return part,
            Node::Const(_) => {}
            _ => all.push(part),
        }
    }
    let mut sets = all;
    sets.append(&mut others);
    match sets.len() {
        0 => Checked::new(Node::Const(Value::Bool(!winner)), Type::Bool, column),
        1 if sets.iter().all(|part| part.ty == Type::Bool) => sets.swap_remove(0),
        _ if winner => Checked::new(Node::Or(sets), Type::Bool, column),
        _ => Checked::new(Node::And(sets), Type::Bool, column),
    }
}

/// The names that a part reads.
#[derive(Default)]
struct Reads {
    /// The only one.
    name: Option<u32>,
    /// More than one, or something that is no fact's value.
    blocked: bool,
}

impl Reads {
    fn visit(&mut self, checked: &Checked, bound: &mut Vec<u32>) {
        let before = bound.len();
        match &checked.node {
            Node::Load(name) | Node::InSet(name, _) => {
                self.blocked |= self.name.is_some_and(|other| other != *name);
                self.name = Some(*name);
            }
            Node::Local(local) => self.blocked |= !bound.contains(local),
            Node::Present(_) | Node::Audience(_) | Node::Clock(..) => self.blocked = true,
            // Items of a list that is not here yet.
            Node::Nothing | Node::Pair(_) | Node::Pattern(_) => self.blocked = true,
            Node::Let(local, _) => bound.push(*local),
            Node::Each(_, locals, parts) => {
                bound.extend(locals);
                let gathers = |part: &Checked| matches!(part.node, Node::Nothing | Node::Pair(_));
                // A gathering is computed as a whole, so its own pieces block nothing.
                parts.iter().for_each(|part| {
                    if !gathers(part) {
                        self.within(part, bound);
                    }
                });
                bound.truncate(before);
                return;
            }
            _ => {}
        }
        checked.parts().into_iter().for_each(|part| self.visit(part, bound));
        bound.truncate(before);
    }

    /// The body of a loop, where items and pairs are at home.
    fn within(&mut self, checked: &Checked, bound: &mut Vec<u32>) {
        match &checked.node {
            Node::Nothing => {}
            Node::Pair(parts) => parts.iter().for_each(|part| self.visit(part, bound)),
            Node::Choose(parts) => parts.iter().for_each(|part| self.within(part, bound)),
            Node::Let(local, parts) => {
                bound.push(*local);
                parts.iter().for_each(|part| self.within(part, bound));
                bound.pop();
            }
            _ => self.visit(checked, bound),
        }
    }
}

/// A part that reads nothing becomes its value. A fault stays code, so that it is reported where it happens.
fn compute(checked: Checked, known: &dyn Known) -> Checked {
    if matches!(checked.node, Node::Const(_) | Node::Fail) {
        return checked;
    }
    match run(&checked, known) {
        None | Some(Value::Fault(_)) => checked,
        Some(value) if !fits(&value, &mut { LARGEST }) => checked,
        Some(value) => Checked { node: Node::Const(value), ..checked },
    }
}

/// The answer of a part that reads nothing; `None`: it reads something.
pub fn constant(checked: &Checked, known: &dyn Known) -> Option<Value> {
    let mut reads = Reads::default();
    reads.visit(checked, &mut Vec::new());
    if reads.blocked || reads.name.is_some() {
        return None;
    }
    run(checked, known)
}

/// The value of a part that reads nothing. `None`: all rules together have taken too many steps.
fn run(checked: &Checked, known: &dyn Known) -> Option<Value> {
    if !known.spend(0) {
        return None;
    }
    let (code, constants) = lower(checked);
    let mut machine = Machine::new(Env::of(&constants, known.platform()));
    let value = machine.eval(&code);
    known.spend(WEIGHT * machine.steps());
    Some(value)
}

/// For how many steps of a pattern one of the machine counts.
const WEIGHT: usize = 3;

/// The largest size of a value that is kept in the place of the code that makes it: texts in sixteens of bytes, lists
/// in items.
const LARGEST: usize = 10_000;

/// Lists that hold the same list again and again are small in memory, and endless to walk through.
fn fits(value: &Value, room: &mut usize) -> bool {
    let size = match value {
        Value::Text(text) => text.len() / 16,
        Value::List(items) | Value::Map(items) | Value::Optional(items) => items.len(),
        _ => 0,
    };
    let Some(rest) = room.checked_sub(size) else {
        return false;
    };
    *room = rest;
    match value {
        Value::List(items) | Value::Map(items) | Value::Optional(items) => items.iter().all(|item| fits(item, room)),
        _ => true,
    }
}

/// A condition over one set of values becomes the set of ordinals for which it holds.
fn tabulate(checked: Checked, name: u32, known: &mut dyn Known) -> Checked {
    if checked.ty != Type::Bool || matches!(checked.node, Node::InSet(..)) {
        return checked;
    }
    if let Some(mask) = held_against(&checked.node, name, known) {
        return Checked { node: Node::InSet(name, mask), ..checked };
    }
    if known.is_list(name) {
        return any_of(checked, name, known);
    }
    if let Some(members) = known.members(name) {
        let mask = mask(&checked, name, &members, known);
        return mask.map_or(checked.clone(), |mask| set(checked.column, name, mask, known));
    }
    let mut asked = Vec::new();
    if !is_choice(&checked, &Node::Load(name), &mut asked) {
        return checked;
    }
    let Some(members) = known.words(name, &asked) else {
        return checked;
    };
    let mask = mask(&checked, name, &members, known);
    mask.map_or(checked.clone(), |mask| set(checked.column, name, filled(mask, members.len()), known))
}

/// A set; one of nothing never holds, and one of everything that there can be always does.
fn set(column: u32, name: u32, mask: u64, known: &dyn Known) -> Checked {
    let every = match known.members(name) {
        Some(members) => members.iter().fold(0, |every, (ordinal, _)| every | 1 << ordinal),
        None => u64::MAX,
    };
    let node = if mask & every == 0 {
        Node::Const(Value::Bool(false))
    } else if mask & every == every && !known.is_list(name) {
        Node::Const(Value::Bool(true))
    } else {
        Node::InSet(name, mask)
    };
    Checked::new(node, Type::Bool, column)
}

/// Words that get their ordinals later count as any other text here.
fn filled(mask: u64, members: usize) -> u64 {
    let later = u64::MAX << (members - 1).min(63);
    if mask >> 63 == 1 { mask | later } else { mask & !later }
}

fn mask(checked: &Checked, name: u32, members: &[(u8, Value)], known: &dyn Known) -> Option<u64> {
    let (code, constants) = lower(checked);
    let mut mask = 0u64;
    for (ordinal, value) in members {
        let reading = Reading { bits: 1 << ordinal, ..Reading::of(value.clone()) };
        let readings = vec![reading; name as usize + 1];
        let env = Env { readings: &readings, ..Env::of(&constants, known.platform()) };
        let mut machine = Machine::new(env);
        let value = machine.eval(&code);
        if !known.spend(WEIGHT * machine.steps()) {
            return None;
        }
        match value {
            Value::Bool(holds) => mask |= u64::from(holds) << ordinal,
            _ => return None,
        }
    }
    Some(mask)
}

/// Does a condition ask nothing of `what` but whether it is one of some texts? Those are noted.
fn is_choice<'a>(checked: &'a Checked, what: &Node, asked: &mut Vec<&'a str>) -> bool {
    let is_what = |part: &Checked| match (&part.node, what) {
        (Node::Load(a), Node::Load(b)) | (Node::Local(a), Node::Local(b)) => a == b,
        _ => false,
    };
    let mut note = |part: &'a Checked| match &part.node {
        Node::Const(Value::Text(text)) => {
            asked.push(text);
            true
        }
        _ => false,
    };
    match &checked.node {
        Node::Const(Value::Bool(_)) => true,
        // Within a loop a set asks the whole list, not the item.
        Node::InSet(..) => matches!(what, Node::Load(_)),
        Node::Binary(Op::Equal | Op::NotEqual, left, right) if is_what(left) => note(right),
        Node::Binary(Op::Equal | Op::NotEqual, left, right) if is_what(right) => note(left),
        Node::Binary(Op::In, left, right) if is_what(left) => match &right.node {
            Node::Const(Value::List(items)) => items.iter().all(|item| {
                let Value::Text(text) = item else { return false };
                asked.push(text);
                true
            }),
            _ => false,
        },
        Node::And(parts) | Node::Or(parts) => parts.iter().all(|part| is_choice(part, what, asked)),
        Node::Unary(Op::Not, inner) => is_choice(inner, what, asked),
        Node::Choose(parts) => parts.iter().all(|part| is_choice(part, what, asked)),
        _ => false,
    }
}

/// `'a' in list`, and whether some or all items are among some texts.
fn any_of(checked: Checked, name: u32, known: &mut dyn Known) -> Checked {
    match &checked.node {
        Node::Binary(Op::In, word, list) if matches!(list.node, Node::Load(_)) => {
            let Node::Const(Value::Text(word)) = &word.node else {
                return checked;
            };
            let members = known.words(name, &[word]).unwrap_or_default();
            let place = members.iter().find(|(_, value)| matches!(value, Value::Text(text) if text == word));
            place.map_or(checked.clone(), |(ordinal, _)| set(checked.column, name, 1 << ordinal, known))
        }
        Node::Each(how, locals, parts) if how & !Loop::ANY == 0 && matches!((**parts)[0].node, Node::Load(_)) => {
            let [local] = locals.as_slice() else { return checked };
            some_of(&checked, *local, *how == Loop::ANY, &(**parts)[1], name, known).unwrap_or(checked)
        }
        _ => checked,
    }
}

fn some_of(
    checked: &Checked,
    local: u32,
    any: bool,
    body: &Checked,
    name: u32,
    known: &mut dyn Known,
) -> Option<Checked> {
    let mut asked = Vec::new();
    if !is_choice(body, &Node::Local(local), &mut asked) {
        return None;
    }
    let members = known.words(name, &asked)?;
    // The item stands in for the name.
    let item = stand_in(body.clone(), local, name);
    let holds = filled(mask(&item, name, &members, known)?, members.len());
    if any {
        return Some(set(checked.column, name, holds, known));
    }
    Some(match set(checked.column, name, !holds, known) {
        Checked { node: Node::Const(Value::Bool(_)), .. } => {
            Checked { node: Node::Const(Value::Bool(true)), ..checked.clone() }
        }
        other => Checked { node: Node::Unary(Op::Not, Box::new(other)), ..checked.clone() },
    })
}

fn stand_in(body: Checked, local: u32, name: u32) -> Checked {
    match body.node {
        Node::Local(found) if found == local => Checked { node: Node::Load(name), ..body },
        _ => body.map(&mut |part| stand_in(part, local, name)),
    }
}
