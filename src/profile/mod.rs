//! What this device remembers of its reader: preferences that they declared, visits, and what happened in each slot.

use crate::prelude::*;
use alloc::rc::Rc;

use crate::limits;
use crate::program::Program;
use crate::program::records::{Preference, PreferenceKind};
use crate::rule::value::Value;

/// What is remembered. In memory: it is gone with the page unless somebody exports it.
#[derive(Clone, Debug)]
pub struct Profile {
    /// How many visits, this one included.
    pub visits: u32,
    /// When the visit before this one began, in milliseconds since 1970.
    pub last_visit: Option<i64>,
    /// When this visit began; `None`: now.
    pub this_visit: Option<i64>,
    /// What the reader declared and, though it is no memory of theirs, what the page told: by the number of the
    /// preference or signal.
    pub preferences: Vec<Option<Value>>,
    /// What happened in slots.
    pub counters: Vec<Counter>,
}

/// Something that happens in a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// The reader saw it.
    View,
    /// The reader followed it.
    Click,
    /// The reader sent it away.
    Dismiss,
}

/// How often something happened.
#[derive(Clone, Debug)]
pub struct Counter {
    /// What.
    pub kind: Happening,
    /// Where.
    pub slot: Rc<str>,
    /// With which variant.
    pub variant: Rc<str>,
    /// How often.
    pub times: u32,
}

impl Default for Profile {
    fn default() -> Self {
        Self { visits: 1, last_visit: None, this_visit: None, preferences: Vec::new(), counters: Vec::new() }
    }
}

impl Profile {
    /// What the reader declared for a preference, by its number.
    pub fn preference(&self, number: usize) -> Option<&Value> {
        self.preferences.get(number)?.as_ref()
    }

    /// Declares a preference, or takes it back. `None`: the value is none that this preference can take.
    pub fn prefer(&mut self, program: &Program, number: usize, value: Option<Value>) -> Option<()> {
        let preference = program.preferences.get(number)?;
        let value = match value {
            Some(value) => Some(fit(program, &preference, &value)?),
            None => None,
        };
        if self.preferences.len() <= number {
            self.preferences.resize(number + 1, None);
        }
        *self.preferences.get_mut(number)? = value;
        Some(())
    }

    /// Counts something that happened. What is new is left out when there are too many counters already.
    pub fn count(&mut self, kind: Happening, slot: &str, variant: &str, times: u32) {
        let same =
            |counter: &&mut Counter| counter.kind == kind && &*counter.slot == slot && &*counter.variant == variant;
        if let Some(counter) = self.counters.iter_mut().find(same) {
            counter.times = counter.times.saturating_add(times);
            return;
        }
        if self.counters.len() >= limits::COUNTERS {
            return;
        }
        self.counters.push(Counter { kind, slot: slot.into(), variant: variant.into(), times });
    }

    /// How often something happened in `SLOT` or to `SLOT/VARIANT`.
    pub fn times(&self, kind: Happening, place: &str) -> i64 {
        let (slot, variant) = place.split_once('/').map_or((place, None), |(slot, variant)| (slot, Some(variant)));
        self.counters
            .iter()
            .filter(|counter| counter.kind == kind && &*counter.slot == slot)
            .filter(|counter| variant.is_none_or(|variant| &*counter.variant == variant))
            .map(|counter| i64::from(counter.times))
            .sum()
    }
}

/// The value as this preference keeps it, if it can take it.
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

/// The longest beginning of `text` with at most `bytes` bytes.
pub fn cut(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counters_add_up_by_slot_and_by_variant() {
        let mut profile = Profile::default();
        profile.count(Happening::View, "hero", "a", 2);
        profile.count(Happening::View, "hero", "b", 1);
        profile.count(Happening::View, "hero", "a", 1);
        assert_eq!(profile.times(Happening::View, "hero"), 4);
        assert_eq!(profile.times(Happening::View, "hero/a"), 3);
        assert_eq!(profile.times(Happening::Click, "hero"), 0);
    }

    #[test]
    fn counters_are_bounded() {
        let mut profile = Profile::default();
        for number in 0..limits::COUNTERS + 10 {
            profile.count(Happening::View, "slot", &number.to_string(), 1);
        }
        assert_eq!(profile.counters.len(), limits::COUNTERS);
    }

    #[test]
    fn texts_are_cut_between_characters() {
        assert_eq!(cut("añb", 2), "a");
        assert_eq!(cut("añb", 9), "añb");
    }
}
