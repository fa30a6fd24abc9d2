//! Lists that rank: all items climbed, and those that no rung stopped are put in order. An item for which there was no room has no
//! reason, as in any list.

use super::reason::{Kind, Reason};
use super::{Decision, Horizon, Ladder};
use crate::civil::DAY;
use crate::prelude::*;
use crate::program::records::{Slot, Variant};
use crate::rank::{Because, Given, Ranked, rank};

impl Ladder<'_> {
    /// Leaves the reasons from a place on that are shown or were stopped, and behind them, where no span of reasons is, some that stand for
    /// what is shown. The answer is how many these are, and the last item that is shown.
    pub(super) fn rank(
        &self,
        number: usize,
        slot: &Slot,
        start: usize,
        reasons: &mut Vec<Reason>,
        horizon: &mut Horizon,
    ) -> (usize, Option<Variant>) {
        let tried = reasons.split_off(start);
        let passed: Vec<usize> =
            tried.iter().filter(|reason| reason.kind.passes()).map(|reason| reason.variant).collect();
        let day = self.clock.now - self.clock.now.rem_euclid(DAY);
        let given = Given { program: self.program, profile: self.profile, number, slot, day };
        let (mut order, mut last) = (Vec::new(), 0);
        if let Some((ranked, until)) = rank(&given, &passed) {
            if let Some(until) = until {
                horizon.earliest(until);
            }
            order.extend(ranked.iter().map(packed));
        }
        let room = passed.get(slot.count as usize).copied().unwrap_or(usize::MAX);
        for reason in tried {
            let is_shown = if order.is_empty() {
                reason.variant < room
            } else {
                order.iter().any(|one: &Reason| one.variant == reason.variant)
            };
            if is_shown || !order.is_empty() && !reason.kind.passes() {
                if reason.kind.passes() {
                    last = reason.variant;
                }
                reasons.push(reason);
            }
        }
        reasons.extend_from_slice(&order);
        (order.len(), self.program.variant(slot, last).filter(|_| !passed.is_empty()))
    }
}

/// The bits of what an item is because of, in the number of a reason that stands for it.
const ABOUT: u32 = 24;

fn packed(ranked: &Ranked) -> Reason {
    Reason { kind: Kind::Listed, variant: ranked.item, missing: Some((ranked.because as u32) << ABOUT | ranked.about) }
}

/// What stands behind the reasons of a decision.
pub(super) fn kept(reasons: &[Reason], decision: &Decision) -> impl Iterator<Item = Ranked> + Clone {
    let end = decision.reasons.start as usize + decision.reasons.count as usize;
    let behind = reasons.get(end..).unwrap_or_default().iter();
    let is_kept = |reason: &&Reason| reason.kind == Kind::Listed && reason.missing.is_some();
    behind.take_while(is_kept).filter_map(|reason| {
        let bits = reason.missing?;
        let because = Because::ALL.get((bits >> ABOUT) as usize).copied()?;
        Some(Ranked { item: reason.variant, because, about: bits & ((1 << ABOUT) - 1) })
    })
}
