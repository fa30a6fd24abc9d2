//! Reads a voice, and refuses one that contradicts itself.

use tailorbird::error::say;
use tailorbird::manifest::read::json::{Json, Node};
use tailorbird::manifest::read::object::Object;
use tailorbird::manifest::read::values::{number, text, texts, whole, wrong};
use tailorbird::manifest::report::{Place, Report};
use tailorbird::nearest::hint;

use super::check::contradictions;
use super::{DIALS, Voice};
use crate::brief::words::words;
use crate::file::read;

const KEYS: [&str; 14] = [
    "$schema",
    "name",
    "dials",
    "person",
    "address",
    "sentence",
    "ease",
    "caps",
    "preferred",
    "never",
    "punctuation",
    "disclaimers",
    "call",
    "measured",
];
const PERSONS: [&str; 3] = ["we", "i", "none"];
const CALLS: [&str; 3] = ["imperative", "question", "none"];
/// The ways to speak to a reader, by language.
const ADDRESS: [(&str, &[&str]); 3] =
    [("de", &["du", "Sie"]), ("fr", &["tu", "vous"]), ("ar", &["masculine", "feminine", "plural"])];

/// Reads the text of a voice.
pub fn voice(file: &str, report: &mut Report<'_>) -> Option<Voice> {
    let node = read(file, report)?;
    let root = Place::root(node.at);
    let object = Object::read(&node, &root, &KEYS, report)?;
    let mut voice = Voice {
        dials: object.part("dials", report, dials).unwrap_or_default(),
        person: object.part("person", report, |node, place, report| one_of(node, place, &PERSONS, report)),
        address: object.part("address", report, address).unwrap_or_default(),
        ease: object.part("ease", report, ease).unwrap_or_default(),
        prefer: object.part("preferred", report, words).unwrap_or_default(),
        never: object.part("never", report, words).unwrap_or_default(),
        disclaimers: object.part("disclaimers", report, words).unwrap_or_default(),
        measured: object.part("measured", report, super::told::read),
        ..Voice::default()
    };
    object.part("name", report, text);
    object.part("call", report, |node, place, report| one_of(node, place, &CALLS, report));
    voice.sentence = object.part("sentence", report, |node, place, report| cap(node, place, 1, report));
    object.part("caps", report, |node, place, report| {
        let caps = Object::read(node, place, &["emoji", "exclamations"], report)?;
        voice.emoji = caps.part("emoji", report, |node, place, report| cap(node, place, 0, report));
        voice.exclamations = caps.part("exclamations", report, |node, place, report| cap(node, place, 0, report));
        Some(())
    });
    object.part("punctuation", report, |node, place, report| {
        let marks = Object::read(node, place, &["never"], report)?;
        voice.marks = marks.part("never", report, texts).unwrap_or_default();
        Some(())
    });
    contradictions(&voice, &object, report);
    Some(voice)
}

fn dials(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<[Option<f64>; 4]> {
    let object = Object::read(node, place, &DIALS, report)?;
    let mut dial = |key: &str| {
        let value = object.part(key, report, number)?;
        if !(0.0..=1.0).contains(&value) {
            object.error(key, "a number from 0 to 1 was expected", report);
        }
        Some(value)
    };
    Some(DIALS.map(&mut dial))
}

fn one_of(node: &Node, place: &Place<'_>, known: &[&str], report: &mut Report<'_>) -> Option<String> {
    let told = text(node, place, report)?;
    if !known.contains(&told.as_str()) {
        report.error(place, say("one of {} was expected{}", &[&known.join(", "), &hint(&told, known.iter().copied())]));
    }
    Some(told)
}

fn address(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<(String, String)>> {
    let object = Object::any(node, place, report)?;
    let mut all = Vec::new();
    for (tag, node) in object.entries() {
        let place = place.key(tag, node.at);
        match ADDRESS.iter().find(|(language, _)| *language == tag) {
            Some((_, known)) => all.extend(one_of(node, &place, known, report).map(|way| (tag.to_owned(), way))),
            None => report.error(&place, "of this language only one way to speak to a reader is known here"),
        }
    }
    Some(all)
}

/// From where to where, by language.
fn ease(node: &Node, place: &Place<'_>, report: &mut Report<'_>) -> Option<Vec<(String, f64, f64)>> {
    let object = Object::any(node, place, report)?;
    let mut all = Vec::new();
    for (tag, node) in object.entries() {
        let place = place.key(tag, node.at);
        if !["en", "de", "ar"].contains(&tag) {
            report.error(&place, "there is a formula for en, de and ar");
        }
        let Json::List(items) = &node.json else {
            wrong::<()>(node, &place, "a list of two numbers", report);
            continue;
        };
        let mut bounds = items.iter().enumerate().map(|(step, item)| number(item, &place.item(step, item.at), report));
        match (bounds.next().flatten(), bounds.next().flatten(), items.len()) {
            (Some(least), Some(most), 2) if (-100.0..=130.0).contains(&least) && least < most && most <= 130.0 => {
                all.push((tag.to_owned(), least, most))
            }
            _ => report.error(&place, "two numbers from -100 to 130 were expected, the lower one first"),
        }
    }
    Some(all)
}

fn cap(node: &Node, place: &Place<'_>, least: u32, report: &mut Report<'_>) -> Option<u32> {
    if least == 0 && matches!(node.json, Json::Number(zero) if zero == 0.0) {
        return Some(0);
    }
    whole(
        node,
        place,
        1000,
        if least == 0 {
            "a whole number from 0 to {} was expected"
        } else {
            "a whole number from 1 to {} was expected"
        },
        report,
    )
}
