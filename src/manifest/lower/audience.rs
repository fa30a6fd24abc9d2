//! Audiences → their records, each after those that it reads.

use super::draft::Draft;
use super::rule::rule;
use crate::manifest::check::audiences::{order, refuse_circular};
use crate::manifest::model::Manifest;
use crate::program::records;

/// Writes the audiences of a manifest.
pub fn audiences(draft: &mut Draft<'_>, manifest: &Manifest) {
    let (ordered, circular) = order(manifest);
    for audience in ordered {
        let name = draft.text(&audience.name);
        let rule = rule(draft, &audience.rule, "").map_or(0, |rule| rule - 1);
        draft.program.audiences.push(&records::Audience { name, rule });
        draft.checker.facts.audiences.push(audience.name.clone());
    }
    refuse_circular(&mut draft.checker, &circular);
}
