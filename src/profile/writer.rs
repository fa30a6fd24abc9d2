//! The writer: this page's contribution, and the record that it keeps under an id that nobody else writes.

use super::contribution::Contribution;
use super::learned::Learned;
#[cfg(feature = "built")]
use super::others::{Reads, fold};
use super::prune::prune;
use super::record::{Record, Stamps, key_of};
use crate::capability::mark;
use crate::limits;
use crate::prelude::*;

/// How long after its last write, in milliseconds, a writer may write under its id: five minutes. Later it goes on under
/// another one, because its record may have been compacted.
pub const LEASE: i64 = 300_000;

/// A change of the store: a key, and its text or that it goes.
pub type Change = (String, Option<String>);

/// The contribution of this page, and the page's permissions.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    /// The events of this page that are in no record yet.
    pub news: Contribution,
    /// The events that count here and are never kept: those that were handed in, and those while the reader paused.
    pub given: Contribution,
    /// The contribution in this page's record.
    pub own: Contribution,
    /// Under which all of that was contributed.
    pub stamps: Stamps,
    /// The record as it was written last.
    pub record: Record,
    /// The permissions, bit by bit.
    pub allowed: u8,
    /// The moment since which what is handed in is the reader's own and to be kept.
    pub importing: Option<i64>,
    /// The highest stamp that was seen.
    pub stamp: i64,
    /// Has a newer version written to the store?
    pub(super) frozen: bool,
    /// Do slots of this page learn? Then what came of variants is written in as few lines as it can.
    pub folds: bool,
    /// Did a visit begin here of which no habit was learned yet?
    pub began: bool,
    /// Was the store read?
    pub(super) met: bool,
    /// Is there something to write besides the news?
    pub(super) stale: bool,
    /// Has what was written before to go?
    pub(super) scrub: bool,
    /// As JavaScript told it, and how often it was left behind since.
    id: String,
    turn: i64,
}

/// Where nothing is remembered there is none.
impl Drop for Writer {
    fn drop(&mut self) {
        mark::memory();
    }
}

impl Writer {
    /// May be kept across pages.
    pub const REMEMBER: u8 = 1;
    /// Interests and habits may be derived.
    pub const LEARN: u8 = 2;
    /// May be counted for the site.
    pub const MEASURE: u8 = 4;
    /// Nothing is taken in.
    pub const PAUSED: u8 = 8;

    /// To be forgotten: everything.
    pub const EVERYTHING: u8 = 1;
    /// To be forgotten: everything, because somebody else took it away.
    pub const GONE: u8 = 8;

    /// May it?
    pub fn may(&self, permission: u8) -> bool {
        self.allowed & permission != 0
    }

    /// The contribution that events go to.
    pub fn target(&mut self) -> &mut Contribution {
        if self.may(Self::PAUSED) { &mut self.given } else { &mut self.news }
    }

    /// The contribution that handed-in parts go to.
    pub fn handed(&mut self) -> &mut Contribution {
        if self.importing.is_some() { &mut self.news } else { &mut self.given }
    }

    /// A stamp above all that were seen.
    pub fn next_stamp(&mut self, now: i64) -> i64 {
        self.stamp = now.max(self.stamp.saturating_add(1));
        self.stamp
    }

    /// This page writes as `id`.
    pub(super) fn call(&mut self, id: &str) {
        if self.id.is_empty() {
            self.id.push_str(id);
            self.record.id.push_str(id);
        }
    }

    /// Drops every contribution that was made under lower stamps than these.
    pub(super) fn outdate(&mut self, stamps: Stamps) {
        if self.stamps == stamps {
            return;
        }
        (self.stale, self.scrub) = (true, true);
        if self.stamps.erased < stamps.erased {
            // Nothing is written before there is something new.
            self.stale = false;
            self.turn();
            self.news = Contribution::default();
            self.given = Contribution::default();
        }
        for contribution in [&mut self.own, &mut self.news, &mut self.given] {
            contribution.limit(i64::MIN, self.stamps.measured == stamps.measured);
            if self.stamps.learned != stamps.learned {
                contribution.learned = Learned::default();
                contribution.others.clear();
            }
        }
        self.stamps = stamps;
    }

    /// Leaves the id behind, with what was written under it.
    pub(super) fn turn(&mut self) {
        self.turn += 1;
        let mut id = self.id.clone();
        id.push('-');
        super::line_codec::push_36(&mut id, self.turn);
        self.record = Record { id, ..Record::default() };
        self.own = Contribution::default();
    }

    /// The changes that write this page's record and remove its older ones; none where there is nothing to keep.
    pub fn write(&mut self, now: i64) -> Vec<Change> {
        let mut changes = Vec::new();
        if self.frozen || !self.may(Self::REMEMBER) || self.id.is_empty() {
            return changes;
        }
        let since = now.saturating_sub(self.record.last);
        let lapsed = self.record.sequence > 0 && !(0..LEASE).contains(&since);
        let news = self.news.lines();
        if self.stale || !news.is_empty() {
            if lapsed {
                self.turn();
            }
            self.news = Contribution::default();
            self.own.read(&news, true, true, i64::MAX);
            #[cfg(feature = "built")]
            if self.folds {
                fold(&mut self.own.others, Reads { habits: false, outcomes: true }, i64::MIN, i64::MAX);
            }
            self.record.sequence += 1;
            (self.record.last, self.record.stamps) = (now, self.stamps);
            self.record.lines = self.own.lines();
            if self.record.lines.len() > limits::BASE {
                self.record.lines = prune(&mut self.own, now, i64::MIN);
            }
            self.stale = false;
        } else if lapsed || self.record.sequence == 0 {
            return changes;
        }
        changes.push((key_of(&self.record.id, self.record.sequence), Some(self.record.text())));
        if core::mem::take(&mut self.scrub) {
            changes.push((key_of(&self.record.id, self.record.sequence + 1), None));
        }
        changes
    }
}
