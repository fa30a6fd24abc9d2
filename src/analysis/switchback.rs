//! Hours with one of two arms each → the effect, by blocks of neighbouring hours.

use super::compare::Settings;
use super::numbers::Numbers;
use crate::prelude::*;
use crate::statistics::effect::Scale;
use crate::statistics::switchback::{Hour, blocks, effect, randomisation};

/// Settings, the seed of chance, and for each hour its number, whether it had the second arm, its sessions and their sum. Answers
/// the number of blocks, the p-value of the randomisation test, and the numbers of both differences.
pub(super) fn switchback(numbers: &mut Numbers<'_>) -> Vec<f64> {
    let settings = Settings::taken(numbers);
    let seed = numbers.next() as u64;
    let mut hours = Vec::new();
    while !numbers.is_empty() {
        let at = numbers.next() as i64;
        hours.push(Hour { at, second: numbers.flag(), n: numbers.next(), sum: numbers.next() });
    }
    let blocks = blocks(&hours);
    let first = hours.iter().filter(|hour| !hour.second);
    let (n, sum) = first.fold((0.0, 0.0), |(n, sum), hour| (n + hour.n, sum + hour.sum));
    let mut out = vec![blocks.len() as f64, randomisation(&blocks, seed)];
    for scale in [Scale::Absolute, Scale::Relative] {
        settings.told(effect(&blocks, scale), scale, sum / n, &mut out);
    }
    out
}
