//! The platform as rules use it: what a browser knows, such as the offsets of zones, and no program brings along.

use crate::prelude::*;
#[cfg(feature = "compile")]
use crate::text::is_json_number;

/// The platform. Each answer depends on nothing but the question.
pub trait Platform {
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
    /// The number that a decimal text means; NaN where it means none. The standard library's answer brings 14 KB
    /// (brotli) of tables, which is why a browser gives its own.
    fn parse(&self, text: &str) -> f64 {
        text.parse().unwrap_or(f64::NAN)
    }
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

/// The finite number that a text is as JSON writes it.
#[cfg(feature = "compile")]
pub fn json_number(text: &str, platform: &dyn Platform) -> Option<f64> {
    is_json_number(text).then(|| platform.parse(text)).filter(|number| number.is_finite())
}

/// A platform that knows nothing.
#[cfg(feature = "compile")]
pub struct NoPlatform;

#[cfg(feature = "compile")]
impl Platform for NoPlatform {
    fn offset(&self, _: &str, _: i64) -> Option<i64> {
        None
    }

    fn digits(&self, _: f64) -> String {
        String::new()
    }

    fn fixed(&self, _: f64, _: u8, _: bool) -> String {
        String::new()
    }
}
