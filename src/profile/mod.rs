//! What this device remembers of its reader: preferences that they declared, visits, and what happened in each slot.

pub mod declared;

use crate::prelude::*;
use alloc::rc::Rc;

use crate::limits;
use crate::program::Program;
use crate::program::records::Declared;
use crate::rule::value::Value;
use declared::declare;

/// What is remembered. In memory: it is gone with the page unless somebody exports it.
#[derive(Clone, Debug)]
pub struct Profile {
    /// How many visits, this one included.
    pub visits: u32,
    /// When the visit before this one began, in milliseconds since 1970.
    pub last_visit: Option<i64>,
    /// When this visit began; `None`: now.
    pub this_visit: Option<i64>,
    /// What the reader declared, by the number of the preference.
    pub preferences: Declared,
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
        declare(program, &program.preferences, &mut self.preferences, number, value)
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
