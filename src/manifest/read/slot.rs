//! A slot with its variants.

use super::choose;
use super::json::Node;
use super::object::Object;
use super::values::{flag, short, text};
use super::variant::variant;
use crate::error::say;
use crate::manifest::model::{Slot, Variant};
use crate::manifest::report::{Place, Report};
use crate::nearest::hint;
use crate::prelude::*;
use crate::program::records;

/// Reads a slot.
pub fn read(name: &str, node: &Node, place: &Place<'_>, locales: &[String], report: &mut Report<'_>) -> Option<Slot> {
    let known = ["default", "variants", "choose", "variesRequests", "mixLanguages", "announce"];
    let object = Object::read(node, place, &known, report)?;
    let bandit = object.part("choose", report, choose::read);
    let learns = if bandit.is_some() { records::Slot::LEARNS } else { 0 };
    let permissions = permissions(&object, report) | learns;
    object.need("variants", report);
    let mut variants =
        object.named("variants", report, |name, node, place, report| variant(name, node, place, locales, report));
    let default = object.need("default", report).and_then(|_| object.part("default", report, text));
    if let Some(default) = default {
        match variants.iter().position(|variant| variant.name == default) {
            Some(number) => {
                let variant = variants.remove(number);
                check_default(&variant, place, report);
                variants.push(variant);
            }
            None => {
                let hint = hint(&default, variants.iter().map(|variant| variant.name.as_str()));
                object.error("default", say("there is no variant “{}”{}", &[short(&default), &hint]), report);
            }
        }
    }
    Some(Slot { name: name.to_owned(), place: place.owned(), variants, permissions, bandit, list: None, rank: None })
}

/// Reads the bits of the permissions of a slot.
pub fn permissions(object: &Object<'_>, report: &mut Report<'_>) -> u32 {
    let mut bit = |key, bit| if object.part(key, report, flag) == Some(true) { bit } else { 0 };
    bit("variesRequests", records::Slot::VARIES)
        | bit("announce", records::Slot::ANNOUNCES)
        | bit("mixLanguages", records::Slot::MIXES)
}

/// The default is shown when no other variant is, so it may not have any condition.
fn check_default(variant: &Variant, place: &Place<'_>, report: &mut Report<'_>) {
    let variants = place.key("variants", None);
    let place = variants.key(&variant.name, None);
    if variant.when.is_some() || !variant.schedule.is_empty() {
        report.error(&place, "the default is shown when no other variant is: it has no “when” and no “schedule”");
    }
    if !variant.limits.is_empty() {
        report.error(
            &place,
            "the default is shown when no other variant is: it has no “cap”, no “cooldown” and no “stopAfter”",
        );
    }
}
