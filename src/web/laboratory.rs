//! What only a build for tests has: one message over values that are made up for it.

use wasm_bindgen::prelude::*;

use super::intl::{Formatters, Intl};
use crate::message::laboratory::{Answer, Param, Shown, say};
use crate::prelude::*;
use crate::protocol::{GROUP, ITEM};
use crate::render::json::Json;
use crate::rule::sight::Services;
use crate::rule::value::Value;

/// Where messages are tried.
#[wasm_bindgen]
pub struct Laboratory {
    intl: Intl,
}

#[wasm_bindgen]
impl Laboratory {
    /// With the platform's formatters.
    #[wasm_bindgen(constructor)]
    pub fn new(formatters: Formatters) -> Laboratory {
        Laboratory { intl: Intl::new(formatters) }
    }

    /// Says a message. `params` is a list for each value: its name, its kind (`t` a text, `n` a number, `b` true or
    /// false, `d` a moment) and itself. The answer is JSON text: text, parts and errors, as the suite of MessageFormat 2
    /// writes them.
    pub fn say(&self, message: &str, tag: &str, rtl: bool, isolated: bool, params: &str) -> String {
        let params: Vec<Param> = pieces(params, GROUP).filter_map(|text| param(text, &self.intl)).collect();
        let Answer { text, parts, flaws } = say(message, tag, rtl, isolated, &params, &self.intl);
        let mut json = Json::new(&self.intl);
        json.begin('{');
        json.pair("text", &text);
        json.key("parts");
        json.begin('[');
        parts.iter().for_each(|part| write(part, &mut json));
        json.end(']');
        json.key("errors");
        json.begin('[');
        flaws.iter().for_each(|flaw| json.text(flaw.name()));
        json.end(']');
        json.end('}');
        json.finish()
    }
}

fn param(text: &str, services: &dyn Services) -> Option<Param> {
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
