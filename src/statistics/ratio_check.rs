//! Sample ratio mismatch: did every arm get as many units as it should?

use super::chi_square;
use crate::prelude::*;
use libm::{exp, lgamma, log};

/// A split that is less probable is taken for broken (GrowthBook's threshold; Fabijan and others, KDD 2019, on why it is low).
pub const ALERT: f64 = 0.001;
/// How firmly the sequential check believes in the split beforehand.
pub const FIRM: f64 = 100.0;

/// Pearson's chi-square test of counts beside weights (Pearson 1900). An arm without weight is not expected to have anybody and is
/// left out of everything; the caller tells of units in it.
///
/// gbstats counts such arms in the total and in the degrees of freedom, so that a perfect split of the rest is an alarm.
pub fn ratio_check(counts: &[f64], weights: &[f64]) -> f64 {
    let pairs = weighed(counts, weights);
    let total: f64 = pairs.iter().map(|(count, _)| count).sum();
    if total <= 0.0 || pairs.len() < 2 {
        return 1.0;
    }
    let off = |(count, share): &(f64, f64)| {
        let expected = share * total;
        (count - expected) * (count - expected) / expected
    };
    chi_square::above(pairs.iter().map(off).sum(), pairs.len() as f64 - 1.0)
}

/// The counts of arms with a weight, and the share of all that each should have.
fn weighed(counts: &[f64], weights: &[f64]) -> Vec<(f64, f64)> {
    let pairs = counts.iter().copied().zip(weights.iter().copied()).filter(|(_, weight)| *weight > 0.0);
    let sum: f64 = weights.iter().filter(|weight| **weight > 0.0).sum();
    pairs.map(|(count, weight)| (count, weight / sum)).collect()
}

/// The logarithm of the evidence against the split, and a p-value that holds at every look: the Dirichlet-multinomial test with
/// the prior k·weights (Lindon and Malek, NeurIPS 2022).
pub fn always_check(counts: &[f64], weights: &[f64], firm: f64) -> (f64, f64) {
    let pairs = weighed(counts, weights);
    let total: f64 = pairs.iter().map(|(count, _)| count).sum();
    let own = |(count, share): &(f64, f64)| lgamma(firm * share + count) - lgamma(firm * share) - count * log(*share);
    let evidence = lgamma(firm) - lgamma(firm + total) + pairs.iter().map(own).sum::<f64>();
    (evidence, exp(-evidence).min(1.0))
}
