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
use crate::nearest::hint;
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
        Some("dates") => Object::read(node, place, &["dates", "rscale", "in"], report)?,
        Some(key) => Object::read(node, place, &[key, "in"], report)?,
        None => Object::read(node, place, &schedule::KEYS, report)?,
    };
    let list = match listed {
        Some("dates") if object.get("rscale").is_some() => {
            let rscale = object.part("rscale", report, rscale);
            let dates = |node: &Node, place: &Place<'_>, report: &mut Report<'_>| {
                other_dates(node, place, &rscale?, almanac, report)
            };
            Some(object.part("dates", report, dates).unwrap_or_default())
        }
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
        Some(list) => Schedule { place: place.owned(), windows: stretches(list), recurrence: None, zone: None },
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

/// The calendars of dates: names of CLDR.
const CALENDARS: [&str; 10] = [
    "chinese",
    "coptic",
    "dangi",
    "ethiopic",
    "hebrew",
    "indian",
    "islamic-civil",
    "islamic-tbla",
    "islamic-umalqura",
    "persian",
];

/// Reads the name of a calendar.
fn rscale(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<String> {
    let name = text(node, place, report)?;
    if !CALENDARS.contains(&name.as_str()) {
        let hint = hint(&name, CALENDARS);
        let known = CALENDARS.join(", ");
        report.error(place, say("there is no calendar “{}” but {}{}", &[short(&name), &known, &hint]));
        return None;
    }
    Some(name)
}

/// Reads dates of another calendar; their days come from the almanac, as stretches of time.
fn other_dates(
    node: &Node,
    place: &Place<'_>,
    rscale: &str,
    almanac: &Almanac,
    report: &mut Report<'_>,
) -> Option<Vec<(i64, i64)>> {
    let mut all = Vec::new();
    for (number, date) in texts(node, place, report)?.iter().enumerate() {
        let place = place.item(number, None);
        if !date.split('/').all(is_month_and_day) || date.split('/').count() > 2 {
            report.error(
                &place,
                "a month and a day such as 07-15 or 05L-15, or two with a slash between them, were expected",
            );
            continue;
        }
        let days = almanac.holidays(&say("{} {}", &[rscale, date])).unwrap_or(&[]);
        all.extend(days.iter().filter_map(|day| dates::stretch(day)));
        if days.is_empty() {
            let message = "“{}” of this calendar does not come in the years that are compiled for";
            report.error(&place, say(message, &[date]));
        }
    }
    Some(all)
}

/// `07-15`, or in a leap month (RFC 7529) `05L-15`.
fn is_month_and_day(text: &str) -> bool {
    let (month, day) = text.split_once('-').unwrap_or_default();
    let number =
        |text: &str, most| text.len() == 2 && dates::number(text).is_some_and(|number| (1..=most).contains(&number));
    number(month.strip_suffix('L').unwrap_or(month), 13) && number(day, 32)
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
