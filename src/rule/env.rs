//! The environment of a rule: the values of its names, the constants of its program, and the platform.

use super::platform::Platform;
use crate::value::Value;

/// The environment of a rule. The caller of the machine lends it.
#[derive(Clone, Copy)]
pub struct Env<'a> {
    /// The program's constants.
    pub constants: &'a [Value],
    /// The value of each name.
    pub values: &'a [Value],
    /// For each name, which of the words that rules ask for it is: one bit, and one for each item of a list.
    pub bits: &'a [u64],
    /// Whether each name is there.
    pub present: &'a [bool],
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
        Self { constants, values: &[], bits: &[], present: &[], audiences: &[], now: 0, platform }
    }
}
