//! Chance → profiles of any size that are imported, and what pages do afterwards: the store never has more than 32 KB.

use tailorbird::civil::{DAY, MINUTE};
use tailorbird::limits;
use tailorbird::profile::writer::Writer;
use tailorbird::profile::{EventKind, Profile};
use tailorbird::program::Program;
use tailorbird::value::Value;

use crate::chance::Chance;
use crate::entries::{Entries, START, apply, merge};
use crate::pages::{keep, program, read, view};

/// What is promised.
const PROMISE: usize = 32 << 10;

fn size(store: &Entries) -> usize {
    store.iter().map(|(key, text)| key.len() + text.len()).sum()
}

fn name(chance: &mut Chance, most: usize) -> String {
    let letter = ["a", "ñ", "%", " ", "😀"][chance.below(5)];
    format!("{}{}", letter.repeat(chance.below(most)), chance.below(1_000_000))
}

/// As [`tailorbird`]'s boundary does it: everything goes, then the parts of the profile come in.
fn import(chance: &mut Chance, program: &Program, profile: &mut Profile, now: i64) {
    profile.forget(Writer::EVERYTHING, now);
    profile.writer.importing = Some(now);
    profile.hand_in(chance.below(5000) as u32, now - 90 * DAY, Some(now - DAY), now);
    let text = name(chance, 2000);
    profile.prefer(program, 0, Some(Value::text(&text)), None).expect("it takes any text");
    let [events, topics, wishes] = [3000, 2000, 2000].map(|most| chance.below(4) * chance.below(most) / 3);
    for _ in 0..events {
        let (slot, variant) = (name(chance, 8), name(chance, 8));
        let moments: Vec<i64> = (0..chance.below(60)).map(|_| now - chance.below(90 * DAY as usize) as i64).collect();
        let kind = EventKind::of(chance.below(5) as u32);
        profile.writer.handed().count(kind, &slot, &variant, 1 + chance.below(9) as u32, &moments);
    }
    for _ in 0..topics {
        let topic = name(chance, 12);
        let known = [(now - chance.below(60 * DAY as usize) as i64) as f64, 3.0, 4.0, 1.0, 2.0];
        profile.hand_in_interest(&topic, &known, now);
    }
    for _ in 0..wishes {
        profile.steer(&name(chance, 500), tailorbird::profile::learning::Steering::More, None);
    }
    profile.writer.importing = None;
}

#[test]
fn whatever_is_imported_the_store_stays_small() {
    let program = program(3);
    let (mut large, mut kept) = (0, 0);
    for seed in 0..60 {
        let mut chance = Chance(seed * 977 + 1);
        let (mut store, mut now) = (Entries::new(), START);
        for step in 0..6 {
            let mut profile = Profile::default();
            profile.writer.allowed = Writer::REMEMBER | Writer::LEARN;
            let id = format!("page{seed}x{step}");
            let merged = merge(&mut profile, &program, &id, &store, now);
            apply(&mut store, &merged.changes);
            if step == 0 || chance.below(3) == 0 {
                import(&mut chance, &program, &mut profile, now);
                large += usize::from(profile.writer.news.lines().len() > PROMISE);
            }
            for _ in 0..3 {
                keep(&mut profile, &mut store, now);
                assert!(size(&store) <= PROMISE, "seed {seed}, step {step}: {} bytes", size(&store));
                view(&program, &mut profile, now);
                now += 1000;
            }
            let merged = merge(&mut profile, &program, &id, &store, now);
            apply(&mut store, &merged.changes);
            assert!(size(&store) <= PROMISE, "seed {seed}, step {step}: {} bytes", size(&store));
            now += MINUTE + chance.below(40 * MINUTE as usize) as i64;
        }
        kept += read(&program, &store, now).counters.len();
        assert!(store.values().all(|text| text.len() <= limits::RECORD));
    }
    assert!(large > 30, "only {large} imports were large");
    assert!(kept > 600, "only {kept} counters were kept");
}

/// Records that nobody wrote are refused before they are read, and many small ones do not add up.
#[test]
fn what_is_longer_than_any_record_counts_for_none() {
    let program = program(3);
    let mut store = Entries::new();
    let mut profile = crate::pages::page(&program, "one", &store, START);
    view(&program, &mut profile, START);
    keep(&mut profile, &mut store, START);
    let (key, text) = store.first_key_value().map(|(key, text)| (key.clone(), text.clone())).expect("there is one");
    let (content, _) = text.rsplit_once('\n').expect("a checksum");
    let padded = |bytes: usize| {
        let content = format!("{content}{}", "z\n".repeat((bytes - content.len()) / 2 - 4));
        crate::damage::sealed(&content)
    };
    for (bytes, views) in [(limits::RECORD, 1), (limits::RECORD + 16, 0)] {
        store.insert(key.clone(), padded(bytes));
        assert_eq!(crate::pages::views(&read(&program, &store, START + 1)), views, "{bytes}");
    }
}
