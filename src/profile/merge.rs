//! All records of the store, and what this page did itself → what is remembered, whatever their order.

use super::Profile;
use super::compact::Store;
use super::contribution::{Contribution, VISIT, parse_value};
use super::counter::Counter;
use super::habit::Habits;
use super::learning::Steering;
use super::others::Reads;
#[cfg(feature = "built")]
use super::outcomes::All;
use super::record::{Record, STEPS, Stamps, read};
use super::writer::{Change, Writer};
use crate::capability::mark;
use crate::limits;
use crate::prelude::*;
use crate::program::Program;
use crate::program::records::Namespace;
use crate::text::shared;

const DAY: i64 = 86_400_000;
const MANY_DAYS: i64 = 1_000_000;

/// The result of merging.
#[derive(Debug, Default)]
pub struct Merged {
    /// Was there a text of a newer version? Then nothing is written or removed.
    pub frozen: bool,
    /// The changes of the store that can wait until the page is idle.
    pub changes: Vec<Change>,
}

/// The sound texts of a store.
#[derive(Debug, Default)]
pub struct Records {
    /// By their ids, the newest of each writer last.
    pub all: Vec<Record>,
    /// The place of the base that counts.
    base: Option<usize>,
    /// Is there a text of a newer version?
    pub frozen: bool,
}

impl Records {
    /// Reads keys and texts.
    pub fn of(entries: &[(&str, &str)]) -> Self {
        let mut records = Self::default();
        for (key, text) in entries {
            if records.all.len() < limits::RECORDS
                && let Some(record) = read(key, text, &STEPS, &mut records.frozen)
            {
                let mut place = 0;
                for known in &records.all {
                    place += usize::from((&*known.id, known.sequence) < (&*record.id, record.sequence));
                }
                records.all.insert(place, record);
            }
        }
        let mut highest = 1;
        for (place, record) in records.all.iter().enumerate() {
            if record.generation >= highest {
                (highest, records.base) = (record.generation, Some(place));
            }
        }
        for place in 0..records.all.len() {
            let counts = records.counts(place);
            if let Some(record) = records.all.get_mut(place) {
                record.counts = counts;
            }
        }
        records
    }

    /// Is it the base that counts, or the newest of a writer who is not in it?
    fn counts(&self, place: usize) -> bool {
        let (Some(record), newer) = (self.all.get(place), self.all.get(place + 1)) else {
            return false;
        };
        let is_newest = newer.is_none_or(|newer| newer.id != record.id);
        is_newest && (Some(place) == self.base || record.generation == 0 && !self.includes(&record.id))
    }

    /// The base that counts.
    pub fn base(&self) -> Option<&Record> {
        self.all.get(self.base?)
    }

    /// Is this writer, or this base, in the base that counts?
    pub fn includes(&self, id: &str) -> bool {
        self.base().is_some_and(|base| base.includes(id))
    }
}

/// For how long something is remembered, in milliseconds.
pub fn lifetime(program: &Program) -> i64 {
    // Days beyond a million are all the same, and no product of so few needs more than 64 bits.
    program.settings().days().clamp(0, MANY_DAYS) * DAY
}

impl Profile {
    /// Takes in what the store holds, besides what this page did itself, which writes as `id`.
    pub fn merge(&mut self, program: &Program, id: &str, entries: &[(&str, &str)], now: i64) -> Merged {
        let mut records = Records::of(entries);
        self.writer.call(id);
        self.writer.frozen = records.frozen;
        if records.includes(&self.writer.record.id) {
            self.writer.turn();
        }
        let own = self.writer.record.id.clone();
        let mut stamps = self.writer.stamps;
        let mut latest = i64::MIN;
        for record in &mut records.all {
            record.counts &= record.id != own;
            if record.counts {
                latest = latest.max(record.last);
                stamps.erased = stamps.erased.max(record.stamps.erased);
                stamps.measured = stamps.measured.max(record.stamps.measured);
                stamps.learned = stamps.learned.max(record.stamps.learned);
            }
        }
        self.writer.outdate(stamps);
        self.visit(latest, now);
        let oldest = now.saturating_sub(lifetime(program));
        let mut all = Contribution::default();
        for record in &records.all {
            if record.counts && latest >= oldest {
                record.add_to(&mut all, stamps, now);
            }
        }
        for contribution in [&self.writer.own, &self.writer.news, &self.writer.given] {
            all.read(&contribution.lines(), true, true, now);
        }
        all.limit(oldest, true);
        let reads = Reads::of(program);
        if reads.habits {
            mark::visit_times();
            *self.habits = Habits::read_all(&all.others, now);
        }
        #[cfg(feature = "built")]
        if reads.outcomes {
            mark::bandit();
            *self.outcomes = All::read(&all.others, oldest, now);
        }
        self.adopt(program, all);
        let mut changes = Vec::new();
        if self.writer.may(Writer::REMEMBER) && !records.frozen {
            let void = latest < oldest;
            let own = &self.writer.record.id;
            Store { records: &records, entries, own, id, stamps, now, oldest, void, program }.upkeep(&mut changes);
        }
        Merged { frozen: self.writer.frozen, changes }
    }

    /// Whoever comes more than half an hour after anything happened begins a visit; a page that belongs to it shows by its
    /// record that it goes on.
    fn visit(&mut self, latest: i64, now: i64) {
        let writer = &mut self.writer;
        if writer.met || !writer.may(Writer::REMEMBER) {
            return;
        }
        (writer.met, writer.stale) = (true, true);
        if now.saturating_sub(latest) > VISIT {
            writer.news.begin(self.this_visit.unwrap_or(now).min(now));
            writer.began = true;
        }
    }

    fn adopt(&mut self, program: &Program, mut all: Contribution) {
        for declared in &all.declared {
            self.writer.stamp = self.writer.stamp.max(declared.stamp);
        }
        let Stamps { erased, measured, learned } = self.writer.stamps;
        self.writer.stamp = self.writer.stamp.max(erased).max(measured).max(learned);
        self.steered.clear();
        for declared in &all.declared {
            if let (Some(topic), Some(word)) = (declared.name.strip_prefix('.'), declared.value.strip_prefix("t "))
                && let Some(steering) = Steering::of(word)
            {
                self.steered.push((shared(topic), steering));
            }
        }
        for (number, preference) in program.preferences.iter().enumerate() {
            let (namespace, name) = program.declared(&preference);
            if namespace == Namespace::Preference {
                let of_it = all.declared.iter().filter(|declared| declared.is_of(name, preference.kind()));
                let declared = of_it.max_by(|one, other| (one.stamp, &one.value).cmp(&(other.stamp, &other.value)));
                let value = declared.and_then(|declared| parse_value(&declared.value));
                self.set(program, number, None);
                self.set(program, number, value);
            }
        }
        for counter in &self.counters {
            if counter.stays {
                all.counters.iter_mut().filter(|other| other.is(counter)).for_each(|other| other.stays = true);
            }
        }
        self.counters = core::mem::take(&mut all.counters);
        self.learned = core::mem::take(&mut all.learned);
        all.merge_visits(usize::MAX);
        let count = all.starts.len();
        if count > 0 {
            self.first_visit = all.starts.first().copied();
            self.this_visit = all.starts.last().copied();
            self.last_visit = all.starts.get(count.wrapping_sub(2)).copied();
        }
        self.visits = (all.before + count as i64).clamp(1, i64::from(u32::MAX)) as u32;
    }
}

impl Counter {
    /// Does it count the same?
    pub fn is(&self, other: &Self) -> bool {
        self.kind == other.kind && self.slot == other.slot && self.variant == other.variant
    }
}

#[cfg(all(test, feature = "memory"))]
mod tests {
    use super::*;
    use crate::profile::EventKind;

    const NOON: i64 = 1_782_475_200_000;

    fn page(entries: &[(String, String)], id: &str, now: i64) -> (Profile, Merged) {
        let mut profile = Profile::default();
        profile.writer.allowed = Writer::REMEMBER;
        let entries: Vec<_> = entries.iter().map(|(key, text)| (&**key, &**text)).collect();
        let merged = profile.merge(&Program::default(), id, &entries, now);
        (profile, merged)
    }

    fn keep(profile: &mut Profile, store: &mut Vec<(String, String)>, now: i64) {
        for (key, text) in profile.writer.write(now) {
            store.retain(|(known, _)| *known != key);
            store.extend(text.map(|text| (key, text)));
        }
    }

    fn view(profile: &mut Profile, at: i64) {
        profile.count(EventKind::View, "hero", "a", 1, true).unwrap().note(at);
        profile.writer.target().count(EventKind::View, "hero", "a", 1, &[at]);
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
        assert_eq!(second.tally(EventKind::View, "hero/a", NOON + 6).times, 1);
        assert_eq!(second.tally(EventKind::View, "hero/a", crate::profile::EVER).times, 2);
        let (third, _) = page(&store, "c", NOON + 30 + VISIT);
        assert_eq!((third.visits, third.last_visit, third.this_visit), (2, Some(NOON), Some(NOON + 30 + VISIT)));
    }

    #[test]
    fn before_consent_nothing_is_written_and_after_it_what_this_page_did_is() {
        let mut profile = Profile::default();
        view(&mut profile, NOON);
        assert!(profile.writer.write(NOON).is_empty());
        profile.merge(&Program::default(), "a", &[], NOON);
        assert!(profile.writer.write(NOON).is_empty());
        profile.writer.allowed = Writer::REMEMBER;
        profile.merge(&Program::default(), "a", &[], NOON + 1);
        let mut store = Vec::new();
        keep(&mut profile, &mut store, NOON + 2);
        let (other, _) = page(&store, "b", NOON + 3);
        assert_eq!(other.tally(EventKind::View, "hero", crate::profile::EVER).times, 1);
    }
}
