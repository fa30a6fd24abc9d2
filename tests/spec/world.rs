//! What a case says of its page → the moment, place, language, page and device that are decided for.

use std::rc::Rc;

use serde_json::Value as Json;
use tailorbird::context::locale::region;
use tailorbird::context::zone::{Change, Zone};
use tailorbird::context::{COLOR_SCHEMES, CONNECTIONS, CONTRASTS, Context, Device, POINTERS, Page, SOURCES, VIEWPORTS};
use tailorbird::limits;
use tailorbird::profile::cut;

use crate::author::likely;
use crate::given::{items, text};

/// What it leaves out is not known.
pub fn context(case: &Json) -> Context {
    let given = &case["given"];
    let (page, device) = (&given["page"], &given["device"]);
    let in_set = |given: &Json, words: &[&str]| {
        given.as_str().and_then(|word| words.iter().position(|known| *known == word)).map(|place| place as u8)
    };
    let place = |key: &str, words: &[&str]| in_set(&device[key], words);
    Context {
        now: given["now"].as_i64().unwrap_or_else(|| panic!("{} says when it is", case["name"])),
        zone: zone(case),
        locales: items(&given["locales"]).iter().take(limits::ENTRIES).map(text).collect(),
        likely: wanted(case).iter().map(|tag| likely(tag).into()).collect(),
        placed: Vec::new(),
        forced: Vec::new(),
        position: position(&given["place"]),
        page: Page {
            path: text(&page["path"]),
            query: query(page["query"].as_str().unwrap_or("")),
            referrer: text(&page["referrer"]),
            source: in_set(&page["source"], &SOURCES),
            topics: items(&page["topics"]).iter().take(limits::ENTRIES).map(text).collect(),
        },
        device: Device {
            viewport: place("viewport", &VIEWPORTS),
            pointer: place("pointer", &POINTERS),
            color_scheme: place("colorScheme", &COLOR_SCHEMES),
            contrast: place("contrast", &CONTRASTS),
            connection: place("connection", &CONNECTIONS),
            reduced_motion: device["reducedMotion"] == true,
            save_data: device["saveData"] == true,
        },
    }
}

/// The languages that are wanted in the page, as js/context/context.ts orders them.
fn wanted(case: &Json) -> Vec<Rc<str>> {
    let given = &case["given"];
    let reader: Vec<Rc<str>> = items(&given["locales"]).iter().take(limits::ENTRIES).map(text).collect();
    let page = text(&given["page"]["language"]);
    if page.is_empty() || case["manifest"]["languages"] == "reader" {
        return reader;
    }
    let key = |tag: &str| likely(tag).split('-').take(2).collect::<Vec<_>>().join("-");
    let same = |tag: &&Rc<str>| region(&page).is_empty() && key(tag) == key(&page);
    let own: Vec<Rc<str>> = reader.iter().filter(same).cloned().collect();
    [own, vec![page.clone()], reader].concat()
}

/// On the grid, as js/context/context.ts puts it there.
fn position(place: &Json) -> Option<(i16, i16)> {
    let step = |key: &str| place[key].as_f64().map(|degrees| (degrees * limits::GRID + 0.5).floor() as i16);
    Some((step("latitude")?, step("longitude")?))
}

/// What the platform answers for the zone that the case names; without one spec.mjs runs in UTC.
fn zone(case: &Json) -> Zone {
    let Some(name) = case["given"]["timeZone"].as_str() else {
        return Zone { name: "UTC".into(), changes: Vec::new() };
    };
    let zone = &case["zone"];
    assert_eq!(zone["name"], name, "{}: a case with a zone says what the platform answers", case["name"]);
    let change = |pair: &Json| Change { at: pair[0].as_i64().unwrap(), offset: pair[1].as_i64().unwrap() };
    Zone { name: name.into(), changes: items(&zone["changes"]).iter().map(change).collect() }
}

fn query(query: &str) -> Vec<(Rc<str>, Rc<str>)> {
    let pairs = query.strip_prefix('?').unwrap_or(query).split('&').filter(|pair| !pair.is_empty());
    let halves = pairs.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    halves.map(|(name, value)| (decoded(name), decoded(value))).collect()
}

fn decoded(text: &str) -> Rc<str> {
    let plain = text.replace('+', " ");
    let mut bytes = Vec::new();
    let mut rest = plain.as_bytes();
    while let [first, after @ ..] = rest {
        let coded = after.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        let byte =
            coded.filter(|digits| !digits.starts_with('+')).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(byte.unwrap_or(*first));
        rest = if byte.is_some() { &after[2..] } else { after };
    }
    cut(&String::from_utf8_lossy(&bytes), limits::TEXT).into()
}
