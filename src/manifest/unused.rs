//! What a manifest says in vain: variants that are never shown, and audiences and catalogues that nothing asks for.

use super::lower::Lowering;
use super::report::Kept;
use super::{Manifest, Slot};
use crate::error::say;
use crate::program::Program;
use crate::program::records;

impl Lowering<'_, '_, '_> {
    /// Variants that are never shown, because one before them always is when they could be.
    pub(super) fn tell_hidden(&mut self, slot: &Slot, variants: &[records::Variant]) {
        let bare = |variant: &records::Variant| variant.windows.count + variant.limit + variant.needs.count == 0;
        let code =
            |program: &Program, rule: u32| program.rules.before(rule).map(|rule| rule.code.of(&program.code).to_vec());
        // The default is always there, and meant to be.
        for (place, (variant, record)) in slot.variants.iter().zip(variants).enumerate().take(variants.len().max(1) - 1)
        {
            let before = slot.variants.iter().zip(variants).take(place).find(|(_, before)| {
                bare(before)
                    && (before.rule == 0 || code(&self.program, before.rule) == code(&self.program, record.rule))
            });
            if let Some((before, _)) = before {
                let path = say("{}/variants/{}", &[&slot.place.path, &variant.name]);
                let message =
                    say("“{}” is never shown: whenever it could be, “{}” before it is", &[&variant.name, &before.name]);
                self.report.warning(&Kept { path, at: slot.place.at }, message);
            }
        }
    }

    /// Audiences that nothing asks for.
    pub(super) fn tell_unused(&mut self, manifest: &Manifest) {
        // A rule that is wrong may have meant it.
        if self.report.failed() {
            return;
        }
        for (number, catalog) in manifest.catalogs.iter().enumerate() {
            if !manifest.slots.iter().any(|slot| slot.list.is_some_and(|(catalog, _)| catalog == number)) {
                self.report.warning(&catalog.place, "no slot shows this catalogue");
            }
        }
        for audience in &manifest.audiences {
            let number = self.names.audiences.iter().position(|name| *name == audience.name);
            if number.is_some_and(|number| !self.asked.contains(&(number as u32))) {
                self.report.warning(&audience.rule.place, "no rule asks for this audience");
            }
        }
    }
}
