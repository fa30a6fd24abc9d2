//! The order of audiences: each comes after those that its rule names.

use super::checker::Checker;
use crate::manifest::index::Index;
use crate::manifest::model::{Audience, Manifest};
use crate::prelude::*;
use crate::rule::token::{Kind, tokens};

/// The audiences in an order in which each reads only those before it, and those that have no place in it because they
/// read themselves.
pub fn order(manifest: &Manifest) -> (Vec<&Audience>, Vec<&Audience>) {
    let mut known = Index::new();
    for (number, audience) in (0..).zip(&manifest.audiences) {
        known.insert(audience.name.clone(), number);
    }
    let mut ordered = Vec::new();
    let mut waiting: Vec<_> =
        manifest.audiences.iter().map(|audience| (audience, mentions(&audience.rule.text, &known))).collect();
    let mut ready = vec![false; manifest.audiences.len()];
    loop {
        let before = waiting.len();
        let mut next = Vec::new();
        for (audience, mut mentions) in waiting {
            mentions.retain(|number| ready.get(*number as usize) == Some(&false));
            if !mentions.is_empty() {
                next.push((audience, mentions));
                continue;
            }
            if let Some(ready) = known.get(&audience.name).and_then(|number| ready.get_mut(*number as usize)) {
                *ready = true;
            }
            ordered.push(audience);
        }
        waiting = next;
        if waiting.is_empty() || waiting.len() == before {
            break;
        }
    }
    (ordered, waiting.into_iter().map(|(audience, _)| audience).collect())
}

/// Refuses audiences that read themselves. Later rules may name them all the same, so that nothing is reported twice.
pub fn refuse_circular(checker: &mut Checker<'_>, circular: &[&Audience]) {
    for audience in circular {
        checker.report.error_at(&audience.rule.place, "this audience reads itself, directly or through others");
        checker.facts.audiences.push(audience.name.clone());
    }
}

/// The numbers of the audiences that a rule names, found among its tokens.
fn mentions(rule: &str, known: &Index) -> Vec<u32> {
    let tokens = tokens(rule).unwrap_or_default();
    let kinds = |place: usize| tokens.get(place).map(|token| &token.kind);
    let name = |place: usize| match (kinds(place), kinds(place + 1), kinds(place + 2)) {
        (Some(Kind::Name(root)), Some(Kind::Mark(".")), Some(Kind::Name(name))) if root == "audience" => Some(name),
        _ => None,
    };
    (0..tokens.len()).filter_map(|place| known.get(name(place)?).copied()).collect()
}
