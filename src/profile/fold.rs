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
use super::merge::Records;
use super::record::{Record, id_of, key_of};
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
    pub records: &'a Records,
    /// All keys and texts, also those that are no records.
    pub entries: &'a [(&'a str, &'a str)],
    /// Who writes here.
    pub own: &'a str,
    /// The name that new ids begin with.
    pub id: &'a str,
    /// All that is remembered.
    pub all: &'a Kept,
    /// When this is.
    pub now: i64,
    /// What is older is forgotten.
    pub oldest: i64,
    /// When somebody wrote last.
    pub latest: i64,
}

/// What has to change in the store.
pub fn upkeep(store: &Store<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for (key, record) in &store.records.sound {
        if &*record.id == store.own {
            continue;
        }
        if store.latest < store.oldest || record.stamps.erased < store.all.stamps.erased {
            changes.push(((**key).to_owned(), None));
        } else if record.stamps != store.all.stamps {
            changes.push(((**key).to_owned(), Some(strip(record, store))));
        }
    }
    if !changes.is_empty() {
        return changes;
    }
    match store.records.base() {
        Some(base) if store.rests(base) => clear(base, store, &mut changes),
        Some(_) => return changes,
        None => {}
    }
    if changes.is_empty() {
        fold(store, &mut changes);
    }
    changes
}

impl Store<'_> {
    /// Was it silent so long that nobody writes it any more, and everybody has seen it? A clock that was put back tells
    /// nothing else.
    fn rests(&self, record: &Record) -> bool {
        !(-REST..REST).contains(&self.now.saturating_sub(record.last))
    }
}

/// The same record without what was forgotten.
fn strip(record: &Record, store: &Store<'_>) -> String {
    let stamps = store.all.stamps;
    let mut kept = Kept { stamps, ..Kept::default() };
    record.add_to(&mut kept, i64::MAX);
    let mut record = Record { stamps, ..record.clone() };
    record.write(&kept.lines());
    (*record.text).to_owned()
}

/// Sees to it that the base has both its copies, and then takes out what is in it, and other bases.
fn clear(base: &Record, store: &Store<'_>, changes: &mut Vec<Change>) {
    for copy in 0..2 {
        let key = key_of(&base.id, copy);
        if !store.records.sound.iter().any(|(known, _)| **known == *key) {
            changes.push((key, Some((*base.text).to_owned())));
        }
    }
    for (key, _) in store.entries {
        let id = id_of(key);
        let lesser = store.records.newest.iter().any(|other| other.id == id && other.generation > 0 && id != base.id);
        if lesser || base.includes(id) {
            changes.push(((*key).to_owned(), None));
        }
    }
}

/// A base of all that rest, where they are enough or have been there for a day.
fn fold(store: &Store<'_>, changes: &mut Vec<Change>) {
    let stamps = store.all.stamps;
    let mut base = Record { last: store.now, stamps, ..Record::default() };
    let mut kept = Kept { stamps, ..Kept::default() };
    let (mut count, mut old) = (0, false);
    let generation = store.records.base().map_or(1, |before| before.generation + 1);
    for record in &store.records.newest {
        if &*record.id == store.own || !store.records.counts(record) || !store.rests(record) {
            continue;
        }
        record.add_to(&mut kept, store.now);
        base.includes.push((shared(&record.id), generation));
        for (id, since) in &record.includes {
            // Who was in the base before last is long gone.
            if *since + 1 >= generation {
                base.includes.push((id.clone(), *since));
            }
        }
        count += usize::from(record.generation == 0);
        old |= store.now.saturating_sub(record.last) >= DAY;
    }
    if count == 0 || count < WRITERS && !old {
        return;
    }
    base.generation = generation;
    base.id.push_str(store.id);
    base.id.push('+');
    super::lines::push_36(&mut base.id, generation);
    let lines = prune(&mut kept, store.now, store.oldest);
    base.write(&lines);
    changes.push((key_of(&base.id, 0), Some((*base.text).to_owned())));
}

/// Takes out what is too old, then as much as there is room for: moments that no cap of a few counts to, and the counters
/// of what happened least recently.
fn prune(kept: &mut Kept, now: i64, oldest: i64) -> String {
    kept.settle(limits::STARTS);
    kept.counters.retain(|counter| counter.latest() == 0 || counter.latest() >= oldest);
    kept.learned.prune(now, oldest);
    let mut most = limits::MOMENTS;
    loop {
        let lines = kept.write(most, now.saturating_sub(WEEK));
        let Some(mut over) = lines.len().checked_sub(limits::BASE).filter(|over| *over > 0) else {
            return lines;
        };
        if most > 3 {
            most /= 2;
            continue;
        }
        if kept.counters.is_empty() {
            return lines;
        }
        while over > 0 && !kept.counters.is_empty() {
            let (mut least, mut lowest) = (0, i64::MAX);
            for (place, counter) in kept.counters.iter().enumerate() {
                if worth(counter) < lowest {
                    (least, lowest) = (place, worth(counter));
                }
            }
            let mut line = String::new();
            kept.counters.remove(least).write(most, now.saturating_sub(WEEK), &mut line);
            over = over.saturating_sub(line.len());
        }
    }
}

/// The latest moment of what is worth keeping; a conversion is kept as long as a view three steps younger.
fn worth(counter: &Counter) -> i64 {
    let kind = if counter.kind == Happening::Assign { Happening::Convert } else { counter.kind };
    counter.latest().saturating_add(kind as i64 * WORTH)
}
