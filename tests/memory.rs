//! Memory: tabs that open, look late, write, sleep and die on one store → nothing is lost, and nothing counts twice.

#![cfg(feature = "compile")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;

use tailorbird::decide::decide;
use tailorbird::manifest::compile_text;
use tailorbird::observe::{Event, observe};
use tailorbird::profile::keeping::{Change, Keeping};
use tailorbird::profile::merge::Merged;
use tailorbird::profile::{EVER, Happening, Profile, record};
use tailorbird::program::Program;
use tailorbird::program::bytes::checksum;
use tailorbird::rule::sight::Nothing;
use tailorbird::rule::value::Value;

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const START: i64 = 1_782_475_200_000;
/// How late a look at the store may be, and how late what came of it is written: a little less than what is borne.
const LATE: i64 = 4 * MINUTE;
const DELAY: i64 = MINUTE;

/// Chance with a seed (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound
    }
}

fn program(slots: usize) -> Program {
    let slot = |number| {
        format!(
            r#""slot-{number}": {{ "default": "welcome", "variants": {{ "welcome": {{ "fields": {{ "title": "a" }} }} }} }}"#
        )
    };
    let slots: Vec<String> = (0..slots).map(slot).collect();
    let manifest = format!(
        r#"{{ "tailorbird": 1, "locales": ["en"], "goals": {{ "tea": {{}} }},
            "preferences": {{ "name": {{ "type": "text" }}, "size": {{ "type": "number" }} }}, "slots": {{ {} }} }}"#,
        slots.join(",")
    );
    compile_text(&manifest, &Nothing).program.expect("a sound manifest")
}

/// What the store was told, when and by whom: so that a look at it can be late.
#[derive(Default)]
struct Store {
    log: Vec<(i64, usize, Change)>,
}

impl Store {
    fn write(&mut self, now: i64, tab: usize, changes: &[Change]) {
        self.log.extend(changes.iter().map(|change| (now, tab, change.clone())));
    }

    /// What a tab sees: what was written until a moment, and what it wrote itself.
    fn seen(&self, tab: usize, until: i64) -> BTreeMap<String, String> {
        let mut all = BTreeMap::new();
        for (at, by, (key, text)) in &self.log {
            if *at <= until || *by == tab {
                match text {
                    Some(text) => drop(all.insert(key.clone(), text.clone())),
                    None => drop(all.remove(key)),
                }
            }
        }
        all
    }
}

fn merge(profile: &mut Profile, program: &Program, id: &str, store: &BTreeMap<String, String>, now: i64) -> Merged {
    let entries: Vec<(&str, &str)> = store.iter().map(|(key, text)| (&**key, &**text)).collect();
    profile.merge(program, id, &entries, now)
}

fn reader() -> Profile {
    let mut profile = Profile::default();
    profile.keeping.allowed = Keeping::REMEMBER;
    profile
}

/// What somebody reads who keeps nothing.
fn read(program: &Program, store: &BTreeMap<String, String>, now: i64) -> Profile {
    let mut profile = Profile::default();
    assert!(merge(&mut profile, program, "reader", store, now).changes.is_empty(), "a reader without consent writes");
    profile
}

/// Everything that a profile says, in an order of its own.
fn told(profile: &Profile) -> String {
    let mut counters: Vec<String> = profile
        .counters
        .iter()
        .map(|counter| {
            format!("{:?} {} {} {} {:?}", counter.kind, counter.slot, counter.variant, counter.times, counter.moments)
        })
        .collect();
    counters.sort();
    let visits = (profile.visits, profile.first_visit, profile.last_visit, profile.this_visit);
    format!("{visits:?} {:?} {counters:?}", profile.preferences)
}

/// What has to be there, reckoned the simple way.
#[derive(Clone, Default)]
struct Truth {
    times: BTreeMap<String, (i64, i64)>,
    starts: BTreeSet<i64>,
    name: (i64, String),
}

impl Truth {
    fn add(&mut self, other: &Truth) {
        for (place, (times, latest)) in &other.times {
            let known = self.times.entry(place.clone()).or_default();
            *known = (known.0 + times, known.1.max(*latest));
        }
        self.starts.extend(&other.starts);
        self.name = self.name.clone().max(other.name.clone());
    }

    fn check(&self, profile: &Profile, what: &str) {
        for (place, (times, latest)) in &self.times {
            let tally = profile.tally(Happening::View, place, EVER);
            assert_eq!((tally.times, tally.latest), (*times, *latest), "{what}: {place}");
        }
        assert_eq!(profile.counters.len(), self.times.len(), "{what}");
        let mut visits: Vec<i64> = Vec::new();
        for start in &self.starts {
            if visits.last().is_none_or(|last| start - last > 30 * MINUTE) {
                visits.push(*start);
            }
        }
        assert_eq!(i64::from(profile.visits), visits.len().max(1) as i64, "{what}: visits");
        assert_eq!(profile.first_visit, visits.first().copied(), "{what}: first visit");
        let name = profile.preference(0).map(|value| format!("{value:?}")).unwrap_or_default();
        let wanted = if self.name.0 == 0 { String::new() } else { format!("{:?}", Value::text(&self.name.1)) };
        assert_eq!(name, wanted, "{what}: what was declared last");
    }
}

struct Tab {
    number: usize,
    profile: Profile,
    /// What it did since its last write.
    news: Truth,
    /// What it has still to write, and until when.
    waiting: Vec<Change>,
    until: i64,
}

impl Tab {
    fn look(&mut self, program: &Program, store: &Store, now: i64, chance: &mut Chance) {
        let seen = store.seen(self.number, now - chance.below(LATE as usize) as i64);
        let merged = merge(&mut self.profile, program, &format!("tab{}", self.number), &seen, now);
        assert!(!merged.frozen);
        self.news.starts.extend(&self.profile.keeping.news.starts);
        (self.waiting, self.until) = (merged.changes, now + DELAY);
    }

    fn act(&mut self, program: &Program, now: i64, chance: &mut Chance) {
        let slots: Vec<usize> = (0..program.slots.len()).collect();
        decide(program, &Default::default(), &self.profile, &slots, &Nothing);
        if chance.below(6) == 0 {
            let name = format!("reader {}", chance.below(1000));
            let event = Event::Preference { name: "name", value: Some(Value::text(&name)), at: Some(now) };
            observe(program, &mut self.profile, &event).unwrap();
            self.news.name = (self.profile.keeping.stamp, name);
            return;
        }
        let slot = format!("slot-{}", chance.below(slots.len()));
        let event = Event::Slot { kind: Happening::View, slot: &slot, variant: 0, goal: "", at: now };
        observe(program, &mut self.profile, &event).unwrap();
        let known = self.news.times.entry(slot + "/welcome").or_default();
        *known = (known.0 + 1, known.1.max(now));
    }

    fn keep(&mut self, store: &mut Store, truth: &mut Truth, now: i64) {
        let changes = self.profile.keeping.write(now);
        store.write(now, self.number, &changes);
        if !changes.is_empty() {
            truth.add(&std::mem::take(&mut self.news));
        }
    }
}

/// One life of a device; answers what is in the store at its end, and when that is.
fn live(program: &Program, seed: u64, steps: usize) -> (Store, Truth, i64) {
    let mut chance = Chance(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let (mut store, mut truth, mut now) = (Store::default(), Truth::default(), START);
    let (mut tabs, mut opened): (Vec<Tab>, usize) = (Vec::new(), 0);
    for step in 0..steps {
        now += match chance.below(40) {
            0 => chance.below(14 * HOUR as usize) as i64,
            1..=3 => chance.below(20 * MINUTE as usize) as i64,
            4..=12 => chance.below(2 * MINUTE as usize) as i64,
            _ => chance.below(2000) as i64,
        };
        if tabs.is_empty() || tabs.len() < 5 && chance.below(8) == 0 {
            opened += 1;
            let news = Truth::default();
            let mut tab = Tab { number: opened, profile: reader(), news, waiting: Vec::new(), until: 0 };
            tab.look(program, &store, now, &mut chance);
            tabs.push(tab);
        }
        let place = chance.below(tabs.len());
        let tab = &mut tabs[place];
        match chance.below(12) {
            // It dies, whatever it still had to write.
            0 => drop(tabs.swap_remove(place)),
            1..=5 => tab.act(program, now, &mut chance),
            6..=8 => tab.keep(&mut store, &mut truth, now),
            9 => tab.look(program, &store, now, &mut chance),
            _ if now <= tab.until => {
                // All of it or, if it dies over it, some.
                let all = tab.waiting.len();
                let some = if chance.below(5) == 0 { chance.below(all + 1) } else { all };
                store.write(now, tab.number, &tab.waiting[..some]);
                tab.waiting.clear();
                if some < all {
                    tabs.swap_remove(place);
                }
            }
            _ => {}
        }
        if step % 16 == 0 {
            truth.check(&read(program, &store.seen(0, now), now), &format!("seed {seed}, step {step}"));
        }
    }
    (store, truth, now)
}

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
    let tab = |number| Tab { number, profile: reader(), news: Truth::default(), waiting: Vec::new(), until: 0 };
    for number in 1..7 {
        let mut writer = tab(number);
        let now = START + number as i64 * MINUTE;
        writer.look(&program, &store, now, &mut chance);
        writer.act(&program, now, &mut chance);
        writer.keep(&mut store, &mut truth, now);
    }
    let then = START + 7 * MINUTE + 10 * MINUTE;
    let fold = |id: &str, seen: &BTreeMap<String, String>, now| merge(&mut reader(), &program, id, seen, now).changes;
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

/// A store with a base in both its copies, writers that are not in it yet, and nothing else.
fn settled(program: &Program) -> (BTreeMap<String, String>, Truth, i64) {
    for seed in 0..1000 {
        let (store, truth, now) = live(program, seed, 250);
        let seen = store.seen(0, now);
        let bases = seen.keys().filter(|key| key.contains('+')).count();
        let copies = |key: &String| seen.contains_key(&format!("{}0", &key[..key.len() - 1])) as usize;
        let pairs: usize = seen.keys().filter(|key| !key.contains('+') && key.ends_with('1')).map(copies).sum();
        if bases == 2 && pairs > 1 && seen.len() < 10 {
            return (seen, truth, now);
        }
    }
    panic!("no store looks like that");
}

#[test]
fn damage_to_one_copy_loses_nothing_but_that_copy() {
    let program = program(3);
    let (store, truth, now) = settled(&program);
    truth.check(&read(&program, &store, now), "whole");
    let mut cases = 0;
    for (key, text) in &store {
        let mut without = store.clone();
        without.remove(key);
        let expected = told(&read(&program, &without, now));
        if key.contains('+') {
            assert_eq!(expected, told(&read(&program, &store, now)), "a base has two copies");
        }
        let mut check = |damaged: String| {
            let mut newer = false;
            assert!(record::read(key, &damaged, &record::STEPS, &mut newer).is_none() && !newer, "{key}: {damaged}");
            cases += 1;
            // What is no record counts for none: which is looked at now and then.
            if cases % 41 == 0 {
                let mut store = store.clone();
                store.insert(key.clone(), damaged);
                assert_eq!(told(&read(&program, &store, now)), expected, "{key}");
            }
        };
        for place in 0..text.len() {
            check(text[..place].to_owned());
            for bit in [1, 2, 4, 8, 16, 32, 64] {
                let mut bytes = text.clone().into_bytes();
                bytes[place] ^= bit;
                check(String::from_utf8(bytes).expect("records are ASCII here"));
            }
        }
        for strange in ["", "\n", "1", "null", "{}", "\n\n\n", "1 \n0", "zzzzzzzzzzzzzzz 1 2 3\nzzz", "\u{1f}\u{1e}ñ"]
        {
            check(strange.to_owned());
        }
    }
    println!("{cases} damaged texts in {} keys", store.len());
}

fn sealed(content: &str) -> String {
    let (mut sum, mut digits) = (u64::from(checksum(content.as_bytes())), Vec::new());
    while sum > 0 || digits.is_empty() {
        digits.push(char::from_digit((sum % 36) as u32, 36).unwrap());
        sum /= 36;
    }
    format!("{content}\n{}", digits.iter().rev().collect::<String>())
}

#[test]
fn beside_a_newer_version_nothing_is_written_or_removed() {
    let program = program(3);
    let (mut store, truth, now) = settled(&program);
    let later = now + 2 * DAY;
    let mut before = reader();
    let merged = merge(&mut before, &program, "me", &store, later);
    assert!(!merged.frozen && !merged.changes.is_empty(), "without it there is something to do");
    assert!(!before.keeping.write(later).is_empty());
    store.insert("tailorbird:new:0".to_owned(), sealed("2 a form that nobody knows yet"));
    let mut after = reader();
    let merged = merge(&mut after, &program, "me", &store, later);
    assert!(merged.frozen && merged.changes.is_empty());
    assert!(after.keeping.write(later).is_empty());
    truth.check(&read(&program, &store, later), "what can be read is read");
    // A newer one that is damaged is damage, and what is called otherwise is none of ours.
    for (key, text) in [("tailorbird:new:0", "2 a form that nobody knows yet\n123"), ("other", &*sealed("2 a"))] {
        store.remove("tailorbird:new:0");
        store.insert(key.to_owned(), text.to_owned());
        assert!(!merge(&mut reader(), &program, "me", &store, later).frozen, "{key}");
    }
}

#[test]
fn after_its_time_everything_is_forgotten() {
    let program = program(3);
    let (store, truth, now) = settled(&program);
    truth.check(&read(&program, &store, now + 179 * DAY), "in time");
    let late = now + 181 * DAY;
    assert_eq!(told(&read(&program, &store, late)), told(&read(&program, &BTreeMap::new(), late)));
    let mut profile = reader();
    let merged = merge(&mut profile, &program, "me", &store, late);
    let gone: BTreeSet<&String> =
        merged.changes.iter().filter(|(_, text)| text.is_none()).map(|(key, _)| key).collect();
    assert_eq!(gone.len(), store.len(), "and nothing of it stays");
    assert_eq!((profile.visits, profile.this_visit), (1, Some(late)));
}

/// Twenty visits a day for a year, three pages each, eight things that happen on each.
#[test]
fn a_year_of_heavy_use_is_small_and_read_in_no_time() {
    let program = program(120);
    let mut chance = Chance(7);
    let (mut store, mut opened, mut largest) = (BTreeMap::<String, String>::new(), 0, 0);
    let size = |store: &BTreeMap<String, String>| store.iter().map(|(key, text)| key.len() + text.len()).sum::<usize>();
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
                let kind = Happening::of([0, 0, 0, 0, 0, 0, 1, 2][event]);
                let slot = format!("slot-{}", chance.below(120).min(chance.below(120)));
                observe(&program, &mut profile, &Event::Slot { kind, slot: &slot, variant: 0, goal: "", at: now })
                    .unwrap();
                if event % 3 == 0 {
                    apply(&mut store, &profile.keeping.write(now));
                }
            }
            if chance.below(20) == 0 {
                let event = Event::Preference { name: "name", value: Some(Value::text("Ada")), at: Some(now) };
                observe(&program, &mut profile, &event).unwrap();
            }
            apply(&mut store, &profile.keeping.write(now));
            largest = largest.max(size(&store));
        }
    }
    let timed = |work: &mut dyn FnMut()| {
        let begin = Instant::now();
        (0..100).for_each(|_| work());
        begin.elapsed().as_secs_f64() * 10.0
    };
    let each = timed(&mut || drop(read(&program, &store, now)));
    let fold = timed(&mut || drop(merge(&mut reader(), &program, "last", &store, now + DAY)));
    let profile = read(&program, &store, now);
    println!(
        "a year, {} visits, {opened} pages: {} bytes in {} keys at the end, {largest} at most, {} counters; merged in {each:.2} ms, folded too in {fold:.2} ms",
        profile.visits,
        size(&store),
        store.len(),
        profile.counters.len()
    );
    assert_eq!(profile.visits, 365 * 20);
    assert_eq!(profile.first_visit, Some(START));
    assert!(largest <= 32 << 10, "{largest} bytes");
    assert!(each < 50.0, "{each} ms, even without optimisation");
}

/// A page with consent that has looked at the store.
fn page(program: &Program, id: &str, store: &BTreeMap<String, String>, now: i64) -> Profile {
    let mut profile = reader();
    merge(&mut profile, program, id, store, now);
    profile
}

fn keep(profile: &mut Profile, store: &mut BTreeMap<String, String>, now: i64) {
    apply(store, &profile.keeping.write(now));
}

fn apply(store: &mut BTreeMap<String, String>, changes: &[Change]) {
    for (key, text) in changes {
        match text {
            Some(text) => drop(store.insert(key.clone(), text.clone())),
            None => drop(store.remove(key)),
        }
    }
}

fn view(program: &Program, profile: &mut Profile, at: i64) {
    let event = Event::Slot { kind: Happening::View, slot: "slot-0", variant: 0, goal: "", at };
    observe(program, profile, &event).unwrap();
}

fn declare(program: &Program, profile: &mut Profile, name: &str, value: Option<Value>, at: i64) {
    observe(program, profile, &Event::Preference { name, value, at: Some(at) }).unwrap();
}

fn views(profile: &Profile) -> i64 {
    profile.tally(Happening::View, "slot-0", EVER).times
}

#[test]
fn what_was_erased_comes_back_from_no_tab() {
    let (program, mut store) = (program(1), BTreeMap::new());
    let (mut one, mut two) = (page(&program, "one", &store, START), page(&program, "two", &store, START));
    for tab in [&mut one, &mut two] {
        view(&program, tab, START + 1);
        declare(&program, tab, "name", Some(Value::text("Ada")), START + 1);
        keep(tab, &mut store, START + 2);
    }
    one.forget(1, START + 10);
    store.clear();
    assert_eq!((views(&one), one.preference(0).is_none(), one.visits), (0, true, 1));
    keep(&mut one, &mut store, START + 11);
    assert!(store.is_empty(), "nothing is written before there is something new");
    view(&program, &mut one, START + 12);
    keep(&mut one, &mut store, START + 13);
    // The other tab has not heard of it, and writes once more.
    view(&program, &mut two, START + 14);
    keep(&mut two, &mut store, START + 15);
    assert_eq!(views(&read(&program, &store, START + 16)), 1, "what is void does not count");
    let merged = merge(&mut two, &program, "two", &store, START + 17);
    apply(&mut store, &merged.changes);
    assert_eq!((views(&two), two.preference(0).is_none()), (1, true));
    keep(&mut two, &mut store, START + 18);
    assert_eq!(store.len(), 1, "{store:?}");
    assert!(!store.values().any(|text| text.contains("Ada")), "{store:?}");
    let mut three = page(&program, "three", &store, START + 20);
    assert_eq!((views(&three), three.preference(0).is_none()), (1, true));
    view(&program, &mut three, START + 21);
    assert_eq!(views(&three), 2);
}

#[test]
fn what_was_erased_goes_from_the_records_of_others() {
    let (program, mut store) = (program(1), BTreeMap::new());
    let mut one = page(&program, "one", &store, START);
    view(&program, &mut one, START + 1);
    one.keeping.news.count(Happening::Assign, "trial", "arm", 1, &[START + 1]);
    keep(&mut one, &mut store, START + 2);
    view(&program, &mut one, START + 3);
    keep(&mut one, &mut store, START + 4);
    let mut two = page(&program, "two", &store, START + 5);
    assert_eq!(two.tally(Happening::Assign, "trial/arm", EVER).latest, START + 1);
    two.forget(4, START + 6);
    let merged = merge(&mut two, &program, "two", &store, START + 7);
    assert_eq!(merged.changes.len(), 2, "both copies");
    let keys: BTreeSet<String> = store.keys().cloned().collect();
    apply(&mut store, &merged.changes);
    assert_eq!(store.keys().cloned().collect::<BTreeSet<String>>(), keys, "in their places");
    assert!(!store.values().any(|text| text.contains("trial")), "{store:?}");
    assert_eq!((views(&two), two.tally(Happening::Assign, "trial", EVER).times), (2, 0));
    assert!(merge(&mut two, &program, "two", &store, START + 8).changes.is_empty(), "and that is all");
    // Who was there already hears of it, and does not bring it back.
    keep(&mut two, &mut store, START + 9);
    merge(&mut one, &program, "one", &store, START + 10);
    keep(&mut one, &mut store, START + 11);
    assert!(!store.values().any(|text| text.contains("trial")), "{store:?}");
    assert_eq!(views(&read(&program, &store, START + 12)), 2);
    // One whose whole record is older than an erasure goes.
    two.forget(1, START + 20);
    let merged = merge(&mut two, &program, "two", &store, START + 21);
    apply(&mut store, &merged.changes);
    assert!(store.is_empty(), "{merged:?}");
}

#[test]
fn of_several_assignments_the_earliest_counts() {
    let (program, mut store) = (program(1), BTreeMap::new());
    for (id, at) in [("one", START + 9), ("two", START + 3), ("three", START + 6)] {
        let mut tab = page(&program, id, &store, START);
        tab.keeping.news.count(Happening::Assign, "trial", "arm", 1, &[at]);
        keep(&mut tab, &mut store, at);
    }
    assert_eq!(read(&program, &store, START + 10).tally(Happening::Assign, "trial/arm", EVER).latest, START + 3);
}

#[test]
fn while_the_reader_pauses_nothing_is_kept_and_this_page_still_knows() {
    let (program, mut store) = (program(1), BTreeMap::new());
    let mut tab = page(&program, "one", &store, START);
    tab.keeping.allowed |= Keeping::PAUSED;
    view(&program, &mut tab, START + 1);
    keep(&mut tab, &mut store, START + 2);
    assert_eq!(views(&read(&program, &store, START + 3)), 0);
    merge(&mut tab, &program, "one", &store, START + 3);
    assert_eq!(views(&tab), 1);
    // What they declare they want, also then.
    declare(&program, &mut tab, "name", Some(Value::text("Ada")), START + 4);
    keep(&mut tab, &mut store, START + 5);
    assert!(read(&program, &store, START + 6).preference(0).is_some());
}

#[test]
fn what_is_handed_in_counts_here_and_what_is_imported_is_kept() {
    let (program, mut store) = (program(1), BTreeMap::new());
    for importing in [false, true] {
        let mut tab = page(&program, "one", &store, START);
        tab.keeping.importing = importing.then_some(START);
        tab.hand_in(7, START - 30 * DAY, Some(START - DAY), START - 2 * HOUR);
        tab.keeping.handed().count(Happening::View, "slot-0", "welcome", 5, &[START - DAY]);
        tab.prefer(&program, 0, Some(Value::text("Ada")), None).unwrap();
        tab.keeping.importing = None;
        merge(&mut tab, &program, "one", &store, START + 1);
        let visits = if importing { 8 } else { 7 };
        assert_eq!((tab.visits, views(&tab), tab.first_visit), (visits, 5, Some(START - 30 * DAY)));
        assert!(tab.preference(0).is_some());
        keep(&mut tab, &mut store, START + 2);
        let kept = read(&program, &store, START + 3);
        let expected = if importing { (8, 5, true) } else { (1, 0, false) };
        assert_eq!((kept.visits, views(&kept), kept.preference(0).is_some()), expected);
        store.clear();
    }
}

#[test]
fn what_was_declared_last_holds_whatever_the_clock_says() {
    let (program, mut store) = (program(1), BTreeMap::new());
    let mut one = page(&program, "one", &store, START);
    declare(&program, &mut one, "name", Some(Value::text("Ada")), START + HOUR);
    keep(&mut one, &mut store, START + 1);
    // The clock was put back by an hour.
    let mut two = page(&program, "two", &store, START + 2);
    declare(&program, &mut two, "name", Some(Value::text("Grace")), START + 3);
    declare(&program, &mut two, "size", Some(Value::Double(-2.5e-7)), START + 3);
    keep(&mut two, &mut store, START + 4);
    let told = read(&program, &store, START + 5);
    assert!(matches!(told.preference(0), Some(Value::Text(name)) if &**name == "Grace"));
    assert!(matches!(told.preference(1), Some(Value::Double(size)) if *size == -2.5e-7));
    // What is handed in gives way, and what is taken back is gone.
    let mut three = reader();
    three.prefer(&program, 0, Some(Value::text("Handed")), None).unwrap();
    merge(&mut three, &program, "three", &store, START + 6);
    assert!(matches!(three.preference(0), Some(Value::Text(name)) if &**name == "Grace"));
    declare(&program, &mut three, "name", None, START + 7);
    keep(&mut three, &mut store, START + 8);
    assert!(read(&program, &store, START + 9).preference(0).is_none());
}

#[test]
fn a_preference_that_a_program_does_not_know_outlives_its_folds() {
    let (program, mut store) = (program(1), BTreeMap::new());
    let known = compile_text(
        r#"{ "tailorbird": 1, "locales": ["en"], "slots": {}, "preferences": {
            "topics": { "type": "list", "values": ["two words", "100 %"] }, "calm": { "type": "flag" },
            "diet": { "type": "choice", "values": ["vegan"] } } }"#,
        &Nothing,
    );
    let known = known.program.unwrap();
    let mut one = page(&known, "one", &store, START);
    let topics = Value::List([Value::text("100 %"), Value::text("two words")].into());
    declare(&known, &mut one, "topics", Some(topics), START + 1);
    declare(&known, &mut one, "calm", Some(Value::Bool(true)), START + 1);
    declare(&known, &mut one, "diet", Some(Value::text("vegan")), START + 1);
    keep(&mut one, &mut store, START + 2);
    let before = format!("{:?}", read(&known, &store, START + 3).preferences);
    for day in 1..5 {
        for step in 0..3 {
            let now = START + day * DAY + step * 20 * MINUTE;
            let mut other = reader();
            let merged = merge(&mut other, &program, &format!("other{day}{step}"), &store, now);
            apply(&mut store, &merged.changes);
            keep(&mut other, &mut store, now);
        }
    }
    assert!(!store.keys().any(|key| key.contains("one")), "it was folded and removed: {store:?}");
    let after = read(&known, &store, START + 5 * DAY);
    assert_eq!(format!("{:?}", after.preferences), before);
    assert!(before.contains("100 %") && before.contains("Bool(true)") && before.contains("vegan"), "{before}");
}

#[test]
fn after_a_rest_a_page_goes_on_under_another_id() {
    let (program, mut store) = (program(1), BTreeMap::new());
    let mut tab = page(&program, "one", &store, START);
    for (at, keys) in [(START + 1, 1), (START + 2, 2), (START + 5 * MINUTE, 2), (START + 11 * MINUTE, 3), (START, 4)] {
        view(&program, &mut tab, at);
        keep(&mut tab, &mut store, at);
        assert_eq!(store.len(), keys, "{at}: {store:?}");
    }
    assert_eq!(views(&read(&program, &store, START + 12 * MINUTE)), 5);
    assert!(!tab.keeping.write(START + MINUTE).is_empty(), "the newest is told again");
    assert!(tab.keeping.write(START + DAY).is_empty(), "but not for ever");
}

#[test]
fn moments_ahead_of_the_clock_count_as_now() {
    let (program, mut store) = (program(1), BTreeMap::new());
    let mut tab = page(&program, "one", &store, START + 400 * DAY);
    view(&program, &mut tab, START + 400 * DAY);
    keep(&mut tab, &mut store, START + 400 * DAY);
    let told = read(&program, &store, START);
    assert_eq!(told.tally(Happening::View, "slot-0", EVER).latest, START);
    assert_eq!((told.visits, told.this_visit), (1, Some(START)));
}
