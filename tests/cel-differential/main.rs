//! Random expressions over the names that rules have → `target/cel-differential.json` with the engine's answers, so that
//! `cel-differential.mjs` compares them with those of another implementation of CEL.

#![cfg(all(feature = "testing", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

#[path = "../chance/splitmix.rs"]
mod chance;
mod generate;
#[path = "../cel/platform.rs"]
mod platform;
mod worlds;

use std::fs;
use std::path::Path;

use chance::Chance;
use generate::Writer;
use platform::{Platform, digits};
use serde_json::{Value as Json, json};
use tailorbird::rule::testing::evaluate;
use tailorbird::value::Value;

/// How many different sets of values there are, and how many expressions for each.
const WORLDS: u64 = 405;
const EXPRESSIONS: usize = 50;

/// Fewer answers than this share would mean that the expressions are mostly nonsense.
const LEAST_ANSWERS: f64 = 0.7;

#[test]
fn expressions_are_written_down_with_their_answers() {
    let (mut answers, mut all) = (0, Vec::new());
    for seed in 0..WORLDS {
        let mut chance = Chance(seed);
        let world = worlds::world(&mut chance);
        let mut cases = Vec::new();
        for _ in 0..EXPRESSIONS {
            let expr = Writer::new(&mut chance, &world).any();
            let got = evaluate(&expr, "", &world, true, &Platform);
            if let Err(troubles) = &got {
                // Constant parts are computed while compiling, so an error may show up there; a wrong type may not.
                assert!(!format!("{troubles:?}").contains("does not take"), "seed {seed}: {expr}\n{troubles:?}");
            }
            let answer = got.map_or(json!("error"), |(value, _)| plain(&value));
            answers += usize::from(answer != "error");
            cases.push(json!([expr, answer]));
        }
        let values = world.iter().map(|variable| (variable.name.clone(), plain(variable.value.as_ref().unwrap())));
        all.push(json!({ "seed": seed, "values": values.collect::<serde_json::Map<_, _>>(), "cases": cases }));
    }
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("target");
    fs::create_dir_all(&target).unwrap();
    fs::write(target.join("cel-differential.json"), serde_json::to_string(&all).unwrap()).unwrap();
    let total = WORLDS as usize * EXPRESSIONS;
    println!("{answers} of {total} expressions have an answer");
    assert!(answers as f64 >= total as f64 * LEAST_ANSWERS, "only {answers} of {total} expressions have an answer");
}

/// A value so that JSON cannot confuse it with another: `{"int":"1"}`.
fn plain(value: &Value) -> Json {
    let list = |items: &[Value]| items.iter().map(plain).collect::<Vec<_>>();
    match value {
        Value::Fault(_) => json!("error"),
        Value::Null => Json::Null,
        Value::Bool(truth) => json!(truth),
        Value::Int(number) => json!({ "int": number.to_string() }),
        Value::Double(number) if *number == 0.0 && number.is_sign_negative() => json!({ "double": "-0" }),
        Value::Double(number) => json!({ "double": digits(*number) }),
        Value::Text(text) => json!({ "text": &**text }),
        Value::List(items) => json!({ "list": list(items) }),
        Value::Map(items) => json!({ "map": list(items) }),
        Value::Instant(at, rest) => {
            json!({ "instant": (i128::from(*at) * 1_000_000 + i128::from(*rest)).to_string() })
        }
        Value::Duration(nanoseconds) => json!({ "duration": nanoseconds.to_string() }),
        Value::Optional(items) => json!({ "optional": list(items) }),
        Value::Kind(name) => json!({ "type": &**name }),
    }
}
