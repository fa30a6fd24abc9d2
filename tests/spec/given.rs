//! What stands at a place of a case → texts, lists, entries and values; of what is not there, none.

use std::rc::Rc;

use serde_json::Value as Json;
use tailorbird::limits;
use tailorbird::profile::cut;
use tailorbird::value::Value;

/// A value as JavaScript hands it in.
pub fn value(given: &Json) -> Option<Value> {
    match given {
        Json::Bool(truth) => Some(Value::Bool(*truth)),
        Json::Number(number) => number.as_f64().map(Value::Double),
        Json::String(_) => Some(Value::Text(text(given))),
        Json::Array(list) => Some(Value::List(list.iter().map(|item| Value::Text(text(item))).collect())),
        Json::Null | Json::Object(_) => None,
    }
}

/// Its words, as far as a text may go.
pub fn words(given: &Json) -> &str {
    cut(given.as_str().unwrap_or(""), limits::TEXT)
}

/// The same, shared.
pub fn text(given: &Json) -> Rc<str> {
    words(given).into()
}

/// What is in a list.
pub fn items(given: &Json) -> &[Json] {
    given.as_array().map_or(&[], |list| list)
}

/// What is in an object, in its order.
pub fn entries(given: &Json) -> impl Iterator<Item = (&String, &Json)> {
    given.as_object().into_iter().flatten()
}
