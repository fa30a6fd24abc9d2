//! Statistics: sums that somebody counted → estimates, intervals and probabilities. Nothing here knows a file or a word.
//!
//! Every formula names its source. All arithmetic is by `libm` or written here and not by the platform, so that the same sums give the same
//! bytes everywhere.

pub mod bayes;
pub mod best;
pub mod beta;
pub mod chance;
pub mod chi_square;
pub mod confidence_sequence;
pub mod effect;
pub mod group_sequential;
pub mod mixture;
pub mod multiple;
pub mod normal;
pub mod power;
pub mod proportions;
pub mod quadrature;
pub mod randomised;
pub mod ratio_check;
pub mod sample;
mod special;
pub mod student;
pub mod switchback;
pub mod t_test;

/// From and to.
pub type Interval = (f64, f64);

/// What lies this far on both sides of an estimate.
fn around(estimate: f64, half: f64) -> Interval {
    (estimate - half, estimate + half)
}
