//! A rule's code and what is true → a value. Total: any bytes give an answer, at worst a fault, and every step is
//! counted, so that the answer comes in bounded time.

use crate::prelude::*;

#[cfg(feature = "full")]
use super::code::Loop;
use super::code::{Function, Op};
use super::env::Env;
use super::functions::call;
use super::operators::{binary, compare, fault, index, is_in, list, logic, negate};
use super::pattern::table;
use super::weight::{length, weight};
use crate::capability::mark;
use crate::limits;
use crate::program::bytes::Reader;
use crate::value::{Fault, Value};

/// Runs rules, one after the other; what it needs for it is set aside once.
pub struct Machine<'a> {
    env: Env<'a>,
    stack: Vec<Value>,
    #[cfg(feature = "full")]
    locals: Vec<Value>,
    #[cfg(feature = "full")]
    depth: u32,
    steps: u32,
    /// The next moment at which the answer may change, as far as comparisons with the moment it is tell.
    pub until: Option<i64>,
}

impl<'a> Machine<'a> {
    /// The steps that were taken.
    #[cfg(feature = "compile")]
    pub fn steps(&self) -> usize {
        (limits::RULE_STEPS - self.steps) as usize
    }

    /// Ready to run.
    pub fn new(env: Env<'a>) -> Self {
        Self {
            env,
            stack: Vec::new(),
            #[cfg(feature = "full")]
            locals: Vec::new(),
            #[cfg(feature = "full")]
            depth: 0,
            steps: 0,
            until: None,
        }
    }

    /// Runs `code` to its end.
    pub fn eval(&mut self, code: &[u8]) -> Value {
        self.stack.clear();
        #[cfg(feature = "full")]
        self.locals.clear();
        self.steps = limits::RULE_STEPS;
        self.until = None;
        if let Some(truth) = self.in_all_sets(code) {
            return Value::Bool(truth);
        }
        mark::expression();
        match self.run(code) {
            Some(()) => self.pop(),
            None if self.steps == 0 => Value::Fault(Fault::Cost),
            None => Value::Fault(Fault::Type),
        }
    }

    /// `None`: the code is unsound, or takes too long.
    fn run(&mut self, code: &[u8]) -> Option<()> {
        let mut code = Reader::new(code);
        while let Some(byte) = code.byte() {
            self.pay(1)?;
            self.step(Op::of(byte)?, &mut code)?;
        }
        Some(())
    }

    fn pay(&mut self, steps: u32) -> Option<()> {
        match self.steps.checked_sub(steps) {
            Some(rest) => self.steps = rest,
            None => {
                self.steps = 0;
                return None;
            }
        }
        Some(())
    }

    fn step(&mut self, op: Op, code: &mut Reader<'_>) -> Option<()> {
        let value = match op {
            Op::Const => self.env.constants.get(code.index()?)?.clone(),
            Op::Load => self.env.readings.get(code.index()?)?.value.clone(),
            #[cfg(feature = "full")]
            Op::Local => self.locals.get(code.index()?)?.clone(),
            Op::Present => Value::Bool(self.env.readings.get(code.index()?)?.present?),
            Op::Audience => {
                mark::audience();
                let (value, until) = self.env.audiences.get(code.index()?)?;
                self.earliest(*until);
                value.clone()
            }
            Op::InSets => Value::Bool(self.in_sets(code.block()?)?),
            Op::Fail => Value::Fault(Fault::Type),
            Op::Not => match self.pop() {
                Value::Bool(truth) => Value::Bool(!truth),
                other => fault(&other),
            },
            Op::Negate => {
                mark::arithmetic();
                negate(&self.pop())
            }
            Op::AndElse | Op::OrElse => {
                let bytes = code.index()?;
                return match self.stack.last() {
                    Some(Value::Bool(found)) if *found == (op == Op::OrElse) => code.skip(bytes),
                    _ => Some(()),
                };
            }
            Op::Branch => {
                mark::branch();
                return self.branch(code);
            }
            Op::Jump => {
                mark::branch();
                let bytes = code.index()?;
                return code.skip(bytes);
            }
            Op::List => {
                mark::collection();
                let count = code.index()?;
                list(self.take(count)?)
            }
            Op::Call => {
                mark::function();
                let (function, count) = (Function::of(code.number()?)?, code.index()?);
                let arguments = self.take(count)?;
                self.pay_for(function, &arguments)?;
                call(function, &arguments, self.env.platform)
            }
            #[cfg(feature = "full")]
            Op::Let => {
                mark::cel();
                let bytes = code.index()?;
                let value = self.pop();
                return self.deeper(&[value], code.take(bytes)?);
            }
            #[cfg(feature = "full")]
            Op::Each => {
                mark::cel();
                let (how, bytes) = (Loop(code.number()?), code.index()?);
                let body = code.take(bytes)?;
                self.each(how, body)?
            }
            Op::Matches => {
                mark::pattern();
                let bytes = code.index()?;
                let (pattern, value) = (code.take(bytes)?, self.pop());
                self.pay(weight(&value))?;
                match &value {
                    Value::Text(text) => Value::Bool(table::matches(pattern, text)),
                    other => fault(other),
                }
            }
            Op::Clock => {
                mark::moment();
                let comparison = Op::of(code.byte()?)?;
                self.clock(comparison)
            }
            _ => {
                let (right, left) = (self.pop(), self.pop());
                self.binary(op, &left, &right)?
            }
        };
        self.stack.push(value);
        Some(())
    }

    /// Most rules are sets and nothing else, or begin with sets that decide alone.
    fn in_all_sets(&mut self, code: &[u8]) -> Option<bool> {
        let mut code = Reader::new(code);
        let sets = (code.byte()? == Op::InSets as u8).then(|| code.block())??;
        let truth = self.in_sets(sets)?;
        let decides = code.at_end() || !truth && code.byte()? == Op::AndElse as u8 && code.index()? == code.left();
        decides.then_some(truth)
    }

    /// Is every name in its set?
    fn in_sets(&mut self, sets: &[u8]) -> Option<bool> {
        let mut sets = Reader::new(sets);
        while !sets.at_end() {
            if self.env.readings.get(sets.index()?)?.bits & sets.whole()? == 0 {
                return Some(false);
            }
        }
        Some(true)
    }

    fn binary(&mut self, op: Op, left: &Value, right: &Value) -> Option<Value> {
        Some(match op {
            // `&&` and `||` look at both sides before a fault counts (CEL's commutative logic).
            Op::And | Op::Or => logic(op == Op::Or, left, right),
            _ if matches!(left, Value::Fault(_)) => fault(left),
            _ if matches!(right, Value::Fault(_)) => fault(right),
            Op::Less | Op::LessEqual | Op::Greater | Op::GreaterEqual => {
                mark::order();
                compare(op, left, right)
            }
            _ => {
                let (a, b) = (weight(left), weight(right));
                match op {
                    // Equal texts are compared to their ends, and lists to the bottom.
                    Op::Equal | Op::NotEqual => {
                        mark::equality();
                        self.pay(a.min(b))?;
                        self.weigh(left)?;
                        self.weigh(right)?;
                    }
                    Op::In => self.pay(b.saturating_mul(a.saturating_add(1)))?,
                    #[cfg(feature = "full")]
                    Op::Index if matches!(left, Value::Map(_)) => self.pay(a)?,
                    Op::Index => {}
                    _ => self.pay(a.saturating_add(b))?,
                }
                match op {
                    Op::Equal | Op::NotEqual => {
                        mark::equality();
                        Value::Bool(left.equals(right) == (op == Op::Equal))
                    }
                    Op::In => {
                        mark::collection();
                        is_in(left, right)
                    }
                    Op::Index => {
                        mark::collection();
                        index(left, right)
                    }
                    _ => {
                        mark::arithmetic();
                        binary(op, left, right)
                    }
                }
            }
        })
    }

    /// Pays for a call before it is made, so that nothing grows unpaid.
    fn pay_for(&mut self, function: Function, arguments: &[Value]) -> Option<()> {
        for argument in arguments {
            self.pay(weight(argument))?;
            self.weigh(argument)?;
        }
        let [first, rest @ ..] = arguments else {
            return Some(());
        };
        let (size, other) = (length(first), rest.first().map_or(0, length));
        self.pay(match function {
            // Every place is looked at, and as far as the part goes.
            Function::Contains | Function::StartsWith | Function::EndsWith => (size / 16).saturating_mul(other / 16),
            #[cfg(feature = "full")]
            Function::Find | Function::FindLast => (size / 16).saturating_mul(other / 16),
            #[cfg(feature = "full")]
            Function::Split => size.saturating_add((size / 16).saturating_mul(other / 16)),
            #[cfg(feature = "full")]
            Function::Join => size.saturating_mul(other / 16),
            // Each key is held against all before it.
            #[cfg(feature = "full")]
            Function::Map => size.saturating_mul(size / 8),
            _ => 0,
        })
    }

    /// Pays for all that a list or a map holds, to its bottom: what is shared counts as often as it stands there.
    #[cfg(feature = "full")]
    fn weigh(&mut self, value: &Value) -> Option<()> {
        if let Value::List(items) | Value::Map(items) | Value::Optional(items) = value {
            for item in items.iter() {
                self.pay(1u32.saturating_add(weight(item)))?;
                self.weigh(item)?;
            }
        }
        Some(())
    }

    /// A list within a list is nothing that is compared here.
    #[cfg(not(feature = "full"))]
    fn weigh(&mut self, _: &Value) -> Option<()> {
        Some(())
    }

    fn pop(&mut self) -> Value {
        self.stack.pop().unwrap_or(Value::Fault(Fault::Type))
    }

    fn take(&mut self, count: usize) -> Option<Vec<Value>> {
        Some(self.stack.split_off(self.stack.len().checked_sub(count)?))
    }

    fn branch(&mut self, code: &mut Reader<'_>) -> Option<()> {
        let (then, other) = (code.index()?, code.index()?);
        match self.pop() {
            Value::Bool(true) => Some(()),
            Value::Bool(false) => code.skip(then),
            value => {
                self.stack.push(fault(&value));
                code.skip(then.checked_add(other)?)
            }
        }
    }

    /// Runs what follows with more names bound.
    #[cfg(feature = "full")]
    fn deeper(&mut self, values: &[Value], code: &[u8]) -> Option<()> {
        // Code that was compiled is never this deep; damaged code could exhaust the stack.
        if self.depth == limits::CODE_DEPTH {
            return None;
        }
        let before = self.locals.len();
        self.locals.extend_from_slice(values);
        self.depth += 1;
        let done = self.run(code);
        self.depth -= 1;
        self.locals.truncate(before);
        done
    }

    #[cfg(feature = "full")]
    fn each(&mut self, how: Loop, body: &[u8]) -> Option<Value> {
        let range = self.pop();
        let (items, width) = match &range {
            Value::List(items) => (items, 1),
            Value::Map(items) => (items, 2),
            other => return Some(fault(other)),
        };
        let start = self.stack.len();
        let winner = how.has(Loop::ANY);
        let mut answer = Value::Bool(!winner);
        for (place, item) in items.chunks_exact(width).enumerate() {
            let [index, item] = match item {
                [item] => [Value::Int(place as i64), item.clone()],
                [key, value] => [key.clone(), value.clone()],
                _ => return None,
            };
            match (how.has(Loop::BOTH), width) {
                (true, _) => self.deeper(&[index, item], body)?,
                (false, 1) => self.deeper(&[item], body)?,
                (false, _) => self.deeper(&[index], body)?,
            }
            if !how.has(Loop::GATHER) {
                let found = self.pop();
                answer = logic(winner, &answer, &found);
                if matches!(&answer, Value::Bool(truth) if *truth == winner) {
                    break;
                }
            }
        }
        Some(if how.has(Loop::GATHER) { list(self.stack.split_off(start.min(self.stack.len()))) } else { answer })
    }

    /// Compares the moment it is with another; the answer changes when that one has come, or has passed.
    fn clock(&mut self, comparison: Op) -> Value {
        let other = self.pop();
        if let Value::Instant(at, _) = other {
            let ahead = if self.env.now < at { at } else { at.saturating_add(1) };
            self.earliest(Some(ahead).filter(|ahead| *ahead > self.env.now));
        }
        let now = Value::instant(self.env.now);
        match (comparison, &other) {
            (_, Value::Fault(_)) => fault(&other),
            (Op::Equal, _) => Value::Bool(now.equals(&other)),
            (Op::NotEqual, _) => Value::Bool(!now.equals(&other)),
            _ => compare(comparison, &now, &other),
        }
    }

    fn earliest(&mut self, moment: Option<i64>) {
        self.until = [self.until, moment].into_iter().flatten().min();
    }
}

#[cfg(all(test, feature = "compile"))]
mod tests {
    use super::*;
    use crate::rule::platform::NoPlatform;

    #[test]
    fn unsound_code_gives_a_fault_and_ends() {
        let deep = [Op::Fail as u8, Op::Let as u8, 200, 1].repeat(5000);
        for code in [
            &[255u8][..],
            &[Op::Const as u8, 9],
            &[Op::Jump as u8, 200],
            &[Op::Add as u8],
            &[],
            &[Op::Call as u8, 99, 1],
            &[Op::Call as u8, 3, 9],
            &[Op::Clock as u8],
            &deep,
        ] {
            assert!(matches!(Machine::new(Env::of(&[], &NoPlatform)).eval(code), Value::Fault(_)), "{code:?}");
        }
    }

    #[test]
    fn a_rule_that_takes_too_long_is_stopped() {
        // Loops within loops over a long list, and nothing to end them early.
        let constants = [Value::List((0..1000).map(Value::Int).collect()), Value::Bool(false)];
        let inner = [Op::Const as u8, 1];
        let loop_over = |body: &[u8]| [&[Op::Const as u8, 0, Op::Each as u8, 1, body.len() as u8][..], body].concat();
        let code = loop_over(&loop_over(&loop_over(&inner)));
        let answer = Machine::new(Env::of(&constants, &NoPlatform)).eval(&code);
        assert!(matches!(answer, Value::Fault(Fault::Cost)));
    }
}
