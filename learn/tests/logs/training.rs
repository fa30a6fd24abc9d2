//! Priors that are trained on some readers, tried on others with the device’s own code.

use learn::device::Device;
use learn::evaluate::{Way, evaluate};
use learn::prior::Prior;
use learn::slot::Slot;
use learn::strength::prior;
use learn::train::train;

use crate::chance::Chance;
use crate::world::{World, flat};

/// What new readers bring on the mean, over their first views.
fn lived(world: &World, slot: &Slot, prior: &Prior, views: usize) -> f64 {
    const READERS: usize = 2_000;
    let (mut chance, mut sum) = (Chance(5), 0.0);
    let fresh = Device::new(slot, prior);
    for _ in 0..READERS {
        let (reader, mut device) = (world.reader(&mut chance), fresh.clone());
        for _ in 0..views {
            let moment = world.moment(&mut chance);
            let shown = device.choose(&moment);
            let likely = world.likely(&reader, shown.variant, &moment);
            device.learn(shown, &moment, f64::from(u8::from(chance.part() < likely)), 1.0);
            sum += likely;
        }
    }
    sum / (READERS * views) as f64
}

/// The same, if all are shown one variant.
fn fixed(world: &World, variant: usize) -> f64 {
    let (mut chance, mut sum) = (Chance(6), 0.0);
    for _ in 0..40_000 {
        sum += world.likely(&world.reader(&mut chance), variant, &world.moment(&mut chance)) / 40_000.0;
    }
    sum
}

fn best(world: &World) -> f64 {
    (0..world.likes.len()).map(|variant| fixed(world, variant)).fold(0.0, f64::max)
}

#[test]
fn a_prior_beats_none_and_what_is_best_for_everybody() {
    let world = World::of_moments(0.1);
    let (slot, log) = (world.slot(), world.log(600, 10, 1));
    let trained = train(&slot, &log);
    let prior = Prior { noise: trained.noise, variants: trained.variants.iter().map(|one| one.beginning()).collect() };
    for views in [10, 50] {
        let [own, none] = [&prior, &flat(3, 3)].map(|prior| lived(&world, &slot, prior, views));
        let best = best(&world);
        println!("{views} views: prior {own:.4}, none {none:.4}, best for everybody {best:.4}");
        assert!(own > none + 0.01 && own > best + 0.02, "{own} {none} {best}");
    }
    // What was promised by readers who were held out is what came.
    let [(Way::Frozen, held), (Way::Learning, learned), (Way::Fixed, fixed), (Way::Uniform, uniform)] =
        trained.held.ways[..]
    else {
        panic!("{:?}", trained.held.ways);
    };
    let own = lived(&world, &slot, &prior, 1);
    assert!(held.dr.low < own && own < held.dr.high, "{held:?} {own}");
    assert!(held.more.low > 0.0 && held.dr.value > fixed.dr.value && fixed.dr.value > uniform.dr.value);
    assert!(learned.effective > 100.0);
    assert_eq!(trained.held.best, 2);
}

/// All that learning may cost is a goal and a tenth of what the default would bring (docs/bandit.md), for each reader; here it is far less.
#[test]
fn where_the_moment_tells_nothing_the_prior_is_what_is_best_for_everybody() {
    let world = World::of_habits();
    let (slot, log) = (world.slot(), world.log(600, 10, 2));
    let trained = train(&slot, &log);
    let prior = Prior { noise: trained.noise, variants: trained.variants.iter().map(|one| one.beginning()).collect() };
    for views in [10, 50] {
        let (own, best) = (lived(&world, &slot, &prior, views), best(&world));
        println!("{views} views, of {} that it is worth: prior {own:.4}, best for everybody {best:.4}", trained.views);
        assert!(own > best - 0.01, "{own} {best}");
    }
    let (_, held) = trained.held.ways[0];
    assert!(held.more.low <= 0.0, "nothing is better than the same for everybody: {held:?}");
}

#[test]
fn a_prior_is_worth_less_where_readers_differ_more() {
    let views = [0.02, 0.3].map(|spread| {
        let world = World { spread, ..World::of_moments(spread) };
        let trained = train(&world.slot(), &world.log(400, 20, 3));
        assert!(trained.is_chosen);
        trained.views
    });
    println!("worth {views:?} views");
    assert!(views[1] <= 100.0 && views[0] >= 10.0 * views[1], "{views:?}");
    let world = World::of_moments(0.1);
    let mut log = world.log(400, 1, 3);
    log.units.clear();
    assert!(!train(&world.slot(), &log).is_chosen, "nobody has two views");
}

#[test]
fn the_slot_with_its_prior_is_evaluated_on_another_log() {
    let world = World::of_moments(0.1);
    let mut slot = world.slot();
    let log = world.log(1_000, 8, 10);
    let before = evaluate(&slot, &log).ways[0].1;
    let judge = learn::evaluate::Judge::new(&slot, &log);
    slot.prior = prior(&judge.models[0], 100.0).0;
    let after = evaluate(&slot, &world.log(1_000, 8, 11)).ways[0].1;
    assert!(after.dr.low > before.dr.high, "{before:?} {after:?}");
    let own = lived(&world, &slot, &slot.prior, 1);
    for one in [after.ips, after.snips, after.dr] {
        assert!(one.low < own && own < one.high, "{one:?} {own}");
    }
    assert!(after.dr.high - after.dr.low < after.ips.high - after.ips.low, "DR is the surest: {after:?}");
}

#[test]
fn the_same_comes_out_of_propensities_that_are_supposed_where_variants_were_drawn_alike() {
    let world = World::of_habits();
    let mut log = world.log(500, 4, 4);
    log.suppose_propensities(3);
    let share = log.variants.iter().filter(|one| **one == 0).count() as f64 / log.len() as f64;
    let first = log.rows().find(|row| row.variant == 0).unwrap();
    assert!((first.propensity - share).abs() < 1e-12);
}
