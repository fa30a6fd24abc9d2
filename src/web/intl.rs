//! Numbers and dates through the browser's `Intl`, each formatter made once: making one costs ten to two hundred
//! times what using it costs.

use crate::prelude::*;
use core::cell::RefCell;

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::message::format::digits;
use crate::message::host::Host;
use crate::program::style::DateStyle;

/// What tells two formatters apart: language, kind and options, zone.
type Key = (String, [u8; 4], String);

/// The browser's formatters.
#[derive(Default)]
pub struct Intl {
    made: RefCell<Vec<(Key, Option<Function>)>>,
}

/// More than any page needs; beyond it all are made anew.
const KEPT: usize = 64;

impl Intl {
    fn format(&self, key: Key, value: f64, make: impl FnOnce() -> Option<Function>) -> String {
        let mut made = self.made.borrow_mut();
        let place = made.iter().position(|(known, _)| *known == key);
        let place = place.unwrap_or_else(|| {
            if made.len() >= KEPT {
                made.clear();
            }
            made.push((key, make()));
            made.len() - 1
        });
        let function = made.get(place).and_then(|(_, function)| function.as_ref());
        let written = function.and_then(|function| function.call1(&JsValue::UNDEFINED, &JsValue::from_f64(value)).ok());
        // An engine that cannot still writes digits.
        written.and_then(|written| written.as_string()).unwrap_or_else(|| digits(value as i64))
    }
}

impl Host for Intl {
    fn number(&self, locale: &str, value: f64, least: u8, most: u8) -> String {
        let key = (locale.to_owned(), [0, least, most, 0], String::new());
        self.format(key, value, || {
            let options = Object::new();
            if least < 255 {
                set(&options, "minimumFractionDigits", f64::from(least));
            }
            if most < 255 {
                set(&options, "maximumFractionDigits", f64::from(most));
            }
            formatter("NumberFormat", locale, &options)
        })
    }

    fn date(&self, locale: &str, instant: i64, zone: &str, style: DateStyle) -> String {
        let key = (locale.to_owned(), [1, style.fields, style.length, style.time], zone.to_owned());
        self.format(key, instant as f64, || formatter("DateTimeFormat", locale, &date_options(zone, style)))
    }
}

fn set(options: &Object, key: &str, value: impl Into<JsValue>) {
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(options, &key.into(), &value.into());
}

fn date_options(zone: &str, style: DateStyle) -> Object {
    let options = Object::new();
    if !zone.is_empty() {
        set(&options, "timeZone", zone);
    }
    let has = |bit: u8| style.fields & bit != 0;
    if has(1) {
        set(&options, "weekday", if style.length == 2 { "long" } else { "short" });
    }
    if has(2) {
        set(&options, "day", "numeric");
    }
    if has(4) {
        set(&options, "month", match style.length {
            0 => "numeric",
            1 => "short",
            _ => "long",
        });
    }
    if has(8) {
        set(&options, "year", "numeric");
    }
    if style.time > 0 {
        set(&options, "hour", "numeric");
    }
    if style.time > 1 {
        set(&options, "minute", "2-digit");
    }
    if style.time > 2 {
        set(&options, "second", "2-digit");
    }
    options
}

/// The bound `format` of a formatter; `None` where the engine throws.
fn formatter(class: &str, locale: &str, options: &Object) -> Option<Function> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
    let format = Reflect::construct(&class, &Array::of2(&locale.into(), options)).ok()?;
    Reflect::get(&format, &"format".into()).ok()?.dyn_into().ok()
}
