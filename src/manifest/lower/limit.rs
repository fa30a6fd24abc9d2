//! The limits of a variant → their records.

use super::draft::Draft;
use crate::manifest::check::goals;
use crate::manifest::model::{Limit, Variant};
use crate::prelude::*;
use crate::profile::EventKind;
use crate::program::records;
use crate::sorted::sorted;

/// Writes the limits of a variant: the number of the first plus one, or 0. `own` is its name as `SLOT/VARIANT`.
pub fn limits(draft: &mut Draft<'_>, variant: &Variant, own: &str) -> u32 {
    goals::known(&mut draft.checker, &variant.limits);
    let place = |limit: &Limit| limit.goal.as_ref().map_or(own, |goal| &goal.text).to_owned();
    let mut all: Vec<(Limit, String)> = variant.limits.iter().map(|limit| (limit.clone(), place(limit))).collect();
    let manifest = draft.checker.facts.manifest;
    for (cap, sharing) in manifest.caps.iter().zip(&draft.sharing) {
        if variant.shares.iter().any(|name| name.text == cap.name) {
            let others = sharing.iter().map(String::as_str).filter(|place| *place != own);
            let places = core::iter::once(own).chain(others).collect::<Vec<_>>().join(" ");
            all.extend(cap.limits.iter().map(|limit| (limit.clone(), places.clone())));
        }
    }
    // The first limit that stops a variant says until when, and a cap per week holds longer than one per day.
    let key = |limit: &Limit| if limit.kind == EventKind::View { 1 + limit.since.number() } else { 0 };
    let all = sorted(all, &|(one, _), (other, _)| key(one) < key(other));
    let first = draft.program.limits.len() as u32 + 1;
    for (number, (limit, place)) in all.iter().enumerate() {
        let (place, more) = (draft.text(place), number + 1 < all.len());
        draft.program.limits.push(&records::Limit::of(place, limit.kind as u32, limit.since, more, limit.count));
    }
    if all.is_empty() { 0 } else { first }
}
