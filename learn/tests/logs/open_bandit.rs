//! Arithmetic of the estimates on the Open Bandit Dataset: rounds that were drawn uniformly, and what Bernoulli Thompson sampling would have
//! shown instead.
//!
//! `open-bandit.csv` has of each position and action how many of the 10,000 rounds of the sample in PyPI's `obp` 0.4.1 (Apache-2.0) there
//! are, their clicks, and how likely the sampler is to show that action there: 100,000 draws from the priors in the same package by numpy.
//! Saito, Aihara, Matsutani and Narita, “Open Bandit Dataset and Pipeline”, NeurIPS 2021.

use learn::estimate::{Term, estimate, logged, terms};
use learn::log::Log;
use learn::policy::uniform;

struct Campaign {
    log: Log,
    terms: Vec<Term>,
    actions: usize,
}

fn campaign(name: &str) -> Campaign {
    let rows: Vec<Vec<&str>> = include_str!("open-bandit.csv")
        .lines()
        .map(|line| line.split(',').collect())
        .filter(|row: &Vec<&str>| row[0] == name)
        .collect();
    let actions = rows.len() / 3;
    let number = |text: &str| text.parse::<f64>().unwrap();
    let (mut log, mut terms) = (Log { width: 1, is_counted: true, ..Log::default() }, Vec::new());
    for row in rows.iter().filter(|row| number(row[3]) > 0.0) {
        let views = number(row[3]);
        log.features.push(1.0);
        log.variants.push(number(row[2]) as u32);
        log.rewards.push(number(row[4]) / views);
        log.propensities.push(1.0 / actions as f64);
        log.weights.push(views);
        log.folds.push(0);
        terms.push(Term { ratio: number(row[5]) * actions as f64, ..Term::default() });
    }
    Campaign { log, terms, actions }
}

/// Numpy’s own sums over all 10,000 rounds, in per cent of clicks; and those that were measured beside it with `obp`, whose sampler drew
/// other numbers and fewer, so that they are 2 % apart.
#[test]
fn thompson_sampling_on_rounds_that_were_drawn_uniformly() {
    for (name, expected, measured) in [
        ("all", [0.455_288, 0.477_583_308_1, 1_639.501_873_6], [0.463, 0.486, 1632.0]),
        ("men", [0.453_356, 0.460_423_216_4, 2_467.402_418_0], [0.452, 0.460, 2486.0]),
        ("women", [0.681_347_4, 0.681_096_519_5, 1_954.267_834_2], [0.684, 0.684, 1960.0]),
    ] {
        let Campaign { log, terms, .. } = campaign(name);
        let all = estimate(&log, &terms);
        let found = [100.0 * all.ips.value, 100.0 * all.snips.value, all.effective];
        println!("{name}: IPS {:.3}, SNIPS {:.3}, worth {:.0} rounds", found[0], found[1], found[2]);
        for place in 0..3 {
            assert!((found[place] / expected[place] - 1.0).abs() < 1e-9, "{name}: {found:?}");
            assert!((found[place] / measured[place] - 1.0).abs() < 0.02, "{name}: {found:?}");
        }
        // Bootstrapped: 0.17 to 0.98, 0.26 to 0.73 and 0.34 to 1.11. A normal interval is as wide, and not as skew.
        let interval = all.ips.interval(&log);
        let wide = 100.0 * (interval.high - interval.low);
        assert!((0.4..0.9).contains(&wide), "{name}: {wide}");
    }
}

#[test]
fn of_uniform_rounds_the_uniform_policy_earns_what_was_earned() {
    for (name, clicks) in [("all", 38.0), ("men", 46.0), ("women", 46.0)] {
        let Campaign { log, actions, .. } = campaign(name);
        let all = estimate(&log, &terms(&log, actions, &uniform(&log), &[]));
        let own = logged(&log);
        assert!((own.value - clicks / 10_000.0).abs() < 1e-15, "{name}: {}", own.value);
        for found in [&all.ips, &all.snips, &all.dr] {
            assert!((found.value - own.value).abs() < 1e-15, "{name}: {} and {}", found.value, own.value);
            let [one, other] = [found.interval(&log), own.interval(&log)];
            assert!((one.high - other.high).abs() < 1e-12);
        }
        assert!((all.effective - 10_000.0).abs() < 1e-6);
        // The interval of a share: ± 1.96 · √(p · (1 − p) / (n − 1)).
        let p = clicks / 10_000.0;
        let wide = 1.959_963_984_540_054 * (p * (1.0 - p) / 9_999.0f64).sqrt();
        assert!((own.interval(&log).high - p - wide).abs() < 1e-12, "{name}");
    }
}
