//! Random bytes, random JSON, and manifests in which something was changed → compiling answers.

use super::compile_and_walk;
use crate::chance::Chance;
use crate::random::damage::{mutate, random_text};
use crate::random::manifests::manifest;
use crate::random::zones::moment;

/// What manifests are made of, and what no JSON has.
const PIECES: [&str; 39] = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "\"tailorbird\"",
    "1",
    "\"locales\"",
    "[\"en\"]",
    "\"slots\"",
    "\"a\"",
    "null",
    "true",
    "-0",
    "1e999",
    "\\u",
    "\\ud800",
    "\"\\n\"",
    " ",
    "\n",
    "\u{feff}",
    "é",
    "0x",
    "\"default\"",
    "\"variants\"",
    "\"when\"",
    "\"fields\"",
    "{}",
    "\"schedule\"",
    "\"from\"",
    "\"2026-02-30\"",
    "\"preferences\"",
    "\"type\"",
    "\"choose\"",
    "\"experiments\"",
    "\"arms\"",
    "\"slot\"",
];

#[test]
fn compiling_answers_to_random_bytes_and_random_json() {
    let mut chance = Chance(1);
    for _ in 0..4000 {
        let bytes: Vec<u8> = (0..chance.below(200)).map(|_| chance.next() as u8).collect();
        compile_and_walk(&mut chance, &String::from_utf8_lossy(&bytes));
    }
    for _ in 0..6000 {
        let text = random_text(&mut chance, &PIECES, 40);
        compile_and_walk(&mut chance, &text);
    }
    for open in ["[", "{\"a\":", "{\"slots\":["] {
        compile_and_walk(&mut chance, &open.repeat(100_000));
    }
}

#[test]
fn compiling_answers_to_mutated_manifests() {
    let mut chance = Chance(2);
    let mut sound = 0;
    for _ in 0..400 {
        let text = manifest(&mut chance, moment(2026, 6, 1));
        for _ in 0..10 {
            let mutated = mutate(&mut chance, text.as_bytes());
            sound += usize::from(compile_and_walk(&mut chance, &String::from_utf8_lossy(&mutated)));
        }
    }
    assert!((40..3900).contains(&sound), "the mutations are too weak or too strong: {sound} of 4000 are sound");
}
