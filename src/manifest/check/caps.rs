//! The most views that the caps of a manifest leave to each variant, and who shares a cap.

use crate::error::{count, say};
use crate::limits;
use crate::manifest::index::Index;
use crate::manifest::model::{Manifest, SharedCap, Slot, Source, Variant};
use crate::manifest::report::Report;
use crate::nearest::hint;
use crate::prelude::*;
use crate::profile::EventKind;
use crate::program::records::Since;
use crate::text::cut;

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
            if let Some(most) = most_views(manifest, variant) {
                caps.insert(counted_as(slot, variant), most);
            }
        }
    }
    caps
}

/// The most views that a variant can have: those that a cap without a period allows.
fn most_views(manifest: &Manifest, variant: &Variant) -> Option<u32> {
    let shared = variant.shares.iter().filter_map(|name| shared(manifest, name)).flat_map(|cap| &cap.limits);
    let caps = variant.limits.iter().chain(shared);
    caps.filter(|limit| limit.kind == EventKind::View && limit.since == Since::Ever).map(|cap| cap.count).min()
}

/// The cap of a name that variants share.
pub fn shared<'m>(manifest: &'m Manifest, name: &Source) -> Option<&'m SharedCap> {
    manifest.caps.iter().find(|cap| cap.name == name.text)
}

/// The variants that share a cap, by the names under which their events are counted.
fn sharing(manifest: &Manifest, cap: &str) -> Vec<String> {
    let variants = manifest.slots.iter().flat_map(|slot| slot.variants.iter().map(move |variant| (slot, variant)));
    let names = |variant: &Variant| variant.shares.iter().any(|name| name.text == cap);
    variants.filter(|(_, variant)| names(variant)).map(|(slot, variant)| counted_as(slot, variant)).collect()
}

/// Who shares each cap. A name that no cap has, a cap that nobody shares and one that too many do are reported.
pub fn check(manifest: &Manifest, report: &mut Report<'_>) -> Vec<Vec<String>> {
    let known = || manifest.caps.iter().map(|cap| cap.name.as_str());
    let items = manifest.catalogs.iter().flat_map(|catalog| &catalog.items);
    for name in manifest.slots.iter().flat_map(|slot| &slot.variants).chain(items).flat_map(|variant| &variant.shares) {
        if shared(manifest, name).is_none() {
            let message =
                say("there is no cap “{}”{}", &[cut(&name.text, limits::NAME_BYTES), &hint(&name.text, known())]);
            report.error_at(&name.place, message);
        }
    }
    let mut all = Vec::new();
    for cap in &manifest.caps {
        let sharing = sharing(manifest, &cap.name);
        if sharing.is_empty() {
            report.warning(&cap.place, "no variant shares this cap");
        }
        if sharing.len() > limits::SHARING {
            let message = say("more than {} variants share this cap", &[&count(limits::SHARING)]);
            report.error_at(&cap.place, message);
        }
        all.push(sharing);
    }
    all
}
