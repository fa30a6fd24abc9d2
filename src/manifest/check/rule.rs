//! The check of one rule: parsed, typed and folded, with all that it reads.

use super::cap_warnings;
use super::checker::Checker;
use super::constants::constants;
use super::reads::Reads;
use super::vocabulary::is_timed;
use crate::error::{count, say};
use crate::limits;
use crate::manifest::model::Source;
use crate::manifest::zones;
use crate::prelude::*;
use crate::program::Program;
use crate::program::cuts::Cuts;
use crate::program::fact::Fact;
use crate::rule::check::check;
use crate::rule::cost::cost;
use crate::rule::fold::fold;
use crate::rule::node::{Checked, Node};
use crate::rule::parse::{Trouble, parse};
use crate::rule::pattern::compile::too_much;
use crate::rule::types::Scope;
use crate::value::Value;

/// A rule that may be lowered.
pub struct CheckedRule {
    /// The folded rule.
    pub folded: Checked,
    /// The facts that the rule reads, including those that folding removed.
    pub reads: Vec<u32>,
    /// The times of the clock at which its answer may change.
    pub cuts: Cuts,
    /// The facts that have a moment of their own at which they change.
    pub timed: Vec<u32>,
}

/// Checks a rule; `None` when something is wrong with it. `own` is the variant that it belongs to, as `SLOT/VARIANT`.
/// `program` has the audiences that the rule may read.
pub fn rule(checker: &mut Checker<'_>, program: &Program, source: &Source, own: &str) -> Option<CheckedRule> {
    if !checker.facts.spend(source.text.len()) {
        checker.report.error_at(&source.place, too_much());
        return None;
    }
    let checked =
        parse(&source.text).map_err(|trouble| vec![trouble]).and_then(|expr| check(&expr, &mut checker.facts));
    let checked = match checked {
        Ok(checked) => checked,
        Err(troubles) => {
            checker.report.troubles(&source.place, troubles);
            return None;
        }
    };
    let mut written = Reads::default();
    written.visit(&checked, &checker.facts, program);
    constants(checker, source, &checked);
    let folded = fold(checked, &mut checker.facts);
    let mut left = Reads::default();
    left.visit(&folded, &checker.facts, program);
    checker.used_audiences.extend(&written.audiences);
    warn_of_constant(checker, source, &folded, &written);
    cap_warnings::rule(checker, source, &folded, &left.facts, own);
    check_cost(checker, source, &folded);
    if !left.troubles.is_empty() {
        checker.report.troubles(&source.place, left.troubles);
        return None;
    }
    let is_timed = |number: &u32| checker.facts.fact(*number).is_some_and(is_timed);
    let timed: Vec<u32> = left.facts.iter().copied().filter(is_timed).collect();
    for number in &left.values {
        checker.facts.need_value(*number);
    }
    check_zones(checker, source);
    Some(CheckedRule { folded, reads: written.facts, cuts: left.cuts, timed })
}

/// Warns of a rule that reads something and yet always has the same answer. A rule that only says `true` is meant.
fn warn_of_constant(checker: &mut Checker<'_>, source: &Source, folded: &Checked, written: &Reads) {
    if let Node::Const(Value::Bool(truth)) = folded.node
        && !written.facts.is_empty()
    {
        checker.report.warning(&source.place, if truth { "this rule always holds" } else { "this rule never holds" });
    }
}

fn check_cost(checker: &mut Checker<'_>, source: &Source, folded: &Checked) {
    let steps = cost(folded);
    if steps > u64::from(limits::RULE_STEPS) {
        let message =
            say("this rule may take {} steps; at most {} are allowed", &[&count(steps), &count(limits::RULE_STEPS)]);
        checker.report.error_at(&source.place, message);
    }
}

/// Refuses old names of time zones. Each is taken out of the words of its fact, so that it is reported once.
fn check_zones(checker: &mut Checker<'_>, source: &Source) {
    let Checker { facts, report, .. } = checker;
    for used in facts.used.iter_mut().filter(|used| used.name.fact == Fact::Zone) {
        used.words.retain(|old| {
            let Some(today) = zones::today(old) else {
                return true;
            };
            let before = source.text.find(old).and_then(|place| source.text.get(..place)).unwrap_or_default();
            let message = say("this zone goes by “{}” today, and place.zone says so", &[&today]);
            report.trouble(&source.place, Trouble { column: before.chars().count() as u32 + 1, message });
            false
        });
    }
}
