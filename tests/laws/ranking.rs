//! Random catalogues and readers → lists that rank: the same every time, nothing twice, least shares kept, what was opened left for last,
//! equal items in the site's order, and what the reader has before them as it was.

use std::fmt::Write;

use tailorbird::civil::DAY;
use tailorbird::context::Context;
use tailorbird::decide::{Decisions, decide};
use tailorbird::manifest::compile_text;
use tailorbird::profile::ranking::{Ranking, Score, Scores};
use tailorbird::profile::{EventKind, Profile};
use tailorbird::program::Program;
use tailorbird::rank::{Because, Ranked};
use tailorbird::rule::platform::NoPlatform;

use crate::chance::Chance;

const NOON: i64 = 1_782_475_200_000;
const TOPICS: [&str; 4] = ["sea", "food", "cycling", "night"];

/// A catalogue, and how its list ranks.
struct Drawn {
    program: Program,
    owners: Vec<usize>,
    new: Vec<bool>,
    count: usize,
    least: usize,
}

fn drawn(chance: &mut Chance) -> Drawn {
    let (items, count) = (1 + chance.below(30), 5 + chance.below(12));
    let (mut written, mut owners, mut new) = (String::new(), Vec::new(), Vec::new());
    for item in 0..items {
        let owner = chance.below(4);
        owners.push(owner);
        write!(written, "{}{{\"id\":\"item-{item}\"", if item > 0 { "," } else { "" }).unwrap();
        if owner > 0 {
            write!(written, ",\"owner\":\"owner-{owner}\"").unwrap();
        }
        let day = chance.below(28);
        new.push(chance.once_in(3) && day > 12);
        if new[item] {
            write!(written, ",\"published\":\"2026-06-{day:02}\"").unwrap();
        }
        if chance.once_in(4) {
            write!(written, ",\"boost\":{}", chance.between(-20, 20) as f64 / 10.0).unwrap();
        }
        let topics: Vec<&str> = TOPICS.into_iter().filter(|_| chance.once_in(3)).collect();
        if !topics.is_empty() {
            write!(written, ",\"topics\":[\"{}\"]", topics.join("\",\"")).unwrap();
        }
        written.push('}');
    }
    // For three owners and what is new there is room.
    let least = chance.below(count / 4 + 1);
    let share = least as f64 / count as f64;
    let (diversity, calibration) = (chance.below(11) as f64 / 10.0, chance.below(3) as f64 / 2.0);
    let manifest = format!(
        r#"{{"tailorbird":1,"locales":["en"],"catalogs":{{"all":{{"items":[{written}]}}}},"slots":{{"more":{{"catalog":"all","count":{count},
        "choose":{{"by":"rank","diversity":{diversity},"calibration":{calibration},"owners":{share},"fresh":{{"share":{share},"days":14}}}}}}}}}}"#
    );
    let compiled = compile_text(&manifest, &NoPlatform);
    let program = compiled.program.unwrap_or_else(|| panic!("{:?}\n{manifest}", compiled.problems));
    Drawn { program: *Program::read(program.write()).unwrap(), owners, new, count, least }
}

/// What a reader opened, saw and sent away.
fn reader(chance: &mut Chance, items: usize) -> (Profile, Vec<usize>) {
    let (mut profile, mut opened) = (Profile::default(), Vec::new());
    for item in 0..items {
        for (kind, often) in [(EventKind::Click, 6), (EventKind::Dismiss, 12), (EventKind::View, 2)] {
            if !chance.once_in(often) {
                continue;
            }
            if kind != EventKind::View {
                opened.push(item);
            }
            let counter = profile.count(kind, "more", &format!("item-{item}"), 1, false).unwrap();
            counter.note(NOON - chance.between(0, 3 * DAY));
        }
    }
    (profile, opened)
}

fn decided(program: &Program, profile: &Profile) -> Decisions {
    decide(program, &Context { now: NOON, ..Context::default() }, profile, &[0], &NoPlatform)
}

fn ranked(program: &Program, profile: &Profile) -> Vec<Ranked> {
    let decided = decided(program, profile);
    decided.ranked(&decided.all[0]).collect()
}

#[test]
fn nothing_stands_twice_and_every_least_share_is_kept() {
    let mut full = 0;
    for seed in 0..1500 {
        let mut chance = Chance(seed);
        let Drawn { program, owners, new, count, least: places } = drawn(&mut chance);
        let (profile, opened) = reader(&mut chance, owners.len());
        let order = ranked(&program, &profile);
        assert_eq!(order, ranked(&program, &profile), "seed {seed}: the same every time");
        assert_eq!(order.len(), count.min(owners.len()), "seed {seed}: as many as there is room for");
        let shown: Vec<usize> = order.iter().map(|one| one.item).collect();
        let mut once = shown.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), shown.len(), "seed {seed}: nothing twice");
        let fresh = |item: &usize| !opened.contains(item);
        let least = |is: &dyn Fn(&usize) -> bool, what: &str| {
            let there = (0..owners.len()).filter(|item| fresh(item) && is(item)).count();
            let given = shown.iter().filter(|item| is(item)).count();
            assert!(given >= places.min(there), "seed {seed}: {what} has {given} of {there}");
        };
        for owner in 1..4 {
            least(&|item| owners[*item] == owner, "an owner");
        }
        least(&|item| new[*item], "what is new");
        // What was opened or sent away comes after all that was not.
        let first = shown.iter().position(|item| !fresh(item)).unwrap_or(shown.len());
        assert!(shown[first..].iter().all(|item| !fresh(item)), "seed {seed}: nothing comes again before its time");
        full += usize::from(places > 0 && owners.len() > count);
    }
    assert!(full > 300, "{full}");
}

#[test]
fn items_that_are_alike_in_everything_stand_in_the_sites_order() {
    for count in 1..40 {
        let items: Vec<String> = (0..count).map(|item| format!(r#"{{"id":"item-{item}","topics":["sea"]}}"#)).collect();
        let manifest = format!(
            r#"{{"tailorbird":1,"locales":["en"],"catalogs":{{"all":{{"items":[{}]}}}},"slots":{{"more":{{"catalog":"all","count":{count},
            "choose":{{"by":"rank"}}}}}}}}"#,
            items.join(",")
        );
        let program = compile_text(&manifest, &NoPlatform).program.unwrap();
        let order: Vec<usize> = ranked(&program, &Profile::default()).iter().map(|one| one.item).collect();
        assert_eq!(order, (0..count).collect::<Vec<_>>());
    }
}

#[test]
fn what_the_reader_has_before_them_stays_whatever_is_handed_in() {
    for seed in 0..500 {
        let mut chance = Chance(seed);
        let Drawn { program, owners, .. } = drawn(&mut chance);
        let (mut profile, _) = reader(&mut chance, owners.len());
        let before: Vec<usize> = ranked(&program, &profile).iter().map(|one| one.item).collect();
        let score = |chance: &mut Chance| Score {
            score: chance.between(-100, 100) as f64,
            because: chance.below(40),
            popularity: chance.below(2) as f64,
        };
        let items = (0..chance.below(owners.len() + 2)).map(|_| score(&mut chance)).collect();
        let scores = vec![Scores { slot: 0, items }];
        *profile.ranking = Some(Box::new(Ranking { scores: scores.clone(), ..Ranking::default() }));
        let free = ranked(&program, &profile);
        assert_eq!(free.len(), before.len(), "seed {seed}");
        assert!(free.iter().all(|one| program.variant(&program.slots.get(0).unwrap(), one.item).is_some()));
        let held = vec![(0, before.clone())];
        *profile.ranking = Some(Box::new(Ranking { scores, held, ..Ranking::default() }));
        let kept: Vec<usize> = ranked(&program, &profile).iter().map(|one| one.item).collect();
        assert_eq!(kept, before, "seed {seed}");
    }
}

#[test]
fn what_is_done_with_is_no_measure_of_what_is_not() {
    let items: Vec<String> = (0..12).map(|item| format!(r#"{{"id":"item-{item}"}}"#)).collect();
    let manifest = format!(
        r#"{{"tailorbird":1,"locales":["en"],"catalogs":{{"all":{{"items":[{}]}}}},"slots":{{"more":{{"catalog":"all","count":12,
        "choose":{{"by":"rank","vectors":"/items.vectors#sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}}}}}}}}"#,
        items.join(",")
    );
    let program = compile_text(&manifest, &NoPlatform).program.unwrap();
    for kind in [EventKind::Click, EventKind::Dismiss] {
        let mut profile = Profile::default();
        profile.count(kind, "more", "item-0", 1, false).unwrap().note(NOON - DAY);
        // Of what was read its own score is by far the greatest: that is what training makes of it.
        let score = |item: usize| match item {
            0 => 1.0,
            11 => 0.03,
            1 => 0.001,
            _ => 0.0,
        };
        let items = (0..12).map(|item| Score { score: score(item), because: 0, popularity: 0.0 }).collect();
        *profile.ranking = Some(Box::new(Ranking { scores: vec![Scores { slot: 0, items }], ..Ranking::default() }));
        let ranked = ranked(&program, &profile);
        let order: Vec<usize> = ranked.iter().map(|one| one.item).collect();
        assert_eq!((order.first(), order.last()), (Some(&11), Some(&0)), "{order:?}");
        let because = |item| ranked.iter().find(|one| one.item == item).unwrap().because;
        assert_eq!(because(11), Because::Like);
        // It owes its place to the site's order, and hardly anything to what was read.
        assert_eq!(because(1), Because::Order);
    }
}
