//! The parts of a schedule, each read by itself: dates and times, weekdays, hours, a duration and exceptions.

use super::json::{Json, Node};
use super::object::Object;
use super::values::{short, text, texts, wrong};
use crate::context::clock::WEEKDAYS;
use crate::error::{count, say};
use crate::limits;
use crate::manifest::report::{OwnedPlace, Place, Report};
use crate::manifest::time::dates::{self, DateTime, Duration};
use crate::nearest::hint;
use crate::prelude::*;

/// The parts of a schedule.
pub struct Parts {
    /// The beginning.
    pub from: Option<DateTime>,
    /// The end.
    pub to: Option<DateTime>,
    /// A bit for each weekday, Monday the lowest.
    pub weekdays: Option<u32>,
    /// The minutes since midnight at which the hours begin and end.
    pub hours: Option<(i64, i64)>,
    /// How long each occurrence lasts.
    pub lasts: Option<Duration>,
    /// The exceptions, each with its place.
    pub except: Vec<(DateTime, OwnedPlace)>,
}

impl Parts {
    /// Reads the parts.
    pub fn read(object: &Object<'_>, report: &mut Report<'_>) -> Self {
        Self {
            from: object.part("from", report, date_time),
            to: object.part("to", report, date_time),
            weekdays: object.part("weekdays", report, weekdays),
            hours: object.part("hours", report, hours),
            lasts: object.part("lasts", report, duration),
            except: object.part("except", report, exceptions).unwrap_or_default(),
        }
    }
}

fn date_time(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<DateTime> {
    let time = dates::parse(&text(node, place, report)?);
    if time.is_none() {
        report.error(
            place,
            "a date such as 2026-12-24, or a date and time such as 2026-12-24T18:00 or 2026-12-24T18:00Z, was expected",
        );
    }
    time
}

fn exceptions(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<(DateTime, OwnedPlace)>> {
    let Json::List(items) = &node.json else {
        return wrong(node, place, "a list of dates, or of dates with times,", report);
    };
    if items.is_empty() || items.len() > limits::OCCURRENCES {
        report.error(place, say("1 to {} dates were expected", &[&count(limits::OCCURRENCES)]));
    }
    let mut all = Vec::new();
    for (number, item) in items.iter().take(limits::OCCURRENCES).enumerate() {
        let place = place.item(number, item.at);
        if let Some(time) = date_time(item, &place, report) {
            all.push((time, place.owned()));
        }
    }
    Some(all)
}

fn weekdays(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<u32> {
    let mut set = 0;
    for (number, word) in texts(node, place, report)?.iter().enumerate() {
        match WEEKDAYS.iter().position(|known| known == word) {
            Some(day) => set |= 1 << day,
            None => {
                let hint = hint(word, WEEKDAYS);
                report.error(&place.item(number, None), say("“{}” is no weekday{}", &[short(word), &hint]));
            }
        }
    }
    Some(set)
}

/// Reads two times. Hours that end before they begin end on the next day.
fn hours(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<(i64, i64)> {
    let texts = texts(node, place, report)?;
    let time = |number: usize| texts.get(number).and_then(|text| dates::minutes(text));
    match (time(0), time(1)) {
        (Some(from), Some(to)) if texts.len() == 2 && from < 1440 => {
            Some((from, if to > from { to } else { to + 1440 }))
        }
        _ => {
            report.error(place, "two times such as [\"18:00\", \"23:30\"] were expected");
            None
        }
    }
}

fn duration(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Duration> {
    let duration = dates::duration(&text(node, place, report)?);
    if duration.is_none() {
        report.error(
            place,
            "a duration of days such as “P1D” or “P2W”, or one of hours and minutes such as “PT2H30M”, was expected",
        );
    }
    duration
}
