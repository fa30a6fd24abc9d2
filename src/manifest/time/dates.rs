//! Dates, times and durations as a manifest writes them (RFC 3339 with an optional offset; ISO 8601) → moments.

use crate::civil::{Civil, DAY, HOUR, MINUTE};
use crate::prelude::*;
use crate::program::records::Moment;

/// A date, or a date with a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateTime {
    /// A whole day: `2026-12-24`.
    Day(i64),
    /// A time on the reader's clock: `2026-12-24T18:00`.
    Local(i64),
    /// A moment with the offset in which it is written, both in milliseconds: `2026-12-24T18:00:00Z`,
    /// `2026-12-24T18:00+01:00`.
    Instant(i64, i64),
}

/// Reads a date or a date with a time; `None` when it is neither or does not exist.
pub fn parse(text: &str) -> Option<DateTime> {
    let (date, time) = text.split_once(['T', 't']).map_or((text, None), |(date, time)| (date, Some(time)));
    let days = parse_date(date)?;
    let Some(time) = time else {
        return Some(DateTime::Day(days));
    };
    let (clock, offset) = split_offset(time)?;
    let local = days * DAY + parse_clock(clock)?;
    Some(offset.map_or(DateTime::Local(local), |offset| DateTime::Instant(local - offset, offset)))
}

/// A whole day, or a stretch of local time as ISO 8601 writes it (`2026-03-08T12:00/2026-03-09T00:00`); `None` when it is
/// neither or ends before it begins.
pub fn stretch(text: &str) -> Option<(i64, i64)> {
    let (from, to) = text.split_once('/').unwrap_or((text, text));
    let stretch = match (parse(from)?, parse(to)?) {
        (DateTime::Day(from), DateTime::Day(to)) => (from * DAY, (to + 1) * DAY),
        (DateTime::Local(from), DateTime::Local(to)) => (from, to),
        _ => return None,
    };
    (stretch.0 < stretch.1).then_some(stretch)
}

/// The first moment inside a window that begins with a date or time.
pub fn start_of(time: DateTime) -> Moment {
    match time {
        DateTime::Day(days) => Moment::Local(days * DAY),
        DateTime::Local(local) => Moment::Local(local),
        DateTime::Instant(instant, _) => Moment::Instant(instant),
    }
}

/// The first moment after a window that ends with a date or time. The whole of its last day belongs to the window.
pub fn end_of(time: DateTime) -> Moment {
    match time {
        DateTime::Day(days) => Moment::Local((days + 1) * DAY),
        other => start_of(other),
    }
}

/// A length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duration {
    /// Whole days of the calendar: `P1D`, `P2W`.
    Days(i64),
    /// Milliseconds, whatever the clock does in between: `PT2H30M`.
    Time(i64),
}

/// Reads a duration of days, or one of hours, minutes and seconds; `None` when it is neither or is zero.
pub fn duration(text: &str) -> Option<Duration> {
    let whole = text.strip_prefix('P')?;
    let (mut rest, units): (&str, &[(char, i64)]) = match whole.strip_prefix('T') {
        Some(time) => (time, &[('H', HOUR), ('M', MINUTE), ('S', 1000)]),
        None => (whole, &[('W', 7), ('D', 1)]),
    };
    let mut sum = 0;
    for (unit, size) in units {
        if let Some((count, after)) = rest.split_once(*unit) {
            (sum, rest) = (sum + number(count)? * size, after);
        }
    }
    let duration = if whole.starts_with('T') { Duration::Time(sum) } else { Duration::Days(sum) };
    (rest.is_empty() && sum > 0).then_some(duration)
}

/// The minutes since midnight of a time such as `18:00`, up to `24:00`.
pub fn minutes(text: &str) -> Option<i64> {
    if text == "24:00" {
        return Some(1440);
    }
    Some(parse_clock(text).filter(|_| text.len() == 5)? / MINUTE)
}

fn parse_date(text: &str) -> Option<i64> {
    let mut parts = text.split('-');
    let (year, month, day) = (digits(parts.next()?, 4)?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    if parts.next().is_some() || year == 0 {
        return None;
    }
    let date = Civil { year, month: u8::try_from(month).ok()?, day: u8::try_from(day).ok()? };
    let days = date.days();
    // A date that does not exist comes back as another one.
    ((1..=12).contains(&month) && Civil::of_days(days) == date).then_some(days)
}

fn parse_clock(text: &str) -> Option<i64> {
    let mut parts = text.split(':');
    let (hour, minute) = (digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let second = parts.next().map_or(Some(0), milliseconds)?;
    let sound = parts.next().is_none() && hour < 24 && minute < 60 && second < 60_000;
    sound.then_some(hour * HOUR + minute * MINUTE + second)
}

/// Seconds, with a fraction as other programs write it (`00.000`), of which milliseconds count.
fn milliseconds(text: &str) -> Option<i64> {
    let (second, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let sound = (1..=9).contains(&fraction.len()) && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let padded: String = fraction.chars().chain("00".chars()).take(3).collect();
    Some(digits(second, 2)? * 1000 + number(&padded).filter(|_| sound)?)
}

/// The time of day and, if there is one, the offset in milliseconds.
fn split_offset(time: &str) -> Option<(&str, Option<i64>)> {
    if let Some(clock) = time.strip_suffix(['Z', 'z']) {
        return Some((clock, Some(0)));
    }
    let Some(place) = time.find(['+', '-']) else {
        return Some((time, None));
    };
    let (clock, offset) = time.split_at_checked(place)?;
    let (hours, minutes) = offset.get(1..)?.split_once(':')?;
    let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    (hours < 24 && minutes < 60).then_some((clock, Some(sign * (hours * HOUR + minutes * MINUTE))))
}

fn digits(text: &str, count: usize) -> Option<i64> {
    number(text).filter(|_| text.len() == count)
}

/// Reads a number of one to seven digits and nothing else.
pub fn number(text: &str) -> Option<i64> {
    if text.is_empty() || text.len() > 7 {
        return None;
    }
    let mut number = 0;
    for letter in text.chars() {
        number = number * 10 + i64::from(letter.to_digit(10)?);
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times() {
        assert_eq!(parse("1970-01-02"), Some(DateTime::Day(1)));
        assert_eq!(parse("1970-01-02T01:00"), Some(DateTime::Local(DAY + HOUR)));
        assert_eq!(parse("1970-01-02T01:00:00+01:00"), Some(DateTime::Instant(DAY, HOUR)));
        assert_eq!(parse("1970-01-01T00:00Z"), Some(DateTime::Instant(0, 0)));
        assert_eq!(parse("1970-01-01T00:00:00.000Z"), Some(DateTime::Instant(0, 0)));
        assert_eq!(parse("1970-01-01T00:00:01.25"), Some(DateTime::Local(1250)));
        assert_eq!(parse("1970-01-01T00:00:00.123456789+00:00"), Some(DateTime::Instant(123, 0)));
    }

    #[test]
    fn stretches_are_days_or_parts_of_them() {
        assert_eq!(stretch("1970-01-02"), Some((DAY, 2 * DAY)));
        assert_eq!(stretch("1970-01-02/1970-01-03"), Some((DAY, 3 * DAY)));
        assert_eq!(stretch("1970-01-02T12:00/1970-01-03T00:00"), Some((DAY + 12 * HOUR, 2 * DAY)));
        let wrong = ["1970-01-02T12:00", "1970-01-02T12:00/1970-01-02T12:00", "1970-01-03/1970-01-02", "1970-01-02/"];
        for text in wrong.into_iter().chain(["1970-01-02T12:00Z/1970-01-03T12:00Z", "1970-01-02/1970-01-03T00:00"]) {
            assert_eq!(stretch(text), None, "{text}");
        }
    }

    #[test]
    fn durations_and_clocks() {
        let sound = [("P1D", Duration::Days(1)), ("P2W", Duration::Days(14)), ("PT90M", Duration::Time(90 * MINUTE))];
        for (text, expected) in sound {
            assert_eq!(duration(text), Some(expected), "{text}");
        }
        assert_eq!(duration("PT2H30M5S"), Some(Duration::Time(2 * HOUR + 30 * MINUTE + 5000)));
        for text in [
            "",
            "P",
            "PT",
            "P1",
            "1D",
            "PT1D",
            "P1H",
            "P1DT2H",
            "PT0H",
            "P1M",
            "PT30M2H",
            "PT12345678H",
            "P-1D",
            "P1.5D",
        ] {
            assert_eq!(duration(text), None, "{text}");
        }
        assert_eq!((minutes("00:00"), minutes("23:59"), minutes("24:00")), (Some(0), Some(1439), Some(1440)));
        for text in ["24:01", "7:00", "18:00:00", "18", "18:60", ""] {
            assert_eq!(minutes(text), None, "{text}");
        }
    }

    #[test]
    fn dates_that_do_not_exist_are_refused() {
        for text in [
            "2026-02-29",
            "2026-13-01",
            "2026-1-1",
            "24.12.2026",
            "2026-12-24T25:00",
            "2026-12-24T10",
            "0000-01-01",
            "",
            "2026-12-24T10:00+1:00",
            "2026-12-24T10:00:00.",
            "2026-12-24T10:00:00.0000000000",
            "2026-12-24T10:00:00.1.2",
            "2026-12-24T10:00.5",
            "2026-12-24T10:00:00.-1",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
