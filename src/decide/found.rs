//! One fact that was looked up, and the ways to make one.

use alloc::rc::Rc;

use crate::capability::mark;
use crate::prelude::*;
use crate::program::Program;
use crate::program::fact::Name;
use crate::value::Value;

/// One fact: its value, its place in a closed set if it has one, and whether it is there at all.
pub(super) struct Found {
    pub value: Value,
    pub ordinal: Option<u8>,
    pub present: bool,
    /// The next moment at which it may change by itself, where no clock boundary tells.
    pub until: Option<i64>,
}

/// Which of the words that rules ask for it is: the place of a word in its closed set, or among those that this name
/// is asked for, as one bit; of a list, one for each item; of a number, one of three for each that it is held against.
pub(super) fn bits(program: &Program, name: &Name, found: &Found) -> u64 {
    let of = |value: &Value| {
        let Value::Text(text) = value else {
            return 0;
        };
        let place = program.choices.of(name.words).position(|word| program.text(word) == &**text);
        1 << place.unwrap_or(usize::from(UNKNOWN)).min(63)
    };
    match (&found.value, found.ordinal) {
        (_, Some(ordinal)) => 1 << ordinal.min(UNKNOWN),
        (Value::List(items), _) => items.iter().fold(0, |bits, item| bits | of(item)),
        (value @ Value::Text(_), _) => of(value),
        (value, _) if name.words.count > 0 => {
            mark::threshold();
            sides(program, name, value)
        }
        _ => 0,
    }
}

/// Below, at, or above each bound. Whole numbers as large as facts become are exact with a fraction.
fn sides(program: &Program, name: &Name, value: &Value) -> u64 {
    let number = match value {
        Value::Int(number) => *number as f64,
        Value::Double(number) => *number,
        _ => return 0,
    };
    let (start, count) = (name.words.start as usize, (name.words.count as usize).min(BOUNDS));
    let mut bits = 0;
    for place in 0..count {
        if let Some(Value::Double(bound)) = program.constants.get(start.saturating_add(place)) {
            bits |= side(number, place, *bound);
        }
    }
    bits
}

/// The bit that says on which side of the bound in this place a number is.
pub fn side(number: f64, place: usize, bound: f64) -> u64 {
    1 << (3 * place + 1 + usize::from(number > bound) - usize::from(number < bound))
}

/// The most numbers that one fact is held against: each takes three of 64 bits.
pub const BOUNDS: usize = 21;

/// A list of texts, each as `write` makes it.
#[inline(never)]
pub(super) fn list(texts: &[Rc<str>], write: fn(&Rc<str>) -> Value) -> Found {
    let mut values = Vec::with_capacity(texts.len());
    for text in texts {
        values.push(write(text));
    }
    found(Value::List(values.into()))
}

pub(super) fn found(value: Value) -> Found {
    Found { value, ordinal: None, present: true, until: None }
}

/// An empty text is one that is not there.
#[inline(never)]
pub(super) fn text(text: &str) -> Found {
    Found { present: !text.is_empty(), ..found(Value::text(text)) }
}

#[inline(never)]
pub(super) fn int(number: i64) -> Found {
    found(Value::Int(number))
}

#[inline(never)]
pub(super) fn ordinal(number: u8) -> Found {
    Found { ordinal: Some(number), ..found(Value::Int(i64::from(number))) }
}

#[inline(never)]
pub(super) fn flag(truth: bool) -> Found {
    Found { ordinal: Some(u8::from(truth)), ..found(Value::Bool(truth)) }
}

/// A word of a closed set. Where it is not known the value is empty, and its ordinal lies outside the set, so that
/// the set of what it is not holds.
pub(super) fn word(words: &[&str], place: Option<u8>) -> Found {
    match place.and_then(|place| Some((place, *words.get(usize::from(place))?))) {
        Some((place, word)) => Found { ordinal: Some(place), ..found(Value::text(word)) },
        None => Found { ordinal: Some(UNKNOWN), present: false, ..found(Value::text("")) },
    }
}

/// The ordinal of a word that is not known: the last bit of a set.
pub const UNKNOWN: u8 = 63;
