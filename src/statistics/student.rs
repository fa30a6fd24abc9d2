//! Student's t distribution.

use super::normal;
use super::special::{Place, incomplete_beta, ln_beta, log1p};
use crate::root::sqrt;
use libm::{exp, fabs, log};

/// From so many degrees of freedom on the normal distribution with a correction is better than the fraction, in which more and more
/// cancels.
const MANY: f64 = 1e8;

/// The probability of more than t: half of I_x(ν/2, ½) at x = ν/(ν + t²), DLMF 8.17.
pub fn above(t: f64, freedom: f64) -> f64 {
    let square = t * t;
    if freedom >= MANY {
        // Fisher's expansion (Johnson, Kotz and Balakrishnan 1995, Continuous Univariate Distributions, volume 2, chapter 28).
        let second = square * (square * (3.0 * square - 7.0) - 5.0) - 3.0;
        let more = (square + 1.0) / (4.0 * freedom) + second / (96.0 * freedom * freedom);
        return (normal::above(t) + normal::density(t) * t * more).max(0.0);
    }
    let sum = freedom + square;
    let place =
        Place { x: freedom / sum, y: square / sum, ln_x: -log1p(square / freedom), ln_y: log(square) - log(sum) };
    let tail = 0.5 * incomplete_beta(0.5 * freedom, 0.5, &place).0;
    if t < 0.0 { 1.0 - tail } else { tail }
}

fn density(t: f64, freedom: f64) -> f64 {
    exp(-0.5 * (freedom + 1.0) * log1p(t * t / freedom) - ln_beta(0.5, 0.5 * freedom)) / sqrt(freedom)
}

/// The place with this probability above it. The tail is convex and the normal quantile lies left of the place, so that Newton's
/// method comes from the left and never passes it.
pub fn quantile_above(p: f64, freedom: f64) -> f64 {
    if p > 0.5 {
        return -quantile_above(1.0 - p, freedom);
    }
    let mut t = normal::quantile_above(p);
    if !(t.is_finite() && freedom.is_finite()) {
        return t;
    }
    for _ in 0..200 {
        let step = (above(t, freedom) - p) / density(t, freedom);
        t += step;
        if fabs(step) <= 1e-14 * t {
            break;
        }
    }
    t
}
