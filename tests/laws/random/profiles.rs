//! Chance → what a reader did on earlier pages and does on this one, and the profile that comes of it.

use tailorbird::civil::{DAY, MINUTE};
use tailorbird::observe::{Event, observe};
use tailorbird::profile::{EventKind, Profile};
use tailorbird::program::Program;
use tailorbird::value::Value;

use crate::chance::Chance;

/// What random events make of a profile. Those that make no sense are refused and change nothing.
pub fn profile(chance: &mut Chance, program: &Program, now: i64) -> Profile {
    let mut profile = Profile::default();
    // What earlier pages did.
    for _ in 0..chance.below(16) {
        let (kind, variant) = (EventKind::of(chance.below(3) as u32), format!("v{}", chance.below(3)));
        let slot = chance.of(&["a", "b", "c"]);
        let counter = profile.count(kind, slot, &variant, 1, false).expect("there are few");
        counter.note(moment(chance, now));
    }
    for _ in 0..chance.below(12) {
        let value = value(chance);
        let event = event(chance, value, now);
        let before = format!("{profile:?}");
        if observe(program, &mut profile, &event).is_err() {
            assert_eq!(before, format!("{profile:?}"), "a refused event changed the profile");
        }
    }
    profile
}

/// When something happened: on whole minutes, as every boundary there can be; some of it where the clock has not come to.
fn moment(chance: &mut Chance, now: i64) -> i64 {
    (now - chance.between(-DAY, 9 * DAY)).div_euclid(MINUTE) * MINUTE
}

/// What is declared, whether or not it fits.
fn value(chance: &mut Chance) -> Option<Value> {
    Some(match chance.below(7) {
        0 => return None,
        1 => Value::text(chance.of(&["Ada", " ", "green", "sea", "storm"])),
        2 => Value::Bool(chance.once_in(2)),
        3 => Value::Double([0.5, -3.0, f64::NAN, f64::INFINITY, 1e300][chance.below(5)]),
        4 => Value::Int(chance.next() as i64),
        5 => Value::List([Value::text("sea"), Value::text("birds")].into()),
        _ => Value::List([Value::Int(3)].into()),
    })
}

fn event(chance: &mut Chance, value: Option<Value>, now: i64) -> Event<'static> {
    match chance.below(5) {
        0 => {
            Event::Visit { at: if chance.once_in(4) { chance.next() as i64 } else { now - chance.between(0, 9 * DAY) } }
        }
        1 => Event::Slot {
            kind: EventKind::of(chance.below(3) as u32),
            slot: chance.of(&["a", "b", "none"]),
            variant: chance.below(5),
            goal: "",
            at: moment(chance, now),
        },
        2 => Event::Slot {
            kind: EventKind::Convert,
            slot: chance.of(&["a", "", "", "none"]),
            variant: chance.below(5),
            goal: chance.of(&["tea", "milk", "none"]),
            at: moment(chance, now),
        },
        _ => Event::Preference { name: chance.of(&NAMES), value, at: Some(now) },
    }
}

/// What has a value, of the reader and of the page; and what has none.
const NAMES: [&str; 11] = [
    "name",
    "size",
    "calm",
    "diet",
    "topics",
    "none",
    "signal.headline",
    "signal.degrees",
    "signal.match",
    "signal.warning",
    "signal.trending",
];
