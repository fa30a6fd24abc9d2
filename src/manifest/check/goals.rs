//! The goals that rules and limits name.

use super::checker::Checker;
use crate::error::say;
use crate::limits;
use crate::manifest::model::{Limit, Manifest};
use crate::nearest::hint;
use crate::prelude::*;
use crate::text::cut;

/// Is this the name of a goal? The error is a message.
pub fn goal(manifest: &Manifest, name: &str) -> Result<(), String> {
    let goals = || manifest.goals.iter().map(String::as_str);
    if goals().any(|known| known == name) {
        return Ok(());
    }
    Err(say("there is no goal “{}”{}", &[cut(name, limits::NAME_BYTES), &hint(name, goals())]))
}

/// Checks the goals of the limits of a variant.
pub fn known(checker: &mut Checker<'_>, limits: &[Limit]) {
    for goal in limits.iter().filter_map(|limit| limit.goal.as_ref()) {
        if let Err(message) = self::goal(checker.facts.manifest, &goal.text) {
            checker.report.error_at(&goal.place, message);
        }
    }
}
