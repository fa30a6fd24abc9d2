//! The reader's history: what was opened, sent away and seen of a catalogue, in whichever of its lists, as far as it is not forgotten.

use alloc::rc::Rc;

use crate::prelude::*;
use crate::profile::interest::{LONG, age, halved};
use crate::profile::{Counter, EventKind, Profile};
use crate::program::ranking::Ranks;
use crate::text::pieces;

/// What happened to one item. Each sum halves within a month.
#[derive(Clone, Debug)]
pub struct Past {
    /// The item's name.
    pub item: Rc<str>,
    /// How often it was opened.
    pub opened: f64,
    /// How often it was sent away.
    pub away: f64,
    /// How often it was seen.
    pub seen: f64,
}

impl Past {
    /// How much it tells that the reader likes such items.
    pub fn weight(&self) -> f64 {
        self.opened - self.away
    }
}

/// What happened to the items of a list's catalogue, as of a moment.
pub fn history(profile: &Profile, ranks: Ranks<'_>, now: i64) -> Vec<Past> {
    let mut all: Vec<Past> = Vec::new();
    for counter in &profile.counters {
        let item = match counter.kind {
            EventKind::View | EventKind::Click | EventKind::Dismiss => &counter.variant,
            EventKind::Convert | EventKind::Assign => continue,
        };
        if !ranks.has_list(pieces(&counter.slot, '/').word()) {
            continue;
        }
        let place = all.iter().position(|past| past.item == *item).unwrap_or(all.len());
        if place == all.len() {
            all.push(Past { item: item.clone(), opened: 0.0, away: 0.0, seen: 0.0 });
        }
        if let Some(past) = all.get_mut(place) {
            let sum = left(counter, now);
            match counter.kind {
                EventKind::Click => past.opened += sum,
                EventKind::Dismiss => past.away += sum,
                _ => past.seen += sum,
            }
        }
    }
    all
}

/// What is left of the events of a counter. Of one whose moments nobody knows, a half.
fn left(counter: &Counter, now: i64) -> f64 {
    if counter.latest() == 0 {
        return 0.5;
    }
    let known = counter.moments.iter().filter(|moment| **moment != 0);
    known.map(|moment| halved(age(now, *moment), LONG)).sum()
}
