//! Several questions at once: p-values that allow for it.

use crate::prelude::*;
use crate::sorted::sorted;

/// Holm's step-down procedure (Holm 1979): the chance of even one false alarm stays at α.
pub fn holm(p: &[f64]) -> Vec<f64> {
    let order = ranked(p);
    let count = p.len() as f64;
    let mut least = 0.0;
    let mut adjusted = vec![1.0; p.len()];
    for (rank, (place, own)) in order.iter().enumerate() {
        least = f64::max(least, (count - rank as f64) * own).min(1.0);
        if let Some(slot) = adjusted.get_mut(*place) {
            *slot = least;
        }
    }
    adjusted
}

/// Benjamini and Hochberg's step-up procedure (1995): of all that is found, the share that is false stays at α on average.
pub fn benjamini_hochberg(p: &[f64]) -> Vec<f64> {
    let order = ranked(p);
    let count = p.len() as f64;
    let mut most = 1.0;
    let mut adjusted = vec![1.0; p.len()];
    for (rank, (place, own)) in order.iter().enumerate().rev() {
        most = f64::min(most, count / (rank as f64 + 1.0) * own);
        if let Some(slot) = adjusted.get_mut(*place) {
            *slot = most;
        }
    }
    adjusted
}

/// From the least, each with its place.
fn ranked(p: &[f64]) -> Vec<(usize, f64)> {
    sorted(p.iter().copied().enumerate().collect(), &|one, other| one.1 < other.1)
}
