//! Numbers and dates as the platform writes them: the face lends its `Intl` formatters.

use wasm_bindgen::prelude::*;

use crate::message::host::Host;
use crate::prelude::*;
use crate::program::style::DateStyle;
use crate::rule::eval::Services;

#[wasm_bindgen]
extern "C" {
    /// What the face lends: functions that write numbers and moments, and one that knows the world's clocks.
    pub type Intl;

    #[wasm_bindgen(method)]
    fn number(this: &Intl, locale: &str, value: f64, least: u8, most: u8) -> String;

    #[wasm_bindgen(method)]
    fn date(this: &Intl, locale: &str, instant: f64, zone: &str, fields: u8, length: u8, time: u8) -> String;

    #[wasm_bindgen(method)]
    fn fixed(this: &Intl, value: f64, digits: u8, exponential: bool) -> String;

    /// Not a number: there is no such zone.
    #[wasm_bindgen(method)]
    fn offset(this: &Intl, zone: &str, at: f64) -> f64;

    #[wasm_bindgen(js_name = String)]
    fn digits(value: f64) -> String;

    #[wasm_bindgen(js_name = Number)]
    fn parsed(text: &str) -> f64;
}

impl Host for Intl {
    fn number(&self, locale: &str, value: f64, least: u8, most: u8) -> String {
        Intl::number(self, locale, value, least, most)
    }

    fn date(&self, locale: &str, instant: i64, zone: &str, style: DateStyle) -> String {
        Intl::date(self, locale, instant as f64, zone, style.fields, style.length, style.time)
    }
}

impl Services for Intl {
    fn offset(&self, zone: &str, at: i64) -> Option<i64> {
        let offset = Intl::offset(self, zone, at as f64);
        (!offset.is_nan()).then_some(offset as i64)
    }

    fn digits(&self, number: f64) -> String {
        digits(number)
    }

    fn fixed(&self, number: f64, digits: u8, exponential: bool) -> String {
        Intl::fixed(self, number, digits, exponential)
    }

    fn parse(&self, text: &str) -> f64 {
        parsed(text)
    }
}
