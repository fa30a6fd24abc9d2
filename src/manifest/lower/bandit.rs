//! A slot that learns → how it does: its features as rules and numbers, and what is known of its variants.

use super::draft::Draft;
use super::rule::rule;
use crate::bandit::normal::triangle;
use crate::capability::Capability;
use crate::error::{count, say};
use crate::limits;
use crate::manifest::check::goals::goal;
use crate::manifest::model::{Bandit, Feature, Prior, PriorVariant, Slot, Source, Variant};
use crate::manifest::report::Report;
use crate::prelude::*;
use crate::program::bytes::{Span, checksum};
use crate::program::fact::Fact;
use crate::program::learner::{Feature as Lowered, Head, Prior as Known, write};
use crate::rule::check::check_any;
use crate::rule::node::Node;
use crate::rule::parse::{Trouble, parse};
use crate::rule::types::Type;

/// Of what came of a variant so much tells of another that has the very same tags.
const RELATED: f64 = 0.5;

/// Writes how a slot learns.
pub fn learner(draft: &mut Draft<'_>, number: usize, slot: &Slot, bandit: &Bandit) {
    check(draft, slot, bandit);
    let mut labels = Vec::new();
    let mut features = Vec::new();
    for written in &bandit.features {
        if let Err(trouble) = feature(draft, written, &mut labels, &mut features) {
            draft.checker.report.trouble(&written.source.place, trouble);
        }
    }
    if features.len() > limits::FEATURES {
        let message =
            "these features are {} numbers, because a word of several values is one for each: at most {} are allowed";
        let counts = [&*count(features.len()), &*count(limits::FEATURES)];
        draft.checker.report.error_at(&bandit.place, say(message, &counts));
    }
    let form = form(&labels, &features);
    let priors = priors(draft, slot, bandit.prior.as_ref(), features.len() + 1, form);
    let goal = bandit.goal.as_ref().map_or_else(Span::default, |goal| draft.text(&goal.text));
    let noise = bandit.prior.as_ref().map_or(1.0, |prior| prior.noise);
    let head = Head { slot: number, goal, floor: bandit.floor, noise, form };
    draft.learners.extend(write(&head, &features, &priors));
}

/// A checksum of what the features are, so that nothing that was learned by others is taken for these.
fn form(labels: &[String], features: &[Lowered]) -> u32 {
    let mut all = Vec::new();
    for (label, feature) in labels.iter().zip(features) {
        all.extend(label.bytes());
        all.extend(feature.from.to_le_bytes());
        all.extend(feature.span.to_le_bytes());
    }
    // So many bits as a number of 32 bits has exactly.
    checksum(&all) & 0x00ff_ffff
}

fn check(draft: &mut Draft<'_>, slot: &Slot, bandit: &Bandit) {
    let manifest = draft.checker.facts.manifest;
    let report = &mut draft.checker.report;
    if let Some(named) = &bandit.goal
        && let Err(message) = goal(manifest, &named.text)
    {
        report.error_at(&named.place, message);
    }
    if let Some(experiment) = manifest.experiments.iter().find(|experiment| experiment.slot.text == slot.name) {
        let message = "“{}” learns which variant to show, so that no experiment may choose there too";
        report.error_at(&experiment.slot.place, say(message, &[&slot.name]));
    }
    if slot.variants.len() < 2 {
        report.error_at(&bandit.place, "there is nothing to choose: this slot has one variant");
    }
}

/// A feature: one number, or one for each word that a fact can be.
fn feature(
    draft: &mut Draft<'_>,
    written: &Feature,
    labels: &mut Vec<String>,
    features: &mut Vec<Lowered>,
) -> Result<(), Trouble> {
    let text = &written.source.text;
    let wrong = |message: String| Trouble { column: 1, message };
    let expr = parse(text)?;
    let facts = &mut draft.checker.facts;
    let checked = match check_any(&expr, facts, false) {
        Ok(checked) => checked,
        Err(mut troubles) => return Err(troubles.pop().unwrap_or_else(|| wrong(String::new()))),
    };
    if written.range.is_some() && !checked.ty.is_number() {
        return Err(wrong(say("only a number goes from one to another, but this is {}", &[checked.ty.describe()])));
    }
    let mut add = |draft: &mut Draft<'_>, label: String, lowered: Lowered| {
        let is_told = draft.program.asks(Capability::Reason) || draft.program.asks(Capability::Explain);
        let place = if is_told { draft.text(&label) } else { Span::default() };
        labels.push(label);
        features.push(Lowered { label: place, ..lowered });
    };
    let mut add_rule = |draft: &mut Draft<'_>, label: String, source: &Source| {
        if let Some(rule) = rule(draft, source, "") {
            add(draft, label, Lowered { rule, span: 1.0, ..Lowered::default() });
        }
    };
    match (&checked.node, &checked.ty) {
        (_, Type::Bool) => add_rule(draft, text.clone(), &written.source),
        (Node::Load(_), Type::Word(words)) => {
            for word in words.iter().filter(|word| !word.is_empty()) {
                let test = say("({}) == \"{}\"", &[text, &word.replace('\\', "\\\\").replace('"', "\\\"")]);
                add_rule(
                    draft,
                    say("{} = {}", &[text, word]),
                    &Source { text: test, place: written.source.place.clone() },
                );
            }
        }
        (Node::Load(name), Type::Int | Type::Double) => {
            let natural = draft.checker.facts.fact(*name).and_then(natural);
            let Some((from, to)) = written.range.or(natural) else {
                let parts = ["{ \"of\": \"", text, "\", \"from\": 0, \"to\": 10 }"];
                return Err(wrong(say("this number has no limits of its own: give it some, such as {}{}{}", &parts)));
            };
            draft.checker.facts.need_value(*name);
            add(draft, text.clone(), Lowered { rule: 0, name: *name, from, span: to - from, ..Lowered::default() });
        }
        (_, ty) => {
            let message = "a feature is a fact that is a number or one of several known words, or a rule that is true or false, but this is {}";
            return Err(wrong(say(message, &[ty.describe()])));
        }
    }
    Ok(())
}

/// The limits that a fact has by itself.
fn natural(fact: Fact) -> Option<(f64, f64)> {
    Some(match fact {
        Fact::Interest => (0.0, 1.0),
        Fact::Hour => (0.0, 23.0),
        Fact::Minute => (0.0, 59.0),
        Fact::Day => (1.0, 31.0),
        Fact::Month => (1.0, 12.0),
        Fact::Week => (1.0, 53.0),
        _ => return None,
    })
}

/// What is known beforehand of each variant, and how much the outcomes of others tell of it.
fn priors(draft: &mut Draft<'_>, slot: &Slot, prior: Option<&Prior>, width: usize, form: u32) -> Vec<Known> {
    let report = &mut draft.checker.report;
    if let Some(prior) = prior.filter(|prior| prior.form != form) {
        let message = "this prior was trained for other features: train it again (the checksum of these is {})";
        report.error_at(&prior.place, say(message, &[&form.to_string()]));
    }
    let has = |name: &str| slot.variants.iter().any(|variant| variant.name == name);
    for gone in prior.iter().flat_map(|prior| &prior.variants).filter(|known| !has(&known.name)) {
        report.warning(&gone.place, say("there is no variant “{}” any more: its prior is left out", &[&gone.name]));
    }
    let mut all = Vec::new();
    for variant in &slot.variants {
        let relations = slot.variants.iter().map(|other| related(variant, other)).collect();
        let known = prior.and_then(|prior| prior.variants.iter().find(|known| known.name == variant.name));
        if let (Some(prior), None) = (prior, known) {
            report.warning(&prior.place, say("it knows nothing of “{}”: train it again", &[&variant.name]));
        }
        let known = known.map(|known| weights(report, known, width)).unwrap_or_default();
        all.push(Known { relations, ..known });
    }
    all
}

/// How much what came of a variant tells of this one: of itself all.
fn related(variant: &Variant, other: &Variant) -> f64 {
    if variant.name == other.name {
        return 1.0;
    }
    let shared = variant.tags.iter().filter(|tag| other.tags.contains(tag)).count();
    let all = variant.tags.len() + other.tags.len() - shared;
    if all == 0 { 0.0 } else { RELATED * shared as f64 / all as f64 }
}

/// The weights of a variant: their precision times their means, and the precision, which is the square of the factor R.
fn weights(report: &mut Report<'_>, known: &PriorVariant, width: usize) -> Known {
    let (means, factor) = known.numbers.split_at_checked(width).unwrap_or_default();
    let row = |row: usize| factor.get(triangle(row)..triangle(row + 1)).unwrap_or_default();
    if factor.len() != triangle(width) {
        let wanted = [&*count(width + triangle(width)), &*count(known.numbers.len())];
        report.error_at(&known.place, say("{} numbers were expected, but these are {}", &wanted));
    } else if !(0..width).all(|number| row(number).last().is_some_and(|diagonal| *diagonal > 0.0)) {
        report
            .error_at(&known.place, "this prior is not positive definite: the diagonal of its factor is to be above 0");
    }
    let dot = |one: &[f64], other: &[f64]| one.iter().zip(other).map(|(one, other)| one * other).sum::<f64>();
    let mut precision = Vec::new();
    for high in 0..width {
        precision.extend((0..=high).map(|low| dot(row(high), row(low))));
    }
    let turned = |column: usize| {
        (column..width).map(|number| row(number).get(column).unwrap_or(&0.0) * means.get(number).unwrap_or(&0.0)).sum()
    };
    let turned: Vec<f64> = (0..width).map(turned).collect();
    let product = (0..width).map(|number| dot(row(number), &turned)).collect();
    Known { relations: Vec::new(), product, precision, square: dot(&turned, &turned) }
}
