//! Experiments, from the browser's side: the unit that they are drawn for, and what was seen and reached of them.

use super::core::Core;
use crate::capability::Capability;
use crate::decide::arm::propensity;
use crate::experiment::GIVEN;
#[cfg(feature = "memory")]
use crate::experiment::{arm, first, head, unit};
#[cfg(feature = "memory")]
use crate::limits;
use crate::prelude::*;
use crate::profile::{Counter, EventKind, find};
use crate::text::push_number;
#[cfg(feature = "memory")]
use crate::{
    capability::mark,
    decide::reason::Kind,
    experiment::length,
    profile::writer::Writer,
    render::json::Json,
    text::{glue, shared},
};

impl Core {
    /// The probability with which a slot shows what it does, in millionths.
    pub fn share(&self, slot: &str) -> String {
        let mut text = String::new();
        if let Some(decision) = self.item(slot) {
            push_number(&mut text, propensity(&self.program, &self.decided, &decision) as i64, 1);
        }
        text
    }

    /// Takes a unit: that which the page hands in where there is a number, else one that was drawn for this page view.
    pub fn unit(&mut self, unit: &str, numbers: &[f64]) -> String {
        if self.program.asks(Capability::Unit) {
            take_in(&mut self.profile.counters, unit, !numbers.is_empty());
            // What is read from the store does not take it away, and nothing keeps it.
            #[cfg(feature = "memory")]
            if self.program.uses(Capability::Memory) {
                mark::memory();
                take_in(&mut self.profile.writer.given.counters, unit, !numbers.is_empty());
            }
        }
        String::new()
    }
}

/// What was handed in before gives way. Of those that are drawn, one is enough for a page view.
fn take_in(counters: &mut Vec<Counter>, unit: &str, given: bool) {
    let slot = if given { GIVEN } else { "" };
    let place = |counters: &[Counter], slot: &str| {
        counters.iter().position(|known| known.kind == EventKind::Assign && *known.slot == *slot)
    };
    if let Some(known) = place(counters, GIVEN) {
        counters.swap_remove(known);
    }
    if !unit.is_empty() && (given || place(counters, "").is_none()) {
        find(counters, usize::MAX, EventKind::Assign, slot, unit);
    }
}

#[cfg(feature = "memory")]
impl Core {
    /// Without numbers the answer is what was measured: JSON text, a list each of experiment or `EXPERIMENT/GOAL`, arm, how often
    /// and since when. With now: the arm in a slot was seen; the answer is not empty where that counts. With now and a value: a goal was reached, which counts for each arm
    /// that was seen.
    pub fn measure(&mut self, texts: &str, numbers: &[f64]) -> String {
        match numbers {
            [] => {
                mark::report();
                return self.measured();
            }
            _ if self.profile.writer.allowed & (Writer::MEASURE | Writer::PAUSED) != Writer::MEASURE => {}
            // A preview.
            _ if !self.forced.is_empty() => {}
            [now, value] => self.reach(texts, *now as i64, (*value as u32).min(limits::WORTH)),
            [now, ..] if self.expose(texts, *now as i64).is_some() => return String::from("1"),
            _ => {}
        }
        String::new()
    }

    fn expose(&mut self, slot: &str, now: i64) -> Option<()> {
        let decision = self.item(slot)?;
        let slot = self.program.slots.get(decision.slot)?;
        let shown = self.decided.reasons(&decision).iter().find(|reason| reason.kind == Kind::Arm)?;
        let variant = self.program.variant(&slot, shown.variant)?;
        let (name, kind) = head(&self.program, arm(&self.program, &variant)?);
        // Of an hour the site's own totals tell.
        if length(kind).is_some() {
            return None;
        }
        let unit = unit(&self.profile).filter(|unit| *unit.slot != *GIVEN).map(|unit| unit.variant.clone());
        let (name, shown) = (shared(name), shared(self.program.text(variant.name)));
        self.count_measured(&name, &shown, 1, now);
        if let Some(unit) = unit {
            self.count_measured("", &unit, 1, now);
        }
        Some(())
    }

    fn reach(&mut self, goal: &str, now: i64, value: u32) {
        let mut reached = Vec::new();
        for variant in self.program.variants.iter() {
            if let Some(arm) = arm(&self.program, &variant) {
                let (name, _) = head(&self.program, arm);
                let shown = self.program.text(variant.name);
                if first(&self.profile, name).is_some_and(|first| *first.variant == *shown) {
                    reached.push((glue(&[name, "/", goal]), shared(shown)));
                }
            }
        }
        for (place, arm) in reached {
            self.count_measured(&place, &arm, 1, now);
            if value > 0 {
                self.count_measured(&glue(&[&place, "/"]), &arm, value, now);
            }
        }
    }

    fn count_measured(&mut self, place: &str, arm: &str, times: u32, now: i64) {
        if let Some(counter) = self.profile.count(EventKind::Assign, place, arm, times, false) {
            counter.note(now);
        }
        self.profile.writer.news.count(EventKind::Assign, place, arm, times, &[now]);
    }

    fn measured(&self) -> String {
        let mut json = Json::new(&self.intl);
        json.begin('[');
        for counter in &self.profile.counters {
            if counter.kind == EventKind::Assign && !counter.slot.is_empty() && *counter.slot != *GIVEN {
                json.begin('[');
                json.text(&counter.slot);
                json.text(&counter.variant);
                json.number(i64::from(counter.times));
                json.number(counter.latest());
                json.end(']');
            }
        }
        json.end(']');
        json.finish()
    }
}
