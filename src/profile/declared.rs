//! What was declared → what is kept of it: each value fits the kind that the manifest gave it. The reader declares
//! preferences; the page declares signals, which are the same for everybody and never part of a profile.

use crate::prelude::*;

use super::cut;
use crate::limits;
use crate::program::Program;
use crate::program::records::{Declared, Preference, PreferenceKind};
use crate::program::table::Table;
use crate::rule::value::Value;

/// Keeps a value for an entry of `table`, or takes it back. `None`: it is none that this entry can take, and what was
/// kept stays.
pub fn declare(
    program: &Program,
    table: &Table<Preference>,
    kept: &mut Declared,
    number: usize,
    value: Option<Value>,
) -> Option<()> {
    let preference = table.get(number)?;
    let value = match value {
        Some(value) => Some(fit(program, &preference, &value)?),
        None => None,
    };
    if kept.len() <= number {
        kept.resize(number + 1, None);
    }
    *kept.get_mut(number)? = value;
    Some(())
}

/// The value as it is kept, if it can take it.
fn fit(program: &Program, preference: &Preference, value: &Value) -> Option<Value> {
    let allowed = |value: &Value| {
        let Value::Text(text) = value else {
            return false;
        };
        let mut choices = program.choices.of(preference.values);
        // A list of a signal that names no values takes any.
        preference.values.count == 0 || choices.any(|choice| program.text(choice) == &**text)
    };
    match (preference.kind(), value) {
        (PreferenceKind::Text, Value::Text(text)) => Some(Value::text(cut(text.trim(), limits::TEXT))),
        (PreferenceKind::Number, Value::Double(number)) if number.is_finite() => Some(value.clone()),
        (PreferenceKind::Number, Value::Int(number)) => Some(Value::Double(*number as f64)),
        (PreferenceKind::Flag, Value::Bool(_)) => Some(value.clone()),
        (PreferenceKind::Choice, value) if allowed(value) => Some(value.clone()),
        (PreferenceKind::List, Value::List(values)) if values.iter().all(allowed) => Some(once_each(values)),
        _ => None,
    }
}

fn once_each(values: &[Value]) -> Value {
    let mut kept: Vec<Value> = Vec::new();
    for value in values {
        if !kept.iter().any(|other| other.equals(value)) {
            kept.push(value.clone());
        }
    }
    Value::List(kept.into())
}
