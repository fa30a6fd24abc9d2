//! The conformance suite of CEL (from npm `@bufbuild/cel-spec`) → each case passed, failed, or skipped for what it needs
//! that rules leave out by design; and `target/cel-cases.json`, so that `cel.mjs` runs them through both WebAssembly
//! builds.

#![cfg(all(feature = "testing", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod case;
mod compare;
mod needs;
mod platform;
mod written;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use case::Case;
use needs::{Need, need};

/// How many of the 2,344 cases have each need first. Another number: the suite is another one, or the needs are.
const NEEDED: [(Need, usize); 4] =
    [(Need::Messages, 693), (Need::Unsigned, 264), (Need::Bytes, 116), (Need::Functions, 1)];

/// What became of the cases of one file.
#[derive(Default)]
struct Tally {
    passed: usize,
    failed: usize,
    skipped: BTreeMap<Need, usize>,
}

impl Tally {
    fn skipped(&self) -> usize {
        self.skipped.values().sum()
    }
}

#[test]
fn the_suite_passes() {
    let cases = case::suite();
    let (mut tallies, mut failures) = (BTreeMap::<&str, Tally>::new(), Vec::new());
    for json in &cases {
        let case = Case(json);
        let tally = tallies.entry(json["suite"].as_str().unwrap().split('/').next().unwrap()).or_default();
        if let Some(need) = need(json) {
            *tally.skipped.entry(need).or_default() += 1;
            continue;
        }
        match case.run() {
            Ok(()) => tally.passed += 1,
            Err((expected, got)) => {
                tally.failed += 1;
                failures.push(format!(
                    "{}\n  expr     {}\n  expected {expected}\n  got      {got}",
                    case.name(),
                    case.expr()
                ));
            }
        }
    }
    let runnable: Vec<Case> = cases.iter().filter(|json| need(json).is_none()).map(Case).collect();
    written::write(&runnable);
    println!("{}", table(&tallies));
    assert!(failures.is_empty(), "{} failed:\n{}", failures.len(), failures.join("\n"));
}

/// Passed, failed, and skipped for each need, by file; then the sum on a line of its own.
fn table(tallies: &BTreeMap<&str, Tally>) -> String {
    let mut text = format!("\n{:<16}{:>8}{:>8}", "file", "passed", "failed");
    for need in Need::ALL {
        write!(text, "  {}", need.describe()).unwrap();
    }
    let mut all = Tally::default();
    for (file, tally) in tallies {
        write!(text, "\n{file:<16}{:>8}{:>8}", tally.passed, tally.failed).unwrap();
        for need in Need::ALL {
            let count = tally.skipped.get(&need).copied().unwrap_or(0);
            write!(text, "  {count:>width$}", width = need.describe().len()).unwrap();
            *all.skipped.entry(need).or_default() += count;
        }
        all.passed += tally.passed;
        all.failed += tally.failed;
    }
    for need in Need::ALL {
        write!(text, "\nskipped because of {}: {}", need.describe(), all.skipped[&need]).unwrap();
    }
    write!(text, "\n{} passed, {} failed, {} skipped\n", all.passed, all.failed, all.skipped()).unwrap();
    text
}

/// A classifier gone wrong would hide failures.
#[test]
fn the_needs_skip_what_they_are_known_to_skip() {
    let cases = case::suite();
    assert_eq!(cases.len(), 2344);
    for (wanted, times) in NEEDED {
        assert_eq!(cases.iter().filter(|case| need(case) == Some(wanted)).count(), times, "{}", wanted.describe());
    }
}

/// The same told in a cruder way: a case needs messages where its text, whatever the place, speaks of them.
#[test]
fn cases_that_need_messages_speak_of_them() {
    for case in case::suite() {
        let own = |text: String, name: &str| text.replace(&format!("google.protobuf.{name}"), "");
        let text = ["Timestamp", "Duration"].into_iter().fold(case.to_string(), own);
        let speaks =
            ["google.protobuf", "TestAllTypes", "conformance", "enumValue"].iter().any(|word| text.contains(word));
        assert_eq!(speaks, need(&case) == Some(Need::Messages), "{case}");
    }
}
