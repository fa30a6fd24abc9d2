//! Questions as the JavaScript asks them → the answers of the core, read as text.

use js_sys::{JSON, Reflect};
use tailorbird::protocol::{Ask, ContextNumber, GROUP, ITEM, NOWHERE};
use tailorbird::web::core::Core;
use wasm_bindgen::JsValue;

use crate::formatters::{intl, js};
use crate::site::bytes;

/// The core of a page of the site.
pub fn core() -> Core {
    let mut core = Core::new(intl());
    assert_eq!(
        (core.open(bytes()), core.traits()),
        (String::new(), "7".to_owned()),
        "several languages, those of places too, and a date, which is written in a zone"
    );
    core
}

/// The value at a path of keys in JSON text, as text: JSON for anything but texts.
pub fn at(json: &str, path: &str) -> String {
    let all = JSON::parse(json).unwrap_or_else(|_| panic!("no JSON: {json}"));
    let key = |value: JsValue, key: &str| Reflect::get(&value, &key.into()).unwrap_or(JsValue::UNDEFINED);
    let found = path.split('.').filter(|key| !key.is_empty()).fold(all, key);
    found
        .as_string()
        .unwrap_or_else(|| JSON::stringify(&found).ok().and_then(|text| text.as_string()).unwrap_or_default())
}

/// One list of texts.
pub fn list(items: &[&str]) -> String {
    items.join(&String::from(ITEM))
}

/// Several of them.
pub fn lists(lists: &[&[&str]]) -> String {
    lists.iter().map(|items| list(items)).collect::<Vec<_>>().join(&String::from(GROUP))
}

/// The answer where nothing is known but the time, in UTC, and a language.
pub fn answer_in(core: &mut Core, now: f64, locale: &str) -> String {
    let likely = js(&format!("new Intl.Locale('{locale}').maximize().toString()")).as_string().unwrap();
    core.decide(
        &lists(&[&["UTC"], &[], &[], &[locale], &[&likely], &[], &[]]),
        &numbers(now, &[], &[f64::NEG_INFINITY, 0.0]),
    )
}

/// The numbers of a context in which only these are known, and the changes of a zone.
pub fn numbers(now: f64, known: &[(ContextNumber, f64)], zone: &[f64]) -> Vec<f64> {
    let mut numbers = vec![-1.0; ContextNumber::Zone as usize];
    let nowhere = f64::from(NOWHERE);
    let first = [(ContextNumber::Now, now), (ContextNumber::Latitude, nowhere), (ContextNumber::Longitude, nowhere)];
    for (place, number) in first.iter().chain(known) {
        numbers[*place as usize] = *number;
    }
    numbers.extend(zone);
    numbers
}

/// A question by its number.
pub fn ask(core: &mut Core, question: Ask, texts: &str, numbers: &[f64]) -> String {
    core.ask(question as u8, texts, numbers)
}

/// The slots that an answer is about, with their contents, by their numbers: JSON text.
pub fn told(core: &Core, answer: &str) -> String {
    let slots = answer.lines().skip(1).map(|line| {
        let words: Vec<&str> = line.split(' ').collect();
        let about = core.about(&[words[0].parse().unwrap(), (words[1].chars().count() - 1) as f64]);
        let about = &about[1..about.len() - 1];
        format!(r#""{}":{{"marks":"{}","until":"{}","about":{about}}}"#, words[0], words[1], words[3])
    });
    format!("{{{}}}", slots.collect::<Vec<_>>().join(","))
}

/// Decides the slots, and loads the contents of those that changed.
pub fn decide_in(core: &mut Core, now: f64, locale: &str) -> String {
    let answer = answer_in(core, now, locale);
    told(core, &answer)
}

/// In English.
pub fn decide(core: &mut Core, now: f64) -> String {
    decide_in(core, now, "en")
}

/// Takes in an event.
pub fn observe(core: &mut Core, items: &[&str], numbers: &[f64]) -> String {
    core.observe(&list(items), numbers)
}
