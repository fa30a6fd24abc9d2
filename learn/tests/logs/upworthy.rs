//! The choice of a slot that learns, for a whole site: Upworthy’s tests of headlines as bandits with 10,000 visitors each.
//!
//! What each headline is worth in truth is its share of clicks, drawn to the mean of its test as much as maximum likelihood says. The prior is
//! made of every other test by the code that trains priors; how many views it is worth is what earns most there. It is judged by the tests
//! between them. Tests of the weeks that the archive's authors suspect are left out.

use std::collections::BTreeMap;
use std::path::Path;

use learn::device::Device;
use learn::fit::{Fit, chosen};
use learn::log::{FOLDS, Log};
use learn::prior::Prior;
use learn::slot::Slot;
use learn::strength::{VIEWS, prior};
use learn::sums::by_fold;

use crate::chance::Chance;
use crate::rivals::{BATCH, greedy, run, thompson};

const VISITORS: usize = 10_000;
const RUNS: u64 = 2;

/// Of each headline its views and clicks.
type Test = Vec<[f64; 2]>;

fn archive() -> Option<Vec<Test>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/upworthy/upworthy_counts.csv");
    let text = std::fs::read_to_string(path).ok()?;
    let mut all: BTreeMap<&str, (Test, bool)> = BTreeMap::new();
    for cells in text.lines().skip(1).map(|line| line.trim().split(',').collect::<Vec<_>>()) {
        let (headlines, is_suspect) = all.entry(cells[0]).or_default();
        headlines.push([cells[3].parse().unwrap(), cells[4].parse().unwrap()]);
        *is_suspect |= cells[5] == "1";
    }
    let sound = all.into_values().filter(|(headlines, is_suspect)| !is_suspect && headlines.len() > 1);
    Some(sound.map(|(headlines, _)| headlines).collect())
}

/// ln Γ (Stirling, from 10 on).
fn ln_gamma(number: f64) -> f64 {
    if number < 10.0 {
        return ln_gamma(number + 1.0) - number.ln();
    }
    let half = 0.5 * std::f64::consts::TAU.ln();
    (number - 0.5) * number.ln() - number + half + 1.0 / (12.0 * number) - 1.0 / (360.0 * number.powi(3))
}

fn ln_beta(one: f64, other: f64) -> f64 {
    ln_gamma(one) + ln_gamma(other) - ln_gamma(one + other)
}

/// The beta distribution around some mean that is most likely to have given such headlines: how many views it is worth.
fn likeliest<'a>(groups: impl Iterator<Item = (f64, &'a [[f64; 2]])> + Clone) -> f64 {
    let likely = |worth: f64, (mean, headlines): (f64, &[[f64; 2]])| -> f64 {
        let (yes, no) = (worth * mean, worth * (1.0 - mean));
        headlines.iter().map(|[views, clicks]| ln_beta(yes + clicks, no + views - clicks) - ln_beta(yes, no)).sum()
    };
    let sum = |worth: f64| groups.clone().filter(|(mean, _)| *mean > 0.0).map(|one| likely(worth, one)).sum::<f64>();
    let all = (0..80).map(|step| 20.0 * 1.08f64.powi(step));
    all.map(|worth| (worth, sum(worth))).max_by(|one, other| one.1.total_cmp(&other.1)).unwrap().0
}

fn mean(headlines: &[[f64; 2]]) -> f64 {
    headlines.iter().map(|[_, clicks]| clicks).sum::<f64>() / headlines.iter().map(|[views, _]| views).sum::<f64>()
}

/// What all other tests tell of a headline, as the code that trains priors has it.
fn fitted(tests: &[Test]) -> Fit {
    let mut log = Log { width: 1, is_counted: true, ..Log::default() };
    for (place, [views, clicks]) in tests.iter().flatten().enumerate() {
        log.features.push(1.0);
        log.variants.push(0);
        log.rewards.push(clicks / views);
        log.weights.push(*views);
        log.folds.push((place % FOLDS) as u32);
    }
    chosen(&by_fold(&log, 1), |_| true)
}

/// The prior of a test with so many headlines, of which none is known.
fn prior_of(fit: &Fit, headlines: usize, worth: f64) -> Prior {
    let one = prior(fit, worth).0;
    Prior { variants: vec![one.variants[0].clone(); headlines], ..one }
}

/// The device's rule; all that came of a hundred visitors is taken in at once.
fn ours(truth: &[f64], prior: &Prior, chance: &mut Chance) -> f64 {
    let own = |one: usize| (0..truth.len()).map(|other| f64::from(u8::from(one == other))).collect();
    let relations = (0..truth.len()).map(own).collect();
    let slot = Slot { variants: vec![String::new(); truth.len()], relations, ..Slot::default() };
    let mut device = Device::new(&slot, prior);
    let mut won = 0.0;
    for _ in 0..VISITORS / BATCH {
        let shown = device.choose(&[1.0]);
        let likely = truth[shown.variant];
        won += BATCH as f64 * likely;
        device.learn(shown, &[1.0], chance.of(BATCH, likely) as f64 / BATCH as f64, BATCH as f64);
    }
    won
}

/// How much more is clicked than if every headline were shown as often, as a part of it.
fn lift(tests: &[Vec<f64>], mut clicks: impl FnMut(&[f64], &mut Chance) -> f64) -> f64 {
    let (mut won, mut uniform) = (0.0, 0.0);
    for seed in 0..RUNS {
        let mut chance = Chance(seed);
        for truth in tests {
            won += clicks(truth, &mut chance);
            uniform += VISITORS as f64 * truth.iter().sum::<f64>() / truth.len() as f64;
        }
    }
    won / uniform - 1.0
}

#[test]
fn headlines_of_tests_that_nothing_was_tuned_on() {
    let Some(all) = archive() else {
        println!("skipped: ../shared/data/upworthy is not there");
        return;
    };
    let half = |odd: usize| all.iter().skip(odd).step_by(2).cloned().collect::<Vec<Test>>();
    let (others, judges) = (half(0), half(1));
    let within = likeliest(others.iter().map(|headlines| (mean(headlines), headlines.as_slice())));
    let every: Vec<[f64; 2]> = others.iter().flatten().copied().collect();
    let among = likeliest(std::iter::once((mean(&every), every.as_slice())));
    let truth = |tests: &[Test]| -> Vec<Vec<f64>> {
        let one = |[views, clicks]: &[f64; 2], mean: f64| (clicks + within * mean) / (views + within);
        tests.iter().map(|test| test.iter().map(|headline| one(headline, mean(test))).collect()).collect()
    };
    let (others, judges, fit) = (truth(&others), truth(&judges), fitted(&others));
    let of = |tests: &[Vec<f64>], worth: f64| {
        let priors: Vec<Prior> = (0..20).map(|headlines| prior_of(&fit, headlines, worth)).collect();
        lift(tests, |truth, chance| ours(truth, &priors[truth.len()], chance))
    };
    let tried = VIEWS.map(|worth| (worth, of(&others, worth)));
    let (worth, _) = tried.into_iter().max_by(|one, other| one.1.total_cmp(&other.1)).unwrap();
    let own = of(&judges, worth);
    let beta = [among * mean(&every), among * (1.0 - mean(&every))];
    let epsilon = lift(&judges, |truth, chance| run(truth, VISITORS, chance, &mut greedy));
    let bayes =
        lift(&judges, |truth, chance| run(truth, VISITORS, chance, &mut |known, chance| thompson(beta, known, chance)));
    let oracle = lift(&judges, |truth, _| VISITORS as f64 * truth.iter().copied().fold(0.0, f64::max));
    println!("{} tests of Upworthy, {VISITORS} visitors each, lift over showing all alike:", judges.len());
    println!("  a slot that learns, its prior worth {worth} views  {:+.1} %", 100.0 * own);
    println!("  ε-greedy, ε = 0.1                          {:+.1} %", 100.0 * epsilon);
    println!("  Thompson sampling, Beta({:.2}, {:.1})        {:+.1} %", beta[0], beta[1], 100.0 * bayes);
    println!("  whoever knows the best                     {:+.1} %", 100.0 * oracle);
    assert!(own >= 0.064 && own >= epsilon && own >= bayes, "{own} {epsilon} {bayes}");
}
