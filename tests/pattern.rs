//! Random patterns and texts → what the tables find, compared with the crate `regex`; bombs, and bytes that are no
//! table.

#![cfg(all(feature = "compile", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "chance/splitmix.rs"]
mod chance;

use chance::Chance;
use regex::Regex;
use serde_json::Value as Json;
use tailorbird::limits;
use tailorbird::rule::pattern::case_folding::Cases;
use tailorbird::rule::pattern::compile::compile;
use tailorbird::rule::pattern::path::path_pattern;
use tailorbird::rule::pattern::table::matches;

// ------------------------------------------------------------------------------------------------- random patterns

/// A pattern as RE2 writes it, and the same one as `regex` writes it, for which `\d`, `\s` and `\w` are Unicode's.
type Both = (String, String);

fn same(text: impl Into<String>) -> Both {
    let text = text.into();
    (text.clone(), text)
}

/// Characters that are no word for either, so that `\b` means the same, and those that are words for Unicode alone.
const LETTERS: [&str; 14] = ["a", "b", "c", "A", "k", "s", "0", "_", " ", r"\n", "/", "-", "€", "😀"];
const WORDS: [&str; 6] = ["é", "É", "ß", "σ", "ς", "日"];

fn pattern(chance: &mut Chance, depth: usize, words: bool) -> Both {
    match if depth == 0 { chance.below(4) } else { chance.below(11) } {
        0 | 1 => letter(chance, words),
        2 => class(chance, words),
        3 => look(chance, words),
        4 | 5 => {
            let (one, other) = (pattern(chance, depth - 1, words), pattern(chance, depth - 1, words));
            (format!("(?:{}|{})", one.0, other.0), format!("(?:{}|{})", one.1, other.1))
        }
        6 | 7 => repeated(chance, depth, words),
        8 => {
            let open = chance.of(&["(", "(?i:", "(?s:", "(?m:", "(?i-s:", "(?U:"]);
            let inner = pattern(chance, depth - 1, words);
            (format!("{open}{})", inner.0), format!("{open}{})", inner.1))
        }
        _ => {
            let parts: Vec<Both> = (0..2 + chance.below(3)).map(|_| pattern(chance, depth - 1, words)).collect();
            (parts.iter().map(|part| &*part.0).collect(), parts.iter().map(|part| &*part.1).collect())
        }
    }
}

fn letter(chance: &mut Chance, words: bool) -> Both {
    match chance.below(14) {
        0 => same("."),
        1 => (r"\d".into(), "[0-9]".into()),
        2 => (r"\w".into(), "[0-9A-Za-z_]".into()),
        3 => (r"\s".into(), r"[\t\n\f\r ]".into()),
        4 => (r"\D".into(), "[^0-9]".into()),
        5 => (r"\W".into(), "[^0-9A-Za-z_]".into()),
        6 => (r"\x61\142".into(), "ab".into()),
        7 => (r"\Qa.\E".into(), r"a\.".into()),
        8 => same(r"\x{20ac}"),
        _ if words && chance.once_in(3) => same(chance.of(&WORDS)),
        _ => same(chance.of(&LETTERS)),
    }
}

fn class(chance: &mut Chance, words: bool) -> Both {
    let open = chance.of(&["[", "[", "[^"]);
    let mut both = same(open);
    for _ in 0..1 + chance.below(3) {
        let (re2, other) = match chance.below(9) {
            0 => (r"\d", "0-9"),
            1 => (r"\W", "[^0-9A-Za-z_]"),
            2 => ("a-k", "a-k"),
            3 => ("[:alpha:]", "A-Za-z"),
            4 => ("[:^digit:]", "[^0-9]"),
            5 => ("€-😀", "€-😀"),
            6 if words => ("à-ÿ", "à-ÿ"),
            7 => (r"\x00-\x{2028}", r"\x00-\x{2028}"),
            _ => (r"\n.", r"\n."),
        };
        both.0.push_str(re2);
        both.1.push_str(other);
    }
    (both.0 + "]", both.1 + "]")
}

fn look(chance: &mut Chance, words: bool) -> Both {
    let all = ["^", "$", r"\A", r"\z", "", "(?m:^)", "(?m:$)", r"\b", r"\B"];
    same(chance.of(if words { &all[..7] } else { &all }))
}

fn repeated(chance: &mut Chance, depth: usize, words: bool) -> Both {
    let inner = pattern(chance, depth - 1, words);
    let times = chance.of(&["*", "+", "?", "*?", "+?", "??", "{2}", "{0,2}", "{1,3}?", "{2,}", "{0}", "{0,}"]);
    (format!("(?:{}){times}", inner.0), format!("(?:{}){times}", inner.1))
}

fn text(chance: &mut Chance, words: bool) -> String {
    let mut text = String::new();
    for _ in 0..chance.below(9) {
        let letter = if words && chance.once_in(3) { chance.of(&WORDS) } else { chance.of(&LETTERS) };
        text.push_str(if letter == r"\n" { "\n" } else { letter });
        if chance.once_in(20) {
            text.push(chance.of(&['K', 'ſ', 'S', '\u{2028}', '\t', '.', '\0']));
        }
    }
    // K (the Kelvin sign) and ſ are words for Unicode alone.
    if words { text } else { text.replace(['K', 'ſ'], "k") }
}

#[test]
fn random_patterns_find_what_the_oracle_finds() {
    let (mut compared, mut found, mut refused, mut largest) = (0, 0, 0, 0);
    for seed in 0..22_000 {
        let mut chance = Chance(seed);
        let words = chance.once_in(2);
        let depth = 1 + chance.below(4).min(chance.below(4));
        let (re2, other) = pattern(&mut chance, depth, words);
        let oracle = Regex::new(&other).unwrap_or_else(|error| panic!("seed {seed}: {error}"));
        let table = match compile(&re2) {
            Ok(table) => table,
            Err(trouble) => {
                assert!(trouble.message.contains("; make it simpler"), "seed {seed}: {re2}: {trouble:?}");
                refused += 1;
                continue;
            }
        };
        largest = largest.max(table.len());
        for _ in 0..12 {
            let text = text(&mut chance, words);
            let expected = oracle.is_match(&text);
            assert_eq!(matches(&table, &text), expected, "seed {seed}: {re2} in {text:?}");
            compared += 1;
            found += usize::from(expected);
        }
    }
    println!("{compared} texts compared, {found} found, {refused} patterns refused, largest table {largest} bytes");
    assert!(compared >= 250_000 && found * 10 > compared && found * 10 < compared * 9 && refused < 240);
}

/// Every character, its other cases included, against the tables of the oracle.
#[test]
fn case_is_folded_as_unicode_does() {
    let (mut cased, mut forms, cases) = (0, 0, Cases::default());
    for letter in
        ('\0'..='\u{1f000}').filter(|letter| letter.is_alphabetic() || letter.is_ascii() || !letter.is_alphanumeric())
    {
        let mut chars = vec![(letter as u32, letter as u32)];
        cases.fold(&mut chars);
        let mine: Vec<char> = chars.iter().flat_map(|(low, high)| *low..=*high).filter_map(char::from_u32).collect();
        // Few letters have another case: asking the oracle about those that std knows of, and about mine, is enough.
        if mine.len() == 1 && letter.to_lowercase().eq([letter]) && letter.to_uppercase().eq([letter]) {
            continue;
        }
        let oracle = Regex::new(&format!("(?i)^[{}]$", regex::escape(&letter.to_string()))).unwrap();
        let near = letter.to_lowercase().chain(letter.to_uppercase()).chain(mine.iter().copied());
        for other in near {
            forms += 1;
            assert_eq!(oracle.is_match(&other.to_string()), mine.contains(&other), "{letter:?} {other:?}");
        }
        cased += 1;
    }
    println!("{cased} letters with another case, {forms} forms compared");
    assert!(cased > 2700);
}

// ----------------------------------------------------------------------------------------------------------- paths

/// What URLPattern takes and is refused here: paths without a slash, dots that an address never keeps, and what RE2
/// refuses.
const REFUSED: [&str; 14] = [
    "",
    "foo",
    "foo/*",
    "/a/./b",
    "/a/../b",
    "/a/%2e%2e/b",
    "/a/.",
    "/a/..",
    "/.:id",
    "/a/.{b}?",
    "/a/..{b}?",
    "{/..}?/b",
    "/(a(?=b)b)",
    r"/(\1)",
];

/// The answers are those of `new URLPattern({ pathname })` in Chromium 156, for paths as `location.pathname` has them.
#[test]
fn paths_match_as_in_a_browser() {
    let cases: Vec<(String, Json)> = serde_json::from_str(include_str!("pattern/paths.json")).unwrap();
    let (mut patterns, mut paths, mut refused) = (0, 0, 0);
    for (pattern, answers) in cases {
        let regex = path_pattern(&pattern);
        let Some(answers) = answers.as_object().filter(|_| !REFUSED.contains(&&*pattern)) else {
            assert!(regex.is_err(), "{pattern} was not refused");
            refused += 1;
            continue;
        };
        let regex = regex.unwrap_or_else(|trouble| panic!("{pattern}: {trouble:?}"));
        let table = compile(&regex).unwrap_or_else(|trouble| panic!("{pattern}: {regex}: {trouble:?}"));
        for (path, expected) in answers {
            assert_eq!(matches(&table, path), expected.as_bool().unwrap(), "{pattern} and {path}: {regex}");
            paths += 1;
        }
        patterns += 1;
    }
    println!("{patterns} path patterns on {paths} paths, {refused} refused");
    assert!(patterns > 100 && paths > 350 && refused > 30);
}

// ---------------------------------------------------------------------------------------------------------- bounds

/// How many of the bombs need more steps, states or bytes than a pattern may: the limits are counted, so it is always the
/// same ones. How long compiling takes is measured by `npm run bench`.
const REFUSED_BOMBS: usize = 14;

#[test]
fn every_bomb_is_small_or_refused() {
    let thousand = |part: &str| part.repeat(1000 / part.len());
    let bombs = [
        "(a{1,100}){1,100}".to_owned(),
        "^(a{1,31}){1,31}$".to_owned(),
        "(.*a){20}".to_owned(),
        "^(.*a){20}$".to_owned(),
        "^/(a+)+$".to_owned(),
        "(a|a)*$".to_owned(),
        "[01]*1[01]{12}$".to_owned(),
        "(x+x+)+y".to_owned(),
        "((a*)*)*$".to_owned(),
        ".{1000}".to_owned(),
        "^.{500}$".to_owned(),
        r"^\w{1,900}$".to_owned(),
        "(((a?){9}){9}){9}$".to_owned(),
        "((((((){10}){10}){10})*)*)*$".to_owned(),
        "([^aék€😀]{0,3}[^béks]){90}$".to_owned(),
        "(?i)[k-σ]{1,300}$".to_owned(),
        format!("^(?i){}$", thousand("k").split_off(10)),
        thousand("(a|)"),
        thousand("a?"),
        thousand("a*"),
        format!("{}$", thousand(r"\b").split_off(2)),
        thousand("(.|é)"),
        thousand("[^é]*"),
        thousand("a|"),
        thousand("().").split_off(3) + "$",
        format!("({}){{1000}}", "()".repeat(400)),
        format!("({}){{1000}}", thousand("[^éà]").split_off(100)),
        format!("({})*$", ('a'..='z').map(|letter| format!("{letter}{letter}?.{{5}}|")).collect::<String>()),
        format!("[{}]*", ('\u{100}'..='\u{3ff}').step_by(2).take(450).collect::<String>()),
        format!("(?i)[{}]{{30}}", ('\u{100}'..='\u{3ff}').step_by(3).take(200).collect::<String>()),
        format!("^{}$", ('\u{4e00}'..).step_by(67).take(300).collect::<String>()),
    ];
    let mut refused = 0;
    for bomb in &bombs {
        let short: String = bomb.chars().take(30).collect();
        match compile(bomb) {
            Ok(table) => assert!(table.len() <= limits::PATTERN_TABLE, "{short}: {} bytes", table.len()),
            Err(trouble) => {
                assert!(!trouble.message.is_empty(), "{short}");
                refused += 1;
            }
        }
    }
    println!("{} bombs, {refused} refused", bombs.len());
    assert_eq!(refused, REFUSED_BOMBS);
}

/// A state for each byte of the text, and no way back: what a table finds is known after one walk.
#[test]
fn a_long_text_is_walked_once() {
    let table = compile("^/(a+)+$").unwrap();
    let path = format!("/{}b", "a".repeat(9_998));
    assert!(!matches(&table, &path));
    assert!(matches(&table, &path[..9_999]));
}

#[test]
fn bytes_that_are_no_table_do_no_harm() {
    let mut chance = Chance(7);
    let sound = compile(r"^/[^/]+/\d{2,4}(\.html)?$").unwrap();
    let path = "/a-é/2026.html";
    assert!(matches(&sound, path));
    let (mut found, count) = (0, 200_000);
    for _ in 0..count {
        let table: Vec<u8> = if chance.once_in(2) {
            // Random bytes, small numbers more often.
            (0..chance.below(60)).map(|_| (chance.next() >> (56 + chance.below(8))) as u8).collect()
        } else {
            let mut table = sound.clone();
            for _ in 0..1 + chance.below(4) {
                let place = chance.below(table.len());
                table[place] = chance.next() as u8;
            }
            table.truncate(if chance.once_in(2) { chance.below(table.len()) } else { table.len() });
            table
        };
        found += usize::from(matches(&table, path));
    }
    for end in 0..sound.len() {
        assert!(!matches(&sound[..end], path), "a table cut at {end} finds something");
    }
    println!("{count} damaged tables read, {found} of them found something");
}

/// Junk is refused with a column within it, or compiles; it never does anything else.
#[test]
fn random_junk_is_refused_or_compiled() {
    const JUNK: [&str; 30] = [
        "(", ")", "[", "]", "{", "}", "?", "*", "+", "|", "\\", "^", "$", ".", "-", ":", "a", "1", ",", "(?", "P<",
        "<", "é", "[:", ":]", "\\x", "\\Q", "\\E", "i", "\\b",
    ];
    let (mut compiled, count) = (0, 60_000);
    for seed in 0..count {
        let mut chance = Chance(seed);
        let pattern: String = (0..chance.below(12)).map(|_| chance.of(&JUNK)).collect();
        match compile(&pattern) {
            Ok(_) => compiled += 1,
            Err(trouble) => {
                let columns = 1..=pattern.chars().count() as u32 + 1;
                assert!(columns.contains(&trouble.column), "{pattern}: {trouble:?}");
                assert!(!trouble.message.is_empty());
            }
        }
    }
    assert!(compile(&"a".repeat(limits::PATTERN_BYTES + 1)).is_err());
    println!("{count} junk patterns, {compiled} of them compiled");
}
