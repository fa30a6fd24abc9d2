//! Upworthy's archive of headline tests (Matias and others 2021), analysed again.

use std::collections::BTreeMap;
use std::path::Path;

use tailorbird::statistics::effect::{Effect, Scale};
use tailorbird::statistics::multiple;
use tailorbird::statistics::ratio_check::{ALERT, ratio_check};
use tailorbird::statistics::sample::{Proportion, Sample};
use tailorbird::statistics::t_test::{Side, t_test};

struct Test {
    suspect: bool,
    arms: Vec<Proportion>,
}

fn tests() -> BTreeMap<String, Test> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = root.ancestors().map(|folder| folder.join("shared/data/upworthy/upworthy_counts.csv"));
    let path = found.into_iter().find(|path| path.exists()).expect("../shared/data/upworthy");
    let text = std::fs::read_to_string(path).unwrap();
    let mut tests = BTreeMap::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let number = |place: usize| cells[place].trim().parse::<f64>().unwrap();
        let suspect = number(5) == 1.0;
        let test = tests.entry(cells[0].to_owned()).or_insert(Test { suspect, arms: Vec::new() });
        test.arms.push(Proportion { n: number(3), sum: number(4) });
    }
    tests
}

/// In the weeks that the archive's authors suspect, two of three tests have a broken split; elsewhere one of a hundred.
#[test]
#[ignore = "needs ../shared/data/upworthy"]
fn the_broken_weeks_are_found() {
    let tests = tests();
    let rate = |suspect: bool| {
        let chosen: Vec<&Test> = tests.values().filter(|test| test.suspect == suspect).collect();
        let broken = chosen.iter().filter(|test| {
            let counts: Vec<f64> = test.arms.iter().map(|arm| arm.n).collect();
            ratio_check(&counts, &vec![1.0; counts.len()]) < ALERT
        });
        (100.0 * broken.count() as f64 / chosen.len() as f64, chosen.len())
    };
    let (suspect, elsewhere) = (rate(true), rate(false));
    println!(
        "broken splits: {:.2} % of {} suspect tests, {:.2} % of {}",
        suspect.0, suspect.1, elsewhere.0, elsewhere.1
    );
    assert_eq!((suspect.1, elsewhere.1), (1055, 3818));
    assert!((suspect.0 - 67.1).abs() < 0.1 && (elsewhere.0 - 1.18).abs() < 0.01);
}

/// A headline that beats the first one after Holm's correction over all headlines of its test.
#[test]
#[ignore = "needs ../shared/data/upworthy"]
fn some_headlines_win() {
    let tests = tests();
    let sound = tests.values().filter(|test| !test.suspect && test.arms.len() > 1);
    let (mut all, mut won) = (0, 0);
    for test in sound {
        let [first, others @ ..] = test.arms.as_slice() else { continue };
        let effect =
            |arm: &Proportion| Effect::between(&Sample::Proportion(*first), &Sample::Proportion(*arm), Scale::Relative);
        let effects: Vec<Effect> = others.iter().filter_map(|arm| effect(arm).ok()).collect();
        let p: Vec<f64> = effects.iter().map(|one| t_test(one, Side::Both, 0.0, 0.05).p).collect();
        let wins = multiple::holm(&p).iter().zip(&effects).any(|(p, effect)| *p < 0.05 && effect.estimate > 0.0);
        all += 1;
        won += usize::from(wins);
    }
    println!("{won} of {all} tests have a headline that beats the first");
    assert_eq!((won, all), (199, 3818));
}
