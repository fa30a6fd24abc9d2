//! How evenly a million units are split by the hashes of experiments, and how independent two draws are.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use tailorbird::experiment::bucket;

const UNITS: u64 = 1_000_000;

/// Units as pages draw them: two random words, in base 36.
fn units() -> impl Iterator<Item = String> {
    let mut state = 88_172_645_463_325_252u64;
    (0..UNITS).map(move |_| {
        let mut word = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            base_36(state >> 32)
        };
        word() + &word()
    })
}

fn base_36(mut number: u64) -> String {
    let mut digits = Vec::new();
    while number > 0 || digits.is_empty() {
        digits.push(char::from_digit((number % 36) as u32, 36).unwrap());
        number /= 36;
    }
    digits.iter().rev().collect()
}

/// Pearson's statistic against an even spread.
fn chi_square(counts: &[u32]) -> f64 {
    let even = UNITS as f64 / counts.len() as f64;
    counts.iter().map(|count| (f64::from(*count) - even).powi(2) / even).sum()
}

/// What the statistic of so many cells exceeds with probability 0.001, by Wilson and Hilferty (1931).
fn critical(cells: usize) -> f64 {
    let free = cells as f64 - 1.0;
    let part = 2.0 / (9.0 * free);
    free * (1.0 - part + 3.090_232 * part.sqrt()).powi(3)
}

#[test]
fn a_million_units_are_split_evenly_whatever_the_seed() {
    let all: Vec<String> = units().collect();
    for version in [1, 2] {
        for seed in 0..10 {
            let seed = format!("experiment-{seed}");
            let (mut halves, mut parts) = ([0; 2], [0; 100]);
            for unit in &all {
                let bucket = bucket(version, &seed, unit) as usize;
                halves[bucket / 5000] += 1;
                parts[bucket / 100] += 1;
            }
            for counts in [&halves[..], &parts] {
                let (found, most) = (chi_square(counts), critical(counts.len()));
                assert!(found < most, "version {version}, {seed}: {found} of {most} in {} cells", counts.len());
            }
        }
    }
}

#[test]
fn two_draws_of_one_unit_tell_nothing_of_each_other() {
    let draws = [(1, "__layer"), (2, "headline"), (2, "headline/traffic"), (2, "holdout"), (2, "other"), (1, "old")];
    let all: Vec<String> = units().collect();
    for (place, one) in draws.iter().enumerate() {
        for other in &draws[place + 1..] {
            let mut cells = [0; 100];
            for unit in &all {
                let tenth = |(version, seed): (u32, &str)| bucket(version, seed, unit) as usize / 1000;
                cells[tenth(*one) * 10 + tenth(*other)] += 1;
            }
            let (found, most) = (chi_square(&cells), critical(100));
            assert!(found < most, "{one:?} and {other:?}: {found} of {most}");
        }
    }
}
