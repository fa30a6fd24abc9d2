//! The platform as messages use it: numbers, dates and plurals in a language. In a page that is `Intl`, so that no
//! locale data is downloaded.

use crate::prelude::*;
use crate::rule::platform::Platform;

/// The kinds of requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// A number, as the language writes it.
    Number = b'n',
    /// A moment, in milliseconds since 1970, as the clock in the zone shows it.
    Moment = b'd',
    /// The plural category of a number.
    Plural = b'p',
    /// A list of texts in words; they stand in the place of the zone, with [`Kind::BETWEEN`] between them.
    List = b'l',
    /// A stretch of time from now, in the `unit` of the options, else in milliseconds.
    Relative = b'r',
    /// The options as they are, in Unicode's normal form (NFC).
    Normal = b's',
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 6] = [Self::Number, Self::Moment, Self::Plural, Self::List, Self::Relative, Self::Normal];
    /// Separates the items of a list.
    pub const BETWEEN: char = '\u{1e}';

    /// Is a way to write kept? A text of the reader's is nothing to keep.
    pub fn is_kept(self) -> bool {
        !matches!(self, Self::List | Self::Normal)
    }
}

/// Writes numbers and moments. Always answers: what it cannot do in the language it does in another.
pub trait Host: Platform {
    /// `locales` are language tags between commas, the first that the platform has is taken. `options` is the JSON text
    /// of an object as `Intl` takes it, or empty. An empty `zone` is the platform's own.
    fn format(&self, kind: Kind, locales: &str, options: &str, zone: &str, value: f64) -> String;
}
