//! The functions behind the distributions: the logarithm of beta, and the incomplete functions of beta and gamma.
//!
//! DLMF is the NIST Digital Library of Mathematical Functions.

use libm::{exp, fabs, lgamma, log, log1p};

/// ½ ln 2π.
const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_8;
/// From here on Stirling's series has all digits.
const STIRLING: f64 = 10.0;
/// More steps than any fraction here takes: it needs about the root of its larger parameter.
const STEPS: usize = 100_000;
const TINY: f64 = 1e-300;

/// What Stirling's formula leaves of ln Γ: the series of DLMF 5.11.1.
fn remainder(x: f64) -> f64 {
    let terms = [1.0 / 12.0, -1.0 / 360.0, 1.0 / 1260.0, -1.0 / 1680.0, 1.0 / 1188.0, -691.0 / 360_360.0];
    let square = 1.0 / (x * x);
    terms.iter().rev().fold(0.0, |sum, term| sum * square + term) / x
}

/// ln B(a, b) by DLMF 5.12.1. Where a parameter is large, Stirling's formula (5.11.1) is put in first, so that what is large cancels
/// before it costs digits.
pub(super) fn ln_beta(a: f64, b: f64) -> f64 {
    let (small, large) = if a < b { (a, b) } else { (b, a) };
    let sum = small + large;
    let rest = log1p(-small / sum);
    if small >= STIRLING {
        let remainders = remainder(small) + remainder(large) - remainder(sum);
        let main = (small - 0.5) * log(small / sum) + large * rest;
        return HALF_LN_TWO_PI - 0.5 * log(large) + remainders + main;
    }
    if large >= STIRLING {
        let remainders = remainder(large) - remainder(sum);
        return lgamma(small) + remainders + small - small * log(sum) + (large - 0.5) * rest;
    }
    lgamma(small) + lgamma(large) - lgamma(sum)
}

/// A place between 0 and 1 with its distance to 1, and the logarithms of both: whoever knows them better than a difference tells.
pub(super) struct Place {
    pub x: f64,
    pub y: f64,
    pub ln_x: f64,
    pub ln_y: f64,
}

impl Place {
    pub fn at(x: f64) -> Self {
        Self { x, y: 1.0 - x, ln_x: log(x), ln_y: log1p(-x) }
    }

    /// x = s²(3 − 2s), and its distance to 1 is (1 − s)²(1 + 2s).
    pub fn smooth(s: f64) -> Self {
        let (x, y) = (s * s * (3.0 - 2.0 * s), (1.0 - s) * (1.0 - s) * (1.0 + 2.0 * s));
        Self { x, y, ln_x: log(x), ln_y: log(y) }
    }
}

/// The regularised incomplete beta function below the place and above it: I_x(a, b) and 1 − I_x(a, b), DLMF 8.17.2 and 8.17.4.
pub(super) fn incomplete_beta(a: f64, b: f64, place: &Place) -> (f64, f64) {
    if place.x <= 0.0 {
        return (0.0, 1.0);
    }
    if place.y <= 0.0 {
        return (1.0, 0.0);
    }
    let front = exp(a * place.ln_x + b * place.ln_y - ln_beta(a, b));
    if place.x * (a + b + 2.0) < a + 1.0 {
        let below = front * beta_fraction(a, b, place.x) / a;
        (below, 1.0 - below)
    } else {
        let above = front * beta_fraction(b, a, place.y) / b;
        (1.0 - above, above)
    }
}

/// The continued fraction of DLMF 8.17.22, from its front by Lentz's method.
fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let mut lentz = Lentz::new(1.0, 1.0 - (a + b) * x / (a + 1.0));
    for step in 1..STEPS {
        let m = step as f64;
        let two = a + 2.0 * m;
        lentz.take(m * (b - m) * x / ((two - 1.0) * two), 1.0);
        if lentz.take(-(a + m) * (a + b + m) * x / (two * (two + 1.0)), 1.0) {
            break;
        }
    }
    lentz.value
}

/// A continued fraction as it is worked out (Lentz 1976, as modified by Thompson and Barnett 1986).
struct Lentz {
    value: f64,
    c: f64,
    d: f64,
}

impl Lentz {
    fn new(c: f64, first: f64) -> Self {
        let d = 1.0 / away_from_zero(first);
        Self { value: d, c, d }
    }

    /// The next level. True: it changed nothing any more, or is no number.
    fn take(&mut self, numerator: f64, denominator: f64) -> bool {
        self.d = 1.0 / away_from_zero(denominator + numerator * self.d);
        self.c = away_from_zero(denominator + numerator / self.c);
        let change = self.c * self.d;
        self.value *= change;
        let more = fabs(change - 1.0) >= 4.0 * f64::EPSILON;
        !more
    }
}

fn away_from_zero(value: f64) -> f64 {
    if fabs(value) < TINY { TINY } else { value }
}

/// The regularised incomplete gamma function above x: Q(a, x), by DLMF 8.11.4 where x is small and the continued fraction 8.9.2
/// where it is large.
pub(super) fn upper_gamma(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 1.0;
    }
    let front = exp(a * log(x) - x - lgamma(a));
    if x < a + 1.0 { 1.0 - front * gamma_series(a, x) } else { front * gamma_fraction(a, x) }
}

fn gamma_series(a: f64, x: f64) -> f64 {
    let (mut term, mut sum) = (1.0 / a, 1.0 / a);
    for step in 1..STEPS {
        term *= x / (a + step as f64);
        sum += term;
        let more = term >= sum * f64::EPSILON;
        if !more {
            break;
        }
    }
    sum
}

fn gamma_fraction(a: f64, x: f64) -> f64 {
    let mut lentz = Lentz::new(1.0 / TINY, x + 1.0 - a);
    for step in 1..STEPS {
        let n = step as f64;
        if lentz.take(-n * (n - a), x + 1.0 - a + 2.0 * n) {
            break;
        }
    }
    lentz.value
}
