//! The reader's zone: its name from `Intl`, its offsets by asking a clock. Changes are found by looking every four
//! weeks and halving where two looks differ; no zone data is downloaded.

use crate::prelude::*;
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::context::civil::{Civil, DAY, HOUR, MINUTE};
use crate::context::zone::{Change, Zone};
use crate::limits;
use crate::profile::cut;

/// How far apart the looks are. The shortest stretch between two changes on record today is four weeks and more
/// (Morocco's Ramadan); what is shorter is missed until it is near.
const STEP: i64 = 28 * DAY;

/// The platform's own zone.
pub fn own(now: i64) -> Zone {
    let date = Date::new(&JsValue::from_f64(0.0));
    let offset = |at: i64| {
        date.set_time(at as f64);
        // Minutes, and counted the other way round.
        -(date.get_timezone_offset() * MINUTE as f64) as i64
    };
    Zone { name: own_name().unwrap_or_default().into(), changes: changes(now, offset) }
}

fn own_name() -> Option<String> {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
}

/// A zone by its name; `None` when the platform does not know it.
pub fn named(name: &str, now: i64) -> Option<Zone> {
    let format = formatter(name)?;
    let zone = Zone { name: cut(name, limits::TEXT).into(), changes: changes(now, |at| offset(&format, at).unwrap_or(0)) };
    Some(zone)
}

/// A clock for the zone that writes numbers in one order: `11/23/2026, 14:05:06`.
fn formatter(name: &str) -> Option<Function> {
    let options = Object::new();
    let pairs = [
        ("timeZone", name),
        ("hourCycle", "h23"),
        ("year", "numeric"),
        ("month", "2-digit"),
        ("day", "2-digit"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("second", "2-digit"),
    ];
    for (key, value) in pairs {
        Reflect::set(&options, &key.into(), &value.into()).ok()?;
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    // Through Reflect, because an unknown zone throws.
    let format = Reflect::construct(&class, &Array::of2(&"en-US".into(), &options)).ok()?;
    Reflect::get(&format, &"format".into()).ok()?.dyn_into().ok()
}

fn offset(format: &Function, at: i64) -> Option<i64> {
    let text = format.call1(&JsValue::UNDEFINED, &JsValue::from_f64(at as f64)).ok()?.as_string()?;
    let mut numbers = text.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty()).map(whole);
    let mut next = || numbers.next().flatten();
    let (month, day, year, hour, minute, second) = (next()?, next()?, next()?, next()?, next()?, next()?);
    let days = Civil { year, month: month as u8, day: day as u8 }.days();
    let local = days * DAY + hour * HOUR + minute * MINUTE + second * 1000;
    Some(local - at.div_euclid(1000) * 1000)
}

/// A few digits, without the machinery of `parse`.
fn whole(digits: &str) -> Option<i64> {
    digits.bytes().try_fold(0i64, |number, digit| number.checked_mul(10)?.checked_add(i64::from(digit - b'0')))
}

/// The offset that holds since before `now`, and every change up to the horizon.
fn changes(now: i64, offset: impl Fn(i64) -> i64) -> Vec<Change> {
    let now = now.clamp(limits::FIRST_MOMENT, limits::LAST_MOMENT - (limits::HORIZON_DAYS + 1) * DAY);
    // Two days back, so that a local time that has just passed is placed rightly.
    let mut start = (now - 2 * DAY).max(limits::FIRST_MOMENT);
    let mut changes = vec![Change { at: i64::MIN, offset: offset(start) }];
    while start < now + limits::HORIZON_DAYS * DAY {
        let end = start + STEP;
        let (before, after) = (offset(start), offset(end));
        if before != after {
            changes.push(Change { at: halve(start, end, after, &offset), offset: after });
        }
        start = end;
    }
    changes
}

/// The minute at which the offset became `after`.
fn halve(start: i64, end: i64, after: i64, offset: &impl Fn(i64) -> i64) -> i64 {
    let (mut before, mut from) = (start.div_euclid(MINUTE), end.div_euclid(MINUTE));
    while from - before > 1 {
        let middle = before + (from - before) / 2;
        if offset(middle * MINUTE) == after { from = middle } else { before = middle }
    }
    from * MINUTE
}
