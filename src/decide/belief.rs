//! What is believed of slots that learn: of each variant the prior, and what came of it on this device.

use alloc::rc::Rc;
use core::cell::RefCell;

use crate::bandit::choice::{Account, Promise};
use crate::bandit::normal::{judge, scale, solve, triangle, zeros};
use crate::capability::mark;
use crate::civil::HOUR;
use crate::context::Context;
use crate::prelude::*;
use crate::profile::Profile;
use crate::profile::outcomes::Outcomes;
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

/// What stands from one decision to the next: so that nothing is reckoned twice, and nothing changes under the reader's eyes.
#[derive(Clone, Debug, Default)]
pub struct Standing {
    /// The weights of each variant of each slot that learns, one after the other.
    weights: Vec<f64>,
    /// As of when, and a number that is another once more is known.
    known: (i64, i64),
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

/// The number of entries of the weights of one variant.
fn length(learner: Learner<'_>) -> usize {
    let size = learner.features() + 1;
    triangle(size) + size
}

impl Standing {
    /// Brings it to a moment, whatever was learned meanwhile. What was chosen on another page does not count.
    pub fn renew(&mut self, program: &Program, context: &Context, profile: &Profile) {
        let known = (context.now.div_euclid(HOUR), knowledge(profile));
        if self.weights.is_empty() || self.known != known {
            self.known = known;
            self.weights.truncate(0);
            for learner in Learner::all(program) {
                let mut place = learner.priors();
                for _ in 0..learner.variants() {
                    place = self.learn(program, profile, learner, place, context.now);
                }
            }
        }
        let path = checksum(context.page.path.as_bytes());
        if path != self.path {
            self.chosen = RefCell::default();
        }
        self.path = path;
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

    /// Reckons the weights of a variant: its prior, and so much of what is known of each variant as it tells of this one. Answers where
    /// the prior of the next one stands.
    fn learn(&mut self, program: &Program, profile: &Profile, learner: Learner<'_>, place: usize, now: i64) -> usize {
        let size = learner.features() + 1;
        let mut weights = zeros(length(learner));
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
        prior + 1 + if has_prior { length(learner) } else { 0 }
    }

    /// The weights of a variant of a slot.
    fn weights_of(&self, program: &Program, learner: Learner<'_>, variant: usize) -> &[f64] {
        let mut start = variant * length(learner);
        for before in Learner::all(program).take_while(|before| before.slot() != learner.slot()) {
            start += before.variants() * length(before);
        }
        self.weights.get(start..).and_then(|rest| rest.get(..length(learner))).unwrap_or_default()
    }

    /// What a variant promises.
    pub fn promise(&self, program: &Program, learner: Learner<'_>, variant: usize, features: &[f64]) -> Promise {
        let (mean, deviation) = judge(self.weights_of(program, learner, variant), features);
        Promise { variant, mean, deviation }
    }

    /// The mean of the weight of a feature for a variant.
    pub fn weight(&self, program: &Program, learner: Learner<'_>, variant: usize, place: usize) -> f64 {
        let first = triangle(learner.features() + 1);
        self.weights_of(program, learner, variant).get(first + place).copied().unwrap_or_default()
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

/// A number that is another once anything more is known.
fn knowledge(profile: &Profile) -> i64 {
    let at = |sum: i64, outcomes: &Outcomes| sum.wrapping_add(outcomes.at).wrapping_add(1);
    profile.outcomes.0.iter().fold(0, at)
}
