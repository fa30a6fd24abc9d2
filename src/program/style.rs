//! How a value is written: what a message's function and options come down to.

#[cfg(feature = "compile")]
use alloc::vec::Vec;
use core::slice::Iter;

use super::table::{Record, Word};

/// How a value becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    /// As it is.
    Plain,
    /// A number, by the host's number format.
    Number {
        /// The fewest digits after the decimal sign, or 255 for the locale's choice.
        least: u8,
        /// The most digits after the decimal sign, or 255 for the locale's choice.
        most: u8,
    },
    /// A moment, by the host's date format.
    Date(DateStyle),
}

/// Which parts of a moment are written, and how long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DateStyle {
    /// Bits: 1 weekday, 2 day, 4 month, 8 year.
    pub fields: u8,
    /// 0 short (numbers), 1 medium, 2 long.
    pub length: u8,
    /// 0 no time, 1 hour, 2 minute, 3 second.
    pub time: u8,
}

impl Record for Style {
    const WIDTH: usize = 1;

    fn take(words: &mut Iter<'_, Word>) -> Self {
        let [tag, first, second, third] = words.next().copied().unwrap_or_default();
        match tag {
            1 => Self::Number { least: first, most: second },
            2 => Self::Date(DateStyle { fields: first, length: second, time: third }),
            _ => Self::Plain,
        }
    }

    #[cfg(feature = "compile")]
    fn put(&self, words: &mut Vec<u8>) {
        words.extend(match *self {
            Self::Plain => [0; 4],
            Self::Number { least, most } => [1, least, most, 0],
            Self::Date(style) => [2, style.fields, style.length, style.time],
        });
    }
}
