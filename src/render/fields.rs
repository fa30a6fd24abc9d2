//! A decision with its words: what leaves the crate, ready to show. In a page the two part ways (see
//! [`super::diff`]); put together here they are the text that a page's answer has to equal.

use super::json::Json;
use super::rich::tree;
use crate::capability::mark;
use crate::decide::arm::propensity;
#[cfg(feature = "built")]
use crate::decide::bandit::told;
use crate::decide::reason::Reason;
use crate::decide::words::spoken;
use crate::decide::{Decision, Decisions};
use crate::message::format::Formatter;
use crate::message::host::Host;
use crate::prelude::*;
use crate::program::Program;
use crate::program::bytes::Span;
use crate::program::records::{Field, Rule, Slot, Variant};
use crate::value::Value;

/// A decision, ready to show.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// The decision itself.
    pub decision: Decision,
    /// Its texts.
    pub fields: Vec<ShownField>,
    /// Of a list, the texts of each item, by its number among the variants.
    pub items: Vec<(usize, Vec<ShownField>)>,
}

/// A text, ready to show.
#[derive(Clone, Debug)]
pub struct ShownField {
    /// The field's name.
    pub name: String,
    /// Its words. `None`: they would be longer than [`limits::FIELD`](crate::limits::FIELD).
    pub text: Option<String>,
    /// Its type, as [`Field`] says it.
    pub kind: u32,
    /// With its elements, as [`super::rich::tree`] writes it, where it has some.
    pub rich: Option<String>,
    /// The number of the language that it is in.
    pub locale: usize,
}

/// Puts all decisions into words.
pub fn show(program: &Program, decisions: &Decisions, host: &dyn Host) -> Vec<Rendered> {
    let mut all = Vec::with_capacity(decisions.all.len());
    for decision in &decisions.all {
        let format_all = |decision: &Decision| -> Vec<ShownField> {
            let fields = chosen(program, decision).map_or(Span::default(), |variant| variant.fields);
            program
                .fields
                .of(fields)
                .map(|field| format_field(&formatter(program, decisions, decision, &field, host), &field))
                .collect()
        };
        let is_list = program.slots.get(decision.slot).is_some_and(|slot| slot.is_list());
        let shown = decisions.reasons(decision).iter().filter(|reason| is_list && reason.kind.passes());
        let shown: Vec<usize> = shown.map(|reason| reason.variant).collect();
        #[cfg(feature = "built")]
        let shown = ordered(decisions, decision, shown);
        let items = shown.into_iter().map(|item| (item, format_all(&Decision { variant: item, ..*decision })));
        all.push(Rendered { decision: *decision, fields: format_all(decision), items: items.collect() });
    }
    all
}

/// What a list shows, in the order in which it ranks it.
#[cfg(feature = "built")]
fn ordered(decisions: &Decisions, decision: &Decision, shown: Vec<usize>) -> Vec<usize> {
    let ranked: Vec<usize> = decisions.ranked(decision).map(|one| one.item).collect();
    if ranked.is_empty() { shown } else { ranked }
}

/// A single text of a decision, ready to show.
pub fn show_field(
    program: &Program,
    decisions: &Decisions,
    decision: &Decision,
    name: &str,
    host: &dyn Host,
) -> Option<ShownField> {
    let mut fields = program.fields.of(chosen(program, decision)?.fields);
    let field = fields.find(|field| program.text(field.name) == name)?;
    Some(format_field(&formatter(program, decisions, decision, &field, host), &field))
}

fn format_field(formatter: &Formatter<'_>, field: &Field) -> ShownField {
    let program = formatter.program;
    let message = program.word(field, formatter.locale);
    let text = formatter.format(message);
    let rich = (field.kind & Field::RICH > 0 && text.is_some()).then(|| {
        mark::rich();
        let mut json = Json::new(formatter.host);
        tree(formatter, message, &mut json);
        json.finish()
    });
    ShownField { name: program.text(field.name).to_owned(), text, kind: field.kind, rich, locale: formatter.locale }
}

fn chosen(program: &Program, decision: &Decision) -> Option<Variant> {
    program.variant(&program.slots.get(decision.slot)?, decision.variant)
}

/// The formatter of a field of a decision.
pub(super) fn formatter<'a>(
    program: &'a Program,
    decisions: &'a Decisions,
    decision: &Decision,
    field: &Field,
    host: &'a dyn Host,
) -> Formatter<'a> {
    let (facts, locale) = (&decisions.facts, spoken(program, decisions, decision, field));
    let (readings, zone) = (facts.readings(), &facts.zone);
    Formatter { program, readings, zone, host, locale, reader: &facts.reader, arguments: &[] }
}

/// The rule that a reason is about.
pub(super) fn rule_of(program: &Program, reason: Reason, variant: &Variant) -> Option<Rule> {
    program.rules.before(variant.rule).filter(|_| reason.kind.is_about_rule())
}

/// All of them as JSON: a list of decisions.
pub fn write(program: &Program, decisions: &Decisions, shown: &[Rendered], json: &mut Json<'_>) {
    json.begin('[');
    for one in shown {
        write_one(program, decisions, one, json);
    }
    json.end(']');
}

/// Its value, if it has one.
fn write_value(program: &Program, slot: &Slot, variant: usize, json: &mut Json<'_>) {
    if let Some(value) = program.value(slot, variant) {
        json.key("value");
        json.word(value);
    }
}

fn write_fields(fields: &[ShownField], json: &mut Json<'_>) {
    json.key("fields");
    json.begin('{');
    for field in fields {
        write_field(&field.name, field.text.as_deref(), field.kind, json);
    }
    json.end('}');
}

/// A field under its name: true or false, or a text. One that would be too long is left out.
pub(super) fn write_field(name: &str, text: Option<&str>, kind: u32, json: &mut Json<'_>) {
    if let Some(text) = text {
        json.key(name);
        if kind == Field::FLAG {
            mark::attribute();
            json.word(text);
        } else {
            json.text(text);
        }
    }
}

fn write_one(program: &Program, decisions: &Decisions, shown: &Rendered, json: &mut Json<'_>) -> Option<()> {
    let decision = &shown.decision;
    let slot = program.slots.get(decision.slot)?;
    let name = |variant| program.variant(&slot, variant).map_or("", |variant| program.text(variant.name));
    let locale = program.locales.get(decision.locale)?;
    json.begin('{');
    json.pair("slot", program.text(slot.name));
    json.pair("variant", name(decision.variant));
    json.pair("locale", program.text(locale.tag));
    json.pair("direction", locale.direction());
    write_fields(&shown.fields, json);
    if slot.is_list() {
        json.key("items");
        json.begin('[');
        for (variant, fields) in &shown.items {
            json.begin('{');
            json.pair("id", name(*variant));
            write_fields(fields, json);
            write_value(program, &slot, *variant, json);
            json.end('}');
        }
        json.end(']');
    }
    write_value(program, &slot, decision.variant, json);
    if shown.fields.iter().any(|field| field.locale != decision.locale) {
        json.key("languages");
        json.begin('{');
        for field in &shown.fields {
            write_language(program, decision, (&field.name, field.locale), json);
        }
        json.end('}');
    }
    json.key("reasons");
    json.begin('[');
    for reason in decisions.reasons(decision) {
        write_reason(program, decisions, (decision, &slot), *reason, json);
    }
    json.end(']');
    #[cfg(feature = "built")]
    let learned = told(decisions, decision);
    #[cfg(feature = "built")]
    let share = learned.as_ref().map_or_else(|| propensity(program, decisions, decision), |learned| learned.propensity);
    #[cfg(not(feature = "built"))]
    let share = propensity(program, decisions, decision);
    json.key("propensity");
    json.value(&Value::Double(share as f64 / 1e6));
    #[cfg(feature = "built")]
    if let Some(learned) = learned {
        json.key("because");
        json.begin('[');
        learned.because.iter().for_each(|label| json.text(program.text(*label)));
        json.end(']');
    }
    json.key("until");
    json.maybe(decision.until);
    json.end('}');
    Some(())
}

/// Writes the language of a field where it is not that of its slot.
#[inline(never)]
pub(super) fn write_language(
    program: &Program,
    decision: &Decision,
    (field, locale): (&str, usize),
    json: &mut Json<'_>,
) -> Option<()> {
    let spoken = program.locales.get(locale).filter(|_| locale != decision.locale)?;
    json.key(field);
    json.begin('{');
    json.pair("locale", program.text(spoken.tag));
    json.pair("direction", spoken.direction());
    json.end('}');
    Some(())
}

fn write_reason(
    program: &Program,
    decisions: &Decisions,
    (decision, slot): (&Decision, &Slot),
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
    #[cfg(feature = "built")]
    if let Some(ranked) = decisions.ranked(decision).find(|one| one.item == reason.variant) {
        json.key("because");
        json.begin('{');
        json.pair("kind", ranked.because.name());
        if let Some(key) = ranked.because.key() {
            json.pair(key, ranked.about(program));
        }
        json.end('}');
    }
    #[cfg(not(feature = "built"))]
    let _ = decision;
    json.end('}');
    Some(())
}
