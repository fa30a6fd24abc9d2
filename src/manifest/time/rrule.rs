//! The parser for recurrence rules: `FREQ=MONTHLY;BYDAY=-1FR` → a [`Rule`], or the first error and its column.

use super::dates::{self, DateTime};
use super::recur::{Freq, Rule};
use crate::civil::DAY;
use crate::error::{count, say};
use crate::limits;
use crate::nearest::hint;
use crate::prelude::*;
use crate::rule::parse::Trouble;

/// The form in which the beginning is written. `UNTIL` has to have the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `2026-11-06`
    Date,
    /// `2026-11-06T18:00`
    Local,
    /// `2026-11-06T18:00+01:00`, with the offset in milliseconds.
    Instant(i64),
}

/// Reads a rule.
///
/// # Errors
/// The first thing that is wrong.
pub fn parse(text: &str, kind: Kind) -> Result<Rule, Trouble> {
    if text.len() > limits::RRULE_BYTES {
        return Part::first("").wrong(say("a recurrence has at most {} bytes", &[&count(limits::RRULE_BYTES)]));
    }
    let upper = text.to_ascii_uppercase();
    // As calendars copy it.
    let (before, rule) = upper.strip_prefix("RRULE:").map_or((0, &*upper), |rule| ("RRULE:".len(), rule));
    let parts = parts(rule, before)?;
    let Some(freq) = parts.iter().find(|part| part.name == "FREQ") else {
        return Part::first("").wrong("a recurrence says how often: FREQ=WEEKLY, say");
    };
    let mut rule = Rule { freq: freq.freq()?, interval: 1, ..Rule::default() };
    for part in &parts {
        part.read(&mut rule, kind)?;
    }
    parts.iter().try_for_each(|part| part.fits(&rule, &parts, kind))?;
    Ok(rule)
}

/// The parts that a rule may have.
const NAMES: [&str; 14] = [
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "WKST",
    "BYMONTH",
    "BYWEEKNO",
    "BYYEARDAY",
    "BYMONTHDAY",
    "BYDAY",
    "BYHOUR",
    "BYMINUTE",
    "BYSETPOS",
    "BYSECOND",
];
const FREQS: [(&str, Freq); 5] = [
    ("YEARLY", Freq::Yearly),
    ("MONTHLY", Freq::Monthly),
    ("WEEKLY", Freq::Weekly),
    ("DAILY", Freq::Daily),
    ("HOURLY", Freq::Hourly),
];
/// Monday first.
const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// A part `NAME=VALUE`, or one item of its value, with its columns.
#[derive(Clone, Copy)]
struct Part<'t> {
    name: &'t str,
    value: &'t str,
    /// The column of the name.
    column: usize,
    /// The column of the value.
    at: usize,
}

/// `before`: how many characters stand before the text.
fn parts(text: &str, before: usize) -> Result<Vec<Part<'_>>, Trouble> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut column = before + 1;
    for piece in text.split(';') {
        let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
        let part = Part { name, value, column, at: column + name.chars().count() + 1 };
        if !NAMES.contains(&name) {
            let hint = hint(name, NAMES);
            return part.wrong(say("a recurrence has no part “{}”{}", &[crate::text::cut(name, 32), &hint]));
        }
        if value.is_empty() {
            return part.wrong(say("“{}” says nothing; it is written {}=…", &[name, name]));
        }
        if parts.iter().any(|known| known.name == name) {
            return part.wrong(say("“{}” stands here twice", &[name]));
        }
        column += piece.chars().count() + 1;
        parts.push(part);
    }
    Ok(parts)
}

impl<'t> Part<'t> {
    fn first(value: &'t str) -> Self {
        Self { name: "", value, column: 1, at: 1 }
    }

    /// An error about the whole part.
    fn wrong<T>(&self, message: impl Into<String>) -> Result<T, Trouble> {
        Err(Trouble { column: self.column as u32, message: message.into() })
    }

    /// An error about its value.
    fn bad<T>(&self, message: impl Into<String>) -> Result<T, Trouble> {
        Err(Trouble { column: self.at as u32, message: message.into() })
    }

    fn read(&self, rule: &mut Rule, kind: Kind) -> Result<(), Trouble> {
        match self.name {
            "INTERVAL" => rule.interval = self.number(1, 10_000)?,
            "COUNT" => rule.count = Some(self.number(1, 1_000_000)?),
            "UNTIL" => rule.until = Some(self.until(kind)?),
            "WKST" => rule.week_start = self.weekday()?,
            "BYMONTH" => rule.months = self.set(1, 12)?,
            "BYHOUR" => rule.hours = self.set(0, 23)?,
            "BYMINUTE" => rule.minutes = self.set(0, 59)?,
            "BYWEEKNO" => rule.weeks = self.list(53)?,
            "BYYEARDAY" => rule.year_days = self.list(366)?,
            "BYMONTHDAY" => rule.month_days = self.list(31)?,
            "BYSETPOS" => rule.positions = self.list(366)?,
            "BYDAY" => self.each(&mut |item| {
                rule.days.push(item.day()?);
                Ok(())
            })?,
            "BYSECOND" => return self.wrong("seconds are not counted here, so there is no “BYSECOND”"),
            _ => {}
        }
        Ok(())
    }

    /// Calls `take` with each of the values between the commas.
    fn each(self, take: &mut dyn FnMut(Self) -> Result<(), Trouble>) -> Result<(), Trouble> {
        let mut at = self.at;
        for value in self.value.split(',') {
            take(Self { value, at, ..self })?;
            at += value.chars().count() + 1;
        }
        Ok(())
    }

    fn freq(&self) -> Result<Freq, Trouble> {
        if matches!(self.value, "MINUTELY" | "SECONDLY") {
            return self.bad("no page changes so often: FREQ is YEARLY, MONTHLY, WEEKLY, DAILY or HOURLY");
        }
        match FREQS.iter().find(|(known, _)| *known == self.value) {
            Some((_, freq)) => Ok(*freq),
            None => {
                let hint = hint(self.value, FREQS.iter().map(|(known, _)| *known));
                self.bad(say("FREQ is YEARLY, MONTHLY, WEEKLY, DAILY or HOURLY{}", &[&hint]))
            }
        }
    }

    /// Reads a number; a negative one counts from the end.
    fn number(&self, least: i64, most: i64) -> Result<i64, Trouble> {
        let (digits, sign) = match self.value.strip_prefix('-') {
            Some(digits) => (digits, -1),
            None => (self.value.strip_prefix('+').unwrap_or(self.value), 1),
        };
        match dates::number(digits) {
            Some(number) if (least..=most).contains(&(sign * number)) && (number > 0 || least == 0) => {
                Ok(sign * number)
            }
            _ if least < 0 => {
                self.bad(say("“{}” takes 1 to {}, or -1 to -{} from the end", &[self.name, &count(most), &count(most)]))
            }
            _ => self.bad(say("“{}” takes whole numbers from {} to {}", &[self.name, &count(least), &count(most)])),
        }
    }

    fn set(&self, least: i64, most: i64) -> Result<u64, Trouble> {
        let mut set = 0;
        self.each(&mut |item| {
            set |= 1 << item.number(least, most)?;
            Ok(())
        })?;
        Ok(set)
    }

    fn list(&self, most: i64) -> Result<Vec<i64>, Trouble> {
        let mut list = Vec::new();
        self.each(&mut |item| {
            list.push(item.number(-most, most)?);
            Ok(())
        })?;
        Ok(list)
    }

    /// Reads a weekday with or without a number: `FR`, `1FR`, `-1FR`.
    fn day(&self) -> Result<(i64, u8), Trouble> {
        let split = self.value.len().saturating_sub(2);
        let (nth, value) = self.value.split_at_checked(split).unwrap_or(("", self.value));
        let name = Self { value, ..*self }.weekday()?;
        let nth = if nth.is_empty() { 0 } else { Self { value: nth, ..*self }.number(-53, 53)? };
        Ok((nth, name))
    }

    fn weekday(&self) -> Result<u8, Trouble> {
        match WEEKDAYS.iter().position(|known| *known == self.value) {
            Some(place) => Ok(place as u8),
            None => self.bad(say("“{}” takes MO, TU, WE, TH, FR, SA and SU", &[self.name])),
        }
    }

    /// Reads `20261231`, `20261231T180000` or `20261231T180000Z`, in the form of the beginning.
    fn until(&self, kind: Kind) -> Result<i64, Trouble> {
        let cut = |from: usize, to: usize| self.value.get(from..to);
        let iso = || {
            let date = [cut(0, 4)?, cut(4, 6)?, cut(6, 8)?].join("-");
            let Some(rest) = self.value.get(8..).filter(|rest| !rest.is_empty()) else {
                return dates::parse(&date);
            };
            dates::parse(&[&*date, rest.get(..3)?, ":", cut(11, 13)?, ":", rest.get(5..)?].concat())
        };
        match (iso(), kind) {
            (Some(DateTime::Day(day)), Kind::Date) => Ok(day * DAY),
            (Some(DateTime::Local(local)), Kind::Local) => Ok(local),
            (Some(DateTime::Instant(at, 0)), Kind::Instant(offset)) => Ok(at + offset),
            (_, Kind::Date) => self.bad("UNTIL is a date here, as “from” is: 20261231"),
            (_, Kind::Local) => self.bad("UNTIL is a date with time here, as “from” is: 20261231T180000"),
            (_, Kind::Instant(_)) => {
                self.bad("UNTIL is a moment of UTC here, because “from” has an offset: 20261231T180000Z")
            }
        }
    }

    /// Refuses combinations that the standard does not allow.
    fn fits(&self, rule: &Rule, parts: &[Self], kind: Kind) -> Result<(), Trouble> {
        let (name, freq) = (self.name, rule.freq);
        let has = |name: &str| parts.iter().any(|part| part.name == name);
        let unfit = match name {
            "FREQ" => freq == Freq::Hourly && kind == Kind::Date,
            "BYWEEKNO" => freq != Freq::Yearly,
            "BYYEARDAY" => matches!(freq, Freq::Monthly | Freq::Weekly | Freq::Daily),
            "BYMONTHDAY" => freq == Freq::Weekly,
            "BYHOUR" | "BYMINUTE" => kind == Kind::Date,
            _ => false,
        };
        let numbered = rule.days.iter().any(|(nth, _)| *nth != 0);
        match name {
            "BYHOUR" | "BYMINUTE" | "FREQ" if unfit => {
                self.wrong("this needs a “from” with a time; or say “hours” beside the recurrence")
            }
            _ if unfit => self.wrong(say("“{}” does not go with this FREQ", &[name])),
            "COUNT" if has("UNTIL") => self.wrong("a recurrence ends by COUNT or by UNTIL, not by both"),
            "BYDAY" if numbered && (freq > Freq::Monthly || has("BYWEEKNO")) => {
                self.bad("a weekday has a number only where FREQ is MONTHLY or YEARLY, and not beside BYWEEKNO")
            }
            "BYSETPOS" if !parts.iter().any(|part| part.name.starts_with("BY") && part.name != name) => {
                self.wrong("“BYSETPOS” picks from what another BY… part gives")
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_found_in_its_column() {
        let cases = [
            ("", 1),
            ("COUNT=3", 1),
            ("FREQ=FORTNIGHTLY", 6),
            ("FREQ=SECONDLY", 6),
            ("FREQ=DAILY;INTERVAL=0", 21),
            ("FREQ=DAILY;COUNT=3;UNTIL=20261231", 12),
            ("FREQ=DAILY;UNTIL=20261231T180000", 18),
            ("FREQ=MONTHLY;BYDAY=1FR,XX", 24),
            ("FREQ=MONTHLY;BYMONTHDAY=1,0", 27),
            ("FREQ=MONTHLY;BYMONTHDAY=1,32", 27),
            ("FREQ=WEEKLY;BYDAY=1FR", 19),
            ("FREQ=DAILY;FREQ=DAILY", 12),
            ("FREQ=DAILY;;COUNT=1", 12),
            ("FREQ=DAILY;ÄÖ=1", 12),
            ("FREQ=DAILY;BYHOUR=1", 12),
            ("FREQ=DAILY;BYSETPOS=1", 12),
            ("FREQ=YEARLY;BYWEEKNO=1;BYDAY=2MO", 30),
        ];
        for (text, column) in cases {
            assert_eq!(parse(text, Kind::Date).map_err(|trouble| trouble.column), Err(column), "{text}");
        }
    }

    #[test]
    fn until_is_written_as_the_beginning() {
        let until =
            |text: &str, kind| parse(&format!("FREQ=DAILY;UNTIL={text}"), kind).ok().and_then(|rule| rule.until);
        assert_eq!(until("19700102", Kind::Date), Some(DAY));
        assert_eq!(until("19700102T000000", Kind::Local), Some(DAY));
        assert_eq!(until("19700102T000000Z", Kind::Instant(5)), Some(DAY + 5));
        for text in ["1970", "19700132", "19700102T", "19700102T1", "19700102T000060", "19700102T00000", "日本"] {
            assert_eq!(until(text, Kind::Local), None, "{text}");
        }
    }
}
