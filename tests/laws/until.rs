//! Programs, readers and moments → until the moment that a decision names nothing changes, and then the next begins.

use tailorbird::civil::{DAY, MINUTE};
use tailorbird::context::Context;
use tailorbird::decide::decide;
use tailorbird::profile::Profile;
use tailorbird::program::Program;
use tailorbird::render::fields::show;
use tailorbird::rule::platform::NoPlatform;

use crate::chance::Chance;
use crate::plain::Plain;
use crate::random::contexts::context;
use crate::random::manifests::program;
use crate::random::profiles::profile;
use crate::random::zones::zones;
use crate::walk::{decide_all, seen};

/// Until then nothing changes, and then the next stretch begins: a scan of every minute (and of the millisecond before
/// each) between two moments must find what the walk from `until` to `until` finds.
#[test]
fn nothing_changes_before_until() {
    let (mut steps, mut changes) = (0, 0);
    for seed in 3000..3033 {
        let mut chance = Chance(seed);
        let places = zones();
        let (zone, around) = places[seed as usize % places.len()].clone();
        let program = program(&mut chance, around, seed);
        let profile = profile(&mut chance, &program, around);
        let start = around - chance.between(DAY / 2, 3 * DAY / 2);
        let base = context(&mut chance, zone, start);
        let (walked, found) = walk_and_scan(&program, &base, &profile, start, start + 2 * DAY, &format!("seed {seed}"));
        steps += walked;
        changes += found;
    }
    assert!(steps > 100 && changes > 100, "too little happens to mean anything: {steps} steps, {changes} changes");
}

fn walk_and_scan(
    program: &Program,
    base: &Context,
    profile: &Profile,
    start: i64,
    end: i64,
    seed: &str,
) -> (usize, usize) {
    let at = |now| Context { now, ..base.clone() };
    let (mut steps, mut changes) = (0, 0);
    let mut holds = seen(program, &at(start), profile);
    let mut until = next(program, &at(start), profile, start);
    let mut now = start;
    // Every boundary there can be lies on a whole minute.
    while now < end {
        now = (now.div_euclid(MINUTE) + 1) * MINUTE;
        for moment in [now - 1, now] {
            let shown = seen(program, &at(moment), profile);
            for (slot, (old, new)) in holds.iter().zip(&shown).enumerate() {
                if old != new {
                    let due = until[slot];
                    assert!(
                        due.is_some_and(|due| due <= moment),
                        "{seed}: slot {slot} changed at {moment}, but was said to hold until {due:?}\n{old:?}\n{new:?}"
                    );
                    changes += 1;
                }
            }
            if until.iter().flatten().any(|due| *due <= moment) {
                // Exactly then, and nowhere in between: the walk meets each at its own moment.
                for due in until.iter().flatten().filter(|due| **due <= moment) {
                    assert!(*due == moment, "{seed}: a moment off the whole minute: {due}");
                }
                steps += 1;
                until = next(program, &at(moment), profile, moment);
            }
            holds = shown;
        }
    }
    (steps, changes)
}

/// Until when each slot holds, always ahead of now.
fn next(program: &Program, context: &Context, profile: &Profile, now: i64) -> Vec<Option<i64>> {
    let decisions = decide_all(program, context, profile).all;
    decisions
        .iter()
        .map(|decision| {
            assert!(decision.until.is_none_or(|until| until > now), "until {:?} is not after {now}", decision.until);
            decision.until
        })
        .collect()
}

/// Far ahead the scan is by jumps: at the last millisecond before `until` the answer is still the same.
#[test]
fn until_holds_to_its_last_millisecond_for_a_year() {
    for seed in 4000..4088 {
        let mut chance = Chance(seed);
        let places = zones();
        let (zone, around) = places[seed as usize % places.len()].clone();
        let program = program(&mut chance, around, seed);
        let profile = profile(&mut chance, &program, around);
        let base = context(&mut chance, zone, around);
        for slot in 0..program.slots.len() {
            let mut now = around - 2 * DAY;
            for _ in 0..60 {
                let one = |now| {
                    let context = Context { now, ..base.clone() };
                    let decisions = decide(&program, &context, &profile, &[slot], &NoPlatform);
                    let shown = show(&program, &decisions, &Plain { zone: context.zone.clone() });
                    (
                        decisions.all[0].variant,
                        format!("{:?} {:?}", shown[0].fields, shown[0].items),
                        decisions.all[0].until,
                    )
                };
                let (variant, words, until) = one(now);
                let end = until.unwrap_or(now + 300 * DAY);
                for between in [end - 1, now + (end - now) / 2, now + (end - now) / 3, now + (end - now) * 7 / 8] {
                    let (later, same, again) = one(between);
                    assert_eq!(
                        (later, &same),
                        (variant, &words),
                        "seed {seed}: slot {slot} at {now}, until {until:?}, differs at {between}"
                    );
                    assert_eq!(again, until, "seed {seed}: slot {slot} at {now} and at {between}");
                }
                let Some(until) = until else { break };
                now = until;
            }
        }
    }
}
