//! The rung of experiments: a variant that is an arm is shown to the units that drew it.

use super::reason::Kind;
use super::{Decision, Decisions, Horizon, Ladder, words};
use crate::experiment::{arm, draws, head, kept, length, share, unit_text};
use crate::program::Program;
use crate::program::bytes::Span;
use crate::program::draws::Draws;
use crate::program::records::{Limit, Variant};

/// Stops an arm that another unit drew, and says that it is shown where this one did. In a list it stops an item that is an
/// arm and stands first already.
pub(super) fn rung(ladder: &Ladder<'_>, variant: &Variant, limit: &Limit, horizon: &mut Horizon) -> Option<Kind> {
    if limit.count() > 0 {
        return (horizon.led == limit.place.start).then_some(Kind::OtherArm);
    }
    let kind = drawn(ladder, variant, limit.place, horizon);
    if kind != Kind::Arm {
        return Some(kind);
    }
    let missing = words::rung(ladder, variant);
    if missing.is_none() {
        horizon.led = limit.place.start;
    }
    missing.or(Some(kind))
}

/// The probability with which an arm was chosen, or none, in millionths; whatever else decides is certain.
pub fn propensity(program: &Program, decisions: &Decisions, decision: &Decision) -> u64 {
    let mut left = 1_000_000;
    let Some(slot) = program.slots.get(decision.slot) else {
        return left;
    };
    for reason in decisions.reasons(decision).iter().filter(|reason| reason.kind.is_about_arm()) {
        let arm = program.variant(&slot, reason.variant).and_then(|variant| arm(program, &variant));
        let share = arm.map_or(0, |arm| share(program, arm));
        if reason.kind == Kind::Arm {
            return share;
        }
        left = left.saturating_sub(share);
    }
    left
}

fn drawn(ladder: &Ladder<'_>, variant: &Variant, arm: Span, horizon: &mut Horizon) -> Kind {
    let (program, now) = (ladder.program, ladder.clock.now);
    let (name, unit) = head(program, arm);
    if let Some(length) = length(unit) {
        horizon.earliest((now.div_euclid(length) + 1) * length);
    } else if let Some(kept) = kept(ladder.profile, name) {
        return if *kept.variant == *program.text(variant.name) { Kind::Arm } else { Kind::OtherArm };
    }
    let Some(unit) = unit_text(ladder.profile, unit, now) else {
        return Kind::NoTraffic;
    };
    for draw in draws(program, arm, &unit) {
        match (draw.purpose, draw.is_inside()) {
            (Draws::ARM, true) => return Kind::Arm,
            (Draws::HOLDOUT, false) => return Kind::HeldOut,
            (Draws::LAYER, false) => return Kind::OtherExperiment,
            (Draws::TRAFFIC, false) => return Kind::NoTraffic,
            _ => {}
        }
    }
    Kind::OtherArm
}
