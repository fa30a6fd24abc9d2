//! A tab on a store that it sees late → what it does, writes, and still has to write.

use tailorbird::civil::MINUTE;
use tailorbird::decide::decide;
use tailorbird::observe::{Event, observe};
use tailorbird::profile::writer::Change;
use tailorbird::profile::{EventKind, Profile};
use tailorbird::program::Program;
use tailorbird::rule::platform::NoPlatform;
use tailorbird::value::Value;

use crate::chance::Chance;
use crate::entries::{Entries, apply, merge};
use crate::pages::reader;
use crate::truth::Truth;

/// How late a look at the store may be, and how late what came of it is written: a little less than what is borne.
const LATE: i64 = 4 * MINUTE;
const DELAY: i64 = MINUTE;

/// What the store was told, when and by whom: so that a look at it can be late.
#[derive(Default)]
pub struct Store {
    pub log: Vec<(i64, usize, Change)>,
}

impl Store {
    /// A tab writes.
    pub fn write(&mut self, now: i64, tab: usize, changes: &[Change]) {
        self.log.extend(changes.iter().map(|change| (now, tab, change.clone())));
    }

    /// What a tab sees: what was written until a moment, and what it wrote itself.
    pub fn seen(&self, tab: usize, until: i64) -> Entries {
        let mut all = Entries::new();
        for (at, by, change) in &self.log {
            if *at <= until || *by == tab {
                apply(&mut all, std::slice::from_ref(change));
            }
        }
        all
    }
}

/// A page that is open.
pub struct Tab {
    /// Its place among all that were ever opened, and its writer's id.
    pub number: usize,
    profile: Profile,
    /// What it did since its last write.
    news: Truth,
    /// What it has still to write, and until when.
    pub waiting: Vec<Change>,
    pub until: i64,
}

impl Tab {
    /// A page that has not looked yet.
    pub fn new(number: usize) -> Tab {
        Tab { number, profile: reader(), news: Truth::default(), waiting: Vec::new(), until: 0 }
    }

    /// It looks, perhaps late, at what is there, and has upkeep to write.
    pub fn look(&mut self, program: &Program, store: &Store, now: i64, chance: &mut Chance) {
        let seen = store.seen(self.number, now - chance.below(LATE as usize) as i64);
        let merged = merge(&mut self.profile, program, &format!("tab{}", self.number), &seen, now);
        assert!(!merged.frozen);
        self.news.starts.extend(&self.profile.writer.news.starts);
        (self.waiting, self.until) = (merged.changes, now + DELAY);
    }

    /// Its reader sees something or, now and then, declares something.
    pub fn act(&mut self, program: &Program, now: i64, chance: &mut Chance) {
        let slots: Vec<usize> = (0..program.slots.len()).collect();
        decide(program, &Default::default(), &self.profile, &slots, &NoPlatform);
        if chance.below(6) == 0 {
            let name = format!("reader {}", chance.below(1000));
            let event = Event::Preference { name: "name", value: Some(Value::text(&name)), at: Some(now) };
            observe(program, &mut self.profile, &event).unwrap();
            self.news.name = (self.profile.writer.stamp, name);
            return;
        }
        let slot = format!("slot-{}", chance.below(slots.len()));
        let event = Event::Slot { kind: EventKind::View, slot: &slot, variant: 0, goal: "", at: now };
        observe(program, &mut self.profile, &event).unwrap();
        let known = self.news.times.entry(slot + "/welcome").or_default();
        *known = (known.0 + 1, known.1.max(now));
    }

    /// It writes down what it did.
    pub fn keep(&mut self, store: &mut Store, truth: &mut Truth, now: i64) {
        let changes = self.profile.writer.write(now);
        store.write(now, self.number, &changes);
        if !changes.is_empty() {
            truth.add(&std::mem::take(&mut self.news));
        }
    }
}
