//! Bytes, tokens and broken rules without any sense → the engine answers each of them, and twice alike.

#![cfg(all(feature = "testing", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "chance/splitmix.rs"]
mod chance;
#[path = "cel/platform.rs"]
mod platform;

use std::rc::Rc;
use std::thread;

use chance::Chance;
use platform::Platform;
use serde_json::json;
use tailorbird::limits;
use tailorbird::manifest::compile_text;
use tailorbird::rule::testing::{Variable, evaluate};
use tailorbird::rule::types::Type;
use tailorbird::value::Value;

/// How many inputs there are.
const INPUTS: u64 = 40_000;
/// The largest input, in bytes, and the deepest.
const LARGEST: usize = 1 << 20;
const DEEPEST: usize = 10_000;

/// What rules are made of, and what they are not.
const TOKENS: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ".",
    ",",
    ":",
    "?",
    "[?",
    ".?",
    "!",
    "-",
    "+",
    "*",
    "/",
    "%",
    "&&",
    "||",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
    "in",
    " in ",
    " ",
    "\n",
    "//",
    "'",
    "\"",
    "'''",
    "`a b`",
    "\\",
    "'a'",
    "r'\\'",
    "'\\u{1}'",
    "'\\ud800'",
    "'\\x41'",
    "'\\400'",
    "b'a'",
    "0",
    "1",
    "-1",
    "1u",
    "9223372036854775808",
    "9223372036854775807",
    "0x7fffffffffffffff",
    "1.5",
    "1e309",
    "1e-400",
    ".5",
    "1.",
    "00",
    "0x",
    "true",
    "false",
    "null",
    "a",
    "x",
    "text",
    "list",
    "map",
    "when",
    "stretch",
    "has",
    "has(map.a)",
    "size",
    "all",
    "exists",
    "exists_one",
    "map(",
    "filter(",
    "transformList(",
    "transformMap(",
    "optMap(",
    "cel.bind(",
    "cel.block(",
    "cel.index(0)",
    "cel.iterVar(0, 1)",
    "optional.of(",
    "optional.none()",
    "dyn(",
    "type(",
    "int",
    "matches('(a+)+$')",
    "matches('[')",
    "format(",
    "'%s %d %.3f %x %'",
    "timestamp(",
    "duration(",
    "'2026-11-23T18:30:00Z'",
    "'1h'",
    "getHours('Europe/Berlin')",
    "math.greatest(",
    "strings.quote(",
    "substring(",
    "split(",
    "join(",
    "replace(",
    "é",
    "😀",
    "\u{0}",
    "\u{202e}",
    "__proto__",
    "constructor",
    "as",
    "while",
    "package",
];

/// Rules that are sound, to be broken.
const SOUND: &[&str] = &[
    "x > 0 && text.startsWith('/') || list.exists(it, it == 'a')",
    "cel.bind(y, x + 1, [y, y * 2].map(z, z % 3).filter(z, z != 0))",
    "{'a': 1, 'b': [1.5, 2.5]}.b[1] > 2.0 ? text + 'a' : text.substring(1)",
    "when + duration('1h') > timestamp('2026-11-23T18:30:00Z') && when.getHours('Europe/Berlin') < 12",
    "'%s: %d of %.2f'.format([text, x, 1.5]) == \"a\" || text.matches('^[a-z]+(b|c){1,3}$')",
    "optional.of(x).optMap(y, y + 1).orValue(0) in [1, 2, 3] && has(map.a) && !has(map.b)",
    "list.map(it, it.size()).all(n, n >= 0) && map.transformList(k, v, k + string(v)).size() == 2",
    "text.split(',').join('-').replace('a', 'b').upperAscii() != '''x''' + r'\\n'",
    "math.greatest([1, x, 3]) - stretch.getSeconds() * -(2) / 7",
    "[1, 2, 3].exists_one(a, [4, 5].all(b, a < b)) ? type(x) == int : dyn(x) == 1.0",
];

/// Pairs between which anything may nest.
const NESTS: &[(&str, &str)] = &[
    ("(", ")"),
    ("[", "]"),
    ("{1:", "}"),
    ("!", ""),
    ("-", ""),
    ("- ", ""),
    ("x?", ":x"),
    ("x?x:", ""),
    ("1+", ""),
    ("a.", ""),
    ("x&&(", ")"),
    ("dyn(", ")"),
    ("has(", ")"),
    ("[0][", "]"),
    ("cel.bind(a,1,", ")"),
    ("[1].map(a,", ")"),
    ("optional.of(", ")"),
    ("[?", "]"),
    ("", ".size()"),
    ("", "[0]"),
    ("", ".a"),
    ("", "||x"),
    ("", "?x:x"),
    ("'a'+(", ")"),
];

/// What grows each time that it is done: the text, the list or the map `a` becomes the next `a`.
const GROWTH: &[(&str, &str)] = &[
    ("'abcdefgh'", "a + a"),
    ("[1, 2, 3, 4]", "a + a"),
    ("[1, 2, 3, 4]", "a.map(b, a).map(b, b[0])"),
    ("[1, 2]", "[a, a]"),
    ("[1, 2]", "[a, a, a == a]"),
    ("{'k': 1}", "{'k': a, 'l': a}"),
    ("'ab'", "a.replace('', a)"),
    ("text", "a.replace('', a)"),
    ("text", "strings.quote(a)"),
    ("[x]", "[a, a]"),
    ("'ab'", "a.split('').join(a)"),
    ("'ab'", "'%s%s'.format([a, a])"),
    ("['ab']", "[a.join(a.join())] + a"),
    ("'ab'", "strings.quote(a) + strings.quote(a)"),
    ("[0, 1, 2, 3, 4, 5, 6, 7]", "a.transformList(i, v, a).map(b, b[0])"),
];

/// A name for each type.
fn names() -> Vec<Variable> {
    let texts = ["a", "sea, birds"].map(Value::text);
    let map = [Value::text("a"), Value::Int(1), Value::text("é"), Value::Int(2)];
    let named: [(&str, Type, Value); 6] = [
        ("x", Type::Int, Value::Int(3)),
        ("text", Type::Text, Value::text("/shop, 😀")),
        ("list", Type::List(Rc::new(Type::Text)), Value::List(texts.into())),
        ("map", Type::Map(Rc::new([Type::Text, Type::Int])), Value::Map(map.into())),
        ("when", Type::Instant, Value::Instant(1_795_478_400_000, 1)),
        ("stretch", Type::Duration, Value::Duration(5)),
    ];
    named.map(|(name, ty, value)| Variable { name: name.to_owned(), ty, value: Some(value) }).into()
}

fn input(chance: &mut Chance) -> String {
    match chance.below(100) {
        0..=24 => bytes(chance),
        25..=54 => soup(chance, 40),
        55..=97 => broken(chance),
        98 => growing(chance),
        _ if chance.once_in(4) => large(chance),
        _ => nested(chance),
    }
}

fn bytes(chance: &mut Chance) -> String {
    let bytes: Vec<u8> = (0..chance.below(200)).map(|_| chance.next() as u8).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

fn soup(chance: &mut Chance, most: usize) -> String {
    (0..chance.below(most)).map(|_| chance.of(TOKENS)).collect()
}

/// A sound rule with a few places where something is taken out, put in or doubled.
fn broken(chance: &mut Chance) -> String {
    let mut letters: Vec<char> = chance.of(SOUND).chars().collect();
    for _ in 0..chance.below(5) {
        let at = chance.below(letters.len() + 1);
        let end = (at + chance.below(6)).min(letters.len());
        match chance.below(3) {
            0 => drop(letters.drain(at..end)),
            1 => drop(letters.splice(at..end, chance.of(TOKENS).chars().collect::<Vec<_>>())),
            _ => drop(letters.splice(at..at, letters[at..end].to_vec())),
        }
    }
    letters.into_iter().collect()
}

fn nested(chance: &mut Chance) -> String {
    let (before, after) = chance.of(NESTS);
    let depth = 1 + chance.below(chance.0 as usize % DEEPEST + 1);
    let inner = chance.of(&["x", "", "text", "1"]);
    format!("{}{inner}{}", before.repeat(depth), after.repeat(depth))
}

/// As much as fits into a rule, and twice as much of it with each step.
fn growing(chance: &mut Chance) -> String {
    let (start, step) = chance.of(GROWTH);
    let steps = 1 + chance.below(58);
    let binds = format!("cel.bind(a, {step}, ").repeat(steps);
    let size = if chance.once_in(2) { "a == a" } else { "a" };
    format!("cel.bind(a, {start}, {binds}{size}{}", ")".repeat(steps + 1))
}

fn large(chance: &mut Chance) -> String {
    let (piece, size) = (soup(chance, 6) + chance.of(TOKENS), chance.below(LARGEST));
    let mut text = piece.repeat(size / piece.len());
    if chance.once_in(2) {
        text = format!("'{}'", text.replace(['\'', '\\', '\n'], ""));
    }
    text
}

/// The same as a rule of a manifest, over its names: that it may take too long is known beforehand.
fn compile(expr: &str) {
    if expr.len() <= limits::RULE_BYTES {
        let variants =
            json!({ "yes": { "when": expr.replace("(x", "(visitor.visits").replace("text", "page.path") }, "no": {} });
        let slots = json!({ "s": { "default": "no", "variants": variants } });
        compile_text(&json!({ "tailorbird": 1, "locales": ["en"], "slots": slots }).to_string(), &Platform);
    }
}

/// Tells which input it was, should the engine panic.
struct Seed(u64);

impl Drop for Seed {
    fn drop(&mut self) {
        if thread::panicking() {
            let expr: String = input(&mut Chance(self.0)).chars().take(1500).collect();
            println!("seed {}: {expr}", self.0);
        }
    }
}

/// Runs one input. Is its answer a value?
fn run(seed: u64, names: &[Variable]) -> bool {
    let _seed = Seed(seed);
    let expr = input(&mut Chance(seed));
    let answer = || evaluate(&expr, "", names, seed.is_multiple_of(2), &Platform);
    let got = answer();
    if seed.is_multiple_of(16) && expr.len() <= 400 {
        assert_eq!(format!("{got:?}"), format!("{:?}", answer()), "two answers");
    }
    compile(&expr);
    got.is_ok_and(|(value, _)| !matches!(value, Value::Fault(_)))
}

#[test]
fn every_input_is_answered() {
    let names = names();
    let answered = (0..INPUTS).filter(|seed| run(*seed, &names)).count() as u64;
    println!("{answered} of {INPUTS} inputs have an answer");
    assert!(answered * 50 > INPUTS, "hardly any input is a rule: {answered} of {INPUTS}");
}
