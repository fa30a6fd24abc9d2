//! Numbers and dates as the platform writes them: the JavaScript lends its `Intl` formatters.

use core::cell::RefCell;

use wasm_bindgen::prelude::*;

use crate::message::host::{Host, Kind};
use crate::prelude::*;
use crate::protocol::ITEM;
use crate::rule::platform::Platform;
use crate::text::pieces;

#[wasm_bindgen]
extern "C" {
    /// The functions that the JavaScript lends.
    pub type Formatters;

    /// The number of a way to write. `how` is one letter, a [`Kind`], and a list of languages, options and zone. A text costs
    /// more on its way than a formatted number, so that each crosses once.
    #[wasm_bindgen(method)]
    fn learn(this: &Formatters, how: &str) -> u32;

    /// One function for all, because each costs visitors bytes on both sides. Way 0 is plain digits.
    #[wasm_bindgen(method)]
    fn write(this: &Formatters, value: f64, way: u32) -> String;

    #[cfg(feature = "full")]
    #[wasm_bindgen(method)]
    fn fixed(this: &Formatters, value: f64, digits: u8, exponential: bool) -> String;

    /// Not a number: there is no such zone.
    #[cfg(feature = "full")]
    #[wasm_bindgen(method)]
    fn offset(this: &Formatters, zone: &str, at: f64) -> f64;

    #[cfg(feature = "compile")]
    #[wasm_bindgen(method)]
    fn likely(this: &Formatters, tag: &str) -> String;

    #[cfg(feature = "full")]
    #[wasm_bindgen(js_name = Number)]
    fn parsed(text: &str) -> f64;
}

/// The lent functions, and the ways to write that they know already.
pub struct Intl {
    formatters: Formatters,
    ways: RefCell<Vec<(String, u32)>>,
}

impl Intl {
    /// Knows none yet.
    pub fn new(formatters: Formatters) -> Self {
        Self { formatters, ways: RefCell::default() }
    }

    fn way(&self, kind: Kind, asked: [&str; 3]) -> u32 {
        let Ok(mut ways) = self.ways.try_borrow_mut() else {
            return 0;
        };
        // Compared piece by piece: putting the text together costs as much as formatting.
        for (known, way) in ways.iter() {
            if is_for(known, kind, asked) {
                return *way;
            }
        }
        let mut how = String::new();
        how.push(char::from(kind as u8));
        for item in asked {
            how.push_str(item);
            how.push(ITEM);
        }
        let way = self.formatters.learn(&how);
        if kind.is_kept() {
            ways.push((how, way));
        }
        way
    }
}

/// Is this the name of the way that was asked for?
fn is_for(known: &str, kind: Kind, [locales, options, zone]: [&str; 3]) -> bool {
    let mut parts = pieces(known, ITEM);
    let first = parts.word();
    first.as_bytes().first() == Some(&(kind as u8))
        && first.get(1..) == Some(locales)
        && parts.word() == options
        && parts.word() == zone
}

impl Host for Intl {
    fn format(&self, kind: Kind, locales: &str, options: &str, zone: &str, value: f64) -> String {
        self.formatters.write(value, self.way(kind, [locales, options, zone]))
    }
}

impl Platform for Intl {
    #[cfg(feature = "full")]
    fn offset(&self, zone: &str, at: i64) -> Option<i64> {
        let offset = self.formatters.offset(zone, at as f64);
        (!offset.is_nan()).then_some(offset as i64)
    }

    fn digits(&self, number: f64) -> String {
        self.formatters.write(number, 0)
    }

    #[cfg(feature = "full")]
    fn fixed(&self, number: f64, digits: u8, exponential: bool) -> String {
        self.formatters.fixed(number, digits, exponential)
    }

    #[cfg(feature = "full")]
    fn parse(&self, text: &str) -> f64 {
        parsed(text)
    }

    #[cfg(feature = "compile")]
    fn normalize(&self, text: &str) -> String {
        if text.is_ascii() { text.to_owned() } else { self.format(Kind::Normal, "", text, "", 0.0) }
    }

    #[cfg(feature = "compile")]
    fn likely(&self, tag: &str) -> String {
        self.formatters.likely(tag)
    }
}
