//! The normal distribution.

use super::special::upper_gamma;
use crate::root::sqrt;
use libm::{exp, log};

const ROOT_TWO_PI: f64 = 2.506_628_274_631_000_7;

/// φ(z).
pub fn density(z: f64) -> f64 {
    exp(-0.5 * z * z) / ROOT_TWO_PI
}

/// The probability of less.
pub fn below(z: f64) -> f64 {
    above(-z)
}

/// The probability of more, with all digits in the tail: ½ erfc(z/√2), which is ½ Q(½, z²/2), DLMF 7.11.2.
pub fn above(z: f64) -> f64 {
    let tail = 0.5 * upper_gamma(0.5, 0.5 * z * z);
    if z < 0.0 { 1.0 - tail } else { tail }
}

/// The place with this probability above it. A first guess (Abramowitz and Stegun 26.2.23), made exact by Halley's method.
pub fn quantile_above(p: f64) -> f64 {
    if !(p > 0.0 && p < 1.0) {
        return if p <= 0.0 { f64::INFINITY } else { f64::NEG_INFINITY };
    }
    if p > 0.5 {
        return -quantile_above(1.0 - p);
    }
    let t = sqrt(-2.0 * log(p));
    let guess =
        t - (2.515_517 + t * (0.802_853 + t * 0.010_328)) / (1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308)));
    (0..4).fold(guess, |z, _| {
        let step = (above(z) - p) / density(z);
        z + step / (1.0 + 0.5 * z * step)
    })
}

/// E max(X, 0) of a normal X: σ φ(μ/σ) + μ Φ(μ/σ), the unit normal loss (Raiffa and Schlaifer 1961, Applied Statistical Decision Theory).
pub fn gain(mean: f64, sd: f64) -> f64 {
    let z = mean / sd;
    if z > 0.0 {
        return mean + gain(-mean, sd);
    }
    (sd * (density(z) + z * below(z))).max(0.0)
}
