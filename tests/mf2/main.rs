//! The conformance suite of MessageFormat 2 (`../shared/conformance/mf2`) → each case passed or failed, natively; in
//! browsers, with their own `Intl`, `tests/mf2.mjs` runs it.

#![cfg(all(feature = "testing", not(target_arch = "wasm32")))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod case;
mod platform;

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// How many cases the suite has. Another number: it is another one.
const CASES: usize = 461;

#[test]
#[ignore = "needs ../shared/conformance/mf2"]
fn the_suite_passes() {
    let cases = case::suite();
    assert_eq!(cases.len(), CASES);
    let (mut tallies, mut failures) = (BTreeMap::<&str, (usize, usize)>::new(), Vec::new());
    for case in &cases {
        let tally = tallies.entry(&case.file).or_default();
        match case.differs() {
            None => tally.0 += 1,
            Some(wrong) => {
                tally.1 += 1;
                failures.push(format!("{}: {}\n  {wrong}", case.file, case.json["src"]));
            }
        }
    }
    let mut text = format!("\n{:<24}{:>8}{:>8}", "file", "passed", "failed");
    for (file, (passed, failed)) in &tallies {
        write!(text, "\n{file:<24}{passed:>8}{failed:>8}").unwrap();
    }
    let [passed, failed] = [CASES - failures.len(), failures.len()];
    write!(text, "\n{passed} passed, {failed} failed, 0 skipped\n").unwrap();
    println!("{text}");
    assert!(failures.is_empty(), "{failed} failed:\n{}", failures.join("\n"));
}
