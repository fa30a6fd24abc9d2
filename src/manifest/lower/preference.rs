//! A preference or a signal → its record.

use super::draft::Draft;
use crate::error::say;
use crate::manifest::model::Preference;
use crate::program::records::{self, Namespace, PreferenceKind};
use crate::value::Value;

/// Writes a preference or a signal.
pub fn preference(draft: &mut Draft<'_>, namespace: Namespace, preference: &Preference) {
    let values = draft.texts(&preference.values);
    let default = preference.default.clone().unwrap_or_else(|| empty(preference.kind));
    draft.program.constants.push(default);
    let record = records::Preference {
        name: draft.text(&say("{}{}", &[namespace.prefix(), &preference.name])),
        kind: preference.kind as u32,
        values,
        default: draft.program.constants.len() as u32 - 1,
    };
    draft.program.preferences.push(&record);
}

/// The value of a preference that is not declared and has no default, as that of an unset field in CEL.
fn empty(kind: PreferenceKind) -> Value {
    match kind {
        PreferenceKind::Text | PreferenceKind::Choice => Value::text(""),
        PreferenceKind::Number => Value::Double(0.0),
        PreferenceKind::Flag => Value::Bool(false),
        PreferenceKind::List => Value::List([].into()),
    }
}
