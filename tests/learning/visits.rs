//! Visits in any rhythm, for a year, and those of others → what is known of topics when the next page looks.

use tailorbird::civil::{DAY, HOUR};
use tailorbird::observe::{Event, observe};
use tailorbird::profile::interest::Evidence;
use tailorbird::profile::learning::Steering;
use tailorbird::profile::{EventKind, Profile};

use crate::chance::Chance;
use crate::entries::{Entries, START};
use crate::pages::{is_near, page, program};

#[test]
fn every_rhythm_of_returning_decays_alike() {
    let program = program(&[]);
    let plain = program.variant(&program.slots.get(0).unwrap(), 0).unwrap();
    let interest_after = |rhythm: i64| {
        let mut store = Entries::new();
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
fn a_year_of_many_topics_stays_small_and_goes_on_learning() {
    let program = program(&[]);
    let (mut store, mut chance, mut largest) = (Entries::new(), Chance(3), 0);
    for visit in 0..365 * 4 {
        let now = START + visit * 6 * HOUR;
        let topics: Vec<String> = (0..4).map(|_| format!("topic number {}", chance.below(2000))).collect();
        let profile = page(&program, &mut store, &format!("w{visit}"), now, |profile| {
            let topics: Vec<_> = topics.iter().map(|topic| topic.as_str().into()).collect();
            profile.attend(&format!("/{visit}").as_str().into(), &topics, now);
            profile.come(8, 3, now);
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
    let mut store = Entries::new();
    let click = |at: i64| {
        move |profile: &mut Profile| {
            let program = crate::pages::program(&[]);
            observe(&program, profile, &Event::Slot { kind: EventKind::Click, slot: "hero", variant: 0, goal: "", at })
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
