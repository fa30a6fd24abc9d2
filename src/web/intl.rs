//! Numbers and dates as the platform writes them: the face lends its `Intl` formatters.

use wasm_bindgen::prelude::*;

use crate::message::host::Host;
use crate::prelude::*;
use crate::program::style::DateStyle;

#[wasm_bindgen]
extern "C" {
    /// What the face lends: one function for numbers, one for moments, one for plain digits.
    pub type Intl;

    #[wasm_bindgen(method)]
    fn number(this: &Intl, locale: &str, value: f64, least: u8, most: u8) -> String;

    #[wasm_bindgen(method)]
    fn date(this: &Intl, locale: &str, instant: f64, zone: &str, fields: u8, length: u8, time: u8) -> String;

    #[wasm_bindgen(method)]
    fn digits(this: &Intl, value: f64) -> String;
}

impl Host for Intl {
    fn number(&self, locale: &str, value: f64, least: u8, most: u8) -> String {
        Intl::number(self, locale, value, least, most)
    }

    fn date(&self, locale: &str, instant: i64, zone: &str, style: DateStyle) -> String {
        Intl::date(self, locale, instant as f64, zone, style.fields, style.length, style.time)
    }

    fn digits(&self, value: f64) -> String {
        Intl::digits(self, value)
    }
}
