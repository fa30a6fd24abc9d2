//! Words that come by themselves: without them everything is decided alike; with them everything is said alike; and only a language's own
//! words are taken for it.

use tailorbird::capability::Capability;
use tailorbird::manifest::almanac::Almanac;
use tailorbird::manifest::{ASKABLE, compile_for};
use tailorbird::program::Program;
use tailorbird::rule::platform::NoPlatform;

use crate::chance::Chance;
use crate::random::contexts::context;
use crate::random::damage::mutate;
use crate::random::manifests::manifest;
use crate::random::profiles::profile;
use crate::random::zones::zones;
use crate::walk::{decide_all, walk, whole};

/// A manifest of chance in which every field has all languages.
fn complete(chance: &mut Chance, around: i64) -> String {
    manifest(chance, around).replace(r#""en","de","ar""#, r#""en","de""#)
}

/// A manifest's program, and its words by language beside a program without them.
fn split(text: &str) -> (Program, Box<Program>, Vec<Vec<u8>>) {
    let compiled = |asked| compile_for(asked, text, true, &Almanac::default(), &NoPlatform).program.expect("sound");
    let program = compiled(ASKABLE | Capability::Split.bit());
    let mut bytes = program.write();
    let counts: Vec<usize> = program.packs.iter().map(|pack| pack.count as usize).collect();
    bytes.truncate(bytes.len() - 8 * counts.len());
    let mut rest = bytes.split_off(bytes.len() - counts.iter().sum::<usize>());
    let words = counts.iter().map(|count| rest.drain(..*count).collect()).collect();
    (compiled(ASKABLE), Program::read(bytes).expect("sound"), words)
}

#[test]
fn without_words_all_is_decided_alike_and_with_them_said_alike() {
    let mut lacking = 0;
    for seed in 0..300 {
        let mut chance = Chance(seed);
        let (zone, around) = zones().swap_remove(chance.below(11));
        let (program, mut bare, words) = split(&complete(&mut chance, around));
        let context = context(&mut chance, zone, around);
        let profile = profile(&mut chance, &program, around);
        let decided = |program: &Program| {
            let decisions = decide_all(program, &context, &profile);
            decisions.all.iter().map(|decision| whole(&decisions, decision)).collect::<Vec<_>>()
        };
        assert_eq!(decided(&program), decided(&bare), "seed {seed}");
        lacking += usize::from(walk(&program, &context, &profile) != walk(&bare, &context, &profile));
        for (locale, words) in words.iter().enumerate() {
            assert_eq!(bare.lacks(locale), !words.is_empty(), "seed {seed}");
            bare.speak(locale, words.clone()).expect("its own words");
            assert!(!bare.lacks(locale), "seed {seed}");
        }
        // That its words came by themselves is all that differs: a bit of the slot.
        let said: Vec<String> = walk(&bare, &context, &profile)
            .iter()
            .map(|text| text.replace("\",16,\"", "\",0,\"").replace("\",20,\"", "\",4,\""))
            .collect();
        assert_eq!(walk(&program, &context, &profile), said, "seed {seed}");
    }
    assert!(lacking > 200, "too few had words to mean anything: {lacking}");
}

#[test]
fn only_its_own_words_are_taken() {
    let mut refused = 0;
    for seed in 0..100 {
        let mut chance = Chance(seed);
        let (_, around) = zones().swap_remove(chance.below(11));
        let (_, mut bare, all) = split(&complete(&mut chance, around));
        for (locale, words) in all.iter().enumerate() {
            let mut takes = |words: &[u8]| bare.speak(locale, words.to_vec()).is_ok();
            for _ in 0..20 {
                let changed = mutate(&mut chance, words);
                assert_eq!(takes(&changed), changed == *words, "seed {seed}");
                refused += 1;
            }
            for other in all.iter().filter(|other| *other != words) {
                assert!(!takes(other), "seed {seed}");
            }
        }
        for nowhere in [all.len(), usize::MAX] {
            assert!(bare.speak(nowhere, Vec::new()).is_err());
            assert!(!bare.lacks(nowhere));
        }
    }
    assert!(refused > 2000, "{refused}");
}
