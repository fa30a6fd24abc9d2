//! Cases as data (`tests/spec/*.json`) → the native answers, compared with what each case expects and written down
//! in `target/spec-native.json`, so that `spec.mjs` can compare the answers of both WebAssembly builds with them.

#![cfg(all(feature = "compile", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod answer;
mod author;
mod events;
mod given;
mod profile;
mod world;
mod written;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use answer::run;
use serde_json::{Value as Json, json};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn every_case_gives_what_it_expects() {
    let mut answers = BTreeMap::new();
    let mut failures = Vec::new();
    for case in cases() {
        let name = case["name"].as_str().expect("a case has a name").to_owned();
        let answer = run(&case);
        let expected = numbers(expected(&case)).to_string();
        // As texts, because the order of keys counts too.
        let got = numbers(serde_json::from_str(&answer.text).unwrap()).to_string();
        if got != expected {
            failures.push(format!("{name}\n  got      {}\n  expected {expected}", answer.text));
        }
        failures.extend(answer.unknown.iter().map(|row| format!("{name}\n  “host” lacks {row}")));
        let known = answers.insert(name.clone(), json!({ "answer": answer.text, "program": answer.program }));
        assert!(known.is_none(), "two cases are called “{name}”");
    }
    let target = Path::new(ROOT).join("target");
    fs::create_dir_all(&target).unwrap();
    fs::write(target.join("spec-native.json"), serde_json::to_string(&answers).unwrap()).unwrap();
    assert!(failures.is_empty(), "{} of {} failed:\n{}", failures.len(), answers.len(), failures.join("\n"));
}

fn cases() -> Vec<Json> {
    let mut files: Vec<_> =
        fs::read_dir(Path::new(ROOT).join("tests/spec")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let json = files.iter().filter(|path| path.extension().is_some_and(|end| end == "json"));
    json.flat_map(|path| {
        let text = fs::read_to_string(path).unwrap();
        serde_json::from_str::<Vec<Json>>(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    })
    .collect()
}

/// What a case expects of every build. What it expects to be exported, and of a page that is opened with that, is for
/// spec.mjs: only pages export.
fn expected(case: &Json) -> Json {
    let mut expected = case["expect"].clone();
    let entries = expected.as_object_mut().expect("a case expects something");
    ["profile", "reopened"].into_iter().for_each(|key| drop(entries.shift_remove(key)));
    expected
}

/// Numbers are equal whether they are written with a point or without.
fn numbers(json: Json) -> Json {
    match json {
        Json::Number(number) => json!(number.as_f64()),
        Json::Array(items) => items.into_iter().map(numbers).collect(),
        Json::Object(entries) => entries.into_iter().map(|(key, value)| (key, numbers(value))).collect(),
        other => other,
    }
}
