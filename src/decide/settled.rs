//! Decisions that a server can make without the reader. A server knows less than the reader's device; a decision is
//! settled where nothing that the server does not know could change it. It decides for a new reader. Only the author
//! build asks.

use super::{Decision, Decisions};
use crate::program::Program;
use crate::program::bytes::Span;
use crate::program::fact::Fact;
use crate::program::part::How;
use crate::program::provenance::Known;
use crate::program::records::{Moment, Variant, Window};

/// Would the device of somebody new decide the same, in the same words?
pub fn is_settled(program: &Program, decisions: &Decisions, decision: &Decision, known: Known) -> bool {
    let Some(slot) = program.slots.get(decision.slot) else {
        return false;
    };
    let tried = decisions
        .reasons(decision)
        .iter()
        .all(|reason| program.variant(&slot, reason.variant).is_some_and(|variant| is_known(program, &variant, known)));
    let chosen = program.variant(&slot, decision.variant);
    // What the reader's device has learned, a server does not know.
    !slot.learns()
        && tried
        && chosen.is_some_and(|variant| {
            knows(program, variant.shows, known.holds(Known::ZONE), known)
                && (known.holds(Known::LANGUAGES) || !is_regional(program, &variant))
        })
}

/// Are there numbers or dates in its words, which each reader sees as their region writes them?
fn is_regional(program: &Program, variant: &Variant) -> bool {
    let words = program.fields.of(variant.fields).flat_map(|field| program.words.of(field.words));
    words.into_iter().any(|word| {
        let variants = program.messages.before(word).map_or(0, |message| message.variants);
        (word..=word.saturating_add(variants)).any(|number| {
            let parts = program.messages.before(number).map_or(Span::default(), |message| message.parts);
            program
                .parts
                .of(parts)
                .any(|part| matches!(part.how(), How::Number | How::Moment | How::List | How::Relative))
        })
    })
}

/// Is it known whether this variant may be shown?
fn is_known(program: &Program, variant: &Variant, known: Known) -> bool {
    let rule = program.rules.before(variant.rule);
    let mut windows = program.windows.of(variant.windows);
    let local = |moment| matches!(moment, Moment::Local(_));
    let times = windows.all(|window| {
        let on_clock = window.weekly != 0 && window.weekly & Window::UTC == 0;
        let zoned = on_clock || local(window.from) || local(window.to);
        known.holds(Known::MOMENT) && (!zoned || known.holds(Known::ZONE))
    });
    // A dismissed variant must not come back for a moment, so whatever can be dismissed is left to the device.
    variant.limit == 0
        && times
        && rule.is_none_or(|rule| knows(program, rule.reads, true, known))
        && knows(program, variant.needs, true, known)
}

/// Are all these names known? A moment that is shown is shown by the clock of a zone.
fn knows(program: &Program, names: Span, zoned: bool, known: Known) -> bool {
    program.reads.of(names).all(|number| {
        let fact = program.names.get(number as usize).map(|name| name.fact);
        fact.is_some_and(|fact| known.holds(fact.takes()) && (zoned || fact != Fact::Now))
    })
}
