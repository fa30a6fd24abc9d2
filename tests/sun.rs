//! What the sun makes of a place, held against moments that others computed, and against itself.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "chance/splitmix.rs"]
mod chance;

use chance::Chance;
use tailorbird::civil::{Civil, DAY, MINUTE};
use tailorbird::context::sun::{DAYLIGHT, daylight};

/// By the Python package `astral` 3.2, which follows NOAA's solar calculator: a place (tenths of a degree north and
/// east), then dates with the seconds since 1970 at which civil dawn, day, dusk (sunset) and night begin.
const NOAA: &str = include_str!("sun/noaa.txt");

/// By the Python package `ephem` 4.2 (VSOP87, no series of its own in common with the above), in the same form, for
/// places where the sun's path is flat: there NOAA's own approximation is off by up to three minutes on some days.
const EPHEMERIS: &str = include_str!("sun/ephemeris.txt");

/// A place as a program keeps it, from degrees.
fn spot(latitude: f64, longitude: f64) -> String {
    let tenths = [(latitude + 90.0) * 10.0, (longitude + 180.0) * 10.0].map(|tenths| tenths.round() as u16);
    tenths.iter().flat_map(|number| [number >> 6, number & 63]).map(|six| char::from(48 + six as u8)).collect()
}

fn word(spot: &str, at: i64) -> &'static str {
    DAYLIGHT[usize::from(daylight(spot, at).0)]
}

/// The moment nearest to `at` at which `after` begins.
fn change(spot: &str, at: i64, after: &str) -> i64 {
    let mut now = at - 10 * MINUTE;
    let mut nearest = i64::MAX;
    while now < at + 10 * MINUTE {
        now = daylight(spot, now).1;
        if word(spot, now) == after && (now - at).abs() < (nearest - at).abs() {
            nearest = now;
        }
    }
    nearest
}

/// How many moments of a table were compared, and by how much the farthest is off.
fn compare(table: &str) -> (usize, i64) {
    let (mut place, mut checked, mut worst) = (spot(0.0, 0.0), 0, 0);
    for line in table.lines() {
        let items: Vec<&str> = line.split(' ').collect();
        if let [_, latitude, longitude] = items[..] {
            place = spot(latitude.parse::<f64>().unwrap() / 10.0, longitude.parse::<f64>().unwrap() / 10.0);
            continue;
        }
        for (moment, begins) in items[1..].iter().zip(["dawn", "day", "dusk", "night"]) {
            if let Ok(seconds) = moment.parse::<i64>() {
                let off = (change(&place, seconds * 1000, begins) - seconds * 1000).abs();
                worst = worst.max(off);
                checked += 1;
            }
        }
    }
    (checked, worst)
}

#[test]
fn the_moments_are_those_of_noaa_to_within_two_minutes() {
    let (checked, worst) = compare(NOAA);
    assert!(checked == 536 && worst < 2 * MINUTE, "{checked} {worst}");
}

#[test]
fn and_those_of_an_ephemeris_to_within_one() {
    let (checked, worst) = compare(EPHEMERIS);
    assert!(checked == 130 && worst < MINUTE, "{checked} {worst}");
}

#[test]
fn beyond_the_polar_circles_it_stays_day_or_night() {
    let (longyearbyen, mcmurdo, murmansk) = (spot(78.0, 16.0), spot(-77.8, 166.6), spot(69.0, 33.1));
    let all = |place: &str, month, day| {
        let start = Civil { year: 2026, month, day }.days() * DAY;
        let mut words: Vec<&str> = (0..144).map(|ten| word(place, start + ten * 10 * MINUTE)).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    assert_eq!(all(&longyearbyen, 6, 21), ["day"]);
    assert_eq!(all(&longyearbyen, 12, 21), ["night"]);
    assert_eq!(all(&mcmurdo, 12, 21), ["day"]);
    assert_eq!(all(&mcmurdo, 6, 21), ["night"]);
    // At 69° the sun stays below the horizon at midwinter, but not far: dawn turns to dusk at noon.
    assert_eq!(all(&murmansk, 12, 21), ["dawn", "dusk", "night"]);
    // In white nights dusk turns to dawn at midnight.
    assert_eq!(all(&spot(62.0, 30.3), 6, 21), ["dawn", "day", "dusk"]);
    assert_eq!(all(&spot(90.0, 0.0), 6, 21), ["day"]);
    assert_eq!(all(&spot(-90.0, 0.0), 6, 21), ["night"]);
}

#[test]
fn nothing_changes_before_until() {
    let (mut chance, mut changes) = (Chance(5), 0);
    let below = |chance: &mut Chance, end: i64| chance.below(end as usize) as i64;
    for _ in 0..1500 {
        // Every second place lies where the sun grazes the horizon on some days.
        let latitude = if chance.once_in(2) {
            below(&mut chance, 1801) - 900
        } else {
            (600 + below(&mut chance, 130)) * chance.of(&[-1, 1])
        };
        let place = spot(latitude as f64 / 10.0, (below(&mut chance, 3601) - 1800) as f64 / 10.0);
        let years = if chance.once_in(10) { 9998 } else { 120 };
        let now = Civil { year: if years == 120 { 1940 } else { 1 }, month: 1, day: 1 }.days() * DAY
            + below(&mut chance, years * 365 * DAY);
        let (now_word, until) = daylight(&place, now);
        assert!(until > now && until <= now + 2 * DAY, "{place:?} {now}");
        let changed = daylight(&place, until).0 != now_word;
        let minutes = (now / MINUTE + 1..until / MINUTE).map(|minute| minute * MINUTE);
        for at in minutes.chain((0..5).map(|_| now + below(&mut chance, until - now))).chain([until - 1]) {
            let (word, later) = daylight(&place, at);
            assert!(word == now_word, "{place:?} {now} {at}");
            // Where nothing changes for a day, looking later one sees further.
            assert!(if changed { later == until } else { later > at }, "{place:?} {now} {at}");
        }
        changes += usize::from(changed);
    }
    // The rest are days without a change.
    assert!(changes > 850, "{changes}");
}
