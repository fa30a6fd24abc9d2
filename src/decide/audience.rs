//! The rung of rules: a variant whose `when` does not hold is passed over.

use super::facts::Facts;
use super::reason::Kind;
use super::{Horizon, Ladder};
use crate::capability::mark;
use crate::prelude::*;
use crate::program::Program;
use crate::program::records::Variant;
use crate::rule::eval::Machine;
use crate::rule::platform::Platform;
use crate::value::Value;

/// Whether each audience holds. Each may read those before it; one that reads itself or a later one has no answer.
pub(super) fn audiences(program: &Program, facts: &Facts, platform: &dyn Platform) -> Vec<(Value, Option<i64>)> {
    let mut audiences = Vec::with_capacity(program.audiences.len());
    for audience in program.audiences.iter() {
        mark::audience();
        let mut machine = Machine::new(facts.env(program, &audiences, platform));
        let rule = program.rules.get(audience.rule as usize);
        let answer = rule.map_or(Value::Null, |rule| machine.eval(rule.code.of(&program.code)));
        let until = machine.until;
        audiences.push((answer, until));
    }
    audiences
}

/// Stops a variant whose rule does not hold, and notes when its answer may change.
pub(super) fn rung(
    ladder: &Ladder<'_>,
    machine: &mut Machine<'_>,
    variant: &Variant,
    horizon: &mut Horizon,
) -> Option<Kind> {
    let rule = ladder.program.rules.before(variant.rule)?;
    mark::rule();
    ladder.look_ahead(rule.cuts, rule.timed, horizon);
    let answer = machine.eval(rule.code.of(&ladder.program.code));
    if let Some(moment) = machine.until {
        horizon.earliest(moment);
    }
    match answer {
        Value::Bool(true) => None,
        Value::Bool(false) => Some(Kind::RuleFails),
        _ => Some(Kind::RuleError),
    }
}
