//! A few looks that are planned: how far an effect has to be from 0 at each (Lan and DeMets).

use super::normal;
use crate::prelude::*;
use crate::root::sqrt;
use libm::{exp, log};

/// Boundaries further out than this are as good as none.
const FURTHEST: f64 = 8.0;
/// Pieces of the region that goes on, for Simpson's rule.
const PIECES: usize = 400;

/// The z-values beyond which the null is rejected at each look, for tests on both sides. `information` is the share of all units
/// that is in at each look, rising to at most 1; `power` is ρ of the spending function α·tᵖ (Kim and DeMets 1987; Lan and DeMets 1983).
/// The probabilities come by the recursion of Armitage, McPherson and Rowe (1969).
pub fn bounds(information: &[f64], alpha: f64, power: f64) -> Vec<f64> {
    let mut bounds = Vec::with_capacity(information.len());
    let mut state = Going::new();
    let mut spent = 0.0;
    for share in information {
        let all = alpha * exp(power * log(share.min(1.0)));
        let z = state.bound((all - spent).max(0.0), *share);
        state.look(z, *share);
        spent = all;
        bounds.push(z);
    }
    bounds
}

/// The density of the score (z times the root of the information) of all tests that go on.
struct Going {
    /// The information of the last look; 0: there was none.
    share: f64,
    /// The density on a grid from −edge to edge.
    density: Vec<f64>,
    edge: f64,
}

impl Going {
    fn new() -> Self {
        Self { share: 0.0, density: Vec::new(), edge: 0.0 }
    }

    /// Σ weight · density · f(score), by Simpson's rule.
    fn over(&self, f: impl Fn(f64) -> f64) -> f64 {
        let step = 2.0 * self.edge / PIECES as f64;
        let terms = self.density.iter().enumerate().map(|(place, density)| {
            let weight = if place == 0 || place == PIECES { 1.0 } else { 2.0 + 2.0 * (place % 2) as f64 };
            weight * density * f(step * place as f64 - self.edge)
        });
        terms.sum::<f64>() * step / 3.0
    }

    /// The probability of going beyond z on the upper side at a look, having gone on until then.
    fn beyond(&self, z: f64, share: f64) -> f64 {
        if self.density.is_empty() {
            return normal::above(z);
        }
        let sd = sqrt(share - self.share);
        self.over(|score| normal::above((z * sqrt(share) - score) / sd))
    }

    /// The z at which that is half of what may be spent: bisection, for it falls as z grows.
    fn bound(&self, spend: f64, share: f64) -> f64 {
        let (mut low, mut high) = (0.0, FURTHEST);
        if spend <= 0.0 || share <= self.share {
            return FURTHEST;
        }
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if self.beyond(middle, share) > 0.5 * spend { low = middle } else { high = middle }
        }
        0.5 * (low + high)
    }

    /// After a look whose boundary is z.
    fn look(&mut self, z: f64, share: f64) {
        if share <= self.share {
            return;
        }
        let edge = z * sqrt(share);
        let sd = sqrt(share - self.share);
        let step = 2.0 * edge / PIECES as f64;
        let at = |score: f64| {
            if self.density.is_empty() {
                return normal::density(score / sd) / sd;
            }
            self.over(|before| normal::density((score - before) / sd) / sd)
        };
        let density = (0..=PIECES).map(|place| at(step * place as f64 - edge)).collect();
        *self = Self { share, density, edge };
    }
}
