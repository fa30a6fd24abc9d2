//! Numbers that cross, and texts in the memory → answers in the memory.

use tailorbird::protocol::{Ask, ContextNumber};
use tailorbird::web::channel::Channel;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::asking::{at, lists, numbers};
use crate::formatters::{intl, js};
use crate::site::{EVENING, MANIFEST, bytes};

/// Asks as js/engine/channel.ts does.
fn ask(channel: &mut Channel, question: u8, given: &[u8], numbers: &[f64]) -> Vec<u8> {
    let mut question_bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    question_bytes.extend(given);
    let room = channel.room(question_bytes.len());
    js(&format!("new Uint8Array(memory.buffer).set({question_bytes:?}, {room})"));
    let answer = channel.ask(question, numbers.len(), given.len());
    let (place, length) = (answer % 2f64.powi(32), (answer / 2f64.powi(32)).floor());
    js_sys::Uint8Array::from(js(&format!("new Uint8Array(memory.buffer, {place}, {length}).slice()"))).to_vec()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[wasm_bindgen_test]
fn a_program_is_opened_and_asked() {
    intl();
    let mut channel = Channel::new();
    assert_eq!(text(ask(&mut channel, Ask::Open as u8, &bytes(), &[])), "");
    let texts = lists(&[&["UTC"], &[], &[], &["en"], &["en"], &[]]);
    let known = numbers(EVENING, &[(ContextNumber::Viewport, 0.0)], &[]);
    assert_eq!(text(ask(&mut channel, Ask::Decide as u8, texts.as_bytes(), &known)).lines().count(), 6);
    let about = text(ask(&mut channel, Ask::About as u8, b"", &[0.0, 1.0]));
    assert_eq!(at(&about, "0.0"), "hero");
    let refused = text(ask(&mut channel, Ask::Open as u8, b"no program", &[]));
    assert_eq!(at(&refused, "severity"), "error");
    // It goes on with the one that it has.
    assert_eq!(text(ask(&mut channel, Ask::About as u8, b"", &[0.0, 1.0])), about);
}

#[wasm_bindgen_test]
fn a_manifest_is_compiled_beside_its_almanac() {
    intl();
    let mut channel = Channel::new();
    assert!(ask(&mut channel, Ask::Compiled as u8, b"", &[]).is_empty(), "nothing was compiled yet");
    for almanac in ["", "2025\u{1f}2027\u{1e}DE-BY\u{1f}2026-01-01"] {
        let given = format!("{almanac}{MANIFEST}");
        let about = text(ask(&mut channel, Ask::Compile as u8, given.as_bytes(), &[almanac.len() as f64, 1.0]));
        assert_eq!((at(&about, "full"), at(&about, "problems.length")), ("false".to_owned(), "3".to_owned()));
        assert_eq!(at(&about, "problems.0.line"), "34");
        assert_eq!(ask(&mut channel, Ask::Compiled as u8, b"", &[]), bytes());
    }
}

#[wasm_bindgen_test]
fn what_makes_no_sense_is_answered() {
    intl();
    let mut channel = Channel::new();
    assert_eq!(text(ask(&mut channel, Ask::Explain as u8, b"hero", &[])), "[]", "there is no program yet");
    assert_eq!(at(&text(ask(&mut channel, Ask::Open as u8, b"no program", &[])), "severity"), "error");
    // More numbers than there is room for, bytes that are no text, and a question before its room.
    channel.room(3);
    for (numbers, size) in [(0, 9), (1, 0), (usize::MAX / 8, 1), (1, usize::MAX)] {
        assert!(channel.ask(Ask::Decide as u8, numbers, size) > 0.0, "{numbers} {size}");
    }
    assert_eq!(text(ask(&mut channel, Ask::Explain as u8, &[0xff, 0xfe], &[])), "[]");
    assert_eq!(text(ask(&mut channel, 200, b"", &[])), "", "there is no such question");
}
