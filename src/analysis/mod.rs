//! Questions about sums, as numbers → answers, as numbers. The JavaScript groups a table and gives the numbers their names.

mod compare;
mod numbers;
mod plan;
mod switchback;

use crate::prelude::*;
use crate::protocol::Statistic;
use crate::statistics::{group_sequential, multiple, ratio_check};
use numbers::Numbers;

/// Answers a question. [`Statistic`] documents what each takes and answers; where something is missing, it is not a number.
pub fn answer(question: Statistic, given: &[f64]) -> Vec<f64> {
    let mut numbers = Numbers::new(given);
    match question {
        Statistic::Compare => compare::samples(&mut numbers),
        Statistic::Randomised => compare::randomised(&mut numbers),
        Statistic::Guard => compare::guard(&mut numbers),
        Statistic::Switchback => switchback::switchback(&mut numbers),
        Statistic::Split => {
            let (counts, weights) = given.split_at(given.len() / 2);
            let (_, always) = ratio_check::always_check(counts, weights, ratio_check::FIRM);
            vec![ratio_check::ratio_check(counts, weights), always]
        }
        Statistic::Correct => [multiple::holm(given), multiple::benjamini_hochberg(given)].concat(),
        Statistic::Plan => plan::plan(&mut numbers),
        Statistic::Bounds => {
            let (alpha, power) = (numbers.next(), numbers.next());
            group_sequential::bounds(numbers.rest(), alpha, power)
        }
    }
}
