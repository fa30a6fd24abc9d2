//! A time zone as far as it matters here: its name, and its offset now and after the next changes.

use crate::prelude::*;
use alloc::rc::Rc;

/// A stretch of time with one offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The first moment, in milliseconds since 1970.
    pub at: i64,
    /// The clock's time minus UTC, in milliseconds.
    pub offset: i64,
}

/// A time zone.
#[derive(Clone, Debug, Default)]
pub struct Zone {
    /// The IANA name; empty where it is not known.
    pub name: Rc<str>,
    /// In order of time. Before the first change its offset holds already; none at all means UTC.
    pub changes: Vec<Change>,
}

impl Zone {
    /// The offset at a moment.
    pub fn offset(&self, at: i64) -> i64 {
        let current = self.changes.iter().rev().find(|change| change.at <= at);
        current.or(self.changes.first()).map_or(0, |change| change.offset)
    }

    /// The next change of offset after a moment.
    pub fn next_change(&self, after: i64) -> Option<i64> {
        // The first entry only says what has held until then.
        self.changes.iter().skip(1).map(|change| change.at).find(|at| *at > after)
    }

    /// The moment at which the clock shows `local` (RFC 5545, 3.3.5): what it shows twice is the first, and what it skips is
    /// read with the offset from before it skipped.
    pub fn moment(&self, local: i64) -> i64 {
        self.place(local, false)
    }

    /// The first moment at which the clock shows `local` or more: what it skips begins when it has skipped.
    pub fn first(&self, local: i64) -> i64 {
        self.place(local, true)
    }

    fn place(&self, local: i64, first: bool) -> i64 {
        let mut changes = self.changes.iter().peekable();
        let (mut start, mut before) = (i64::MIN, local);
        while let Some(change) = changes.next() {
            let end = changes.peek().map_or(i64::MAX, |next| next.at);
            let moment = local.saturating_sub(change.offset);
            if moment < end {
                let skipped = if first { start } else { before };
                return if moment < start { skipped } else { moment };
            }
            (start, before) = (end, moment);
        }
        local
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::civil::{HOUR, MINUTE};

    /// Berlin in 2026: summer from 29 March 01:00 UTC to 25 October 01:00 UTC.
    fn berlin() -> Zone {
        let changes = [(0, 1), (1_774_746_000_000, 2), (1_792_890_000_000, 1)];
        let change = |(at, hours)| Change { at, offset: hours * HOUR };
        Zone { name: "Europe/Berlin".into(), changes: changes.into_iter().map(change).collect() }
    }

    #[test]
    fn a_skipped_time_is_read_with_the_offset_before() {
        let change = 1_774_746_000_000;
        let half_past_two = change + HOUR + 30 * MINUTE;
        assert_eq!(berlin().first(half_past_two), change);
        assert_eq!(berlin().moment(half_past_two), change + 30 * MINUTE);
        assert_eq!(berlin().offset(change - 1), HOUR);
        assert_eq!(berlin().offset(change), 2 * HOUR);
    }

    #[test]
    fn a_repeated_time_begins_the_first_time() {
        let change = 1_792_890_000_000;
        let half_past_two = change + HOUR + 30 * MINUTE;
        assert_eq!(berlin().moment(half_past_two), change - 30 * MINUTE);
    }

    #[test]
    fn without_changes_the_zone_is_utc() {
        assert_eq!(Zone::default().moment(5), 5);
        assert_eq!(Zone::default().next_change(0), None);
    }
}
