//! Experiments: a seed and a unit → a bucket, the unit of this reader, and the arm that is kept of them.
//!
//! The hashes are those of GrowthBook, so that a test may move without dealing anybody anew. What is kept are counters of
//! [`EventKind::Assign`]: of no experiment and a unit, of an experiment and an arm with the exposures, and of
//! `EXPERIMENT/GOAL` and an arm with what was reached after them.

use crate::civil::{DAY, HOUR};
use crate::prelude::*;
use crate::profile::{Counter, EventKind, Profile};
use crate::program::Program;
use crate::program::bytes::Span;
use crate::program::draws::Draws;
use crate::program::records::Variant;
use crate::text::push_number;

/// The number of buckets.
pub const BUCKETS: u32 = 10_000;
/// The unit that a page hands in is counted as that of this experiment, which no name can be.
pub const GIVEN: &str = "/";

/// FNV-1a over the UTF-16 of two texts, one after the other: so GrowthBook does it.
fn hash(first: &str, second: &str) -> u32 {
    let mut hash = 0x811c_9dc5;
    for text in [first, second] {
        for letter in text.chars() {
            let code = letter as u32;
            if code >= 0x1_0000 {
                hash = step(hash, 0xd7c0 + (code >> 10));
            }
            // Of those that take two, what their second one has.
            hash = step(hash, if code >= 0x1_0000 { 0xdc00 | code & 0x3ff } else { code });
        }
    }
    hash
}

fn step(hash: u32, unit: u32) -> u32 {
    (hash ^ unit).wrapping_mul(0x0100_0193)
}

/// The bucket of a unit. The first version knows only every tenth.
pub fn bucket(version: u32, seed: &str, unit: &str) -> u32 {
    if version == 1 {
        return hash(unit, seed) % 1000 * 10;
    }
    let mut digits = String::new();
    push_number(&mut digits, i64::from(hash(seed, unit)), 1);
    hash(&digits, "") % BUCKETS
}

/// The first that was assigned in an experiment; what has no moment gives way.
pub fn first<'a>(profile: &'a Profile, experiment: &str) -> Option<&'a Counter> {
    let mut found: Option<&Counter> = None;
    for counter in &profile.counters {
        let key = |counter: &Counter| (counter.latest() == 0, counter.latest());
        if counter.kind == EventKind::Assign
            && &*counter.slot == experiment
            && found.is_none_or(|known| (key(counter), &counter.variant) < (key(known), &known.variant))
        {
            found = Some(counter);
        }
    }
    found
}

/// The unit of this reader: as it was handed in, or kept, or drawn for this page view.
pub fn unit(profile: &Profile) -> Option<&Counter> {
    first(profile, GIVEN).or_else(|| first(profile, ""))
}

/// The arm that the reader saw first. Where the page handed a unit in, that alone decides.
pub fn kept<'a>(profile: &'a Profile, experiment: &str) -> Option<&'a Counter> {
    if first(profile, GIVEN).is_some() { None } else { first(profile, experiment) }
}

/// The unit as a text: that of the reader, or the number of an hour or a day since 1970.
pub fn unit_text(profile: &Profile, kind: u32, now: i64) -> Option<String> {
    let mut text = String::new();
    match length(kind) {
        Some(length) => push_number(&mut text, now.div_euclid(length), 1),
        None => text.push_str(&unit(profile)?.variant),
    }
    Some(text)
}

/// How long a unit lasts that is no reader, in milliseconds.
pub fn length(kind: u32) -> Option<i64> {
    match kind {
        Draws::HOUR => Some(HOUR),
        Draws::DAY => Some(DAY),
        _ => None,
    }
}

/// The words of an arm, a range of `reads`: its last limit, if that is a draw.
pub fn arm(program: &Program, variant: &Variant) -> Option<Span> {
    let mut number = variant.limit;
    loop {
        let limit = program.limits.before(number)?;
        if !limit.more() {
            return limit.is_draw().then_some(limit.place);
        }
        number += 1;
    }
}

/// The words before the draws.
const HEAD: u32 = 3;

/// The name of the experiment of such words, and the kind of its unit.
pub fn head(program: &Program, arm: Span) -> (&str, u32) {
    let mut words = program.reads.of(arm);
    let mut next = || words.next().unwrap_or_default();
    (program.text(Span { start: next(), count: next() }), next())
}

/// What came of one draw.
pub struct Draw<'a> {
    /// What it is for: see [`Draws`].
    pub purpose: u32,
    /// The seed.
    pub seed: &'a str,
    /// The bucket that was drawn.
    pub bucket: u32,
    /// The first bucket that it is about.
    pub from: u32,
    /// The first that it is not about any more.
    pub to: u32,
}

/// Draws for a unit, one after the other.
pub fn draws<'a>(program: &'a Program, arm: Span, unit: &'a str) -> impl Iterator<Item = Draw<'a>> {
    let words = Span { start: arm.start.saturating_add(HEAD), count: arm.count.saturating_sub(HEAD) };
    let mut words = program.reads.of(words);
    core::iter::from_fn(move || {
        let how = words.next()?;
        let seed = program.text(Span { start: words.next()?, count: words.next()? });
        let bucket = bucket(how & 3, seed, unit);
        Some(Draw { purpose: how >> 2, seed, bucket, from: words.next()?, to: words.next()? })
    })
}

/// The probability with which a unit draws this arm, in millionths.
pub fn share(program: &Program, arm: Span) -> u64 {
    let (mut gates, mut own) = (1_000_000, 0);
    for draw in draws(program, arm, "") {
        let buckets = u64::from(draw.to.saturating_sub(draw.from));
        if draw.purpose == Draws::ARM {
            own += buckets;
        } else {
            gates = gates * buckets / u64::from(BUCKETS);
        }
    }
    gates * own / u64::from(BUCKETS)
}

impl Draw<'_> {
    /// Is the bucket among those?
    pub fn is_inside(&self) -> bool {
        self.from <= self.bucket && self.bucket < self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noted(slot: &str, variant: &str, moments: &[i64]) -> Profile {
        let mut profile = Profile::default();
        note(&mut profile, slot, variant, moments);
        profile
    }

    fn note(profile: &mut Profile, slot: &str, variant: &str, moments: &[i64]) {
        let counter = profile.count(EventKind::Assign, slot, variant, 1, false).unwrap();
        moments.iter().for_each(|moment| counter.note(*moment));
    }

    #[test]
    fn texts_are_hashed_as_utf_16() {
        for text in ["", "a", "ñ", "日本", "😀 smile", "\u{10000}\u{10ffff}\u{ffff}"] {
            let mut known = 0x811c_9dc5;
            text.encode_utf16().chain("seed".encode_utf16()).for_each(|unit| known = step(known, u32::from(unit)));
            assert_eq!(hash(text, "seed"), known, "{text}");
        }
    }

    #[test]
    fn the_unit_that_was_kept_first_counts_before_that_of_the_page_view() {
        let mut profile = noted("", "page", &[]);
        assert_eq!(&*unit(&profile).unwrap().variant, "page");
        note(&mut profile, "", "late", &[20]);
        note(&mut profile, "", "early", &[30, 10]);
        assert_eq!(&*unit(&profile).unwrap().variant, "early");
        note(&mut profile, "x", "arm", &[5]);
        assert_eq!(&*kept(&profile, "x").unwrap().variant, "arm");
        note(&mut profile, GIVEN, "own", &[]);
        assert_eq!(&*unit(&profile).unwrap().variant, "own");
        assert!(kept(&profile, "x").is_none());
    }

    #[cfg(feature = "memory")]
    mod kept {
        use super::*;
        use crate::profile::writer::Writer;

        const NOON: i64 = 1_782_475_200_000;

        fn opened(store: &[(String, String)], id: &str, now: i64) -> (Profile, bool) {
            let mut profile = Profile::default();
            profile.writer.allowed = Writer::REMEMBER | Writer::MEASURE;
            let entries: Vec<_> = store.iter().map(|(key, text)| (&**key, &**text)).collect();
            let merged = profile.merge(&Program::default(), id, &entries, now);
            (profile, merged.frozen)
        }

        /// An arm is seen, and kept.
        fn see(profile: &mut Profile, arm: &str, store: &mut Vec<(String, String)>, now: i64) {
            for (slot, variant) in [("x", arm), ("", "unit of ")] {
                let variant = variant.to_owned() + if slot.is_empty() { arm } else { "" };
                note(profile, slot, &variant, &[now]);
                profile.writer.news.count(EventKind::Assign, slot, &variant, 1, &[now]);
            }
            for (key, text) in profile.writer.write(now) {
                store.retain(|(known, _)| *known != key);
                store.extend(text.map(|text| (key, text)));
            }
        }

        fn arm_and_unit(profile: &Profile) -> [&str; 2] {
            [kept(profile, "x"), unit(profile)].map(|found| found.map_or("", |counter| &*counter.variant))
        }

        #[test]
        fn of_two_tabs_the_one_that_showed_an_arm_first_counts_for_both() {
            let mut store = Vec::new();
            let (mut one, _) = opened(&store, "a", NOON);
            let (mut other, _) = opened(&store, "b", NOON);
            see(&mut other, "late", &mut store, NOON + 2);
            see(&mut one, "early", &mut store, NOON + 1);
            for id in ["c", "d"] {
                let (third, _) = opened(&store, id, NOON + 3);
                assert_eq!(arm_and_unit(&third), ["early", "unit of early"]);
            }
        }

        #[test]
        fn a_clock_that_jumps_back_keeps_the_arm() {
            let mut store = Vec::new();
            let (mut one, _) = opened(&store, "a", NOON);
            see(&mut one, "first", &mut store, NOON);
            let (mut other, _) = opened(&store, "b", NOON - 86_400_000);
            note(&mut other, "", "page", &[]);
            assert_eq!(arm_and_unit(&other), ["first", "unit of first"]);
            see(&mut other, "first", &mut store, NOON - 86_400_000);
            let (third, _) = opened(&store, "c", NOON + 1);
            assert_eq!(arm_and_unit(&third), ["first", "unit of first"]);
        }

        #[test]
        fn what_a_newer_version_wrote_is_left_alone() {
            let mut store = Vec::new();
            let (mut one, _) = opened(&store, "a", NOON);
            see(&mut one, "first", &mut store, NOON);
            let text = store[0].1.rsplit_once('\n').unwrap().0.replacen('1', "z", 1);
            let sum = i64::from(crate::program::bytes::checksum(text.as_bytes()));
            store[0].1 = text + "\n";
            crate::profile::line_codec::push_36(&mut store[0].1, sum);
            let before = store.clone();
            let (mut other, frozen) = opened(&store, "b", NOON + 1);
            assert!(frozen);
            see(&mut other, "second", &mut store, NOON + 2);
            assert_eq!(store, before);
        }

        #[test]
        fn withdrawing_consent_to_measure_takes_arms_units_and_goals_and_nothing_else() {
            let (mut one, _) = opened(&[], "a", NOON);
            see(&mut one, "first", &mut Vec::new(), NOON);
            note(&mut one, "x/signup", "first", &[NOON]);
            one.count(EventKind::View, "hero", "first", 1, true);
            one.forget(Writer::MEASURE, NOON + 1);
            assert_eq!(arm_and_unit(&one), ["", ""]);
            assert!(one.counters.iter().all(|counter| counter.kind == EventKind::View));
            assert_eq!(one.counters.len(), 1);
        }
    }
}
