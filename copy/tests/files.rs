//! Briefs and voices: what is wrong with them, and where.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use copy::brief::read::brief;
use copy::voice::read::voice;
use tailorbird::error::Problem;
use tailorbird::manifest::report::Report;

fn told(text: &str, read: impl FnOnce(&str, &mut Report<'_>)) -> Vec<String> {
    let mut report = Report::new(text, true);
    read(text, &mut report);
    let line = |Problem { line, path, message, .. }: Problem| format!("{} {path}: {message}", line.unwrap_or_default());
    report.into_problems().into_iter().map(line).collect()
}

fn of_brief(text: &str) -> Vec<String> {
    told(text, |text, report| drop(brief(text, report)))
}

fn of_voice(text: &str) -> Vec<String> {
    told(text, |text, report| drop(voice(text, report)))
}

#[test]
fn a_sound_brief_has_no_problem() {
    let text = r##"{
        "$schema": "brief.schema.json", "goal": "sell", "audience": "cyclists", "channels": ["x"], "languages": ["en", "de"],
        "facts": {
            "kettle": { "type": "name", "name": { "en": ["Kettle"], "de": [["Kessel", "Kessels"]] } },
            "pot": { "type": "name", "name": "Pot", "optional": true },
            "price": { "type": "price", "amount": 1299, "currency": "EUR", "of": "kettle", "forms": { "en": "about 1,300 euros" } },
            "days": { "type": "date", "date": "2026-12-24", "until": "2027-01-06" },
            "volume": { "type": "quantity", "amount": 1.7, "unit": "liter" },
            "bottles": { "type": "quantity", "amount": 2, "unit": { "en": ["bottle", "bottles"] } },
            "shop": { "type": "url", "url": "https://example.com/tea" },
            "colours": { "type": "list", "items": { "en": ["red", "blue"] } },
            "cheaper": { "type": "comparison", "left": "kettle", "right": "pot", "words": { "en": ["is lighter than"] } },
            "rise": { "type": "change", "from": 20, "to": 30, "unit": "percent" }
        },
        "must": { "en": ["free returns"] }, "never": { "en": [["cheap", "cheaper"]] }, "allow": ["#tea"]
    }"##;
    assert_eq!(of_brief(text), [] as [&str; 0]);
}

#[test]
fn each_wrong_fact_says_where() {
    let text = r#"{ "facts": {
        "a": { "type": "prise", "amount": 3 },
        "b": { "type": "price", "amount": "3", "currency": "euro" },
        "c": { "type": "date", "date": "2026-02-30" },
        "d": { "type": "date", "date": "2026-12-24", "until": "2026-12-24" },
        "e": { "type": "url", "url": "no address" },
        "f": { "type": "price", "amount": 3, "currency": "EUR", "of": "a" },
        "g": { "type": "quantity", "amount": 3, "units": "liter" },
        "h": { "type": "change", "from": 3, "to": 3 },
        "i": { "type": "name" },
        "j": { "type": "name", "name": { "english": ["x"], "e": "y" } },
        "k": { "type": "comparison", "left": "j", "right": "z", "words": "more than" },
        "l": { "amount": 3 },
        "m": { "type": "list", "items": [] },
        "n": { "type": "name", "name": "  " }
    } }"#;
    assert_eq!(
        of_brief(text),
        [
            "2 /facts/a/type: a fact is one of price, date, quantity, name, url, list, comparison, change; did you mean “price”?",
            "3 /facts/b/amount: a number was expected, but this is a text",
            "3 /facts/b/currency: a currency of ISO 4217 was expected, such as “EUR”",
            "4 /facts/c/date: a day such as 2026-11-30 was expected",
            "5 /facts/d/until: this is not after the first day",
            "6 /facts/e/url: an address was expected, such as “https://example.com/tea”",
            "8 /facts/g/units: there is no key “units” here; did you mean “unit”?",
            "9 /facts/h/to: a change goes from one value to another",
            "10 /facts/i: the key “name” is missing",
            "11 /facts/j/name/e: a language was expected here, such as “de”",
            "13 /facts/l: the key “type” is missing",
            "14 /facts/m/items: a list with nothing in it says nothing",
            "15 /facts/n/name: this text is empty",
            "7 /facts/f/of: there is no fact “a” that is a name; did you mean “j”?",
            "12 /facts/k/right: there is no fact “z” that is a name; did you mean “j”?",
        ]
    );
}

#[test]
fn what_must_be_said_is_not_what_never_is() {
    let text = r#"{ "must": { "en": ["Cheap returns"] },
        "never": { "en": [["cheap", "cheaper"]] } }"#;
    assert_eq!(of_brief(text), ["2 /never: “cheap” is never said, but “Cheap returns” has to be"]);
    assert_eq!(of_brief("{\n "), ["2 : a key in quotation marks was expected"]);
    assert_eq!(of_brief("[]"), ["1 : an object was expected, but this is a list"]);
}

#[test]
fn a_sound_voice_has_no_problem() {
    let text = r#"{
        "name": "Harbour", "dials": { "formality": 0.4, "warmth": 0.8, "energy": 0.5, "brevity": 1 }, "person": "we",
        "address": { "de": "du", "fr": "vous", "ar": "plural" }, "sentence": 20, "ease": { "en": [60, 90], "de": [40, 80] },
        "caps": { "emoji": 1, "exclamations": 0 }, "preferred": { "en": [["buy", "purchase", "purchased"]] }, "never": { "de": ["billig"] },
        "punctuation": { "never": ["…"] }, "disclaimers": { "en": ["While stocks last."] }, "call": "imperative"
    }"#;
    assert_eq!(of_voice(text), [] as [&str; 0]);
}

#[test]
fn a_voice_that_contradicts_itself_is_refused() {
    let text = r#"{
        "dials": { "formality": 1.4, "charm": 1 },
        "person": "you", "address": { "de": "Du", "it": "tu" },
        "ease": { "en": [90, 60], "nl": [1, 2], "de": [0, 900] },
        "preferred": { "en": [["cheap", "inexpensive"], "alone"] },
        "never": { "en": [["cheap"]] },
        "caps": { "emoji": 0, "exclamations": 1.5 },
        "punctuation": { "never": ["…"] },
        "disclaimers": { "en": ["Cheap … while stocks last 🙂"] }
    }"#;
    assert_eq!(
        of_voice(text),
        [
            "2 /dials/charm: there is no key “charm” here",
            "2 /dials/formality: a number from 0 to 1 was expected",
            "3 /person: one of we, i, none was expected",
            "3 /address/de: one of du, Sie was expected; did you mean “du”?",
            "3 /address/it: of this language only one way to speak to a reader is known here",
            "4 /ease/en: two numbers from -100 to 130 were expected, the lower one first",
            "4 /ease/nl: there is a formula for en, de and ar",
            "4 /ease/de: two numbers from -100 to 130 were expected, the lower one first",
            "7 /caps/exclamations: a whole number from 0 to 1000 was expected",
            "5 /preferred: “cheap” is preferred, and “cheap” is never said",
            "9 /disclaimers: “Cheap … while stocks last 🙂” is a disclaimer, and “cheap” is never said",
            "7 /caps: “Cheap … while stocks last 🙂” has more emoji than there may be",
            "8 /punctuation: “Cheap … while stocks last 🙂” has “…” in it, which is never used",
            "5 /preferred: for what is “alone” said? A list was expected: what is said, then what is not",
        ]
    );
}
