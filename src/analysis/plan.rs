//! Before an experiment: how large it has to be.

use super::numbers::Numbers;
use crate::prelude::*;
use crate::statistics::power::Goal;

/// The mean without and with the change, the standard deviation (0: it is a rate), α, power, tuning, ε (0: answers are not randomised), units
/// in each arm that there will be (0: unknown), sessions in an hour of a switchback (0: it is none) and their noise. Answers units in
/// each arm for one look and for any, the least mean with the change that the units find, and pairs of hours.
pub(super) fn plan(numbers: &mut Numbers<'_>) -> Vec<f64> {
    let (base, target, sd, alpha, power) =
        (numbers.next(), numbers.next(), numbers.next(), numbers.next(), numbers.next());
    let (tuning, epsilon, units) = (numbers.next(), numbers.next(), numbers.next());
    let (sessions, noise) = (numbers.next(), numbers.next());
    let asked = Goal { base, target, sd: (sd > 0.0).then_some(sd), alpha, power };
    let goal = if epsilon > 0.0 { asked.told(epsilon) } else { asked };
    let smallest = if units > 0.0 { asked.smallest(units, epsilon) } else { f64::NAN };
    let pairs = if sessions > 0.0 { asked.pairs(sessions, noise) } else { f64::NAN };
    vec![goal.units(), goal.units_always(tuning), smallest, pairs]
}
