//! A schedule with a recurrence rule → a [`Recurrence`].

use super::object::Object;
use super::schedule_parts::Parts;
use super::values::text;
use crate::civil::DAY;
use crate::manifest::report::{OwnedPlace, Report};
use crate::manifest::time::dates::{DateTime, Duration, end_of, start_of};
use crate::manifest::time::recur::Rule;
use crate::manifest::time::rrule::{self, Kind};
use crate::manifest::time::schedule::Recurrence;
use crate::prelude::*;
use crate::program::records::Moment;

/// Puts the parts of a schedule and its rule together.
pub fn recurrence(parts: &Parts, object: &Object<'_>, report: &mut Report<'_>) -> Option<Recurrence> {
    if object.get("weekdays").is_some() {
        object.error("weekdays", "a recurrence names its weekdays itself: BYDAY=FR,SA", report);
    }
    if object.get("from").is_none() {
        report.error(object.place, "a recurrence needs “from”: it counts from there");
    }
    let (start, kind) = match parts.from? {
        DateTime::Day(day) => (day * DAY, Kind::Date),
        DateTime::Local(local) => (local, Kind::Local),
        DateTime::Instant(at, offset) => (at + offset, Kind::Instant(offset)),
    };
    let (rule, place) = rule(object, kind, report)?;
    let lasts = length(parts, object, kind, report)?;
    let to = parts.to.map(end_of).and_then(|to| {
        let end = civil(to, kind);
        if end.is_none() {
            object.error("to", "“to” is written as “from” is: both with an offset, or none", report);
        }
        end
    });
    if to.is_some_and(|to| to <= start) {
        report.error(object.place, "this schedule ends before it begins");
    }
    let except = exceptions(parts, kind, report);
    Some(Recurrence { rule, place, start, kind, to, except, lasts, hours: parts.hours })
}

/// Reads the rule, with its place.
fn rule(object: &Object<'_>, kind: Kind, report: &mut Report<'_>) -> Option<(Rule, OwnedPlace)> {
    object.part("rrule", report, |node, place, report| match rrule::parse(&text(node, place, report)?, kind) {
        Ok(rule) => Some((rule, place.owned())),
        Err(trouble) => {
            report.trouble(&place.owned(), trouble);
            None
        }
    })
}

/// How long each occurrence lasts, if its hours do not say so. A date lasts a day.
fn length(parts: &Parts, object: &Object<'_>, kind: Kind, report: &mut Report<'_>) -> Option<Duration> {
    if object.get("lasts").is_some() && parts.hours.is_some() {
        object.error("lasts", "“hours” say already how long it lasts", report);
    }
    if matches!(kind, Kind::Instant(_)) && parts.hours.is_some() {
        object.error("hours", "hours are on the reader's clock, so “from” has no offset here", report);
    }
    match (parts.lasts, parts.hours) {
        (Some(lasts), _) => Some(lasts),
        (None, None) if kind != Kind::Date => {
            if object.get("lasts").is_none() && object.get("hours").is_none() {
                report.error(
                    object.place,
                    "where “from” has a time, a recurrence says how long it “lasts” (“PT2H”), or its “hours”",
                );
            }
            None
        }
        _ => Some(Duration::Days(1)),
    }
}

/// The stretches of time in which nothing begins.
fn exceptions(parts: &Parts, kind: Kind, report: &mut Report<'_>) -> Vec<(i64, i64)> {
    let mut except = Vec::new();
    for (time, place) in &parts.except {
        match (*time, civil(start_of(*time), kind)) {
            (DateTime::Day(day), _) => except.push((day * DAY, (day + 1) * DAY)),
            (_, Some(at)) if kind != Kind::Date => except.push((at, at + 1)),
            _ => report.error_at(place, "an exception is a date, or written as “from” is"),
        }
    }
    except
}

/// A moment on the clock on which a recurrence counts.
fn civil(moment: Moment, kind: Kind) -> Option<i64> {
    match (moment, kind) {
        (Moment::Local(local), Kind::Date | Kind::Local) => Some(local),
        (Moment::Instant(at), Kind::Instant(offset)) => Some(at + offset),
        _ => None,
    }
}
