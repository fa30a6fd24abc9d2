//! The differences between two decisions, for the other side of a boundary: one text with everything that changed. The
//! fields of a variant, which need not cross twice, and the rules behind a decision are asked for apart.

use super::fields::{formatter, rule_of, write_field, write_language};
use super::json::Json;
use crate::capability::{Capability, mark};
use crate::decide::words::spoken;
use crate::decide::{Decision, Decisions};
use crate::message::host::Host;
use crate::prelude::*;
use crate::program::Program;
use crate::program::records::{Field, Slot, Variant};
use crate::text::push_number;

/// The mark of the first kind of reason. Kinds end before [`FIRST_NAME`].
pub const FIRST_REASON: u32 = '0' as u32;
/// The mark of the first name whose value may be missing.
pub const FIRST_NAME: u32 = 'P' as u32;

/// What is true, and what differs between two decisions about the same slots, in lines. The first is JSON: all facts
/// by their paths, in the order of their numbers, and the zone. Then one for each decision that differs, in words:
/// its place; a mark for each variant that was tried, which is '0' and the kind of its reason, or 'P' and the number
/// of the name that is missing, and '/' for one before it that was not, because another is forced; the number of the locale, where a slot mixes languages with those that would come next;
/// and until when, where an end is known. A list that ranks has another one behind that: JSON, first the
/// numbers of the variants that the marks are about, because those for which there was no room have none; then what it shows, each with its
/// number, a number of [`Because`](crate::rank::Because), and what that is about. A decision differs too where something has changed that a rule reads which it
/// gives as a reason.
pub fn answer(program: &Program, before: &Decisions, after: &Decisions, host: &dyn Host) -> String {
    let news = has_news(program, before, after);
    let mut lines = String::new();
    if program.uses(Capability::Reason) {
        mark::reasons();
        lines = facts(program, after, host);
    } else if news {
        lines.push('!');
    }
    for (place, new) in after.all.iter().enumerate() {
        let mixes = program.slots.get(new.slot).is_some_and(|slot| slot.mixes());
        let same = |old: &Decision| {
            !(mixes && is_reordered(before, after, (old, new)))
                && (old.until, old.locale) == (new.until, new.locale)
                && before.reasons(old) == after.reasons(new)
                && is_same_order(program, (before, old), (after, new))
                && !(news && program.uses(Capability::Reason) && reads_news(program, before, after, new).is_some())
        };
        if before.all.get(place).is_some_and(same) {
            continue;
        }
        lines.push('\n');
        push_number(&mut lines, place as i64, 1);
        lines.push(' ');
        let mut tried = 0;
        for reason in after.reasons(new) {
            while program.forces() && tried < reason.variant {
                mark::force();
                lines.push('/');
                tried += 1;
            }
            tried += 1;
            let mark = reason.missing.map_or(FIRST_REASON + reason.kind as u32, |name| FIRST_NAME.wrapping_add(name));
            lines.push(char::from_u32(mark).unwrap_or_default());
        }
        lines.push(' ');
        push_number(&mut lines, new.locale as i64, 1);
        if mixes {
            mark::language();
            for locale in after.facts.languages.at(new.slot) {
                lines.push(',');
                push_number(&mut lines, *locale as i64, 1);
            }
        }
        lines.push(' ');
        if let Some(until) = new.until {
            push_number(&mut lines, until, 1);
        }
        #[cfg(feature = "built")]
        if program.uses(Capability::Rank) {
            mark::rank();
            order(program, after, new, host, &mut lines);
        }
    }
    lines
}

/// Does a list that ranks show the same for the same reasons?
#[cfg(feature = "built")]
fn is_same_order(program: &Program, old: (&Decisions, &Decision), new: (&Decisions, &Decision)) -> bool {
    if !program.uses(Capability::Rank) {
        return true;
    }
    mark::rank();
    old.0.ranked(old.1).eq(new.0.ranked(new.1))
}

/// No list ranks.
#[cfg(not(feature = "built"))]
fn is_same_order(_: &Program, _: (&Decisions, &Decision), _: (&Decisions, &Decision)) -> bool {
    true
}

/// What a list shows that ranks, behind a space.
#[cfg(feature = "built")]
fn order(program: &Program, after: &Decisions, decision: &Decision, host: &dyn Host, lines: &mut String) -> Option<()> {
    after.ranked(decision).next()?;
    let mut json = Json::new(host);
    json.begin('[');
    json.begin('[');
    for reason in after.reasons(decision) {
        json.number(reason.variant as i64);
    }
    json.end(']');
    for one in after.ranked(decision) {
        json.begin('[');
        json.number(one.item as i64);
        json.number(one.because as i64);
        json.text(one.about(program));
        json.end(']');
    }
    json.end(']');
    lines.push(' ');
    lines.push_str(&json.finish());
    Some(())
}

/// Would a slot try its languages in another order?
fn is_reordered(before: &Decisions, after: &Decisions, (old, new): (&Decision, &Decision)) -> bool {
    mark::language();
    before.facts.languages.at(old.slot) != after.facts.languages.at(new.slot)
}

/// Is anything else true than before, where words or reasons tell it?
fn has_news(program: &Program, before: &Decisions, after: &Decisions) -> bool {
    if program.uses(Capability::Value) {
        mark::value();
    } else if program.uses(Capability::Reason) {
        mark::reasons();
    } else {
        return false;
    }
    let mut both = before.facts.readings().iter().zip(after.facts.readings());
    both.any(|(old, new)| !old.value.is(&new.value)) || before.facts.zone != after.facts.zone
}

/// All facts by their paths, in the order of their numbers, and the zone: JSON text.
fn facts(program: &Program, after: &Decisions, host: &dyn Host) -> String {
    let mut json = Json::new(host);
    json.begin('[');
    json.begin('{');
    for (name, reading) in program.names.iter().zip(after.facts.readings()) {
        json.key(program.text(name.path));
        json.value(&reading.value);
    }
    json.end('}');
    json.text(&after.facts.zone);
    json.end(']');
    json.finish()
}

/// Does a rule that a decision gives as a reason read a fact whose value is another than before?
fn reads_news(program: &Program, before: &Decisions, after: &Decisions, decision: &Decision) -> Option<()> {
    mark::reasons();
    let slot = program.slots.get(decision.slot)?;
    for reason in after.reasons(decision) {
        let Some(rule) = rule_of(program, *reason, &program.variant(&slot, reason.variant)?) else {
            continue;
        };
        for name in program.reads.of(rule.reads) {
            if !before.facts.value(name)?.is(after.facts.value(name)?) {
                return Some(());
            }
        }
    }
    None
}

/// Writes what a variant of a decided slot shows: a list. The slot's name; what it may, as
/// [`Slot`](crate::program::records::Slot) says it; the language that was decided for, its direction, and the fields in
/// it, or 0 where its words have not come; 1 where values stand in them; the variant's name; where the slot mixes languages,
/// those of the fields that speak another, by their names, else 0 if more follows; and if it has one, its value as JSON text. Of a
/// variant that is known, its number comes negative and less one, and only the fields are
/// written.
pub fn about(program: &Program, decisions: &Decisions, place: usize, variant: i32, json: &mut Json<'_>) {
    if let Some(decision) = decisions.all.get(place) {
        let number = if variant < 0 { !variant } else { variant };
        write(program, decisions, &Decision { variant: number as usize, ..*decision }, variant < 0, json);
    }
}

fn write(
    program: &Program,
    decisions: &Decisions,
    decision: &Decision,
    is_known: bool,
    json: &mut Json<'_>,
) -> Option<()> {
    let slot = program.slots.get(decision.slot)?;
    let variant = program.variant(&slot, decision.variant)?;
    if is_known {
        write_fields(program, decisions, decision, &variant, json);
        return Some(());
    }
    let locale = program.locales.get(decision.locale)?;
    json.begin('[');
    json.text(program.text(slot.name));
    json.number(i64::from(slot.may));
    json.text(program.text(locale.tag));
    json.text(locale.direction());
    let values = if slot.may & Slot::SPLITS != 0 && program.lacks(decision.locale) {
        mark::split();
        json.number(0);
        false
    } else {
        write_fields(program, decisions, decision, &variant, json)
    };
    json.number(i64::from(values));
    json.text(program.text(variant.name));
    if slot.mixes() {
        mark::language();
        json.begin('{');
        for field in program.fields.of(variant.fields) {
            write_language(
                program,
                decision,
                (program.text(field.name), spoken(program, decisions, decision, &field)),
                json,
            );
        }
        json.end('}');
    }
    if let Some(value) = program.value(&slot, decision.variant) {
        mark::typed();
        if !slot.mixes() {
            json.number(0);
        }
        json.text(value);
    }
    json.end(']');
    Some(())
}

/// Writes the fields of what is shown. Do values stand in them?
fn write_fields(
    program: &Program,
    decisions: &Decisions,
    decision: &Decision,
    variant: &Variant,
    json: &mut Json<'_>,
) -> bool {
    let mut values = false;
    json.begin('{');
    for field in program.fields.of(variant.fields) {
        let formatter = formatter(program, decisions, decision, &field, json.host());
        write_field(
            program.text(field.name),
            formatter.format(program.word(&field, formatter.locale)).as_deref(),
            field.kind,
            json,
        );
        values |= field.kind & Field::VALUES > 0;
    }
    json.end('}');
    values
}

/// Writes the variants of a slot, as far as they were tried, each a list: its name, and where it has a rule, the rule's
/// source and the numbers of the facts that it reads.
pub fn tried(program: &Program, decisions: &Decisions, place: usize, count: i32, json: &mut Json<'_>) {
    mark::reasons();
    let slot = decisions.all.get(place).and_then(|decision| program.slots.get(decision.slot));
    let mut number = 0;
    while let Some(variant) = slot.filter(|_| number < count as usize).and_then(|slot| program.variant(&slot, number)) {
        json.begin('[');
        json.text(program.text(variant.name));
        if let Some(rule) = program.rules.before(variant.rule) {
            json.text(program.text(rule.source));
            program.reads.of(rule.reads).for_each(|name| json.number(i64::from(name)));
        }
        json.end(']');
        number += 1;
    }
}
