//! The most views that the caps of a manifest leave to each variant.

use crate::error::say;
use crate::manifest::index::Index;
use crate::manifest::model::{Manifest, Slot, Variant};
use crate::prelude::*;
use crate::profile::EventKind;
use crate::program::records::Since;

/// The name under which the events of a variant are counted: `SLOT/VARIANT`.
pub fn counted_as(slot: &Slot, variant: &Variant) -> String {
    say("{}/{}", &[&slot.name, &variant.name])
}

/// The most views of each variant that has a bound. The default has none, because it is shown in any case.
pub fn caps(manifest: &Manifest) -> Index {
    let mut caps = Index::new();
    for slot in &manifest.slots {
        let (_, others) = slot.variants.split_last().unzip();
        for variant in others.into_iter().flatten() {
            if let Some(most) = most_views(variant) {
                caps.insert(counted_as(slot, variant), most);
            }
        }
    }
    caps
}

/// The most views that a variant can have: those that a cap without a period allows.
fn most_views(variant: &Variant) -> Option<u32> {
    let caps = variant.limits.iter().filter(|limit| limit.kind == EventKind::View && limit.since == Since::Ever);
    caps.map(|cap| cap.count).min()
}
