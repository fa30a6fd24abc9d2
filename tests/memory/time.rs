//! Half a year of silence → everything is forgotten; a year of heavy use → a store that is small, so that reading it is little work.

use std::collections::BTreeSet;

use tailorbird::civil::DAY;
use tailorbird::limits;
use tailorbird::observe::{Event, observe};
use tailorbird::profile::EventKind;
use tailorbird::value::Value;

use crate::chance::Chance;
use crate::device::settled;
use crate::entries::{Entries, START, apply, merge};
use crate::pages::{program, read, reader, told};

#[test]
fn after_its_time_everything_is_forgotten() {
    let program = program(3);
    let (store, truth, now) = settled(&program);
    truth.check(&read(&program, &store, now + 179 * DAY), "in time");
    let late = now + 181 * DAY;
    assert_eq!(told(&read(&program, &store, late)), told(&read(&program, &Entries::new(), late)));
    let mut profile = reader();
    let merged = merge(&mut profile, &program, "me", &store, late);
    let gone: BTreeSet<&String> =
        merged.changes.iter().filter(|(_, text)| text.is_none()).map(|(key, _)| key).collect();
    assert_eq!(gone.len(), store.len(), "and nothing of it stays");
    assert_eq!((profile.visits, profile.this_visit), (1, Some(late)));
}

/// Twenty visits a day for a year, three pages each, eight things that happen on each.
#[test]
fn a_year_of_heavy_use_is_small() {
    let program = program(120);
    let mut chance = Chance(7);
    let (mut store, mut opened, mut largest) = (Entries::new(), 0, 0);
    let size = |store: &Entries| store.iter().map(|(key, text)| key.len() + text.len()).sum::<usize>();
    let mut now = START;
    for visit in 0..365 * 20 {
        now = START + visit * (DAY / 20);
        for _ in 0..3 {
            opened += 1;
            let id = format!("x7k2m{opened:06}");
            let mut profile = reader();
            let merged = merge(&mut profile, &program, &id, &store, now);
            apply(&mut store, &merged.changes);
            for event in 0..8 {
                now += 8_000;
                let kind = EventKind::of([0, 0, 0, 0, 0, 0, 1, 2][event]);
                let slot = format!("slot-{}", chance.below(120).min(chance.below(120)));
                observe(&program, &mut profile, &Event::Slot { kind, slot: &slot, variant: 0, goal: "", at: now })
                    .unwrap();
                if event % 3 == 0 {
                    apply(&mut store, &profile.writer.write(now));
                }
            }
            if chance.below(20) == 0 {
                let event = Event::Preference { name: "name", value: Some(Value::text("Ada")), at: Some(now) };
                observe(&program, &mut profile, &event).unwrap();
            }
            apply(&mut store, &profile.writer.write(now));
            largest = largest.max(size(&store));
        }
    }
    let profile = read(&program, &store, now);
    println!(
        "a year, {} visits, {opened} pages: {} bytes in {} keys at the end, {largest} at most, {} counters",
        profile.visits,
        size(&store),
        store.len(),
        profile.counters.len()
    );
    assert_eq!(profile.visits, 365 * 20);
    assert_eq!(profile.first_visit, Some(START));
    assert!(largest <= 32 << 10, "{largest} bytes");
    // Reading takes a step for each byte, and looks for each of its counters.
    assert!(profile.counters.len() <= limits::COUNTERS, "{} counters", profile.counters.len());
}
