//! What is believed of slots that learn: of each variant the prior, and what came of it on this device.

use alloc::rc::Rc;
use core::cell::RefCell;

use crate::bandit::choice::{Account, Promise};
use crate::bandit::normal::{judge, scale, solve, triangle, zeros};
use crate::capability::mark;
use crate::prelude::*;
use crate::profile::Profile;
use crate::program::Program;
use crate::program::bytes::{Span, checksum};
use crate::program::learner::Learner;

/// What was chosen for a slot, and by what.
#[derive(Debug)]
pub struct Chosen {
    /// The number of the slot.
    pub slot: usize,
    /// The number of the variant.
    pub variant: usize,
    /// Was it chance that chose?
    pub is_explored: bool,
    /// The checksum of the features.
    pub form: f64,
    /// The numbers by which it was chosen: a one, then the features.
    pub features: Vec<f64>,
    /// What it promised less than the default, and what that promised.
    pub account: [f64; 2],
    /// The probability with which it was chosen, in millionths.
    pub propensity: u64,
    /// The names of the features that speak for it most.
    pub because: Vec<Span>,
}

/// What stands from one decision to the next, so that nothing changes under the reader's eyes.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// What was chosen on this page.
    chosen: RefCell<Vec<Rc<Chosen>>>,
    /// The checksum of the page's path.
    path: u32,
}

/// Where nothing learns there is none.
impl Drop for Standing {
    fn drop(&mut self) {
        mark::bandit();
    }
}

impl Standing {
    /// Brings it to a page: what was chosen on another one does not count.
    pub fn renew(&mut self, path: &str) {
        let path = checksum(path.as_bytes());
        if path != self.path {
            (self.chosen, self.path) = (RefCell::default(), path);
        }
    }

    /// What was chosen for a slot.
    pub fn chosen(&self, slot: usize) -> Option<Rc<Chosen>> {
        self.chosen.try_borrow().ok()?.iter().find(|one| one.slot == slot).cloned()
    }

    /// Keeps what was chosen for a slot.
    pub fn keep(&self, chosen: &Rc<Chosen>) {
        if let Ok(mut all) = self.chosen.try_borrow_mut() {
            all.retain(|one| one.slot != chosen.slot);
            all.push(chosen.clone());
        }
    }
}

/// What is believed of a slot that learns at a moment.
#[derive(Debug)]
pub struct Belief {
    /// The number of features, a one among them.
    size: usize,
    /// The weights of each variant, one after the other.
    weights: Vec<f64>,
}

impl Belief {
    /// By the prior, and by what came of each variant.
    pub fn of(program: &Program, profile: &Profile, learner: Learner<'_>, now: i64) -> Self {
        let mut belief = Self { size: learner.features() + 1, weights: Vec::new() };
        let mut place = learner.priors();
        for _ in 0..learner.variants() {
            place = belief.learn(program, profile, learner, place, now);
        }
        belief
    }

    /// The number of entries of the weights of one variant.
    fn length(&self) -> usize {
        triangle(self.size) + self.size
    }

    /// Reckons the weights of a variant: its prior, and so much of what is known of each variant as it tells of this one. Answers where
    /// the prior of the next one stands.
    fn learn(&mut self, program: &Program, profile: &Profile, learner: Learner<'_>, place: usize, now: i64) -> usize {
        let (size, length) = (self.size, self.length());
        let mut weights = zeros(length);
        let prior = place + learner.variants();
        let known_before = learner.number(prior);
        let has_prior = known_before > 0.0;
        let mut one = 0;
        for (number, entry) in weights.iter_mut().enumerate() {
            // Without a prior every weight is standard normal.
            let is_one = number + 1 == triangle(one + 1) && one < size;
            one += usize::from(is_one);
            *entry = if has_prior { learner.number(prior + 1 + number) } else { f64::from(u8::from(is_one)) };
        }
        let first = |weights: &[f64], place: usize| weights.get(place).copied().unwrap_or_default();
        let (views, successes) = (first(&weights, 0), first(&weights, triangle(size)));
        for other in 0..learner.variants() {
            let part = learner.number(place + other);
            if part > 0.0
                && let Some((left, sums)) = known(program, profile, learner, other, now)
            {
                for (entry, sum) in weights.iter_mut().zip(sums.iter().skip(2)) {
                    *entry += part * left * sum;
                }
            }
        }
        let (views, successes) = (first(&weights, 0) - views, first(&weights, triangle(size)) - successes);
        match solve(&mut weights, size) {
            // A success is one, and so is its square. The prior’s own square stands beside it.
            Some(explained) => {
                let squares = successes + (known_before - 1.0).max(0.0);
                scale(&mut weights, size, learner.noise(), [views, squares, explained]);
            }
            None => weights.fill(0.0),
        }
        self.weights.append(&mut weights);
        prior + 1 + if has_prior { length } else { 0 }
    }

    /// The weights of a variant, from a place on.
    fn weights_of(&self, variant: usize, place: usize) -> &[f64] {
        self.weights.get(variant * self.length() + place..).unwrap_or_default()
    }

    /// What a variant promises.
    pub fn promise(&self, variant: usize, features: &[f64]) -> Promise {
        let (mean, deviation) = judge(self.weights_of(variant, 0), features);
        Promise { variant, mean, deviation }
    }

    /// The mean of the weight of a feature for a variant.
    pub fn weight(&self, variant: usize, place: usize) -> f64 {
        self.weights_of(variant, triangle(self.size) + place).first().copied().unwrap_or_default()
    }
}

/// What learning has cost so far, and the number of views.
pub fn account(program: &Program, profile: &Profile, learner: Learner<'_>, now: i64) -> (Account, f64) {
    let (mut account, mut views) = (Account::default(), 0.0);
    for variant in 0..learner.variants() {
        if let Some((left, [paid, due, seen, ..])) = known(program, profile, learner, variant, now) {
            account.paid += left * paid;
            account.due += left * due;
            views += left * seen;
        }
    }
    (account, views)
}

/// The sums that are known of a variant, and how much is left of them.
#[inline(never)]
fn known<'p>(
    program: &Program,
    profile: &'p Profile,
    learner: Learner<'_>,
    number: usize,
    now: i64,
) -> Option<(f64, &'p [f64])> {
    let slot = program.slots.get(learner.slot())?;
    let of = [program.text(slot.name), program.text(program.variant(&slot, number)?.name)];
    let outcomes = profile.outcomes.0.iter().find(|outcomes| outcomes.is_of(of, learner.form()))?;
    Some((outcomes.left(now), outcomes.sums()))
}
