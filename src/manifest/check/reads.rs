//! The facts that a rule reads, and the times at which its answer may change.

use super::facts::FactTable;
use super::vocabulary::cuts;
use crate::prelude::*;
use crate::program::Program;
use crate::program::cuts::Cuts;
use crate::program::fact::Fact;
use crate::rule::code::Function;
use crate::rule::node::{Checked, Node};
use crate::rule::parse::Trouble;
use crate::value::Value;

/// The facts that a rule reads, and the times at which its answer may change.
#[derive(Default)]
pub struct Reads {
    /// The numbers of the facts.
    pub facts: Vec<u32>,
    /// The numbers of the audiences.
    pub audiences: Vec<u32>,
    /// The times of the clock at which the answer may change.
    pub cuts: Cuts,
    /// Uses of the current moment that do not say when their answer changes.
    pub troubles: Vec<Trouble>,
    /// The facts whose value itself is needed.
    pub values: Vec<u32>,
}

/// Every quarter of an hour. In any time zone an hour begins with one of them.
const QUARTERS: u64 = 1 | 1 << 15 | 1 << 30 | 1 << 45;

impl Reads {
    /// Adds all that a part of a rule reads. `program` has the audiences, which come before the rule.
    pub fn visit(&mut self, checked: &Checked, facts: &FactTable<'_>, program: &Program) {
        let mut read = |number: u32, mask: Option<Option<u64>>| {
            if !self.facts.contains(&number) {
                self.facts.push(number);
            }
            if let (Some(mask), Some(fact)) = (mask, facts.fact(number)) {
                self.cuts = self.cuts.with(cuts(fact, mask));
            }
        };
        let is_now = |part: &Checked| matches!(part.node, Node::Load(number) if facts.fact(number) == Some(Fact::Now));
        match &checked.node {
            Node::Load(number) => {
                read(*number, Some(None));
                self.values.push(*number);
                if is_now(checked) {
                    let message = "“now” can be compared, or asked for its parts; this would change with every \
                                   millisecond";
                    self.troubles.push(Trouble { column: checked.column, message: message.into() });
                }
            }
            Node::Pattern(parts) => {
                let message = "a pattern is known beforehand: a text that stands here, such as '^/shop/'";
                self.troubles.push(Trouble { column: (**parts)[1].column, message: message.into() });
            }
            Node::InSet(number, mask) => read(*number, Some(Some(*mask))),
            Node::Present(number) => {
                read(*number, None);
                // Whether the zone is known does not depend on its name.
                if facts.fact(*number) != Some(Fact::Zone) {
                    self.values.push(*number);
                }
            }
            Node::Audience(number) => self.audience(*number, program),
            Node::Call(Function::Part, parts) if parts.first().is_some_and(is_now) => {
                if let [Checked { node: Node::Load(number), .. }, which, rest @ ..] = parts.as_slice() {
                    read(*number, None);
                    self.part_of_now(which);
                    rest.iter().for_each(|part| self.visit(part, facts, program));
                }
            }
            _ => checked.parts().into_iter().for_each(|part| self.visit(part, facts, program)),
        }
    }

    /// Adds the times at which a part of the current moment changes, in any time zone.
    fn part_of_now(&mut self, which: &Checked) {
        let none = Cuts::default();
        self.cuts = self.cuts.with(match which.node {
            Node::Const(Value::Int(0..=6)) => Cuts { minute: QUARTERS, ..none },
            Node::Const(Value::Int(7)) => Cuts { minute: (1 << 60) - 1, ..none },
            _ => {
                let message = "this changes with every second, and no page is decided so often";
                self.troubles.push(Trouble { column: which.column, message: message.into() });
                none
            }
        });
    }

    /// Adds all that an audience reads.
    fn audience(&mut self, number: u32, program: &Program) {
        self.audiences.push(number);
        let rule =
            program.audiences.get(number as usize).and_then(|audience| program.rules.get(audience.rule as usize));
        let Some(rule) = rule else { return };
        for name in program.reads.of(rule.reads) {
            if !self.facts.contains(&name) {
                self.facts.push(name);
            }
        }
        self.cuts = self.cuts.with(program.cuts(rule.cuts));
    }
}
