//! The probability that an arm is the best of all, which is also how often Thompson sampling would choose it.

use super::beta::Beta;
use super::special::Place;
use super::{normal, quadrature};
use crate::prelude::*;
use crate::sorted::sorted;

/// Beyond so many standard deviations nothing is left that counts.
const REACH: i32 = 10;

/// Of independent normal arms, each with its mean and standard deviation: ∫ f_i(x) Π F_j(x) dx over the other arms j
/// (Scott 2010, A modern Bayesian look at the multi-armed bandit, equation 2).
pub fn of_normals(arms: &[(f64, f64)]) -> Vec<f64> {
    let places = |_: usize| grid(arms, f64::NEG_INFINITY, f64::INFINITY);
    let inner = |arm: &(f64, f64), x: f64| normal::density((x - arm.0) / arm.1) / arm.1;
    let below = |arm: &(f64, f64), x: f64| normal::below((x - arm.0) / arm.1);
    shares(arms, places, inner, below)
}

/// The same of independent Beta arms, with x = s²(3 − 2s), where a density that grows without bound at an end has one.
pub fn of_betas(arms: &[Beta]) -> Vec<f64> {
    let spread: Vec<(f64, f64)> = arms.iter().map(|arm| (arm.mean(), arm.sd())).collect();
    let places: Vec<f64> = grid(&spread, 0.0, 1.0).iter().map(|x| unsmooth(*x)).collect();
    let inner = |arm: &Beta, s: f64| arm.density(&Place::smooth(s)) * 6.0 * s * (1.0 - s);
    let below = |arm: &Beta, s: f64| arm.below(&Place::smooth(s));
    shares(arms, |_| places.clone(), inner, below)
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

fn shares<Arm>(
    arms: &[Arm],
    places: impl Fn(usize) -> Vec<f64>,
    density: impl Fn(&Arm, f64) -> f64,
    below: impl Fn(&Arm, f64) -> f64,
) -> Vec<f64> {
    let all = arms.iter().enumerate();
    all.map(|(own, arm)| {
        quadrature::between(&places(own), |x| {
            let others = arms.iter().enumerate().filter(|(other, _)| *other != own);
            others.fold(density(arm, x), |product, (_, other)| product * below(other, x))
        })
    })
    .collect()
}

/// Every place at which some arm is a whole number of standard deviations from its mean, in order.
fn grid(arms: &[(f64, f64)], from: f64, to: f64) -> Vec<f64> {
    let steps = |arm: &(f64, f64)| {
        let (mean, sd) = *arm;
        (-REACH..=REACH).map(move |step| mean + sd * f64::from(step))
    };
    let mut places: Vec<f64> = arms.iter().flat_map(steps).map(|place| place.clamp(from, to)).collect();
    if from.is_finite() {
        places.extend([from, to]);
    }
    sorted(places, &|one, other| one < other)
}
