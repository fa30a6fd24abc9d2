//! The probability that an arm is the best of all, which is also how often Thompson sampling would choose it.

use super::beta::Beta;
use super::special::Place;
use super::{normal, quadrature};
use crate::prelude::*;
use crate::sorted::sorted;

/// Beyond so many standard deviations nothing is left that counts.
const REACH: i32 = 10;
/// Pieces need not be shorter than this share of the least standard deviation.
const SHORT: f64 = 0.7;

/// Of independent normal arms, each with its mean and standard deviation: ∫ f_i(x) Π F_j(x) dx over the other arms j
/// (Scott 2010, A modern Bayesian look at the multi-armed bandit).
pub fn of_normals(arms: &[(f64, f64)]) -> Vec<f64> {
    shares(arms.len(), &grid(arms, f64::NEG_INFINITY, f64::INFINITY), |x| {
        let at = |(mean, sd): &(f64, f64)| (normal::density((x - mean) / sd) / sd, normal::below((x - mean) / sd));
        arms.iter().map(at).collect()
    })
}

/// The same of independent Beta arms, with x = s²(3 − 2s), where a density that grows without bound at an end has one.
pub fn of_betas(arms: &[Beta]) -> Vec<f64> {
    let spread: Vec<(f64, f64)> = arms.iter().map(|arm| (arm.mean(), arm.sd())).collect();
    let places: Vec<f64> = grid(&spread, 0.0, 1.0).iter().map(|x| unsmooth(*x)).collect();
    shares(arms.len(), &places, |s| {
        let place = Place::smooth(s);
        let at = |arm: &Beta| (arm.density(&place) * 6.0 * s * (1.0 - s), arm.below(&place));
        arms.iter().map(at).collect()
    })
}

/// The probability that the second rate is higher.
pub fn beats(first: Beta, second: Beta) -> f64 {
    of_betas(&[first, second]).get(1).copied().unwrap_or_default()
}

/// E max(A − B, 0): what choosing B loses on average. E A·1{A > B} is E A times the probability that Beta(a + 1, b) is above B
/// (Stucchio 2015, Bayesian A/B Testing at VWO).
pub fn loss_of_second(first: Beta, second: Beta) -> f64 {
    let more = |one: Beta| Beta { a: one.a + 1.0, ..one };
    first.mean() * beats(second, more(first)) - second.mean() * beats(more(second), first)
}

/// `at`: the density of each arm at a place, and the probability of less.
fn shares(count: usize, places: &[f64], at: impl Fn(f64) -> Vec<(f64, f64)>) -> Vec<f64> {
    let mut shares = vec![0.0; count];
    quadrature::nodes(places, |x, weight| {
        let arms = at(x);
        for (own, share) in shares.iter_mut().enumerate() {
            let factors =
                arms.iter().enumerate().map(|(other, (density, less))| if other == own { density } else { less });
            *share += weight * factors.product::<f64>();
        }
    });
    shares
}

/// The s of an x. Pieces may begin anywhere, so that it need not be exact.
fn unsmooth(x: f64) -> f64 {
    let halved = (0..40).fold((0.0, 1.0), |(low, high), _| {
        let middle = 0.5 * (low + high);
        if Place::smooth(middle).x < x { (middle, high) } else { (low, middle) }
    });
    // At both ends the curve is too flat for halving.
    if x <= 0.0 || x >= 1.0 { x } else { halved.1 }
}

/// Places at which some arm is a whole number of standard deviations from its mean, in order, but not closer than it takes.
fn grid(arms: &[(f64, f64)], from: f64, to: f64) -> Vec<f64> {
    let steps = |arm: &(f64, f64)| {
        let (mean, sd) = *arm;
        (-REACH..=REACH).map(move |step| mean + sd * f64::from(step))
    };
    let places: Vec<f64> = arms.iter().flat_map(steps).map(|place| place.clamp(from, to)).collect();
    let short = SHORT * arms.iter().map(|(_, sd)| *sd).fold(f64::INFINITY, f64::min);
    let mut kept: Vec<f64> = Vec::new();
    let mut last = f64::NEG_INFINITY;
    for place in sorted(places, &|one, other| one < other) {
        if place >= last + short {
            kept.push(place);
            last = place;
        }
    }
    if from.is_finite() {
        kept.retain(|place| *place > from && *place < to);
        kept.insert(0, from);
        kept.push(to);
    } else {
        kept.push(last + short);
    }
    kept
}
