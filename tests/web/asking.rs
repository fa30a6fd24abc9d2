//! Questions as the face puts them → the core's answers, and what stands in them.

use js_sys::{JSON, Reflect};
use tailorbird::web::core::Core;
use wasm_bindgen::JsValue;

use crate::lent::{intl, js};
use crate::site::bytes;

/// The core of a page of the site.
pub fn core() -> Core {
    let core = Core::new(bytes().into(), intl());
    assert_eq!(core.problem(), "2", "it has several languages, and asks for no zone");
    core
}

/// What stands at a path of keys in JSON text, as text: JSON for anything but texts.
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
    items.join("\u{1f}")
}

/// Several of them.
pub fn lists(lists: &[&[&str]]) -> String {
    lists.iter().map(|items| list(items)).collect::<Vec<_>>().join("\u{1e}")
}

/// Nothing known but the time, in UTC and in a language.
pub fn answer_in(core: &mut Core, now: f64, locale: &str) -> String {
    let likely = js(&format!("new Intl.Locale('{locale}').maximize().toString()")).as_string().unwrap();
    core.decide(
        &lists(&[&["UTC"], &[], &[], &[locale], &[&likely], &[], &[]]),
        &[now, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1.0, -1000.0, 0.0, f64::NEG_INFINITY, 0.0],
    )
}

/// What an answer says of the slots that it is about, by their numbers: JSON text.
pub fn told(core: &Core, answer: &str) -> String {
    let slots = answer.lines().skip(1).map(|line| {
        let words: Vec<&str> = line.split(' ').collect();
        let about = core.about(&[words[0].parse().unwrap(), (words[1].chars().count() - 1) as f64]);
        let about = &about[1..about.len() - 1];
        format!(r#""{}":{{"marks":"{}","until":"{}","about":{about}}}"#, words[0], words[1], words[3])
    });
    format!("{{{}}}", slots.collect::<Vec<_>>().join(","))
}

/// The slots are decided, and all of what is new is told.
pub fn decide_in(core: &mut Core, now: f64, locale: &str) -> String {
    let answer = answer_in(core, now, locale);
    told(core, &answer)
}

/// In English.
pub fn decide(core: &mut Core, now: f64) -> String {
    decide_in(core, now, "en")
}

/// Something happens.
pub fn observe(core: &mut Core, items: &[&str], numbers: &[f64]) -> String {
    core.observe(&list(items), numbers)
}
