//! Whether 95 of 100 intervals hold what is true: hundreds of logs of which it is known.

use learn::estimate::{Estimate, estimate, terms};
use learn::evaluate::Judge;
use learn::log::Log;
use learn::policy::Choice;

use crate::chance::Chance;
use crate::world::World;

const LOGS: u64 = 400;
/// Three standard deviations of a share of 0.95 of 400.
const MARGIN: f64 = 0.033;

/// The first variant where the feature is there, else the second: with a chance of one in ten for any.
fn choices(log: &Log) -> Vec<Choice> {
    let is_there = |number: usize| log.features[number * log.width + 1] > 0.5;
    (0..log.len()).map(|number| Choice { variant: usize::from(!is_there(number)), chance: 0.1 }).collect()
}

/// What that earns in truth.
fn truth(world: &World) -> f64 {
    let (mut chance, mut sum) = (Chance(99), 0.0);
    const MANY: usize = 400_000;
    for _ in 0..MANY {
        let (reader, moment) = (world.reader(&mut chance), world.moment(&mut chance));
        let choice = Choice { variant: usize::from(moment[1] < 0.5), chance: 0.1 };
        sum += (0..3).map(|variant| choice.likely(variant, 3) * world.likely(&reader, variant, &moment)).sum::<f64>();
    }
    sum / MANY as f64
}

fn covered(world: &World, readers: usize, views: usize) -> [f64; 3] {
    let (slot, truth) = (world.slot(), truth(world));
    let mut held = [0.0; 3];
    for seed in 0..LOGS {
        let mut log = world.log(readers, views, 1000 + seed);
        if views == 1 {
            log.units.clear();
        }
        let judge = Judge::new(&slot, &log);
        let all = estimate(&log, &terms(&log, 3, &choices(&log), &judge.models));
        let holds = |one: Estimate| f64::from(u8::from(one.low <= truth && truth <= one.high));
        for (place, found) in [&all.ips, &all.snips, &all.dr].into_iter().enumerate() {
            held[place] += holds(found.interval(&log)) / LOGS as f64;
        }
    }
    held
}

#[test]
fn as_many_intervals_as_are_promised_hold_what_is_true() {
    // Views of as many readers; and readers with many views, who differ so much that views count for far less than they are.
    for (name, spread, readers, views) in [("views", 0.0, 800, 1), ("readers", 0.2, 150, 8)] {
        let found = covered(&World::of_moments(spread), readers, views);
        println!("{name}: IPS {:.3}, SNIPS {:.3}, DR {:.3}", found[0], found[1], found[2]);
        for share in found {
            assert!((share - 0.95).abs() <= MARGIN, "{name}: {found:?}");
        }
    }
}
