//! Arms beside the first of them: what is known of each, and of the difference, absolute and relative.

use super::numbers::Numbers;
use crate::prelude::*;
use crate::root::sqrt;
use crate::statistics::bayes::{Prior, posterior};
use crate::statistics::beta::Beta;
use crate::statistics::confidence_sequence::always;
use crate::statistics::effect::{Effect, Estimate, Scale, Silent};
use crate::statistics::proportions::{between, wilson};
use crate::statistics::randomised::{Lies, joint, rate};
use crate::statistics::sample::{Adjusted, Mean, Proportion, Ratio, Sample, adjust};
use crate::statistics::t_test::{Side, t_test};
use crate::statistics::{Interval, best, student};

/// How sure to be, and what was believed before.
pub(super) struct Settings {
    pub(super) alpha: f64,
    tuning: f64,
    /// Of the lift.
    prior: Option<Prior>,
    /// Less is better.
    less: bool,
}

impl Settings {
    pub(super) fn taken(numbers: &mut Numbers<'_>) -> Settings {
        let (alpha, tuning, mean, sd) = (numbers.next(), numbers.next(), numbers.next(), numbers.next());
        let prior = (sd > 0.0).then_some(Prior { mean, variance: sd * sd });
        Settings { alpha, tuning, prior, less: numbers.flag() }
    }

    fn interval(&self, one: &Estimate, freedom: f64) -> Interval {
        let half = student::quantile_above(0.5 * self.alpha, freedom) * sqrt(one.variance);
        (one.mean - half, one.mean + half)
    }

    /// The numbers of a difference, or why there are none. `base`: what a lift is relative to.
    pub(super) fn told(&self, effect: Result<Effect, Silent>, scale: Scale, base: f64, out: &mut Vec<f64>) {
        let effect = match effect {
            Ok(effect) => effect,
            Err(why) => {
                out.push(1.0 + f64::from(why as u8));
                out.extend([f64::NAN; 15]);
                return;
            }
        };
        let unit = if scale == Scale::Absolute { base.abs() } else { 1.0 };
        let scaled = |prior: Prior| Prior { mean: prior.mean * unit, variance: prior.variance * unit * unit };
        let fixed = t_test(&effect, Side::Both, 0.0, self.alpha);
        let any = always(&effect, 0.0, self.alpha, self.tuning);
        let now = posterior(&effect, self.prior.map(scaled), self.alpha);
        let (chance, a, b) = (now.chance, now.risk_of_a, now.risk_of_b);
        let (chance, a, b) = if self.less { (1.0 - chance, b, a) } else { (chance, a, b) };
        out.extend([0.0, effect.estimate, sqrt(effect.variance), effect.freedom]);
        out.extend([fixed.p, fixed.interval.0, fixed.interval.1, any.p, any.interval.0, any.interval.1]);
        out.extend([chance, now.mean, now.interval.0, now.interval.1, a, b]);
    }
}

/// An arm: what is estimated, where it surely is, and what its error looks like.
struct Arm {
    estimate: Estimate,
    interval: Interval,
}

fn written(
    arms: &[Arm],
    best: &[f64],
    effects: &dyn Fn(usize, Scale) -> Result<Effect, Silent>,
    settings: &Settings,
) -> Vec<f64> {
    let mut out = Vec::new();
    for (arm, best) in arms.iter().zip(best) {
        out.extend([arm.estimate.mean, arm.estimate.base, arm.interval.0, arm.interval.1, *best]);
    }
    let base = arms.first().map_or(f64::NAN, |first| first.estimate.base);
    for place in 1..arms.len() {
        for scale in [Scale::Absolute, Scale::Relative] {
            settings.told(effects(place, scale), scale, base, &mut out);
        }
    }
    out
}

/// The numbers of an arm, by the kind of metric.
fn sample(kind: f64, numbers: &mut Numbers<'_>) -> Sample {
    let (n, sum, squares) = (numbers.next(), numbers.next(), numbers.next());
    let (other, its_squares, products) = (numbers.next(), numbers.next(), numbers.next());
    let (own, beside) = (Mean { n, sum, squares }, Mean { n, sum: other, squares: its_squares });
    match kind as u8 {
        0 => Sample::Proportion(Proportion { n, sum }),
        1 => Sample::Mean(own),
        2 => Sample::Ratio(Ratio { numerator: own, denominator: beside, products }),
        _ => Sample::Adjusted(Adjusted { after: own, before: beside, products, theta: 0.0 }),
    }
}

/// Settings, the kind of metric, and six numbers for each arm.
pub(super) fn samples(numbers: &mut Numbers<'_>) -> Vec<f64> {
    let settings = Settings::taken(numbers);
    let kind = numbers.next();
    let mut samples = Vec::new();
    while !numbers.is_empty() {
        samples.push(sample(kind, numbers));
    }
    adjust(&mut samples);
    let arms: Vec<Arm> = samples.iter().map(|sample| arm(sample, &settings)).collect();
    let effects = |place: usize, scale: Scale| match (samples.first(), samples.get(place)) {
        (Some(first), Some(other)) => between(first, other, scale),
        _ => Err(Silent::Nobody),
    };
    written(&arms, &best_of(&samples, &settings), &effects, &settings)
}

fn arm(sample: &Sample, settings: &Settings) -> Arm {
    let estimate = sample.into();
    let interval = match sample {
        Sample::Proportion(counted) if counted.n > 0.0 => wilson(*counted, settings.alpha),
        _ => settings.interval(&estimate, sample.n() - 1.0),
    };
    Arm { estimate, interval }
}

/// How probably each is the best, under flat priors. Of arms without a variance nothing is known.
fn best_of(samples: &[Sample], settings: &Settings) -> Vec<f64> {
    let flat = Beta { a: 1.0, b: 1.0 };
    let betas: Option<Vec<Beta>> = samples
        .iter()
        .map(|sample| match sample {
            Sample::Proportion(one) => Some(Beta::after(one.sum, one.n, flat)),
            _ => None,
        })
        .collect();
    match betas {
        Some(betas) if settings.less => {
            best::of_betas(&betas.iter().map(|one| Beta { a: one.b, b: one.a }).collect::<Vec<_>>())
        }
        Some(betas) => best::of_betas(&betas),
        None => best_of_estimates(&samples.iter().map(Estimate::from).collect::<Vec<_>>(), settings),
    }
}

fn best_of_estimates(arms: &[Estimate], settings: &Settings) -> Vec<f64> {
    if arms.iter().any(|arm| arm.variance <= 0.0) {
        return vec![f64::NAN; arms.len()];
    }
    let sign = if settings.less { -1.0 } else { 1.0 };
    best::of_normals(&arms.iter().map(|arm| (sign * arm.mean, sqrt(arm.variance))).collect::<Vec<_>>())
}

/// Settings, ε, whether the arm was randomised too, and for each arm its reports and those that say yes.
pub(super) fn randomised(numbers: &mut Numbers<'_>) -> Vec<f64> {
    let settings = Settings::taken(numbers);
    let (epsilon, together) = (numbers.next(), numbers.flag());
    let mut counts = Vec::new();
    while !numbers.is_empty() {
        counts.push((numbers.next(), numbers.next()));
    }
    let all: f64 = counts.iter().map(|(reports, _)| reports).sum();
    let answers = if together { 2.0 * counts.len() as f64 } else { 2.0 };
    let lies = Lies::new(epsilon, answers);
    // With each estimate, what its covariance with another comes from.
    let estimates: Vec<(Estimate, f64)> = counts
        .iter()
        .map(|(reports, yes)| {
            if together {
                let found = joint(all, *yes, reports - yes, lies);
                (found.estimate, found.share)
            } else {
                (rate(*reports, *yes, lies), 0.0)
            }
        })
        .collect();
    let arms: Vec<Arm> = estimates
        .iter()
        .map(|(estimate, _)| Arm { estimate: *estimate, interval: settings.interval(estimate, f64::INFINITY) })
        .collect();
    let plain: Vec<Estimate> = estimates.iter().map(|(estimate, _)| *estimate).collect();
    let effects = |place: usize, scale: Scale| match (estimates.first(), estimates.get(place)) {
        (Some((a, own)), Some((b, other))) => Effect::of(a, b, -own * other / all, scale),
        _ => Err(Silent::Nobody),
    };
    written(&arms, &best_of_estimates(&plain, &settings), &effects, &settings)
}

/// Is an effect not worse than a margin? Estimate, standard error, degrees of freedom, units, margin and α; the margin is above 0, and the
/// effect is one of which more is better. Answers the p-value and the bound of a test at the end, and the p-value at any look.
pub(super) fn guard(numbers: &mut Numbers<'_>) -> Vec<f64> {
    let (estimate, error, freedom) = (numbers.next(), numbers.next(), numbers.next());
    let (n, margin, alpha, tuning) = (numbers.next(), numbers.next(), numbers.next(), numbers.next());
    let effect = Effect { estimate, variance: error * error, freedom, n };
    let once = t_test(&effect, Side::More, -margin, alpha);
    let any = always(&effect, -margin, alpha, tuning);
    let p = if estimate > -margin { any.p } else { 1.0 };
    vec![once.p, once.interval.0, p]
}
