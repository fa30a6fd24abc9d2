//! Which variant each slot shows: a ladder, one rung a file. For every slot the variants are tried in the site's
//! order; each rung may stop one, and the first that passes them all is chosen. The default always passes. A slot that learns
//! chooses among all that pass.
//!
//! Deciding reads values and returns values. It writes down its reasons as it goes; explaining them later never
//! decides again.

pub mod arm;
pub mod audience;
#[cfg(feature = "built")]
pub mod bandit;
#[cfg(feature = "built")]
pub mod belief;
pub mod facts;
pub mod force;
pub mod found;
pub mod languages;
pub mod limit;
pub mod moments;
#[cfg(feature = "built")]
mod rank;
pub mod reason;
pub mod schedule;
#[cfg(feature = "compile")]
pub mod settled;
pub mod words;

#[cfg(feature = "built")]
use crate::capability::Capability;
use crate::capability::mark;
use crate::context::Context;
use crate::context::clock::{Clock, sooner};
#[cfg(feature = "built")]
use crate::lazy::Lazy;
use crate::prelude::*;
use crate::profile::Profile;
use crate::program::Program;
use crate::program::bytes::Span;
use crate::program::cuts::Cuts;
use crate::program::records::{Slot, Variant};
#[cfg(feature = "built")]
use crate::rank::Ranked;
use crate::rule::eval::Machine;
use crate::rule::platform::Platform;
#[cfg(feature = "built")]
use belief::Standing;
use facts::Facts;
use reason::{Kind, Reason};

/// What slots that learn have chosen, and what they chose by.
#[cfg(feature = "built")]
pub type Learning = Lazy<Standing>;
/// Nothing learns here.
#[cfg(not(feature = "built"))]
#[derive(Clone, Debug, Default)]
pub struct Learning {}

/// The decision for one slot.
#[derive(Clone, Copy, Debug)]
pub struct Decision {
    /// The number of the slot.
    pub slot: usize,
    /// The number of the variant in the slot; of a list one that no variant has, because its reasons say which items
    /// passed.
    pub variant: usize,
    /// The number of the locale that its words are in.
    pub locale: usize,
    /// The reasons, a range of those that [`Decisions::reasons`] reads.
    pub reasons: Span,
    /// The next moment at which the answer may change by itself, in milliseconds since 1970.
    pub until: Option<i64>,
}

/// The decisions of one page, and the facts that they rest on.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// The decisions, one for each slot that was asked for, in that order.
    pub all: Vec<Decision>,
    /// The facts.
    pub facts: Facts,
    /// What slots that learn have chosen. It stands for the next decision of the same page.
    pub learning: Learning,
    /// Every reason, end to end: one allocation for a page instead of one for each slot.
    reasons: Vec<Reason>,
}

impl Decisions {
    /// The reasons, one for every variant that was tried; the last one is the chosen one's.
    pub fn reasons(&self, decision: &Decision) -> &[Reason] {
        decision.reasons.of(&self.reasons)
    }

    /// What a list shows that ranks, in its order; nothing where it stands in the site's order.
    #[cfg(feature = "built")]
    pub fn ranked(&self, decision: &Decision) -> impl Iterator<Item = Ranked> + Clone {
        rank::kept(&self.reasons, decision)
    }
}

/// Decides the slots with these numbers; numbers that no slot has are left out.
pub fn decide(
    program: &Program,
    context: &Context,
    profile: &Profile,
    slots: &[usize],
    platform: &dyn Platform,
) -> Decisions {
    decide_again(program, context, profile, slots, platform, Learning::default())
}

/// The same, with what stands from the decision before.
pub fn decide_again(
    program: &Program,
    context: &Context,
    profile: &Profile,
    slots: &[usize],
    platform: &dyn Platform,
    #[allow(unused_mut)] mut learning: Learning,
) -> Decisions {
    #[cfg(feature = "built")]
    if program.learns() {
        mark::bandit();
        learning.renew(program, context, profile);
    }
    let facts = Facts::of(program, context, profile);
    let audiences = audience::audiences(program, &facts, platform);
    let mut machine = Machine::new(facts.env(program, &audiences, platform));
    let clock = Clock::new(&context.zone, context.now);
    let ladder = Ladder { program, facts: &facts, profile, clock, learning: &learning, forced: &context.forced };
    let (mut all, mut reasons) = (Vec::with_capacity(slots.len()), Vec::with_capacity(slots.len()));
    for number in slots {
        if let Some(slot) = program.slots.get(*number)
            && let Some(decision) = ladder.decide(&mut machine, *number, &slot, &mut reasons)
        {
            all.push(decision);
        }
    }
    Decisions { all, facts, learning, reasons }
}

/// The data that every rung reads.
pub struct Ladder<'a> {
    program: &'a Program,
    facts: &'a Facts,
    profile: &'a Profile,
    clock: Clock<'a>,
    /// What slots that learn choose by.
    #[cfg_attr(not(feature = "built"), allow(dead_code))]
    learning: &'a Learning,
    /// The variants that are forced, each with the number of its slot before its own.
    forced: &'a [(usize, usize)],
}

/// The moments at which an answer may change: clock boundaries, and the nearest known moment.
#[derive(Clone, Copy, Default)]
struct Horizon {
    cuts: Cuts,
    moment: Option<i64>,
    /// Where the words of the arm are that leads a list; 0 where none does.
    led: u32,
}

impl Horizon {
    /// Takes in a moment that lies ahead.
    fn earliest(&mut self, moment: i64) {
        self.moment = sooner(self.moment, Some(moment));
    }
}

impl<'a> Ladder<'a> {
    fn decide(
        &self,
        machine: &mut Machine<'_>,
        number: usize,
        slot: &Slot,
        reasons: &mut Vec<Reason>,
    ) -> Option<Decision> {
        let (count, start) = (slot.variants.count as usize, reasons.len());
        let mut horizon = Horizon::default();
        let (mut room, mut shown) = (slot.count, None);
        if let Some((place, variant)) = force::forced(self, number, slot) {
            mark::force();
            self.look_ahead(variant.cuts, variant.shows, &mut horizon);
            reasons.push(Reason { kind: Kind::Forced, variant: place, missing: None });
            (room, shown) = (0, Some(variant));
        }
        #[cfg(feature = "built")]
        let learns = slot.learns() && room > 0;
        #[cfg(feature = "built")]
        if learns {
            mark::bandit();
            room = u32::MAX;
        }
        // A list that ranks tries all of its items.
        #[cfg(feature = "built")]
        let ranks = self.program.uses(Capability::Rank) && slot.ranks() && room > 0;
        #[cfg(feature = "built")]
        if ranks {
            mark::rank();
            room = u32::MAX;
        }
        for place in 0..count {
            let Some(variant) = self.program.variant(slot, place).filter(|_| room > 0) else {
                break;
            };
            let last = place + 1 == count && !slot.is_list();
            let mut kind = self.climb(machine, &variant, last, &mut horizon);
            let missing = if kind == Kind::ValueMissing { words::missing(self, &variant) } else { None };
            if kind.passes() {
                self.look_ahead(variant.cuts, variant.shows, &mut horizon);
                (room, shown) = (room - 1, Some(variant));
                if slot.is_list() && kind == Kind::Always {
                    mark::list();
                    kind = Kind::Listed;
                }
            }
            reasons.push(Reason { kind, variant: place, missing });
        }
        #[allow(unused_mut)]
        let mut own = None;
        #[cfg(feature = "built")]
        if learns {
            mark::bandit();
            own = self.choose(machine, number, reasons.get_mut(start..).unwrap_or_default());
            shown = own.and_then(|own| self.program.variant(slot, own));
        }
        // So many reasons at the end stand for the order of a list that ranks.
        #[allow(unused_mut)]
        let mut extra = 0;
        #[cfg(feature = "built")]
        if ranks {
            mark::rank();
            (extra, shown) = self.rank(number, slot, start, reasons, &mut horizon);
        }
        let end = reasons.len() - extra;
        let tried = reasons.get(start..end).unwrap_or_default();
        // Nothing was tried where there is nothing.
        let last = own.unwrap_or(tried.last()?.variant);
        let variant = if slot.is_list() {
            mark::list();
            usize::MAX
        } else {
            last
        };
        let locale = shown.map_or(0, |shown| words::locale(self, number, slot, tried, &shown));
        let until = sooner(self.clock.next(horizon.cuts), horizon.moment);
        let reasons = Span { start: start as u32, count: (end - start) as u32 };
        Some(Decision { slot: number, variant, locale, reasons, until })
    }

    /// Takes in a set of clock boundaries, by its number, and when these names change by themselves.
    #[inline(never)]
    fn look_ahead(&self, cuts: u32, names: Span, horizon: &mut Horizon) {
        // The first set is empty.
        if cuts > 0 {
            mark::cut();
            horizon.cuts = horizon.cuts.with(self.program.cuts(cuts));
        }
        for name in self.program.reads.of(names) {
            mark::ahead();
            if let Some(moment) = self.facts.until(name) {
                horizon.earliest(moment);
            }
        }
    }

    /// All rungs for one variant, the cheapest first.
    fn climb(&self, machine: &mut Machine<'_>, variant: &Variant, last: bool, horizon: &mut Horizon) -> Kind {
        let stopped = schedule::rung(self, variant, horizon)
            .or_else(|| audience::rung(self, machine, variant, horizon))
            .or_else(|| limit::rung(self, variant, horizon))
            .or_else(|| words::rung(self, variant));
        match stopped {
            // The last is the default: it is what the server sent, so nothing can stop it.
            _ if last => Kind::Default,
            Some(kind) => kind,
            None if variant.rule > 0 => Kind::RuleHolds,
            None => Kind::Always,
        }
    }
}
