//! What a message asks of the platform: numbers and dates in a language. In a page that is `Intl`, so that no
//! locale data is downloaded.

use crate::prelude::*;
use crate::program::style::DateStyle;
use crate::rule::sight::Services;

/// Writes numbers and moments. Always answers: what it cannot do in the language it does in another.
pub trait Host: Services {
    /// A number, with at least and at most so many digits after the decimal sign (255: as the language has it).
    fn number(&self, locale: &str, value: f64, least: u8, most: u8) -> String;

    /// A moment as the clock in `zone` shows it (an empty name: the platform's own zone).
    fn date(&self, locale: &str, instant: i64, zone: &str, style: DateStyle) -> String;
}
