//! An experiment → a record for each arm, which stands before the variants of its slot.
//!
//! An arm is its variant once more, with the conditions of the experiment and of all arms, and with a last limit that draws.

use super::draft::Draft;
use super::rule::rule;
use super::schedule::windows;
use crate::error::say;
use crate::experiment::BUCKETS;
use crate::manifest::check;
use crate::manifest::check::experiments::variant_of;
use crate::manifest::model::{Arm, Buckets, Experiment, Slot, Source, Variant};
use crate::manifest::read::shares::edge;
use crate::prelude::*;
use crate::program::bytes::Span;
use crate::program::draws::Draws;
use crate::program::records::{self, Limit};
use crate::rule::node::Node;
use crate::value::Value;

/// Writes the arms of an experiment. `variants` are the records of its slot, in which the items of a list give way to the arm
/// that leads.
pub fn arms(
    draft: &mut Draft<'_>,
    slot: &Slot,
    experiment: &Experiment,
    part: Option<Buckets>,
    variants: &mut [records::Variant],
) -> Vec<records::Variant> {
    let found = |arm: &Arm| slot.variants.iter().position(|variant| variant.name == arm.name);
    let written: Vec<&Variant> = experiment.arms.iter().filter_map(|arm| variant_of(slot, arm)).collect();
    let rule = condition(draft, experiment, &written).unwrap_or_default();
    let windows = windows(draft, &experiment.schedule);
    let own: Vec<records::Variant> =
        experiment.arms.iter().filter_map(|arm| variants.get(found(arm)?).copied()).collect();
    let needs: Vec<u32> = own.iter().flat_map(|own| draft.program.reads.of(own.needs)).collect();
    let needs = draft.program.reads.append(&needs);
    let mut arms = Vec::new();
    for (arm, own) in experiment.arms.iter().zip(own) {
        let words = draws(draft, experiment, part, arm);
        let place = draft.program.reads.append(&words);
        arms.push(records::Variant { rule, windows, needs, limit: limit(draft, own.limit, place, false), ..own });
        if let Some(own) = found(arm).and_then(|own| variants.get_mut(own)).filter(|_| slot.list.is_some()) {
            own.limit = limit(draft, own.limit, place, true);
        }
    }
    arms
}

/// The rules of the experiment and of all arms together: a number plus one.
fn condition(draft: &mut Draft<'_>, experiment: &Experiment, arms: &[&Variant]) -> Option<u32> {
    let own = experiment.when.as_ref();
    for (arm, variant) in experiment.arms.iter().zip(arms) {
        let all: Vec<&Source> = own.into_iter().chain(&variant.when).collect();
        if never(draft, &all)? {
            let message =
                "“{}” is never shown in this experiment: its rule does not hold where that of the experiment does";
            draft.checker.report.error_at(&arm.place, say(message, &[&arm.name]));
            return None;
        }
    }
    let all: Vec<&Source> = own.into_iter().chain(arms.iter().filter_map(|arm| arm.when.as_ref())).collect();
    let place = own.map_or(&experiment.place, |own| &own.place).clone();
    match &*all {
        [] => None,
        [one] => rule(draft, one, ""),
        all => {
            if never(draft, all)? {
                let message =
                    "nobody takes part in this experiment: its rule and those of its arms never hold together";
                draft.checker.report.error_at(&experiment.place, message);
                return None;
            }
            rule(draft, &Source { text: joined(all), place }, "")
        }
    }
}

/// Do these rules never hold together? `None`: something is wrong with one of them, or was before.
fn never(draft: &mut Draft<'_>, rules: &[&Source]) -> Option<bool> {
    if draft.checker.report.failed() {
        return None;
    }
    let Some(first) = rules.first() else {
        return Some(false);
    };
    let text = if rules.len() == 1 { first.text.clone() } else { joined(rules) };
    let source = Source { text, place: first.place.clone() };
    let checked = check::rule::rule(&mut draft.checker, &draft.program, &source, "")?;
    Some(matches!(checked.folded.node, Node::Const(Value::Bool(false))))
}

fn joined(rules: &[&Source]) -> String {
    // A comment ends with its line.
    rules
        .iter()
        .map(|rule| say(if rule.text.contains("//") { "({}\n)" } else { "({})" }, &[&rule.text]))
        .collect::<Vec<_>>()
        .join(" && ")
}

/// The words of an arm, as [`Draws`] has them.
fn draws(draft: &mut Draft<'_>, experiment: &Experiment, part: Option<Buckets>, arm: &Arm) -> Vec<u32> {
    let name = draft.text(&experiment.name);
    let mut words = vec![name.start, name.count, experiment.unit];
    if experiment.holdout > 0.0 {
        words.extend(Draws::of(Draws::HOLDOUT, 2, draft.text("holdout"), (edge(experiment.holdout), BUCKETS)));
    }
    if let (Some(layer), Some(part)) = (&experiment.layer, part) {
        words.extend(Draws::of(Draws::LAYER, 1, draft.text(&say("__{}", &[&layer.name])), part));
    } else if experiment.traffic < 1.0 {
        let seed = draft.text(&say("{}/traffic", &[&experiment.seed]));
        words.extend(Draws::of(Draws::TRAFFIC, 2, seed, (0, edge(experiment.traffic))));
    }
    let seed = draft.text(&experiment.seed);
    for range in &arm.ranges {
        words.extend(Draws::of(Draws::ARM, experiment.version, seed, *range));
    }
    words
}

/// The limits of an arm: those of its variant, then the draw.
fn limit(draft: &mut Draft<'_>, own: u32, draw: Span, leads: bool) -> u32 {
    let limits = &mut draft.program.limits;
    let (first, mut number) = (limits.len() as u32 + 1, own);
    while let Some(limit) = limits.before(number) {
        limits.push(&limit.with_more());
        number = if limit.more() { number + 1 } else { 0 };
    }
    limits.push(&Limit::draw(draw, leads));
    first
}
