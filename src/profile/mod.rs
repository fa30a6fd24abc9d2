//! The profile: what this device remembers of its reader, which is declared preferences, visits, and the events of each
//! slot.

#[cfg(feature = "memory")]
pub mod compact;
#[cfg(feature = "memory")]
pub mod contribution;
mod counter;
#[cfg(feature = "memory")]
pub mod habit;
#[cfg(feature = "memory")]
pub mod interest;
#[cfg(feature = "memory")]
mod keep;
#[cfg(feature = "memory")]
pub mod learned;
#[cfg(feature = "memory")]
pub mod learning;
#[cfg(feature = "memory")]
pub mod line_codec;
#[cfg(feature = "memory")]
pub mod merge;
#[cfg(feature = "memory")]
pub mod others;
#[cfg(feature = "built")]
pub mod outcomes;
#[cfg(feature = "memory")]
pub mod prune;
pub mod ranking;
#[cfg(feature = "memory")]
pub mod record;
#[cfg(not(feature = "memory"))]
mod unlearned;
#[cfg(feature = "built")]
mod views;
#[cfg(feature = "memory")]
pub mod writer;

#[cfg(feature = "memory")]
use alloc::rc::Rc;

use crate::prelude::*;
pub use crate::text::cut;
use crate::text::{pieces, trim};

#[cfg(feature = "memory")]
use crate::capability::Capability;
use crate::capability::mark;
#[cfg(feature = "memory")]
use crate::lazy::Lazy;
use crate::limits;
use crate::program::Program;
#[cfg(feature = "memory")]
use crate::program::records::Namespace;
use crate::program::records::{Preference, PreferenceKind};
use crate::value::Value;
#[cfg(feature = "memory")]
use contribution::{push_nothing, push_value};
pub use counter::{Counter, EventKind, find};
#[cfg(feature = "memory")]
use learned::Learned;
#[cfg(feature = "memory")]
use learning::Steering;
#[cfg(feature = "memory")]
use writer::Writer;

/// The profile as deciding reads it: all records together, and the events of this page.
#[derive(Clone, Debug)]
pub struct Profile {
    /// The number of visits, this one included.
    pub visits: u32,
    /// The beginning of the first visit; `None`: not known.
    pub first_visit: Option<i64>,
    /// The beginning of the visit before this one, in milliseconds since 1970.
    pub last_visit: Option<i64>,
    /// The beginning of this visit; `None`: now.
    pub this_visit: Option<i64>,
    /// The declared values, by the number of the preference or signal. Signals are no memory of the reader's.
    pub preferences: Vec<Option<Value>>,
    /// The events in slots.
    pub counters: Vec<Counter>,
    /// What lists rank by.
    pub ranking: ranking::Rankings,
    /// The interests that were learned.
    #[cfg(feature = "memory")]
    pub learned: Learned,
    /// When visits began.
    #[cfg(feature = "memory")]
    pub habits: Lazy<habit::Habits>,
    /// What came of variants, where slots learn.
    #[cfg(feature = "built")]
    pub outcomes: Lazy<outcomes::All>,
    /// The wishes of the reader about topics.
    #[cfg(feature = "memory")]
    pub steered: Vec<(Rc<str>, Steering)>,
    /// The path of the page that was learned from last.
    #[cfg(feature = "memory")]
    pub attended: Option<Rc<str>>,
    /// The contribution of this page.
    #[cfg(feature = "memory")]
    pub writer: Lazy<Writer>,
}

/// The count of an event, and its latest moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The number of events.
    pub times: i64,
    /// The latest moment that is kept.
    pub latest: i64,
    /// The first moment that counts.
    pub first: i64,
    /// Does the first place stay, as a [`Counter`] says?
    pub stays: bool,
}

/// A moment before any there is.
pub const EVER: i64 = i64::MIN;

impl Default for Profile {
    fn default() -> Self {
        Self {
            visits: 1,
            first_visit: None,
            last_visit: None,
            this_visit: None,
            preferences: Vec::new(),
            counters: Vec::new(),
            ranking: ranking::Rankings::default(),
            #[cfg(feature = "memory")]
            learned: Learned::default(),
            #[cfg(feature = "memory")]
            habits: Lazy::default(),
            #[cfg(feature = "built")]
            outcomes: Lazy::default(),
            #[cfg(feature = "memory")]
            steered: Vec::new(),
            #[cfg(feature = "memory")]
            attended: None,
            #[cfg(feature = "memory")]
            writer: Lazy::default(),
        }
    }
}

impl Profile {
    /// The value that the reader declared for a preference, by its number.
    pub fn preference(&self, number: usize) -> Option<&Value> {
        self.preferences.get(number)?.as_ref()
    }

    /// Sets a preference or a signal, or takes it back. `None`: the value is none that it can take.
    pub fn set(&mut self, program: &Program, number: usize, value: Option<Value>) -> Option<()> {
        let preference = program.preferences.get(number)?;
        let value = match value {
            Some(value) => Some(fit(program, &preference, value)?),
            None => None,
        };
        while self.preferences.len() <= number {
            self.preferences.push(None);
        }
        *self.preferences.get_mut(number)? = value;
        Some(())
    }

    /// The same of what the reader declares at a moment; `None`: it was handed in, and gives way to what is kept.
    pub fn prefer(&mut self, program: &Program, number: usize, value: Option<Value>, at: Option<i64>) -> Option<()> {
        self.set(program, number, value)?;
        #[cfg(feature = "memory")]
        if program.uses(Capability::Memory) {
            mark::memory();
            self.declare(program, number, at)?;
        }
        // Without memory it does not matter when.
        #[cfg(not(feature = "memory"))]
        let _ = at;
        Some(())
    }

    #[cfg(feature = "memory")]
    fn declare(&mut self, program: &Program, number: usize, at: Option<i64>) -> Option<()> {
        let preference = program.preferences.get(number)?;
        let (namespace, name) = program.declared(&preference);
        if namespace == Namespace::Signal {
            return Some(());
        }
        let mut text = String::new();
        match self.preference(number) {
            None => push_nothing(&mut text, preference.kind()),
            value => push_value(&mut text, value),
        }
        let stamp = at.or(self.writer.importing).map_or(0, |at| self.writer.next_stamp(at));
        let contribution = if at.is_some() { &mut self.writer.news } else { self.writer.handed() };
        contribution.declare(name, stamp, &text);
        Some(())
    }

    /// Counts something that happened, here and now or before this page; and lends the counter for its moments. What is
    /// new is left out when there are too many counters already.
    pub fn count(
        &mut self,
        kind: EventKind,
        slot: &str,
        variant: &str,
        times: u32,
        here: bool,
    ) -> Option<&mut Counter> {
        for counter in &mut self.counters {
            if counter.kind == kind && &*counter.slot == slot {
                counter.stays = false;
            }
        }
        let counter = find(&mut self.counters, usize::MAX, kind, slot, variant)?;
        counter.times = counter.times.saturating_add(times);
        counter.stays = here;
        Some(counter)
    }

    /// Forgets, with a stamp by which everybody does: [`Writer::EVERYTHING`], what was learned ([`Writer::LEARN`]), or who was
    /// assigned to which experiment ([`Writer::MEASURE`]).
    #[cfg(feature = "memory")]
    pub fn forget(&mut self, parts: u8, now: i64) {
        let has = |bits| parts & bits != 0;
        let (everything, measured) = (has(Writer::EVERYTHING), has(Writer::MEASURE));
        let learned = has(Writer::EVERYTHING | Writer::LEARN);
        let stamp = self.writer.next_stamp(now);
        let mut stamps = self.writer.stamps;
        if learned {
            stamps.learned = stamp;
            self.learned = Learned::default();
            self.habits = Lazy::default();
            #[cfg(feature = "built")]
            {
                self.outcomes = Lazy::default();
            }
        }
        if measured {
            stamps.measured = stamp;
            counter::limit(&mut self.counters, i64::MIN, false);
        }
        if everything {
            stamps.erased = stamp;
            (self.visits, self.first_visit, self.last_visit) = (1, self.this_visit, None);
            self.preferences.clear();
            self.counters.clear();
            self.steered.clear();
        }
        self.writer.outdate(stamps);
    }

    /// Somebody else took everything away: what this page knows goes too, and it begins anew, under another id. There is no
    /// stamp: should the store only have seemed empty, what is in it counts.
    #[cfg(feature = "memory")]
    pub fn leave(&mut self) {
        let (allowed, folds, this_visit) = (self.writer.allowed, self.writer.folds, self.this_visit);
        *self = Self { first_visit: this_visit, this_visit, ..Self::default() };
        (self.writer.allowed, self.writer.folds) = (allowed, folds);
    }

    /// Takes in how often the reader came before, as it was handed in.
    #[cfg(feature = "memory")]
    pub fn hand_in(&mut self, visits: u32, first: i64, last: Option<i64>, this: i64) {
        self.visits = visits.max(1);
        (self.first_visit, self.last_visit, self.this_visit) = (Some(first), last, Some(this));
        let importing = self.writer.importing.is_some();
        let contribution = self.writer.handed();
        let mut others = i64::from(visits);
        for (start, counts) in [(first, first < this), (last.unwrap_or(this), true), (this, importing)] {
            if counts && (importing || start != this) {
                let known = contribution.starts.len();
                contribution.begin(start);
                others -= (contribution.starts.len() - known) as i64;
            }
        }
        contribution.before = contribution.before.saturating_add((others - i64::from(!importing)).max(0));
    }

    /// The events in `SLOT` or of `SLOT/VARIANT`, or the times that a `GOAL` was reached, since a moment. [`EVER`] also
    /// counts events whose moments are not kept. Of several places, with spaces between them, all events count.
    pub fn tally(&self, kind: EventKind, places: &str, since: i64) -> Tally {
        let mut tally = Tally { times: 0, latest: EVER, first: i64::MAX, stays: false };
        for (number, place) in pieces(places, ' ').enumerate() {
            let mut parts = pieces(place, '/');
            let (slot, variant) = (parts.word(), parts.next());
            for counter in &self.counters {
                if counter.kind == kind
                    && &*counter.slot == slot
                    && variant.is_none_or(|name| *name == *counter.variant)
                {
                    tally.stays |= counter.stays && number == 0;
                    tally.add(counter, since);
                }
            }
        }
        tally
    }
}

impl Tally {
    fn add(&mut self, counter: &Counter, since: i64) {
        if since == EVER {
            self.times += i64::from(counter.times);
        }
        for moment in counter.moments {
            if moment != 0 {
                self.latest = self.latest.max(moment);
                if since != EVER && moment >= since {
                    self.times += 1;
                    self.first = self.first.min(moment);
                }
            }
        }
    }
}

/// The value as this preference keeps it, if it can take it.
fn fit(program: &Program, preference: &Preference, value: Value) -> Option<Value> {
    let allowed = |value: &Value| {
        let Value::Text(text) = value else {
            return false;
        };
        let mut choices = program.choices.of(preference.values);
        // A list of a signal that names no values takes any.
        preference.values.count == 0 || choices.any(|choice| program.text(choice) == &**text)
    };
    let fits = match (preference.kind(), &value) {
        (PreferenceKind::Number, Value::Int(number)) => return Some(Value::Double(*number as f64)),
        (PreferenceKind::Number, Value::Double(number)) => number.is_finite(),
        (PreferenceKind::Flag, Value::Bool(_)) => true,
        (PreferenceKind::Text, value) => {
            mark::declared_free();
            return if let Value::Text(text) = value { Some(Value::text(cut(trim(text), limits::TEXT))) } else { None };
        }
        (PreferenceKind::Choice, value) => {
            mark::declared_text();
            allowed(value)
        }
        (PreferenceKind::List, value) => {
            mark::declared_list();
            return match value {
                Value::List(values) if values.iter().all(allowed) => Some(once_each(values)),
                _ => None,
            };
        }
        _ => false,
    };
    fits.then_some(value)
}

fn once_each(values: &[Value]) -> Value {
    let mut distinct: Vec<Value> = Vec::new();
    for value in values {
        if !distinct.iter().any(|other| other.equals(value)) {
            distinct.push(value.clone());
        }
    }
    Value::List(distinct.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noted(profile: &mut Profile, moments: &[i64]) {
        let counter = profile.count(EventKind::View, "hero", "a", moments.len() as u32, false).unwrap();
        moments.iter().for_each(|moment| counter.note(*moment));
    }

    #[test]
    fn counters_add_up_by_slot_and_by_variant() {
        let mut profile = Profile::default();
        for (variant, times) in [("a", 2), ("b", 1), ("a", 1)] {
            profile.count(EventKind::View, "hero", variant, times, false);
        }
        let times = |kind, place| profile.tally(kind, place, EVER).times;
        assert_eq!(times(EventKind::View, "hero"), 4);
        assert_eq!(times(EventKind::View, "hero/a"), 3);
        assert_eq!(times(EventKind::Click, "hero"), 0);
    }

    #[test]
    fn moments_tell_since_when() {
        let mut profile = Profile::default();
        noted(&mut profile, &[10, 30, 20]);
        profile.count(EventKind::View, "hero", "a", 2, false);
        let since = |since| profile.tally(EventKind::View, "hero/a", since);
        let none = Tally { times: 0, latest: 30, first: i64::MAX, stays: false };
        assert_eq!(since(EVER), Tally { times: 5, ..none });
        assert_eq!(since(20), Tally { times: 2, first: 20, ..none });
        assert_eq!(since(31), none);
    }

    #[test]
    fn only_the_last_view_of_a_slot_stays() {
        let mut profile = Profile::default();
        for (slot, variant) in [("hero", "a"), ("hero", "b"), ("foot", "a")] {
            profile.count(EventKind::View, slot, variant, 1, true);
        }
        let stays = |place| profile.tally(EventKind::View, place, EVER).stays;
        assert!(!stays("hero/a") && stays("hero/b") && stays("foot/a"));
    }

    #[test]
    fn counters_and_moments_are_bounded() {
        let mut profile = Profile::default();
        noted(&mut profile, &(0..220).collect::<Vec<i64>>());
        for number in 0..limits::COUNTERS + 10 {
            profile.count(EventKind::View, "slot", &number.to_string(), 1, false);
        }
        assert_eq!(profile.counters.len(), limits::COUNTERS);
        assert_eq!(profile.counters[0].moments.to_vec(), (170..220).collect::<Vec<i64>>());
        assert!(profile.counters[1].moments.iter().all(|moment| *moment == 0));
    }
}
