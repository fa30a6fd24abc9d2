//! Texts, tokens and broken messages without any sense → each is answered, as a message or with a problem.

#![cfg(all(feature = "testing", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "chance/splitmix.rs"]
mod chance;
#[path = "mf2/platform.rs"]
mod platform;

use chance::Chance;
use platform::Platform;
use serde_json::json;
use tailorbird::limits;
use tailorbird::manifest::compile_text;
use tailorbird::message::testing::{Param, format};
use tailorbird::message::trouble::ErrorKind;
use tailorbird::rule::platform::NoPlatform;
use tailorbird::value::Value;

/// How many inputs there are.
const INPUTS: u64 = 40_000;

/// What messages are made of, and what they are not.
const TOKENS: &[&str] = &[
    ".input",
    ".local",
    ".match",
    "{",
    "}",
    "{{",
    "}}",
    "{$n",
    "{$t",
    "$n",
    "$t",
    "$x",
    " ",
    "\n",
    "=",
    " = ",
    "|",
    "||",
    "|a|",
    "*",
    "one",
    "other",
    "1",
    "-1",
    "1.5",
    "1e99",
    ":number",
    ":integer",
    ":string",
    ":offset",
    ":percent",
    ":currency",
    ":unit",
    ":date",
    ":datetime",
    ":time",
    ":test:function",
    " add=1",
    " subtract=$n",
    " select=exact",
    " select=ordinal",
    " currency=EUR",
    " unit=meter",
    " minimumFractionDigits=2",
    " maximumFractionDigits=$n",
    " u:dir=rtl",
    " u:id=x",
    " @a",
    " @a=b",
    "{#b}",
    "{/b}",
    "{#br/}",
    "{#a href=|/x|}",
    "\\",
    "\\{",
    "\0",
    "\u{2067}",
    "\u{61c}",
    "é",
    "e\u{301}",
    "🙂",
    "|2026-11-24|",
    "|2026-11-24T18:00:00Z|",
    ":",
    "@",
    "#",
    "/",
    "x:y",
];

/// Sound messages, which are then broken.
const SOUND: &[&str] = &[
    ".input {$n :number} .match $n 1 {{one}} one {{{$n}}} * {{{$n :offset add=1}}}",
    ".local $a = {$n :offset add=$n} .local $b = {$a :integer} {{{$b} {$t :string u:dir=rtl} {|x| @note}}}",
    "Hello {$t}, {$n :currency currency=EUR minimumIntegerDigits=$n} {#b}{|2026-11-24| :date length=long}{/b}",
    ".input {$n :test:select} .input {$t :string} .match $n $t 1 a {{a}} * |b c| {{b}} * * {{c}}",
];

fn input(chance: &mut Chance) -> String {
    match chance.below(4) {
        0 => (0..chance.below(60)).map(|_| chance.of(TOKENS)).collect(),
        1 => {
            let mut letters: Vec<char> = chance.of(SOUND).chars().collect();
            for _ in 0..=chance.below(4) {
                let place = chance.below(letters.len().max(1));
                if letters.is_empty() {
                    break;
                }
                match chance.below(3) {
                    0 => drop(letters.remove(place)),
                    1 => letters.insert(place, chance.of(TOKENS).chars().next().unwrap()),
                    _ => letters.truncate(place + 1),
                }
            }
            letters.into_iter().collect()
        }
        2 => format!(".input {{$n :number}} .match $n {}* {{{{x}}}}", tokens(chance)),
        _ => chance.of(SOUND).to_owned() + &tokens(chance),
    }
}

fn tokens(chance: &mut Chance) -> String {
    (0..chance.below(12)).map(|_| chance.of(TOKENS)).collect()
}

/// As the test build formats it, and as a manifest compiles it.
fn answer(message: &str, chance: &mut Chance) {
    let number = chance.of(&[0.0, 1.0, -1.5, 1e300, f64::NAN, 2.0]);
    let params = [
        Param { name: "n".to_owned(), value: Value::Double(number) },
        Param { name: "t".to_owned(), value: Value::text(chance.of(&["a", "", "é", "12"])) },
    ];
    let answer = format(message, "en", chance.once_in(2), chance.once_in(2), &params, &Platform);
    assert!(answer.text.len() < 1 << 20, "{message}");
    let manifest = json!({
        "tailorbird": 1, "locales": ["en"], "preferences": { "n": { "type": "number" }, "t": { "type": "text" } },
        "slots": { "a": { "default": "b", "variants": {
            "c": { "fields": { "d": message.replace("$n", "$preference.n").replace("$t", "$preference.t") } }, "b": {},
        } } },
    });
    let compiled = compile_text(&manifest.to_string(), &NoPlatform);
    assert!(compiled.program.is_some() || !compiled.problems.is_empty(), "{message}");
    if answer.errors.contains(&ErrorKind::Syntax) && !message.starts_with(['/', '#', '?', '.']) {
        assert!(compiled.program.is_none(), "{message}");
    }
}

#[test]
fn every_message_gets_an_answer() {
    for seed in 0..INPUTS {
        let mut chance = Chance(seed);
        let message = input(&mut chance);
        answer(&message, &mut chance);
    }
}

/// Messages that would make work without a bound: this test would not end.
#[test]
fn the_largest_messages_get_an_answer() {
    let doubling: String =
        (0..60).map(|n| format!(".local $v{} = {{$v{n} :offset add=$v{n}}} ", n + 1)).collect::<String>();
    let keys: String = (0..5_000).map(|n| format!("{n} {{{{x}}}} ")).collect();
    for message in [
        format!(".local $v0 = {{$n :number}} {doubling}{{{{{{$v60}}}}}}"),
        format!(".local $v0 = {{1 :number}} {doubling}{{{{{{$v60}}}}}}"),
        format!(".input {{$n :number}} .match $n {keys}* {{{{x}}}}"),
        "{".repeat(limits::MESSAGE_BYTES),
        "{#b}".repeat(limits::MESSAGE_BYTES / 4),
        "{$n}".repeat(limits::MESSAGE_BYTES / 4),
        "a".repeat(limits::MESSAGE_BYTES + 1),
        format!("{{1 :number{}}}", " x=1".repeat(limits::MESSAGE_BYTES / 5)),
    ] {
        answer(&message, &mut Chance(1));
    }
}
