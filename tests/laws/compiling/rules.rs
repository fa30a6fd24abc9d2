//! Random rules, broken ones, and deep ones → compiling answers.

use super::{compile_and_walk, manifest_of};
use crate::chance::Chance;
use crate::random::damage::{mutate, random_text};
use crate::random::rule;

/// What rules are made of, and what they are not.
const PIECES: [&str; 62] = [
    "now",
    ".",
    "hour",
    "now.hour",
    " ",
    "(",
    ")",
    "[",
    "]",
    "&&",
    "||",
    "!",
    "-",
    "+",
    "*",
    "/",
    "%",
    "==",
    "!=",
    "<",
    ">=",
    "in",
    "?",
    ":",
    ",",
    "0",
    "1",
    "9223372036854775807",
    "9223372036854775808",
    "1.5",
    "1e308",
    "0x1F",
    "1u",
    "'a'",
    "\"b\"",
    "r'\\'",
    "'''x'''",
    "'\\x41'",
    "'\\",
    "true",
    "false",
    "null",
    "has(",
    "size(",
    ".size()",
    ".contains(",
    "preference.topics",
    "preference.name",
    "audience.g0",
    "seen('a')",
    "now.weekday",
    "'monday'",
    "// x",
    "\n",
    "é",
    "😀",
    "b'x'",
    "{",
    "}",
    "preference.size",
    "page.query.x",
    "now.date",
];

#[test]
fn compiling_answers_to_random_rules() {
    let mut chance = Chance(3);
    for _ in 0..15_000 {
        let text = random_text(&mut chance, &PIECES, 14);
        compile_and_walk(&mut chance, &manifest_of(&text, "x"));
    }
    for _ in 0..3000 {
        let text = rule(&mut chance, 4);
        let mutated = mutate(&mut chance, text.as_bytes());
        compile_and_walk(&mut chance, &manifest_of(&String::from_utf8_lossy(&mutated), "x"));
    }
    for deep in ["(", "!", "-", "[", "now.hour == (", "true ? true : ", "size(", "1 + ", "true && ", "a."] {
        for times in [60, 64, 65, 500, 8000] {
            compile_and_walk(&mut chance, &manifest_of(&format!("{}true", deep.repeat(times)), "x"));
        }
    }
}
