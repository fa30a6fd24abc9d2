//! The rung of words: a variant whose sentences would have a hole is passed over, and each speaks one language.

use super::facts::Facts;
use super::reason::{Kind, Reason};
use super::{Decision, Decisions, Ladder};
use crate::capability::mark;
use crate::program::Program;
use crate::program::records::{Field, Slot, Variant};

/// Stops a variant whose words need a value that is not there.
pub(super) fn rung(ladder: &Ladder<'_>, variant: &Variant) -> Option<Kind> {
    missing(ladder, variant).map(|_| Kind::ValueMissing)
}

/// The first name that the words of a variant need and that is not there.
pub(super) fn missing(ladder: &Ladder<'_>, variant: &Variant) -> Option<u32> {
    if variant.needs.count == 0 {
        return None;
    }
    mark::value();
    ladder.program.reads.of(variant.needs).find(|name| !ladder.facts.is_shown(*name))
}

/// The best language for the reader in which all fields of what is shown are written, or where the slot mixes languages,
/// one of them is: of the variant that passed last, and in a list of those before it too.
pub(super) fn locale(ladder: &Ladder<'_>, number: usize, slot: &Slot, reasons: &[Reason], last: &Variant) -> usize {
    let program = ladder.program;
    // The only one there is.
    if program.locales.len() == 1 {
        return 0;
    }
    mark::language();
    let written = |variant: &Variant, locale| {
        let mut fields = program.fields.of(variant.fields);
        let written = |field: Field| program.word(&field, locale) > 0;
        // A URL speaks no language.
        if slot.mixes() { fields.any(|field| field.kind != Field::URL && written(field)) } else { fields.all(written) }
    };
    let before = |locale| {
        let shown = reasons.iter().filter(|reason| reason.kind.passes());
        shown.filter_map(|reason| program.variant(slot, reason.variant)).all(|variant| written(&variant, locale))
    };
    best(ladder.facts, number, |locale| written(last, locale) && (!slot.is_list() || before(locale)))
}

/// The language of one field of a decision.
#[inline(never)]
pub fn spoken(program: &Program, decisions: &Decisions, decision: &Decision, field: &Field) -> usize {
    let mixes = program.slots.get(decision.slot).is_some_and(|slot| slot.mixes());
    if !mixes || field.kind == Field::URL || program.word(field, decision.locale) > 0 {
        return decision.locale;
    }
    mark::language();
    best(&decisions.facts, decision.slot, |locale| program.word(field, locale) > 0)
}

/// Not through a pointer: one of this shape would make the tool chain believe that the library's formatting of numbers, which
/// panics alone would use, is called from here (measured: 900 bytes after brotli).
fn best(facts: &Facts, slot: usize, fits: impl Fn(usize) -> bool) -> usize {
    for locale in facts.languages.at(slot) {
        if fits(*locale) {
            return *locale;
        }
    }
    0
}
