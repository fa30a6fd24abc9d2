//! What was handed in → values: plain reads of plain properties. Anything of another type is as good as absent, and
//! is listed as a problem.

use crate::prelude::*;
use alloc::rc::Rc;

use js_sys::{Array, Date, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::error::Problem;
use crate::limits;
use crate::message::digits::glue;
use crate::profile::cut;
use crate::rule::value::Value;

/// An object that somebody handed in, or nothing, and where it stands.
pub struct Given<'p> {
    object: JsValue,
    path: &'p str,
}

impl<'p> Given<'p> {
    /// `path` is a JSON pointer for problems.
    pub fn new(object: JsValue, path: &'p str) -> Self {
        Self { object, path }
    }

    /// What stands under a key; `undefined` where nothing does. A getter that throws has nothing to say.
    pub fn get(&self, key: &str) -> JsValue {
        if !self.object.is_object() {
            return JsValue::UNDEFINED;
        }
        Reflect::get(&self.object, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED)
    }

    /// Reads what stands under a key; what is there but cannot be read is a problem.
    pub fn read<T>(&self, key: &str, problems: &mut Vec<Problem>, read: impl FnOnce(&JsValue) -> Option<T>) -> Option<T> {
        let value = self.get(key);
        if value.is_undefined() || value.is_null() {
            return None;
        }
        let found = read(&value);
        if found.is_none() {
            self.refuse(key, problems);
        }
        found
    }

    #[inline(never)]
    fn refuse(&self, key: &str, problems: &mut Vec<Problem>) {
        problems.push(Problem::warning(glue(&[self.path, "/", key]), "this is not of the type that was expected; it is left out"));
    }

    /// A text, cut to what is kept.
    pub fn text(&self, key: &str, problems: &mut Vec<Problem>) -> Option<Rc<str>> {
        self.read(key, problems, text)
    }

    /// The place of a word in a set.
    pub fn word(&self, key: &str, words: &[&str], problems: &mut Vec<Problem>) -> Option<u8> {
        self.read(key, problems, |value| {
            let word = value.as_string()?;
            words.iter().position(|known| *known == word).map(|place| place as u8)
        })
    }

    /// True or false.
    pub fn flag(&self, key: &str, problems: &mut Vec<Problem>) -> Option<bool> {
        self.read(key, problems, JsValue::as_bool)
    }
}

/// A text, cut to what is kept.
pub fn text(value: &JsValue) -> Option<Rc<str>> {
    value.as_string().map(|text| cut(&text, limits::TEXT).into())
}

/// A list of texts, cut to what is kept.
pub fn texts(value: &JsValue) -> Option<Vec<Rc<str>>> {
    let list = value.dyn_ref::<Array>()?;
    let mut texts = Vec::new();
    for item in list.iter().take(limits::ENTRIES) {
        texts.push(text(&item)?);
    }
    Some(texts)
}

/// A moment: a number, a date, or a clock that says one. It is kept within the years 1 to 9999 later.
pub fn moment(value: &JsValue) -> Option<i64> {
    let number = if let Some(clock) = value.dyn_ref::<Function>() {
        clock.call0(&JsValue::UNDEFINED).ok()?.as_f64()?
    } else if let Some(date) = value.dyn_ref::<Date>() {
        date.get_time()
    } else {
        value.as_f64()?
    };
    // Saturates at the ends; not-a-number is no moment.
    (!number.is_nan()).then_some(number as i64)
}

/// A preference's value: a text, a number, true or false, or a list of texts.
pub fn value(value: &JsValue) -> Option<Value> {
    if let Some(list) = texts(value) {
        return Some(Value::List(list.into_iter().map(Value::Text).collect()));
    }
    let text = || text(value).map(Value::Text);
    value.as_bool().map(Value::Bool).or_else(|| value.as_f64().map(Value::Double)).or_else(text)
}
