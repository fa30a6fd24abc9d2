//! One message formatted over made-up values, with the formatters of a browser. Only a build for tests has it.

use wasm_bindgen::prelude::*;

use super::intl::Intl;
use crate::message::testing::{Answer, Param, Shown, format};
use crate::prelude::*;
use crate::protocol::{GROUP, ITEM};
use crate::render::json::Json;
use crate::rule::platform::Platform;
use crate::text::pieces;
use crate::value::Value;

/// Formats messages for tests.
#[wasm_bindgen]
#[derive(Default)]
pub struct Testing {
    intl: Intl,
}

#[wasm_bindgen]
impl Testing {
    /// With the platform's formatters.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Testing {
        Self::default()
    }

    /// Formats a message. `params` is a list for each value: its name, its kind (`t` a text, `n` a number, `b` true or
    /// false, `d` a moment) and itself. The answer is JSON text: text, parts and errors, as the suite of MessageFormat 2
    /// writes them.
    pub fn format(&self, message: &str, tag: &str, rtl: bool, isolated: bool, params: &str) -> String {
        let params: Vec<Param> = pieces(params, GROUP).filter_map(|text| param(text, &self.intl)).collect();
        let Answer { text, parts, errors } = format(message, tag, rtl, isolated, &params, &self.intl);
        let mut json = Json::new(&self.intl);
        json.begin('{');
        json.pair("text", &text);
        json.key("parts");
        json.begin('[');
        parts.iter().for_each(|part| write(part, &mut json));
        json.end(']');
        json.key("errors");
        json.begin('[');
        errors.iter().for_each(|kind| json.text(kind.name()));
        json.end(']');
        json.end('}');
        json.finish()
    }
}

fn param(text: &str, services: &dyn Platform) -> Option<Param> {
    let mut items = pieces(text, ITEM);
    let (name, kind, value) = (items.next()?, items.next()?, items.next()?);
    let number = || services.parse(value);
    let value = match kind {
        "n" => Value::Double(number()),
        "b" => Value::Bool(value == "true"),
        "d" => Value::instant(number() as i64),
        _ => Value::text(value),
    };
    Some(Param { name: name.to_owned(), value })
}

fn write(part: &Shown, json: &mut Json<'_>) {
    json.begin('{');
    match part {
        Shown::Text(text) => {
            json.pair("type", "text");
            json.pair("value", text);
        }
        Shown::Isolate(letter) => {
            json.pair("type", "bidiIsolation");
            json.pair("value", &String::from(*letter));
        }
        Shown::Fallback(source) => {
            json.pair("type", "fallback");
            json.pair("source", source);
        }
        Shown::Value(kind, text, direction, id) => {
            json.pair("type", kind);
            json.pair("value", text);
            direction.iter().for_each(|direction| json.pair("dir", direction));
            id.iter().for_each(|id| json.pair("id", id));
        }
        Shown::Markup(kind, name, id, options) => {
            json.pair("type", "markup");
            json.pair("kind", kind);
            json.pair("name", name);
            id.iter().for_each(|id| json.pair("id", id));
            json.key("options");
            json.begin('{');
            options.iter().for_each(|(name, value)| json.pair(name, value));
            json.end('}');
        }
    }
    json.end('}');
}
