//! A schedule: its parts → windows, or a recurrence that is expanded later.

use super::json::{Json, Node};
use super::object::Object;
use super::recurrence::recurrence;
use super::schedule_parts::Parts;
use super::values::{short, text};
use super::windows::windows;
use crate::error::{count, say};
use crate::limits;
use crate::manifest::report::{OwnedPlace, Place, Report};
use crate::manifest::time::dates::DateTime;
use crate::manifest::time::schedule::Schedule;
use crate::manifest::zones;
use crate::nearest::hint;
use crate::prelude::*;

/// The keys of an entry of the calendar that is a schedule.
pub const KEYS: [&str; 11] =
    ["from", "to", "weekdays", "hours", "rrule", "lasts", "except", "zone", "in", "dates", "holidays"];
/// How many of the keys, counted from the first, the schedule of a variant has.
const OF_VARIANTS: usize = 8;

/// Reads the schedule of a variant: one object, or a list of objects of which any lets the variant through.
pub fn schedules(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<Schedule>> {
    let known = KEYS.get(..OF_VARIANTS).unwrap_or(&[]);
    let one = |node: &Node, place: &Place<'_>, report: &mut Report<'_>| {
        let object = Object::read(node, place, known, report)?;
        of_object(&object, "a schedule says when: “from”, “to”, “weekdays”, “hours” or “rrule”", report)
    };
    let Json::List(items) = &node.json else {
        return Some(one(node, place, report).into_iter().collect());
    };
    if items.is_empty() || items.len() > limits::NAMED {
        report.error(place, say("1 to {} schedules were expected", &[&count(limits::NAMED)]));
    }
    let mut all = Vec::new();
    for (number, item) in items.iter().take(limits::NAMED).enumerate() {
        all.extend(one(item, &place.item(number, item.at), report));
    }
    Some(all)
}

/// Reads a schedule from an object whose keys were checked. `needs` is the message for one that says no time.
pub fn of_object(object: &Object<'_>, needs: &str, report: &mut Report<'_>) -> Option<Schedule> {
    let parts = Parts::read(object, report);
    let place = object.place.owned();
    let zone = object.part("zone", report, zone);
    if zone.is_some() && [parts.from, parts.to].iter().any(|end| matches!(end, Some(DateTime::Instant(..)))) {
        object.error("zone", "“from” and “to” have an offset, or a zone, but not both", report);
    }
    if object.get("rrule").is_some() {
        let recurrence = recurrence(&parts, object, report)?;
        return Some(Schedule { place, windows: Vec::new(), recurrence: Some(recurrence), zone });
    }
    if ["from", "to", "weekdays", "hours"].into_iter().all(|key| object.get(key).is_none()) {
        report.error(object.place, needs);
        return None;
    }
    if object.get("lasts").is_some() {
        object.error("lasts", "only a recurrence (“rrule”) lasts; what is here ends with “to”", report);
    }
    Some(Schedule { place, windows: windows(&parts, object, report)?, recurrence: None, zone })
}

/// Reads the name of a zone.
fn zone(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<(String, OwnedPlace)> {
    let text = text(node, place, report)?;
    if !zones::is_zone(&text) {
        let known = zones::names();
        let hint = hint(&text, known.iter().map(String::as_str));
        report.error(place, say("there is no time zone “{}”{}", &[short(&text), &hint]));
        return None;
    }
    Some((text, place.owned()))
}
