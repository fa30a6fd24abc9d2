//! What silent writers contributed → one base, and what is in it goes from the store.
//!
//! A writer that was silent for [`REST`] has lost its lease, so that nobody writes under its id any more. Whoever reads may
//! then fold it, together with the base there is, into a base of the next generation. Of two bases the one with the higher
//! generation and id counts, and readers pass over whom it includes. Nothing is removed before that base is as old, so that
//! everybody has seen it; until then what it includes stands beside it, and is its second copy. So no two pages ever write
//! one key, a late look at the store loses nothing, and nothing needs a lock.

use super::counter::{Counter, Happening};
use super::keeping::{Change, LEASE};
use super::kept::Kept;
use super::lines::push_36;
use super::merge::Records;
use super::record::{Record, Stamps, id_of, key_of};
use crate::limits;
use crate::prelude::*;

/// For how long a writer or a base has to rest, in milliseconds: twice the lease.
pub const REST: i64 = 2 * LEASE;
const DAY: i64 = 86_400_000;
/// How long moments are kept in a base: no cap looks back further than a week.
const WEEK: i64 = 8 * DAY;
/// How many silent writers are worth a fold on the same day.
const WRITERS: usize = 4;
/// How much later a happening that says more than a view is forgotten, each by one step.
const WORTH: i64 = 30 * DAY;

/// What there is to keep up.
pub struct Store<'a> {
    /// What was read.
    pub records: Records,
    /// All keys and texts, also those that are no records.
    pub entries: &'a [(&'a str, &'a str)],
    /// Who writes here.
    pub own: &'a str,
    /// The name that new ids begin with.
    pub id: &'a str,
    /// Since when something holds.
    pub stamps: Stamps,
    /// When this is.
    pub now: i64,
    /// What is older is forgotten.
    pub oldest: i64,
    /// When somebody wrote last.
    pub latest: i64,
    /// What has to change.
    pub changes: &'a mut Vec<Change>,
}

impl Store<'_> {
    /// Finds out what has to change in the store.
    pub fn upkeep(mut self) {
        self.void();
        if !self.changes.is_empty() {
            return;
        }
        match self.records.base() {
            Some(base) if !self.rests(base) => return,
            Some(base) => clear(base, &self.records, self.entries, self.changes),
            None => {}
        }
        if self.changes.is_empty() {
            self.fold();
        }
    }

    /// Was it silent so long that nobody writes it any more, and everybody has seen it? A clock that was put back tells
    /// nothing else.
    fn rests(&self, record: &Record) -> bool {
        !(-REST..REST).contains(&self.now.saturating_sub(record.last))
    }

    fn put(&mut self, key: &str, text: Option<String>) {
        self.changes.push((key.to_owned(), text));
    }

    /// What was forgotten goes from every record that is not this page's.
    fn void(&mut self) {
        let records = core::mem::take(&mut self.records.all);
        for record in &records {
            let Stamps { erased, measured, learned } = record.stamps;
            if record.id == self.own {
                continue;
            }
            if self.latest < self.oldest || erased < self.stamps.erased {
                self.put(&record.key, None);
            } else if measured < self.stamps.measured || learned < self.stamps.learned {
                let mut kept = Kept::default();
                record.add_to(&mut kept, self.stamps, i64::MAX);
                let mut stripped = Record { stamps: self.stamps, lines: String::new(), ..record.clone() };
                record.each_included(|id, generation| stripped.include(id, generation));
                stripped.lines.push_str(&kept.lines());
                self.put(&record.key, Some(stripped.text()));
            }
        }
        self.records.all = records;
    }

    /// A base of all that rest, where they are enough or have been there for a day.
    fn fold(&mut self) {
        let generation = self.records.base().map_or(0, |base| base.generation) + 1;
        let (last, stamps) = (self.now, self.stamps);
        let mut base = Record { last, generation, stamps, ..Record::default() };
        let mut kept = Kept::default();
        let (mut count, mut old) = (0, false);
        self.records.each(self.own, |record| {
            if !self.rests(record) {
                return;
            }
            record.add_to(&mut kept, stamps, last);
            base.include(&record.id, generation);
            record.each_included(|id, since| {
                // Who was in the base before last is long gone.
                if since + 1 >= generation {
                    base.include(id, since);
                }
            });
            count += usize::from(record.generation == 0);
            old |= last.saturating_sub(record.last) >= DAY;
        });
        if count >= WRITERS || old && count > 0 {
            base.id.push_str(self.id);
            base.id.push('+');
            push_36(&mut base.id, generation);
            base.lines.push_str(&prune(&mut kept, last, self.oldest));
            self.changes.push((key_of(&base.id, 0), Some(base.text())));
        }
    }
}

/// Sees to it that the base has both its copies, and then takes out what is in it, and other bases.
fn clear(base: &Record, records: &Records, entries: &[(&str, &str)], changes: &mut Vec<Change>) {
    for copy in 0..2 {
        let key = key_of(&base.id, copy);
        if !records.all.iter().any(|record| record.key == key) {
            changes.push((key, Some(base.text())));
        }
    }
    for (key, _) in entries {
        let id = id_of(key);
        let lesser = records.all.iter().any(|other| other.id == id && other.generation > 0 && id != base.id);
        if lesser || base.includes(id) {
            changes.push(((*key).to_owned(), None));
        }
    }
}

/// Takes out what is too old, then as much as there is no room for: moments that no cap of a few counts to, and the
/// counters of what happened least recently.
fn prune(kept: &mut Kept, now: i64, oldest: i64) -> String {
    kept.settle(limits::STARTS);
    kept.limit(oldest, true);
    kept.learned.prune(now);
    let mut most = limits::MOMENTS;
    loop {
        let lines = kept.write(most, now.saturating_sub(WEEK));
        if lines.len() <= limits::BASE || kept.counters.is_empty() {
            return lines;
        }
        if most > 3 {
            most /= 2;
            continue;
        }
        let (mut least, mut lowest, mut place) = (0, i64::MAX, 0);
        for counter in &kept.counters {
            if worth(counter) < lowest {
                (least, lowest) = (place, worth(counter));
            }
            place += 1;
        }
        kept.counters.remove(least);
    }
}

/// The latest moment of what is worth keeping; a conversion is kept as long as a view three steps younger.
fn worth(counter: &Counter) -> i64 {
    let kind = if counter.kind == Happening::Assign { Happening::Convert } else { counter.kind };
    counter.latest().saturating_add(kind as i64 * WORTH)
}
