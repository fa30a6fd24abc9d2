//! The cost of reading a value, in steps.

use crate::value::Value;

/// The least number of steps that it takes to read a value.
pub(super) fn weight(value: &Value) -> u32 {
    if matches!(value, Value::Text(_)) { length(value) / 16 } else { length(value) }
}

/// Bytes of a text, items of a list.
pub(super) fn length(value: &Value) -> u32 {
    let size = match value {
        Value::Text(text) => text.len(),
        Value::List(items) => items.len(),
        #[cfg(feature = "full")]
        Value::Map(items) => items.len(),
        _ => 0,
    };
    u32::try_from(size).unwrap_or(u32::MAX)
}
