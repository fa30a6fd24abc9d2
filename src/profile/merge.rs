//! All records of the store, and what this page did itself → what is remembered, whatever their order.

use alloc::rc::Rc;

use super::Profile;
use super::counter::Counter;
use super::fold::{Store, upkeep};
use super::keeping::{Change, Keeping};
use super::kept::{Kept, Stamps, VISIT, take_value};
use super::learning::Steering;
use super::record::{Found, PREFIX, Record, STEPS, read};
use crate::prelude::*;
use crate::program::Program;
use crate::rule::value::Value;

/// For how many days something is remembered, where the manifest does not say it.
pub const DAYS: i64 = 180;
const DAY: i64 = 86_400_000;

/// What came of merging.
#[derive(Debug, Default)]
pub struct Merged {
    /// Was there a text of a newer version? Then nothing is written or removed.
    pub frozen: bool,
    /// What is to be done to the store at leisure.
    pub changes: Vec<Change>,
}

/// Of the store's texts those that count.
#[derive(Debug, Default)]
pub struct Records {
    /// Every sound text, with its key.
    pub sound: Vec<(Rc<str>, Record)>,
    /// Of each writer the newest, by their ids.
    pub newest: Vec<Record>,
    /// The place of the base that counts among the newest.
    pub base: Option<usize>,
    /// Is there a text of a newer version?
    pub frozen: bool,
}

impl Records {
    /// Reads keys and texts.
    pub fn of(entries: &[(&str, &str)]) -> Self {
        let mut records = Self::default();
        for (key, text) in entries {
            match read(key, text, &STEPS) {
                Found::Sound(record) => {
                    records.take(&record);
                    records.sound.push((shared(key), record));
                }
                Found::Newer => records.frozen |= key.starts_with(PREFIX),
                Found::Unsound => {}
            }
        }
        let mut highest = (0, "");
        for (place, record) in records.newest.iter().enumerate() {
            if (record.generation, &*record.id) > highest {
                highest = (record.generation, &record.id);
                records.base = (record.generation > 0).then_some(place).or(records.base);
            }
        }
        records
    }

    fn take(&mut self, record: &Record) {
        let mut place = 0;
        for known in &mut self.newest {
            if known.id == record.id {
                if record.sequence > known.sequence {
                    *known = record.clone();
                }
                return;
            }
            place += usize::from(known.id < record.id);
        }
        self.newest.insert(place, record.clone());
    }

    /// The base that counts.
    pub fn base(&self) -> Option<&Record> {
        self.newest.get(self.base?)
    }

    /// Does it count: the base, or a writer that is not in it yet?
    pub fn counts(&self, record: &Record) -> bool {
        match self.base() {
            Some(base) => base.id == record.id || record.generation == 0 && !base.includes(&record.id),
            None => true,
        }
    }
}

/// For how long something is remembered, in milliseconds.
pub fn lifetime(program: &Program) -> i64 {
    match program.constants.get(1) {
        Some(Value::Int(days)) => days.saturating_mul(DAY),
        _ => DAYS * DAY,
    }
}

impl Profile {
    /// Takes in what the store holds, besides what this page did itself, which writes as `id`.
    pub fn merge(&mut self, program: &Program, id: &str, entries: &[(&str, &str)], now: i64) -> Merged {
        let records = Records::of(entries);
        self.keeping.call(id);
        self.keeping.frozen = records.frozen;
        if records.base().is_some_and(|base| base.includes(&self.keeping.record.id)) {
            self.keeping.turn();
        }
        let oldest = now.saturating_sub(lifetime(program));
        let (mut latest, mut stamps) = (i64::MIN, self.keeping.own.stamps);
        for record in &records.newest {
            if record.id != self.keeping.record.id && records.counts(record) {
                latest = latest.max(record.last);
            }
            stamps = stamps.max(record.stamps);
        }
        self.keeping.outdate(stamps);
        let mut all = Kept { stamps, ..Kept::default() };
        for record in &records.newest {
            if latest >= oldest && record.id != self.keeping.record.id && records.counts(record) {
                record.add_to(&mut all, now);
            }
        }
        self.visit(latest, now);
        for kept in [&self.keeping.own, &self.keeping.news, &self.keeping.given] {
            all.read(&kept.lines(), Stamps::FRESH, now);
        }
        all.counters.retain(|counter| counter.latest() == 0 || counter.latest() >= oldest);
        all.learned.prune(now, oldest);
        let store =
            Store { records: &records, entries, own: &self.keeping.record.id, id, all: &all, now, oldest, latest };
        let may = self.keeping.may(Keeping::REMEMBER) && !records.frozen;
        let changes = if may { upkeep(&store) } else { Vec::new() };
        self.adopt(program, all);
        Merged { frozen: records.frozen, changes }
    }

    /// Whoever comes more than half an hour after anything happened begins a visit; a page that belongs to it shows by its
    /// record that it goes on.
    fn visit(&mut self, latest: i64, now: i64) {
        let keeping = &mut self.keeping;
        if keeping.met || !keeping.may(Keeping::REMEMBER) {
            return;
        }
        (keeping.met, keeping.stale) = (true, true);
        if now.saturating_sub(latest) > VISIT {
            keeping.news.begin(self.this_visit.unwrap_or(now).min(now));
            keeping.began = true;
        }
    }

    fn adopt(&mut self, program: &Program, mut all: Kept) {
        for declared in &all.declared {
            self.keeping.stamp = self.keeping.stamp.max(declared.stamp);
        }
        self.steered.clear();
        for declared in &all.declared {
            let word = match take_value(&declared.value) {
                Some(Value::Text(word)) => Steering::of(&word),
                _ => None,
            };
            if let (Some(topic), Some(steering)) = (declared.name.strip_prefix('.'), word) {
                self.steered.push((shared(topic), steering));
            }
        }
        let Stamps { erased, measured, learned } = all.stamps;
        self.keeping.stamp = self.keeping.stamp.max(erased).max(measured).max(learned);
        for (number, preference) in program.preferences.iter().enumerate() {
            let name = program.text(preference.name);
            if !name.starts_with("signal.") {
                let declared = all.declared.iter().find(|declared| &*declared.name == name);
                let value = declared.and_then(|declared| take_value(&declared.value));
                if self.set(program, number, value).is_none() {
                    self.set(program, number, None);
                }
            }
        }
        for counter in &self.counters {
            if counter.stays {
                all.counters.iter_mut().filter(|other| other.is(counter)).for_each(|other| other.stays = true);
            }
        }
        self.counters = core::mem::take(&mut all.counters);
        self.learned = core::mem::take(&mut all.learned);
        all.settle(usize::MAX);
        let count = all.starts.len();
        if let Some(this) = all.starts.last() {
            self.this_visit = Some(*this);
            self.last_visit = all.starts.get(count.wrapping_sub(2)).copied();
        }
        self.first_visit = all.first.or(self.first_visit);
        self.visits = (all.before + count as i64).clamp(1, i64::from(u32::MAX)) as u32;
    }
}

impl Counter {
    /// Does it count the same?
    pub fn is(&self, other: &Self) -> bool {
        self.kind == other.kind && self.slot == other.slot && self.variant == other.variant
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Happening;

    const NOON: i64 = 1_782_475_200_000;

    fn page(entries: &[(String, String)], id: &str, now: i64) -> (Profile, Merged) {
        let mut profile = Profile::default();
        profile.keeping.allowed = Keeping::REMEMBER;
        let entries: Vec<_> = entries.iter().map(|(key, text)| (&**key, &**text)).collect();
        let merged = profile.merge(&Program::default(), id, &entries, now);
        (profile, merged)
    }

    fn keep(profile: &mut Profile, store: &mut Vec<(String, String)>, now: i64) {
        for (key, text) in profile.keeping.write(now) {
            store.retain(|(known, _)| *known != key);
            store.extend(text.map(|text| (key, text)));
        }
    }

    fn view(profile: &mut Profile, at: i64) {
        profile.count(Happening::View, "hero", "a", 1, true).unwrap().note(at);
        profile.keeping.taking().count(Happening::View, "hero", "a", 1, &[at]);
    }

    #[test]
    fn what_one_page_kept_another_finds() {
        let mut store = Vec::new();
        let (mut first, merged) = page(&store, "a", NOON);
        assert!(!merged.frozen && merged.changes.is_empty());
        view(&mut first, NOON + 5);
        keep(&mut first, &mut store, NOON + 10);
        view(&mut first, NOON + 15);
        keep(&mut first, &mut store, NOON + 20);
        assert_eq!(store.len(), 2, "two copies, written by turns");
        let (second, _) = page(&store, "b", NOON + 30);
        assert_eq!((second.visits, second.this_visit, second.first_visit), (1, Some(NOON), Some(NOON)));
        assert_eq!(second.tally(Happening::View, "hero/a", NOON + 6).times, 1);
        assert_eq!(second.tally(Happening::View, "hero/a", crate::profile::EVER).times, 2);
        let (third, _) = page(&store, "c", NOON + 30 + VISIT);
        assert_eq!((third.visits, third.last_visit, third.this_visit), (2, Some(NOON), Some(NOON + 30 + VISIT)));
    }

    #[test]
    fn before_consent_nothing_is_written_and_after_it_what_this_page_did_is() {
        let mut profile = Profile::default();
        view(&mut profile, NOON);
        assert!(profile.keeping.write(NOON).is_empty());
        profile.merge(&Program::default(), "a", &[], NOON);
        assert!(profile.keeping.write(NOON).is_empty());
        profile.keeping.allowed = Keeping::REMEMBER;
        profile.merge(&Program::default(), "a", &[], NOON + 1);
        let mut store = Vec::new();
        keep(&mut profile, &mut store, NOON + 2);
        let (other, _) = page(&store, "b", NOON + 3);
        assert_eq!(other.tally(Happening::View, "hero", crate::profile::EVER).times, 1);
    }
}
