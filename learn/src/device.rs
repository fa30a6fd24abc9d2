//! One reader's device: what it believes of each variant, what it shows, and what it learns. The arithmetic is that of
//! `tailorbird::bandit`; how evidence comes together is that of `tailorbird::decide::belief`, which a test holds this to.

use std::rc::Rc;

use tailorbird::bandit::choice::{Account, Choice, Promise};
use tailorbird::bandit::normal::{add_square, judge, scale, solve, triangle, zeros};

use crate::prior::{Beginning, Prior};
use crate::slot::Slot;

/// What is known of a variant: its weights, solved; and what came of it here.
#[derive(Clone, Debug)]
struct Arm {
    solved: Rc<Vec<f64>>,
    evidence: Option<Vec<f64>>,
}

/// A device.
#[derive(Clone, Debug)]
pub struct Device<'a> {
    slot: &'a Slot,
    prior: &'a Prior,
    arms: Vec<Arm>,
    account: Account,
}

/// What is shown, and what it cost.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Shown {
    /// The variant.
    pub variant: usize,
    /// What it promised less than the default, and what that promised.
    pub account: [f64; 2],
}

impl<'a> Device<'a> {
    /// That of a reader of whom nothing is known yet.
    pub fn new(slot: &'a Slot, prior: &'a Prior) -> Self {
        let arm = |one: &Beginning| {
            let solved = solved(one, &[], slot.width(), prior.noise);
            Arm { solved: Rc::new(solved), evidence: None }
        };
        Self { slot, prior, arms: prior.variants.iter().map(arm).collect(), account: Account::default() }
    }

    /// What a variant promises.
    pub fn promise(&self, variant: usize, features: &[f64]) -> Promise {
        let (mean, deviation) = self.arms.get(variant).map_or((0.0, 0.0), |arm| judge(&arm.solved, features));
        Promise { variant, mean, deviation }
    }

    /// What is shown by these features. All variants may be.
    pub fn choose(&self, features: &[f64]) -> Shown {
        let mut choice = Choice::default();
        (0..self.arms.len()).for_each(|variant| choice.consider(self.promise(variant, features)));
        let shown = choice.made(&self.account);
        let default = choice.last.mean;
        Shown { variant: shown.variant, account: [(default - shown.mean).max(0.0), default.max(0.0)] }
    }

    /// Takes in what came of so many views with the same features: a success of each, or the share of those that succeeded.
    pub fn learn(&mut self, shown: Shown, features: &[f64], reward: f64, views: f64) {
        let [paid, due] = shown.account;
        self.account.paid += views * paid;
        self.account.due += views * due;
        let width = features.len();
        if let Some(arm) = self.arms.get_mut(shown.variant) {
            let evidence = arm.evidence.get_or_insert_with(|| zeros(triangle(width) + width));
            let root = views.sqrt();
            let rooted: Vec<f64> = features.iter().map(|feature| root * feature).collect();
            add_square(evidence, &rooted);
            let sums = evidence.iter_mut().skip(triangle(width));
            sums.zip(features).for_each(|(sum, feature)| *sum += views * reward * feature);
        }
        self.solve(shown.variant);
    }

    /// Solves anew for each variant that is told something by this one.
    fn solve(&mut self, learned: usize) {
        for variant in 0..self.arms.len() {
            let relations = self.slot.relations.get(variant).map_or(&[][..], Vec::as_slice);
            if relations.get(learned).is_none_or(|part| *part <= 0.0) {
                continue;
            }
            let told = relations.iter().zip(&self.arms);
            let told: Vec<(f64, &[f64])> =
                told.filter_map(|(part, arm)| Some((*part, arm.evidence.as_deref()?))).collect();
            let Some(beginning) = self.prior.variants.get(variant) else { continue };
            let solved = solved(beginning, &told, self.slot.width(), self.prior.noise);
            if let Some(arm) = self.arms.get_mut(variant) {
                arm.solved = Rc::new(solved);
            }
        }
    }
}

/// The weights of a variant by its beginning and so much of what came of others.
fn solved(beginning: &Beginning, told: &[(f64, &[f64])], width: usize, noise: f64) -> Vec<f64> {
    let mut weights = beginning.known.clone();
    let (mut views, mut successes) = (0.0, 0.0);
    for (part, evidence) in told {
        weights.iter_mut().zip(*evidence).for_each(|(entry, sum)| *entry += part * sum);
        views += part * evidence.first().copied().unwrap_or_default();
        successes += part * evidence.get(triangle(width)).copied().unwrap_or_default();
    }
    match solve(&mut weights, width) {
        Some(explained) => {
            // A success is one, and so is its square. The prior's own square stands beside it.
            let squares = successes + beginning.square.unwrap_or_default();
            scale(&mut weights, width, noise, [views, squares, explained]);
        }
        None => weights.fill(0.0),
    }
    weights
}
