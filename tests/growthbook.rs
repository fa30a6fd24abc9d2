//! The parts of GrowthBook's suite (`../shared/conformance/growthbook`) that are about assigning: hashes, ranges, namespaces, weights.

#![cfg(all(feature = "compile", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use serde_json::{Value as Json, json};
use tailorbird::context::Context;
use tailorbird::decide::decide;
use tailorbird::experiment::{BUCKETS, GIVEN, arm, bucket, draws};
use tailorbird::manifest::compile_text;
use tailorbird::profile::{EventKind, Profile};
use tailorbird::program::Program;
use tailorbird::rule::platform::NoPlatform;

const NAME: &str = "shared/conformance/growthbook/cases-0.12.0.json";

fn cases(section: &str) -> Vec<Json> {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(1);
    let file =
        above.map(|folder| folder.join(NAME)).find(|file| file.exists()).expect("the suite is beside the project");
    let suite: Json = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    suite[section].as_array().unwrap().clone()
}

#[test]
#[ignore = "needs ../shared/conformance/hash"]
fn the_hash_is_fnv_1a() {
    let above = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().skip(1);
    let file = above.map(|folder| folder.join("shared/conformance/hash/fnv1a32.json")).find(|file| file.exists());
    let all: Vec<Json> = serde_json::from_str(&fs::read_to_string(file.unwrap()).unwrap()).unwrap();
    let mut tried = 0;
    for case in &all {
        let hex = case["hex"].as_str().unwrap();
        let bytes: Vec<u8> =
            (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect();
        // Units are texts; others than those of ASCII are hashed by their UTF-16.
        if bytes.is_ascii() {
            let text = String::from_utf8(bytes).unwrap();
            assert_eq!(u64::from(bucket(1, "", &text)), case["fnv1a32"].as_u64().unwrap() % 1000 * 10, "{hex}");
            tried += 1;
        }
    }
    assert!(tried > 50, "{tried} of {}", all.len());
}

/// A program with one experiment of these arms.
fn program(arms: &Json, more: &Json) -> Program {
    let mut experiment = json!({ "slot": "s", "arms": arms });
    more.as_object().into_iter().flatten().for_each(|(key, value)| experiment[key] = value.clone());
    let variants: Json = arms.as_object().unwrap().keys().map(|name| (name.clone(), json!({}))).collect();
    let last = arms.as_object().unwrap().keys().next_back().unwrap();
    let manifest = json!({
        "tailorbird": 1, "locales": ["en"], "experiments": { "x": experiment },
        "slots": { "s": { "default": last, "variants": variants } },
    });
    let compiled = compile_text(&manifest.to_string(), &NoPlatform);
    compiled.program.unwrap_or_else(|| panic!("{manifest}: {:?}", compiled.problems))
}

fn shown(program: &Program, unit: &str) -> Vec<&'static str> {
    let mut profile = Profile::default();
    profile.count(EventKind::Assign, GIVEN, unit, 0, false);
    let decided = decide(program, &Context::default(), &profile, &[0], &NoPlatform);
    decided.reasons(&decided.all[0]).iter().map(|reason| reason.kind.name()).collect()
}

/// The arm that has a bucket, by its number.
fn arm_of(program: &Program, bucket: u32) -> Option<usize> {
    let slot = program.slots.get(0).unwrap();
    (0..slot.variants.count as usize).find(|number| {
        let words = program.variant(&slot, *number).and_then(|variant| arm(program, &variant));
        words.is_some_and(|words| draws(program, words, "").any(|draw| draw.from <= bucket && bucket < draw.to))
    })
}

/// As arms `a0`, `a1` and so on.
fn arms(of: &[Json]) -> Json {
    of.iter().enumerate().map(|(number, one)| (format!("a{number}"), one.clone())).collect()
}

#[test]
#[ignore = "needs ../shared/conformance/growthbook"]
fn hashes_are_theirs() {
    let all = cases("hash");
    assert_eq!(all.len(), 27);
    for case in all {
        let [seed, value, version, wanted] = case.as_array().unwrap().as_slice() else { panic!("{case}") };
        // A version that there is not answers nothing; here it is refused while compiling.
        let Some(wanted) = wanted.as_f64() else { continue };
        let found = bucket(version.as_u64().unwrap() as u32, seed.as_str().unwrap(), value.as_str().unwrap());
        assert_eq!(f64::from(found) / f64::from(BUCKETS), wanted, "{case}");
    }
}

#[test]
#[ignore = "needs ../shared/conformance/growthbook"]
fn ranges_choose_as_theirs_do() {
    for case in cases("chooseVariation") {
        let [_, share, ranges, wanted] = case.as_array().unwrap().as_slice() else { panic!("{case}") };
        let ranges = ranges.as_array().unwrap();
        let share = share.as_f64().unwrap();
        let program = program(&arms(ranges), &Json::Null);
        let wanted = wanted.as_i64().unwrap();
        assert_eq!(arm_of(&program, (share * 10_000.0).round() as u32).map_or(-1, |arm| arm as i64), wanted, "{case}");
    }
}

#[test]
#[ignore = "needs ../shared/conformance/growthbook"]
fn ranges_have_exactly_the_buckets_that_theirs_have() {
    for case in cases("getBucketRange") {
        let ranges = case[2].as_array().unwrap();
        let ends: Vec<(f64, f64)> =
            ranges.iter().map(|range| (range[0].as_f64().unwrap(), range[1].as_f64().unwrap())).collect();
        if ends.len() < 2 {
            continue;
        }
        let program = program(&arms(ranges), &Json::Null);
        for bucket in 0..BUCKETS {
            let share = f64::from(bucket) / f64::from(BUCKETS);
            let wanted = ends.iter().position(|(from, to)| *from <= share && share < *to);
            assert_eq!(arm_of(&program, bucket), wanted, "{case}: {share}");
        }
    }
}

#[test]
#[ignore = "needs ../shared/conformance/growthbook"]
fn a_layer_with_a_part_is_a_namespace() {
    let all = cases("inNamespace");
    assert_eq!(all.len(), 16);
    for case in all {
        let [_, unit, namespace, wanted] = case.as_array().unwrap().as_slice() else { panic!("{case}") };
        let layer = json!({ "name": namespace[0], "from": namespace[1], "to": namespace[2] });
        let program = program(&json!({ "a": 1, "b": 1 }), &json!({ "layer": layer }));
        let is_in = !shown(&program, unit.as_str().unwrap()).contains(&"other-experiment");
        assert_eq!(Some(is_in), wanted.as_bool(), "{case}");
    }
}

#[test]
#[ignore = "needs ../shared/conformance/growthbook"]
fn equal_weights_are_equal_shares() {
    for case in cases("getEqualWeights") {
        let wanted: Vec<f64> = case[1].as_array().unwrap().iter().map(|share| share.as_f64().unwrap()).collect();
        if wanted.len() < 2 {
            continue;
        }
        let program = program(&arms(&vec![json!(1); wanted.len()]), &Json::Null);
        for (number, share) in wanted.iter().enumerate() {
            let count = (0..BUCKETS).filter(|bucket| arm_of(&program, *bucket) == Some(number)).count();
            assert!((count as f64 / f64::from(BUCKETS) - share).abs() < 3e-4, "{case}: {count}");
        }
    }
}
