//! What is kept ⇄ one text in the store: a head, its lines, and a checksum.
//!
//! ```text
//! VERSION ID SEQUENCE LAST GENERATION ERASED MEASURED LEARNED
//! x ID GENERATION                  what a base includes
//! … the lines of src/profile/kept.rs
//! CHECKSUM
//! ```
//!
//! The first item and the last line stay what they are in every version to come, so that a newer one is told from damage.

use alloc::rc::Rc;

use super::kept::{Kept, Stamps};
use super::lines::{push_36, push_text, take_36, take_moment, take_text};
use crate::prelude::*;
use crate::program::bytes::checksum;

/// Before every key.
pub const PREFIX: &str = "tailorbird:";

/// What makes the lines of a version into those of the next, the first version first. A form that changes adds one.
pub const STEPS: [fn(&str) -> String; 0] = [];

/// One text of the store that is sound, or that is to be written.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Of its writer.
    pub id: String,
    /// Of two texts of a writer the higher one counts.
    pub sequence: i64,
    /// When it was written.
    pub last: i64,
    /// How many folds lie behind it; 0 where one page wrote it.
    pub generation: i64,
    /// Since when what it contributes holds.
    pub stamps: Stamps,
    /// Whose contributions are in it, and in which generation they came in.
    pub includes: Vec<(Rc<str>, i64)>,
    /// Its other lines.
    pub lines: String,
    /// All of it.
    pub text: Rc<str>,
}

/// What a text of the store is.
#[derive(Debug)]
pub enum Found {
    /// A record.
    Sound(Record),
    /// Written by a newer version of this module.
    Newer,
    /// Damaged, or not ours.
    Unsound,
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

/// Reads a text.
pub fn read(key: &str, text: &str, steps: &[fn(&str) -> String]) -> Found {
    let end = text.bytes().rposition(|byte| byte == b'\n').unwrap_or_default();
    let (content, sum) = text.split_at_checked(end).unwrap_or_default();
    if sum.get(1..).and_then(take_36) != Some(i64::from(checksum(content.as_bytes()))) {
        return Found::Unsound;
    }
    let version = take_36(pieces(content, ' ').word()).unwrap_or_default();
    if version > steps.len() as i64 + 1 {
        return Found::Newer;
    }
    match record(content, version, steps) {
        Some(record) if key == key_of(&record.id, 0) || key == key_of(&record.id, 1) => {
            Found::Sound(Record { text: shared(text), ..record })
        }
        _ => Found::Unsound,
    }
}

fn record(content: &str, version: i64, steps: &[fn(&str) -> String]) -> Option<Record> {
    let mut lines = pieces(content, '\n');
    let mut head = pieces(lines.word(), ' ');
    head.next();
    let id = head.word().to_owned();
    let mut number = || take_moment(head.word());
    let (sequence, last, generation) = (number()?, number()?, number()?);
    let stamps = Stamps { erased: number()?, measured: number()?, learned: number()? };
    let mut record = Record { id, sequence, last, generation, stamps, ..Record::default() };
    let mut rest = lines.rest().to_owned();
    for step in steps.get(usize::try_from(version).ok()?.checked_sub(1)?..)? {
        rest = step(&rest);
    }
    for line in pieces(&rest, '\n') {
        let mut items = pieces(line, ' ');
        if items.word() == "x" {
            record.includes.push((take_text(items.word())?, take_moment(items.word())?));
        }
    }
    record.lines = rest;
    Some(record)
}

impl Record {
    /// Is this writer, or this base, in it?
    pub fn includes(&self, id: &str) -> bool {
        self.includes.iter().any(|(known, _)| &**known == id)
    }

    /// Writes its text.
    pub fn write(&mut self, lines: &str) {
        let mut out = String::new();
        push_36(&mut out, STEPS.len() as i64 + 1);
        out.push(' ');
        out.push_str(&self.id);
        let Stamps { erased, measured, learned } = self.stamps;
        for number in [self.sequence, self.last, self.generation, erased, measured, learned] {
            out.push(' ');
            push_36(&mut out, number);
        }
        for (id, generation) in &self.includes {
            out.push_str("\nx ");
            push_text(&mut out, id);
            out.push(' ');
            push_36(&mut out, *generation);
        }
        out.push('\n');
        out.push_str(lines);
        let sum = checksum(out.as_bytes());
        out.push('\n');
        push_36(&mut out, i64::from(sum));
        self.text = shared(&out);
    }

    /// What it contributes, added.
    pub fn add_to(&self, kept: &mut Kept, now: i64) {
        kept.read(&self.lines, self.stamps, now);
    }
}
