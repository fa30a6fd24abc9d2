//! The mixture sequential probability ratio test of two arms of the same size.

use crate::root::sqrt;
use libm::{exp, log};

/// What the test says after n units in each arm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mixture {
    /// The likelihood ratio Λ.
    pub ratio: f64,
    /// Always valid: min(1, 1/Λ), to be kept at its least over all looks.
    pub p: f64,
    /// Half of the interval around the difference.
    pub half: f64,
}

/// `variance` is that of one pair: the variances of one unit of each arm, added. `spread` is τ², the variance of effects that are
/// expected (Johari, Koomen, Pekelis and Walsh, Operations Research 2022).
pub fn mixture(n: f64, difference: f64, variance: f64, spread: f64, alpha: f64) -> Mixture {
    let all = variance + n * spread;
    let ratio = sqrt(variance / all) * exp(n * n * spread * difference * difference / (2.0 * variance * all));
    let half = sqrt(variance * all / (n * n * spread) * (log(all / variance) - 2.0 * log(alpha)));
    Mixture { ratio, p: (1.0 / ratio).min(1.0), half }
}
