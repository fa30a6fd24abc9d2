//! Two arms → the difference between them, absolute or relative, with its variance.

use super::Interval;
use super::sample::Sample;

/// How a difference is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// Mean of B − mean of A.
    Absolute,
    /// That, divided by the mean of A: the lift.
    Relative,
}

/// Why nothing can be said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silent {
    /// An arm has nobody in it.
    Nobody,
    /// The mean of A is 0, so that nothing is relative to it.
    NoBaseline,
    /// All units of an arm are alike.
    NoVariance,
}

/// A difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Effect {
    /// The estimate.
    pub estimate: f64,
    /// Its variance.
    pub variance: f64,
    /// Its degrees of freedom.
    pub freedom: f64,
    /// Units of both arms.
    pub n: f64,
}

/// What a test says of a difference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tested {
    /// The p-value.
    pub p: f64,
    /// The confidence interval.
    pub interval: Interval,
}

/// The mean of one arm as somebody estimated it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The mean, adjusted where it can be.
    pub mean: f64,
    /// The mean as it was counted: what a lift is relative to.
    pub base: f64,
    /// The variance of the mean.
    pub variance: f64,
    /// Units.
    pub n: f64,
}

impl Effect {
    /// B beside A.
    pub fn between(a: &Sample, b: &Sample, scale: Scale) -> Result<Effect, Silent> {
        let freedom = welch(a, b);
        Ok(Effect { freedom, ..Effect::of(&a.into(), &b.into(), 0.0, scale)? })
    }

    /// The same of estimates with a covariance, whose errors are normal. The variance of a lift is by the delta method (Deng,
    /// Knoblich and Lu, KDD 2018). After CUPED the lift is relative to the mean of A as it was counted.
    ///
    /// gbstats refuses an absolute difference too where the mean of A is 0, although nothing is divided by it. Here it is told.
    pub fn of(a: &Estimate, b: &Estimate, covariance: f64, scale: Scale) -> Result<Effect, Silent> {
        if a.n <= 0.0 || b.n <= 0.0 {
            return Err(Silent::Nobody);
        }
        if scale == Scale::Relative && (a.base == 0.0 || a.mean == 0.0) {
            return Err(Silent::NoBaseline);
        }
        if a.variance <= 0.0 || b.variance <= 0.0 {
            return Err(Silent::NoVariance);
        }
        let (times, unit) = if scale == Scale::Relative { (b.base / a.base, a.base) } else { (1.0, 1.0) };
        let variance = (b.variance + times * (times * a.variance - 2.0 * covariance)) / (unit * unit);
        Ok(Effect { estimate: (b.mean - a.mean) / unit, variance, freedom: f64::INFINITY, n: a.n + b.n })
    }
}

impl From<&Sample> for Estimate {
    fn from(one: &Sample) -> Self {
        let variance = if one.n() > 0.0 { one.variance() / one.n() } else { 0.0 };
        Estimate { mean: one.mean(), base: one.plain_mean(), variance, n: one.n() }
    }
}

/// Welch's degrees of freedom (Welch 1947, Biometrika 34).
fn welch(a: &Sample, b: &Sample) -> f64 {
    let (own, other) = (a.variance() / a.n(), b.variance() / b.n());
    let sum = own + other;
    sum * sum / (own * own / (a.n() - 1.0) + other * other / (b.n() - 1.0))
}
