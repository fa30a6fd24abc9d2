//! The rung of words: a variant whose sentences would have a hole is passed over, and each speaks one language.

use super::reason::Kind;
use super::{Horizon, Ladder};
use crate::program::records::Variant;

/// Stops a variant whose words need a value that is not there, and notes when one that they need changes by itself.
pub(super) fn rung(ladder: &Ladder<'_>, variant: &Variant, horizon: &mut Horizon) -> Option<Kind> {
    let mut complete = true;
    for name in ladder.program.reads.of(variant.needs) {
        ladder.facts.until(name).into_iter().for_each(|moment| horizon.meet(moment));
        complete &= ladder.facts.is_present(name);
    }
    (!complete).then_some(Kind::ValueMissing)
}

/// The best language for the reader in which all of the variant's fields are written.
pub(super) fn locale(ladder: &Ladder<'_>, variant: &Variant) -> usize {
    let program = ladder.program;
    let complete = |locale: &&usize| program.fields.of(variant.fields).all(|field| program.word(&field, **locale) > 0);
    ladder.facts.locales.iter().find(complete).copied().unwrap_or_default()
}
