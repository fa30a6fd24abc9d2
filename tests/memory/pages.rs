//! A page on a store: it looks, does something, and writes down what there is to keep; and whoever only reads.

use tailorbird::manifest::compile_text;
use tailorbird::observe::{Event, observe};
use tailorbird::profile::writer::Writer;
use tailorbird::profile::{EVER, EventKind, Profile};
use tailorbird::program::Program;
use tailorbird::rule::platform::NoPlatform;
use tailorbird::value::Value;

use crate::entries::{Entries, apply, merge};

/// A site with this many slots, of one variant each.
pub fn program(slots: usize) -> Program {
    let slot = |number| {
        format!(
            r#""slot-{number}": {{ "default": "welcome", "variants": {{ "welcome": {{ "fields": {{ "title": "a" }} }} }} }}"#
        )
    };
    let slots: Vec<String> = (0..slots).map(slot).collect();
    let manifest = format!(
        r#"{{ "tailorbird": 1, "locales": ["en"], "goals": {{ "tea": {{}} }},
            "preferences": {{ "name": {{ "type": "text" }}, "size": {{ "type": "number" }} }}, "slots": {{ {} }} }}"#,
        slots.join(",")
    );
    compile_text(&manifest, &NoPlatform).program.expect("a sound manifest")
}

/// A reader who agreed that things are kept.
pub fn reader() -> Profile {
    let mut profile = Profile::default();
    profile.writer.allowed = Writer::REMEMBER;
    profile
}

/// A page with consent that has looked at the store.
pub fn page(program: &Program, id: &str, store: &Entries, now: i64) -> Profile {
    let mut profile = reader();
    merge(&mut profile, program, id, store, now);
    profile
}

/// What happened since goes into the store.
pub fn keep(profile: &mut Profile, store: &mut Entries, now: i64) {
    apply(store, &profile.writer.write(now));
}

/// What somebody reads who keeps nothing.
pub fn read(program: &Program, store: &Entries, now: i64) -> Profile {
    let mut profile = Profile::default();
    assert!(merge(&mut profile, program, "reader", store, now).changes.is_empty(), "a reader without consent writes");
    profile
}

/// Everything that a profile says, in an order of its own.
pub fn told(profile: &Profile) -> String {
    let mut counters: Vec<String> = profile
        .counters
        .iter()
        .map(|counter| {
            format!("{:?} {} {} {} {:?}", counter.kind, counter.slot, counter.variant, counter.times, counter.moments)
        })
        .collect();
    counters.sort();
    let visits = (profile.visits, profile.first_visit, profile.last_visit, profile.this_visit);
    format!("{visits:?} {:?} {counters:?}", profile.preferences)
}

/// The first slot is seen.
pub fn view(program: &Program, profile: &mut Profile, at: i64) {
    let event = Event::Slot { kind: EventKind::View, slot: "slot-0", variant: 0, goal: "", at };
    observe(program, profile, &event).unwrap();
}

/// The reader declares a preference, or takes it back.
pub fn declare(program: &Program, profile: &mut Profile, name: &str, value: Option<Value>, at: i64) {
    observe(program, profile, &Event::Preference { name, value, at: Some(at) }).unwrap();
}

/// How often the first slot was seen.
pub fn views(profile: &Profile) -> i64 {
    profile.tally(EventKind::View, "slot-0", EVER).times
}
