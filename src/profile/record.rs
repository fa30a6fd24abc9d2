//! What is kept ⇄ one text in the store: a head, its lines, and a checksum.
//!
//! ```text
//! VERSION ID SEQUENCE LAST GENERATION ERASED MEASURED LEARNED
//! x ID GENERATION                  whom a base includes, and in which generation they came in
//! … the lines of src/profile/kept.rs
//! CHECKSUM
//! ```
//!
//! The first item and the last line stay what they are in every version to come, so that a newer one is told from damage.

use super::kept::Kept;
use super::lines::{push_36, take_36, take_moment};
use crate::prelude::*;
use crate::program::bytes::checksum;

/// Before every key.
pub const PREFIX: &str = "tailorbird:";

/// What makes the lines of a version into those of the next, the first version first. A form that changes adds one.
pub const STEPS: [fn(&str) -> String; 0] = [];

/// The stamps since when something holds: what was contributed under a lower one is void.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamps {
    /// Of everything: it was erased then.
    pub erased: i64,
    /// Of assignments.
    pub measured: i64,
    /// Of interests and habits.
    pub learned: i64,
}

/// One text of the store that is sound, or that is to be written.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Where it stands.
    pub key: String,
    /// Of its writer.
    pub id: String,
    /// Of two texts of a writer the higher one counts.
    pub sequence: i64,
    /// When it was written.
    pub last: i64,
    /// How many folds lie behind it; 0 where one page wrote it.
    pub generation: i64,
    /// Under which it was contributed.
    pub stamps: Stamps,
    /// Its other lines.
    pub lines: String,
    /// Is it the base that counts, or the newest of a writer who is not in it?
    pub counts: bool,
}

/// The id in a key of ours.
pub fn id_of(key: &str) -> &str {
    let name = key.strip_prefix(PREFIX).unwrap_or_default();
    name.get(..name.len().saturating_sub(2)).unwrap_or_default()
}

/// The key of a copy.
pub fn key_of(id: &str, copy: i64) -> String {
    let mut key = PREFIX.to_owned();
    key.push_str(id);
    key.push_str(if copy & 1 == 0 { ":0" } else { ":1" });
    key
}

/// Reads a text; `None` where it is damaged, or not ours, or `newer` than this module.
pub fn read(key: &str, text: &str, steps: &[fn(&str) -> String], newer: &mut bool) -> Option<Record> {
    let end = text.bytes().rposition(|byte| byte == b'\n')?;
    let (content, sum) = text.split_at_checked(end)?;
    if take_36(sum.get(1..)?)? != i64::from(checksum(content.as_bytes())) {
        return None;
    }
    let mut head = pieces(content, '\n');
    let mut items = pieces(head.word(), ' ');
    let version = take_36(items.word())?;
    *newer |= key.starts_with(PREFIX) && version > steps.len() as i64 + 1;
    let id = items.word();
    if id != id_of(key) {
        return None;
    }
    let mut number = || take_moment(items.word());
    let (sequence, last, generation) = (number()?, number()?, number()?);
    let stamps = Stamps { erased: number()?, measured: number()?, learned: number()? };
    let mut lines = head.rest().to_owned();
    for step in steps.get((version as usize).checked_sub(1)?..)? {
        lines = step(&lines);
    }
    Some(Record { key: key.to_owned(), id: id.to_owned(), sequence, last, generation, stamps, lines, counts: false })
}

impl Record {
    /// Is this writer, or this base, in it?
    pub fn includes(&self, id: &str) -> bool {
        for line in pieces(&self.lines, '\n') {
            let mut items = pieces(line, ' ');
            if items.word() == "x" && items.word() == id {
                return true;
            }
        }
        false
    }

    /// Takes over whom another includes who came in since a generation.
    pub fn include_all(&mut self, other: &Self, since: i64) {
        for line in pieces(&other.lines, '\n') {
            let mut items = pieces(line, ' ');
            if items.word() == "x" {
                let (id, generation) = (items.word(), take_moment(items.word()).unwrap_or_default());
                if generation >= since {
                    self.include(id, generation);
                }
            }
        }
    }

    /// Writes whom it includes. No id has a space.
    #[inline(never)]
    pub fn include(&mut self, id: &str, generation: i64) {
        self.lines.push_str("x ");
        self.lines.push_str(id);
        self.lines.push(' ');
        push_36(&mut self.lines, generation);
        self.lines.push('\n');
    }

    /// Its text.
    pub fn text(&self) -> String {
        let mut out = String::new();
        push_36(&mut out, STEPS.len() as i64 + 1);
        out.push(' ');
        out.push_str(&self.id);
        let Stamps { erased, measured, learned } = self.stamps;
        for number in [self.sequence, self.last, self.generation, erased, measured, learned] {
            out.push(' ');
            push_36(&mut out, number);
        }
        out.push('\n');
        out.push_str(&self.lines);
        let sum = checksum(out.as_bytes());
        out.push('\n');
        push_36(&mut out, i64::from(sum));
        out
    }

    /// What it contributes, added to what was contributed under `stamps`.
    pub fn add_to(&self, kept: &mut Kept, stamps: Stamps, now: i64) {
        if self.stamps.erased >= stamps.erased {
            let Stamps { measured, learned, .. } = self.stamps;
            kept.read(&self.lines, measured >= stamps.measured, learned >= stamps.learned, now);
        }
    }
}
