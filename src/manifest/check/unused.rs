//! Warnings of parts of a manifest without effect: variants that are never shown, and audiences and catalogues that are not
//! used.

use super::checker::Checker;
use super::experiments::is_lone;
use crate::error::say;
use crate::manifest::model::{Manifest, Slot, Variant};
use crate::manifest::report::OwnedPlace;
use crate::program::Program;
use crate::program::records;

/// Warns of variants that are never shown, because an earlier one always is when they could be. `variants` are their
/// records, of which the code of their rules is compared.
pub fn variants(checker: &mut Checker<'_>, slot: &Slot, variants: &[records::Variant], program: &Program) {
    let unlimited = |variant: &records::Variant| variant.windows.count + variant.limit + variant.needs.count == 0;
    let manifest = checker.facts.manifest;
    let is_lone = |variant: &Variant| is_lone(manifest, slot, variant);
    let code = |rule: u32| program.rules.before(rule).map(|rule| rule.code.of(&program.code).to_vec());
    // The default, which is the last, may always be covered by another.
    for (place, (variant, record)) in slot.variants.iter().zip(variants).enumerate().take(variants.len().max(1) - 1) {
        let before = slot.variants.iter().zip(variants).take(place).find(|(written, before)| {
            !is_lone(written) && unlimited(before) && (before.rule == 0 || code(before.rule) == code(record.rule))
        });
        if let Some((before, _)) = before.filter(|_| !is_lone(variant)) {
            let path = say("{}/variants/{}", &[&slot.place.path, &variant.name]);
            let message =
                say("“{}” is never shown: whenever it could be, “{}” before it is", &[&variant.name, &before.name]);
            checker.report.warning(&OwnedPlace { path, at: slot.place.at }, message);
        }
    }
}

/// Warns of catalogues that no slot shows, and of audiences that no rule uses.
pub fn catalogs_and_audiences(checker: &mut Checker<'_>, manifest: &Manifest) {
    // A rule with an error may have been meant to use them.
    if checker.report.failed() {
        return;
    }
    for (number, catalog) in manifest.catalogs.iter().enumerate() {
        if !manifest.slots.iter().any(|slot| slot.list.is_some_and(|(catalog, _)| catalog == number)) {
            checker.report.warning(&catalog.place, "no slot shows this catalogue");
        }
    }
    for audience in &manifest.audiences {
        let number = checker.facts.audiences.iter().position(|name| *name == audience.name);
        if number.is_some_and(|number| !checker.used_audiences.contains(&(number as u32))) {
            checker.report.warning(&audience.rule.place, "no rule asks for this audience");
        }
    }
}
