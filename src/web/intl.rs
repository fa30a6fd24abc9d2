//! Numbers and dates as the platform writes them: the face lends its `Intl` formatters.

use wasm_bindgen::prelude::*;

use crate::message::host::Host;
use crate::prelude::*;
use crate::program::style::DateStyle;
use crate::rule::sight::Services;

#[wasm_bindgen]
extern "C" {
    /// What the face lends.
    pub type Intl;

    /// One function for all, because each costs visitors bytes on both sides: a number, or a moment, in a language;
    /// without a language plain digits. The bytes of the style, lowest first: for a number the most and the least
    /// digits after the sign (255: as the language has it); for a moment fields, length, time, and 1.
    #[wasm_bindgen(method)]
    fn write(this: &Intl, value: f64, locale: &str, zone: &str, style: u32) -> String;

    #[cfg(feature = "full")]
    #[wasm_bindgen(method)]
    fn fixed(this: &Intl, value: f64, digits: u8, exponential: bool) -> String;

    /// Not a number: there is no such zone.
    #[cfg(feature = "full")]
    #[wasm_bindgen(method)]
    fn offset(this: &Intl, zone: &str, at: f64) -> f64;

    #[cfg(feature = "compile")]
    #[wasm_bindgen(method)]
    fn likely(this: &Intl, tag: &str) -> String;

    #[cfg(feature = "full")]
    #[wasm_bindgen(js_name = Number)]
    fn parsed(text: &str) -> f64;
}

impl Host for Intl {
    fn number(&self, locale: &str, value: f64, least: u8, most: u8) -> String {
        self.write(value, locale, "", u32::from_le_bytes([most, least, 0, 0]))
    }

    fn date(&self, locale: &str, instant: i64, zone: &str, style: DateStyle) -> String {
        self.write(instant as f64, locale, zone, u32::from_le_bytes([style.fields, style.length, style.time, 1]))
    }
}

impl Services for Intl {
    #[cfg(feature = "full")]
    fn offset(&self, zone: &str, at: i64) -> Option<i64> {
        let offset = Intl::offset(self, zone, at as f64);
        (!offset.is_nan()).then_some(offset as i64)
    }

    fn digits(&self, number: f64) -> String {
        self.write(number, "", "", 0)
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
    fn likely(&self, tag: &str) -> String {
        Intl::likely(self, tag)
    }
}
