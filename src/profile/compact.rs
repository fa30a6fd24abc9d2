//! Compaction: the records of silent writers become one base, and leave the store.
//!
//! A writer that was silent for [`REST`] has lost its lease, so that nobody writes under its id any more. Whoever reads may
//! then put it, together with the base there is, into a base of the next generation. Of two bases the one with the higher
//! generation and id counts, and readers pass over whom it includes. Nothing is removed before that base is as old, so that
//! everybody has seen it; until then what it includes stands beside it, and is its second copy. So no two pages ever write
//! one key, a late look at the store loses nothing, and nothing needs a lock.

use super::contribution::Contribution;
use super::line_codec::push_36;
use super::merge::Records;
use super::others::{Reads, fold};
use super::prune::prune;
use super::record::{Record, Stamps, id_of, key_of};
use super::writer::{Change, LEASE};
use crate::capability::Capability;
use crate::limits;
use crate::prelude::*;
use crate::program::Program;

/// For how long a writer or a base has to rest, in milliseconds: twice the lease.
pub const REST: i64 = 2 * LEASE;
const DAY: i64 = 86_400_000;
/// The number of silent writers that are worth a compaction on the same day.
const WRITERS: usize = 4;

/// The store, and what its upkeep has to know.
pub struct Store<'a> {
    /// The records that were read.
    pub records: &'a Records,
    /// All keys and texts, also those that are no records.
    pub entries: &'a [(&'a str, &'a str)],
    /// The writer of this page.
    pub own: &'a str,
    /// The name that new ids begin with.
    pub id: &'a str,
    /// The stamps since which something holds.
    pub stamps: Stamps,
    /// The present moment.
    pub now: i64,
    /// The moment before which everything is forgotten.
    pub oldest: i64,
    /// Is everything older?
    pub void: bool,
    /// The program of this page.
    pub program: &'a Program,
}

impl Store<'_> {
    /// Finds out what has to change in the store.
    pub fn upkeep(&self, changes: &mut Vec<Change>) {
        self.forget(changes);
        if let Some(base) = self.records.base()
            && changes.is_empty()
        {
            if !self.rests(base) {
                return;
            }
            self.clear(base, changes);
        }
        if changes.is_empty() {
            self.compact(changes);
        }
    }

    /// Was it silent so long that nobody writes it any more, and everybody has seen it? A clock that was put back tells
    /// nothing else.
    fn rests(&self, record: &Record) -> bool {
        let silent = self.now.saturating_sub(record.last);
        !(-REST..REST).contains(&silent)
    }

    /// Removes forgotten parts from every record that is not this page's, in its place.
    fn forget(&self, changes: &mut Vec<Change>) {
        for record in &self.records.all {
            if record.id == self.own || record.stamps == self.stamps && !self.void {
                continue;
            }
            let mut contribution = Contribution::default();
            if !self.void {
                record.add_to(&mut contribution, self.stamps, i64::MAX);
            }
            let contribution = contribution.lines();
            let mut stripped = Record { stamps: self.stamps, lines: String::new(), ..record.clone() };
            stripped.include_all(record, 0);
            stripped.lines.push_str(&contribution);
            changes.push((record.key.clone(), (!contribution.is_empty()).then(|| stripped.text())));
        }
    }

    /// Sees to it that the base has both its copies, and then takes out what is in it, and other bases.
    fn clear(&self, base: &Record, changes: &mut Vec<Change>) {
        let all = &self.records.all;
        for copy in 0..2 {
            let key = key_of(&base.id, copy);
            if !all.iter().any(|record| record.key == key) {
                changes.push((key, Some(base.text())));
            }
        }
        for (key, _) in self.entries {
            let id = id_of(key);
            let lesser = all.iter().any(|other| other.id == id && other.generation > 0);
            if id != base.id && (lesser || base.includes(id)) {
                changes.push(((*key).to_owned(), None));
            }
        }
    }

    /// A base of all that rest, where they are enough or have been there for a day.
    fn compact(&self, changes: &mut Vec<Change>) {
        let (last, stamps, generation) =
            (self.now, self.stamps, self.records.base().map_or(1, |base| base.generation + 1));
        let mut base = Record { last, generation, stamps, ..Record::default() };
        let mut contribution = Contribution::default();
        let (mut count, mut old) = (0, false);
        for record in &self.records.all {
            if record.counts && self.rests(record) && count < limits::RECORDS / 5 {
                record.add_to(&mut contribution, stamps, last);
                base.include(&record.id, generation);
                // Who was in the base before last is long gone.
                base.include_all(record, generation - 1);
                count += usize::from(record.generation == 0);
                old |= last.saturating_sub(record.last) >= DAY;
            }
        }
        if count >= WRITERS || old && count > 0 {
            base.id.push_str(self.id);
            base.id.push('+');
            push_36(&mut base.id, generation);
            if self.program.uses(Capability::Fold) {
                fold(&mut contribution.others, Reads::of(self.program), self.oldest, last);
            }
            base.lines.push_str(&prune(&mut contribution, last, self.oldest));
            changes.push((key_of(&base.id, 0), Some(base.text())));
        }
    }
}
