//! A program, a context and a profile → everything that a decision leads to, as texts that can be compared.

use tailorbird::context::Context;
use tailorbird::decide::{Decision, Decisions, decide};
use tailorbird::explain::explain;
use tailorbird::profile::Profile;
use tailorbird::program::Program;
use tailorbird::program::bytes::Span;
use tailorbird::render::diff::{about, answer, tried};
use tailorbird::render::fields::{show, write};
use tailorbird::render::json::Json;
use tailorbird::rule::platform::NoPlatform;

use crate::plain::Plain;

/// The decisions of all slots.
pub fn decide_all(program: &Program, context: &Context, profile: &Profile) -> Decisions {
    let slots: Vec<usize> = (0..program.slots.len()).collect();
    decide(program, context, profile, &slots, &NoPlatform)
}

/// Everything that a decision leads to. Whatever the program is, this ends and answers.
pub fn walk(program: &Program, context: &Context, profile: &Profile) -> Vec<String> {
    let host = Plain { zone: context.zone.clone() };
    let decisions = decide_all(program, context, profile);
    let shown = show(program, &decisions, &host);
    let mut json = Json::new(&host);
    write(program, &decisions, &shown, &mut json);
    let mut told = vec![json.finish(), answer(program, &Decisions::default(), &decisions, &host)];
    for place in 0..=decisions.all.len() {
        let mut json = Json::new(&host);
        (0..4).for_each(|variant| about(program, &decisions, place, variant, &mut json));
        tried(program, &decisions, place, 4, &mut json);
        told.push(json.finish());
    }
    for decision in &decisions.all {
        told.extend(explain(program, &Profile::default(), &decisions, decision.slot, &host));
        told.push(whole(&decisions, decision));
    }
    told
}

/// A decision and its reasons, wherever they stand.
pub fn whole(decisions: &Decisions, decision: &Decision) -> String {
    let bare = Decision { reasons: Span::default(), ..*decision };
    format!("{bare:?} {:?}", decisions.reasons(decision))
}

/// What the reader sees, without reasons.
pub fn seen(program: &Program, context: &Context, profile: &Profile) -> Vec<(usize, String)> {
    let host = Plain { zone: context.zone.clone() };
    let decisions = decide_all(program, context, profile);
    let words = show(program, &decisions, &host);
    decisions
        .all
        .iter()
        .zip(words)
        .map(|(decision, shown)| {
            (decision.variant, format!("{} {:?} {:?}", decision.locale, shown.fields, shown.items))
        })
        .collect()
}
