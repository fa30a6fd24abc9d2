//! A log → a prior, and what it is worth to readers who were held out.

use crate::evaluate::{Evaluated, Judge};
use crate::fit::chosen;
use crate::log::{FOLDS, Log};
use crate::policy::{Choice, frozen, learning};
use crate::prior::Packed;
use crate::slot::Slot;
use crate::strength::{Missed, UNKNOWN, prior};

/// A prior, and what is told of it.
#[derive(Clone, Debug, Default)]
pub struct Trained {
    /// How much what happens differs from what is to be expected.
    pub noise: f64,
    /// Of each variant.
    pub variants: Vec<Packed>,
    /// How many views it is worth to one device.
    pub views: f64,
    /// Was that chosen by readers, or taken because none of them has two views?
    pub is_chosen: bool,
    /// What such priors earn with readers who had no part in them.
    pub held: Evaluated,
}

/// Trains. The readers of each fold are judged by a prior that was fitted to three others, whose worth the fifth one chose; at the end
/// everybody is trained on.
pub fn train(slot: &Slot, log: &Log) -> Trained {
    let judge = Judge::new(slot, log);
    let mut all = Missed::default();
    let mut fixed = vec![Choice::default(); log.len()];
    let mut learned = fixed.clone();
    for (out, model) in judge.models.iter().enumerate() {
        all.add(slot, log, &judge.readers, model, out);
        let next = (out + 1) % FOLDS;
        let fit = chosen(&judge.folds, |fold| fold != out && fold != next);
        let mut missed = Missed::default();
        missed.add(slot, log, &judge.readers, &fit, next);
        let (prior, _) = prior(model, missed.best().unwrap_or(UNKNOWN));
        frozen(slot, &prior, log, &mut fixed, |fold| fold == out);
        learning(slot, &prior, (log, &judge.readers), &mut learned, |fold| fold == out);
    }
    let fit = chosen(&judge.folds, |_| true);
    let best = all.best();
    let views = best.unwrap_or(UNKNOWN);
    let (prior, variants) = prior(&fit, views);
    let held = judge.earned(fixed, (!log.units.is_empty()).then_some(learned));
    Trained { noise: prior.noise, variants, views, is_chosen: best.is_some(), held }
}
