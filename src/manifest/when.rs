//! A schedule, or an entry of the calendar, as a manifest writes it → windows, and recurrences that are still to be
//! expanded.

use super::almanac::Almanac;
use super::expand::{Recurrence, days};
use super::json::{Json, Node};
use super::read::{Object, short, text, texts, wrong};
use super::recur::insert;
use super::report::{Kept, Place, Report};
use super::rrule::{self, Kind};
use super::schedule::{self, Lasts, Written};
use crate::civil::{DAY, MINUTE};
use crate::context::clock::WEEKDAYS;
use crate::error::{count, say};
use crate::limits;
use crate::nearest::hint;
use crate::prelude::*;
use crate::program::records::{Moment, Window};

/// Stretches of time.
#[derive(Clone, Debug, Default)]
pub struct When {
    /// Where they are written.
    pub place: Kept,
    /// Those that need no expanding.
    pub windows: Vec<Window>,
    /// Those that do.
    pub recurrence: Option<Recurrence>,
}

/// An entry of the calendar.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name.
    pub name: String,
    /// When it is on.
    pub when: When,
    /// The countries it counts in, with a space between them; empty where it counts everywhere.
    pub countries: String,
}

const KEYS: [&str; 10] = ["from", "to", "weekdays", "hours", "rrule", "lasts", "except", "in", "dates", "holidays"];
/// How many of them a schedule has.
const OF_SCHEDULES: usize = 7;

/// Reads the schedule of a variant: one object, or a list of which each lets the variant through.
pub fn schedule(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<When>> {
    let known = KEYS.get(..OF_SCHEDULES).unwrap_or(&[]);
    let one = |node: &Node, place: &Place<'_>, report: &mut Report<'_>| {
        let object = Object::read(node, place, known, report)?;
        when(&object, "a schedule says when: “from”, “to”, “weekdays”, “hours” or “rrule”", report)
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

/// Reads an entry of the calendar.
pub fn entry(name: &str, node: &Node, place: &Place<'_>, almanac: &Almanac, report: &mut Report<'_>) -> Option<Entry> {
    let any = Object::any(node, place, report)?;
    let listed = ["dates", "holidays"].into_iter().find(|key| any.get(key).is_some());
    let object = match listed {
        Some(key) => Object::read(node, place, &[key, "in"], report)?,
        None => Object::read(node, place, &KEYS, report)?,
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
    let when = match list {
        Some(list) => When { place: place.keep(), windows: days(&list), recurrence: None },
        None => {
            let needs =
                "an entry of the calendar says when: “from”, “to”, “weekdays”, “hours”, “rrule”, “dates” or “holidays”";
            when(&object, needs, report).unwrap_or_default()
        }
    };
    Some(Entry { name: name.to_owned(), when, countries })
}

fn when(object: &Object<'_>, needs: &str, report: &mut Report<'_>) -> Option<When> {
    let parts = Parts {
        from: object.part("from", report, written),
        to: object.part("to", report, written),
        weekdays: object.part("weekdays", report, weekdays),
        hours: object.part("hours", report, hours),
        lasts: object.part("lasts", report, lasts),
        except: object.part("except", report, exceptions).unwrap_or_default(),
    };
    let place = object.place.keep();
    if object.get("rrule").is_some() {
        let recurrence = parts.recurrence(object, report)?;
        return Some(When { place, windows: Vec::new(), recurrence: Some(recurrence) });
    }
    if ["from", "to", "weekdays", "hours"].into_iter().all(|key| object.get(key).is_none()) {
        report.error(object.place, needs);
        return None;
    }
    if object.get("lasts").is_some() {
        object.error("lasts", "only a recurrence (“rrule”) lasts; what is here ends with “to”", report);
    }
    Some(When { place, windows: parts.windows(object, report)?, recurrence: None })
}

/// What a schedule says, part by part.
struct Parts {
    from: Option<Written>,
    to: Option<Written>,
    /// A bit for each, Monday the lowest.
    weekdays: Option<u32>,
    /// Minutes since midnight.
    hours: Option<(i64, i64)>,
    lasts: Option<Lasts>,
    except: Vec<(Written, Kept)>,
}

impl Parts {
    /// One window, or with exceptions those that are left between them.
    fn windows(&self, object: &Object<'_>, report: &mut Report<'_>) -> Option<Vec<Window>> {
        let from = self.from.map_or(Moment::Open, schedule::from);
        let to = self.to.map_or(Moment::Open, schedule::to);
        match (from, to) {
            (Moment::Local(from), Moment::Local(to)) | (Moment::Instant(from), Moment::Instant(to)) if to <= from => {
                report.error(object.place, "this schedule ends before it begins");
                return None;
            }
            _ => {}
        }
        let (enters, leaves) = self.hours.unwrap_or((0, 1440));
        let weekly = match (self.weekdays, self.hours) {
            (None, None) => 0,
            (weekdays, _) => weekdays.unwrap_or(0x7f) | (enters as u32) << 7 | (leaves as u32) << 18,
        };
        let mut windows = vec![Window { from, to, weekly }];
        for (except, place) in &self.except {
            let (Written::Day(day), false) =
                (*except, matches!((from, to), (Moment::Instant(_), _) | (_, Moment::Instant(_))))
            else {
                report.error_at(place, "without “rrule” an exception is a date, and “from” and “to” have no offset");
                return None;
            };
            let (begins, ends) = (day * DAY + enters * MINUTE, day * DAY + leaves * MINUTE);
            let mut left = Vec::new();
            for window in windows {
                around(window, begins, ends, &mut left);
            }
            windows = left;
        }
        if windows.is_empty() {
            report.error(object.place, "nothing is left of this schedule");
        }
        Some(windows)
    }

    fn recurrence(&self, object: &Object<'_>, report: &mut Report<'_>) -> Option<Recurrence> {
        if object.get("weekdays").is_some() {
            object.error("weekdays", "a recurrence names its weekdays itself: BYDAY=FR,SA", report);
        }
        if object.get("from").is_none() {
            report.error(object.place, "a recurrence needs “from”: it counts from there");
        }
        let (start, kind) = match self.from? {
            Written::Day(day) => (day * DAY, Kind::Date),
            Written::Local(local) => (local, Kind::Local),
            Written::Instant(at, offset) => (at + offset, Kind::Instant(offset)),
        };
        let (rule, place) = object.part("rrule", report, |node, place, report| {
            match rrule::parse(&text(node, place, report)?, kind) {
                Ok(rule) => Some((rule, place.keep())),
                Err(trouble) => {
                    report.trouble(&place.keep(), trouble);
                    None
                }
            }
        })?;
        if object.get("lasts").is_some() && self.hours.is_some() {
            object.error("lasts", "“hours” say already how long it lasts", report);
        }
        if matches!(kind, Kind::Instant(_)) && self.hours.is_some() {
            object.error("hours", "hours are on the reader's clock, so “from” has no offset here", report);
        }
        let lasts = match (self.lasts, self.hours) {
            (Some(lasts), _) => lasts,
            (None, None) if kind != Kind::Date => {
                if object.get("lasts").is_none() && object.get("hours").is_none() {
                    report.error(
                        object.place,
                        "where “from” has a time, a recurrence says how long it “lasts” (“PT2H”), or its “hours”",
                    );
                }
                return None;
            }
            _ => Lasts::Days(1),
        };
        let to = self.to.map(schedule::to).and_then(|to| {
            let end = civil(to, kind);
            if end.is_none() {
                object.error("to", "“to” is written as “from” is: both with an offset, or none", report);
            }
            end
        });
        if to.is_some_and(|to| to <= start) {
            report.error(object.place, "this schedule ends before it begins");
        }
        let mut except = Vec::new();
        for (written, place) in &self.except {
            match (*written, civil(schedule::from(*written), kind)) {
                (Written::Day(day), _) => except.push((day * DAY, (day + 1) * DAY)),
                (_, Some(at)) if kind != Kind::Date => except.push((at, at + 1)),
                _ => report.error_at(place, "an exception is a date, or written as “from” is"),
            }
        }
        Some(Recurrence { rule, place, start, kind, to, except, lasts, hours: self.hours })
    }
}

/// A moment on the clock that a recurrence counts on.
fn civil(moment: Moment, kind: Kind) -> Option<i64> {
    match (moment, kind) {
        (Moment::Local(local), Kind::Date | Kind::Local) => Some(local),
        (Moment::Instant(at), Kind::Instant(offset)) => Some(at + offset),
        _ => None,
    }
}

/// What is left of a window before and after a stretch of the reader's clock.
fn around(window: Window, begins: i64, ends: i64, left: &mut Vec<Window>) {
    let from = if let Moment::Local(from) = window.from { from } else { i64::MIN };
    let to = if let Moment::Local(to) = window.to { to } else { i64::MAX };
    if ends <= from || to <= begins {
        left.push(window);
        return;
    }
    if from < begins {
        left.push(Window { to: Moment::Local(begins), ..window });
    }
    if ends < to {
        left.push(Window { from: Moment::Local(ends), ..window });
    }
}

fn written(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Written> {
    let written = schedule::parse(&text(node, place, report)?);
    if written.is_none() {
        report.error(
            place,
            "a date such as 2026-12-24, or a date and time such as 2026-12-24T18:00 or 2026-12-24T18:00Z, was expected",
        );
    }
    written
}

fn exceptions(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<(Written, Kept)>> {
    let Json::List(items) = &node.json else {
        return wrong(node, place, "a list of dates, or of dates with times,", report);
    };
    if items.is_empty() || items.len() > limits::OCCURRENCES {
        report.error(place, say("1 to {} dates were expected", &[&count(limits::OCCURRENCES)]));
    }
    let mut all = Vec::new();
    for (number, item) in items.iter().take(limits::OCCURRENCES).enumerate() {
        let place = place.item(number, item.at);
        if let Some(written) = written(item, &place, report) {
            all.push((written, place.keep()));
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

fn hours(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<(i64, i64)> {
    let texts = texts(node, place, report)?;
    let time = |number: usize| texts.get(number).and_then(|text| schedule::minutes(text));
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

fn lasts(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Lasts> {
    let lasts = schedule::duration(&text(node, place, report)?);
    if lasts.is_none() {
        report.error(
            place,
            "a duration of days such as “P1D” or “P2W”, or one of hours and minutes such as “PT2H30M”, was expected",
        );
    }
    lasts
}

fn dates(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<i64>> {
    let texts = texts(node, place, report)?;
    let mut all = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        match schedule::parse(text) {
            Some(Written::Day(day)) => insert(&mut all, day),
            _ => report.error(&place.item(number, None), "a date such as 2026-12-24 was expected"),
        }
    }
    Some(all)
}

fn holidays(node: &Node, place: &Place<'_>, almanac: &Almanac, report: &mut Report<'_>) -> Option<Vec<i64>> {
    let region = text(node, place, report)?;
    let Some(list) = almanac.holidays(&region) else {
        report.error(place, "needs a list of holidays: hand in one (see the README), or run npx tailorbird");
        return None;
    };
    let mut all = Vec::new();
    for date in list.iter().take(limits::WINDOWS) {
        match schedule::parse(date) {
            Some(Written::Day(day)) => insert(&mut all, day),
            _ => report.error(place, say("“{}”, which was handed in, is no date", &[short(date)])),
        }
    }
    if list.is_empty() {
        report.error(place, say("no holidays are known for “{}”", &[short(&region)]));
    }
    Some(all)
}

fn countries(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<String>> {
    let countries = texts(node, place, report)?;
    for (number, code) in countries.iter().enumerate() {
        if code.len() != 2 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
            report.error(&place.item(number, None), say("“{}” is no country's code, such as “DE”", &[short(code)]));
        }
    }
    Some(countries)
}
