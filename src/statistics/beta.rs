//! The beta distribution: what is known of a rate.

use super::Interval;
use super::special::{Place, incomplete_beta, ln_beta};
use crate::root::sqrt;
use libm::{exp, fabs};

/// What is known of a rate after `a − 1` successes and `b − 1` failures under a flat prior.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beta {
    /// Successes, and the prior's.
    pub a: f64,
    /// Failures, and the prior's.
    pub b: f64,
}

impl Beta {
    /// The posterior of a rate (Gelman and others, Bayesian Data Analysis, 3rd edition, section 2.4).
    pub fn after(successes: f64, n: f64, prior: Beta) -> Beta {
        Beta { a: prior.a + successes, b: prior.b + n - successes }
    }

    /// a/(a + b).
    pub fn mean(self) -> f64 {
        self.a / (self.a + self.b)
    }

    /// The standard deviation.
    pub fn sd(self) -> f64 {
        let sum = self.a + self.b;
        sqrt(self.a * self.b / (sum + 1.0)) / sum
    }

    /// The density.
    pub(super) fn density(self, place: &Place) -> f64 {
        exp((self.a - 1.0) * place.ln_x + (self.b - 1.0) * place.ln_y - ln_beta(self.a, self.b))
    }

    /// The probability of less.
    pub(super) fn below(self, place: &Place) -> f64 {
        incomplete_beta(self.a, self.b, place).0
    }

    /// The probability of less than x.
    pub fn below_at(self, x: f64) -> f64 {
        self.below(&Place::at(x))
    }

    /// The place with this probability below it: Newton's method between bounds that close.
    pub fn quantile(self, p: f64) -> f64 {
        let (mut low, mut high, mut x) = (0.0, 1.0, self.mean());
        for _ in 0..200 {
            let place = Place::at(x);
            let off = self.below(&place) - p;
            if off > 0.0 {
                high = x
            } else {
                low = x
            }
            let next = x - off / self.density(&place);
            let next = if next > low && next < high { next } else { 0.5 * (low + high) };
            let step = fabs(next - x);
            x = next;
            if step <= 1e-15 * x {
                break;
            }
        }
        x
    }

    /// Holds the rate with probability 1 − α, as much of it on each side.
    pub fn interval(self, alpha: f64) -> Interval {
        (self.quantile(0.5 * alpha), self.quantile(1.0 - 0.5 * alpha))
    }
}
