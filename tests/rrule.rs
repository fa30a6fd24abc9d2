//! Random recurrence rules → their occurrences, written down in `target/rrule-native.json`, so that `rrule.mjs` can
//! compare them with what another implementation finds.

#![cfg(all(feature = "compile", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use serde_json::{Value as Json, json};
use tailorbird::civil::{Civil, DAY, HOUR, MINUTE};
use tailorbird::manifest::time::recur::Freq;
use tailorbird::manifest::time::rrule::{Kind, parse};

/// How many rules.
const RULES: u64 = 6000;
/// How many of its occurrences are compared, and for how many days after the beginning; hours are many more.
const MOST: usize = 30;
const DAYS_AHEAD: i64 = 12 * 365;
const OF_HOURS: i64 = 400;

/// Chance that is the same on every run (splitmix64, as in `chance/splitmix.rs`).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: i64) -> i64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ mixed >> 31) % end as u64) as i64
    }

    fn once_in(&mut self, times: i64) -> bool {
        self.below(times) == 0
    }

    /// One to four numbers, with `signed` some that count from the end.
    fn numbers(&mut self, least: i64, most: i64, signed: bool) -> String {
        let mut all: Vec<String> = Vec::new();
        for _ in 0..1 + self.below(4) {
            let number = least + self.below(most - least + 1);
            let number = if signed && self.once_in(3) { -number } else { number }.to_string();
            if !all.contains(&number) {
                all.push(number);
            }
        }
        all.join(",")
    }
}

const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

fn weekdays(chance: &mut Chance, numbered: bool, most: i64) -> String {
    let mut all: Vec<String> = Vec::new();
    for _ in 0..1 + chance.below(4) {
        let day = DAYS[chance.below(7) as usize];
        let number = 1 + chance.below(most);
        let number = if chance.once_in(2) { -number } else { number };
        let item = if numbered { format!("{number}{day}") } else { day.to_owned() };
        if !all.contains(&item) {
            all.push(item);
        }
    }
    all.join(",")
}

/// A rule that the standard allows.
fn rule(chance: &mut Chance, freq: Freq, start: i64, timed: bool) -> String {
    let mut parts = vec![format!("FREQ={}", format!("{freq:?}").to_uppercase())];
    if chance.once_in(2) {
        parts.push(format!("INTERVAL={}", 1 + chance.below(if freq == Freq::Hourly { 30 } else { 5 })));
    }
    match chance.below(4) {
        0 => parts.push(format!("COUNT={}", 1 + chance.below(20))),
        1 => {
            let Civil { year, month, day } = Civil::of_days(start / DAY + chance.below(3000));
            let time = if timed { format!("T{:02}0000", chance.below(24)) } else { String::new() };
            parts.push(format!("UNTIL={year:04}{month:02}{day:02}{time}"));
        }
        _ => {}
    }
    if chance.once_in(3) {
        parts.push(format!("WKST={}", DAYS[chance.below(7) as usize]));
    }
    let before = parts.len();
    if chance.once_in(4) {
        parts.push(format!("BYMONTH={}", chance.numbers(1, 12, false)));
    }
    let weeks = freq == Freq::Yearly && chance.once_in(4);
    if weeks {
        parts.push(format!("BYWEEKNO={}", chance.numbers(1, 53, true)));
    }
    if matches!(freq, Freq::Yearly | Freq::Hourly) && chance.once_in(5) {
        parts.push(format!("BYYEARDAY={}", chance.numbers(1, 366, true)));
    }
    if freq != Freq::Weekly && chance.once_in(3) {
        parts.push(format!("BYMONTHDAY={}", chance.numbers(1, 31, true)));
    }
    if chance.once_in(2) {
        let numbered = matches!(freq, Freq::Yearly | Freq::Monthly) && !weeks && chance.once_in(2);
        parts.push(format!("BYDAY={}", weekdays(chance, numbered, if freq == Freq::Yearly { 53 } else { 5 })));
    }
    if timed && chance.once_in(3) {
        parts.push(format!("BYHOUR={}", chance.numbers(0, 23, false)));
    }
    if timed && chance.once_in(4) {
        parts.push(format!("BYMINUTE={}", chance.numbers(0, 59, false)));
    }
    if parts.len() > before && chance.once_in(3) {
        parts.push(format!(
            "BYSETPOS={}",
            if chance.once_in(3) { "-1".to_owned() } else { chance.numbers(1, 6, false) }
        ));
    }
    parts.join(";")
}

#[test]
fn random_rules_are_read_and_written_down() {
    let mut written: Vec<Json> = Vec::new();
    for seed in 0..RULES {
        let mut chance = Chance(seed);
        let freq = [Freq::Yearly, Freq::Monthly, Freq::Weekly, Freq::Daily, Freq::Hourly][seed as usize % 5];
        let timed = freq == Freq::Hourly || chance.once_in(2);
        let day = Civil { year: 2020, month: 1, day: 1 }.days() + chance.below(4000);
        let time = if timed { chance.below(24) * HOUR + chance.below(60) * MINUTE } else { 0 };
        let start = day * DAY + time;
        let text = rule(&mut chance, freq, day * DAY, timed);
        let kind = if timed { Kind::Local } else { Kind::Date };
        let mut parsed = parse(&text, kind).unwrap_or_else(|trouble| panic!("seed {seed}: {text}: {trouble:?}"));
        let mut found: Vec<i64> = Vec::new();
        let end = start + DAY * if freq == Freq::Hourly { OF_HOURS } else { DAYS_AHEAD };
        parsed.until = Some(parsed.until.unwrap_or(end).min(end));
        parsed.each(start, &mut |at| {
            found.push(at);
            found.len() < MOST
        });
        assert!(found.is_sorted_by(|a, b| a < b), "seed {seed}: {text}: {found:?}");
        written.push(json!([text, start, end, found]));
    }
    let some = written.iter().filter(|row| !row[3].as_array().unwrap().is_empty()).count();
    assert!(some > RULES as usize * 2 / 3, "too few of the rules ever come: {some}");
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("target");
    fs::create_dir_all(&target).unwrap();
    fs::write(target.join("rrule-native.json"), serde_json::to_string(&written).unwrap()).unwrap();
}
