//! Tests of two proportions as textbooks have them, and the interval of one.

use super::effect::{Effect, Scale, Silent, Tested};
use super::sample::{Proportion, Sample};
use super::{Interval, around, chi_square, normal};
use crate::root::sqrt;
use libm::fabs;

fn rate(one: Proportion) -> f64 {
    one.sum / one.n
}

/// The z-test, for samples so large that their variances are as good as known (Fleiss, Levin and Paik 2003, chapter 3).
pub fn z_test(effect: &Effect, alpha: f64) -> Tested {
    let error = sqrt(effect.variance);
    let p = 2.0 * normal::above(fabs(effect.estimate) / error);
    Tested { p, interval: around(effect.estimate, normal::quantile_above(0.5 * alpha) * error) }
}

/// Pearson's chi-square test of a table of two by two (Pearson 1900), with Wald's interval of the difference
/// (Fleiss, Levin and Paik 2003, chapter 3).
pub fn chi_square_test(a: Proportion, b: Proportion, alpha: f64) -> Tested {
    let pooled = (a.sum + b.sum) / (a.n + b.n);
    let difference = rate(b) - rate(a);
    let z = difference / sqrt(pooled * (1.0 - pooled) * (1.0 / a.n + 1.0 / b.n));
    let spread = |one: Proportion| Sample::Proportion(one).variance() / one.n;
    let half = normal::quantile_above(0.5 * alpha) * sqrt(spread(a) + spread(b));
    Tested { p: chi_square::above(z * z, 1.0), interval: around(difference, half) }
}

/// Wilson's interval of a proportion (Wilson 1927, JASA 22), which holds also where nobody or everybody said yes.
pub fn wilson(one: Proportion, alpha: f64) -> Interval {
    let z = normal::quantile_above(0.5 * alpha);
    let more = 1.0 + z * z / one.n;
    let middle = (rate(one) + 0.5 * z * z / one.n) / more;
    let spread = rate(one) * (1.0 - rate(one)) / one.n + z * z / (4.0 * one.n * one.n);
    around(middle, z / more * sqrt(spread))
}

/// B beside A, also where nobody or everybody of an arm said yes, so that its own variance is 0: then each arm has a yes and a no
/// more (Agresti and Caffo 2000, The American Statistician 54).
pub fn between(a: &Sample, b: &Sample, scale: Scale) -> Result<Effect, Silent> {
    match (Effect::between(a, b, scale), a, b) {
        (Err(Silent::NoVariance), Sample::Proportion(a), Sample::Proportion(b)) => {
            let more = |one: &Proportion| Sample::Proportion(Proportion { n: one.n + 2.0, sum: one.sum + 1.0 });
            Effect::between(&more(a), &more(b), scale)
        }
        (found, ..) => found,
    }
}
