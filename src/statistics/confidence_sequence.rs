//! Intervals that hold at every look: asymptotic confidence sequences.

use super::around;
use super::effect::{Effect, Tested};
use crate::root::sqrt;
use libm::{exp, log};

/// The number of units for which the intervals are tightest, unless somebody knows better.
pub const TUNING: f64 = 5000.0;

/// The parameter with which they are tightest at `tuning` units: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2023
/// (arXiv 2103.06476, version 7), equation 161.
pub fn rho(alpha: f64, tuning: f64) -> f64 {
    let less = -2.0 * log(alpha);
    sqrt((less + log(less + 1.0)) / tuning)
}

/// How many standard errors the interval is wide on each side at n units: equation 9.
pub fn errors(n: f64, alpha: f64, rho: f64) -> f64 {
    let more = n * rho * rho + 1.0;
    sqrt(2.0 * more / (n * rho * rho) * log(sqrt(more) / alpha))
}

/// The interval by equation 9, the p-value by equation 155. It may be looked at as often as anybody likes.
pub fn always(effect: &Effect, null: f64, alpha: f64, tuning: f64) -> Tested {
    let rho = rho(alpha, tuning);
    let more = effect.n * rho * rho + 1.0;
    let off = effect.estimate - null;
    let square = off * off * effect.n / effect.variance;
    let evidence = exp(rho * rho * square / (2.0 * more)) / sqrt(more);
    let half = sqrt(effect.variance) * errors(effect.n, alpha, rho);
    Tested { p: (1.0 / evidence).min(1.0), interval: around(effect.estimate, half) }
}
