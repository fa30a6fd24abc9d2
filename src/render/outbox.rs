//! What was decided → what the other side of a boundary does not know yet: one text with what changed, and on demand
//! what the program says about a variant, which it need not hear twice.

use super::json::Json;
use super::shown::{speaker, tell_language};
use crate::decide::words::spoken;
use crate::decide::{Decision, Decisions};
use crate::message::digits::push_number;
use crate::message::host::Host;
use crate::prelude::*;
use crate::program::Program;

/// The mark of the first kind of reason. Kinds end before [`NAMES`].
const KINDS: u32 = '0' as u32;
/// The mark of the first name that may be missing.
const NAMES: u32 = '@' as u32;

/// What is true, and what differs between two decisions about the same slots, in lines. The first is JSON: all facts
/// by their paths, in the order of their numbers, and the zone. Then one for each decision that differs, in words:
/// its place; a mark for each variant that was tried, which is '0' and the kind of its reason, or '@' and the number
/// of the name that is missing; the number of the locale, where a slot mixes languages with those that would come next; and until when, where an end is known.
pub fn answer(program: &Program, before: &Decisions, after: &Decisions, host: &dyn Host) -> String {
    let mut json = Json::new(host);
    json.begin('[');
    json.begin('{');
    for (name, value) in program.names.iter().zip(after.facts.values()) {
        json.key(program.text(name.path));
        json.value(value);
    }
    json.end('}');
    json.text(&after.facts.zone);
    json.end(']');
    let mut lines = json.finish();
    for (place, new) in after.all.iter().enumerate() {
        let mixes = program.slots.get(new.slot).is_some_and(|slot| slot.mixes == 1);
        let same = |old: &Decision| {
            let spoken = !mixes || before.facts.locales == after.facts.locales;
            spoken && (old.until, old.locale) == (new.until, new.locale) && before.reasons(old) == after.reasons(new)
        };
        if before.all.get(place).is_some_and(same) {
            continue;
        }
        lines.push('\n');
        push_number(&mut lines, place as i64, 1);
        lines.push(' ');
        for reason in after.reasons(new) {
            let mark = reason.missing.map_or(KINDS + reason.kind as u32, |name| NAMES + name);
            lines.push(char::from_u32(mark).unwrap_or_default());
        }
        lines.push(' ');
        push_number(&mut lines, new.locale as i64, 1);
        if mixes {
            for locale in &after.facts.locales {
                lines.push(',');
                push_number(&mut lines, *locale as i64, 1);
            }
        }
        lines.push(' ');
        if let Some(until) = new.until {
            push_number(&mut lines, until, 1);
        }
    }
    lines
}

/// Writes what there is to know of a variant of a decided slot: a list. The slot's name; 1 where its variants may load
/// different resources; the language that was decided for, its direction, and the fields in it; 1 where values stand
/// in them; the languages of those that speak another, by their names; the variant's name; and where it has a rule, the rule's source and the numbers of the facts that it reads.
pub fn about(program: &Program, decisions: &Decisions, place: usize, variant: usize, json: &mut Json<'_>) {
    if let Some(decision) = decisions.all.get(place) {
        write(program, decisions, &Decision { variant, ..*decision }, json);
    }
}

fn write(program: &Program, decisions: &Decisions, decision: &Decision, json: &mut Json<'_>) -> Option<()> {
    let slot = program.slots.get(decision.slot)?;
    let variant = program.variant(&slot, decision.variant)?;
    let locale = program.locales.get(decision.locale)?;
    let mut values = false;
    json.begin('[');
    json.text(program.text(slot.name));
    json.number(i64::from(slot.varies_requests));
    json.text(program.text(locale.tag));
    json.text(locale.direction());
    json.begin('{');
    for field in program.fields.of(variant.fields) {
        let speaker = speaker(program, decisions, decision, &field, json.host());
        json.pair(program.text(field.name), &speaker.say(program.word(&field, speaker.locale)));
        values |= field.url == 2;
    }
    json.end('}');
    json.number(i64::from(values));
    json.begin('{');
    if slot.mixes == 1 {
        for field in program.fields.of(variant.fields) {
            tell_language(
                program,
                decision,
                (program.text(field.name), spoken(program, decisions, decision, &field)),
                json,
            );
        }
    }
    json.end('}');
    json.text(program.text(variant.name));
    if let Some(rule) = program.rules.before(variant.rule) {
        json.text(program.text(rule.source));
        program.reads.of(rule.reads).for_each(|name| json.number(i64::from(name)));
    }
    json.end(']');
    Some(())
}
