//! The reader's own mix of topics, and how much nearer a list comes to it with one more item (Steck: Calibrated recommendations, 2018).
//!
//! The distance of a list's mix q from the reader's p is Σ p·ln(p / q), with a hundredth of p in q so that nothing is divided by zero.
//! What an item adds to the list changes only q of its own topics, so that only those are reckoned.

use super::history::Past;
use super::{Given, has};
use crate::prelude::*;
use crate::program::Program;
use crate::program::bytes::Span;

/// The part of p that is mixed into q.
const SMOOTH: f64 = 0.01;

/// The shares of topics: in the reader's past, and in the list so far.
#[derive(Default)]
pub struct Mix {
    shares: Vec<Share>,
    items: f64,
}

struct Share {
    topic: Span,
    wanted: f64,
    /// The sum over the items of the list.
    given: f64,
}

impl Mix {
    /// The mix of what was opened.
    pub fn of(given: &Given<'_>, history: &[Past]) -> Self {
        let (mut mix, mut sum, mut item) = (Self::default(), 0.0, 0);
        while let Some(variant) = given.program.variant(given.slot, item) {
            item += 1;
            let past = history.iter().find(|past| *past.item == *given.program.text(variant.name));
            let weight = past.map_or(0.0, Past::weight).max(0.0);
            sum += weight;
            for topic in given.program.choices.of(variant.topics).filter(|_| weight > 0.0) {
                let weight = weight / f64::from(variant.topics.count);
                match mix.shares.iter_mut().find(|share| share.topic == topic) {
                    Some(share) => share.wanted += weight,
                    None => mix.shares.push(Share { topic, wanted: weight, given: 0.0 }),
                }
            }
        }
        mix.shares.iter_mut().for_each(|share| share.wanted /= sum);
        mix
    }

    /// How much nearer the list comes with an item of these topics.
    pub fn gain(&self, program: &Program, topics: Span) -> f64 {
        let mut gain = 0.0;
        for share in self.shares.iter().filter(|share| has(program, topics, share.topic)) {
            let mixed = |sum: f64| (1.0 - SMOOTH) * sum / (self.items + 1.0) + SMOOTH * share.wanted;
            gain += share.wanted * ln(mixed(share.given + 1.0 / f64::from(topics.count)) / mixed(share.given));
        }
        gain
    }

    /// The list has this item too.
    pub fn add(&mut self, program: &Program, topics: Span) {
        self.items += 1.0;
        for share in &mut self.shares {
            if has(program, topics, share.topic) {
                share.given += 1.0 / f64::from(topics.count);
            }
        }
    }
}

/// The natural logarithm of a number from 1 on: the exponent, and a series for what is left, which is from 1 to 2.
fn ln(number: f64) -> f64 {
    let bits = number.to_bits();
    let exponent = (bits >> 52) as i64 - 1023;
    let rest = f64::from_bits(bits & ((1 << 52) - 1) | 1023 << 52);
    let ratio = (rest - 1.0) / (rest + 1.0);
    let (mut sum, mut power, mut odd) = (0.0, ratio, 1.0);
    while odd < 40.0 {
        sum += power / odd;
        power *= ratio * ratio;
        odd += 2.0;
    }
    2.0 * sum + exponent as f64 * core::f64::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::ln;

    #[test]
    fn logarithms_are_those_of_the_standard_library() {
        for step in 0..2000 {
            let number = 1.0 + f64::from(step) * 0.37;
            assert!((ln(number) - number.ln()).abs() < 1e-14 * number.ln().max(1.0), "{number}");
        }
    }
}
