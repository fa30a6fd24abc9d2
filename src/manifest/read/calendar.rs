//! An entry of the calendar: a schedule, a list of dates, or the holidays of a region.

use super::json::Node;
use super::object::Object;
use super::schedule;
use super::values::{short, text, texts};
use crate::civil::DAY;
use crate::error::say;
use crate::limits;
use crate::manifest::almanac::Almanac;
use crate::manifest::model::CalendarEntry;
use crate::manifest::report::{Place, Report};
use crate::manifest::time::dates::{self, DateTime};
use crate::manifest::time::schedule::{Schedule, stretches};
use crate::prelude::*;

/// Reads an entry of the calendar.
pub fn entry(
    name: &str,
    node: &Node,
    place: &Place<'_>,
    almanac: &Almanac,
    report: &mut Report<'_>,
) -> Option<CalendarEntry> {
    let any = Object::any(node, place, report)?;
    let listed = ["dates", "holidays"].into_iter().find(|key| any.get(key).is_some());
    let object = match listed {
        Some(key) => Object::read(node, place, &[key, "in"], report)?,
        None => Object::read(node, place, &schedule::KEYS, report)?,
    };
    let list = match listed {
        Some("dates") => Some(object.part("dates", report, dates).unwrap_or_default()),
        Some(_) => Some(
            object
                .part("holidays", report, |node, place, report| holidays(node, place, almanac, report))
                .unwrap_or_default(),
        ),
        None => None,
    };
    let countries = object.part("in", report, countries).unwrap_or_default().join(" ");
    let schedule = match list {
        Some(list) => Schedule { place: place.owned(), windows: stretches(list), recurrence: None },
        None => {
            let needs =
                "an entry of the calendar says when: “from”, “to”, “weekdays”, “hours”, “rrule”, “dates” or “holidays”";
            schedule::of_object(&object, needs, report).unwrap_or_default()
        }
    };
    Some(CalendarEntry { name: name.to_owned(), schedule, countries })
}

/// Reads a list of dates, as stretches of time.
fn dates(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<(i64, i64)>> {
    let texts = texts(node, place, report)?;
    let mut all = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        match dates::parse(text) {
            Some(DateTime::Day(day)) => all.push((day * DAY, (day + 1) * DAY)),
            _ => report.error(&place.item(number, None), "a date such as 2026-12-24 was expected"),
        }
    }
    Some(all)
}

/// Reads a region; its holidays come from the almanac, as stretches of time.
fn holidays(node: &Node, place: &Place<'_>, almanac: &Almanac, report: &mut Report<'_>) -> Option<Vec<(i64, i64)>> {
    let region = text(node, place, report)?;
    let Some(list) = almanac.holidays(&region) else {
        report.error(place, "needs a list of holidays: hand in one (see the README), or run npx tailorbird");
        return None;
    };
    let mut all = Vec::new();
    for date in list.iter().take(limits::WINDOWS) {
        match dates::stretch(date) {
            Some(stretch) => all.push(stretch),
            None => report.error(place, say("“{}”, which was handed in, is no date", &[short(date)])),
        }
    }
    if list.is_empty() {
        report.error(place, say("no holidays are known for “{}”", &[short(&region)]));
    }
    Some(all)
}

/// Reads the countries in which an entry counts.
fn countries(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<String>> {
    let countries = texts(node, place, report)?;
    for (number, code) in countries.iter().enumerate() {
        if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            report.error(&place.item(number, None), say("“{}” is no country's code, such as “DE”", &[short(code)]));
        }
    }
    Some(countries)
}
