//! A slot → its record and those of its variants.

use super::bandit;
use super::draft::Draft;
use super::experiment;
use super::limit::limits;
use super::variant::variant;
use crate::capability::Capability;
use crate::manifest::check::caps::counted_as;
use crate::manifest::check::experiments::{is_lone, variant_of};
use crate::manifest::check::{data, permissions, unused};
use crate::manifest::model::{Catalog, Slot, Variant};
use crate::prelude::*;
use crate::program::records;
use crate::value::Value;

/// Writes the items of a catalogue, so that each list shows the same ones.
pub fn catalog(draft: &mut Draft<'_>, catalog: &Catalog) {
    data::same_type(&mut draft.checker, &catalog.items);
    let splits = splits(draft, &catalog.items);
    let items = catalog.items.iter().map(|item| variant(draft, item, "", false, splits > 0)).collect();
    draft.items.push(items);
}

/// [`records::Slot::SPLITS`] where words come by language and these may, else 0: which language is spoken may not depend on the
/// variant, so that each of them has to have all.
fn splits(draft: &Draft<'_>, variants: &[Variant]) -> u32 {
    let (mut all, mut any) = (draft.program.asks(Capability::Split), false);
    for field in variants.iter().flat_map(|variant| &variant.fields) {
        all &= field.words.iter().all(Option::is_some);
        any |= field.is_localized;
    }
    if all && any { records::Slot::SPLITS } else { 0 }
}

/// Writes a slot.
pub fn slot(draft: &mut Draft<'_>, slot: &Slot) {
    let mut variants = Vec::new();
    // A list shows what its catalogue has, so that both answer alike.
    let splits = splits(draft, &slot.variants);
    for (number, written) in slot.variants.iter().enumerate() {
        let own = counted_as(slot, written);
        // Items are the same in every list except for their limits.
        let item = slot.list.and_then(|(catalog, _)| draft.items.get(catalog)?.get(number).copied());
        let last = number + 1 == slot.variants.len();
        let record = item.unwrap_or_else(|| variant(draft, written, &own, last, splits > 0));
        variants.push(records::Variant { limit: limits(draft, written, &own), ..record });
    }
    let tried = arms(draft, slot, &mut variants);
    permissions::permissions(&mut draft.checker, slot);
    let record = records::Slot {
        name: draft.text(&slot.name),
        variants: draft.program.variants.append(&tried),
        may: slot.permissions | splits,
        count: slot.list.map_or(1, |(_, count)| count),
    };
    draft.program.slots.push(&record);
    if let Some(bandit) = &slot.bandit {
        let number = draft.program.slots.len() - 1;
        bandit::learner(draft, number, slot, bandit);
    }
    if slot.list.is_none() {
        data::same_type(&mut draft.checker, &slot.variants);
        // Where a slot learns, none stands before another.
        if slot.bandit.is_none() {
            unused::variants(&mut draft.checker, slot, &variants, &draft.program);
        }
    }
}

/// The records that a slot tries: all arms, then its variants. Their values are kept.
#[inline(never)]
fn arms(draft: &mut Draft<'_>, slot: &Slot, variants: &mut [records::Variant]) -> Vec<records::Variant> {
    let (mut arms, mut shown) = (Vec::new(), Vec::new());
    let manifest = draft.checker.facts.manifest;
    for (number, experiment) in manifest.experiments.iter().enumerate() {
        if experiment.slot.text != slot.name || draft.checker.report.failed() {
            continue;
        }
        let part = draft.layers.get(number).copied().flatten();
        for arm in experiment::arms(draft, slot, experiment, part, variants) {
            arms.push(arm);
        }
        for arm in &experiment.arms {
            shown.extend(variant_of(slot, arm));
        }
    }
    for (number, variant) in slot.variants.iter().enumerate() {
        if let Some(record) = variants.get(number).filter(|_| !is_lone(manifest, slot, variant)) {
            arms.push(*record);
            shown.push(number);
        }
    }
    for variant in shown.into_iter().filter_map(|number| slot.variants.get(number)) {
        draft.values.push(variant.value.as_ref().map_or(Value::Null, |value| Value::text(&value.text)));
    }
    arms
}
