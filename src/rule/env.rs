//! The environment of a rule: the values of its names, the constants of its program, and the platform.

use super::platform::Platform;
use crate::value::Value;

/// What a name was when it was read, once for all rules and words.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Its value.
    pub value: Value,
    /// Which of the words that rules ask for it is: one bit, and one for each item of a list.
    pub bits: u64,
    /// Whether it is there; `None`: that is not known.
    pub present: Option<bool>,
    /// The next moment at which it may change by itself, where no clock boundary tells.
    pub until: Option<i64>,
}

#[cfg(feature = "compile")]
impl Reading {
    /// A value of which nothing more is known.
    pub fn of(value: Value) -> Self {
        Self { value, bits: 0, present: None, until: None }
    }
}

/// The environment of a rule. The caller of the machine lends it.
#[derive(Clone, Copy)]
pub struct Env<'a> {
    /// The program's constants.
    pub constants: &'a [Value],
    /// Each name, as it was read.
    pub readings: &'a [Reading],
    /// Whether each audience holds, as far as they are known, and when that may change.
    pub audiences: &'a [(Value, Option<i64>)],
    /// The moment, in milliseconds since 1970.
    pub now: i64,
    /// The platform.
    pub platform: &'a dyn Platform,
}

#[cfg(feature = "compile")]
impl<'a> Env<'a> {
    /// Nothing but constants and a platform.
    pub fn of(constants: &'a [Value], platform: &'a dyn Platform) -> Self {
        Self { constants, readings: &[], audiences: &[], now: 0, platform }
    }
}
