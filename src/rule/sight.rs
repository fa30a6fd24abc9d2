//! What a rule can see: the values of its names, and what the platform knows besides.

use crate::prelude::*;

use crate::value::Value;

/// What the platform knows that no rule brings with it. Each answer depends on nothing but what is asked.
pub trait Services {
    #[cfg(feature = "full")]
    /// The milliseconds that a zone's clock is ahead of UTC at a moment; `None`: there is no such zone.
    fn offset(&self, zone: &str, at: i64) -> Option<i64>;
    /// A finite number as JavaScript writes it.
    fn digits(&self, number: f64) -> String;
    #[cfg(feature = "full")]
    /// A finite number with so many digits after the point, as JavaScript's `toFixed` or `toExponential`
    /// write it, but never with an exponent that was not asked for.
    fn fixed(&self, number: f64, digits: u8, exponential: bool) -> String;
    #[cfg(feature = "full")]
    /// The number that a decimal text means.
    fn parse(&self, text: &str) -> f64;
    #[cfg(feature = "compile")]
    /// A text in Unicode's normal form (NFC).
    fn normalize(&self, text: &str) -> String {
        text.to_owned()
    }
    #[cfg(feature = "compile")]
    /// A language tag in its canonical form with its likely script and region, such as `zh-Hant-TW` for `zh-TW`. Who
    /// does not know gives it back.
    fn likely(&self, tag: &str) -> String {
        tag.to_owned()
    }
}

/// What a rule can see. Whoever evaluates lends it.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
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
    pub services: &'a dyn Services,
}

/// A platform that knows nothing.
#[cfg(feature = "compile")]
pub struct Nothing;

#[cfg(feature = "compile")]
impl Services for Nothing {
    fn offset(&self, _: &str, _: i64) -> Option<i64> {
        None
    }

    fn digits(&self, _: f64) -> String {
        String::new()
    }

    fn fixed(&self, _: f64, _: u8, _: bool) -> String {
        String::new()
    }

    fn parse(&self, _: &str) -> f64 {
        f64::NAN
    }
}

#[cfg(feature = "compile")]
impl<'a> Sight<'a> {
    /// Nothing but constants and a platform.
    pub fn of(constants: &'a [Value], services: &'a dyn Services) -> Self {
        Self { constants, values: &[], bits: &[], present: &[], audiences: &[], now: 0, services }
    }
}
