//! A record: one text in the store with a head, the lines of a contribution, and a checksum.
//!
//! ```text
//! VERSION ID SEQUENCE LAST GENERATION ERASED MEASURED LEARNED
//! x ID GENERATION                  whom a base includes, and in which generation they came in
//! … the lines of src/profile/kept.rs
//! CHECKSUM
//! ```
//!
//! The first item and the last line stay what they are in every version to come, so that a newer one is told from damage.

use super::contribution::Contribution;
use super::line_codec::{parse_36, parse_moment, push_36, push_item};
use crate::limits;
use crate::prelude::*;
use crate::program::bytes::checksum;
use crate::text::pieces;

/// Before every key.
pub const PREFIX: &str = "tailorbird:";

/// The steps from the lines of each version to those of the next, the first version first. A form that changes adds
/// one.
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

/// A record: a sound text of the store, or one to be written.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// The key under which it stands.
    pub key: String,
    /// Of its writer.
    pub id: String,
    /// Of two texts of a writer the higher one counts.
    pub sequence: i64,
    /// The moment at which it was written.
    pub last: i64,
    /// The number of compactions behind it; 0 where one page wrote it.
    pub generation: i64,
    /// Under which it was contributed.
    pub stamps: Stamps,
    /// The other lines.
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

/// Reads a text; `None` where it is damaged, or not ours, or `newer` than this module. No version writes one that is longer than
/// [`limits::RECORD`].
pub fn read(key: &str, text: &str, steps: &[fn(&str) -> String], newer: &mut bool) -> Option<Record> {
    if text.len() > limits::RECORD || key.len() > limits::KEY {
        return None;
    }
    let end = text.bytes().rposition(|byte| byte == b'\n')?;
    let (content, sum) = text.split_at_checked(end)?;
    if parse_36(sum.get(1..)?)? != i64::from(checksum(content.as_bytes())) {
        return None;
    }
    let mut head = pieces(content, '\n');
    let mut items = pieces(head.word(), ' ');
    let version = parse_36(items.word())?;
    *newer |= key.starts_with(PREFIX) && version > steps.len() as i64 + 1;
    let id = items.word();
    if id != id_of(key) {
        return None;
    }
    let mut number = || parse_moment(items.word());
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
                let (id, generation) = (items.word(), parse_moment(items.word()).unwrap_or_default());
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
        push_item(&mut self.lines, generation);
        self.lines.push('\n');
    }

    /// The text in the store.
    pub fn text(&self) -> String {
        let mut out = String::new();
        push_36(&mut out, STEPS.len() as i64 + 1);
        out.push(' ');
        out.push_str(&self.id);
        let Stamps { erased, measured, learned } = self.stamps;
        for number in [self.sequence, self.last, self.generation, erased, measured, learned] {
            push_item(&mut out, number);
        }
        out.push('\n');
        out.push_str(&self.lines);
        let sum = checksum(out.as_bytes());
        out.push('\n');
        push_36(&mut out, i64::from(sum));
        out
    }

    /// Adds its contribution to one that was made under `stamps`.
    pub fn add_to(&self, contribution: &mut Contribution, stamps: Stamps, now: i64) {
        if self.stamps.erased >= stamps.erased {
            let Stamps { measured, learned, .. } = self.stamps;
            contribution.read(&self.lines, measured >= stamps.measured, learned >= stamps.learned, now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written() -> Record {
        let lines = "v 0 a\nc 0 hero a 1 b\n".to_owned();
        let mut record = Record { id: "me".to_owned(), sequence: 7, last: 99, lines, ..Record::default() };
        record.include("other", 3);
        record
    }

    fn found(key: &str, text: &str, steps: &[fn(&str) -> String]) -> (Option<Record>, bool) {
        let mut newer = false;
        let record = read(key, text, steps, &mut newer);
        (record, newer)
    }

    #[test]
    fn a_record_comes_back_from_its_own_keys_and_from_no_other() {
        let text = written().text();
        for key in ["tailorbird:me:0", "tailorbird:me:1"] {
            let record = found(key, &text, &STEPS).0.unwrap();
            assert_eq!((record.sequence, record.last, record.text()), (7, 99, text.clone()));
            assert!(record.includes("other") && !record.includes("othe") && !record.includes("me"));
        }
        for key in ["tailorbird:you:0", "tailorbird:me", "me:0", "tailorbird:", "", "tailorbird:me:10"] {
            assert!(found(key, &text, &STEPS).0.is_none(), "{key}");
        }
    }

    #[test]
    fn an_older_version_is_brought_on_step_by_step_and_a_newer_one_is_told() {
        let steps: [fn(&str) -> String; 2] =
            [|lines| lines.replace("hero", "head"), |lines| lines.replace("head a", "head b")];
        let text = written().text();
        let (record, newer) = found("tailorbird:me:0", &text, &steps);
        assert!(!newer && record.unwrap().lines.starts_with("v 0 a\nc 0 head b 1 b\n"));
        let mut third = text.rsplit_once('\n').unwrap().0.replacen('1', "3", 1);
        let sum = checksum(third.as_bytes());
        third.push('\n');
        push_36(&mut third, i64::from(sum));
        let (record, newer) = found("tailorbird:me:0", &third, &steps);
        assert!(!newer && record.unwrap().lines.contains("hero a"));
        let (record, newer) = found("tailorbird:me:0", &third, &STEPS);
        assert!(newer && record.is_none());
        assert!(!found("other", &third, &STEPS).1);
    }
}
