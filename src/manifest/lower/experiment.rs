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
use crate::manifest::model::{Arm, Buckets, Experiment, Slot, Source};
use crate::manifest::read::shares::edge;
use crate::prelude::*;
use crate::program::bytes::Span;
use crate::program::draws::Draws;
use crate::program::records::{self, Limit};
use crate::rule::node::Node;
use crate::value::Value;

/// Writes the arms of an experiment. `variants` are the records of its slot, in which the items of a list give way to the arm
/// that leads.
#[inline(never)]
pub fn arms(
    draft: &mut Draft<'_>,
    slot: &Slot,
    experiment: &Experiment,
    part: Option<Buckets>,
    variants: &mut [records::Variant],
) -> Vec<records::Variant> {
    let mut written = Vec::new();
    for arm in &experiment.arms {
        written.extend(variant_of(slot, arm));
    }
    let rule = condition(draft, slot, experiment, &written).unwrap_or_default();
    let windows = windows(draft, &experiment.schedule);
    let mut needs = Vec::new();
    for number in &written {
        if let Some(own) = variants.get(*number) {
            draft.program.reads.of(own.needs).for_each(|name| needs.push(name));
        }
    }
    let needs = draft.program.reads.append(&needs);
    let mut arms = Vec::new();
    for (arm, number) in experiment.arms.iter().zip(&written) {
        let words = draws(draft, experiment, part, arm);
        let place = draft.program.reads.append(&words);
        if let Some(own) = variants.get_mut(*number) {
            arms.push(records::Variant { rule, windows, needs, limit: limit(draft, own.limit, place, false), ..*own });
            if slot.list.is_some() {
                own.limit = limit(draft, own.limit, place, true);
            }
        }
    }
    arms
}

/// The rules of the experiment and of all arms together: a number plus one. `arms`: the numbers of the variants.
#[inline(never)]
fn condition(draft: &mut Draft<'_>, slot: &Slot, experiment: &Experiment, arms: &[usize]) -> Option<u32> {
    let mut all = Vec::new();
    all.extend(experiment.when.as_ref());
    for (arm, number) in experiment.arms.iter().zip(arms) {
        let when = slot.variants.get(*number).and_then(|variant| variant.when.as_ref());
        let mut both = Vec::new();
        both.extend(experiment.when.as_ref());
        both.extend(when);
        all.extend(when);
        if never(draft, &both)? {
            let message =
                "“{}” is never shown in this experiment: its rule does not hold where that of the experiment does";
            draft.checker.report.error_at(&arm.place, say(message, &[&arm.name]));
            return None;
        }
    }
    if all.len() > 1 && never(draft, &all)? {
        let message = "nobody takes part in this experiment: its rule and those of its arms never hold together";
        draft.checker.report.error_at(&experiment.place, message);
        return None;
    }
    rule(draft, &joined(&all)?, "")
}

/// Do these rules never hold together? `None`: something is wrong with one of them, or was before.
#[inline(never)]
fn never(draft: &mut Draft<'_>, rules: &[&Source]) -> Option<bool> {
    if draft.checker.report.failed() {
        return None;
    }
    let Some(source) = joined(rules) else {
        return Some(false);
    };
    let checked = check::rule::rule(&mut draft.checker, &draft.program, &source, "")?;
    Some(matches!(checked.folded.node, Node::Const(Value::Bool(false))))
}

/// Several rules as one, at the place of the first.
fn joined(rules: &[&Source]) -> Option<Source> {
    let (first, others) = rules.split_first()?;
    let mut text = first.text.clone();
    if !others.is_empty() {
        text.clear();
        for rule in rules {
            let before = if text.is_empty() { "(" } else { " && (" };
            // A comment ends with its line.
            let end = if rule.text.contains("//") { "\n)" } else { ")" };
            [before, &rule.text, end].iter().for_each(|part| text.push_str(part));
        }
    }
    Some(Source { text, place: first.place.clone() })
}

/// The words of an arm, as [`Draws`] has them.
#[inline(never)]
fn draws(draft: &mut Draft<'_>, experiment: &Experiment, part: Option<Buckets>, arm: &Arm) -> Vec<u32> {
    let name = draft.text(&experiment.name);
    let mut words = Vec::new();
    [name.start, name.count, experiment.unit].iter().for_each(|word| words.push(*word));
    let mut add = |draft: &mut Draft<'_>, purpose, version, seed: &str, range| {
        let draw = Draws::of(purpose, version, draft.text(seed), range);
        draw.iter().for_each(|word| words.push(*word));
    };
    if experiment.holdout > 0.0 {
        add(draft, Draws::HOLDOUT, 2, "holdout", (edge(experiment.holdout), BUCKETS));
    }
    if let (Some(layer), Some(part)) = (&experiment.layer, part) {
        add(draft, Draws::LAYER, 1, &say("__{}", &[&layer.name]), part);
    } else if experiment.traffic < 1.0 {
        let seed = say("{}/traffic", &[&experiment.seed]);
        add(draft, Draws::TRAFFIC, 2, &seed, (0, edge(experiment.traffic)));
    }
    for range in &arm.ranges {
        add(draft, Draws::ARM, experiment.version, &experiment.seed, *range);
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
