//! An effect beside a prior: the chance that B wins, and what a wrong choice would cost.

use super::effect::Effect;
use super::{Interval, around, normal};
use crate::root::sqrt;

/// What was believed of the effect before: a normal distribution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// The mean.
    pub mean: f64,
    /// The variance.
    pub variance: f64,
}

/// What is believed of it now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Posterior {
    /// The mean.
    pub mean: f64,
    /// The standard deviation.
    pub sd: f64,
    /// The probability that the effect is above 0.
    pub chance: f64,
    /// Holds the effect with probability 1 − α.
    pub interval: Interval,
    /// What staying with A costs on average: E max(effect, 0).
    pub risk_of_a: f64,
    /// What going to B costs on average: E max(−effect, 0).
    pub risk_of_b: f64,
}

/// Normal prior and normal data (Gelman and others, Bayesian Data Analysis, 3rd edition, section 2.5). `None`: a flat prior.
pub fn posterior(effect: &Effect, prior: Option<Prior>, alpha: f64) -> Posterior {
    let data = 1.0 / effect.variance;
    let (mean, precision) = match prior {
        None => (effect.estimate, data),
        Some(prior) => {
            let own = 1.0 / prior.variance;
            ((effect.estimate * data + prior.mean * own) / (data + own), data + own)
        }
    };
    let sd = 1.0 / sqrt(precision);
    Posterior {
        mean,
        sd,
        chance: normal::below(mean / sd),
        interval: around(mean, normal::quantile_above(0.5 * alpha) * sd),
        risk_of_a: normal::gain(mean, sd),
        risk_of_b: normal::gain(-mean, sd),
    }
}
