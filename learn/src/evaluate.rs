//! A log and a slot → what the slot would have earned, beside one variant for everybody and chance.

use crate::estimate::{All, Estimate, Found, estimate, logged, terms};
use crate::fit::{Fit, chosen};
use crate::log::{FOLDS, Log};
use crate::policy::{Choice, fixed, frozen, learning, uniform};
use crate::prior::Prior;
use crate::slot::Slot;
use crate::sums::{Sums, by_fold, over};

/// What one way of choosing would have earned.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Earned {
    /// By each of the estimates.
    pub ips: Estimate,
    /// The same.
    pub snips: Estimate,
    /// The same.
    pub dr: Estimate,
    /// So many views of the way itself would tell as much.
    pub effective: f64,
    /// How much more it is than one variant for everybody, by DR.
    pub more: Estimate,
}

/// What all ways would have earned.
#[derive(Clone, Debug, Default)]
pub struct Evaluated {
    /// What was earned.
    pub logged: Estimate,
    /// The prior as it is, the same as it learns (where readers are known), one variant for everybody, and chance.
    pub ways: Vec<(Way, Earned)>,
    /// The variant that is best for everybody, by the whole log.
    pub best: usize,
}

/// A way of choosing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The prior as it is.
    Frozen,
    /// As it learns on each device, by replay.
    Learning,
    /// One variant for everybody, chosen by others than those by whom it is judged.
    Fixed,
    /// Chance.
    Uniform,
}

/// What was learned of a log to judge by.
pub struct Judge<'a> {
    /// The slot.
    pub slot: &'a Slot,
    /// The log.
    pub log: &'a Log,
    /// The rows of each reader.
    pub readers: Vec<Vec<usize>>,
    /// The sums of each fold, and in it of each variant.
    pub folds: Vec<Vec<Sums>>,
    /// Of each fold a model that has not seen it.
    pub models: Vec<Fit>,
}

impl<'a> Judge<'a> {
    /// Reads a log.
    pub fn new(slot: &'a Slot, log: &'a Log) -> Self {
        let folds = by_fold(log, slot.variants.len());
        let models = (0..FOLDS).map(|out| chosen(&folds, |fold| fold != out)).collect();
        Self { slot, log, readers: log.readers(), folds, models }
    }

    /// The variant that is best for everybody in some folds, by SNIPS; of equals the one that comes later, as the default does.
    pub fn best(&self, wanted: impl Fn(usize) -> bool) -> usize {
        let mut sums = vec![[0.0; 2]; self.slot.variants.len()];
        for row in self.log.rows().filter(|row| wanted(row.fold)) {
            if let Some([successes, ratios]) = sums.get_mut(row.variant) {
                *successes += row.weight * row.reward / row.propensity;
                *ratios += row.weight / row.propensity;
            }
        }
        let mut best = (f64::NEG_INFINITY, 0);
        for (variant, [successes, ratios]) in sums.into_iter().enumerate() {
            let value = if ratios > 0.0 { successes / ratios } else { f64::NEG_INFINITY };
            if value >= best.0 {
                best = (value, variant);
            }
        }
        best.1
    }

    /// What ways would have earned, the prior's own choices among them.
    pub fn earned(&self, frozen: Vec<Choice>, learning: Option<Vec<Choice>>) -> Evaluated {
        let variants: Vec<usize> = (0..FOLDS).map(|out| self.best(|fold| fold != out)).collect();
        let mut ways = vec![(Way::Frozen, frozen)];
        ways.extend(learning.map(|choices| (Way::Learning, choices)));
        let fixed = fixed(self.log, &variants);
        let base = self.estimate(&fixed).dr;
        ways.extend([(Way::Fixed, fixed), (Way::Uniform, uniform(self.log))]);
        let ways = ways.into_iter().map(|(way, choices)| (way, self.told(&self.estimate(&choices), &base)));
        Evaluated { logged: logged(self.log).interval(self.log), ways: ways.collect(), best: self.best(|_| true) }
    }

    fn estimate(&self, choices: &[Choice]) -> All {
        estimate(self.log, &terms(self.log, self.slot.variants.len(), choices, &self.models))
    }

    fn told(&self, all: &All, base: &Found) -> Earned {
        let of = |found: &Found| found.interval(self.log);
        let more = of(&all.dr.less(base));
        Earned { ips: of(&all.ips), snips: of(&all.snips), dr: of(&all.dr), effective: all.effective, more }
    }
}

/// Evaluates the slot with the prior that it has.
pub fn evaluate(slot: &Slot, log: &Log) -> Evaluated {
    let judge = Judge::new(slot, log);
    let choices = |prior: &Prior| {
        let mut all = vec![Choice::default(); log.len()];
        frozen(slot, prior, log, &mut all, |_| true);
        let mut learned = all.clone();
        learning(slot, prior, (log, &judge.readers), &mut learned, |_| true);
        (all, (!log.units.is_empty()).then_some(learned))
    };
    let (frozen, learned) = choices(&slot.prior);
    judge.earned(frozen, learned)
}

/// The views of each variant.
pub fn views(folds: &[Vec<Sums>]) -> Vec<f64> {
    over(folds, |_| true).iter().map(Sums::views).collect()
}
