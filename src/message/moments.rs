//! Moments in messages: how a literal is read, and how the parts of a date are written.

use super::options::Value;
use super::resolved::{At, Moment, Options};
use super::tree::Choice;
use super::trouble::{ErrorKind, Trouble, trouble};
use crate::error::say;
use crate::limits;
use crate::prelude::*;
use crate::rule::moment::parse_instant;
use crate::value;

/// `fields` of LDML 48, and the parts of a date that they are.
pub(super) const FIELDS: [(&str, &str); 6] = [
    ("weekday", "w"),
    ("day-weekday", "dw"),
    ("month-day", "md"),
    ("month-day-weekday", "mdw"),
    ("year-month-day", "ymd"),
    ("year-month-day-weekday", "ymdw"),
];

/// The parts of a date, for `Intl`.
pub(super) fn date_options(fields: &str, length: &str, options: &mut Options) {
    let parts = FIELDS.iter().find(|(name, _)| *name == fields).map_or("", |(_, parts)| parts);
    for part in parts.chars() {
        match part {
            'y' => options.set_word("year", "numeric"),
            'm' => options.set_word(
                "month",
                if length == "short" {
                    "numeric"
                } else if length == "long" {
                    length
                } else {
                    "short"
                },
            ),
            'd' => options.set_word("day", "numeric"),
            _ => options.set_word("weekday", if length == "long" { length } else { "short" }),
        }
    }
}

/// The end of a countdown, in milliseconds since 1970. A clock that shows it somewhere else would end it at another moment, so
/// it has an offset.
pub(super) fn end(choice: &Choice, value: &Value) -> Result<f64, Trouble> {
    let text = if let Value::Known(text, _) = value { text } else { "" };
    match read_moment(text) {
        Some(Moment { at: At::Known(at), .. }) => Ok(at as f64),
        _ => trouble(
            ErrorKind::BadOption,
            choice.value.column(),
            say("“{}” is no moment with an offset, as in |2026-12-24T18:00:00+01:00|", &[text]),
        ),
    }
}

/// A date, or a date and a time, perhaps with an offset. Without one it is what a clock shows, whatever the zone.
pub(super) fn read_moment(text: &str) -> Option<Moment> {
    let full = if text.len() == 10 { say("{}T00:00:00", &[text]) } else { text.to_owned() };
    let clock = full.get(11..)?;
    let zoned = clock.contains(['Z', '+', '-']);
    match parse_instant(&if zoned { full } else { say("{}Z", &[&full]) }) {
        value::Value::Instant(at, _) if (limits::FIRST_MOMENT..=limits::LAST_MOMENT).contains(&at) => {
            let at = if zoned { At::Known(at) } else { At::Clock(at) };
            Some(Moment { at, options: Options::default(), precision: None })
        }
        _ => None,
    }
}
