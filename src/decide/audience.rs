//! The rung of rules: a variant whose `when` does not hold is passed over.

use super::facts::Facts;
use super::reason::Kind;
use super::{Horizon, Ladder};
use crate::prelude::*;
use crate::program::Program;
use crate::program::records::{Rule, Variant};
use crate::rule::eval::{Sight, eval};
use crate::rule::value::Value;

/// Whether each audience holds. Each may read those before it; one that reads itself or a later one has no answer.
pub(super) fn all(program: &Program, facts: &Facts) -> Vec<Value> {
    let mut audiences = Vec::with_capacity(program.audiences.len());
    for audience in program.audiences.iter() {
        let rule = program.rules.get(audience.rule as usize);
        let answer = rule.map_or(Value::Null, |rule| run(program, &rule, facts.sight(program, &audiences)));
        audiences.push(answer);
    }
    audiences
}

/// Stops a variant whose rule does not hold, and notes when its answer may change.
pub(super) fn rung(ladder: &Ladder<'_>, variant: &Variant, horizon: &mut Horizon) -> Option<Kind> {
    let rule = ladder.program.rules.before(variant.rule)?;
    horizon.cuts = horizon.cuts.with(ladder.program.cuts(rule.cuts));
    let moments = ladder.program.reads.of(rule.timed).filter_map(|name| ladder.facts.until(name));
    moments.for_each(|moment| horizon.meet(moment));
    match run(ladder.program, &rule, ladder.sight()) {
        Value::Bool(true) => None,
        Value::Bool(false) => Some(Kind::RuleFails),
        _ => Some(Kind::RuleError),
    }
}

fn run(program: &Program, rule: &Rule, sight: Sight<'_>) -> Value {
    eval(rule.code.of(&program.code), sight)
}
