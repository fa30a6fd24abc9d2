//! Records that were cut, changed or written by a newer version → what is sound counts, and nothing newer is touched.

use tailorbird::civil::DAY;
use tailorbird::profile::record;
use tailorbird::program::bytes::checksum;

use crate::device::settled;
use crate::entries::merge;
use crate::pages::{program, read, reader, told};

#[test]
fn damage_to_one_copy_loses_nothing_but_that_copy() {
    let program = program(3);
    let (store, truth, now) = settled(&program);
    truth.check(&read(&program, &store, now), "whole");
    let mut cases = 0;
    for (key, text) in &store {
        let mut without = store.clone();
        without.remove(key);
        let expected = told(&read(&program, &without, now));
        if key.contains('+') {
            assert_eq!(expected, told(&read(&program, &store, now)), "a base has two copies");
        }
        let mut check = |damaged: String| {
            let mut newer = false;
            assert!(record::read(key, &damaged, &record::STEPS, &mut newer).is_none() && !newer, "{key}: {damaged}");
            cases += 1;
            // What is no record counts for none: which is looked at now and then.
            if cases % 41 == 0 {
                let mut store = store.clone();
                store.insert(key.clone(), damaged);
                assert_eq!(told(&read(&program, &store, now)), expected, "{key}");
            }
        };
        for place in 0..text.len() {
            check(text[..place].to_owned());
            for bit in [1, 2, 4, 8, 16, 32, 64] {
                let mut bytes = text.clone().into_bytes();
                bytes[place] ^= bit;
                check(String::from_utf8(bytes).expect("records are ASCII here"));
            }
        }
        for strange in ["", "\n", "1", "null", "{}", "\n\n\n", "1 \n0", "zzzzzzzzzzzzzzz 1 2 3\nzzz", "\u{1f}\u{1e}ñ"]
        {
            check(strange.to_owned());
        }
    }
    println!("{cases} damaged texts in {} keys", store.len());
}

/// A text with its checksum, as a record of any version has it.
pub fn sealed(content: &str) -> String {
    let (mut sum, mut digits) = (u64::from(checksum(content.as_bytes())), Vec::new());
    while sum > 0 || digits.is_empty() {
        digits.push(char::from_digit((sum % 36) as u32, 36).unwrap());
        sum /= 36;
    }
    format!("{content}\n{}", digits.iter().rev().collect::<String>())
}

#[test]
fn beside_a_newer_version_nothing_is_written_or_removed() {
    let program = program(3);
    let (mut store, truth, now) = settled(&program);
    let later = now + 2 * DAY;
    let mut before = reader();
    let merged = merge(&mut before, &program, "me", &store, later);
    assert!(!merged.frozen && !merged.changes.is_empty(), "without it there is something to do");
    assert!(!before.writer.write(later).is_empty());
    store.insert("tailorbird:new:0".to_owned(), sealed("2 a form that nobody knows yet"));
    let mut after = reader();
    let merged = merge(&mut after, &program, "me", &store, later);
    assert!(merged.frozen && merged.changes.is_empty());
    assert!(after.writer.write(later).is_empty());
    truth.check(&read(&program, &store, later), "what can be read is read");
    // A newer one that is damaged is damage, and what is called otherwise is none of ours.
    for (key, text) in [("tailorbird:new:0", "2 a form that nobody knows yet\n123"), ("other", &*sealed("2 a"))] {
        store.remove("tailorbird:new:0");
        store.insert(key.to_owned(), text.to_owned());
        assert!(!merge(&mut reader(), &program, "me", &store, later).frozen, "{key}");
    }
}
