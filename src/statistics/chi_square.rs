//! The chi-square distribution.

use super::special::upper_gamma;

/// The probability of more than x: Q(ν/2, x/2), DLMF 8.2.4.
pub fn above(x: f64, freedom: f64) -> f64 {
    upper_gamma(0.5 * freedom, 0.5 * x)
}
