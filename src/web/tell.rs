//! Plain data → JavaScript: one crossing for a whole page of decisions.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::render::tree::Tree;

/// As `JSON.parse` would give it: plain objects, `null` for what is not there.
pub fn tell(tree: &Tree) -> JsValue {
    match tree {
        Tree::Null => JsValue::NULL,
        Tree::Bool(truth) => JsValue::from_bool(*truth),
        Tree::Number(number) => JsValue::from_f64(*number),
        Tree::Text(text) => JsValue::from_str(text),
        Tree::List(items) => {
            let list = Array::new();
            items.iter().for_each(|item| {
                list.push(&tell(item));
            });
            list.into()
        }
        Tree::Object(entries) => {
            let object = Object::new();
            for (key, value) in entries {
                // Setting a property of a fresh object cannot fail.
                let _ = Reflect::set(&object, &JsValue::from_str(key), &tell(value));
            }
            object.into()
        }
    }
}

/// A list of things that have plain data.
pub fn tell_all<'a, T: 'a>(all: impl IntoIterator<Item = &'a T>, tree: impl Fn(&T) -> Tree) -> JsValue {
    tell(&Tree::List(all.into_iter().map(tree).collect()))
}
