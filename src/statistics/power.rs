//! Before an experiment: how many units it takes, and what it can find with those that it gets.

use super::confidence_sequence::{errors, rho};
use super::randomised::Lies;
use super::{normal, student};
use crate::root::sqrt;
use libm::fabs;

/// What an experiment shall find.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Goal {
    /// The mean without the change.
    pub base: f64,
    /// The mean with it.
    pub target: f64,
    /// The standard deviation of a unit; `None`: the mean is a rate, which has its own.
    pub sd: Option<f64>,
    /// How often something is found where nothing is.
    pub alpha: f64,
    /// How often it is found where it is.
    pub power: f64,
}

impl Goal {
    fn variances(&self) -> (f64, f64) {
        let own = |rate: f64| rate * (1.0 - rate);
        self.sd.map_or((own(self.base), own(self.target)), |sd| (sd * sd, sd * sd))
    }

    /// Units in each of two arms of the same size, for a test on both sides at the end. Of rates by Fleiss, Levin and Paik
    /// (Statistical Methods for Rates and Proportions, 3rd edition, chapter 4): under the null both have the rate between them.
    pub fn units(&self) -> f64 {
        let (alarm, miss) = (normal::quantile_above(0.5 * self.alpha), normal::quantile_above(1.0 - self.power));
        let (own, other) = self.variances();
        let middle = 0.5 * (self.base + self.target);
        let null = if self.sd.is_some() { own + other } else { 2.0 * middle * (1.0 - middle) };
        let root = (alarm * sqrt(null) + miss * sqrt(own + other)) / (self.target - self.base);
        root * root
    }

    /// Units in each arm, where it may be looked at as often as anybody likes: so many that the confidence sequence is narrow enough.
    pub fn units_always(&self, tuning: f64) -> f64 {
        let miss = normal::quantile_above(1.0 - self.power);
        let (own, other) = self.variances();
        let rho = rho(self.alpha, tuning);
        let off = |n: f64| (errors(2.0 * n, self.alpha, rho) + miss) * sqrt((own + other) / n);
        falling(|n| off(n) - fabs(self.target - self.base), 1.0, 1e15)
    }

    /// The least target above the base that so many units in each arm find, where answers are randomised if ε is above 0.
    pub fn smallest(&self, units: f64, epsilon: f64) -> f64 {
        let most = if self.sd.is_some() { self.base + 1e6 * (fabs(self.base) + 1.0) } else { 1.0 };
        let needs = |target: f64| {
            let goal = Goal { target, ..*self };
            if epsilon > 0.0 { goal.told(epsilon).units() } else { goal.units() }
        };
        falling(|target| needs(target) - units, self.base, most)
    }

    /// The same question about answers that were randomised.
    pub fn told(&self, epsilon: f64) -> Goal {
        let Lies { p, q } = Lies::new(epsilon, 2.0);
        let told = |rate: f64| q + (p - q) * rate;
        Goal { base: told(self.base), target: told(self.target), ..*self }
    }

    /// Pairs of hours of a switchback with so many sessions in an hour, whose rates go up and down by `noise`, a share of
    /// the rate, beside what counting alone does. With t in place of z, because pairs are few (Cochran and Cox 1957, Experimental Designs).
    pub fn pairs(&self, sessions: f64, noise: f64) -> f64 {
        let (own, other) = self.variances();
        let hour = |variance: f64, mean: f64| variance / sessions + noise * noise * mean * mean;
        let variance = hour(own, self.base) + hour(other, self.target);
        let off = |pairs: f64| {
            let reach = |tail: f64| student::quantile_above(tail, pairs - 1.0);
            (reach(0.5 * self.alpha) + reach(1.0 - self.power)) * sqrt(variance / pairs)
        };
        falling(|pairs| off(pairs) - fabs(self.target - self.base), 2.0, 1e9)
    }
}

/// Where a function that falls crosses 0.
fn falling(f: impl Fn(f64) -> f64, from: f64, to: f64) -> f64 {
    let (mut low, mut high) = (from, to);
    for _ in 0..200 {
        let middle = if low > 0.0 { sqrt(low) * sqrt(high) } else { 0.5 * (low + high) };
        if f(middle) > 0.0 { low = middle } else { high = middle }
    }
    high
}
