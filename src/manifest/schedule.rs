//! Dates and times as a manifest writes them (RFC 3339, offset optional) → moments.

use crate::context::civil::{Civil, DAY, HOUR, MINUTE};
use crate::program::records::Moment;

/// What kind of time was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// A whole day: `2026-12-24`.
    Day(i64),
    /// A time, local or not: `2026-12-24T18:00`, `2026-12-24T18:00:00Z`, `2026-12-24T18:00+01:00`.
    Time(Moment),
}

/// Reads a date or a date with time; `None` when it is neither or does not exist.
pub fn parse(text: &str) -> Option<Written> {
    let (date, time) = text.split_once(['T', 't']).map_or((text, None), |(date, time)| (date, Some(time)));
    let days = parse_date(date)?;
    let Some(time) = time else {
        return Some(Written::Day(days));
    };
    let (clock, offset) = split_offset(time)?;
    let local = days * DAY + parse_clock(clock)?;
    Some(Written::Time(offset.map_or(Moment::Local(local), |offset| Moment::Instant(local - offset))))
}

/// The first moment inside a window that begins with what was written.
pub fn from(written: Written) -> Moment {
    match written {
        Written::Day(days) => Moment::Local(days * DAY),
        Written::Time(moment) => moment,
    }
}

/// The first moment outside a window that ends with what was written: a day belongs to the window wholly.
pub fn to(written: Written) -> Moment {
    match written {
        Written::Day(days) => Moment::Local((days + 1) * DAY),
        Written::Time(moment) => moment,
    }
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
    let second = parts.next().map_or(Some(0), |second| digits(second, 2))?;
    let sound = parts.next().is_none() && hour < 24 && minute < 60 && second < 60;
    sound.then_some(hour * HOUR + minute * MINUTE + second * 1000)
}

/// The clock and, where one is written, the offset in milliseconds.
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
    if text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit()) { text.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_times() {
        assert_eq!(parse("1970-01-02"), Some(Written::Day(1)));
        assert_eq!(parse("1970-01-02T01:00"), Some(Written::Time(Moment::Local(DAY + HOUR))));
        assert_eq!(parse("1970-01-02T01:00:00+01:00"), Some(Written::Time(Moment::Instant(DAY))));
        assert_eq!(parse("1970-01-01T00:00Z"), Some(Written::Time(Moment::Instant(0))));
    }

    #[test]
    fn what_does_not_exist_is_refused() {
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
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
