//! A decision with its words: what leaves the crate, ready to show. In a page the two part ways (see
//! [`super::outbox`]); put together here they are the text that a page's answer has to equal.

use super::json::Json;
use super::rich::tree;
use crate::decide::reason::{Kind, Reason};
use crate::decide::{Decision, Decisions};
use crate::message::format::Speaker;
use crate::message::host::Host;
use crate::prelude::*;
use crate::program::Program;
use crate::program::records::{Field, RICH, Rule, Slot, URL, Variant};

/// A decision, ready to show.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The decision itself.
    pub decision: Decision,
    /// Its texts.
    pub fields: Vec<ShownField>,
}

/// A text, ready to show.
#[derive(Clone, Debug)]
pub struct ShownField {
    /// The field's name.
    pub name: String,
    /// Its words.
    pub text: String,
    /// Is it a URL that the site wrote?
    pub url: bool,
    /// With its elements, as [`super::rich::tree`] writes it, where it has some.
    pub rich: Option<String>,
}

/// Puts all decisions into words.
pub fn show(program: &Program, decisions: &Decisions, host: &dyn Host) -> Vec<Shown> {
    let mut all = Vec::with_capacity(decisions.all.len());
    for decision in &decisions.all {
        if let Some(variant) = chosen(program, decision) {
            let speaker = speaker(program, decisions, decision, host);
            let fields = program.fields.of(variant.fields).map(|field| say(&speaker, &field)).collect();
            all.push(Shown { decision: *decision, fields });
        }
    }
    all
}

/// One text of a decision, ready to show.
pub fn show_field(
    program: &Program,
    decisions: &Decisions,
    decision: &Decision,
    name: &str,
    host: &dyn Host,
) -> Option<ShownField> {
    let mut fields = program.fields.of(chosen(program, decision)?.fields);
    let field = fields.find(|field| program.text(field.name) == name)?;
    Some(say(&speaker(program, decisions, decision, host), &field))
}

fn say(speaker: &Speaker<'_>, field: &Field) -> ShownField {
    let program = speaker.program;
    let message = program.word(field, speaker.locale);
    let rich = (field.is & RICH > 0).then(|| {
        let mut json = Json::new(speaker.host);
        tree(speaker, message, &mut json);
        json.finish()
    });
    ShownField { name: program.text(field.name).to_owned(), text: speaker.say(message), url: field.is & URL > 0, rich }
}

fn chosen(program: &Program, decision: &Decision) -> Option<Variant> {
    program.variant(&program.slots.get(decision.slot)?, decision.variant)
}

/// Who says the words of a decision.
pub(super) fn speaker<'a>(
    program: &'a Program,
    decisions: &'a Decisions,
    decision: &Decision,
    host: &'a dyn Host,
) -> Speaker<'a> {
    let facts = &decisions.facts;
    Speaker {
        program,
        values: facts.values(),
        present: facts.present(),
        zone: &facts.zone,
        host,
        locale: decision.locale,
        arguments: &[],
    }
}

/// The rule that a reason is about.
pub(super) fn rule_of(program: &Program, reason: Reason, variant: &Variant) -> Option<Rule> {
    let about = matches!(reason.kind, Kind::RuleHolds | Kind::RuleFails | Kind::RuleError);
    program.rules.before(variant.rule).filter(|_| about)
}

/// All of them as JSON: a list of decisions.
pub fn tell(program: &Program, decisions: &Decisions, shown: &[Shown], json: &mut Json<'_>) {
    json.begin('[');
    for one in shown {
        tell_one(program, decisions, one, json);
    }
    json.end(']');
}

fn tell_one(program: &Program, decisions: &Decisions, shown: &Shown, json: &mut Json<'_>) -> Option<()> {
    let decision = &shown.decision;
    let slot = program.slots.get(decision.slot)?;
    let variant = program.variant(&slot, decision.variant)?;
    let locale = program.locales.get(decision.locale)?;
    json.begin('{');
    json.pair("slot", program.text(slot.name));
    json.pair("variant", program.text(variant.name));
    json.pair("locale", program.text(locale.tag));
    json.pair("direction", locale.direction());
    json.key("fields");
    json.begin('{');
    for field in &shown.fields {
        json.pair(&field.name, &field.text);
    }
    json.end('}');
    json.key("reasons");
    json.begin('[');
    for reason in decisions.reasons(decision) {
        tell_reason(program, decisions, &slot, *reason, json);
    }
    json.end(']');
    json.key("propensity");
    // Nothing is left to chance yet.
    json.number(1);
    json.key("until");
    json.maybe(decision.until);
    json.end('}');
    Some(())
}

fn tell_reason(
    program: &Program,
    decisions: &Decisions,
    slot: &Slot,
    reason: Reason,
    json: &mut Json<'_>,
) -> Option<()> {
    let variant = program.variant(slot, reason.variant)?;
    json.begin('{');
    json.pair("kind", reason.kind.name());
    json.pair("variant", program.text(variant.name));
    if let Some(name) = reason.missing.and_then(|name| program.names.get(name as usize)) {
        json.pair("rule", program.text(name.path));
    } else if let Some(rule) = rule_of(program, reason, &variant) {
        json.pair("rule", program.text(rule.source));
        json.key("facts");
        json.begin('{');
        for number in program.reads.of(rule.reads) {
            if let (Some(name), Some(value)) = (program.names.get(number as usize), decisions.facts.value(number)) {
                json.key(program.text(name.path));
                json.value(value);
            }
        }
        json.end('}');
    }
    json.end('}');
    Some(())
}
