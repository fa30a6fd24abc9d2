//! The reasons of a decision as sentences. They are messages of the program, in the languages of its manifest, so
//! that no prose is downloaded that nobody reads. Nothing is decided again.

#[cfg(feature = "built")]
use crate::capability::Capability;
use crate::capability::mark;
#[cfg(feature = "built")]
use crate::decide::bandit::told;
use crate::decide::reason::Reason;
use crate::decide::{Decision, Decisions};
use crate::experiment;
use crate::limits;
use crate::message::format::{Formatter, MOMENT};
use crate::message::host::Host;
use crate::prelude::*;
use crate::profile::Profile;
use crate::program::Program;
use crate::program::bytes::Span;
use crate::program::records::Variant;
use crate::text::push_number;

/// The sentences, in the order in which a program keeps them for each locale: those of [`Kind`](crate::decide::reason::Kind), then three more.
pub const EXPLAINED: usize = 24;
/// The sentence that says how long it holds.
const UNTIL: usize = EXPLAINED - 3;
/// The sentence that says that no end is known.
const FOREVER: usize = EXPLAINED - 2;
/// The words after a fact that is only guessed; empty in a program that reads none.
pub const GUESSED: usize = EXPLAINED - 1;
/// The sentences of a program: those that explain, and after them those about what is known of a reader.
pub const SENTENCES: usize = EXPLAINED + 17;

/// The sentences that say why an item stands where it does, behind those of all languages: those of
/// [`Because`](crate::rank::Because).
#[cfg(feature = "built")]
pub const RANKED: usize = crate::rank::Because::NAMES.len();

/// The arguments of the sentences, in the order in which they are handed in.
pub const ARGUMENTS: [&str; 4] = ["variant", "rule", "facts", "until"];

/// The sentences about one slot, in the best language for this reader there; empty where nothing was decided for it.
pub fn explain(
    program: &Program,
    profile: &Profile,
    decisions: &Decisions,
    slot: usize,
    host: &dyn Host,
) -> Vec<String> {
    let decision = decisions.all.iter().find(|decision| decision.slot == slot);
    let Some(decision) = decision else {
        return Vec::new();
    };
    let facts = &decisions.facts;
    let locale = facts.languages.at(decision.slot).first().copied().unwrap_or_default();
    let formatter = Formatter {
        program,
        readings: facts.readings(),
        zone: &facts.zone,
        host,
        locale,
        reader: &facts.reader,
        arguments: &[],
    };
    let mut sentences = Vec::new();
    #[cfg(feature = "built")]
    let is_ranked = program.uses(Capability::Rank) && {
        mark::rank();
        ranked(&formatter, decisions, decision, &mut sentences)
    };
    for reason in decisions.reasons(decision) {
        #[cfg(feature = "built")]
        if is_ranked && reason.kind.passes() {
            continue;
        }
        let mut facts = String::new();
        let [name, about] = arguments(&formatter, profile, decisions, decision, *reason, &mut facts);
        sentences.push(format_sentence(&formatter, reason.kind as usize, &[name, about, &facts]));
    }
    let until = decision.until.map_or(String::new(), |until| formatter.moment(until, MOMENT));
    let ending = if decision.until.is_some() { UNTIL } else { FOREVER };
    sentences.push(format_sentence(&formatter, ending, &["", "", "", &until]));
    sentences
}

/// Says of what a list shows, in its order, why each item stands there. Does it rank?
#[cfg(feature = "built")]
fn ranked(formatter: &Formatter<'_>, decisions: &Decisions, decision: &Decision, sentences: &mut Vec<String>) -> bool {
    let program = formatter.program;
    let first = program.locales.len() * SENTENCES + formatter.locale * RANKED;
    for one in decisions.ranked(decision) {
        let slot = program.slots.get(decision.slot);
        let name = slot.and_then(|slot| program.variant(&slot, one.item)).map_or("", |item| program.text(item.name));
        let arguments = [name, one.about(program)];
        let sentence = program.sentences.get(first + one.because as usize).unwrap_or_default();
        let formatter = Formatter { arguments: &arguments, ..*formatter };
        sentences.push(formatter.format(sentence).unwrap_or_default());
    }
    !sentences.is_empty()
}

/// The arguments of a sentence about a reason: the variant's name, and its rule or what is missing. Its facts are written.
fn arguments<'a>(
    formatter: &Formatter<'a>,
    profile: &Profile,
    decisions: &Decisions,
    decision: &Decision,
    reason: Reason,
    facts: &mut String,
) -> [&'a str; 2] {
    let program = formatter.program;
    let slot = program.slots.get(decision.slot);
    let Some(variant) = slot.and_then(|slot| program.variant(&slot, reason.variant)) else {
        return [""; 2];
    };
    let name = program.text(variant.name);
    if reason.kind.is_about_arm() {
        mark::experiment();
        return [name, draws(program, profile, decisions.facts.now, &variant, facts)];
    }
    #[cfg(feature = "built")]
    if program.learns() && reason.kind.is_about_learning() {
        mark::bandit();
        if reason.kind.passes() {
            speaks(program, decisions, decision, facts);
        }
        return [name, ""];
    }
    if let Some(missing) = reason.missing {
        let path = program.names.get(missing as usize).map_or(Span::default(), |name| name.path);
        return [name, program.text(path)];
    }
    let Some(rule) = program.rules.before(variant.rule) else {
        return [name, ""];
    };
    for number in program.reads.of(rule.reads) {
        if facts.len() > limits::TEXT {
            break;
        }
        let (Some(read), Some(value)) = (program.names.get(number as usize), decisions.facts.value(number)) else {
            continue;
        };
        if !facts.is_empty() {
            facts.push_str(", ");
        }
        facts.push_str(program.text(read.path));
        facts.push_str(" = ");
        facts.push_str(&formatter.show(value));
        if read.fact.is_guessed() {
            facts.push_str(&format_sentence(formatter, GUESSED, &[]));
        }
    }
    facts.truncate(facts.floor_char_boundary(limits::TEXT));
    [name, program.text(rule.source)]
}

/// Writes in brackets what speaks for the variant that a slot has chosen, where anything does.
#[cfg(feature = "built")]
fn speaks(program: &Program, decisions: &Decisions, decision: &Decision, facts: &mut String) {
    for label in told(decisions, decision).iter().flat_map(|one| &one.because) {
        facts.push_str(if facts.is_empty() { " (" } else { ", " });
        facts.push_str(program.text(*label));
    }
    if !facts.is_empty() {
        facts.push(')');
    }
}

/// The experiment of an arm. What was drawn is written: each seed with the bucket, and the buckets that it is about.
fn draws<'a>(program: &'a Program, profile: &Profile, now: i64, variant: &Variant, facts: &mut String) -> &'a str {
    let arm = experiment::arm(program, variant).unwrap_or_default();
    let (name, unit) = experiment::head(program, arm);
    let unit = experiment::unit_text(profile, unit, now).unwrap_or_default();
    for draw in experiment::draws(program, arm, &unit) {
        if !facts.is_empty() {
            facts.push_str(", ");
        }
        facts.push_str(draw.seed);
        for (before, number) in [(" = ", draw.bucket), (" / ", draw.from), ("–", draw.to.saturating_sub(1))] {
            facts.push_str(before);
            push_number(facts, i64::from(number), 1);
        }
    }
    name
}

/// The sentence with this number in the formatter's language.
pub fn format_sentence(formatter: &Formatter<'_>, sentence: usize, arguments: &[&str]) -> String {
    let number = formatter.program.sentences.get(formatter.locale * SENTENCES + sentence);
    Formatter { arguments, ..*formatter }.format(number.unwrap_or_default()).unwrap_or_default()
}
