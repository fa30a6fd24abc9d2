//! How a list ranks → the value that a program keeps of it.

use super::draft::Draft;
use crate::civil::DAY;
use crate::manifest::model::{Listing, Manifest, Slot};
use crate::prelude::*;
use crate::program::ranking::Written;
use crate::value::Value;

/// Writes the ways of all lists. The names of their items and owners become choices.
pub fn ranks(draft: &mut Draft<'_>, manifest: &Manifest) {
    let slots = manifest.slots.iter().enumerate();
    draft.ranks = slots.filter_map(|(number, slot)| written(draft, manifest, number, slot)).collect();
}

fn written(draft: &mut Draft<'_>, manifest: &Manifest, number: usize, slot: &Slot) -> Option<Value> {
    let (rank, catalog) = (slot.rank.as_ref()?, slot.list?.0);
    let same = |other: &&Slot| other.list.is_some_and(|(number, _)| number == catalog);
    let items = || slot.variants.iter().map(|item| &item.listing);
    let mut owners = rank.owners.clone();
    for item in items().filter(|item| !item.owner.is_empty()) {
        if !owners.iter().any(|(name, _)| *name == item.owner) {
            owners.push((item.owner.clone(), 0));
        }
    }
    let owner = |item: &Listing| owners.iter().position(|(name, _)| *name == item.owner).map_or(0, |number| number + 1);
    let numbers = |item: &Listing| {
        [item.boost, item.published.map_or(f64::NEG_INFINITY, |moment| moment as f64), owner(item) as f64]
    };
    let mut all: Vec<f64> = items().flat_map(numbers).collect();
    if items().all(|item| *item == Listing::default()) {
        all.clear();
    }
    let names: Vec<String> = slot.variants.iter().map(|item| item.name.clone()).collect();
    let owned: Vec<String> = owners.iter().map(|(name, _)| name.clone()).collect();
    let names = draft.texts(&[names, owned].concat());
    let written = Written {
        numbers: [
            number as f64,
            rank.diversity,
            rank.calibration,
            f64::from(rank.fresh.0),
            f64::from(rank.fresh.1) * DAY as f64,
            f64::from(names.start),
        ],
        items: all,
        places: owners.iter().map(|(_, places)| f64::from(*places)).collect(),
        lists: manifest.slots.iter().filter(same).map(|other| other.name.clone()).collect(),
        vectors: rank.vectors.clone(),
    };
    Some(written.value())
}

/// Reports experiments whose slot is a list that ranks: an arm leads its list, and so would it here, whoever reads it.
pub fn check(draft: &mut Draft<'_>, manifest: &Manifest) {
    for experiment in &manifest.experiments {
        if manifest.slots.iter().any(|slot| slot.name == experiment.slot.text && slot.rank.is_some()) {
            let message = "this list ranks: an arm would stand first whoever reads it, so that it has no experiment";
            draft.checker.report.error_at(&experiment.slot.place, message);
        }
    }
}
