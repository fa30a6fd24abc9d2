//! The bytes of a program, sound or damaged → the same program again, or a refusal; what is accepted decides.

use tailorbird::context::Context;
use tailorbird::manifest::compile_text;
use tailorbird::profile::Profile;
use tailorbird::program::Program;
use tailorbird::program::bytes::checksum;
use tailorbird::rule::platform::NoPlatform;

use crate::chance::Chance;
use crate::random::contexts::context;
use crate::random::damage::mutate;
use crate::random::manifests::{manifest, program};
use crate::random::profiles::profile;
use crate::random::zones::{moment, zones};
use crate::walk::walk;

/// Where the checksum stands: after `TBRD` and the version.
const SUM: usize = 5;

fn repair(bytes: &mut [u8]) {
    if bytes.len() >= SUM + 4 {
        let sum = checksum(&bytes[SUM + 4..]).to_le_bytes();
        bytes[SUM..SUM + 4].copy_from_slice(&sum);
    }
}

#[test]
fn a_sound_program_comes_back_from_its_bytes() {
    for seed in 0..600 {
        let mut chance = Chance(seed);
        let (zone, around) = zones().swap_remove(chance.below(11));
        let program = program(&mut chance, around, seed);
        let bytes = program.write();
        let again = Program::read(bytes.clone()).expect("sound bytes");
        assert_eq!(again.write(), bytes, "seed {seed}");
        let context = context(&mut chance, zone, around);
        let profile = profile(&mut chance, &program, around);
        assert_eq!(walk(&program, &context, &profile), walk(&again, &context, &profile), "seed {seed}");
    }
}

#[test]
fn the_same_manifest_gives_the_same_bytes() {
    for seed in 0..100 {
        let text = manifest(&mut Chance(seed), moment(2026, 6, 1));
        let bytes = || compile_text(&text, &NoPlatform).program.expect("sound").write();
        assert_eq!(bytes(), bytes(), "seed {seed}");
    }
}

#[test]
fn a_single_changed_byte_is_always_refused() {
    let bytes = program(&mut Chance(5), moment(2026, 6, 1), 5).write();
    assert!(Program::read(bytes.clone()).is_ok());
    for place in 0..bytes.len() {
        for flip in [1, 2, 0x10, 0x80, 0xff] {
            let mut changed = bytes.clone();
            changed[place] ^= flip;
            assert!(Program::read(changed).is_err(), "byte {place} ^ {flip} was not noticed");
        }
        assert!(Program::read(bytes[..place].into()).is_err(), "cut at {place}");
    }
    assert!(Program::read([&bytes[..], &[0]].concat()).is_err());
}

#[test]
fn whatever_bytes_are_accepted_decide_and_answer() {
    let mut chance = Chance(6);
    let mut accepted = 0;
    for round in 0..250 {
        let (zone, around) = zones().swap_remove(chance.below(11));
        let bytes = program(&mut chance, around, round).write();
        let context = context(&mut chance, zone, around);
        for _ in 0..60 {
            let mut changed = bytes.clone();
            if chance.once_in(3) {
                changed = mutate(&mut chance, &bytes);
            } else {
                // Values change and the length stays, so that most are accepted and go deep.
                for _ in 0..1 + chance.below(6) {
                    let place = SUM + 4 + chance.below(bytes.len() - SUM - 4);
                    changed[place] = chance.next() as u8 & 0x7f;
                }
            }
            assert!(
                changed == bytes || Program::read(changed.clone()).is_err() || changed.len() < SUM,
                "a change was not noticed"
            );
            repair(&mut changed);
            let Ok(program) = Program::read(changed) else {
                continue;
            };
            accepted += 1;
            let profile = profile(&mut chance, &program, around);
            walk(&program, &context, &profile);
            assert_eq!(Program::read(program.write()).expect("what was read can be written").write(), program.write());
        }
    }
    assert!(accepted > 2000, "too few were accepted to mean anything: {accepted}");
    for _ in 0..4000 {
        let mut bytes = b"TBRD\x01\0\0\0\0".to_vec();
        bytes.extend(
            (0..chance.below(120)).map(|_| if chance.once_in(3) { chance.next() as u8 } else { chance.below(6) as u8 }),
        );
        repair(&mut bytes);
        if let Ok(program) = Program::read(bytes.clone()) {
            walk(&program, &Context::default(), &Profile::default());
        }
    }
}
