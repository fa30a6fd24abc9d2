//! The contribution of one writer, or of several together, to what is remembered ⇄ the lines of a record.
//!
//! ```text
//! v BEFORE START…                  visits
//! p NAME STAMP VALUE…              a declared preference; of each type its own
//! c KIND SLOT VARIANT TIMES WHEN…  a counter
//! h WHEN VISITS…                   habits, by hour and weekday
//! i TOPIC SINCE WHEN SUMS… TIMES…  an interest
//! b SLOT VARIANT NUMBERS…          what came of a variant
//! ```

use alloc::rc::Rc;

use super::counter::{self, Counter, EventKind, find};
use super::interest::Interest;
use super::learned::Learned;
use super::line_codec::{parse_36, parse_moment, parse_text, push_36, push_item, push_text};
use crate::capability::mark;
use crate::limits;
use crate::prelude::*;
use crate::program::records::PreferenceKind;
use crate::text::{pieces, shared};
use crate::value::Value;

/// The time between the beginnings of two visits, in milliseconds: half an hour, as web analytics has it.
pub const VISIT: i64 = 1_800_000;

/// The contribution of one writer, or of several.
#[derive(Clone, Debug, Default)]
pub struct Contribution {
    /// The number of visits whose beginnings are not kept any more.
    pub before: i64,
    /// The beginnings of visits, in their order: the first there was, and the latest.
    pub starts: Vec<i64>,
    /// The preferences that the reader declared.
    pub declared: Vec<Declared>,
    /// The events in slots.
    pub counters: Vec<Counter>,
    /// The interests that were learned.
    pub learned: Learned,
    /// Lines that only some pages read: see [`super::others`].
    pub others: String,
}

/// A declared preference. It is known by its name, whether or not this program has it.
#[derive(Clone, Debug)]
pub struct Declared {
    /// The name.
    pub name: Rc<str>,
    /// The higher stamp wins; of two the same the greater value, so that everybody comes to the same answer.
    pub stamp: i64,
    /// As [`push_value`] writes it.
    pub value: Rc<str>,
}

impl Contribution {
    /// A visit began. What is new is left out when there are too many already, here and below.
    pub fn begin(&mut self, start: i64) {
        if self.starts.len() >= limits::COUNTERS {
            return;
        }
        let mut place = 0;
        for known in &self.starts {
            if *known == start {
                return;
            }
            place += usize::from(*known < start);
        }
        self.starts.insert(place, start);
    }

    /// Something happened so many times, of which some moments are known.
    pub fn count(&mut self, kind: EventKind, slot: &str, variant: &str, times: u32, moments: &[i64]) {
        if let Some(counter) = find(&mut self.counters, usize::MAX, kind, slot, variant) {
            counter.times = counter.times.saturating_add(times);
            moments.iter().for_each(|moment| counter.note(*moment));
        }
    }

    /// A preference was declared.
    pub fn declare(&mut self, name: &str, stamp: i64, value: &str) {
        for known in &mut self.declared {
            if &*known.name == name && (name.starts_with('.') || type_of(&known.value) == type_of(value)) {
                if (stamp, value) > (known.stamp, &known.value) {
                    (known.stamp, known.value) = (stamp, shared(value));
                }
                return;
            }
        }
        if self.declared.len() < limits::COUNTERS {
            self.declared.push(Declared { name: shared(name), stamp, value: shared(value) });
        }
    }

    /// Leaves of visits that began within half an hour only the first, and of those the first of all and the latest.
    pub fn merge_visits(&mut self, most: usize) {
        let mut place = 1;
        while let (Some(last), Some(start)) = (self.starts.get(place - 1), self.starts.get(place)) {
            if start - last > VISIT {
                place += 1;
            } else {
                self.starts.remove(place);
            }
        }
        while self.starts.len() > most {
            self.starts.remove(1);
            self.before += 1;
        }
    }

    /// Takes out what happened last before `oldest`, and assignments unless they stay.
    pub fn limit(&mut self, oldest: i64, assigned: bool) {
        counter::limit(&mut self.counters, oldest, assigned);
        self.learned.limit(oldest);
    }

    /// Writes its lines; of each counter as many moments, and since when, as [`Counter::write`] says.
    pub fn write(&self, most: usize, since: i64) -> String {
        let mut out = String::new();
        if !self.starts.is_empty() {
            out.push_str("v ");
            push_36(&mut out, self.before);
            for moment in &self.starts {
                push_item(&mut out, *moment);
            }
            out.push('\n');
        }
        self.declared.iter().for_each(|declared| declared.write(&mut out));
        for counter in &self.counters {
            counter.write(most, since, &mut out);
        }
        self.learned.write(&mut out);
        out.push_str(&self.others);
        out
    }

    /// Everything, as it is.
    pub fn lines(&self) -> String {
        self.write(limits::MOMENTS, i64::MIN)
    }

    /// Adds what lines say; assignments, and what was learned, where they hold. What cannot be read is left out.
    pub fn read(&mut self, lines: &str, measured: bool, learned: bool, now: i64) {
        let known = self.counters.len();
        for line in pieces(lines, '\n') {
            self.line(line, known, (measured, learned), now);
        }
    }

    fn line(&mut self, line: &str, known: usize, (measured, learned): (bool, bool), now: i64) -> Option<()> {
        let mut items = pieces(line, ' ');
        match items.word() {
            "v" => {
                self.before = self.before.saturating_add(parse_moment(items.word())?);
                for start in items {
                    self.begin(parse_moment(start)?.min(now));
                }
            }
            "p" => {
                let (name, stamp) = (parse_text(items.word())?, parse_moment(items.word())?);
                self.declare(&name, stamp, items.rest());
            }
            "c" => Counter::read(&mut self.counters, known, &mut items, measured, now)?,
            "i" if learned => self.learned.put(&Interest::read(&mut items, now)?),
            "h" | "b" if learned => {
                self.others.push_str(line);
                self.others.push('\n');
            }
            _ => {}
        }
        Some(())
    }
}

/// The type of a value as [`push_value`] writes it: another program may have a preference of the same name and another
/// type, which is then another one. `None`: it was taken back before that was told of a type, and so of all.
fn type_of(value: &str) -> Option<u8> {
    match value.as_bytes() {
        [b'-', rest @ ..] => rest.first().copied(),
        // Yes and no.
        [b'f', ..] => Some(b'y'),
        [first, ..] => Some(*first),
        [] => None,
    }
}

/// Writes that a value of this type was taken back.
pub fn push_nothing(out: &mut String, kind: PreferenceKind) {
    out.push('-');
    out.push(char::from(letter_of(kind)));
}

fn letter_of(kind: PreferenceKind) -> u8 {
    match kind {
        PreferenceKind::Text | PreferenceKind::Choice => b't',
        PreferenceKind::Number => b'n',
        PreferenceKind::Flag => b'y',
        PreferenceKind::List => b'l',
    }
}

impl Declared {
    /// Writes its line.
    pub fn write(&self, out: &mut String) {
        out.push_str("p ");
        push_text(out, &self.name);
        push_item(out, self.stamp);
        out.push(' ');
        out.push_str(&self.value);
        out.push('\n');
    }

    /// Is it about a preference of this name and type?
    pub fn is_of(&self, name: &str, kind: PreferenceKind) -> bool {
        &*self.name == name && type_of(&self.value).is_none_or(|letter| letter == letter_of(kind))
    }
}

/// Writes what was declared, or that it was taken back. A number is written by its bits, so that it comes back as it was.
pub fn push_value(out: &mut String, value: Option<&Value>) {
    match value {
        Some(Value::Text(text)) => {
            out.push_str("t ");
            push_text(out, text);
        }
        Some(Value::Double(number)) => {
            out.push_str("n ");
            push_36(out, number.to_bits() as i64);
        }
        Some(Value::Bool(truth)) => out.push_str(if *truth { "y" } else { "f" }),
        Some(Value::List(values)) => {
            mark::declared_list();
            out.push('l');
            for value in &**values {
                if let Value::Text(text) = value {
                    out.push(' ');
                    push_text(out, text);
                }
            }
        }
        _ => out.push('-'),
    }
}

/// Reads what [`push_value`] wrote of a preference that the program has; `None` where it was taken back.
pub fn parse_value(text: &str) -> Option<Value> {
    let mut items = pieces(text, ' ');
    Some(match items.word() {
        "t" => Value::Text(parse_text(items.word())?),
        "n" => Value::Double(f64::from_bits(parse_36(items.word())? as u64)),
        "y" => Value::Bool(true),
        "f" => Value::Bool(false),
        "l" => {
            mark::declared_list();
            let mut list = Vec::new();
            for item in items {
                list.push(Value::Text(parse_text(item)?));
            }
            Value::List(list.into())
        }
        _ => return None,
    })
}
