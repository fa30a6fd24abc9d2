//! The rung of words: a variant whose sentences would have a hole is passed over, and each speaks one language.

use super::Ladder;
use super::reason::{Kind, Reason};
use crate::program::records::{Slot, Variant};

/// Stops a variant whose words need a value that is not there.
pub(super) fn rung(ladder: &Ladder<'_>, variant: &Variant) -> Option<Kind> {
    missing(ladder, variant).map(|_| Kind::ValueMissing)
}

/// The first name that the words of a variant need and that is not there.
pub(super) fn missing(ladder: &Ladder<'_>, variant: &Variant) -> Option<u32> {
    ladder.program.reads.of(variant.needs).find(|name| !ladder.facts.is_present(*name))
}

/// The best language for the reader in which all fields of what is shown are written: of the variant that passed last, and
/// in a list of those before it too.
pub(super) fn locale(ladder: &Ladder<'_>, slot: &Slot, reasons: &[Reason], last: &Variant) -> usize {
    let program = ladder.program;
    let written =
        |variant: &Variant, locale| program.fields.of(variant.fields).all(|field| program.word(&field, locale) > 0);
    let before = |locale| {
        let shown = reasons.iter().filter(|reason| reason.kind.passes());
        shown.filter_map(|reason| program.variant(slot, reason.variant)).all(|variant| written(&variant, locale))
    };
    let complete = |locale: &&usize| written(last, **locale) && (!slot.is_list() || before(**locale));
    ladder.facts.locales.iter().find(complete).copied().unwrap_or_default()
}
