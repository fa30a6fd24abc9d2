//! Random messages, and long ones → compiling answers.

use tailorbird::limits;

use super::{compile_and_walk, manifest_of};
use crate::chance::Chance;
use crate::random::damage::random_text;

/// What messages are made of, and what they are not.
const PIECES: [&str; 39] = [
    "{",
    "}",
    "{{",
    "}}",
    "$",
    "now",
    "{$now",
    " :date",
    "{$now :date}",
    "|",
    "\\",
    "\\{",
    "\\|",
    ":number",
    "3",
    "-3.5e2",
    "x=1",
    "length=long",
    " ",
    "é",
    "😀",
    ".match",
    ".input",
    ".local",
    "*",
    "preference.name",
    "{$preference.name}",
    "@attr",
    "{#b}",
    "{/b}",
    "\u{2068}",
    "\n",
    "{|a|}",
    "fields=weekday",
    "precision=second",
    "minimumFractionDigits=20",
    "maximumFractionDigits=0",
    "{1 :integer}",
    "{$preference.size :number ",
];

#[test]
fn compiling_answers_to_random_messages() {
    let mut chance = Chance(4);
    for _ in 0..15_000 {
        let text = random_text(&mut chance, &PIECES, 12);
        compile_and_walk(&mut chance, &manifest_of("true", &text));
    }
    for times in [limits::MESSAGE_HOLES, limits::MESSAGE_HOLES + 1, 5000] {
        compile_and_walk(&mut chance, &manifest_of("true", &"{$now.hour}".repeat(times)));
        compile_and_walk(&mut chance, &manifest_of("true", &"{".repeat(times)));
    }
}
