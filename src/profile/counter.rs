//! Counters: how often an event happened in a slot, and when.

use alloc::rc::Rc;

#[cfg(feature = "memory")]
use super::keep::keep;
#[cfg(feature = "memory")]
use super::line_codec::{parse_36, parse_moment, parse_text, push_36, push_item, push_text};
use crate::limits;
use crate::prelude::*;
#[cfg(feature = "memory")]
use crate::text::Pieces;
use crate::text::shared;

/// Something that happens in a slot, or is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventKind {
    /// The reader saw it.
    View,
    /// The reader followed it.
    Click,
    /// The reader sent it away.
    Dismiss,
    /// The reader reached a goal.
    Convert,
    /// The reader was assigned to an arm of an experiment: the earliest assignment counts.
    Assign,
}

impl EventKind {
    /// The one that a number of the program or of a record stands for.
    pub fn of(number: u32) -> Self {
        match number {
            0 => Self::View,
            1 => Self::Click,
            2 => Self::Dismiss,
            3 => Self::Convert,
            _ => Self::Assign,
        }
    }
}

/// A counter of one kind of event in one slot and variant.
#[derive(Clone, Debug)]
pub struct Counter {
    /// The kind of event.
    pub kind: EventKind,
    /// In which slot; or which goal was reached, or in which experiment.
    pub slot: Rc<str>,
    /// With which variant or arm; or by which `SLOT/VARIANT` the goal was reached, empty where nobody knows.
    pub variant: Rc<str>,
    /// The number of events.
    pub times: u32,
    /// The moments, in milliseconds since 1970: the latest, in their order; before them 0. Of an assignment only the
    /// earliest.
    pub moments: [i64; limits::MOMENTS],
    /// Was it what this page did last in its slot? What was viewed last stays, whatever its caps say.
    pub stays: bool,
}

impl Counter {
    /// Keeps a moment; the oldest goes, or for an assignment the later one.
    pub fn note(&mut self, moment: i64) {
        let mut older = moment;
        for place in self.moments.iter_mut().rev() {
            if self.kind == EventKind::Assign {
                if *place == 0 || older < *place {
                    *place = older;
                }
                return;
            }
            if older == 0 {
                return;
            }
            if *place == 0 || older > *place {
                core::mem::swap(place, &mut older);
            }
        }
    }

    /// The latest moment, or 0.
    pub fn latest(&self) -> i64 {
        self.moments.last().copied().unwrap_or_default()
    }

    /// Writes its line: of its moments the latest, and others since `since` as long as there are not `most`, each by how
    /// long before the next it was.
    #[cfg(feature = "memory")]
    pub fn write(&self, most: usize, since: i64, out: &mut String) {
        out.push_str("c ");
        push_36(out, self.kind as i64);
        out.push(' ');
        push_text(out, &self.slot);
        out.push(' ');
        push_text(out, &self.variant);
        push_item(out, i64::from(self.times));
        let (mut next, mut count) = (0, 0);
        for at in self.moments.iter().rev() {
            if *at == 0 || count >= most || count > 0 && *at < since {
                break;
            }
            push_item(out, if count == 0 { *at } else { next - at });
            (next, count) = (*at, count + 1);
        }
        out.push('\n');
    }

    /// Reads what follows the letter of its line into the counter there is among those `known`, or into a new one: a record
    /// has one of each, and looking for it among them would take most of the time. What the clock has not come
    /// to yet counts as `now`.
    #[cfg(feature = "memory")]
    pub(super) fn read(
        counters: &mut Vec<Self>,
        known: usize,
        items: &mut Pieces<'_>,
        measured: bool,
        now: i64,
    ) -> Option<()> {
        let kind = EventKind::of(parse_36(items.word())? as u32);
        let (slot, variant, times) =
            (parse_text(items.word())?, parse_text(items.word())?, parse_moment(items.word())?);
        if kind == EventKind::Assign && !measured {
            return None;
        }
        let counter = find(counters, known, kind, &slot, &variant)?;
        counter.times = counter.times.saturating_add(times as u32);
        let mut next = 0;
        for item in items {
            let number = parse_moment(item)?;
            next = if next == 0 { number } else { next - number };
            counter.note(next.min(now));
        }
        Some(())
    }
}

/// Takes out what happened last before `oldest`, and assignments unless they stay. What has no moments stays.
#[cfg(feature = "memory")]
#[inline(never)]
pub fn limit(counters: &mut Vec<Counter>, oldest: i64, assigned: bool) {
    keep(counters, |counter| {
        let latest = counter.latest();
        (latest == 0 || latest >= oldest) && (assigned || counter.kind != EventKind::Assign)
    });
}

/// The counter of something among the first so many, made where there was none; `None` where there are too many.
pub fn find<'a>(
    counters: &'a mut Vec<Counter>,
    known: usize,
    kind: EventKind,
    slot: &str,
    variant: &str,
) -> Option<&'a mut Counter> {
    let same = |counter: &Counter| counter.kind == kind && &*counter.slot == slot && &*counter.variant == variant;
    if let Some(found) = counters.iter().take(known).position(same) {
        return counters.get_mut(found);
    }
    if counters.len() < limits::COUNTERS {
        let (slot, variant, moments) = (shared(slot), shared(variant), [0; limits::MOMENTS]);
        counters.push(Counter { kind, slot, variant, times: 0, moments, stays: false });
        return counters.last_mut();
    }
    None
}
