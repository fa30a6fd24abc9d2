//! The choice of a slot that learns: of the variants that nothing stops, the one that promises most.

use alloc::rc::Rc;

use super::belief::{Chosen, account};
use super::reason::{Kind, Reason};
use super::{Decision, Decisions, Ladder};
use crate::bandit::choice::Choice;
use crate::capability::{Capability, mark};
use crate::experiment::{BUCKETS, bucket, unit_text};
use crate::prelude::*;
use crate::program::bytes::Span;
use crate::program::draws::Draws;
use crate::program::learner::Learner;
use crate::rule::eval::Machine;
use crate::text::push_number;
use crate::value::Value;

/// So many features are told as reasons.
const TOLD: usize = 3;

impl Ladder<'_> {
    /// Chooses among the variants whose reasons pass, and says so in their reasons. Of what was chosen on this page before, nothing
    /// changes as long as it may be shown.
    pub(super) fn choose(&self, machine: &mut Machine<'_>, slot: usize, reasons: &mut [Reason]) -> Option<usize> {
        mark::bandit();
        let learner = Learner::all(self.program).find(|learner| learner.slot() == slot)?;
        let passes =
            |one: &Rc<Chosen>| reasons.iter().any(|reason| reason.variant == one.variant && reason.kind.passes());
        let chosen = self.learning.chosen(slot).filter(passes).unwrap_or_else(|| {
            let chosen = Rc::new(self.weigh(machine, learner, reasons));
            self.learning.keep(&chosen);
            chosen
        });
        for reason in reasons.iter_mut().filter(|reason| reason.kind.passes()) {
            reason.kind = match (reason.variant == chosen.variant, chosen.is_explored) {
                (false, _) => Kind::Outbid,
                (true, false) => Kind::Learned,
                (true, true) => Kind::Explored,
            };
        }
        Some(chosen.variant)
    }

    fn weigh(&self, machine: &mut Machine<'_>, learner: Learner<'_>, reasons: &[Reason]) -> Chosen {
        let features = self.features(machine, learner);
        let promise = |variant: usize| self.learning.promise(self.program, learner, variant, &features);
        let mut choice = Choice::default();
        for reason in reasons.iter().filter(|reason| reason.kind.passes()) {
            choice.consider(promise(reason.variant));
        }
        let (account, views) = account(self.program, self.profile, learner, self.clock.now);
        let best = choice.made(&account);
        let (mut shown, mut propensity, mut is_explored) = (best, 1_000_000, false);
        if learner.floor() > 0.0 && self.program.uses(Capability::Floor) {
            mark::floor();
            if let Some((variant, share)) = self.floor(learner, views, best.variant, reasons) {
                is_explored = variant.is_some();
                shown = variant.map_or(best, promise);
                propensity = share;
            }
        }
        let mut because = Vec::new();
        if self.program.uses(Capability::Reason) {
            mark::reasons();
            because = self.speaks(learner, &features, shown.variant);
        }
        let default = choice.last.mean;
        Chosen {
            slot: learner.slot(),
            variant: shown.variant,
            is_explored,
            form: learner.form(),
            account: [(default - shown.mean).max(0.0), default.max(0.0)],
            propensity,
            because,
            features,
        }
    }

    /// A one, then the features.
    fn features(&self, machine: &mut Machine<'_>, learner: Learner<'_>) -> Vec<f64> {
        let mut features = Vec::with_capacity(learner.features() + 1);
        features.push(1.0);
        for number in 0..learner.features() {
            let feature = learner.feature(number);
            let value = match self.program.rules.before(feature.rule) {
                Some(rule) => machine.eval(rule.code.of(&self.program.code)),
                None => self.facts.value(feature.name).cloned().unwrap_or(Value::Null),
            };
            let number = match value {
                Value::Int(number) => (number as f64 - feature.from) / feature.span,
                Value::Double(number) => (number - feature.from) / feature.span,
                value => f64::from(u8::from(value.holds())),
            };
            // What is not a number is nothing.
            features.push(if number > 0.0 { number.min(1.0) } else { 0.0 });
        }
        features
    }

    /// Does chance choose, and which variant? With the probability of what is shown, in millionths. It is drawn of the unit and the number
    /// of views; without a unit there is no chance.
    fn floor(&self, learner: Learner<'_>, views: f64, best: usize, reasons: &[Reason]) -> Option<(Option<usize>, u64)> {
        let slot = self.program.slots.get(learner.slot())?;
        let mut unit = unit_text(self.profile, Draws::READER, self.clock.now)?;
        unit.push('/');
        push_number(&mut unit, views as i64, 1);
        let draw = |what: &str| {
            let mut seed = String::from(self.program.text(slot.name));
            seed.push_str(what);
            bucket(2, &seed, &unit)
        };
        let mut open = reasons.iter().filter(|reason| reason.kind.passes());
        let count = open.clone().count();
        let floor = (learner.floor() * 1e6) as u64;
        let share = floor / count.max(1) as u64;
        let is_explored = u64::from(draw("/explore")) * 100 < floor;
        let drawn = open.nth(draw("/which") as usize * count / BUCKETS as usize)?.variant;
        let shown = is_explored.then_some(drawn);
        Some((shown, if shown.unwrap_or(best) == best { 1_000_000 - floor + share } else { share }))
    }

    /// The names of the features that speak most for a variant, as against all.
    fn speaks(&self, learner: Learner<'_>, features: &[f64], variant: usize) -> Vec<Span> {
        let mut gains: Vec<(usize, f64)> = Vec::new();
        let weight = |variant: usize, place: usize| self.learning.weight(self.program, learner, variant, place);
        let count = learner.variants();
        for (place, feature) in features.iter().enumerate().skip(1) {
            let mut all = 0.0;
            (0..count).for_each(|other| all += weight(other, place));
            let gain = feature * (weight(variant, place) - all / count as f64);
            if gain > 0.0 {
                let before = gains.iter().position(|(_, known)| *known < gain).unwrap_or(gains.len());
                gains.insert(before, (place - 1, gain));
            }
        }
        gains.iter().take(TOLD).map(|(place, _)| learner.feature(*place).label).collect()
    }
}

/// What was chosen for a slot that learns, where that is what it shows.
pub fn told(decisions: &Decisions, decision: &Decision) -> Option<Rc<Chosen>> {
    let by_choice = decisions.reasons(decision).iter().any(|reason| reason.kind.is_about_learning());
    decisions.learning.chosen(decision.slot).filter(|one| by_choice && one.variant == decision.variant)
}
