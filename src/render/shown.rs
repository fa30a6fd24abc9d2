//! A decision with its words: what leaves the module, ready to show.

use super::json::Json;
use crate::decide::reason::{Kind, Reason};
use crate::decide::{Decision, Decisions};
use crate::message::format::Speaker;
use crate::message::host::Host;
use crate::prelude::*;
use crate::program::Program;
use crate::program::records::{Slot, Variant};

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
}

impl Shown {
    /// A field by its name.
    pub fn field(&self, name: &str) -> Option<&ShownField> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// Puts all decisions into words.
pub fn show(program: &Program, decisions: &Decisions, host: &dyn Host) -> Vec<Shown> {
    let mut all = Vec::with_capacity(decisions.all.len());
    for decision in &decisions.all {
        let Some(variant) = variant(program, decision) else {
            continue;
        };
        let facts = &decisions.facts;
        let speaker = Speaker {
            program,
            values: facts.values(),
            zone: &facts.zone,
            host,
            locale: decision.locale,
            arguments: &[],
        };
        let mut fields = Vec::new();
        for field in program.fields.of(variant.fields) {
            fields.push(ShownField {
                name: program.text(field.name).to_owned(),
                text: speaker.say(program.word(&field, decision.locale)),
                url: field.url == 1,
            });
        }
        all.push(Shown { decision: decision.clone(), fields });
    }
    all
}

fn variant(program: &Program, decision: &Decision) -> Option<Variant> {
    program.variant(&program.slots.get(decision.slot)?, decision.variant)
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
    json.pair("direction", if locale.rtl == 1 { "rtl" } else { "ltr" });
    json.key("fields");
    json.begin('{');
    for field in &shown.fields {
        json.pair(&field.name, &field.text);
    }
    json.end('}');
    json.key("reasons");
    json.begin('[');
    for reason in &decision.reasons {
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
    if reason.kind == Kind::ValueMissing {
        let missing = program.reads.of(variant.needs).find(|name| !decisions.facts.is_present(*name));
        if let Some(name) = missing.and_then(|name| program.names.get(name as usize)) {
            json.pair("rule", program.text(name.path));
        }
    } else if let (Kind::RuleHolds | Kind::RuleFails | Kind::RuleError, Some(rule)) =
        (reason.kind, program.rules.before(variant.rule))
    {
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
