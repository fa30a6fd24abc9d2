//! A slot → its record and those of its variants.

use super::draft::Draft;
use super::limit::limits;
use super::variant::variant;
use crate::manifest::check::caps::counted_as;
use crate::manifest::check::{data, permissions, unused};
use crate::manifest::model::{Catalog, Slot, Variant};
use crate::prelude::*;
use crate::program::records;
use crate::value::Value;

/// Writes the items of a catalogue, so that each list shows the same ones.
pub fn catalog(draft: &mut Draft<'_>, catalog: &Catalog) {
    data::same_type(&mut draft.checker, &catalog.items);
    let items = catalog.items.iter().map(|item| variant(draft, item, "", false)).collect();
    draft.items.push(items);
}

/// Writes a slot.
pub fn slot(draft: &mut Draft<'_>, slot: &Slot) {
    let mut variants = Vec::new();
    for (number, written) in slot.variants.iter().enumerate() {
        let own = counted_as(slot, written);
        // Items are the same in every list except for their limits.
        let item = slot.list.and_then(|(catalog, _)| draft.items.get(catalog)?.get(number).copied());
        let record = item.unwrap_or_else(|| variant(draft, written, &own, number + 1 == slot.variants.len()));
        variants.push(records::Variant { limit: limits(draft, written, &own), ..record });
    }
    let value = |written: &Variant| written.value.as_ref().map_or(Value::Null, |value| Value::text(&value.text));
    draft.values.extend(slot.variants.iter().map(value));
    permissions::permissions(&mut draft.checker, slot);
    let record = records::Slot {
        name: draft.text(&slot.name),
        variants: draft.program.variants.append(&variants),
        may: slot.permissions,
        count: slot.list.map_or(1, |(_, count)| count),
    };
    draft.program.slots.push(&record);
    if slot.list.is_none() {
        data::same_type(&mut draft.checker, &slot.variants);
        unused::variants(&mut draft.checker, slot, &variants, &draft.program);
    }
}
