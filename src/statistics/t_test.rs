//! Welch's t-test, on both sides and on one.

use super::effect::{Effect, Tested};
use super::{around, student};
use crate::root::sqrt;
use libm::fabs;

/// Which differences count against the null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Any.
    Both,
    /// B is more.
    More,
    /// B is less.
    Less,
}

/// Is the effect other than `null`? (Welch 1947.) The p-value is taken from the tail itself, so that it has all its digits where
/// it is tiny.
///
/// gbstats bounds an effect that is less by the estimate − t·s from above, with which the interval does not even hold the
/// estimate. Here it is the estimate + t·s.
pub fn t_test(effect: &Effect, side: Side, null: f64, alpha: f64) -> Tested {
    let error = sqrt(effect.variance);
    let t = (effect.estimate - null) / error;
    let width = |tail: f64| student::quantile_above(tail, effect.freedom) * error;
    match side {
        Side::Both => Tested {
            p: 2.0 * student::above(fabs(t), effect.freedom),
            interval: around(effect.estimate, width(0.5 * alpha)),
        },
        Side::More => {
            Tested { p: student::above(t, effect.freedom), interval: (effect.estimate - width(alpha), f64::INFINITY) }
        }
        Side::Less => Tested {
            p: student::above(-t, effect.freedom),
            interval: (f64::NEG_INFINITY, effect.estimate + width(alpha)),
        },
    }
}
