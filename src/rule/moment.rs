//! Moments and durations: reading, writing, adding and taking apart.

use crate::prelude::*;

use super::code::Op;
use super::platform::Platform;
use crate::civil::{Civil, DAY, HOUR, MINUTE, weekday};
use crate::limits;
use crate::text::push_number;
use crate::value::{Fault, Value};

/// Nanoseconds in a millisecond.
const MILLION: i64 = 1_000_000;
/// Nanoseconds in a second.
const BILLION: i64 = 1_000 * MILLION;

const OUT_OF_RANGE: Value = Value::Fault(Fault::Range);

/// A moment, if it lies within the years 1 to 9999.
pub fn instant(milliseconds: Option<i64>, nanoseconds: u32) -> Value {
    match milliseconds {
        Some(at) if (limits::FIRST_MOMENT..=limits::LAST_MOMENT).contains(&at) => Value::Instant(at, nanoseconds),
        _ => OUT_OF_RANGE,
    }
}

/// `+` and `-` where moments and durations are among the operands.
pub fn arithmetic(op: Op, left: &Value, right: &Value) -> Value {
    match (op, left, right) {
        (Op::Add, Value::Instant(at, nanos), Value::Duration(by)) => after(*at, *nanos, *by, 1),
        (Op::Add, Value::Duration(_), Value::Instant(..)) => arithmetic(op, right, left),
        (Op::Subtract, Value::Instant(at, nanos), Value::Duration(by)) => after(*at, *nanos, *by, -1),
        (Op::Subtract, Value::Instant(a, x), Value::Instant(b, y)) => {
            // In this order the whole fits wherever the sum does.
            let (whole, rest) = (a - b, i64::from(*x) - i64::from(*y));
            let carry = if whole > 0 { rest.div_euclid(MILLION) } else { -(-rest).div_euclid(MILLION) };
            let sum = (whole + carry).checked_mul(MILLION);
            duration(sum.and_then(|sum| sum.checked_add(rest - carry * MILLION)))
        }
        (Op::Add, Value::Duration(a), Value::Duration(b)) => duration(a.checked_add(*b)),
        (Op::Subtract, Value::Duration(a), Value::Duration(b)) => duration(a.checked_sub(*b)),
        _ => Value::Fault(Fault::Type),
    }
}

fn duration(nanoseconds: Option<i64>) -> Value {
    nanoseconds.map_or(OUT_OF_RANGE, Value::Duration)
}

fn after(at: i64, nanos: u32, by: i64, sign: i64) -> Value {
    let nanos = i64::from(nanos) + sign * by.rem_euclid(MILLION);
    let whole = at + sign * by.div_euclid(MILLION) + nanos.div_euclid(MILLION);
    instant(Some(whole), nanos.rem_euclid(MILLION) as u32)
}

/// A part of a moment, on the clock of a zone (an empty name: UTC), or of a duration, by its number in
/// [`super::code::PARTS`].
pub fn part(of: &Value, which: i64, zone: &str, platform: &dyn Platform) -> Value {
    match of {
        Value::Duration(nanos) => Value::Int(match which {
            6 => nanos / (3600 * BILLION),
            7 => nanos / (60 * BILLION),
            8 => nanos / BILLION,
            9 => nanos % BILLION / MILLION,
            _ => return Value::Fault(Fault::Type),
        }),
        Value::Instant(at, _) => match fixed(zone).or_else(|| platform.offset(zone, *at)) {
            Some(offset) => Value::Int(shown(at + offset, which)),
            None => Value::Fault(Fault::Missing),
        },
        Value::Fault(fault) => Value::Fault(*fault),
        _ => Value::Fault(Fault::Type),
    }
}

fn shown(local: i64, which: i64) -> i64 {
    let days = local.div_euclid(DAY);
    let date = Civil::of_days(days);
    match which {
        0 => date.year,
        1 => i64::from(date.month) - 1,
        2 => i64::from(date.day),
        3 => i64::from(date.day) - 1,
        4 => i64::from(weekday(days) + 1) % 7,
        5 => days - Civil { month: 1, day: 1, ..date }.days(),
        6 => local.rem_euclid(DAY) / HOUR,
        7 => local.rem_euclid(HOUR) / MINUTE,
        8 => local.rem_euclid(MINUTE) / 1000,
        _ => local.rem_euclid(1000),
    }
}

/// `+05:30`, `-09:30`, `02:00`, `UTC` or nothing, in milliseconds.
fn fixed(zone: &str) -> Option<i64> {
    if zone.is_empty() || zone == "UTC" {
        return Some(0);
    }
    let (sign, clock) = match zone.strip_prefix('-') {
        Some(clock) => (-1, clock),
        None => (1, zone.strip_prefix('+').unwrap_or(zone)),
    };
    let mut cursor = Cursor(clock);
    let (hours, minutes) = (cursor.digits(2)?, cursor.after(":")?.digits(2)?);
    (cursor.0.is_empty() && hours < 24 && minutes < 60).then_some(sign * (hours * HOUR + minutes * MINUTE))
}

/// The rest of a text that is read from its front.
struct Cursor<'a>(&'a str);

impl Cursor<'_> {
    fn after(&mut self, mark: &str) -> Option<&mut Self> {
        self.0 = self.0.strip_prefix(mark)?;
        Some(self)
    }

    fn digits(&mut self, count: usize) -> Option<i64> {
        let (digits, rest) = self.0.split_at_checked(count)?;
        let number = digits
            .bytes()
            .try_fold(0, |number, byte| byte.is_ascii_digit().then(|| number * 10 + i64::from(byte - b'0')))?;
        self.0 = rest;
        Some(number)
    }

    /// As many digits as there are.
    fn run(&mut self) -> usize {
        self.0.bytes().take_while(u8::is_ascii_digit).count()
    }

    /// `.5` as nanoseconds: at most nine digits.
    fn fraction(&mut self) -> Option<i64> {
        let Some(rest) = self.0.strip_prefix('.') else {
            return Some(0);
        };
        self.0 = rest;
        let count = self.run();
        let digits = self.digits(count).filter(|_| (1..=9).contains(&count))?;
        Some((count..9).fold(digits, |number, _| number * 10))
    }
}

/// A moment as RFC 3339 writes it: `2026-11-24T18:00:00.5+01:00`.
pub fn parse_instant(text: &str) -> Value {
    read_instant(text).unwrap_or(OUT_OF_RANGE)
}

fn read_instant(text: &str) -> Option<Value> {
    let mut cursor = Cursor(text);
    let year = cursor.digits(4)?;
    let month = cursor.after("-")?.digits(2)?;
    let day = cursor.after("-")?.digits(2)?;
    let hour = cursor.after("T")?.digits(2)?;
    let minute = cursor.after(":")?.digits(2)?;
    let second = cursor.after(":")?.digits(2)?;
    let nanos = cursor.fraction()?;
    let offset = if cursor.0 == "Z" { 0 } else { fixed(cursor.0).filter(|_| cursor.0.starts_with(['+', '-']))? };
    let date = Civil { year, month: month as u8, day: day as u8 };
    let days = date.days();
    // A date that does not exist comes back as another one.
    if !(1..=12).contains(&month) || Civil::of_days(days) != date || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let at = days * DAY + hour * HOUR + minute * MINUTE + second * 1000 + nanos / MILLION - offset;
    Some(instant(Some(at), (nanos % MILLION) as u32))
}

/// The units of a duration, the longer names first.
const UNITS: [(&str, i64); 7] = [
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("ms", MILLION),
    ("h", 3600 * BILLION),
    ("m", 60 * BILLION),
    ("s", BILLION),
];

/// A duration as Go writes it: `1h30m`, `-2.5s`, `100ms`.
pub fn parse_duration(text: &str) -> Value {
    duration(read_duration(text))
}

fn read_duration(text: &str) -> Option<i64> {
    let negative = text.starts_with('-');
    let mut cursor = Cursor(text.strip_prefix(['-', '+']).unwrap_or(text));
    if cursor.0 == "0" {
        return Some(0);
    }
    let mut sum = 0i64;
    loop {
        let count = cursor.run();
        // A point alone is no number, and nineteen digits would not fit.
        if count > 18 || (count == 0 && !cursor.0.starts_with('.')) {
            return None;
        }
        let (whole, nanos) = (cursor.digits(count)?, cursor.fraction()?);
        let (unit, size) = UNITS.iter().find(|(unit, _)| cursor.0.starts_with(unit))?;
        cursor.after(unit)?;
        // The fraction is below one, in billionths; what is finer than a nanosecond is dropped.
        let part = if *size >= BILLION { nanos * (size / BILLION) } else { nanos / (BILLION / size) };
        sum = sum.checked_add(whole.checked_mul(*size)?.checked_add(part)?)?;
        if cursor.0.is_empty() {
            return Some(if negative { -sum } else { sum });
        }
    }
}

/// A moment as RFC 3339 writes it, in UTC.
pub fn write_instant(text: &mut String, at: i64, nanos: u32) {
    let date = Civil::of_days(at.div_euclid(DAY));
    let clock = at.rem_euclid(DAY);
    let parts = [
        (date.year, 4, '-'),
        (i64::from(date.month), 2, '-'),
        (i64::from(date.day), 2, 'T'),
        (clock / HOUR, 2, ':'),
        (clock % HOUR / MINUTE, 2, ':'),
    ];
    for (number, digits, mark) in parts {
        push_number(text, number, digits);
        text.push(mark);
    }
    push_number(text, clock % MINUTE / 1000, 2);
    push_fraction(text, clock % 1000 * MILLION + i64::from(nanos));
    text.push('Z');
}

/// A duration in seconds: `5400s`.
pub fn write_duration(text: &mut String, nanos: i64) {
    if nanos < 0 && nanos > -BILLION {
        text.push('-');
    }
    push_number(text, nanos / BILLION, 1);
    push_fraction(text, (nanos % BILLION).abs());
    text.push('s');
}

/// Billionths as a decimal fraction without zeros at its end.
fn push_fraction(text: &mut String, mut nanos: i64) {
    if nanos == 0 {
        return;
    }
    let mut digits = 9;
    while nanos % 10 == 0 {
        nanos /= 10;
        digits -= 1;
    }
    text.push('.');
    push_number(text, nanos, digits);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: &Value) -> String {
        let mut text = String::new();
        match value {
            Value::Instant(at, nanos) => write_instant(&mut text, *at, *nanos),
            Value::Duration(nanos) => write_duration(&mut text, *nanos),
            other => panic!("{other:?}"),
        }
        text
    }

    #[test]
    fn moments_come_back_as_they_were_written() {
        for text in ["2026-11-24T18:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999999Z"] {
            assert_eq!(written(&parse_instant(text)), text);
        }
        assert_eq!(written(&parse_instant("2026-11-24T18:00:00.25+01:00")), "2026-11-24T17:00:00.25Z");
        for text in ["2026-02-29T00:00:00Z", "2026-1-01T00:00:00Z", "0000-01-01T00:00:00Z", "2026-11-24", "", "É"] {
            assert!(matches!(parse_instant(text), Value::Fault(_)), "{text}");
        }
    }

    #[test]
    fn durations_come_back_in_seconds() {
        for (text, seconds) in [
            ("1h30m", "5400s"),
            ("-2.5s", "-2.5s"),
            ("-100ms", "-0.1s"),
            ("0", "0s"),
            (".5m", "30s"),
            ("1ns", "0.000000001s"),
        ] {
            assert_eq!(written(&parse_duration(text)), seconds);
        }
        for text in ["", "-", "1", "h", "1d", "1h2", ".s", "320000000000s", "99999999999999999999s"] {
            assert!(matches!(parse_duration(text), Value::Fault(_)), "{text}");
        }
    }

    #[test]
    fn nanoseconds_carry() {
        let at = Value::Instant(0, 999_999);
        assert!(arithmetic(Op::Add, &at, &Value::Duration(1)).equals(&Value::instant(1)));
        assert!(arithmetic(Op::Subtract, &Value::instant(0), &Value::Duration(1)).equals(&Value::Instant(-1, 999_999)));
    }
}
