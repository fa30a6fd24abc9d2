//! Devices with several tabs, rival folds, and records in any order → nothing is lost, and nothing counts twice.

use tailorbird::civil::{DAY, HOUR, MINUTE};
use tailorbird::profile::Profile;

use crate::chance::Chance;
use crate::device::live;
use crate::entries::{Entries, START, merge};
use crate::pages::{program, read, reader, told};
use crate::tab::{Store, Tab};
use crate::truth::Truth;

#[test]
fn nothing_is_lost_and_nothing_counts_twice() {
    let program = program(5);
    let (mut folds, mut removed, mut keys) = (0, 0, 0);
    for seed in 0..60 {
        let (store, truth, now) = live(&program, seed, 600);
        let seen = store.seen(0, now);
        truth.check(&read(&program, &seen, now + HOUR), &format!("seed {seed}, at the end"));
        folds += store.log.iter().filter(|(_, _, (key, text))| key.contains('+') && text.is_some()).count();
        removed += store.log.iter().filter(|(_, _, (_, text))| text.is_none()).count();
        keys += seen.len();
    }
    println!("60 devices: {folds} bases written, {removed} keys removed, {keys} keys left");
    assert!(folds > 300 && removed > 2000, "there was not much to go wrong");
}

/// Two that fold at the same time, one of whom does not see the newest writer yet; whose base counts is left to chance.
#[test]
fn rival_bases_lose_nothing() {
    let program = program(3);
    let (mut store, mut truth) = (Store::default(), Truth::default());
    let mut chance = Chance(9);
    for number in 1..7 {
        let mut writer = Tab::new(number);
        let now = START + number as i64 * MINUTE;
        writer.look(&program, &store, now, &mut chance);
        writer.act(&program, now, &mut chance);
        writer.keep(&mut store, &mut truth, now);
    }
    let then = START + 7 * MINUTE + 10 * MINUTE;
    let fold = |id: &str, seen: &Entries, now| merge(&mut reader(), &program, id, seen, now).changes;
    let early = fold("late", &store.seen(0, START + 5 * MINUTE), then);
    let all = fold("all", &store.seen(0, then), then);
    assert!(!early.is_empty() && !all.is_empty(), "both fold");
    store.write(then, 91, &all);
    // Somebody sees only the base that will not count.
    store.write(then, 92, &fold("other", &store.seen(0, then), then + 3 * MINUTE));
    store.write(then + 3 * MINUTE, 93, &early);
    for minute in 0..40 {
        let now = then + (4 + minute) * MINUTE;
        truth.check(&read(&program, &store.seen(0, now), now), &format!("minute {minute}"));
        store.write(now, 94, &fold(&format!("keeper{minute}"), &store.seen(0, now), now));
    }
    let left = store.seen(0, then + DAY);
    assert_eq!(left.keys().filter(|key| key.contains('+')).count(), 2, "one base in two copies: {left:?}");
}

#[test]
fn the_order_of_records_and_how_often_they_are_read_makes_no_difference() {
    let program = program(5);
    for seed in 0..10 {
        let (store, _, now) = live(&program, seed, 300);
        let seen: Vec<(String, String)> = store.seen(0, now).into_iter().collect();
        let mut entries: Vec<(&str, &str)> = seen.iter().map(|(key, text)| (&**key, &**text)).collect();
        let mut first = Profile::default();
        first.merge(&program, "reader", &entries, now);
        let mut chance = Chance(seed + 1);
        for _ in 0..5 {
            for place in (1..entries.len()).rev() {
                entries.swap(place, chance.below(place + 1));
            }
            let mut other = Profile::default();
            other.merge(&program, "reader", &entries, now);
            other.merge(&program, "reader", &entries, now);
            assert_eq!(told(&other), told(&first), "seed {seed}");
        }
        entries.extend(entries.clone());
        let mut twice = Profile::default();
        twice.merge(&program, "reader", &entries, now);
        assert_eq!(told(&twice), told(&first), "seed {seed}");
    }
}
