//! Compaction: the records of silent writers become one base, and leave the store.
//!
//! A writer that was silent for [`REST`] has lost its lease, so that nobody writes under its id any more. Whoever reads may
//! then put it, together with the base there is, into a base of the next generation. Of two bases the one with the higher
//! generation and id counts, and readers pass over whom it includes. Nothing is removed before that base is as old, so that
//! everybody has seen it; until then what it includes stands beside it, and is its second copy. So no two pages ever write
//! one key, a late look at the store loses nothing, and nothing needs a lock.

use super::contribution::Contribution;
use super::counter::{Counter, EventKind};
use super::line_codec::push_36;
use super::merge::Records;
use super::record::{Record, Stamps, id_of, key_of};
use super::writer::{Change, LEASE};
use crate::limits;
use crate::prelude::*;

/// For how long a writer or a base has to rest, in milliseconds: twice the lease.
pub const REST: i64 = 2 * LEASE;
const DAY: i64 = 86_400_000;
/// The time for which moments are kept in a base: no cap looks back further than a month.
const MONTH: i64 = 32 * DAY;
/// The number of silent writers that are worth a compaction on the same day.
const WRITERS: usize = 4;
/// The moments of a counter that are kept however little room there is.
const FEW: usize = 3;
/// The time by which an event that says more than a view is forgotten later, each by one step.
const WORTH: i64 = 30 * DAY;

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
}

impl Store<'_> {
    /// Finds out what has to change in the store.
    pub fn upkeep(&self, changes: &mut Vec<Change>) {
        let base = &self.records.base;
        self.forget(changes);
        if base.generation > 0 && changes.is_empty() {
            if !self.rests(base) {
                return;
            }
            self.clear(changes);
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
    fn clear(&self, changes: &mut Vec<Change>) {
        let (all, base) = (&self.records.all, &self.records.base);
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
        let (last, stamps, generation) = (self.now, self.stamps, self.records.base.generation + 1);
        let mut base = Record { last, generation, stamps, ..Record::default() };
        let mut contribution = Contribution::default();
        let (mut count, mut old) = (0, false);
        for record in &self.records.all {
            if record.counts && self.rests(record) {
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
            base.lines.push_str(&prune(&mut contribution, last, self.oldest));
            changes.push((key_of(&base.id, 0), Some(base.text())));
        }
    }
}

/// Takes out what is too old, then as much as there is no room for: moments that no cap of a few counts to, and the
/// counters of what happened least recently.
fn prune(contribution: &mut Contribution, now: i64, oldest: i64) -> String {
    contribution.merge_visits(limits::STARTS);
    contribution.limit(oldest, true);
    contribution.learned.prune(now);
    let mut most = limits::MOMENTS;
    loop {
        let lines = contribution.write(most, now.saturating_sub(MONTH));
        if lines.len() <= limits::BASE || contribution.counters.is_empty() {
            return lines;
        }
        if most > FEW {
            most /= 4;
            continue;
        }
        // Several at once, because each time all of it is written anew.
        for _ in 0..1 + contribution.counters.len() / 32 {
            let (mut least, mut lowest, mut place) = (0, i64::MAX, 0);
            for counter in &contribution.counters {
                if worth(counter) < lowest {
                    (least, lowest) = (place, worth(counter));
                }
                place += 1;
            }
            contribution.counters.remove(least);
        }
    }
}

/// The latest moment of what is worth keeping; a conversion is kept as long as a view three steps younger.
fn worth(counter: &Counter) -> i64 {
    let kind = if counter.kind == EventKind::Assign { EventKind::Convert } else { counter.kind };
    counter.latest().saturating_add(kind as i64 * WORTH)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_782_475_200_000;

    #[test]
    fn what_happened_least_recently_goes_first_and_views_before_conversions() {
        let mut contribution = Contribution::default();
        for day in 0..400 {
            let at = NOON - day * DAY;
            for kind in [EventKind::View, EventKind::Convert] {
                contribution.count(
                    kind,
                    "a slot with a rather long name",
                    &crate::text::shared(&day.to_string()),
                    1,
                    &[at],
                );
            }
        }
        contribution.declare("name", 1, "t Ada");
        let lines = prune(&mut contribution, NOON, i64::MIN);
        assert!(lines.len() <= limits::BASE && lines.len() > limits::BASE * 9 / 10, "{}", lines.len());
        let oldest = |kind| {
            let all = contribution.counters.iter().filter(|counter| counter.kind == kind);
            all.map(Counter::latest).min().unwrap_or(NOON)
        };
        let (view, conversion) = (oldest(EventKind::View), oldest(EventKind::Convert));
        assert!(view > conversion, "{view} {conversion}");
        let kept_all = contribution.counters.iter().filter(|counter| counter.kind == EventKind::View).count();
        assert_eq!(kept_all as i64, (NOON - view) / DAY + 1, "none is left out between");
        assert!(lines.contains("p name 1 t Ada"));
    }

    #[test]
    fn what_is_too_old_goes_and_of_visits_the_first_and_the_latest_stay() {
        let mut contribution = Contribution::default();
        (0..60).for_each(|day| contribution.begin(NOON + day * DAY));
        contribution.count(EventKind::View, "hero", "old", 3, &[NOON]);
        contribution.count(EventKind::View, "hero", "new", 3, &[NOON, NOON + 55 * DAY, NOON + 59 * DAY]);
        let lines = prune(&mut contribution, NOON + 60 * DAY, NOON + DAY);
        assert_eq!(
            (contribution.starts.len(), contribution.before, contribution.starts[0]),
            (limits::STARTS, 40, NOON)
        );
        assert!(!lines.contains("old") && lines.contains("new"));
        let mut again = Contribution::default();
        again.read(&lines, true, true, i64::MAX);
        assert_eq!((again.starts.len(), again.before), (limits::STARTS, 40));
        let moments: Vec<i64> = again.counters[0].moments.iter().copied().filter(|moment| *moment != 0).collect();
        assert_eq!(moments, [NOON + 55 * DAY, NOON + 59 * DAY], "no cap looks back further");
    }
}
