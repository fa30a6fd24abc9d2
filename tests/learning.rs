//! Learning: what happened with topics, in whatever order, by whomever and however often anybody looked → the same interests.

#![cfg(feature = "compile")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;

use tailorbird::context::Context;
use tailorbird::decide::{Decisions, decide};
use tailorbird::manifest::compile_text;
use tailorbird::observe::{Event, observe};
use tailorbird::profile::interest::{Evidence, Interest};
use tailorbird::profile::keeping::Keeping;
use tailorbird::profile::learning::Steering;
use tailorbird::profile::{Happening, Profile};
use tailorbird::program::Program;
use tailorbird::rule::sight::Nothing;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;
const START: i64 = 1_782_475_200_000;

/// Chance with a seed (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound
    }

    fn moment(&mut self, days: i64) -> i64 {
        START + self.below((days * DAY) as usize) as i64
    }

    fn evidence(&mut self) -> Evidence {
        [Evidence::Page, Evidence::Click, Evidence::Dismiss, Evidence::Convert][self.below(4)]
    }
}

fn program(rules: &[String]) -> Program {
    let variants: String = rules
        .iter()
        .enumerate()
        .map(|(number, rule)| format!(r#""v{number}": {{ "when": "{rule}", "fields": {{ "title": "a" }} }}, "#))
        .collect();
    let manifest = format!(
        r#"{{ "tailorbird": 1, "locales": ["en"], "slots": {{ "hero": {{ "default": "plain", "variants": {{
            {variants} "plain": {{ "topics": ["cycling"], "fields": {{ "title": "a" }} }} }} }} }} }}"#
    );
    compile_text(&manifest, &Nothing).program.expect("a sound manifest")
}

fn reader() -> Profile {
    let mut profile = Profile::default();
    profile.keeping.allowed = Keeping::REMEMBER | Keeping::LEARN;
    profile
}

fn decide_at(program: &Program, profile: &Profile, now: i64) -> Decisions {
    decide(program, &Context { now, ..Context::default() }, profile, &[0], &Nothing)
}

/// A page on a store: it looks, does something and writes down what there is to keep.
fn page(
    program: &Program,
    store: &mut BTreeMap<String, String>,
    id: &str,
    now: i64,
    act: impl Fn(&mut Profile),
) -> Profile {
    let mut profile = reader();
    let changes = {
        let entries: Vec<(&str, &str)> = store.iter().map(|(key, text)| (&**key, &**text)).collect();
        profile.merge(program, id, &entries, now).changes
    };
    act(&mut profile);
    for (key, text) in changes.into_iter().chain(profile.keeping.write(now)) {
        match text {
            Some(text) => drop(store.insert(key, text)),
            None => drop(store.remove(&key)),
        }
    }
    profile
}

fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-12 * other.abs().max(1.0)
}

#[test]
fn every_rhythm_of_returning_decays_alike() {
    let program = program(&[]);
    let plain = program.variant(&program.slots.get(0).unwrap(), 0).unwrap();
    let interest_after = |rhythm: i64| {
        let mut store = BTreeMap::new();
        page(&program, &mut store, "first", START, |profile| {
            for evidence in [Evidence::Click, Evidence::Click, Evidence::Convert] {
                profile.learn_from(&program, &plain, evidence, START);
            }
        });
        let (mut now, mut visits) = (START + rhythm, 0);
        while now < START + 95 * DAY {
            // Each return is a writer of its own, so that what was learned also goes through records and folds.
            let profile = page(&program, &mut store, &format!("w{visits}"), now, |_| {});
            assert!(profile.interest("cycling", now) > 0.0);
            (now, visits) = (now + rhythm, visits + 1);
        }
        page(&program, &mut store, "last", START + 95 * DAY, |_| {}).interest("cycling", START + 95 * DAY)
    };
    let sum = 11.0 * 0.5f64.powf(95.0 / 30.0);
    for minutes in [22 * 60 + 48, 25 * 60, 24 * 60, 7 * 24 * 60, 90 * 24 * 60] {
        let after = interest_after(minutes * 60_000);
        assert!(is_near(after, sum / (sum + 5.0)), "returning every {minutes} minutes: {after}");
    }
}

#[test]
fn sums_of_writers_are_the_sum_of_all() {
    let mut chance = Chance(7);
    for round in 0..300 {
        let mut whole = Interest::new("cycling", 0);
        let mut writers: Vec<Interest> = (0..5).map(|_| Interest::new("cycling", 0)).collect();
        for _ in 0..60 {
            let (evidence, at) = (chance.evidence(), chance.moment(120));
            whole.add(evidence, at);
            writers[chance.below(5)].add(evidence, at);
        }
        let mut all = Interest::new("cycling", 0);
        while !writers.is_empty() {
            let next = writers.remove(chance.below(writers.len()));
            all.merge(&next);
        }
        let now = START + 120 * DAY + chance.below(90) as i64 * DAY;
        assert_eq!(all.counts, whole.counts, "round {round}");
        assert!(is_near(all.strength(now), whole.strength(now)), "round {round}");
        assert_eq!(all.rises(now), whole.rises(now), "round {round}");
    }
}

#[test]
fn without_anything_new_an_interest_only_fades() {
    let mut chance = Chance(11);
    for round in 0..300 {
        let mut interest = Interest::new("cycling", 0);
        for _ in 0..=chance.below(20) {
            interest.add(chance.evidence(), chance.moment(30));
        }
        let mut before = interest.strength(START + 30 * DAY);
        for hour in 1..2000 {
            let strength = interest.strength(START + 30 * DAY + hour * HOUR);
            assert!((0.0..=before).contains(&strength), "round {round}, hour {hour}: {strength} after {before}");
            before = strength;
        }
    }
}

#[test]
fn an_answer_holds_until_it_says() {
    let mut chance = Chance(5);
    let mut changed = 0;
    for round in 0..60 {
        let mut rules = vec!["rising('cycling')".to_owned()];
        for _ in 0..3 {
            rules.push(format!("interest('cycling') > 0.{}", 1 + chance.below(899)));
        }
        let program = program(&rules);
        let plain = program.variant(&program.slots.get(0).unwrap(), rules.len()).unwrap();
        let mut profile = reader();
        for _ in 0..=chance.below(6) {
            let (evidence, at) = (chance.evidence(), chance.moment(5));
            profile.learn_from(&program, &plain, evidence, at);
        }
        if chance.below(3) == 0 {
            profile.steer("cycling", [Steering::More, Steering::Less, Steering::Never][chance.below(3)], Some(START));
        }
        let mut now = START + 5 * DAY + chance.below(HOUR as usize) as i64;
        for _ in 0..200 {
            let decision = decide_at(&program, &profile, now).all[0];
            let ends = decision.until.unwrap_or(now + 400 * DAY);
            assert!(ends > now, "round {round}");
            for _ in 0..4 {
                let between = now + chance.below((ends - now) as usize) as i64;
                let then = decide_at(&program, &profile, between).all[0];
                assert_eq!(then.variant, decision.variant, "round {round}: {now} to {ends}, at {between}");
            }
            changed += usize::from(decide_at(&program, &profile, ends).all[0].variant != decision.variant);
            now = ends;
        }
    }
    assert!(changed > 20, "only {changed} answers ever changed");
}

#[test]
fn a_year_of_many_topics_stays_small_and_goes_on_learning() {
    let program = program(&[]);
    let (mut store, mut chance, mut largest) = (BTreeMap::new(), Chance(3), 0);
    for visit in 0..365 * 4 {
        let now = START + visit * 6 * HOUR;
        let topics: Vec<String> = (0..4).map(|_| format!("topic number {}", chance.below(2000))).collect();
        let profile = page(&program, &mut store, &format!("w{visit}"), now, |profile| {
            let topics: Vec<_> = topics.iter().map(|topic| topic.as_str().into()).collect();
            profile.attend(&format!("/{visit}").as_str().into(), &topics, (8, 3), now);
        });
        for topic in &topics {
            assert!(profile.interest(topic, now) > 0.0, "visit {visit}: {topic} was not learned");
        }
        largest = largest.max(store.iter().map(|(key, text)| key.len() + text.len()).sum());
    }
    assert!(largest <= 32 << 10, "{largest} bytes");
}

#[test]
fn what_one_page_forgets_or_says_all_pages_know() {
    let program = program(&[]);
    let mut store = BTreeMap::new();
    let click = |at: i64| {
        move |profile: &mut Profile| {
            let program = self::program(&[]);
            observe(&program, profile, &Event::Slot { kind: Happening::Click, slot: "hero", variant: 0, goal: "", at })
                .unwrap();
        }
    };
    for number in 0..3 {
        page(&program, &mut store, &format!("a{number}"), START + number, click(START + number));
    }
    let now = START + HOUR;
    let profile = page(&program, &mut store, "b", now, |profile| profile.steer("cycling", Steering::Forget, Some(now)));
    assert_eq!(profile.interest("cycling", now), 0.0);
    let profile = page(&program, &mut store, "c", now + 1, click(now + 1));
    assert!(is_near(profile.interest("cycling", now + 1), 3.0 / 8.0));
    // Whoever comes later adds nothing twice, also when all that is silent was folded.
    for day in 1..4 {
        let at = now + day * DAY;
        let profile = page(&program, &mut store, &format!("d{day}"), at, |_| {});
        assert_eq!(profile.learned.interest("cycling").unwrap().counts, [0, 1, 0, 0], "day {day}");
    }
    let at = now + 4 * DAY;
    page(&program, &mut store, "e", at, |profile| profile.steer("cycling", Steering::Never, Some(at)));
    assert_eq!(page(&program, &mut store, "f", at + 1, |_| {}).interest("cycling", at + 1), 0.0);
    let profile = page(&program, &mut store, "g", at + 2, |profile| profile.forget(2, at + 2));
    assert!(profile.learned.is_empty());
    assert!(page(&program, &mut store, "h", at + 3, |_| {}).learned.is_empty());
}
