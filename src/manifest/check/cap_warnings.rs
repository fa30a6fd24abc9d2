//! Warnings of rules that caps make impossible: a rule that needs more views than a cap allows, or a variant that has to have
//! been seen before it is shown.

use super::checker::Checker;
use super::facts::FactTable;
use crate::decide::found::side;
use crate::error::{count, say};
use crate::manifest::model::Source;
use crate::prelude::*;
use crate::program::fact::Fact;
use crate::rule::fold::fold;
use crate::rule::node::{Checked, Node};
use crate::value::Value;

/// Warns of a rule that no possible number of views makes true. `own` is the variant that it belongs to, as
/// `SLOT/VARIANT`, which has no view before it is shown.
pub fn rule(checker: &mut Checker<'_>, source: &Source, folded: &Checked, numbers: &[u32], own: &str) {
    for number in numbers {
        let Some(variant) = counted_variant(&checker.facts, *number) else {
            continue;
        };
        let cap = checker.caps.get(&variant).copied();
        let most = if variant == own { 0 } else { cap.unwrap_or(u32::MAX) };
        // Without a cap there is no bound up to which views could be tried.
        if most == u32::MAX || (0..=most).any(|views| can_hold(&mut checker.facts, folded, *number, views)) {
            continue;
        }
        let message = if variant == own {
            say("this rule never holds: “{}” has not been seen before it is shown", &[&variant])
        } else {
            say("this rule never holds: a cap lets “{}” be seen {} times at most", &[&variant, &count(most)])
        };
        checker.report.warning(&source.place, message);
        return;
    }
}

/// The variant whose views a fact counts, as `SLOT/VARIANT`; `None` if it counts anything else.
fn counted_variant(facts: &FactTable<'_>, number: u32) -> Option<String> {
    let used = facts.used.get(number as usize).filter(|used| used.name.fact == Fact::Seen)?;
    facts.texts.at(used.name.key).map(str::to_owned)
}

/// May a rule hold after this number of views?
fn can_hold(facts: &mut FactTable<'_>, rule: &Checked, number: u32, views: u32) -> bool {
    let bounds = facts.used.get(number as usize).map(|used| used.bounds.clone()).unwrap_or_default();
    let rule = fold(with_value(rule.clone(), number, views, &bounds), facts);
    !matches!(rule.node, Node::Const(Value::Bool(false)))
}

/// A rule with a value in the place of a fact that is held against these bounds.
fn with_value(checked: Checked, number: u32, value: u32, bounds: &[f64]) -> Checked {
    match checked.node {
        Node::Load(load) if load == number => Checked::int(i64::from(value), checked.column),
        Node::InSet(load, mask) if load == number => {
            let bits = (0..).zip(bounds).fold(0, |bits, (place, bound)| bits | side(f64::from(value), place, *bound));
            Checked { node: Node::Const(Value::Bool(bits & mask != 0)), ..checked }
        }
        _ => checked.map(&mut |part| with_value(part, number, value, bounds)),
    }
}
