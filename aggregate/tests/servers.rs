//! Reports through both servers, as the crate `prio` has them, and the published vectors that it brings.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::path::PathBuf;

use aggregate::{CHANCE, Refusal, Task, shares};
use prio::codec::ParameterizedDecode;
use prio::vdaf::prio3::{Prio3Histogram, Prio3InputShare, Prio3PublicShare};
use prio::vdaf::{Aggregatable, Aggregator, Collector, VerifyTransition};
use serde_json::Value;

const NUMBERS: u64 = 0x9e37_79b9_7f4a_7c15;

/// So many bytes that look like chance.
fn bytes(seed: u64, count: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(NUMBERS) | 1;
    let next = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 24) as u8
    };
    (0..count).map(next).collect()
}

/// What the two servers make of reports: the sums, and how many they refused.
fn collected(task: Task<'_>, reports: &[([u8; 16], aggregate::Shares)]) -> (Vec<u128>, usize) {
    let vdaf = Prio3Histogram::new_histogram(2, task.cells, task.chunk).unwrap();
    let (key, mut refused) = ([9; 32], 0);
    let mut totals = [vdaf.aggregate_init(&()), vdaf.aggregate_init(&())];
    for (nonce, report) in reports {
        let public = Prio3PublicShare::get_decoded_with_param(&vdaf, &report.public).unwrap();
        let begun: Vec<_> = [&report.leader, &report.helper]
            .iter()
            .enumerate()
            .map(|(number, share)| {
                let share = Prio3InputShare::get_decoded_with_param(&(&vdaf, number), share).unwrap();
                vdaf.verify_init(&key, task.context, number, &(), nonce, &public, &share)
            })
            .collect::<Result<_, _>>()
            .unwrap();
        let told = begun.iter().map(|(_, share)| share.clone());
        let Ok(message) = vdaf.verifier_shares_to_message(task.context, &(), told) else {
            refused += 1;
            continue;
        };
        for (total, (state, _)) in totals.iter_mut().zip(begun) {
            let VerifyTransition::Finish(share) = vdaf.verify_next(task.context, state, message.clone()).unwrap()
            else {
                panic!("a second round");
            };
            total.accumulate(&share).unwrap();
        }
    }
    (vdaf.unshard(&(), totals, reports.len() - refused).unwrap(), refused)
}

#[test]
fn two_servers_learn_the_sums_and_one_of_them_nothing() {
    let task = Task { context: b"headline", cells: 4, chunk: 2 };
    let cells = [0, 3, 3, 1, 3, 0, 2, 3];
    let reports: Vec<_> = (0u64..)
        .zip(cells)
        .map(|(number, cell)| {
            let nonce = bytes(number + 100, 16).try_into().unwrap();
            (nonce, shares(task, cell, &nonce, &bytes(number, CHANCE)).unwrap())
        })
        .collect();
    assert_eq!(collected(task, &reports), (vec![2, 1, 1, 4], 0));
    // The second server's share is chance alone: the same whatever the cell.
    let helper = |cell| shares(task, cell, &[1; 16], &bytes(5, CHANCE)).unwrap().helper;
    assert_eq!(helper(0)[..32], helper(3)[..32]);
}

#[test]
fn a_report_that_says_more_than_one_thing_is_refused() {
    let task = Task { context: b"headline", cells: 4, chunk: 2 };
    let mut report = shares(task, 1, &[1; 16], &bytes(1, CHANCE)).unwrap();
    report.leader[3] ^= 1;
    assert_eq!(collected(task, &[([1; 16], report)]), (vec![0; 4], 1));
    let report = shares(task, 1, &[1; 16], &bytes(1, CHANCE)).unwrap();
    let other = Task { context: b"price", ..task };
    assert_eq!(collected(other, &[([1; 16], report)]).1, 1, "of another context");
}

#[test]
fn what_cannot_be_divided_is_refused() {
    let task = Task { context: b"", cells: 4, chunk: 2 };
    let refusal = |task, cell, chance: &[u8]| shares(task, cell, &[0; 16], chance).unwrap_err();
    assert_eq!(refusal(task, 4, &[0; CHANCE]), Refusal::Cell);
    assert_eq!(refusal(task, usize::MAX, &[0; CHANCE]), Refusal::Cell);
    assert_eq!(refusal(Task { cells: 0, ..task }, 0, &[0; CHANCE]), Refusal::Cells);
    assert_eq!(refusal(Task { cells: 1001, ..task }, 0, &[0; CHANCE]), Refusal::Cells);
    for chunk in [0, 5, usize::MAX] {
        assert_eq!(refusal(Task { chunk, ..task }, 0, &[0; CHANCE]), Refusal::Chunk);
    }
    for chance in [0, CHANCE - 1, CHANCE + 1] {
        assert_eq!(refusal(task, 0, &vec![0; chance]), Refusal::Chance);
    }
    for cells in [1, 2, 1000] {
        assert!(shares(Task { cells, chunk: cells, ..task }, cells - 1, &[0; 16], &[0; CHANCE]).is_ok());
    }
}

/// The folder of the crate that brings them.
fn vectors() -> PathBuf {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".into());
    let told = std::process::Command::new(cargo).args(["metadata", "--format-version", "1"]).output().unwrap();
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    let prio = told["packages"].as_array().unwrap().iter().find(|package| package["name"] == "prio").unwrap();
    PathBuf::from(prio["manifest_path"].as_str().unwrap()).with_file_name("src/vdaf/test_vec/18")
}

fn hex(text: &Value) -> Vec<u8> {
    let digits = text.as_str().unwrap();
    (0..digits.len()).step_by(2).map(|place| u8::from_str_radix(&digits[place..place + 2], 16).unwrap()).collect()
}

#[test]
fn the_published_vectors_come_out_to_the_byte() {
    let mut met = 0;
    for file in std::fs::read_dir(vectors()).unwrap() {
        let file = file.unwrap();
        let name = file.file_name().into_string().unwrap();
        let number = |value: &Value| value.as_u64().unwrap() as usize;
        if !name.starts_with("Prio3Histogram_") || name.contains("_bad_") {
            continue;
        }
        let vector: Value = serde_json::from_str(&std::fs::read_to_string(file.path()).unwrap()).unwrap();
        // Two servers are what there is here.
        if vector["shares"] != 2 {
            continue;
        }
        let context = hex(&vector["ctx"]);
        let task = Task { context: &context, cells: number(&vector["length"]), chunk: number(&vector["chunk_length"]) };
        let mut reports = Vec::new();
        for report in vector["reports"].as_array().unwrap() {
            let nonce = hex(&report["nonce"]).try_into().unwrap();
            let made = shares(task, number(&report["measurement"]), &nonce, &hex(&report["rand"])).unwrap();
            assert_eq!(made.public, hex(&report["public_share"]), "{name}");
            assert_eq!(made.leader, hex(&report["input_shares"][0]), "{name}");
            assert_eq!(made.helper, hex(&report["input_shares"][1]), "{name}");
            reports.push((nonce, made));
            met += 1;
        }
        let wanted: Vec<u128> =
            vector["agg_result"].as_array().unwrap().iter().map(|sum| u128::from(sum.as_u64().unwrap())).collect();
        assert_eq!(collected(task, &reports), (wanted, 0), "{name}");
    }
    assert!(met > 0, "prio brings no vectors any more");
    println!("{met} reports of published vectors");
}
