//! Numbers and dates as the platform writes them: the face lends its `Intl` formatters.

use wasm_bindgen::prelude::*;

use super::ITEM;
use crate::message::host::{Host, Kind};
use crate::prelude::*;
use crate::rule::sight::Services;

#[wasm_bindgen]
extern "C" {
    /// What the face lends.
    pub type Intl;

    /// One function for all, because each costs visitors bytes on both sides: what is asked for and in which languages,
    /// options and zone, as items of a list. Without any of that plain digits.
    #[wasm_bindgen(method)]
    fn write(this: &Intl, value: f64, how: &str) -> String;

    #[cfg(feature = "full")]
    #[wasm_bindgen(method)]
    fn fixed(this: &Intl, value: f64, digits: u8, exponential: bool) -> String;

    /// Not a number: there is no such zone.
    #[cfg(feature = "full")]
    #[wasm_bindgen(method)]
    fn offset(this: &Intl, zone: &str, at: f64) -> f64;

    #[cfg(feature = "full")]
    #[wasm_bindgen(js_name = Number)]
    fn parsed(text: &str) -> f64;
}

impl Host for Intl {
    fn format(&self, kind: Kind, locales: &str, options: &str, zone: &str, value: f64) -> String {
        let mut how = String::new();
        how.push(char::from(kind as u8));
        for item in [locales, options, zone] {
            how.push_str(item);
            how.push(ITEM);
        }
        self.write(value, &how)
    }
}

impl Services for Intl {
    #[cfg(feature = "full")]
    fn offset(&self, zone: &str, at: i64) -> Option<i64> {
        let offset = Intl::offset(self, zone, at as f64);
        (!offset.is_nan()).then_some(offset as i64)
    }

    fn digits(&self, number: f64) -> String {
        self.write(number, "")
    }

    #[cfg(feature = "full")]
    fn fixed(&self, number: f64, digits: u8, exponential: bool) -> String {
        Intl::fixed(self, number, digits, exponential)
    }

    #[cfg(feature = "full")]
    fn parse(&self, text: &str) -> f64 {
        parsed(text)
    }

    #[cfg(feature = "compile")]
    fn normalize(&self, text: &str) -> String {
        if text.is_ascii() { text.to_owned() } else { self.format(Kind::Normal, "", text, "", 0.0) }
    }
}
