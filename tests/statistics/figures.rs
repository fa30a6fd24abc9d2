//! What the methods promise, held by experiments that chance makes up: always the same ones.

use tailorbird::statistics::chance::Chance;
use tailorbird::statistics::confidence_sequence::{TUNING, always};
use tailorbird::statistics::effect::{Effect, Scale};
use tailorbird::statistics::multiple;
use tailorbird::statistics::randomised::{Lies, joint, rate};
use tailorbird::statistics::ratio_check::{FIRM, always_check, ratio_check};
use tailorbird::statistics::sample::{Proportion, Sample};
use tailorbird::statistics::switchback::{Hour, blocks, effect, randomisation};
use tailorbird::statistics::t_test::{Side, t_test};

/// A normal number: the sum of twelve, which is near enough in the middle and harmless at the ends.
fn normal(chance: &mut Chance) -> f64 {
    (0..12).map(|_| chance.share()).sum::<f64>() - 6.0
}

/// How many of n say yes. Large counts are drawn from the normal distribution with the same mean and variance.
fn binomial(chance: &mut Chance, n: f64, rate: f64) -> f64 {
    if n * rate < 30.0 {
        return (0..n as usize).filter(|_| chance.share() < rate).count() as f64;
    }
    let drawn = n * rate + (n * rate * (1.0 - rate)).sqrt() * normal(chance);
    drawn.round().clamp(0.0, n)
}

fn share(count: usize, all: usize) -> f64 {
    count as f64 / all as f64
}

/// Two arms that are alike, looked at twenty times.
#[test]
fn peeking_at_two_equal_arms() {
    const RUNS: usize = 10_000;
    let mut chance = Chance(20);
    let (mut fixed, mut sequential) = (0, 0);
    for _ in 0..RUNS {
        let mut arms = [Proportion::default(); 2];
        let (mut alarm, mut always_alarm) = (false, false);
        for _ in 0..20 {
            for arm in &mut arms {
                arm.n += 250.0;
                arm.sum += binomial(&mut chance, 250.0, 0.3);
            }
            let [a, b] = arms.map(Sample::Proportion);
            let effect = Effect::between(&a, &b, Scale::Relative).unwrap();
            alarm |= t_test(&effect, Side::Both, 0.0, 0.05).p < 0.05;
            always_alarm |= always(&effect, 0.0, 0.05, TUNING).p < 0.05;
        }
        fixed += usize::from(alarm);
        sequential += usize::from(always_alarm);
    }
    let (fixed, sequential) = (share(fixed, RUNS), share(sequential, RUNS));
    println!("20 looks, {RUNS} experiments without an effect: t-test {fixed:.4}, sequential {sequential:.4}");
    assert!((0.18..0.28).contains(&fixed), "a fixed test that is looked at is expected to fail: {fixed}");
    assert!(sequential <= 0.05, "{sequential}");
}

/// How often the interval holds what is true.
fn coverage(runs: usize, mut once: impl FnMut(&mut Chance) -> bool, seed: u64) -> f64 {
    let mut chance = Chance(seed);
    share((0..runs).filter(|_| once(&mut chance)).count(), runs)
}

fn holds(effect: &Effect, truth: f64) -> bool {
    let (from, to) = t_test(effect, Side::Both, 0.0, 0.05).interval;
    from <= truth && truth <= to
}

#[test]
fn intervals_of_randomised_answers_cover() {
    let lies = Lies::new(2.0, 2.0);
    for (n, rates) in [(5000.0, [0.05, 0.06]), (20_000.0, [0.3, 0.3]), (1000.0, [0.5, 0.6])] {
        let once = |chance: &mut Chance| {
            let [a, b] = rates.map(|mean| rate(n, binomial(chance, n, lies.q + (lies.p - lies.q) * mean), lies));
            holds(&Effect::of(&a, &b, 0.0, Scale::Absolute).unwrap(), rates[1] - rates[0])
        };
        let found = coverage(10_000, once, 7);
        println!("randomised response, ε = 2, {n} in each arm: {found:.4}");
        assert!((0.94..=0.96).contains(&found), "{found}");
    }
}

/// How many of n fall into each of some cells.
fn multinomial<const K: usize>(chance: &mut Chance, mut n: f64, shares: [f64; K]) -> [f64; K] {
    let mut left = 1.0;
    shares.map(|share| {
        let count = if share < left { binomial(chance, n, share / left) } else { n };
        (n, left) = (n - count, left - share);
        count
    })
}

/// Arm and answer in one report, of which each is another with the probability q.
#[test]
fn intervals_cover_where_the_arm_is_randomised_too() {
    let (n, rates) = (200_000.0, [0.3, 0.36]);
    let lies = Lies::new(2.0, 4.0);
    let told = |share: f64| lies.q + (lies.p - lies.q) * 0.5 * share;
    let shares = [1.0 - rates[0], rates[0], 1.0 - rates[1], rates[1]].map(told);
    let once = |chance: &mut Chance| {
        let cells = multinomial(chance, n, shares);
        let (a, b) = (joint(n, cells[1], cells[0], lies), joint(n, cells[3], cells[2], lies));
        let covariance = -a.share * b.share / n;
        holds(&Effect::of(&a.estimate, &b.estimate, covariance, Scale::Absolute).unwrap(), rates[1] - rates[0])
    };
    let found = coverage(10_000, once, 11);
    println!("arm and answer randomised, ε = 2: {found:.4}");
    assert!((0.94..=0.96).contains(&found), "{found}");
}

/// How the arms of hours are drawn.
#[derive(Clone, Copy, Debug)]
enum Drawn {
    /// Each hour by itself.
    Hours,
    /// The order within each pair of hours.
    Pairs,
    /// Each day by itself.
    Days,
}

/// Some weeks of a site: a swing of 30 % in sessions and in the rate over the day, and 5 % of noise in every hour.
fn weeks(chance: &mut Chance, days: usize, drawn: Drawn, lift: f64, noise: f64) -> Vec<Hour> {
    let mut second = false;
    let hours = 0..days * 24;
    hours
        .map(|hour| {
            second = match drawn {
                Drawn::Pairs if hour % 2 == 1 => !second,
                Drawn::Days if hour % 24 > 0 => second,
                _ => chance.draw() & 1 == 1,
            };
            let swing = (hour as f64 * std::f64::consts::TAU / 24.0).sin();
            let n = (500.0 * (1.0 + 0.3 * swing)).round();
            let usual = 0.05 * (1.0 + 0.3 * swing) * (1.0 + noise * normal(chance));
            let mean = if second { usual * (1.0 + lift) } else { usual };
            Hour { at: hour as i64, second, n, sum: binomial(chance, n, mean) }
        })
        .collect()
}

/// The sessions-weighted lift is the planted one, because it multiplies every hour.
#[test]
fn intervals_of_switchbacks_cover() {
    let plans = [
        (Drawn::Pairs, 2, 0.05),
        (Drawn::Pairs, 14, 0.05),
        (Drawn::Pairs, 14, 0.2),
        (Drawn::Hours, 14, 0.05),
        (Drawn::Days, 28, 0.05),
    ];
    for (drawn, days, noise) in plans {
        let once = |chance: &mut Chance| {
            let blocks = blocks(&weeks(chance, days, drawn, 0.1, noise));
            effect(&blocks, Scale::Relative).is_ok_and(|effect| holds(&effect, 0.1))
        };
        let found = coverage(10_000, once, 3);
        println!("switchback, {drawn:?}, {days} days, noise {noise}: {found:.4}");
        assert!((0.94..=0.96).contains(&found), "{drawn:?} {days}: {found}");
    }
}

/// The randomisation test is right whatever the hours do: without an effect it finds one as often as it says.
#[test]
fn randomisation_finds_nothing_where_nothing_is() {
    let once = |chance: &mut Chance| {
        let blocks = blocks(&weeks(chance, 1, Drawn::Pairs, 0.0, 0.5));
        randomisation(&blocks, 1) <= 0.05
    };
    let found = coverage(4000, once, 5);
    println!("randomisation test, 12 pairs, alarms: {found:.4}");
    assert!((0.035..=0.06).contains(&found), "{found}");
}

/// A split that is as it should be is no alarm, however often it is looked at.
#[test]
fn the_split_may_be_looked_at_all_the_time() {
    let once = |chance: &mut Chance| {
        let mut counts = [0.0; 2];
        (0..100).any(|_| {
            let first = binomial(chance, 200.0, 0.5);
            counts[0] += first;
            counts[1] += 200.0 - first;
            always_check(&counts, &[1.0, 1.0], FIRM).1 < 0.05
        })
    };
    let found = coverage(2000, once, 9);
    println!("sequential check of the split, 100 looks, alarms: {found:.4}");
    assert!(found <= 0.05, "{found}");
    assert!(always_check(&[10_500.0, 9500.0], &[1.0, 1.0], FIRM).1 < 0.001);
    assert!(ratio_check(&[310.0, 98.0, 300.0, 95.0], &[1.0, 0.0, 1.0, 0.0]) > 0.6);
}

/// Twenty cells without an effect: one of them is significant in two of three reports, but not after the correction.
#[test]
fn fishing_catches_nothing() {
    let mut plain = 0;
    let once = |chance: &mut Chance| {
        let p: Vec<f64> = (0..20).map(|_| chance.share()).collect();
        plain += usize::from(p.iter().any(|p| *p < 0.05));
        multiple::holm(&p).iter().any(|p| *p < 0.05)
    };
    let found = coverage(10_000, once, 13);
    println!("20 cells, any significant: {:.4}, after Holm: {found:.4}", share(plain, 10_000));
    assert!(plain > 5500 && found < 0.06, "{plain} {found}");
}
