//! A rule's text → its record: parsed, checked, folded and lowered, with the names that it reads and the boundaries at
//! which its answer may change.

use super::Source;
use super::lower::Lowering;
use super::vocabulary::{cuts, is_timed};
use crate::error::{count, say};
use crate::limits;
use crate::prelude::*;
use crate::program::cuts::Cuts;
use crate::program::fact::Fact;
use crate::program::records;
use crate::rule::check::check;
use crate::rule::code::Function;
use crate::rule::cost::cost;
use crate::rule::fold::fold;
use crate::rule::lower::lower_with;
use crate::rule::needs_full::needs_full;
use crate::rule::node::{Checked, Node};
use crate::rule::parse::{Trouble, parse};
use crate::value::Value;

impl Lowering<'_, '_, '_> {
    /// The number of a rule plus one; `None` when something is wrong with it. `own`: the variant that it is about.
    pub(super) fn rule(&mut self, source: &Source, own: &str) -> Option<u32> {
        let checked =
            parse(&source.text).map_err(|trouble| vec![trouble]).and_then(|expr| check(&expr, &mut self.names));
        let checked = match checked {
            Ok(checked) => checked,
            Err(troubles) => {
                self.troubles(&source.place, troubles);
                return None;
            }
        };
        let mut reads = Reads::default();
        reads.visit(&checked, self);
        let folded = fold(checked, &mut self.names);
        let mut when = Reads::default();
        when.visit(&folded, self);
        self.asked.extend(&reads.audiences);
        self.tell_constant(source, &folded, &reads);
        self.tell_capped(source, &folded, &when.names, own);
        self.program.full |= needs_full(&folded);
        let steps = cost(&folded);
        if steps > u64::from(limits::RULE_STEPS) {
            let message = say(
                "this rule may take {} steps; at most {} are allowed",
                &[&count(steps), &count(limits::RULE_STEPS)],
            );
            self.report.error_at(&source.place, message);
        }
        if !when.troubles.is_empty() {
            self.troubles(&source.place, when.troubles);
            return None;
        }
        let timed: Vec<u32> =
            when.names.iter().copied().filter(|name| self.names.fact(*name).is_some_and(is_timed)).collect();
        for name in &when.valued {
            self.names.want(*name);
        }
        for (old, today) in self.names.outdated() {
            let before = source.text.find(&old).and_then(|place| source.text.get(..place)).unwrap_or_default();
            let message = say("this zone goes by “{}” today, and place.zone says so", &[&today]);
            self.report.trouble(&source.place, Trouble { column: before.chars().count() as u32 + 1, message });
        }
        let code = lower_with(&folded, &mut self.program.constants);
        let record = records::Rule {
            source: self.text(&source.text),
            code: self.code(code),
            reads: self.program.reads.append(&reads.names),
            cuts: self.cuts(when.cuts),
            timed: self.program.reads.append(&timed),
        };
        Some(self.program.rules.push(&record) + 1)
    }

    /// A rule that asks for something and is answered all the same beforehand is probably not meant. One that only says
    /// `true` is.
    fn tell_constant(&mut self, source: &Source, folded: &Checked, reads: &Reads) {
        if let Node::Const(Value::Bool(truth)) = folded.node
            && !reads.names.is_empty()
        {
            self.report.warning(&source.place, if truth { "this rule always holds" } else { "this rule never holds" });
        }
    }
}

/// Which names a rule reads, and when its answer may change.
#[derive(Default)]
pub(super) struct Reads {
    names: Vec<u32>,
    /// The audiences among what it reads.
    pub(super) audiences: Vec<u32>,
    cuts: Cuts,
    /// Uses of the moment it is that do not say when their answer changes.
    troubles: Vec<Trouble>,
    /// Names whose value itself is wanted.
    valued: Vec<u32>,
}

/// Every quarter of an hour: wherever a zone's hours begin, they begin with one of ours.
const QUARTERS: u64 = 1 | 1 << 15 | 1 << 30 | 1 << 45;

impl Reads {
    pub(super) fn visit(&mut self, checked: &Checked, lowering: &Lowering<'_, '_, '_>) {
        let mut name = |number: u32, mask: Option<Option<u64>>| {
            if !self.names.contains(&number) {
                self.names.push(number);
            }
            if let (Some(mask), Some(fact)) = (mask, lowering.names.fact(number)) {
                self.cuts = self.cuts.with(cuts(fact, mask));
            }
        };
        let is_now =
            |part: &Checked| matches!(part.node, Node::Load(number) if lowering.names.fact(number) == Some(Fact::Now));
        match &checked.node {
            Node::Load(number) => {
                name(*number, Some(None));
                self.valued.push(*number);
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
            Node::InSet(number, mask) => name(*number, Some(Some(*mask))),
            Node::Present(number) => {
                name(*number, None);
                // A zone is there under any name.
                if lowering.names.fact(*number) != Some(Fact::Zone) {
                    self.valued.push(*number);
                }
            }
            Node::Audience(number) => self.audience(*number, lowering),
            Node::Call(Function::Part, parts) if parts.first().is_some_and(is_now) => {
                if let [Checked { node: Node::Load(number), .. }, which, rest @ ..] = parts.as_slice() {
                    name(*number, None);
                    self.part_of_now(which);
                    rest.iter().for_each(|part| self.visit(part, lowering));
                }
            }
            _ => checked.parts().into_iter().for_each(|part| self.visit(part, lowering)),
        }
    }

    /// When a part of the moment it is changes, in any zone.
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

    /// An audience brings what it reads, and changes when it changes.
    fn audience(&mut self, number: u32, lowering: &Lowering<'_, '_, '_>) {
        self.audiences.push(number);
        let program = &lowering.program;
        let rule =
            program.audiences.get(number as usize).and_then(|audience| program.rules.get(audience.rule as usize));
        let Some(rule) = rule else { return };
        for name in program.reads.of(rule.reads) {
            if !self.names.contains(&name) {
                self.names.push(name);
            }
        }
        self.cuts = self.cuts.with(program.cuts(rule.cuts));
    }
}
